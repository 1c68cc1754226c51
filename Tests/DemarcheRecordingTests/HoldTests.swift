import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// How firmly a sentence tells its act, and who does it where the parser is led astray: each turn on a sentence of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct HoldTests {
    private static let duties = [
        SentenceCase("Denmark said Iran has to release the crew.", "DNK→IRN REQUEST done"),
        SentenceCase("Sudan told Chad that it had better withdraw its troops.", "SDN→TCD REQUEST done"),
        SentenceCase("Ukraine said Belarus needs to withdraw its troops.", "UKR→BLR REQUEST done"),
        SentenceCase("Norway had to recall its ambassador from Iran.", "NOR→IRN SANCTION done"),
        SentenceCase("Kenya said it has to close its border with Somalia."),
    ]

    @Test(arguments: duties)
    func `a duty that one tells another is a demand, a necessity of the past is done`(
        one: SentenceCase
    ) throws {
        #expect(try Fixtures.types(one.text) == one.claims)
    }

    private static let plans = [
        SentenceCase("Russia is set to expel two Norwegian diplomats.", "RUS→NOR SANCTION planned"),
        SentenceCase("Peru is to recall its ambassador from Chile.", "PER→CHL SANCTION planned"),
        SentenceCase("Chile was to have expelled the Bolivian consul last week.", "CHL→BOL SANCTION planned"),
        SentenceCase("Oman has yet to recall its ambassador from Qatar."),
        SentenceCase("The sanctions have yet to be lifted by Norway."),
        SentenceCase("Iran is to blame for the attack on the Saudi refinery."),
    ]

    @Test(arguments: plans) func `what is due, to be done or yet to be done is not done`(one: SentenceCase)
        throws
    {
        #expect(try Fixtures.types(one.text) == one.claims)
    }

    private static let idioms = [
        SentenceCase("Norway went on to freeze the assets of Iran.", "NOR→IRN SANCTION done"),
        SentenceCase("Serbia proceeded to expel the Croatian consul.", "SRB→HRV SANCTION done"),
        SentenceCase("Chile's response was to expel two Bolivian diplomats.", "CHL→BOL SANCTION done"),
        SentenceCase("Chad used the occasion to expel the Sudanese ambassador.", "TCD→SDN SANCTION done"),
        SentenceCase("Finland was the first to recognise Kosovo.", "FIN→XKX SUPPORT done"),
        SentenceCase("Togo did not hesitate to expel the Ghanaian consul.", "TGO→GHA SANCTION done"),
        SentenceCase("Latvia moved to expel two Russian diplomats.", "LVA→RUS SANCTION done"),
    ]

    @Test(arguments: idioms) func `an infinitive that an idiom tells as done is done`(one: SentenceCase)
        throws
    {
        #expect(try Fixtures.types(one.text) == one.claims)
    }

    @Test func `an act noun is held as its occurring is`() throws {
        let told = try Fixtures.types("Belgium’s trial of the Iranian diplomat is due to begin on Friday.")
        #expect(!told.contains { $0.hasSuffix("done") })
        let begun = try Fixtures.types("Belgium’s trial of the Iranian diplomat began on Friday.")
        #expect(begun.contains { $0.hasSuffix("done") })
    }

    @Test func `what reports tell that are yet to be confirmed is alleged`() throws {
        let told = try Fixtures.types(
            "Reports that Chad has closed its border with Sudan have yet to be confirmed.")
        #expect(told == ["TCD→SDN SANCTION alleged"])
    }

    private static let mended = [
        SentenceCase(
            "Japan on Friday imposed sanctions on 81 Russian individuals and nine organisations.",
            "JPN→RUS SANCTION done"),
        SentenceCase(
            "Ukraine's parliament recognised the Kuril Islands as Japanese territory occupied by Russia.",
            "UKR→JPN SUPPORT done", "RUS→JPN ASSAULT done"),
        SentenceCase(
            "On 3 November Chad accused Togo of killing three Chadian drivers.",
            "TCD→TGO ACCUSE done", "TGO→TCD ASSAULT alleged"),
        SentenceCase(
            "Negotiators for Iran and Oman met in Geneva on Monday.",
            "IRN→OMN CONSULT done", "OMN→IRN CONSULT done"),
        SentenceCase(
            "The Bolivian parliament recognised Arica, disputed between Peru and Chile, as Chilean territory.",
            "BOL→CHL SUPPORT done"),
        SentenceCase("The write-off of Kenya's debt by Norway was welcomed.", "NOR→KEN AID done"),
    ]

    @Test(arguments: mended) func `a misread parse is mended before it is coded`(one: SentenceCase) throws {
        #expect(try Fixtures.types(one.text) == one.claims)
    }

    @Test func `whoever is named among those that an act was done to is its object`() throws {
        let told = try Fixtures.types(
            "Japan imposed sanctions on 81 Russians. Among those sanctioned is the Russian banker Ivan Petrov."
        )
        #expect(told == ["JPN→RUS SANCTION done", "JPN→RUS SANCTION done"])
    }

    @Test func `a paper's day is the day of what is done by it`() throws {
        let found = try Fixtures.coded(
            "By a decree of 3 May, which the minister signed, Chad closed its border with Sudan."
        ).claims
        #expect(found.first?.when?.earliest == Day(iso: "2024-05-03"))
    }
}
