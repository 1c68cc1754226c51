package import Demarche

/// A sentence with an act that must not be coded as done: demanded, feared, denied, planned, or no act of politics.
package struct Trap: Decodable, Sendable {
    package let id: String
    package let text: String
    /// PLOVER types, or `*` for any claim that is no statement.
    package let forbidden: [String]
    package let why: String

    private enum CodingKeys: String, CodingKey {
        case id, text, why
        case forbidden = "not_done"
    }

    /// Whether a claim says as done what the trap forbids.
    package func isSprung(by claim: Claim) -> Bool {
        guard [.done, .ongoing].contains(claim.modality), !claim.act.cameo.hasPrefix("01") else {
            return false
        }
        return forbidden.contains("*") || forbidden.contains(String(claim.act.plover.prefix { $0 != ":" }))
    }
}

/// Counts the traps that were sprung: the measure of the project's independent scorer.
package struct TrapScorer: Sendable {
    package init() {}

    /// The traps that one of the claims (by report id) springs, in order.
    package func sprung(_ traps: [Trap], by claims: [Claim]) -> [Trap] {
        let byReport = Dictionary(grouping: claims, by: \.report)
        return traps.filter { trap in (byReport[trap.id] ?? []).contains(where: trap.isSprung) }
    }
}
