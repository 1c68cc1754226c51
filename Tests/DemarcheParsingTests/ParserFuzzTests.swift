import Demarche
import DemarcheParsing
import DemarcheTesting
import Foundation
import Testing

/// Texts and models as nobody would write them: an answer or an error, never a crash.
@Suite(.enabled(if: Fixtures.hasModel("md"), "run `make setup`: Models/en_core_web_md is not there"))
struct ParserFuzzTests {
    /// Ranges of scalars that trouble programs: controls, marks, bidirectional signs, joiners, private use, the ends
    /// of planes.
    private static let ranges: [ClosedRange<UInt32>] = [
        0...0x1F, 0x20...0x7E, 0x7F...0xA0, 0x300...0x36F, 0x590...0x6FF, 0x200B...0x206F, 0xD7F0...0xD7FF,
        0xE000...0xE010, 0xFE00...0xFEFF, 0xFFF0...0xFFFF, 0x1F1E6...0x1F64F, 0xE0000...0xE007F,
        0x10FFF0...0x10FFFF,
    ]

    private func expectSound(_ parse: Parse, of text: ScalarText, in span: Span) throws {
        var end = span.start
        for (i, token) in parse.tokens.enumerated() {
            try #require(end <= token.span.start && token.span.end <= span.end)
            try #require(token.span.count > 0 && text[token.span] == token.text)
            try #require(parse.tokens.indices.contains(token.head))
            try #require(
                token.spaceAfter == false || token.span.end < span.end || i + 1 == parse.tokens.count)
            end = token.span.end
        }
        try #require(
            parse.entities.allSatisfy { !$0.tokens.isEmpty && $0.tokens.upperBound <= parse.tokens.count })
    }

    @Test func `random scalars give a sound parse that CoNLL-U keeps`() throws {
        let parser = try SpacyParser(model: Fixtures.model("md"))
        var chance = SeededGenerator(seed: 2)
        for _ in 0..<400 {
            let range = Self.ranges.randomElement(using: &chance) ?? 0...0x7F
            let codes = (0..<Int.random(in: 1...80, using: &chance)).map { _ in
                UInt32.random(in: Bool.random(using: &chance) ? range : 0x20...0x7E, using: &chance)
            }
            let text = ScalarText(String(String.UnicodeScalarView(codes.compactMap(Unicode.Scalar.init))))
            let start = Int.random(in: 0...text.count, using: &chance)
            let span = Span(start, text.count)
            let parse = parser.parse(text, in: span)
            try expectSound(parse, of: text, in: span)
            let read = try Parse(conllu: parse.conllu(of: text))
            try #require(read.tokens == parse.tokens && read.entities == parse.entities)
        }
    }

    @Test(arguments: [
        "\u{0}", "\u{1}\u{1}", "\u{301}", "\u{202E}desrever\u{202C}", "\u{FEFF}", "a\u{0}b", " ", "\n\n\n",
        "\u{2028}",
        "👩‍👩‍👧‍👦", String(repeating: "(", count: 3_000), String(repeating: "'s ", count: 2_000),
        String(repeating: "e\u{301}", count: 5_000), String(repeating: ".", count: 9_999),
        "http://" + String(repeating: "a.", count: 5_000),
    ])
    func `odd texts give a sound parse`(text: String) throws {
        let text = ScalarText(text)
        let parse = try SpacyParser(model: Fixtures.model("md")).parse(text, in: Span(0, text.count))
        try expectSound(parse, of: text, in: Span(0, text.count))
        #expect(!parse.tokens.isEmpty)
    }

    @Test(arguments: ["Norway expelled two diplomats, said Oslo; ", "x", "7,", "\t"])
    func `a line of ten million characters is parsed in bounded stretches`(piece: String) throws {
        // Of words a tenth: they take the network's time, which grows with their number alone.
        let length = piece.count > 10 ? 1_000_000 : 10_000_000
        let text = ScalarText(String(repeating: piece, count: length / piece.count))
        let parse = try SpacyParser(model: Fixtures.model("sm")).parse(text, in: Span(0, text.count))
        #expect(parse.tokens.last?.span.end == text.count || piece.hasSuffix(" "))
    }

    @Test(arguments: ["md", "sm"])
    func `a model with wrong bytes is an error or parses`(size: String) throws {
        guard Fixtures.hasModel(size) else { return }
        let copy = try LinkedModel(Fixtures.model(size))
        defer { copy.remove() }
        var chance = SeededGenerator(seed: 3)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(6)
        var (refused, parsed) = (0, 0)
        while clock.now < end {
            for file in LinkedModel.files where copy.has(file) {
                try copy.spoil(file, with: &chance)
                do {
                    let text = ScalarText(
                        "Oslo’s envoys didn't leave Kyiv on 3 May 2022. “Never,” they said.")
                    _ = try SpacyParser(model: copy.folder).parse(text, in: Span(0, text.count))
                    parsed += 1
                } catch let error as ModelError {
                    refused += 1
                    #expect(!error.description.isEmpty)
                }
                try copy.mend(file)
            }
        }
        #expect(refused > 0 && parsed > 0)
    }
}

/// A model's folder of links to another's files, one of which at a time is spoilt.
private struct LinkedModel {
    static let files = [
        "meta.json", "tokenizer", "vocab/lookups.bin", "vocab/vectors", "vocab/key2row", "tok2vec/model",
        "tagger/model", "tagger/cfg", "parser/model", "parser/moves", "ner/model", "ner/moves",
        "attribute_ruler/patterns", "lemmatizer/lookups/lookups.bin",
    ]

    let original: URL
    let folder: URL

    init(_ original: URL) throws {
        self.original = original
        folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        for file in Self.files where has(file) {
            let link = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
            try mend(file)
        }
    }

    func has(_ file: String) -> Bool { Fixtures.exists(original.appending(path: file)) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Puts a copy with some bytes changed, or cut short, in the link's place.
    func spoil(_ file: String, with chance: inout SeededGenerator) throws {
        var data = try Data(contentsOf: original.appending(path: file))
        if Int.random(in: 0..<4, using: &chance) == 0 {
            data = data.prefix(Int.random(in: 0..<data.count, using: &chance))
        } else {
            // Half of the changes fall where files keep their counts and names: at their start.
            let reach = Bool.random(using: &chance) ? min(400, data.count) : data.count
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                data[Int.random(in: 0..<reach, using: &chance)] = UInt8.random(
                    in: .min ... .max, using: &chance)
            }
        }
        try FileManager.default.removeItem(at: folder.appending(path: file))
        try data.write(to: folder.appending(path: file))
    }

    func mend(_ file: String) throws {
        let link = folder.appending(path: file)
        if (try? link.checkResourceIsReachable()) == true { try FileManager.default.removeItem(at: link) }
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: original.appending(path: file))
    }
}
