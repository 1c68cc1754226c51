import DemarcheCoding
import DemarcheLexicon
import Testing

struct TellingTests {
    /// Thirty reports: whatever is near is right; of what is far one in five.
    private static let reports = (0..<30).map { number in
        [
            TellingLesson(facts: ["near", "verb"], isRight: true),
            TellingLesson(facts: ["far", "verb"], isRight: number % 5 == 0),
        ]
    }
    private static let trainer = TellingTrainer(penalty: 1)
    private static let table = trainer.table(from: reports)
    private static let gate = TellingGate(table: table)

    @Test func `what gold has is believed, and enough`() {
        #expect(Self.gate.belief(["near", "verb"]) > 0.7)
        #expect(Self.gate.isEnough(Self.gate.belief(["near", "verb"])))
    }

    @Test func `what is right one time in five is not enough`() {
        let belief = Self.gate.belief(["far", "verb"])
        #expect(belief > 0.05 && belief < 0.4 && !Self.gate.isEnough(belief))
    }

    @Test func `the same lessons give the same weights`() {
        #expect(Self.trainer.table(from: Self.reports).weights == Self.table.weights)
    }

    @Test func `where nothing tells right from wrong, and wrong is the rule, nothing is enough`() {
        let reports = (0..<20).map { number in
            [TellingLesson(facts: ["verb"], isRight: number % 4 == 0)]
        }
        let table = Self.trainer.table(from: reports)
        let gate = TellingGate(table: table)
        #expect(!gate.isEnough(gate.belief(["verb"])))
    }

    @Test func `without a table nothing is believed enough`() {
        let gate = TellingGate(table: .silent)
        #expect(!gate.isEnough(gate.belief(["near"])))
    }
}
