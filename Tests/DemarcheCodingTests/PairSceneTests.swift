import Demarche
import DemarcheCoding
import Testing

struct PairSceneTests {
    /// "Norway said Chad will shut the border with Mali": text/tag/lemma/label/head.
    private static let words =
        "Norway/NNP/Norway/nsubj/1 said/VBD/say/ROOT/1 Chad/NNP/Chad/nsubj/4 will/MD/will/aux/4 shut/VB/shut/ccomp/1 "
        + "the/DT/the/det/6 border/NN/border/dobj/4 with/IN/with/prep/6 Mali/NNP/Mali/pobj/7"

    private static func path(_ source: [Span], _ target: [Span]) -> [String] {
        let (parse, _) = HandBuiltParse.parse(words)
        let scene = PairScene(
            parse: parse, predications: Relater(cues: []).predications(in: parse), source: source,
            target: target)
        return scene.path.map { parse.tokens[$0].text }
    }

    private static func span(_ word: String) -> [Span] {
        let (parse, _) = HandBuiltParse.parse(words)
        return parse.tokens.filter { $0.text == word }.map(\.span)
    }

    @Test func `the path leads from the source up to the word above both and down to the target`() {
        #expect(Self.path(Self.span("Chad"), Self.span("Mali")) == ["shut", "border", "with"])
        #expect(Self.path(Self.span("Norway"), Self.span("Mali")) == ["said", "shut", "border", "with"])
    }

    @Test func `without a target the path goes on into the clause that the source tells`() {
        #expect(Self.path(Self.span("Norway"), []) == ["said", "shut"])
    }

    @Test func `a target that stands inside the source's phrase takes the verb above it`() {
        #expect(Self.path(Self.span("border"), Self.span("Mali")) == ["with", "shut"])
    }

    @Test func `from a predicate the path leads to the target below it, whatever stands above`() {
        let (parse, _) = HandBuiltParse.parse(Self.words)
        let scene = PairScene(
            parse: parse, predications: Relater(cues: []).predications(in: parse),
            source: Self.span("Norway"), target: Self.span("Mali"), predicate: 4)
        #expect(scene.path.map { parse.tokens[$0].text } == ["shut", "border", "with"])
    }
}
