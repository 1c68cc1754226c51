import Testing

/// Sentences whose parse goes astray on a path that news English often takes, and what comes of them all the same.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct GardenPathTests {
    private static let paths = [
        TurnCase(
            turn: "a past form that looks like an adjective is the verb",
            text: "In Accra prosecutors on Thursday unsealed charges against a former Togolese officer.",
            claim: "GHA→TGO ACCUSE done"),
        TurnCase(
            turn: "the main clause behind a fronted phrase is no relative clause",
            text: "In response to the raid Ghana closed the border with Togo.", claim: "GHA→TGO SANCTION done"
        ),
        TurnCase(
            turn: "the subject is no part of the phrase before it",
            text: "After a year of delay Ghana expelled two Togolese diplomats.",
            claim: "GHA→TGO SANCTION done"),
        TurnCase(
            turn: "a month is no part of the name behind it",
            text: "At the end of May Accra accused Togo of spying. It also closed the border.",
            claim: "GHA→TGO SANCTION done"),
        TurnCase(
            turn: "a second passive far from its auxiliary is one",
            text: "Two Togolese sailors were arrested by Ghana's police in July and freed on Monday.",
            claim: "GHA→TGO RETREAT done"),
        TurnCase(
            turn: "who called somebody something calls him so",
            text: "Norway branded Bolivia an aggressor.", claim: "NOR→BOL ACCUSE done"),
    ]

    @Test(arguments: paths) func `a parse that goes astray is mended`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    private static let strays = [
        TurnCase(
            turn: "a charge inserted in what it tells",
            text: "Togolese agents, Ghana alleged, had kidnapped refugees.", claim: "TGO→GHA ASSAULT done"),
        TurnCase(
            turn: "a promise inserted in what it tells", text: "Nepal will, Japan promised, be given a loan.",
            claim: "JPN→NPL AID done"),
        TurnCase(
            turn: "the doer of the deed that is the object", text: "Ghana dismissed the charge by Togo.",
            claim: "TGO→GHA  done"),
        TurnCase(
            turn: "a gerund that tells what somebody is punished for",
            text: "Three Togolese consuls were expelled by Ghana for having met students.",
            claim: "GHA→TGO CONSULT done"),
        TurnCase(
            turn: "whoever stands by in a conflict",
            text: "Ghana, with French support, took back the town from rebels.",
            claim: "GHA→FRA ASSAULT done"),
    ]

    @Test(arguments: strays) func `what stands aside is not done by the clause`(one: TurnCase) throws {
        #expect(try !Fixtures.types(one.text).contains(one.claim))
    }

    @Test func `an amount by which something changes does nothing`() throws {
        #expect(
            try Fixtures.types("Kenya's sanctions were extended by two months by Japan.") == [
                "JPN→KEN SANCTION done"
            ])
    }
}
