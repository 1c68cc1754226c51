import Demarche
package import Foundation

/// Everything that `Lexicons/` says, checked and immutable.
package struct Lexicon: Sendable {
    package let acts: ActLexicon
    package let actors: ActorLexicon
    package let times: TimeLexicon
    package let places: PlaceLexicon
    package let discards: DiscardTable
    package let record: RecordLexicon
    package let wording: WordingLexicon
    package let sectors: SectorTable
    package let choosing: ChoosingTable
    /// Digest of all rows: the lexicon's version in every claim.
    package let digest: String

    /// Reads a folder of tables.
    /// - Parameter gazetteer: the compiled file of places; nil when set-up has not fetched it.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL, gazetteer: URL?) throws {
        acts = try ActLexicon(folder: folder)
        actors = try ActorLexicon(folder: folder)
        times = try TimeLexicon(folder.appending(path: "times.tsv"))
        places = try PlaceLexicon(folder: folder, gazetteer: gazetteer)
        discards = try DiscardTable(folder: folder)
        record = try RecordLexicon(folder: folder)
        wording = try WordingLexicon(folder: folder)
        sectors = try SectorTable(folder: folder)
        choosing = try ChoosingTable(folder: folder)
        digest = try Self.digest(of: folder)
    }

    static func digest(of folder: URL) throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".tsv")
        }.sorted()
        var digest = StableDigest()
        for name in names {
            digest.add(name)
            digest.add(bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
        }
        return digest.hexadecimal
    }
}
