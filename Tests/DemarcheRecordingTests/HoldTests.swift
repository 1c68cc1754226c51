import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// How firmly a sentence tells its act, and who does it where the parser is led astray: each turn on a sentence of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct HoldTests {
    /// A sentence, and all claims that must come of it: `NOR→BOL SANCTION done`.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let claims: [String]
        var testDescription: String { text }

        init(_ text: String, _ claims: String...) {
            self.text = text
            self.claims = claims
        }
    }

    private static let duties = [
        Case("Denmark said Iran has to release the crew.", "DNK→IRN REQUEST done"),
        Case("Sudan told Chad that it had better withdraw its troops.", "SDN→TCD REQUEST done"),
        Case("Ukraine said Belarus needs to withdraw its troops.", "UKR→BLR REQUEST done"),
        Case("Norway had to recall its ambassador from Iran.", "NOR→IRN SANCTION done"),
        Case("Kenya said it has to close its border with Somalia."),
    ]

    @Test(arguments: duties)
    func `a duty that one tells another is a demand, a necessity of the past is done`(
        one: Case
    ) throws {
        #expect(try claims(one.text) == one.claims)
    }

    private static let plans = [
        Case("Russia is set to expel two Norwegian diplomats.", "RUS→NOR SANCTION planned"),
        Case("Peru is to recall its ambassador from Chile.", "PER→CHL SANCTION planned"),
        Case("Chile was to have expelled the Bolivian consul last week.", "CHL→BOL SANCTION planned"),
        Case("Oman has yet to recall its ambassador from Qatar."),
        Case("The sanctions have yet to be lifted by Norway."),
        Case("Iran is to blame for the attack on the Saudi refinery."),
    ]

    @Test(arguments: plans) func `what is due, to be done or yet to be done is not done`(one: Case) throws {
        #expect(try claims(one.text) == one.claims)
    }

    private static let idioms = [
        Case("Norway went on to freeze the assets of Iran.", "NOR→IRN SANCTION done"),
        Case("Serbia proceeded to expel the Croatian consul.", "SRB→HRV SANCTION done"),
        Case("Chile's response was to expel two Bolivian diplomats.", "CHL→BOL SANCTION done"),
        Case("Chad used the occasion to expel the Sudanese ambassador.", "TCD→SDN SANCTION done"),
        Case("Finland was the first to recognise Kosovo.", "FIN→XKX SUPPORT done"),
        Case("Togo did not hesitate to expel the Ghanaian consul.", "TGO→GHA SANCTION done"),
        Case("Latvia moved to expel two Russian diplomats.", "LVA→RUS SANCTION done"),
    ]

    @Test(arguments: idioms) func `an infinitive that an idiom tells as done is done`(one: Case) throws {
        #expect(try claims(one.text) == one.claims)
    }

    @Test func `an act noun is held as its occurring is`() throws {
        let told = try claims("Belgium’s trial of the Iranian diplomat is due to begin on Friday.")
        #expect(!told.contains { $0.hasSuffix("done") })
        let begun = try claims("Belgium’s trial of the Iranian diplomat began on Friday.")
        #expect(begun.contains { $0.hasSuffix("done") })
    }

    @Test func `what reports tell that are yet to be confirmed is alleged`() throws {
        let told = try claims("Reports that Chad has closed its border with Sudan have yet to be confirmed.")
        #expect(told == ["TCD→SDN SANCTION alleged"])
    }

    private static let mended = [
        Case(
            "Japan on Friday imposed sanctions on 81 Russian individuals and nine organisations.",
            "JPN→RUS SANCTION done"),
        Case(
            "Ukraine's parliament recognised the Kuril Islands as Japanese territory occupied by Russia.",
            "UKR→JPN SUPPORT done", "RUS→JPN ASSAULT done"),
        Case(
            "On 3 November Chad accused Togo of killing three Chadian drivers.",
            "TCD→TGO ACCUSE done", "TGO→TCD ASSAULT alleged"),
        Case(
            "Negotiators for Iran and Oman met in Geneva on Monday.",
            "IRN→OMN CONSULT done", "OMN→IRN CONSULT done"),
        Case(
            "The Bolivian parliament recognised Arica, disputed between Peru and Chile, as Chilean territory.",
            "BOL→CHL SUPPORT done"),
        Case("The write-off of Kenya's debt by Norway was welcomed.", "NOR→KEN AID done"),
    ]

    @Test(arguments: mended) func `a misread parse is mended before it is coded`(one: Case) throws {
        #expect(try claims(one.text) == one.claims)
    }

    @Test func `whoever is named among those that an act was done to is its object`() throws {
        let told = try claims(
            "Japan imposed sanctions on 81 Russians. Among those sanctioned is the Russian banker Ivan Petrov."
        )
        #expect(told == ["JPN→RUS SANCTION done", "JPN→RUS SANCTION done"])
    }

    @Test func `a paper's day is the day of what is done by it`() throws {
        let found = try coded(
            "By a decree of 3 May, which the minister signed, Chad closed its border with Sudan.")
        #expect(found.first?.when?.earliest == Day(iso: "2024-05-03"))
    }

    private func claims(_ text: String) throws -> [String] {
        try coded(text).map { claim in
            let sides = [claim.source, claim.target].map { $0.first?.actor.code ?? "" }
            return
                "\(sides[0])→\(sides[1]) \(claim.act.plover.prefix { $0 != ":" }) \(claim.modality.rawValue)"
        }
    }

    private func coded(_ text: String) throws -> [Claim] {
        let report = Report(
            id: "r", text: ScalarText(text), published: Day(iso: "2024-05-14"),
            digest: StableDigest.of([text]))
        return try Fixtures.coder.coded(report).claims
    }
}
