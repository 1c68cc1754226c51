import Demarche
import DemarcheIntake
import DemarcheLexicon
import Testing

@Suite struct DiscardTableTests {
    @Test func `every row sets its example aside and keeps its near misses`() throws {
        let table = try discards()
        let splitter = Splitter(rules: table.rules)
        let prose = "The ministry of the north summoned the envoy of the south on Monday."
        for entry in table.entries {
            let passages = splitter.passages(of: report("\(entry.example)\n\n\(prose)"))
            #expect(
                passages.first?.kind == .aside(reason: entry.rule.reason, rule: entry.rule.name),
                "discards.tsv:\(entry.line): the example of \(entry.rule.name) became \(passages)")
            #expect(passages.contains { $0.kind == .prose })
            for miss in entry.nearMisses {
                let kinds = splitter.passages(of: report(miss)).map(\.kind)
                #expect(
                    kinds.allSatisfy { $0 == .prose || $0 == .headline },
                    "discards.tsv:\(entry.line): “\(miss)” became \(kinds)")
            }
            #expect(
                !entry.nearMisses.isEmpty, "discards.tsv:\(entry.line): \(entry.rule.name) has no near miss")
        }
    }

    @Test func `rows are sorted by rule`() throws {
        let names = try discards().rules.map(\.name)
        #expect(names == names.sorted())
    }

    @Test(arguments: [
        ("{a|b", "“{” without “}”; write choices as {a|b}"),
        ("a}", "“}” without “{”; write choices as {a|b}"),
        ("<week>", "unknown place <week>; known: bar caps date day name number signs words"),
        ("<day", "“<” without “>”; write <day>"),
        ("{a|}", "a choice is empty; write {a|b}? for something that may be absent"),
        ("", "the pattern is empty; write the words it looks for"),
    ])
    func `a bad pattern is told at its line`(pattern: String, what: String) {
        let header = DiscardTable.columns.joined(separator: "\t")
        let text = "\(header)\nx\ttags\tstart\t\(pattern)\tTags: a\t"
        #expect(throws: LexiconError(file: "discards.tsv", line: 2, what: "pattern: \(what)")) {
            try DiscardTable(Table(text: text, file: "discards.tsv", columns: DiscardTable.columns))
        }
    }

    @Test func `an unknown place and a rule that stands twice are told at their line`() {
        let header = DiscardTable.columns.joined(separator: "\t")
        for (rows, line) in [
            ("x\ttags\there\ta\ta\t", 2), ("x\ttags\tstart\ta\ta\t\nx\ttags\tstart\tb\tb\t", 3),
        ] {
            #expect {
                try DiscardTable(
                    Table(text: "\(header)\n\(rows)", file: "discards.tsv", columns: DiscardTable.columns))
            } throws: {
                ($0 as? LexiconError)?.line == line
            }
        }
    }

    @Test func `a hostile passage is matched in bounded time`() throws {
        let splitter = try splitter()
        let text = String(repeating: "By A and B and Photo: , if you ", count: 40_000)
        let clock = ContinuousClock()
        let time = clock.measure { _ = splitter.passages(of: report(text)) }
        #expect(time < .seconds(20))
    }
}
