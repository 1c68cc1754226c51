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
    ]

    @Test(arguments: cases) func `what tells no act is silent, and its like is not`(one: Case) throws {
        #expect(try Fixtures.coded(one.silent, on: "2023-06-01").claims.isEmpty)
        #expect(try !Fixtures.coded(one.told, on: "2023-06-01").claims.isEmpty)
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
