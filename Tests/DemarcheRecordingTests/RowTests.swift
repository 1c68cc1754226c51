import Demarche
import DemarcheCoding
import DemarcheRecording
import Testing

/// What a phrasing asks of the words around its act: each turn on a report of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct RowTests {
    private static let quarrel = "Norway seized two Bolivian trawlers on Monday.\n\n"

    private static let told = [
        TurnCase(
            turn: "a government that protests complains",
            text: "Ethiopia protested that Sudan had moved the border posts.", claim: "ETH→SDN ACCUSE done"),
        TurnCase(
            turn: "people who protest do not complain",
            text: "Students in Lima protested against the government.", claim: "PER→PER PROTEST done"),
        TurnCase(
            turn: "a subordinator that is braced must be there",
            text: quarrel + "Bolivia asked that they be given back.", claim: "BOL→NOR REQUEST done"),
        TurnCase(
            turn: "who has gone to ask has asked",
            text: "Norway's foreign minister flew to La Paz to ask Bolivia for help.",
            claim: "NOR→BOL REQUEST done"),
        TurnCase(
            turn: "who has gone to urge has urged",
            text: "Norway's foreign minister travelled to La Paz to urge Bolivia to withdraw its troops.",
            claim: "NOR→BOL REQUEST done"),
        TurnCase(
            turn: "what another is prompted to do is done",
            text: "Norway recognised Palestine, prompting Israel to recall its envoy from Oslo.",
            claim: "ISR→NOR SANCTION done"),
        TurnCase(
            turn: "a verb between two nouns is that of the sentence",
            text: "The foreign ministry in Lima imposed sanctions on Bolivia.",
            claim: "PER→BOL SANCTION done"),
        TurnCase(
            turn: "a noun behind its owner does what the verb behind it tells",
            text: "Niger's junta ordered French troops to leave the country.",
            claim: "NER→FRA SANCTION done"),
        TurnCase(
            turn: "a quotation of one adjective is a judgement",
            text: quarrel + "“Outrageous,” Bolivia's foreign minister remarked.",
            claim: "BOL→NOR ACCUSE done"),
        TurnCase(
            turn: "a quotation of one noun is a judgement",
            text: quarrel + "An insult, said Bolivia's president.", claim: "BOL→NOR ACCUSE done"),
        TurnCase(
            turn: "whose an ambassador is need not be said where nothing makes him another's",
            text: "Norway recalled ambassadors from Bolivia.", claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "who bears the office before the name is the doer's own",
            text: "Norway's foreign ministry brought Ambassador Enrique Jara home from Bolivia.",
            claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "an appeal that is repeated was told before", text: "Peru repeated the appeal to Chad.",
            claim: "PER→TCD REQUEST done"),
        TurnCase(
            turn: "what is counted is what it is done to",
            text: "The European Union placed five of Bolivia's ministers on its list.",
            claim: "IGO→BOL SANCTION done"),
        TurnCase(
            turn: "what is told of a clause of its own is what the row says",
            text: "Fiji told Latvia that relations would suffer.", claim: "FJI→LVA THREATEN done"),
        TurnCase(
            turn: "a passive that strands its preposition is of the verb with that preposition",
            text: "The computers of Norway's parliament were broken into by Bolivian hackers.",
            claim: "BOL→NOR COERCE done"),
        TurnCase(
            turn: "a particle that is taken for a preposition keeps its object",
            text: quarrel + "Norway packed off two Bolivian journalists.", claim: "NOR→BOL COERCE done"),
        TurnCase(
            turn: "a truce between two is no truce with them",
            text: "Qatar brokered a truce between Israel and Hamas.", claim: "QAT→ISR CONSULT done"),
        TurnCase(
            turn: "two who meet at a place meet each other",
            text: "Oman and Togo met at the White House.", claim: "OMN→TGO CONSULT done"),
    ]

    private static let barred = [
        TurnCase(
            turn: "a preposition in front belongs to the place or day",
            text: quarrel + "On Tuesday the frigate called at La Paz.", claim: "NOR→BOL REQUEST done"),
        TurnCase(
            turn: "what is done to oneself is done to nobody",
            text: quarrel + "Norway helped itself to a quota.", claim: "NOR→BOL COOPERATE done"),
        TurnCase(
            turn: "two who speak against a third do not confer",
            text: "Oman and Togo spoke against the text.", claim: "OMN→TGO CONSULT done"),
        TurnCase(
            turn: "a meeting of which there is no sign was not held",
            text: quarrel + "A meeting of the two foreign ministers is not in sight.",
            claim: "NOR→BOL CONSULT done"),
        TurnCase(
            turn: "a journey's purpose is no act unless it is to ask",
            text: "Norway's foreign minister flew to La Paz to expel the consul.",
            claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "troops that are ordered to leave have not left",
            text: "Niger's junta ordered French troops to leave the country.", claim: "FRA→NER RETREAT done"),
        TurnCase(
            turn: "a noun that tells of which kind another is tells no act",
            text: quarrel + "The Norwegian defence section was reduced.", claim: "NOR→BOL SUPPORT done"),
        TurnCase(
            turn: "another's ambassador is not the doer's own",
            text: "Norway brought the Bolivian ambassador home.", claim: "NOR→BOL SANCTION done"),
        TurnCase(
            turn: "sanctions of which there will be none threaten nobody",
            text: "Norway told Bolivia that no sanctions would follow.", claim: "NOR→BOL THREATEN done"),
        TurnCase(
            turn: "whoever is asked whether a thing is so is asked for nothing",
            text: quarrel + "Asked whether talks would follow, Bolivia's minister left.",
            claim: "NOR→BOL REQUEST done"),
        TurnCase(
            turn: "protests that break out are no government's",
            text: "Protests against Bolivia broke out in Norway.", claim: "NOR→BOL ACCUSE done"),
        TurnCase(
            turn: "an attack that is likely has not been made",
            text: "An Ethiopian attack on Eritrea is likely.", claim: "ETH→ERI ASSAULT done"),
        TurnCase(
            turn: "preparations at the head of a sentence are no name",
            text: "Preparations for Fiji's expulsion of two Togolese diplomats began.",
            claim: "FJI→TGO SANCTION done"),
        TurnCase(
            turn: "a quotation that judges nobody judges nobody",
            text: quarrel + "“Excellent,” said Bolivia's president.", claim: "BOL→NOR ACCUSE done"),
    ]

    @Test(arguments: told) func `the words of an act are read where they stand`(one: TurnCase) throws {
        #expect(try Fixtures.types(one.text).contains(one.claim))
    }

    @Test(arguments: barred) func `words that stand elsewhere make no act`(one: TurnCase) throws {
        #expect(try !Fixtures.types(one.text).contains(one.claim))
    }
}
