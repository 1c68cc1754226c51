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

    @Test(
        "a month or a year is as wide as its words",
        arguments: [
            ("2003-05-12\t2003-05-12", "2003-05-12", "2003-05-12"),
            ("2003-05\t2003-05", "2003-05-01", "2003-05-31"),
            ("2003\t2003", "2003-01-01", "2003-12-31"), ("\t2004-02", "", "2004-02-29"),
            ("1999-12\t", "1999-12-01", ""),
        ])
    func days(cells: String, from: String, to: String) throws {
        let table = try FactTable(
            bytes: Array("from\tto\n\(cells)\n".utf8), file: "x.tsv", columns: ["from", "to"])
        let days = try table.days(0, from: 0)
        #expect(days.from?.description ?? "" == from && days.to?.description ?? "" == to)
    }

    @Test(arguments: ["2003-5", "2003-13", "2003-02-30", "03-05", "2003-05-", "2003/05", "May 2003", "20031"])
    func `what is no day, month or year is refused`(cell: String) throws {
        let table = try FactTable(
            bytes: Array("from\tto\n\(cell)\t\n".utf8), file: "x.tsv", columns: ["from", "to"])
        #expect(throws: LexiconError.self) { try table.days(0, from: 0) }
    }

    @Test(
        "two office holders of one name or alias on one day are found, and nobody else",
        arguments: [
            ("Ann Poe\tA. Poe\tNOR\t\t\t2001\t2003\nBo Poe\tA. Poe\tNOR\t\t\t2002\t2004", 1),
            ("Ann Poe\t\tNOR\t\t\t2001\t2003\nAnn Poe\t\tPER\t\t\t2002\t2004", 1),
            ("Ann Poe\tA. Poe\tNOR\t\t\t2001\t2002\nBo Poe\tA. Poe\tNOR\t\t\t2003\t2004", 0),
            ("Ann Poe\t\tNOR\t\t\t2001\t2003\nAnn Poe\tA. Poe\tNOR\t\t\t2002\t2004", 0),
            ("Ann Poe\tA. Poe\tNOR\t\t\t2001\t2003\nAnn Poe\tA. Poe\tPER\t\t\t2002\t2004", 0),
            ("Ann Poe\t\tIGO\t\t\t2001\t2003\nAnn Poe\t\tNOR\t\t\t2002\t2004", 0),
            ("Ánn Poe\t\tNOR\t\t\t2001\t\nBo Poe\tAnn Poe\tPER\t\t\t2002\t2004", 1),
        ])
    func namesakes(people: String, count: Int) throws {
        func table(_ name: String, _ text: String, _ columns: [String]) throws -> FactTable {
            let text = ([columns.joined(separator: "\t"), text].filter { !$0.isEmpty }).joined(
                separator: "\n")
            return try FactTable(bytes: Array(text.utf8), file: name, columns: columns)
        }
        let lexicon = try ActorLexicon(
            states: table(
                "states.tsv", "NOR\tNorway\t\t\t\t\t\t\t\nPER\tPeru\t\t\t\t\t\t\t",
                ["code", "name", "from", "to", "cow", "gw", "fips", "cameo", "successor"]),
            names: table("names.tsv", "", ["name", "code", "kind", "sector", "from", "to"]),
            people: table(
                "people.tsv", people, ["name", "aliases", "code", "office", "sector", "from", "to"]),
            organisations: table(
                "organisations.tsv", "", ["name", "aliases", "code", "sector", "kind", "from", "to"]),
            roles: table("roles.tsv", "", ["noun", "plural", "sector", "kind", "class", "example"]),
            words: ActorWords(table("actor_words.tsv", "IGO\tstateless\t", ["words", "use", "value"])))
        #expect(lexicon.problems().filter { $0.what.contains("is also") }.count == count)
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
