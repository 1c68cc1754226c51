package import Foundation

/// ISO 3166 alpha-2 codes by alpha-3 code, from `alpha2.tsv`: for tools that know states by two letters.
package struct Alpha2Table: Sendable {
    package let codes: [String: String]

    /// - Throws: `LexiconError`.
    package init(folder: URL) throws {
        let table = try FactTable(folder.appending(path: "alpha2.tsv"), columns: ["code", "alpha2"])
        codes = Dictionary(
            (0..<table.count).map { (table.text($0, 0), table.text($0, 1)) },
            uniquingKeysWith: { first, _ in first })
    }
}
