import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// What verbal acts become by what they are about: each family on sentences of our own.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct UtteranceTests {
    private static let finer = [
        SentenceCase("Fiji called on Togo to resume trade with Samoa.", "FJI→TGO 0211 done"),
        SentenceCase("Norway rejected a Chadian appeal to deploy peacekeepers.", "NOR→TCD 1224 done"),
        SentenceCase("Peru renewed an appeal to Kenya to extradite a banker.", "PER→KEN 0213 done"),
    ]

    @Test(arguments: finer) func `an utterance is of the kind of what it is about`(one: SentenceCase) throws {
        #expect(try Fixtures.codes(one.text) == one.claims)
    }

    private static let protests = [
        SentenceCase(
            "Students in Chad marched on Monday to demand the resignation of the president.",
            "TCD→TCD 1411 done"),
        SentenceCase("Teachers in Peru went on strike to demand free elections.", "PER→PER 1434 done"),
    ]

    @Test(arguments: protests) func `a protest is of the kind of its demand`(one: SentenceCase) throws {
        #expect(try Fixtures.codes(one.text) == one.claims)
    }

    private static let ultimata = [
        SentenceCase(
            "Kenya said it would impose sanctions on Somalia unless it freed the crew.", "KEN→SOM 1312 done"),
        SentenceCase(
            "Kenya said it would impose sanctions on Somalia if it did not free the crew.",
            "KEN→SOM 1312 done"),
        SentenceCase("Analysts said Kenya would impose sanctions on Somalia if it did not free the crew."),
    ]

    @Test(arguments: ultimata) func `what is to come unless another gives way is a threat`(one: SentenceCase)
        throws
    {
        #expect(try Fixtures.codes(one.text) == one.claims)
    }

    private static let demanded = [
        SentenceCase("Norway insisted that Bolivia withdraw its troops.", "NOR→BOL 1056 done"),
        SentenceCase("Ghana insisted that Togo be barred from the games."),
    ]

    @Test(arguments: demanded) func `what is told in the base form is no fact`(one: SentenceCase) throws {
        let told = try Fixtures.codes(one.text)
        #expect(one.claims.allSatisfy(told.contains))
        #expect(!told.contains { $0.hasPrefix("BOL→") || $0.hasPrefix("TGO→") })
    }

    private static let alleged = [
        SentenceCase(
            "Ghana maintained that Togo had bombed a Ghanaian village.", "GHA→TGO 1123 done",
            "TGO→GHA 195 alleged"),
        SentenceCase("Chad maintained that Niger had apologised to Chad.", "NER→TCD 055 alleged"),
    ]

    @Test(arguments: alleged) func `an allegation accuses, and what it alleges is no fact`(one: SentenceCase)
        throws
    {
        #expect(try Set(Fixtures.codes(one.text)) == Set(one.claims))
    }

    private static let ownPeople = [
        SentenceCase(
            "Sudan's government lifted a state of emergency in the Northern State.", "SDN→SDN 0814 done"),
        SentenceCase("Peru's president dismissed his interior minister.", "PER→PER 1722 done"),
    ]

    @Test(arguments: ownPeople)
    func `what a government does to its own organs is done to its people`(one: SentenceCase) throws {
        #expect(try Fixtures.coded(one.text).claims.map(\.target.first?.actor.sector) == ["CVL"])
    }

    @Test func `an act that needs nobody shown is kept where no two are on stage`() throws {
        #expect(try Fixtures.codes("Cuba refused to give way.") == ["CUB→ 124 done"])
    }

    @Test func `with no day known the office is that of the one who held it longest`() throws {
        let text = "President Clinton spoke by telephone with the Peruvian president."
        let report = Report(
            id: "r", text: ScalarText(text), published: nil, digest: StableDigest.of([text]))
        let told = try Fixtures.coder.coded(report).claims
        #expect(told.contains { $0.source.first?.actor.code == "USA" })
    }
}
