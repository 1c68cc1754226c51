import Demarche
import DemarcheCoding
import DemarcheLexicon
import Testing

struct AnswerFinderTests {
    /// "Norway expelled envoys in response to arrests": the words, and claims at "expelled" and, if told, at "arrests".
    private func answers(cue: String, isTold: Bool) -> [Answer] {
        let words = "Norway/NNP/Norway/nsubj/1 expelled/VBD/expel/ROOT/1 envoys/NNS/envoy/dobj/1 \(cue)"
        let (parse, text) = HandBuiltParse.parse(words)
        let sentence = Span(0, text.count)
        let last = parse.tokens[parse.tokens.count - 1].span.start
        let expulsion = HandBuilt.claim(
            HandBuilt.expel, "NOR", "RUS", at: parse.tokens[1].span.start, sentence: sentence)
        let arrest = HandBuilt.claim(HandBuilt.detain, "RUS", "NOR", at: last, sentence: sentence)
        let finder = AnswerFinder(lexicon: HandBuilt.lexicon, cues: [])
        let claims = isTold ? [expulsion, arrest] : [expulsion]
        return finder.answers(
            among: claims, read: [HandBuiltParse.read(parse, text)],
            events: [expulsion.id: "e1", arrest.id: "e2"])
    }

    private let response =
        "in/IN/in/prep/1 response/NN/response/pobj/3 to/IN/to/prep/4 arrests/NNS/arrest/pobj/5"

    @Test func `the act named after in response to is answered`() {
        let found = answers(cue: response, isTold: true)
        #expect(found.map(\.basis) == [.stated])
        #expect(found.map(\.cue) == ["in response to"])
        #expect(found.first?.to?.contains("detain") == true)
    }

    @Test func `after alone is a sequence and no stated answer`() {
        #expect(
            answers(cue: "after/IN/after/prep/1 arrests/NNS/arrest/pobj/3", isTold: true).map(\.basis) == [
                .sequence
            ])
    }

    @Test func `an answer to what no claim tells is kept open`() {
        let found = answers(cue: response, isTold: false)
        #expect(found.count == 1)
        #expect(found.first?.to == nil)
    }

    @Test func `an open answer is tied to the last act of the other side that another report tells`() {
        let gatherer = Gatherer(lexicon: HandBuilt.lexicon)
        let told = [
            ("a", HandBuilt.detain, "RUS", "NOR", "2023-04-02"),
            ("b", HandBuilt.detain, "RUS", "NOR", "2023-03-20"),
            ("c", HandBuilt.expel, "NOR", "RUS", "2023-04-13"),
        ]
        .map { HandBuilt.claim($0.1, $0.2, $0.3, report: $0.0, day: $0.4) }
        let events = gatherer.events(of: told.map { HandBuilt.testimony($0, published: "2023-04-14") })
        let open = Answer(
            report: "c", from: told[2].id, to: nil, basis: .stated, cue: "in response", span: nil)
        let links = Chainer(lexicon: HandBuilt.lexicon).links(of: [open], among: events)
        #expect(links.count == 1)
        #expect(links.first?.to == events.first { $0.claims.contains(told[0].id) }?.id)
        #expect(links.first?.lag == 11...11)
    }
}
