import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation
import Testing

/// Sentences of our own with their parses, and what each must give.
struct TimeSamples {
    let finder: TimeFinder
    let parses: [String: Parse]

    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    init() throws {
        let lexicon = try TimeLexicon(Self.checkout.appending(path: "Lexicons/times.tsv"))
        finder = TimeFinder(lexicon: lexicon)
        let text = try String(contentsOf: Self.golden("parses.conllu"), encoding: .utf8)
        var parses: [String: Parse] = [:]
        for block in text.split(separator: "\n\n") {
            let lines = block.split(separator: "\n")
            guard let sentence = lines.first?.dropFirst("# text = ".count) else { continue }
            parses[String(sentence)] = try Self.parse(lines.dropFirst(), of: String(sentence))
        }
        self.parses = parses
    }

    static func golden(_ name: String) -> URL {
        checkout.appending(path: "Tests/Goldens/Times").appending(path: name)
    }

    static func rows(_ name: String, _ columns: [String]) throws -> [Table.Row] {
        try Table(golden(name), columns: columns).rows
    }

    private static func parse(_ lines: ArraySlice<Substring>, of sentence: String) throws -> Parse {
        var start = 0
        var tokens: [Token] = []
        for line in lines {
            let c = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let head = try #require(Int(c[6]))
            let count = c[1].unicodeScalars.count
            let isGlued = c[9].contains("SpaceAfter=No")
            tokens.append(
                Token(
                    text: c[1], span: Span(start, start + count), tag: c[4], pos: c[3],
                    morph: c[5] == "_" ? "" : c[5],
                    lemma: c[2], head: head == 0 ? tokens.count : head - 1, label: c[7],
                    startsSentence: c[9].contains("SentenceStart=Yes"), spaceAfter: !isGlued))
            start += count + (isGlued ? 0 : 1)
        }
        return Parse(tokens: tokens)
    }

    func expressions(in sentence: String, on day: String) throws -> [TimeExpression] {
        let parse = try #require(parses[sentence], "parses.conllu has no “\(sentence)”.")
        return finder.expressions(in: parse, text: ScalarText(sentence), published: Day(iso: day))
    }
}
