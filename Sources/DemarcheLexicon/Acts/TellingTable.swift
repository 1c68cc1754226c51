package import Foundation

/// What `demarche lexicon learn-telling` learned of gold claims: how each fact speaks for it that words which no phrasing
/// matches tell an act.
package struct TellingTable: Sendable {
    /// A fact's weight; positive speaks for an act.
    package let weights: [String: Double]
    /// The belief from which a claim is made.
    package let enough: Double

    package init(weights: [String: Double], enough: Double) {
        self.weights = weights
        self.enough = enough
    }

    /// Believes nothing.
    package static let silent = TellingTable(weights: [:], enough: 1)

    /// The fact that everything has.
    package static let bias = "bias"
    /// The file's name in the lexicons' folder.
    package static let file = "telling.tsv"

    /// Reads `telling.tsv` of a folder.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        let table = try Table(folder.appending(path: Self.file), columns: ["fact", "weight"])
        var weights: [String: Double] = [:]
        for row in table.rows {
            guard let hundredths = Int(row["weight"]) else {
                throw row.error("weight “\(row["weight"])” is no number; run demarche lexicon learn-telling")
            }
            weights[row["fact"]] = Double(hundredths) / 100
        }
        let enough = weights.removeValue(forKey: Self.enoughRow) ?? 1
        self.init(weights: weights, enough: enough)
    }

    /// The table as text: weights in hundredths, those that round to nothing left out, facts sorted.
    package func text(comment: [String]) -> String {
        let kept = weights.filter { abs($0.value * 100) >= Self.least }.merging([Self.enoughRow: enough]) {
            _, new in new
        }
        let rows = kept.sorted { $0.key < $1.key }.map { "\($0)\t\(Int(($1 * 100).rounded()))" }
        return (comment.map { "# " + $0 } + ["fact\tweight"] + rows).joined(separator: "\n") + "\n"
    }

    private static let enoughRow = "= enough"

    /// Weights below so many hundredths change no choice that matters.
    private static let least = 0.5
}
