import Demarche
import DemarcheLexicon
import Foundation
import Testing

struct ActorLexiconTests {
    @Test func `the shipped tables of actors have no problem`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let problems = try ActorLexicon(folder: root.appendingPathComponent("Lexicons")).problems()
        #expect(problems.prefix(5).map(\.description).isEmpty, "\(problems.count) problems")
    }

    @Test func `a row with a cell too few says where it stands`() {
        #expect(
            throws: LexiconError(
                file: "x.tsv", line: 3, what: "1 columns, expected 2; cells are separated by tabs")
        ) {
            try FactTable(bytes: Array("a\tb\n1\t2\n3\n".utf8), file: "x.tsv", columns: ["a", "b"])
        }
    }

    @Test func `the longest phrase wins and capitals count`() {
        var index = PhraseIndex(capacity: 4)
        func pieces(_ text: String) -> [Piece] { Piece.pieces(of: text.unicodeScalars) }
        index.add(pieces("South Korea"), kind: 0, row: 1)
        index.add(pieces("US"), kind: 0, row: 2)
        index.add(pieces("South"), kind: 0, row: 3)
        #expect(index.longest(in: pieces("South Korea’s"), at: 0, lenient: false)?.length == 2)
        #expect(index.longest(in: pieces("South Pole"), at: 0, lenient: false)?.entries.first?.row == 3)
        #expect(index.longest(in: pieces("us"), at: 0, lenient: true) == nil)
        #expect(index.longest(in: pieces("U.S."), at: 0, lenient: false)?.entries.first?.row == 2)
    }
}
