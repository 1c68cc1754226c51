package import DemarcheLexicon
import Foundation

/// How far it is believed that words which no phrasing matches tell an act of the kind and between the pair supposed.
///
/// A logistic regression over `TellingFacts`, learned from gold claims (`demarche lexicon learn-telling`).
package struct TellingGate: Sendable {
    private let table: TellingTable

    /// - Parameter table: `telling.tsv`; without weights everything is let through.
    package init(table: TellingTable) { self.table = table }

    package func belief(_ facts: [String]) -> Double {
        let sum = facts.reduce(table.weights[TellingTable.bias] ?? 0) { $0 + (table.weights[$1] ?? 0) }
        let power = Exponential.of(-abs(sum))
        return sum > 0 ? 1 / (1 + power) : power / (1 + power)
    }

    package func isEnough(_ belief: Double) -> Bool { belief >= table.enough }
}
