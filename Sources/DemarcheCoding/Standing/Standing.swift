package import Demarche
package import DemarcheLexicon

/// How a predicate is held: as done, planned, denied …, by whom it is said, or why it makes no claim.
package struct Standing: Hashable, Sendable {
    /// Nil when the words make no claim: demanded, feared, negated, conditional.
    package let modality: Claim.Modality?
    /// Tokens that head the speakers, nearest first.
    package let speakers: [Int]
    /// The cues met on the way up, for `explain`: "deny → denied".
    package let reasons: [String]
    /// The promise, request, demand, threat or refusal that the act is only the content of.
    package let frame: Frame?
    /// The verb of motion for whose sake alone the words make no claim: "*flew* to Lima to ask for help".
    package let errand: Int?

    /// A governing utterance.
    package struct Frame: Hashable, Sendable {
        package let effect: Cue.Effect
        /// Its token.
        package let governor: Int
    }

    package init(
        modality: Claim.Modality?, speakers: [Int], reasons: [String], frame: Frame? = nil,
        errand: Int? = nil
    ) {
        self.errand = errand
        self.frame = frame
        self.modality = modality
        self.speakers = speakers
        self.reasons = reasons
    }
}

/// How strongly an effect binds: a later, stronger one replaces an earlier one.
enum Hold: Int, Comparable {
    case done, ongoing, planned, hypothetical, alleged, denied, void

    static func < (a: Hold, b: Hold) -> Bool { a.rawValue < b.rawValue }

    var modality: Claim.Modality? {
        switch self {
        case .done: .done
        case .ongoing: .ongoing
        case .planned: .planned
        case .hypothetical: .hypothetical
        case .alleged: .alleged
        case .denied: .denied
        case .void: nil
        }
    }
}
