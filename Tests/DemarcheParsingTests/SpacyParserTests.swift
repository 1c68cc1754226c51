import Demarche
import DemarcheParsing
import DemarcheTesting
import Foundation
import Testing

/// The parser as a whole, on news sentences of our own.
@Suite(.enabled(if: Fixtures.hasModel("md"), "run `make setup`: Models/en_core_web_md is not there"))
struct SpacyParserTests {
    private static let golden = "Parses/ours.conllu"
    private static let mark = "# input = "

    private func inputs() throws -> [String] {
        try Golden.text(at: Self.golden).split(separator: "\n").filter { $0.hasPrefix(Self.mark) }.map {
            String($0.dropFirst(Self.mark.count))
        }
    }

    private func conllu(_ input: String, _ parser: SpacyParser) -> String {
        let text = ScalarText(input)
        return parser.parse(text, in: Span(0, text.count)).conllu(of: text)
    }

    @Test(arguments: KernelPath.available)
    func `our own sentences parse as they did on every path`(path: KernelPath) throws {
        let parser = try SpacyParser(model: Fixtures.model("md"), kernel: path)
        let inputs = try inputs()
        #expect(inputs.count >= 40)
        try Golden.check(inputs.map { "\(Self.mark)\($0)\n" + conllu($0, parser) }.joined(), at: Self.golden)
    }

    @Test func `a parse without entities has the same tokens`() throws {
        let parser = try SpacyParser(model: Fixtures.model("md"))
        for input in try inputs() {
            let text = ScalarText(input)
            let whole = Span(0, text.count)
            let bare = parser.syntax(of: text, in: whole)
            #expect(bare.tokens == parser.parse(text, in: whole).tokens && bare.entities.isEmpty)
        }
    }

    @Test func `several threads give the same answers`() throws {
        let parser = try SpacyParser(model: Fixtures.model("md"))
        let inputs = try Array(repeatElement(inputs(), count: 5).joined())
        let one = inputs.map { conllu($0, parser) }
        let several = inputs.orderedParallelMap(threads: 4) { input in conllu(input, parser) }
        #expect(one == several)
        #expect(parser.idleWorkers <= max(1, ProcessInfo.processInfo.activeProcessorCount))
    }

    @Test func `a small bound on the caches gives the same answers`() throws {
        let wide = try SpacyParser(model: Fixtures.model("md"))
        let narrow = try SpacyParser(model: Fixtures.model("md"), cacheLimit: 20)
        let inputs = try inputs()
        #expect(inputs.map { conllu($0, narrow) } == inputs.map { conllu($0, wide) })
        #expect(narrow.cacheDrops > 5)
        #expect(wide.cacheDrops == 0)
    }

    @Test func `a long text leaves no more room behind than others`() throws {
        let parser = try SpacyParser(model: Fixtures.model("md"))
        let text = ScalarText(String(repeating: "Norway left the talks on Monday. ", count: 400))
        #expect(parser.parse(text, in: Span(0, text.count)).tokens.count == 2_800)
        // The states of its tokens alone took more: each has 1,024 floats.
        #expect(parser.heldFloats < 2_800 * 1_024)
    }

    @Test func `nothing parses to nothing`() throws {
        let parser = try SpacyParser(model: Fixtures.model("md"))
        let text = ScalarText("Norway left.")
        #expect(parser.parse(ScalarText(""), in: Span(0, 0)).tokens.isEmpty)
        #expect(parser.parse(text, in: Span(5, 5)).tokens.isEmpty)
    }

    @Test func `an unknown kernel is an error that lists those there are`() {
        let error = #expect(throws: ModelError.self) { try KernelPath.named("abacus") }
        #expect(error?.description.contains("portable") == true)
    }
}
