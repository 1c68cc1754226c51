package import Demarche
package import DemarcheLexicon

/// A directed pair that could fill the roles which words leave open, and the facts that speak for it.
package struct RoleHypothesis: Hashable, Sendable {
    package let source: String
    package let target: String
    package let facts: [String]

    package init(source: String, target: String, facts: [String]) {
        self.source = source
        self.target = target
        self.facts = facts
    }

    /// No claim: the words tell no act of anybody on another.
    package static let nobody = ""
    /// The code of a doer of whom nobody tells.
    package static let unknown = "UNK"

    var isNone: Bool { source == Self.nobody && target == Self.nobody }
}

/// Every pair that could fill an act's open roles, with the share of belief that each has.
package struct Weighing: Sendable {
    /// The words that tell the act.
    package let trigger: Span
    package let act: Act
    /// Whether the act was given, so that it is told for certain.
    package let isGiven: Bool
    package let hypotheses: [RoleHypothesis]
    /// One for each hypothesis, together 1; all alike where nothing was learned.
    package let shares: [Double]

    /// The pair that has the greatest share, the first of equals.
    package var best: (pair: RoleHypothesis, share: Double)? {
        let pairs = shares.indices.filter { !hypotheses[$0].isNone }
        guard let place = pairs.max(by: { (shares[$0], $1) < (shares[$1], $0) }) else { return nil }
        return (hypotheses[place], shares[place])
    }

    /// The share of a pair and of the same the other way round.
    func share(between pair: RoleHypothesis) -> Double {
        zip(hypotheses, shares).filter {
            Set([$0.0.source, $0.0.target]) == Set([pair.source, pair.target])
        }.reduce(0) { $0 + $1.1 }
    }

    /// The pairs with the greatest shares, for `explain`.
    package var line: String {
        zip(hypotheses, shares).sorted { $1.1 < $0.1 }.prefix(3).map { pair, share in
            (pair.isNone ? "nothing" : "\(pair.source) → \(pair.target)")
                + " \(JSON.decimal(share, places: 2))"
        }.joined(separator: ", ")
    }
}

/// Weighs facts by what was learned of gold claims: a conditional logit over the pairs that one act allows.
///
/// D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
package struct RoleChooser: Sendable {
    private let table: ChoosingTable

    /// - Parameter table: `choosing.tsv`; without weights where the rules alone shall decide.
    package init(table: ChoosingTable) { self.table = table }

    var isSilent: Bool { table.weights.isEmpty }

    /// Whether the best pair is believed enough to make a claim.
    /// - Parameter isSilent: whether the report shows nobody deal with another.
    package func isEnough(_ share: Double, isSaidByRules: Bool, hasPair: Bool, isSilent: Bool = false) -> Bool
    {
        let least = isSaidByRules ? table.enoughSaid : hasPair ? table.enough : table.enoughAlone
        return share >= (isSilent ? max(least, table.enoughSilent) : least)
    }

    /// Whether the best pair is believed enough to fill the roles of an act that is given.
    package func isEnoughGiven(_ share: Double) -> Bool { share >= table.enoughGiven }

    /// The shares of belief of all pairs that one act allows.
    package func weighing(_ hypotheses: [RoleHypothesis], of act: Act, at trigger: Span, isGiven: Bool)
        -> Weighing
    {
        let sums = hypotheses.map { pair in pair.facts.reduce(0) { $0 + (table.weights[$1] ?? 0) } }
        let top = sums.max() ?? 0
        let powers = sums.map { Exponential.of($0 - top) }
        let whole = powers.reduce(0, +)
        return Weighing(
            trigger: trigger, act: act, isGiven: isGiven, hypotheses: hypotheses,
            shares: powers.map { $0 / whole })
    }
}
