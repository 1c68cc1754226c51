import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// What clauses and carrying words do to an act: each turn on a sentence of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct ClauseTests {
    private static let cases = [
        TurnCase(
            turn: "a subject undergoes what its verb's noun names",
            text: "Norway drew criticism from Bolivia on Monday.", claim: "BOL→NOR ACCUSE done"),
        TurnCase(
            turn: "a cleft tells its act of what it is said of",
            text: "It was Norway that expelled the Bolivian consul.", claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "a headline's infinitive is a plan", text: "Chile to expel two Uruguayan diplomats",
            claim: "CHL→URY SANCTION planned"),
        TurnCase(
            turn: "a noun's object may stand behind its doer",
            text: "The expulsion by Chile of a Bolivian diplomat angered La Paz.",
            claim: "CHL→BOL SANCTION done"),
        TurnCase(
            turn: "two presidents are two, whatever titles they bear",
            text: "Norwegian President Ole Hansen and Peruvian President Juan Vega conferred on Monday.",
            claim: "NOR→PER CONSULT done"),
        TurnCase(
            turn: "two tell together what one does with the other",
            text: "Oman and Togo conferred on Monday.",
            claim: "OMN→TGO CONSULT done"),
    ]

    @Test(arguments: cases) func `a turn of the clause keeps its act`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    @Test func `the present tense is a plan beside a day to come`() throws {
        let told = try Fixtures.types("The Chilean president visits Bolivia next week.")
        #expect(!told.contains { $0.hasSuffix("done") })
    }

    @Test func `what is no longer done is not done`() throws {
        #expect(try Fixtures.types("Canada no longer supports Mongolia.").isEmpty)
    }

    @Test func `a base form after that is demanded and not told`() throws {
        let told = try Fixtures.types(
            "Peru insisted that Chile shut the channel, close the base and reduce its relations with Bolivia."
        )
        #expect(!told.contains { $0.hasPrefix("CHL") })
    }

    @Test func `what a topic names is not told`() throws {
        let told = try Fixtures.types(
            "Asked about sanctions on Bolivia, the Chilean foreign minister replied that all was open.")
        #expect(!told.contains { $0.contains("SANCTION") })
    }

    @Test func `what a subject undergoes is never its own act`() throws {
        let told = try Fixtures.types("Norway drew criticism from Bolivia on Monday.")
        #expect(!told.contains { $0.hasPrefix("NOR→BOL ACCUSE") })
    }
}
