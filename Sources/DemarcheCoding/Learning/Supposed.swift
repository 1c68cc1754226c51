package import Demarche

/// A claim that generalising would make, and what speaks for it.
package struct Supposed: Sendable {
    package let claim: Claim
    package let facts: [String]
    /// How far it is believed, 0 to 1.
    package let belief: Double
}

/// What generalising supposed, and whether gold has it where the phrasings' claims leave gold untold.
package struct TellingLesson: Sendable {
    package let facts: [String]
    /// Whether pair and type are right.
    package let isRight: Bool
    /// Whether the pair is right; for study.
    package let isPairRight: Bool
    /// The predicate, the claim's act and pair, its evidence and its sentence; for study.
    package let words: String

    package init(facts: [String], isRight: Bool, isPairRight: Bool = false, words: String = "") {
        self.facts = facts
        self.isRight = isRight
        self.isPairRight = isPairRight
        self.words = words
    }

    /// The lessons of a report that was read with a gate that lets nothing through; what gold calls optional teaches nothing.
    package static func lessons(
        of gold: GoldReport, in text: ScalarText, _ accounts: [ReportCoder.Account]
    ) -> [TellingLesson] {
        let claims = accounts.flatMap(\.claims)
        func rate(_ level: ClaimScorer.Level, _ claims: [Claim]) -> ClaimScorer.Rate? {
            ClaimScorer().outcome(gold: [gold], texts: [gold.doc: text], claims: claims).rates[level]
        }
        func gain(_ level: ClaimScorer.Level, by claim: Claim) -> (hits: Int, predicted: Int) {
            guard let before = rate(level, claims), let after = rate(level, claims + [claim]) else {
                return (0, 0)
            }
            return (after.hits - before.hits, after.predicted - before.predicted)
        }
        return accounts.flatMap(\.supposed).compactMap { supposed in
            let gained = gain(.type, by: supposed.claim)
            guard gained.predicted > 0 else { return nil }
            return TellingLesson(
                facts: supposed.facts, isRight: gained.hits > 0,
                isPairRight: gain(.dyad, by: supposed.claim).hits > 0, words: supposed.words(in: text))
        }
    }
}

extension Supposed {
    fileprivate func words(in text: ScalarText) -> String {
        func codes(_ roles: [Claim.Role]) -> String { roles.map(\.actor.code).joined(separator: " ") }
        return [
            text[claim.trigger], "\(claim.act.name) \(codes(claim.source)) → \(codes(claim.target))",
            claim.evidence.phrasing, text[claim.sentence],
        ].joined(separator: " | ")
    }
}
