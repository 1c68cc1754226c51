import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// Texts that tell no act of state, each beside its like that does: what is silenced, and no more.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct SilenceTests {
    /// What must be silent, and the text nearest to it that must not.
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: String
        let silent: String
        let told: String
        var testDescription: String { reason }
    }

    private static let cases = [
        Case(
            reason: "a private person is no doer", silent: "A Togolese swimmer condemned Ghana.",
            told: "The Togolese minister condemned Ghana."),
        Case(
            reason: "a private person who speaks is no doer",
            silent: "“We condemn Ghana,” a Togolese student said.",
            told: "“We condemn Ghana,” the Togolese president said."),
        Case(
            reason: "the sign of a currency names no state", silent: "Belgium gave US$ 40 million.",
            told: "Belgium gave the US 40 million euros."),
        Case(
            reason: "a first name is no firm", silent: "Zara Cole criticised Togo.",
            told: "Zara criticised Togo."),
        Case(
            reason: "a surname is whom the report called so in full",
            silent: "Willie Trudeau, a baker, was late. Trudeau condemned Togo.",
            told: "Justin Trudeau was late. Trudeau condemned Togo."),
        Case(
            reason: "a person undergoes what a noun of force tells",
            silent: "Ghana mourned a Togolese singer. Her murder came as a shock.",
            told: "Ghana expelled two Togolese consuls. Ghana's expulsion of the consuls came as a shock."),
        Case(
            reason: "tourists visit nobody", silent: "Forty Togolese tourists visited Ghana.",
            told: "Forty Togolese ministers visited Ghana."),
        Case(
            reason: "who travels at home visits nobody",
            silent: "The president of Togo flew to Kara, in the north of Togo.",
            told: "The president of Togo flew to Accra, in the south of Ghana."),
        Case(
            reason: "an inquiry is into somebody", silent: "Togo opened an inquiry into the crash.",
            told: "Togo opened an inquiry into a Ghanaian firm."),
        Case(
            reason: "help at home is no act towards another",
            silent: "The Togolese army rescued villagers from the flood.",
            told: "The Togolese army rescued Ghanaian villagers from the flood."),
        Case(
            reason: "in a report about mishaps nobody kills",
            silent:
                "A storm struck Togo on Monday. The wind brought down trees. Rain fell for two days. Forty Togolese villagers were killed.",
            told:
                "Rebels attacked a village in Togo on Monday. They fled to the hills. Forty Togolese villagers were killed."
        ),
    ]

    @Test(arguments: cases) func `what tells no act is silent, and its like is not`(one: Case) throws {
        #expect(try Fixtures.coded(one.silent, on: "2023-06-01").claims.isEmpty)
        #expect(try !Fixtures.coded(one.told, on: "2023-06-01").claims.isEmpty)
    }

    @Test func `workers threaten the firm that the report names`() throws {
        let unions = "Unions in Togo threatened to strike."
        let firm = "Boeing has a plant in Togo. Boeing offered a freeze of wages. "
        func sectors(_ text: String) throws -> [String] {
            try Fixtures.coded(text, on: "2023-06-01").claims.flatMap(\.target).map(\.actor.sector)
        }
        #expect(try sectors(unions) == ["GOV"])
        #expect(try sectors(firm + unions) == ["BUS"])
    }

    @Test func `in a report about sport a word of sport silences a sentence`() throws {
        let match = """
            Kisumu beat Tanga in the final of the Lake Cup, a tournament for football clubs. The goalkeeper saved a penalty. The \
            winger scored from a free kick. The referee sent a midfielder off.
            """
        let last = "Kenya attacked Tanzania with six players."
        #expect(try Fixtures.coded(match + " " + last, on: "2023-06-01").claims.isEmpty)
        #expect(try !Fixtures.coded(last, on: "2023-06-01").claims.isEmpty)
    }
}
