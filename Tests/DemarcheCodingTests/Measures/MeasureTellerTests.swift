import Demarche
import DemarcheCoding
import DemarcheLexicon
import Testing

struct MeasureTellerTests {
    private let teller = MeasureTeller(lexicon: HandBuilt.lexicon)
    private let text = ScalarText(String(repeating: "x", count: 300))

    @Test func `sanctions on counted persons and companies are two measures with their counts`() {
        let claim = HandBuilt.claim(
            HandBuilt.sanction, "JPN", "RUS", counts: [(80, "individuals"), (9, "companies")])
        let told = teller.measures(of: [claim], in: text, events: [:])
        #expect(told.map(\.kind) == ["sanctions-persons", "sanctions-entities"])
        #expect(told.map(\.count) == [80, 9])
        #expect(told.allSatisfy { $0.status == "in-force" })
    }

    @Test func `suspended, then terminated, is one kind with two statuses`() {
        let claims = [
            HandBuilt.claim(HandBuilt.suspendVisas, "RUS", "JPN"),
            HandBuilt.claim(HandBuilt.endVisas, "RUS", "JPN", at: 100),
        ]
        let told = teller.measures(of: claims, in: text, events: [:])
        #expect(told.map(\.kind) == ["visa-regime", "visa-regime"])
        #expect(told.map(\.status) == ["suspended", "terminated"])
    }

    @Test func `a status told twice is one line with both claims, and counts in conflict are two`() {
        let claims = [(80, 0), (80, 60), (81, 120)].map { count, start in
            HandBuilt.claim(HandBuilt.sanction, "JPN", "RUS", at: start, counts: [(count, "individuals")])
        }
        let told = teller.measures(of: claims, in: text, events: [:])
        #expect(told.map(\.count) == [80, 81])
        #expect(told.map(\.claims.count) == [2, 1])
    }

    @Test func `planned is announced, denied and alleged make no measure`() {
        let claims = [Claim.Modality.planned, .denied, .alleged].enumerated().map { index, modality in
            HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", at: index * 60, modality: modality)
        }
        #expect(teller.measures(of: claims, in: text, events: [:]).map(\.status) == ["announced"])
    }
}
