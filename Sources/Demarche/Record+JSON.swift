/// The record's lines beside the claims: `demarche code --record`, formats.md.
extension Answer {
    /// Nil where the act answered is no claim.
    /// - Parameter trigger: where a claim's words stand.
    package func json(trigger: (String) -> Span?) -> JSON? {
        guard let to, let here = trigger(from), let there = trigger(to) else { return nil }
        return .record([
            ("type", .string("answer")), ("report", .string(report)),
            ("from", .record([("trigger", here.json)])),
            ("to", .record([("trigger", there.json)])), ("basis", .string(basis.rawValue)),
            ("cue", cue.isEmpty ? nil : .string(cue)), ("span", span?.json),
        ])
    }
}

extension Measure {
    /// One line for a status.
    package func json(trigger: (String) -> Span?) -> JSON {
        .record([
            ("type", .string("measure")), ("report", .string(report)), ("by", .string(by)),
            ("on", .string(on)),
            ("kind", .string(kind)), ("status", .string(status)),
            ("scope", scope.isEmpty ? nil : .string(scope)),
            ("count", count.map(JSON.integer)), ("triggers", .array(claims.compactMap { trigger($0)?.json })),
        ])
    }
}

extension Designation {
    /// One line for a name.
    package func json(trigger: (String) -> Span?) -> JSON {
        .record([
            ("type", .string("designation")), ("report", .string(report)), ("name", .string(object.name)),
            ("kind", .string(object.kind)), ("role", .string(object.role)), ("trigger", trigger(claim)?.json),
            ("span", object.span.json),
        ])
    }
}
