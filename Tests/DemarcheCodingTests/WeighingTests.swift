import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation
import Testing

struct WeighingTests {
    private let act = Act(
        name: "expel-diplomats", cameo: "161", plover: "SANCTION:expel", contexts: ["diplomatic"], quad: 4,
        intensity: -4)
    private let pairs = [
        RoleHypothesis(source: "TGO", target: "GHA", facts: ["pair", "last:same"]),
        RoleHypothesis(source: "GHA", target: "TGO", facts: ["pair", "last:back"]),
        RoleHypothesis(source: RoleHypothesis.nobody, target: RoleHypothesis.nobody, facts: ["none"]),
    ]

    private func weighing(_ weights: [String: Double]) -> Weighing {
        RoleChooser(table: ChoosingTable(weights: weights)).weighing(
            pairs, of: act, at: Span(0, 4), isGiven: false)
    }

    @Test func `shares of belief are one together, and the facts with more weight have more`() throws {
        let weighed = weighing(["last:same": 1, "none": 0.5])
        #expect(abs(weighed.shares.reduce(0, +) - 1) < 1e-9)
        #expect(weighed.shares[0] > weighed.shares[2] && weighed.shares[2] > weighed.shares[1])
        #expect(try #require(weighed.best).pair == pairs[0])
    }

    @Test func `nothing is never the best pair, but takes belief from it`() throws {
        let weighed = weighing(["none": 3])
        let best = try #require(weighed.best)
        #expect(best.pair.source != RoleHypothesis.nobody)
        let chooser = RoleChooser(table: ChoosingTable(weights: ["none": 3]))
        #expect(!chooser.isEnough(best.share, isSaidByRules: true, hasPair: true))
    }

    @Test func `another pair than the rules say needs more belief, most where no two are on stage`() {
        let chooser = RoleChooser(
            table: ChoosingTable(weights: [:], enoughSaid: 0.2, enough: 0.4, enoughAlone: 0.6))
        #expect(chooser.isEnough(0.3, isSaidByRules: true, hasPair: false))
        #expect(!chooser.isEnough(0.3, isSaidByRules: false, hasPair: true))
        #expect(chooser.isEnough(0.5, isSaidByRules: false, hasPair: true))
        #expect(!chooser.isEnough(0.5, isSaidByRules: false, hasPair: false))
    }

    @Test func `where nobody is shown to deal with another any pair needs more belief`() {
        let chooser = RoleChooser(table: ChoosingTable(weights: [:], enoughSaid: 0.2, enoughSilent: 0.6))
        #expect(chooser.isEnough(0.5, isSaidByRules: true, hasPair: true))
        #expect(!chooser.isEnough(0.5, isSaidByRules: true, hasPair: true, isSilent: true))
        #expect(chooser.isEnough(0.6, isSaidByRules: true, hasPair: true, isSilent: true))
    }

    @Test func `what gold has is learned, the same from the same lessons`() {
        let lessons = (0..<12).map { RoleLesson(weighing: weighing([:]), right: [$0 % 4 == 0 ? 0 : 1]) }
        let weights = ChooserTrainer().weights(from: lessons)
        #expect(weights == ChooserTrainer().weights(from: lessons))
        let learned = weighing(weights)
        #expect(learned.shares[1] > learned.shares[0] && learned.shares[0] > learned.shares[2])
    }

    @Test func `the table is read as it was written`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "choosing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = ChoosingTable(
            weights: ["pair": 0.5, "none": -1.25, "little": 0.001], enoughSaid: 0.2, enough: 0.45,
            enoughAlone: 0.55)
        let file = folder.appending(path: ChoosingTable.file)
        try Data(table.text(comment: ["learned"]).utf8).write(to: file)
        let read = try ChoosingTable(folder: folder)
        #expect(read.weights == ["pair": 0.5, "none": -1.25])
        #expect([read.enoughSaid, read.enough, read.enoughAlone] == [0.2, 0.45, 0.55])
        try Data("fact\tweight\npair\tmuch\n".utf8).write(to: file)
        #expect(throws: LexiconError.self) { try ChoosingTable(folder: folder) }
    }
}
