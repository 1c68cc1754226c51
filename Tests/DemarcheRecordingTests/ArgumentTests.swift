import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// What stands between an act's words and those who do it and whom it hits: each turn on a report of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct ArgumentTests {
    private static let opening = "Ghana expelled two Togolese diplomats on Monday.\n\n"

    private static let words = [
        TurnCase(
            turn: "a passive keeps the preposition that its verb needs",
            text: "Bolivia's ambassador was sent for by Norway on Monday.", claim: "NOR→BOL ACCUSE done"),
        TurnCase(
            turn: "a particle behind the object is that before it",
            text: "Norway called the Bolivian ambassador in.", claim: "NOR→BOL ACCUSE done"),
        TurnCase(
            turn: "an adverb of place behind the object is that before it",
            text: "Norway called its ambassador to Bolivia home.", claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "who is named is of the office beside the name",
            text: "Norway recalled Anna Berg, its ambassador to Bolivia.", claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "who was told to be an ambassador is one when a pronoun means him",
            text: "Norway's ambassador, Ole Berg, arrived late. Bolivia summoned him on Friday.",
            claim: "BOL→NOR ACCUSE done"),
        TurnCase(
            turn: "a noun of two borrowed words is one word",
            text: "Norway summoned the Bolivian chargé d’affaires over the incursion.",
            claim: "NOR→BOL ACCUSE done"),
        TurnCase(
            turn: "a day's number belongs to the day",
            text: opening + "On the 3rd relations with Ghana were broken off by Togo.",
            claim: "TGO→GHA SANCTION done"),
        TurnCase(
            turn: "a passive that keeps its object gives it to its subject",
            text: "Nepal was given $10 million by Japan.", claim: "JPN→NPL AID done"),
        TurnCase(
            turn: "who gives what the passive keeps stands behind it",
            text: "Nepal was promised a loan by Japan.", claim: "JPN→NPL AGREE done"),
        TurnCase(
            turn: "a state before a sum is who gets it",
            text: "Japan gave Nepal $10 million in aid.", claim: "JPN→NPL AID done"),
        TurnCase(
            turn: "who speaks after talks took part in them",
            text: "After talks with Togo's president, Fiji's foreign minister said that trade would grow.",
            claim: "FJI→TGO CONSULT done"),
        TurnCase(
            turn: "who acts on a visit made it",
            text: "On a visit to Kenya, the Ghanaian president praised the port.",
            claim: "GHA→KEN CONSULT done"),
        TurnCase(
            turn: "what is aimed at a clause is aimed at whom it is about",
            text: "Norway opened an inquiry into whether a Bolivian firm bribed ministers.",
            claim: "NOR→BOL ACCUSE done"),
        TurnCase(
            turn: "an allegation is of whoever its clause is about",
            text: "Togo alleged that Ghana had sent balloons over it.", claim: "TGO→GHA ACCUSE done"),
        TurnCase(
            turn: "forces that are moved are moved by their own state",
            text: "Ethiopia's army was placed on high alert along the border with Eritrea.",
            claim: "ETH→ERI MOBILIZE done"),
        TurnCase(
            turn: "whose a deed is its own words say",
            text: "Oman dismissed calls by Colombia for a ceasefire.", claim: "OMN→COL REJECT done"),
        TurnCase(
            turn: "what a threat would do is done to whom it names",
            text: "India threatened to strip dozens of Canadian diplomats of immunity.",
            claim: "IND→CAN THREATEN done"),
        TurnCase(
            turn: "a verb keeps the e that its ending took",
            text: "Fiji staged an attack on a Togolese port.", claim: "FJI→TGO ASSAULT done"),
        TurnCase(
            turn: "who is counted among the doers did it",
            text: "Togo became the third state to recall its envoy from Fiji.",
            claim: "TGO→FJI SANCTION done"),
        TurnCase(
            turn: "armed people of no known group are nobody's",
            text: "Gunmen seized six Turkish engineers near Mogadishu.", claim: "UNK→TUR ASSAULT done"),
        TurnCase(
            turn: "people of one nation who live in another are of it",
            text: "A court in Minsk sentenced a leader of the Polish minority in Belarus.",
            claim: "BLR→BLR SANCTION done"),
        TurnCase(
            turn: "who has a thing done does it",
            text: "Norway had two Bolivian diplomats expelled on Monday.", claim: "NOR→BOL SANCTION done"),
    ]

    /// What must not come of a sentence.
    private static let barred = [
        TurnCase(
            turn: "a clause that tells of itself is nothing that somebody is told to do",
            text: "Fiji told Togo's president that sanctions would be lifted.", claim: "FJI→TGO REQUEST done"),
        TurnCase(
            turn: "what is looked into is not known to be done",
            text: "Peru is examining reports that Chilean soldiers beat prisoners.",
            claim: "CHL→PER ASSAULT done"),
        TurnCase(
            turn: "instead of an act there was none",
            text: "Instead of Fiji’s expulsion of two Togolese diplomats, talks followed.",
            claim: "FJI→TGO SANCTION done"),
        TurnCase(
            turn: "riot police are no riot", text: "Kenyan riot police were deployed in Kisumu.",
            claim: "KEN→KEN PROTEST done"),
    ]

    private static let stage = [
        TurnCase(
            turn: "what a report's party does to goods hits the other",
            text: opening + "Togo denounced the secrecy.", claim: "TGO→GHA ACCUSE done"),
        TurnCase(
            turn: "what is said in a capital is said by its government",
            text: opening + "The step was condemned in Lomé.", claim: "TGO→GHA ACCUSE done"),
        TurnCase(
            turn: "a number stands for those who were told of",
            text: opening + "Togolese police surrounded the Ghanaian embassy and arrested four.",
            claim: "TGO→GHA COERCE done"),
        TurnCase(
            turn: "who lifts a ban lifts it from whom it hit",
            text: opening + "Togo banned Ghanaian fish. The ban was lifted in May.",
            claim: "TGO→GHA CONCEDE done"),
        TurnCase(
            turn: "a state that follows does the same",
            text: "Ghana recalled its ambassador from Togo. Benin followed on Friday.",
            claim: "BEN→TGO SANCTION done"),
        TurnCase(
            turn: "an order to one's own bodies is the act that they are told to do",
            text: "Ghana ordered its banks to freeze Togo's assets.", claim: "GHA→TGO SANCTION done"),
    ]

    @Test(arguments: words) func `words show both sides, however the clause is turned`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    @Test(arguments: stage) func `what is no actor leaves its side to the report`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    @Test(arguments: barred) func `what words do not say does not come of them`(one: TurnCase) throws {
        #expect(try !Fixtures.types(one.text).contains(one.claim))
    }

    @Test(arguments: [
        "Norway condemned the weather.",
        "Ghana lies west of Togo. Norway denounced the secrecy.",
        "The award was denounced in Lima.",
    ]) func `without a quarrel nothing is aimed at what is no actor`(text: String) throws {
        #expect(try Fixtures.types(text).isEmpty)
    }
}
