package import Foundation

/// `sectors.tsv`: the kinds of actor, and on which side of a state each stands.
package struct SectorTable: Sendable {
    /// The side of a state on which a sector stands.
    package enum Side: String, Hashable, Sendable {
        case organ, people
    }

    private let sides: [String: Side]
    /// Sectors of which one person has no office.
    private let privates: Set<String>

    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        try self.init(
            Table(folder.appending(path: "sectors.tsv"), columns: ["sector", "side", "alone", "meaning"]))
    }

    /// - Throws: `LexiconError`.
    package init(_ table: Table) throws {
        var sides: [String: Side] = [:]
        for row in table.rows where !row["side"].isEmpty {
            guard let side = Side(rawValue: row["side"]) else {
                throw row.error("side “\(row["side"])” is neither organ nor people nor empty")
            }
            sides[row["sector"]] = side
        }
        self.sides = sides
        privates = Set(table.rows.filter { $0["alone"] == "private" }.map { $0["sector"] })
    }

    /// Whether the sector is one of the state's own organs.
    package func isOrgan(_ sector: String) -> Bool { sides[sector] == .organ }

    /// Whether one person of the sector is private: a passenger, a student.
    package func isPrivate(_ sector: String) -> Bool { privates.contains(sector) }

    /// Whether those of the sector belong to the state's people.
    package func isOfPeople(_ sector: String) -> Bool { sides[sector] == .people }
}
