import Demarche
import DemarcheIntake
import Foundation
import Testing

@Suite struct SplitterTests {
    @Test func `the sample is split into headline, prose and furniture`() throws {
        let url = checkout.appending(path: "Samples/emptied-embassies.txt")
        let kinds = try sorted(String(contentsOf: url, encoding: .utf8)).map(\.kind)
        #expect(
            kinds == [
                "dateline", "headline", "prose", "caption", "prose", "prose", "prose", "appeal", "appeal",
                "rights",
                "tags", "links", "links", "links",
            ])
    }

    @Test func `a dateline glued to a paragraph is split off and the prose stays`() throws {
        #expect(
            try sorted("OSLO, May 3, 2021 (Agency) — Norway expelled a diplomat. He left.") == [
                Sorted(kind: "dateline", words: "OSLO, May 3, 2021 (Agency) —"),
                Sorted(kind: "prose", words: "Norway expelled a diplomat. He left."),
            ])
        #expect(
            try sorted("25 June 2024 – “He must go,” said Oslo of the envoy.").map(\.words) == [
                "25 June 2024 –", "“He must go,” said Oslo of the envoy.",
            ])
    }

    @Test func `a hard-wrapped paragraph is one passage`() throws {
        let wrapped = """
            The foreign ministry in Oslo summoned the ambassador on Monday and told him
            that two of his attachés must leave within a week. The embassy called that
            a provocation.
            """
        #expect(try sorted(wrapped).map(\.kind) == ["prose"])
    }

    @Test func `one paragraph a line is one passage a line`() throws {
        let long = String(
            repeating: "The ministry said that it had summoned the envoy to protest. ", count: 4)
        #expect(try sorted("\(long)\n\(long)\nHe left.").count == 3)
    }

    @Test func `the title is the headline, whatever its quotes`() throws {
        let sorted = try sorted("Oslo’s “No”\n\nNorway declined. It left.", title: "Oslo's \"No\"")
        #expect(sorted.map(\.kind) == ["headline", "prose"])
    }

    @Test func `a text of one line is prose, headline or not`() throws {
        #expect(try sorted("Norway expels two diplomats").map(\.kind) == ["prose"])
    }

    @Test func `the lines below related posts go with it up to the next prose`() throws {
        let text = "Norway left the pact.\n\nRelated posts\nWho Pays?\nTop\n\nSweden stayed in it."
        #expect(try sorted(text).map(\.kind) == ["prose", "links", "links", "links", "prose"])
    }

    @Test func `a very long paragraph is parted at sentence ends`() throws {
        let text = String(repeating: "Norway summoned the envoy of its neighbour. ", count: 2_000)
        let report = report(text)
        let passages = try splitter().passages(of: report)
        #expect(passages.count == 5)
        for passage in passages {
            #expect(passage.span.count <= Splitter.longestPassage)
            #expect(report.text[passage.span].hasSuffix("."))
        }
    }

    @Test(arguments: [
        "", " \n\t\n", "\u{FEFF}Norway left.\r\n\r\nSweden stayed.", "a\rb\u{2028}c", "\u{200B}",
        "e\u{301}\n\n👍🏽",
        "Date: 3 May 2021\n\nBy Jane Doe\nNorway left.\n\nTAGS: a\n", "…\n)\n.\n“",
    ])
    func `passages cover the text except blank space and never overlap`(text: String) throws {
        let report = report(text)
        var covered = 0
        for passage in try splitter().passages(of: report) {
            #expect(passage.span.start >= covered)
            #expect(passage.span.count > 0)
            #expect(report.text.scalars[covered..<passage.span.start].allSatisfy(isBlank))
            covered = passage.span.end
        }
        #expect(report.text.scalars[covered...].allSatisfy(isBlank))
    }

    private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }

    @Test(.enabled(if: shared != nil, "the folder of shared examples is not beside this checkout"))
    func `in the shared digests no claim is set aside and all furniture is`() throws {
        struct Doc: Decodable { let doc: String, text: String, title: String? }
        struct Gold: Decodable {
            struct Claim: Decodable { let sentence: String }
            let doc: String, claims: [Claim], silent: [String]
        }
        let shared = try #require(shared)
        for name in ["seed", "digest"] {
            let folder = shared.appending(path: "gold/dev")
            let docs = try JSONDecoder().decode(
                [Doc].self, from: Data(contentsOf: folder.appending(path: "\(name)_docs.json")))
            let gold = try JSONDecoder().decode(
                [Gold].self, from: Data(contentsOf: folder.appending(path: "\(name)_gold.json")))
            for (doc, gold) in zip(docs, gold) {
                let passages = try sorted(doc.text, title: doc.title)
                let prose = passages.filter { $0.kind == "prose" }.map(\.words).joined(separator: "\n")
                // A dateline may be glued to the first sentence: its end is what matters.
                for sentence in gold.claims.map({ $0.sentence.suffix(60) }) {
                    #expect(prose.contains(sentence), "\(doc.doc): \(sentence)")
                }
                let kept = passages.filter { passage in
                    passage.kind == "prose" && gold.silent.contains { passage.words.hasPrefix($0) }
                }
                #expect(kept.isEmpty, "\(doc.doc): \(kept)")
            }
        }
    }
}
