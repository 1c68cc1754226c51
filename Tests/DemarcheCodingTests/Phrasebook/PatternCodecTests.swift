import Demarche
import DemarcheCoding
import Testing

/// Patterns as the cache keeps them.
struct PatternCodecTests {
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

    private static func written() -> [UInt8] {
        var writer = PatternWriter()
        for pattern in patterns {
            writer.write(0xFEDC_BA98_7654_3210)
            writer.write(pattern)
        }
        return writer.bytes
    }

    private static func read(_ bytes: [UInt8]) -> [Pattern] {
        guard var reader = PatternReader(bytes: bytes) else { return [] }
        var read: [Pattern] = []
        while reader.number() == 0xFEDC_BA98_7654_3210 {
            let of = patterns[min(read.count, patterns.count - 1)]
            guard
                let pattern = reader.pattern(
                    act: of.act, example: of.example, isNearMiss: of.isNearMiss)
            else { break }
            read.append(pattern)
        }
        return read
    }

    @Test func `what was written is read`() { #expect(Self.read(Self.written()) == Self.patterns) }

    @Test func `a file that is cut anywhere gives whole patterns only`() {
        let whole = Self.written()
        for count in whole.indices {
            let read = Self.read(Array(whole.prefix(count)))
            #expect(read == Array(Self.patterns.prefix(read.count)))
            #expect(read.count < Self.patterns.count)
        }
    }

    @Test func `no byte that is changed makes it fail`() {
        let whole = Self.written()
        for index in whole.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = whole
                bytes[index] ^= change
                #expect(Self.read(bytes).count <= Self.patterns.count)
            }
        }
    }
}
