import Foundation

/// The file of a learned model: how much each fact weighs, in hundredths, and from which belief on is enough.
///
/// Columns `fact` and `weight`; a fact that begins with `= ` is a threshold.
struct WeightTable {
    private(set) var weights: [String: Double]

    init(_ weights: [String: Double]) { self.weights = weights }

    /// - Parameter verb: the verb of `demarche lexicon` that writes the file.
    /// - Throws: `LexiconError` for the first row that is wrong.
    init(_ url: URL, writtenBy verb: String) throws {
        weights = [:]
        for row in try Table(url, columns: Self.columns).rows {
            guard let hundredths = Int(row["weight"]) else {
                throw row.error("weight “\(row["weight"])” is no number; run demarche lexicon \(verb)")
            }
            weights[row["fact"]] = Double(hundredths) / 100
        }
    }

    /// Takes a threshold out; 1, which nothing reaches, where the file has none.
    mutating func threshold(_ row: String) -> Double { weights.removeValue(forKey: row) ?? 1 }

    /// The file's text: facts sorted.
    /// - Parameter least: weights below so many hundredths are left out.
    func text(comment: [String], least: Double, thresholds: [String: Double]) -> String {
        let kept = weights.filter { abs($0.value * 100) >= least }.merging(thresholds) { _, new in new }
        let rows = kept.sorted { $0.key < $1.key }.map { "\($0)\t\(Int(($1 * 100).rounded()))" }
        return (comment.map { "# " + $0 } + [Self.columns.joined(separator: "\t")] + rows)
            .joined(separator: "\n") + "\n"
    }

    private static let columns = ["fact", "weight"]
}
