import Demarche
import Foundation

/// The marked examples of `phrasings/*.tsv`, read when somebody asks for them.
///
/// A start whose phrasebook is kept asks for none: 47,000 rows take a third of the time that the rest of it takes.
package struct PhrasingTable: Sendable {
    private let source: Source

    private enum Source: Sendable {
        case tables(folder: URL, acts: [String: Act])
        case given([Phrasing])
    }

    /// Those of a lexicons' folder.
    init(folder: URL, acts: [String: Act]) { source = .tables(folder: folder, acts: acts) }

    /// From values, for tests.
    package init(_ phrasings: [Phrasing]) { source = .given(phrasings) }

    /// All rows, by the names of their files and then as they stand.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package func rows() throws -> [Phrasing] {
        switch source {
        case .given(let phrasings): phrasings
        case .tables(let folder, let acts): try Self.rows(folder, acts: acts)
        }
    }

    /// Whether the tables have this digest now: what was compiled of rows that changed meanwhile is not to be kept.
    package func stands(at digest: String) -> Bool {
        switch source {
        case .given: true
        case .tables(let folder, _): (try? Lexicon.digest(of: folder)) == digest
        }
    }

    private static func rows(_ folder: URL, acts: [String: Act]) throws -> [Phrasing] {
        let phrasingFolder = folder.appending(path: "phrasings")
        let files =
            (try? FileManager.default.contentsOfDirectory(at: phrasingFolder, includingPropertiesForKeys: nil))
            ?? []
        var phrasings: [Phrasing] = []
        for file in files.filter({ $0.pathExtension == "tsv" }).sorted(by: {
            $0.lastPathComponent < $1.lastPathComponent
        }) {
            let table = try Table(file, columns: ["act", "example", "mark", "note"])
            for row in table.rows {
                guard acts[row["act"]] != nil else {
                    throw row.error("“\(row["act"])” is no act of acts.tsv; add it there or correct it here")
                }
                guard row["mark"].isEmpty || row["mark"] == "not" else {
                    throw row.error("mark “\(row["mark"])” is neither empty nor “not”")
                }
                phrasings.append(
                    Phrasing(
                        act: row["act"], example: row["example"], isNearMiss: row["mark"] == "not",
                        place: "\(row.file):\(row.line)"))
            }
        }
        return phrasings
    }
}

/// One marked example: how the language says an act.
package struct Phrasing: Hashable, Sendable {
    package let act: String
    /// `[1 Norway] {expelled} [2 two Russian {diplomats}].`
    package let example: String
    /// A near miss, which must not be coded as the act.
    package let isNearMiss: Bool
    /// `sanction.tsv:12`, for complaints.
    package let place: String

    package init(act: String, example: String, isNearMiss: Bool = false, place: String) {
        self.act = act
        self.example = example
        self.isNearMiss = isNearMiss
        self.place = place
    }
}
