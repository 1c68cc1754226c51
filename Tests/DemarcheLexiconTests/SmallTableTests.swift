import DemarcheLexicon
import Testing

@Suite("Small tables") struct SmallTableTests {
    @Test(
        "a number is read from figures, a word, or tens and units",
        arguments: [
            ("1,200", 1200), ("nine", 9), ("twenty-two", 22), ("few", nil), ("nine-twenty", nil),
            ("twenty-odd", nil), ("", nil),
        ] as [(String, Int?)])
    func cardinal(words: String, number: Int?) throws {
        let rows = "few\tnumber\tX\t\nnine\tnumber\t9\t\ntwenty\tnumber\t20\t\ntwo\tnumber\t2\t"
        let lexicon = try TimeLexicon(
            Table(text: "words\tkind\tvalue\tcheck\n" + rows, file: "times.tsv", columns: TimeLexicon.columns)
        )
        #expect(lexicon.cardinal(words) == number)
    }

    @Test("a sector stands on the side that its row names, and on no other")
    func sides() throws {
        let table = try Table(
            text: "sector\tside\talone\tmeaning\nGOV\torgan\t\t\nCVL\tpeople\tprivate\t\nUNK\t\t\t",
            file: "sectors.tsv",
            columns: ["sector", "side", "alone", "meaning"])
        let sectors = try SectorTable(table)
        #expect(sectors.isOrgan("GOV") && !sectors.isOfPeople("GOV"))
        #expect(sectors.isOfPeople("CVL") && !sectors.isOrgan("CVL"))
        #expect(!sectors.isOrgan("UNK") && !sectors.isOfPeople("UNK"))
        #expect(sectors.isPrivate("CVL") && !sectors.isPrivate("GOV"))
    }
}
