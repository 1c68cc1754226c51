extension Claim {
    /// The native format: keys in its order, empty fields left out.
    package var json: JSON { json(event: nil) }

    /// With the event that the claim tells, after its id.
    package func json(event: String?) -> JSON {
        .record([
            ("report", .string(report)), ("id", .string(id)), ("event", event.map(JSON.string)),
            ("sentence", sentence.json), ("trigger", trigger.json),
            ("act", .string(act.name)), ("cameo", .string(act.cameo)),
            ("plover", act.plover.isEmpty ? nil : .string(act.plover)),
            ("quad", act.quad == 0 ? nil : .integer(act.quad)),
            ("intensity", .number(act.intensity, places: 1)),
            ("source", list(source.map(\.json))), ("target", list(target.map(\.json))),
            ("modality", .string(modality.rawValue)),
            ("speaker", list(speaker.map(\.json))), ("when", when?.json), ("where", place?.json),
            ("quantity", list(quantities.map(\.json))),
            ("objects", list(objects.map(\.json))), ("contexts", list(act.contexts.map(JSON.string))),
            ("confidence", .number(confidence, places: 2)), ("evidence", evidence.json),
            ("version", evidence.version.json),
        ])
    }
}

/// Nil for an empty list.
private func list(_ values: [JSON]) -> JSON? { values.isEmpty ? nil : .array(values) }
private func word(_ string: String) -> JSON? { string.isEmpty ? nil : .string(string) }

extension Claim.Role {
    var json: JSON {
        .record([
            ("code", word(actor.code)), ("sector", word(actor.sector)), ("name", word(actor.name)),
            ("text", text.flatMap(word)),
            ("span", span?.json), ("by", .string(ground.by)),
        ])
    }
}

extension Claim.Speaker {
    var json: JSON {
        .record([
            ("name", .string(name)), ("code", actor.flatMap { word($0.code) }),
            ("sector", actor.flatMap { word($0.sector) }), ("span", span.json),
        ])
    }
}

extension Claim.Quantity {
    var json: JSON { .record([("number", .integer(number)), ("of", .string(of)), ("span", span.json)]) }
}

extension Claim.NamedObject {
    var json: JSON {
        .record([
            ("name", .string(name)), ("kind", .string(kind)), ("role", .string(role)), ("span", span.json),
        ])
    }
}

extension Claim.Evidence {
    var json: JSON { .record([("phrasing", .string(phrasing)), ("rule", word(rule))]) }
}

extension Claim.Version {
    var json: JSON {
        .record([("program", .string(program)), ("lexicon", .string(lexicon)), ("model", .string(model))])
    }
}

extension TimeExpression {
    /// As the `when` of a claim.
    package var json: JSON {
        .record([
            ("phrase", .string(phrase)), ("span", span.json),
            ("earliest", earliest.map { .string($0.description) }),
            ("latest", latest.map { .string($0.description) }), ("precision", word(precision)),
            ("rule", word(rule)),
        ])
    }
}

extension PlaceMention {
    /// As the `where` of a claim.
    package var json: JSON {
        .record([
            ("name", .string(name)), ("country", word(country)),
            ("latitude", latitude.map { .number($0, places: 4) }),
            ("longitude", longitude.map { .number($0, places: 4) }), ("geonames", geonames.map(JSON.integer)),
            ("span", span.json),
            ("claimed_by", list(claimedBy.map(JSON.string))),
        ])
    }
}
