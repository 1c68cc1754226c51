package import Demarche
package import Foundation

/// `discards.tsv`: the rules that set page furniture aside, each with an example and near misses.
package struct DiscardTable: Sendable {
    /// A rule with the passages that prove it.
    package struct Entry: Sendable {
        package let rule: DiscardRule
        /// A passage that the rule must set aside, or begin to.
        package let example: String
        /// Prose that looks like it and must be kept.
        package let nearMisses: [String]
        package let line: Int
    }

    package static let columns = ["rule", "reason", "where", "pattern", "example", "near_miss"]

    package let entries: [Entry]
    /// In the table's order, in which they are tried.
    package var rules: [DiscardRule] { entries.map(\.rule) }

    /// - Throws: `LexiconError`.
    package init(folder: URL) throws {
        try self.init(Table(folder.appending(path: "discards.tsv"), columns: Self.columns))
    }

    /// - Throws: `LexiconError`.
    package init(_ table: Table) throws {
        var seen: Set<String> = []
        entries = try table.rows.map { row in
            let name = row["rule"]
            guard !name.isEmpty, !row["reason"].isEmpty, !row["example"].isEmpty else {
                throw row.error("rule, reason and example must not be empty")
            }
            guard seen.insert(name).inserted else {
                throw row.error("rule “\(name)” stands twice; rename one")
            }
            guard let place = DiscardRule.Place(rawValue: row["where"]) else {
                let known = DiscardRule.Place.allCases.map(\.rawValue).joined(separator: ", ")
                throw row.error("unknown where “\(row["where"])”; known are \(known)")
            }
            do {
                let pattern = try DiscardPattern(row["pattern"])
                let rule = DiscardRule(name: name, reason: row["reason"], place: place, pattern: pattern)
                return Entry(
                    rule: rule, example: row["example"], nearMisses: row.list("near_miss"), line: row.line)
            } catch let fault as DiscardPattern.Fault {
                throw row.error("pattern: \(fault.what)")
            }
        }
    }
}
