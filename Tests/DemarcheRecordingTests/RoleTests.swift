import Demarche
import DemarcheCoding
import DemarcheRecording
import Foundation
import Testing

/// Roles that a sentence leaves unsaid: each rule on a report of our own, and the reports in which it must be silent.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct RoleTests {
    /// A report and the claims that it must give, each as `act SRC→TGT by rule of the doer, rule of the recipient`.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let text: String
        let pair: String
        var testDescription: String { rule }
    }

    private func claims(_ text: String) throws -> [Claim] {
        let scalars = ScalarText(text)
        let report = Report(
            id: "r", text: scalars, published: Day(iso: "2023-06-01"), digest: StableDigest.of([text]))
        return try Fixtures.coder.coded(report).claims
    }

    private func tells(_ claim: Claim, _ rule: String, _ pair: String) -> Bool {
        let source = Set(claim.source.map(\.actor.code)).sorted().joined(separator: "+")
        let target = Set(claim.target.map(\.actor.code)).sorted().joined(separator: "+")
        let grounds = (claim.source + claim.target).map(\.ground.by)
        return "\(source)→\(target)" == pair && grounds.contains("rule:\(rule)")
    }

    static let opening = "Ghana expelled two Togolese diplomats on Monday."

    @Test(arguments: [
        Case(
            rule: "report-dyad", text: opening + "\n\nTogo suspended the visa-free regime.", pair: "TGO→GHA"),
        Case(
            rule: "counterpart-doer", text: opening + "\n\nTogo protested. A Ghanaian consul was expelled.",
            pair: "TGO→GHA"),
        Case(
            rule: "counterpart-recipient", text: opening + "\n\nTogo summoned the ambassador.",
            pair: "TGO→GHA"),
        Case(
            rule: "echo", text: "A Togolese diplomat was expelled by Ghana on Monday; a Ghanaian followed.",
            pair: "TGO→GHA"),
        Case(rule: "echo", text: opening + "\n\nTogo replied in kind.", pair: "TGO→GHA"),
        Case(rule: "told-act", text: opening + "\n\nThe expulsions were announced at noon.", pair: "GHA→TGO"),
        Case(
            rule: "speaker", text: opening + "\n\n“We condemn Ghana,” the Togolese president said.",
            pair: "TGO→GHA"),
    ]) func `a rule fills what words leave open`(one: Case) throws {
        let found = try claims(one.text)
        #expect(
            found.contains { tells($0, one.rule, one.pair) },
            "\(found.map { claim in "\(claim.act.name) \(claim.source.map { $0.actor.code + " " + $0.ground.by })→\(claim.target.map { $0.actor.code + " " + $0.ground.by })" })"
        )
    }

    @Test(arguments: [
        "The president of Ghana visited a factory. Togo sent a choir. The president of Ghana met in private.",
        "Ghana, Togo and Benin share a coast. Niger does not. Togo suspended the visa-free regime.",
        "Ghana lies west of Togo. A Togolese trader was killed.",
    ]) func `without a quarrel nothing is filled from the stage`(text: String) throws {
        let found = try claims(text)
        let rules = ["report-dyad", "counterpart-doer", "both-parties", "same-doer"].map { "rule:\($0)" }
        #expect(!found.contains { ($0.source + $0.target).contains { rules.contains($0.ground.by) } })
    }
}
