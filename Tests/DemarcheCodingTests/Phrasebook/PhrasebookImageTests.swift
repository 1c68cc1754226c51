import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation
import Testing

/// A phrasebook as the cache keeps it.
struct PhrasebookImageTests {
    static let patterns = [
        Pattern(
            act: "expel-diplomats", example: "[1 Norway] {expelled} [2 two Russian {diplomats}].",
            isNearMiss: false,
            nodes: [
                Pattern.Node(lemma: "expel", isVerb: true, isNoun: false, parent: 0, relation: .anchor)
            ],
            doer: Pattern.Slot(node: 0, role: .agent, head: nil),
            recipient: Pattern.Slot(node: 0, role: .patient, head: "diplomat")),
        Pattern(
            act: "recall", example: "[1 Chad] {recalled its ambassador} to [2 Togo].", isNearMiss: true,
            nodes: [
                Pattern.Node(lemma: "recall", isVerb: true, isNoun: false, parent: 0, relation: .anchor),
                Pattern.Node(
                    lemma: "ambassador", isVerb: false, isNoun: true, parent: 0, relation: .role(.patient),
                    isOwn: true),
                Pattern.Node(lemma: "to", isVerb: false, isNoun: false, parent: 1, relation: .preposition),
                Pattern.Node(lemma: "état", isVerb: false, isNoun: false, parent: 2, relation: .below),
            ], doer: nil, recipient: Pattern.Slot(node: 1, role: .oblique("out of"), head: nil)),
    ]

    private static let error = MarkedExampleError(what: "slot 1 holds no word")

    private static let act = Act(
        name: "recall", cameo: "161", plover: "SANCTION:recall", quad: 4, intensity: -5)

    private static let lexicon = ActLexicon(
        acts: [act.name: act], phrasings: [],
        classesByWord: ["diplomat": ["envoys"], "consul": ["envoys"], "ambassador": ["envoys"]],
        nounsByVerb: ["expel": ["expulsion"]])

    /// The two patterns, and between them a row that does not compile.
    private static let image = PhrasebookBinder.image(
        of: [
            row(1, patterns[0].act, patterns[0].example, .success(patterns[0])),
            row(2, "expel", "[1 Chad] {expelled.", .failure(error)),
            row(3, patterns[1].act, patterns[1].example, .success(patterns[1])),
        ], lexicon: lexicon)

    private static func row(
        _ digest: UInt64, _ act: String, _ example: String, _ outcome: Result<Pattern, MarkedExampleError>
    ) -> PhrasebookBinder.Row {
        PhrasebookBinder.Row(
            digest: digest, phrasing: Phrasing(act: act, example: example, place: "test.tsv:\(digest)"),
            outcome: outcome)
    }

    @Test func `what was bound is read, rows and all`() throws {
        let image = try #require(PhrasebookImage(Self.image.data))
        #expect(Array(Phrasebook(image: image, lexicon: Self.lexicon).patterns) == Self.patterns)
        #expect(image.rowDigests == [1, 2, 3])
        #expect(
            (0..<3).map(image.outcome) == [
                .success(Self.patterns[0]), .failure(Self.error), .success(Self.patterns[1]),
            ])
        #expect(image.failures.map(\.place) == ["test.tsv:2"])
        #expect(image.failures.map(\.error) == [Self.error])
    }

    @Test func `the same rows give the same bytes`() {
        let again = PhrasebookBinder.image(
            of: (0..<3).map { index in
                let digest = Self.image.rowDigests[index]
                let outcome = Self.image.outcome(ofRow: index)
                guard case .success(let pattern) = outcome else {
                    return Self.row(digest, "expel", "[1 Chad] {expelled.", outcome)
                }
                return Self.row(digest, pattern.act, pattern.example, outcome)
            }, lexicon: Self.lexicon)
        #expect(again.data == Self.image.data)
    }

    @Test func `an act of two sides is also told of both together`() {
        let mutual = Act(
            name: "talk", cameo: "036", plover: "CONSULT", quad: 1, intensity: 1, isMutual: true)
        let spoke = Pattern(
            act: "talk", example: "[1 Oman] {spoke with} [2 Iran].", isNearMiss: false,
            nodes: [Pattern.Node(lemma: "speak", isVerb: true, isNoun: false, parent: 0, relation: .anchor)],
            doer: Pattern.Slot(node: 0, role: .agent, head: nil),
            recipient: Pattern.Slot(node: 0, role: .oblique("with"), head: nil))
        let lexicon = ActLexicon(acts: [mutual.name: mutual], phrasings: [])
        let image = PhrasebookBinder.image(
            of: [Self.row(1, "talk", spoke.example, .success(spoke))], lexicon: lexicon)
        #expect(Array(Phrasebook(image: image, lexicon: lexicon).patterns) == [spoke, spoke.jointly])
    }

    @Test func `bytes that are cut anywhere, or changed anywhere, are refused`() {
        let whole = Self.image.data
        for count in 0..<whole.count { #expect(PhrasebookImage(whole.prefix(count)) == nil) }
        for index in whole.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = whole
                bytes[index] ^= change
                #expect(PhrasebookImage(bytes) == nil)
            }
        }
    }
}
