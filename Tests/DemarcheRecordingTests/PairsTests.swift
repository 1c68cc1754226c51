import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation
import Testing

/// Acts of given pairs: our own golden, and what must hold of every answer.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct PairsTests {
    private static let file = Fixtures.goldens.appending(path: "Pairs/pairs.jsonl")

    private static func answers(threads: Int, strict: Bool = false) throws -> [PairAnswer] {
        let coder = try Fixtures.coder
        let parser = try SpacyParser(model: Fixtures.model)
        let table = try GeneralisingTable(folder: Fixtures.lexicons)
        let pairs = PairCoder(
            lexicon: coder.lexicon.acts, phrasebook: coder.phrasebook,
            generaliser: strict ? nil : Generaliser(table: table) { parser.wordVector(of: $0) })
        let given = try GivenPairReader().pairs(of: [.file(file)]).map { try $0.get() }
        return given.orderedParallelMap(threads: threads) { pair in
            pairs.answer(to: pair, in: parser.parse(pair.text, in: Span(0, pair.text.count)))
        }
    }

    private static func gold() throws -> [String: String] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Dictionary(
            try lines.map { line in
                let row = try JSON(reading: String(line))
                return (row["id"]?.string ?? "", row["root"]?.string ?? "")
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Conceding and retreating were one in PLOVER's older roots.
    private static func root(_ answer: PairAnswer) -> String {
        let type = String(answer.plover.prefix { $0 != ":" })
        return ["CONCEDE", "RETREAT"].contains(type) ? "YIELD" : type
    }

    @Test func `of our own pairs most are answered right, and every one with a reason`() throws {
        let gold = try Self.gold()
        let answers = try Self.answers(threads: Fixtures.threads)
        #expect(answers.count == gold.count && gold.count >= 60)
        let right = answers.filter { gold[$0.id] == Self.root($0) }.count
        #expect(Double(right) / Double(answers.count) >= 0.7, "\(right) of \(answers.count)")
        for answer in answers {
            #expect(answer.act != nil && !answer.plover.isEmpty, "\(answer.id)")
            let evidence = answer.evidence
            #expect(evidence.phrasing != nil || evidence.rule == "generalised", "\(answer.id)")
            #expect(evidence.nearest.isEmpty || abs(evidence.nearest.reduce(0) { $0 + $1.share } - 1) < 0.01)
        }
    }

    @Test func `one thread and two give the same bytes`() throws {
        let one = try Self.answers(threads: 1).map(\.json.text)
        let two = try Self.answers(threads: 2).map(\.json.text)
        #expect(one == two)
    }

    @Test func `strictly, only phrasings answer, and they are right more often`() throws {
        let gold = try Self.gold()
        let answers = try Self.answers(threads: Fixtures.threads, strict: true)
        let answered = answers.filter { $0.act != nil }
        #expect(answered.count < answers.count)
        #expect(answered.allSatisfy { $0.evidence.phrasing != nil && $0.evidence.nearest.isEmpty })
        let right = answered.filter { gold[$0.id] == Self.root($0) }.count
        #expect(Double(right) / Double(answered.count) >= 0.8, "\(right) of \(answered.count)")
    }
}
