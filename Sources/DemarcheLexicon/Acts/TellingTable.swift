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
        var table = try WeightTable(folder.appending(path: Self.file), writtenBy: "learn-telling")
        let enough = table.threshold(Self.enoughRow)
        self.init(weights: table.weights, enough: enough)
    }

    /// The table as text: weights in hundredths, those that round to nothing left out, facts sorted.
    package func text(comment: [String]) -> String {
        WeightTable(weights).text(comment: comment, least: Self.least, thresholds: [Self.enoughRow: enough])
    }

    private static let enoughRow = "= enough"

    /// Weights below so many hundredths change no choice that matters.
    private static let least = 0.5
}
