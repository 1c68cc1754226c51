import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Testing

/// Words that no phrasing matches, in reports: what is made of them where a gate believes all, and where it believes nothing.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct GeneralisingTests {
    private static let credulous = TellingTable(weights: [TellingTable.bias: 2], enough: 0.5)

    private static func claims(_ text: String, _ telling: TellingTable) throws -> [Claim] {
        let coder = try Fixtures.coder
        let parser = try SpacyParser(model: Fixtures.model)
        let table = try GeneralisingTable(folder: Fixtures.lexicons)
        let general = GeneralCoder(
            lexicon: coder.lexicon.acts, phrasebook: coder.phrasebook,
            generaliser: Generaliser(table: table) { parser.wordVector(of: $0) },
            gate: TellingGate(table: telling))
        let generalising = Coder(
            lexicon: coder.lexicon, phrasebook: coder.phrasebook, parser: parser, program: "test",
            general: general)
        return generalising.coded(Report(id: "r", text: ScalarText(text), published: nil, digest: "r")).claims
    }

    @Test
    func
        `a claim that no phrasing makes names the nearest phrasings, and is believed as far as the gate does`()
        throws
    {
        let claim = try #require(
            try Self.claims("Norway serenaded two Chadian diplomats.", Self.credulous).first)
        #expect(claim.source.map(\.actor.code) == ["NOR"] && claim.target.map(\.actor.code) == ["TCD"])
        #expect(claim.evidence.rule.hasPrefix("generalised, "))
        #expect(claim.evidence.phrasing.contains("\(claim.act.name): ["))
        #expect(abs(claim.confidence - 0.88) < 0.01)
    }

    @Test func `where nothing is believed only phrasings code`() throws {
        let text = "Norway serenaded two Chadian diplomats. Norway expelled two Chadian diplomats."
        let (strict, general) = (try Self.claims(text, .silent), try Self.claims(text, Self.credulous))
        #expect(strict.map(\.act.name) == ["expel-diplomats"])
        #expect(general.count > 1 && strict.allSatisfy(general.contains))
    }

    @Test(arguments: [
        "Norway did not serenade two Chadian diplomats.", "Norway may serenade two Chadian diplomats.",
        "Norway will serenade two Chadian diplomats.",
        "Chad feared that Norway would serenade its diplomats.",
    ]) func `what is not told as done is never generalised`(text: String) throws {
        #expect(
            try Self.claims(text, Self.credulous).filter { $0.evidence.rule.hasPrefix("generalised") }.isEmpty
        )
    }
}
