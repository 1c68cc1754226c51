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
    package let isRight: Bool
    package var isPairRight = false
    package var words = ""

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
        let scorer = ClaimScorer()
        let claims = accounts.flatMap(\.claims)
        let texts = [gold.doc: text]
        func hits(_ claims: [Claim]) -> (type: Int, dyad: Int, predicted: Int) {
            let outcome = scorer.outcome(gold: [gold], texts: texts, claims: claims)
            return (
                outcome.rates[.type]?.hits ?? 0, outcome.rates[.dyad]?.hits ?? 0, outcome.predicted
            )
        }
        let before = hits(claims)
        return accounts.flatMap(\.supposed).compactMap { supposed in
            let after = hits(claims + [supposed.claim])
            guard after.predicted > before.predicted else { return nil }
            let claim = supposed.claim
            let words =
                "\(text[claim.trigger]) | \(claim.act.name) \(claim.source.map(\.actor.code)) > \(claim.target.map(\.actor.code)) | \(claim.evidence.phrasing) | \(text[claim.sentence])"
            return TellingLesson(
                facts: supposed.facts, isRight: after.type > before.type,
                isPairRight: after.dyad > before.dyad, words: words)
        }
    }
}
