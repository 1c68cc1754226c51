import Demarche
import Foundation

/// What the rules of roles ask of acts beyond their codes: `traits.tsv`.
struct TraitTable {
    /// By PLOVER type, by type and mode, or by the beginning of a CAMEO code.
    private let rows: [(acts: String, trait: Act.Trait)]

    /// - Throws: `LexiconError` for the first row that is wrong.
    init(folder: URL) throws {
        let table = try Table(folder.appending(path: "traits.tsv"), columns: ["acts", "trait", "example"])
        rows = try table.rows.map { row in
            guard let trait = Act.Trait(rawValue: row["trait"]) else {
                let known = Act.Trait.allCases.map(\.rawValue).sorted().joined(separator: ", ")
                throw row.error("trait “\(row["trait"])” is none of \(known)")
            }
            return (row["acts"], trait)
        }
    }

    /// The traits of an act with these codes.
    func of(cameo: String, plover: String) -> Set<Act.Trait> {
        let type = plover.prefix { $0 != ":" }
        return Set(
            rows.filter { $0.acts == type || $0.acts == plover || cameo.hasPrefix($0.acts) }.map { $0.trait })
    }
}
