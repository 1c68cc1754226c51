import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// Roles that a sentence leaves unsaid: each rule on a report of our own, and the reports in which it must be silent.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct RoleTests {
    /// A report, the rule that must fill a role in it, and the directed pair that comes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let text: String
        let pair: String
        var testDescription: String { rule }
    }

    private static let opening = "Ghana expelled two Togolese diplomats on Monday.\n\n"
    private static let headline = "Ghana and Togo at Odds\n\n"
    /// A report about one state alone.
    private static let atHome = "Togo has a new president. Togo lies by the sea, and Togo is small.\n\n"

    private static let cases = [
        Case(rule: "report-dyad", text: opening + "Togo suspended the visa-free regime.", pair: "TGO→GHA"),
        Case(
            rule: "counterpart-doer", text: opening + "Togo protested. A Ghanaian consul was expelled.",
            pair: "TGO→GHA"),
        Case(rule: "counterpart-recipient", text: opening + "Togo summoned the ambassador.", pair: "TGO→GHA"),
        Case(
            rule: "echo", text: "A Togolese diplomat was expelled by Ghana on Monday; a Ghanaian followed.",
            pair: "TGO→GHA"),
        Case(rule: "echo", text: opening + "Togo replied in kind.", pair: "TGO→GHA"),
        Case(rule: "told-act", text: opening + "The expulsions were announced at noon.", pair: "GHA→TGO"),
        Case(
            rule: "told-doer", text: opening + "Togo banned a Ghanaian newspaper. Ghana criticised the ban.",
            pair: "GHA→TGO"),
        Case(
            rule: "answer", text: headline + "Ghana asked Togo for talks; the request was refused.",
            pair: "TGO→GHA"),
        Case(rule: "both-parties", text: headline + "The border was closed on Monday.", pair: "TGO→GHA"),
        Case(
            rule: "site-of", text: "Togolese aircraft were barred from Ghanaian airspace.", pair: "GHA→TGO"),
        Case(
            rule: "other-of",
            text: headline + "The president of Ghana left early. His counterpart condemned Ghana.",
            pair: "TGO→GHA"),
        Case(
            rule: "report-dyad", text: headline + "Benin offered to mediate.", pair: "BEN→GHA+TGO"),
        Case(
            rule: "told-doer",
            text: opening + "Togo jailed a Ghanaian reporter. Ghana demanded his release.", pair: "GHA→TGO"),
        Case(
            rule: "speaker", text: opening + "“We condemn Ghana,” the Togolese president said.",
            pair: "TGO→GHA"),
        Case(
            rule: "home", text: atHome + "Police fired tear gas at protesters.",
            pair: "TGO→TGO"),
        Case(
            rule: "definite-noun",
            text: "North Korea and Togo at Odds\n\nThe North expelled two Togolese envoys.", pair: "PRK→TGO"),
        Case(rule: "home", text: atHome + "Forty people were arrested.", pair: "TGO→TGO"),
        Case(rule: "home", text: atHome + "Protesters clashed with police.", pair: "TGO→TGO"),
    ]

    @Test(arguments: cases) func `a rule fills what words leave open`(one: Case) throws {
        let found = try Fixtures.coded(one.text, on: "2023-06-01").claims
        #expect(found.contains { tells($0, one.rule, one.pair) })
    }

    @Test(arguments: [
        "The president of Ghana visited a factory. Togo sent a choir. The president of Ghana met in private.",
        "Ghana, Togo and Benin share a coast. Niger does not. Togo suspended the visa-free regime.",
        "Ghana lies west of Togo. A Togolese trader was killed.",
    ]) func `without a quarrel nothing is filled from the stage`(text: String) throws {
        let rules = ["report-dyad", "counterpart-doer", "both-parties", "same-doer"].map { "rule:\($0)" }
        let grounds = try Fixtures.coded(text, on: "2023-06-01").claims.flatMap { $0.source + $0.target }.map(
            \.ground.by)
        #expect(Set(grounds).isDisjoint(with: rules))
    }

    @Test func `two who act and are acted upon are a pair, though words never show one act upon the other`()
        throws
    {
        let acts =
            "Togo condemned the accord. Ghana protested. Togo threatened war. Ghana demanded an apology. "
            + "Togo refused. Ghana recalled its ambassador."
        let lines = try Fixtures.coded(acts, on: "2023-06-01").accounts.last?.stage.lines ?? []
        #expect(lines.contains { $0.hasPrefix("pair: ") && $0.contains("GHA") && $0.contains("TGO") })
    }

    @Test func `a capital with an article is no capital, and half a country only where it is named`() throws {
        let texts = ["Kenya shelled a camp on the Juba.", "Kenya said the North had shelled a camp."]
        for text in texts {
            let states = try Fixtures.coded(text, on: "2023-06-01").claims.flatMap { $0.source + $0.target }
                .map(
                    \.actor.code)
            #expect(Set(states).isSubset(of: ["KEN", "", "UNK"]))
        }
    }

    @Test(arguments: [
        "Togo has a new president. Togo is small. Ghana is not, and Ghana lies west. Police arrested forty people.",
        "Togo has a new president. Togo lies by the sea, and Togo is small. Three people were killed.",
    ]) func `only a report about one state has a home, and people die there by accident too`(text: String)
        throws
    {
        let grounds = try Fixtures.coded(text, on: "2023-06-01").claims.flatMap { $0.source + $0.target }.map(
            \.ground.by)
        #expect(!grounds.contains("rule:home"))
    }

    private func tells(_ claim: Claim, _ rule: String, _ pair: String) -> Bool {
        func codes(_ roles: [Claim.Role]) -> String {
            Set(roles.map(\.actor.code)).sorted().joined(separator: "+")
        }
        return "\(codes(claim.source))→\(codes(claim.target))" == pair
            && (claim.source + claim.target).contains { $0.ground == .rule(rule) }
    }
}
