import Demarche
import DemarcheRecording
import Testing

/// Whom the words of a report mean that do not name him: each turn on a report of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct ReferenceTests {
    private static let opening = "Ghana and Togo quarrelled.\n\nGhana expelled five Togolese diplomats. "

    private static let turns = [
        TurnCase(
            turn: "three states are those that were named together",
            text:
                "The ministers of Chile, Peru and Bolivia met in Lima. Japan sent envoys. The three states cut diplomatic ties with Ghana.",
            claim: "CHL→GHA SANCTION done"),
        TurnCase(
            turn: "an emirate is a state that is one",
            text:
                "Qatar and Saudi Arabia quarrelled. Saudi Arabia gave a list of demands. The emirate rejected the demands.",
            claim: "QAT→SAU REJECT done"),
        TurnCase(
            turn: "a surname that nobody in office bears is a former holder's of a state in the report",
            text: "Colombia and Venezuela quarrel. Duque had granted asylum to 200 Venezuelan soldiers.",
            claim: "COL→VEN AID done"),
        TurnCase(
            turn: "a neighbour is the other of two",
            text: opening + "Ghana's president telephoned his neighbour on Monday.",
            claim: "GHA→TGO CONSULT done"),
        TurnCase(
            turn: "a name before a comma owns what stands behind it",
            text: "Paris, whose sanctions on Togo stay, raised no objection.", claim: "FRA→TGO SANCTION done"),
        TurnCase(
            turn: "a protest is aimed at whom its clause is about",
            text: opening + "Then came a protest that a Ghanaian frigate had sunk a boat.",
            claim: "TGO→GHA ACCUSE done"),
        TurnCase(
            turn: "diplomats who leave are their own state's",
            text: opening + "The diplomats left on Monday.", claim: "TGO→GHA SANCTION done"),
        TurnCase(
            turn: "a decision is that of the clause before",
            text: "Peru recognised Kosovo, and Serbia rejected the decision.", claim: "SRB→PER REJECT done"),
        TurnCase(
            turn: "whoever passes on demands does not make them",
            text: "Kuwait passed on the demands of Ghana to Togo.", claim: "GHA→TGO REQUEST done"),
        TurnCase(
            turn: "who shout at each other do so wherever it is",
            text: "Peru and Chile shouted at each other at a summit of the Rio Group on 7 March.",
            claim: "CHL→PER ACCUSE done"),
        TurnCase(
            turn: "what a state does to its own region is done at home",
            text: "India and Pakistan quarrelled. The autonomy of Kashmir was revoked.",
            claim: "IND→IND COERCE done"),
        TurnCase(
            turn: "prosecutors rebuke officials of their own state",
            text: opening + "Ama Koku, Togo's minister, had praised the step. Prosecutors rebuked her.",
            claim: "TGO→TGO ACCUSE done"),
    ]

    @Test(arguments: turns) func `the report tells who is meant`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    @Test func `a president named as a town is the president`() throws {
        let report = "Danilo Medina, the Dominican president, was the host. Venezuela thanked Medina."
        let coded = try Fixtures.coded(report, on: "2018-03-02")
        #expect(
            coded.claims.contains {
                $0.source.first?.actor.code == "VEN" && $0.target.first?.actor.code == "DOM"
            })
    }
}
