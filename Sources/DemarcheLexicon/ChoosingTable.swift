package import Foundation

/// What `demarche lexicon learn-roles` learned of gold claims: how each fact about a directed pair speaks for it as the
/// roles that words leave open.
package struct ChoosingTable: Sendable {
    /// A fact's weight; positive speaks for a pair.
    package let weights: [String: Double]

    package init(weights: [String: Double]) { self.weights = weights }

    /// The file's name in the lexicons' folder.
    package static let file = "choosing.tsv"

    /// Reads `choosing.tsv` of a folder.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        let table = try Table(folder.appending(path: Self.file), columns: ["fact", "weight"])
        var weights: [String: Double] = [:]
        for row in table.rows {
            guard let hundredths = Int(row["weight"]) else {
                throw row.error("weight “\(row["weight"])” is no number; run demarche lexicon learn-roles")
            }
            weights[row["fact"]] = Double(hundredths) / 100
        }
        self.init(weights: weights)
    }

    /// The table as text: weights in hundredths, those that round to nothing left out, facts sorted.
    package func text(comment: [String]) -> String {
        let rows = weights.sorted { $0.key < $1.key }.compactMap { fact, weight -> String? in
            let hundredths = Int((weight * 100).rounded())
            return abs(hundredths) < Self.least ? nil : "\(fact)\t\(hundredths)"
        }
        return (comment.map { "# " + $0 } + ["fact\tweight"] + rows).joined(separator: "\n") + "\n"
    }

    /// Weights below so many hundredths change no choice that matters.
    private static let least = 3
}
