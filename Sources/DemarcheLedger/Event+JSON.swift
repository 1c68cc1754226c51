package import Demarche

extension Event {
    /// As the ledger keeps and exports it: keys in this order, empty fields left out.
    package var ledgerJSON: JSON {
        .record([
            ("event", .string(id)), ("act", .string(act.name)), ("cameo", .string(act.cameo)),
            ("plover", act.plover.isEmpty ? nil : .string(act.plover)),
            ("quad", act.quad == 0 ? nil : .integer(act.quad)),
            ("intensity", .number(act.intensity, places: 1)), ("source", Self.list(source)),
            ("target", Self.list(target)),
            ("modality", .string(modality.rawValue)), ("earliest", earliest.map { .string($0.description) }),
            ("latest", latest.map { .string($0.description) }),
            ("contexts", act.contexts.isEmpty ? nil : .array(act.contexts.map(JSON.string))),
            ("claims", .array(claims.map(JSON.string))), ("joins", Self.list(joins)),
        ])
    }

    private static func list(_ actors: [Actor]) -> JSON? {
        actors.isEmpty
            ? nil
            : .array(
                actors.map { actor in
                    .record([
                        ("code", .string(actor.code)),
                        ("sector", actor.sector.isEmpty ? nil : .string(actor.sector)),
                        ("name", .string(actor.name)),
                    ])
                })
    }

    private static func list(_ joins: [Join]) -> JSON? {
        joins.isEmpty
            ? nil
            : .array(
                joins.map { join in
                    .record([
                        ("claim", .string(join.claim)), ("with", .string(join.with)),
                        ("reason", .string(join.reason)),
                    ])
                })
    }

    /// From what the ledger kept; nil where the row is damaged.
    init?(ledgerJSON text: String) {
        guard let json = try? JSON(reading: text), let id = json["event"]?.string,
            let name = json["act"]?.string,
            let cameo = json["cameo"]?.string,
            let modality = json["modality"]?.string.flatMap(Claim.Modality.init(rawValue:))
        else { return nil }
        let actors = { (key: String) in
            (json[key]?.elements ?? []).map {
                Actor(
                    code: $0["code"]?.string ?? "", sector: $0["sector"]?.string ?? "",
                    name: $0["name"]?.string ?? "")
            }
        }
        let act = Act(
            name: name, cameo: cameo, plover: json["plover"]?.string ?? "",
            contexts: (json["contexts"]?.elements ?? []).compactMap(\.string),
            quad: json["quad"]?.integer ?? 0,
            intensity: json["intensity"]?.double ?? 0)
        self.init(
            id: id, claims: (json["claims"]?.elements ?? []).compactMap(\.string), act: act,
            source: actors("source"),
            target: actors("target"), modality: modality,
            earliest: json["earliest"]?.string.flatMap { Day(iso: $0) },
            latest: json["latest"]?.string.flatMap { Day(iso: $0) },
            joins: (json["joins"]?.elements ?? []).map {
                Join(
                    claim: $0["claim"]?.string ?? "", with: $0["with"]?.string ?? "",
                    reason: $0["reason"]?.string ?? "")
            })
    }

    /// The event with other claims or another id.
    func replacing(id: String, claims: [String], earliest: Day?, latest: Day?) -> Event {
        Event(
            id: id, claims: claims, act: act, source: source, target: target, modality: modality,
            earliest: earliest,
            latest: latest, joins: joins.filter { claims.contains($0.claim) })
    }
}
