import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// Which told act answers which: each turn on sentences of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct AnswerTests {
    /// A report, and the stated answer that must come of it: `GHA 111 → TGO 116`.
    struct Case: Sendable, CustomTestStringConvertible {
        let turn: String
        let text: String
        let answer: String
        var testDescription: String { turn }
    }

    private static let cases = [
        Case(
            turn: "a noun that names a told act tells it once more",
            text:
                "A court in Togo sentenced a Ghanaian journalist to three years. Ghana condemned the verdict.",
            answer: "GHA 111 → TGO 116 at verdict"),
        Case(
            turn: "the object of a denial is what the clause above tells",
            text: "Peru accused Chile of arming smugglers, which Chile denies.",
            answer: "CHL 016 → PER 112 at accused"),
        Case(
            turn: "the object of a reproach is what the clause above tells",
            text: "Peru closed its border with Chile, which Chile condemned.",
            answer: "CHL 111 → PER 163 at closed its border"),
        Case(
            turn: "a denial answers what its doer is said to have done",
            text:
                "The Peruvian defence ministry said that two Chilean helicopters had violated Peruvian airspace. Santiago denied the violation.",
            answer: "CHL 016 → CHL 152 at violated"),
        Case(
            turn: "this stands for the act of the sentence before",
            text: "Norway expelled two Bolivian diplomats. Bolivia called this a violation of the treaty.",
            answer: "BOL 112 → NOR 161 at expelled"),
        Case(
            turn: "doing the same in return is said by the verb that repeats it",
            text: "Togo barred two Ghanaian envoys; Ghana did likewise.",
            answer: "GHA 163 → TGO 163 at barred"),
    ]

    @Test(arguments: cases) func `a turn of words ties an answer to its act`(one: Case) throws {
        #expect(try stated(one.text).contains(one.answer))
    }

    @Test func `a verb in a row with a reproach is no part of it`() throws {
        let told = try stated(
            "Peru closed its border with Chile. Chile summoned the Peruvian envoy and protested against the closure."
        )
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.hasSuffix("→ PER 163 at closure") })
    }

    @Test func `an accusation answers nothing that no word of it points to`() throws {
        let told = try stated("Norway expelled two Bolivian diplomats. Bolivia accused Norway of spying.")
        #expect(told.isEmpty)
    }

    private func stated(_ text: String) throws -> [String] {
        let coder = try Fixtures.coder
        let coded = try Fixtures.coded(text)
        let claims = Dictionary(coded.claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func side(_ claim: Claim?) -> String {
            claim.map { "\($0.source.first?.actor.code ?? "") \($0.act.cameo.prefix(3))" } ?? "nothing"
        }
        return coder.record(of: coded).answers.filter { $0.basis == .stated }.map { answer in
            let to = answer.to.flatMap { claims[$0] }
            return
                "\(side(claims[answer.from])) → \(side(to)) at \(to.map { coded.report.text[$0.trigger] } ?? "")"
        }
    }
}
