import Demarche
import DemarcheCoding
import DemarcheLexicon
import Testing

@Suite struct TimeFinderTests {
    let samples: TimeSamples

    init() throws { samples = try TimeSamples() }

    @Test func `each expression has its days and its TIMEX3 value`() throws {
        let rows = try TimeSamples.rows(
            "times.tsv", ["report", "sentence", "phrase", "earliest", "latest", "timex"])
        #expect(rows.count >= 120)
        for row in rows {
            let found = try samples.expressions(in: row["sentence"], on: row["report"]).map {
                [$0.phrase, $0.earliest?.description ?? "", $0.latest?.description ?? "", $0.timexValue]
            }
            let expected = ["phrase", "earliest", "latest", "timex"].map { row[$0] }
            #expect(found.contains(expected), "times.tsv:\(row.line): \(row["sentence"])")
        }
    }

    @Test func `each predicate has the time that its own clause gives`() throws {
        let rows = try TimeSamples.rows(
            "predicates.tsv", ["report", "sentence", "predicate", "phrase", "earliest", "latest"])
        for row in rows {
            let parse = try #require(samples.parses[row["sentence"]])
            let day = Day(iso: row["report"])
            let expressions = try samples.expressions(in: row["sentence"], on: row["report"])
            let index = try #require(parse.tokens.firstIndex { $0.text == row["predicate"] })
            let time = samples.finder.time(of: index, in: parse, among: expressions, published: day)
            let found = [time?.phrase, time?.earliest?.description, time?.latest?.description].map {
                $0 ?? ""
            }
            let comment: Comment = "predicates.tsv:\(row.line): \(row["predicate"]) in \(row["sentence"])"
            #expect(found == ["phrase", "earliest", "latest"].map { row[$0] }, comment)
        }
    }

    @Test func `days run forward and the span shows the phrase, on any report's day`() throws {
        let days = [
            "0001-01-01", "0001-12-31", "1582-10-15", "2000-02-29", "2024-12-30", "9999-01-01", "9999-12-31",
            "",
        ]
        for (sentence, _) in samples.parses {
            let text = ScalarText(sentence)
            for day in days {
                for found in try samples.expressions(in: sentence, on: day) {
                    #expect(text[found.span] == found.phrase)
                    if let earliest = found.earliest, let latest = found.latest {
                        #expect(earliest <= latest, "\(found.phrase) in \(sentence) on \(day)")
                    }
                    #expect((found.earliest == nil) == (found.latest == nil))
                }
            }
        }
    }

    @Test func `no order of words makes it fail`() throws {
        let spoken = Set(samples.parses.values.flatMap { $0.tokens.map(\.text) }).sorted()
        let odd = [
            "999999", "31", "0", "29", "February", "10/0/2022", "0000-00-00", "1000s", "9990s", "’", "–",
            "of",
        ]
        let words = spoken + odd
        var generator = Counter(state: 7)
        for round in 0..<150 {
            let picked = (0..<24).map { _ in words[generator.next(below: words.count)] }
            let (text, parse) = Self.chain(picked, &generator)
            for day in [nil, Day(iso: "0001-01-01"), Day(iso: "2022-10-31"), Day(iso: "9999-12-31")] {
                let found = samples.finder.expressions(in: parse, text: text, published: day)
                for expression in found {
                    #expect(text[expression.span] == expression.phrase, "round \(round)")
                    guard let earliest = expression.earliest, let latest = expression.latest else { continue }
                    #expect(earliest <= latest, "\(expression.phrase) in \(text.string)")
                }
                for predicate in parse.tokens.indices {
                    let time = samples.finder.time(of: predicate, in: parse, among: found, published: day)
                    if let earliest = time?.earliest, let latest = time?.latest {
                        #expect(earliest <= latest)
                    }
                }
            }
        }
    }

    @Test func `a later passage counts on from the passage before`() throws {
        let sentences = ["The consul was expelled on October 7.", "Weeks later Oslo apologised."]
        let text = ScalarText(sentences[0])
        let first = try #require(samples.parses[sentences[0]])
        let second = Parse(
            tokens: ["The", "next", "day", "he", "left", "."].enumerated().map { i, word in
                Token(
                    text: word, span: Span(100 + 10 * i, 100 + 10 * i + word.count),
                    tag: i == 4 ? "VBD" : "NN", pos: "X",
                    lemma: word, head: 4, label: i == 4 ? "ROOT" : "dep", startsSentence: i == 0,
                    spaceAfter: true)
            })
        let long = ScalarText(text.string + String(repeating: " ", count: 200))
        let found = samples.finder.expressions(
            in: [first, second], text: long, published: Day(iso: "2022-10-31"))
        #expect(found[1].first?.earliest == Day(iso: "2022-10-08"))
    }

    @Test func `a passage that is only a date dates a report that nobody dated`() throws {
        let dateline = Parse(
            tokens: [("7", 0), ("October", 2), ("2022", 10)].map { word, start in
                Token(
                    text: word, span: Span(start, start + word.count), tag: word.first == "O" ? "NNP" : "CD",
                    pos: "X",
                    lemma: word, head: 1, label: word.first == "O" ? "ROOT" : "nummod",
                    startsSentence: start == 0,
                    spaceAfter: true)
            })
        let sentence = try #require(samples.parses["Sweden recalled its ambassador last Friday."])
        let text = ScalarText("7 October 2022" + String(repeating: " ", count: 200))
        let found = samples.finder.expressions(in: [dateline, sentence], text: text, published: nil)
        #expect(found[1].first?.earliest == Day(iso: "2022-09-30"))
    }

    /// Words in a row, each hung on some other.
    private static func chain(_ words: [String], _ generator: inout Counter) -> (ScalarText, Parse) {
        let tags = ["NN", "NNP", "CD", "VBD", "VB", "IN", "DT", "JJ", "RB", "VBN", "MD", "TO"]
        let labels = ["pobj", "prep", "npadvmod", "nummod", "conj", "relcl", "advcl", "aux", "mark", "nsubj"]
        var start = 0
        var tokens: [Token] = []
        for word in words {
            let count = word.unicodeScalars.count
            let head = generator.next(below: words.count)
            tokens.append(
                Token(
                    text: word, span: Span(start, start + count),
                    tag: tags[generator.next(below: tags.count)], pos: "X",
                    lemma: word.lowercased(), head: head, label: labels[generator.next(below: labels.count)],
                    startsSentence: tokens.isEmpty, spaceAfter: true))
            start += count + 1
        }
        return (ScalarText(words.joined(separator: " ")), Parse(tokens: tokens))
    }

    /// A row of numbers that is the same on each run.
    private struct Counter {
        var state: UInt64
        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }
}
