import Demarche
import DemarcheLedger

/// Changes of claims as lines and rows: what `recode` and `diff` print.
struct RevisionListing {
    static let columns = ["change", "report", "trigger", "before", "after", "fields", "act", "words"]
    /// What the reader of a text calls the kinds, in this order.
    static let kinds = Revision.Kind.allCases

    let change: Revision.Change
    /// The report's text; nil where it is not at hand.
    let text: ScalarText?

    private var words: String {
        guard let claim = change.claim, let text, claim.trigger.end <= text.count else { return "" }
        return text[claim.trigger]
    }

    var line: String {
        let place = change.claim.map { "\($0.report) \(Self.place($0.trigger))" } ?? ""
        let what =
            change.fields.isEmpty
            ? change.claim.map(Self.summary) ?? ""
            : change.fields.map { "\($0): \(value($0, change.before)) → \(value($0, change.after))" }
                .joined(separator: "; ")
        return "\(change.kind.rawValue.padded(to: 9))  \(place) “\(words)”  \(what)"
    }

    var cells: [String] {
        [
            change.kind.rawValue, change.claim?.report ?? "",
            change.claim.map { Self.place($0.trigger) } ?? "",
            change.before?.id ?? "", change.after?.id ?? "", change.fields.joined(separator: "|"),
            change.claim?.act.name ?? "", words,
        ]
    }

    var json: JSON {
        .record([
            ("change", .string(change.kind.rawValue)), ("report", change.claim.map { .string($0.report) }),
            ("fields", change.fields.isEmpty ? nil : .array(change.fields.map(JSON.string))),
            ("before", change.kind == .kept ? nil : change.before?.json), ("after", change.after?.json),
        ])
    }

    private static func place(_ span: Span) -> String { "[\(span.start),\(span.end)]" }

    private static func summary(_ claim: Claim) -> String {
        func codes(_ roles: [Claim.Role]) -> String {
            roles.isEmpty
                ? "(nobody)" : roles.map { "\($0.actor.code).\($0.actor.sector)" }.joined(separator: " and ")
        }
        return
            "\(codes(claim.source)) → \(codes(claim.target)): \(claim.act.name) [\(claim.modality.rawValue)]"
    }

    /// A field in words; the act's own fields by their values, the others as the native format has them.
    private func value(_ field: String, _ claim: Claim?) -> String {
        guard let claim else { return "–" }
        switch field {
        case "source", "target":
            let roles = field == "source" ? claim.source : claim.target
            return roles.isEmpty
                ? "nobody" : roles.map { "\($0.actor.code).\($0.actor.sector)" }.joined(separator: " and ")
        case "when": return claim.when.map { EventListing.days($0.earliest, $0.latest) } ?? "undated"
        case "where": return claim.place?.name ?? "nowhere"
        default: return claim.json[field].map { $0.string ?? $0.text } ?? "–"
        }
    }

    /// `12 kept, 1 changed, 2 new, 0 withdrawn`.
    static func summary(_ counts: [Revision.Kind: Int]) -> String {
        kinds.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    }
}
