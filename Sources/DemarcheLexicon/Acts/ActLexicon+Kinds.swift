package import Demarche
import Foundation

extension ActLexicon {
    /// The type that the published crosswalk gives an act: what other people's PLOVER data hold; "" for a statement.
    package func publishedType(of act: Act) -> String {
        guard !act.type.isEmpty else { return "" }
        var code = Substring(act.cameo)
        while code.count >= 2 {
            if let type = publishedTypes[String(code)] { return type }
            code = code.dropLast()
        }
        return act.type
    }

    /// The kind that generalising tells apart: the PLOVER type, with the published one where that differs
    /// ("AGREE>SUPPORT" for a signed agreement); nil for a statement, which PLOVER does not record.
    package func kind(of act: Act) -> String? {
        guard !act.type.isEmpty else { return nil }
        let published = publishedType(of: act)
        return published == act.type ? act.type : act.type + ">" + published
    }

    static func publishedTypes(_ folder: URL, types: Set<String>) throws -> [String: String] {
        let table = try Table(folder.appending(path: "published.tsv"), columns: ["cameo", "plover"])
        return try Dictionary(
            table.rows.map { row in
                guard types.contains(row["plover"]) else {
                    throw row.error("“\(row["plover"])” is no PLOVER type of plover.tsv")
                }
                return (row["cameo"], row["plover"])
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension Act {
    /// The PLOVER type without its mode; "" for a statement.
    package var type: String { String(plover.prefix { $0 != ":" }) }
}
