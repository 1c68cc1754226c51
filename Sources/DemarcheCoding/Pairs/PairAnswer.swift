package import Demarche

/// The act of a given source towards a given target, with its reason.
package struct PairAnswer: Sendable {
    package let id: String
    /// Nil where `--strict` finds no phrasing for the pair.
    package let act: Act?
    /// PLOVER as the published crosswalk has it, which is what other people's data hold: `TYPE` or `TYPE:mode`.
    package let plover: String
    package let confidence: Double
    package let evidence: Evidence

    /// Why this act.
    package struct Evidence: Sendable {
        /// `direct, both roles` …; `generalised`; `none`.
        package let rule: String
        /// The marked example that matched, after its act's name; nil where none did.
        package let phrasing: String?
        /// The words that matched.
        package let span: Span?
        /// What generalising drew on: phrasings of the kind and their share, the first being the nearest.
        package let nearest: [NearPhrasing]
        /// Words that no phrasing has, with the known word that stood in for each.
        package let standIns: [String: String]
        /// The share of the answer's kind among all kinds, as generalising has it; nil where that was off.
        package let share: Double?
    }

    package var json: JSON {
        let nearest: [JSON] = evidence.nearest.map {
            .record([
                ("phrasing", .string($0.pattern.act + ": " + $0.pattern.example)),
                ("share", .number($0.share, places: 2)),
            ])
        }
        let standIns = evidence.standIns.sorted { $0.key < $1.key }.map {
            (key: $0.key, value: JSON.string($0.value))
        }
        let reasons: [(String, JSON?)] = [
            ("rule", .string(evidence.rule)), ("phrasing", evidence.phrasing.map(JSON.string)),
            ("span", evidence.span?.json), ("share", evidence.share.map { .number($0, places: 2) }),
            ("nearest", nearest.isEmpty ? nil : .array(nearest)),
            ("words", standIns.isEmpty ? nil : .object(standIns)),
        ]
        return .record([
            ("id", .string(id)), ("act", act.map { .string($0.name) }),
            ("cameo", act.map { .string($0.cameo) }),
            ("plover", act.map { _ in .string(plover) }), ("confidence", .number(confidence, places: 2)),
            ("evidence", .record(reasons)),
        ])
    }
}
