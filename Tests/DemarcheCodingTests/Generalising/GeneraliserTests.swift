import DemarcheCoding
import DemarcheLexicon
import Testing

struct GeneraliserTests {
    private static let lessons =
        (1...6).flatMap { _ in
            [
                Lesson(features: PairFeatures(["a:expel", "w:expel", "w:diplomat"]), kind: "SANCTION"),
                Lesson(features: PairFeatures(["a:bomb", "w:bomb", "w:bridge"]), kind: "ASSAULT"),
                Lesson(features: PairFeatures(["a:visit", "w:visit", "w:minister"]), kind: "CONSULT"),
            ]
        }
    private static let learned = GeneraliserTrainer().generaliser(from: lessons)

    private static func first(_ generaliser: Generaliser, _ names: [String]) -> String {
        let shares = generaliser.guess(PairFeatures(names)).shares
        return generaliser.kinds[shares.indices.max { shares[$0] < shares[$1] } ?? 0]
    }

    @Test(arguments: [
        (["a:expel", "w:official"], "SANCTION"), (["w:bridge", "w:official"], "ASSAULT"),
        (["w:visit"], "CONSULT"),
    ]) func `a kind is named by the facts that its lessons had`(names: [String], kind: String) {
        #expect(Self.first(Self.learned, names) == kind)
    }

    @Test func `shares sum to one, and nothing known leaves them nearly even`() {
        let shares = Self.learned.guess(PairFeatures(["w:unheard"])).shares
        #expect(abs(shares.reduce(0, +) - 1) < 1e-6)
        #expect((shares.max() ?? 1) < 0.5)
    }

    @Test func `the same lessons give the same weights`() {
        let again = GeneraliserTrainer().generaliser(from: Self.lessons)
        #expect(again.table.weights == Self.learned.table.weights)
    }

    @Test func `a kind of few phrasings is not drowned by one of many`() {
        let features = PairFeatures(["w:shared"])
        let lessons =
            (1...64).map { _ in Lesson(features: features, kind: "AID") }
            + (1...4).map { _ in Lesson(features: features, kind: "PROTEST") }
        let shares = GeneraliserTrainer().generaliser(from: lessons).guess(features).shares
        #expect(shares[0] > shares[1] && shares[1] > 0.17)
    }

    @Test func `a word of the path that no phrasing has is weighed by its nearest known one`() {
        let vectors: [String: [Float]] = [
            "bomb": [1, 0.1, 0], "expel": [0, 1, 0], "visit": [0, 0, 1], "shell": [1, 0.2, 0.1],
        ]
        let generaliser = Generaliser(table: Self.learned.table) { vectors[$0] }
        #expect(Self.first(generaliser, ["a:shell"]) == "ASSAULT")
        #expect(generaliser.guess(PairFeatures(["a:shell"])).standIns == ["shell": "bomb"])
        #expect(generaliser.guess(PairFeatures(["a:zzz"])).standIns.isEmpty)
    }
}
