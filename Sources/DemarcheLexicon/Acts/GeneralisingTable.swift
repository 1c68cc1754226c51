package import Foundation

/// What `demarche lexicon learn` learned of the phrasings: how each small fact speaks for each kind of act.
package struct GeneralisingTable: Sendable {
    /// The kinds, in the order of the weights.
    package let kinds: [String]
    /// A feature's weight for each kind.
    package let weights: [String: [Float]]

    package init(kinds: [String], weights: [String: [Float]]) {
        self.kinds = kinds
        self.weights = weights
    }

    /// The file's name in the lexicons' folder.
    package static let file = "generalising.tsv"

    /// Reads `generalising.tsv` of a folder.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        let table = try Table(folder.appending(path: Self.file), columns: ["feature", "weights"])
        guard let head = table.rows.first, head["feature"] == "kinds" else {
            throw LexiconError(
                file: Self.file, line: 0, what: "no row “kinds” at the top; run demarche lexicon learn")
        }
        let kinds = head["weights"].split(separator: " ").map(String.init)
        var weights: [String: [Float]] = [:]
        weights.reserveCapacity(table.rows.count)
        for row in table.rows.dropFirst() {
            guard let cells = Self.weights(row["weights"], count: kinds.count) else {
                throw row.error(
                    "weights are not pairs “kind’s number:hundredths”; run demarche lexicon learn")
            }
            weights[row["feature"]] = cells
        }
        self.init(kinds: kinds, weights: weights)
    }

    private static func weights(_ cell: String, count: Int) -> [Float]? {
        var weights = [Float](repeating: 0, count: count)
        for pair in cell.utf8.split(separator: UInt8(ascii: " ")) {
            guard let colon = pair.firstIndex(of: UInt8(ascii: ":")),
                let kind = Int(Substring(pair[..<colon])), kind < count,
                let hundredths = Int(Substring(pair[pair.index(after: colon)...]))
            else { return nil }
            weights[kind] = Float(hundredths) / 100
        }
        return weights
    }

    /// The table as text: weights in hundredths, those that round to nothing left out, features sorted.
    package func text(comment: [String]) -> String {
        var lines =
            comment.map { "# " + $0 } + ["feature\tweights", "kinds\t" + kinds.joined(separator: " ")]
        for (feature, row) in weights.sorted(by: { $0.key < $1.key }) {
            let cells = row.enumerated().compactMap { kind, weight -> String? in
                let hundredths = Int((weight * 100).rounded())
                return abs(hundredths) < Self.least ? nil : "\(kind):\(hundredths)"
            }
            if !cells.isEmpty { lines.append(feature + "\t" + cells.joined(separator: " ")) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Weights below this many hundredths are left out.
    private static let least = 8
}
