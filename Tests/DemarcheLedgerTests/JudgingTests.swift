import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

struct JudgingTests {
    private func judge(_ kind: Decision.Kind, _ claims: [String], _ field: String = "", _ value: String = "")
        -> Decision
    {
        Decision(
            kind: kind, claims: claims, field: field, value: value, because: "test", who: "ada",
            received: Sample.day("2022-11-02"))
    }

    private func views(_ ledger: Ledger) -> Views { Views(ledger: ledger, maker: .single) }

    private func affair(_ body: (Ledger) throws -> Void) throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            try body(ledger)
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
        }
    }

    @Test func `a merge joins, a later split parts again, and the old id answers with its successor`() throws
    {
        try affair { ledger throws in
            let old = try views(ledger).events(Views.Query()).map(\.event.id)
            try ledger.judge(judge(.merge, ["c1", "c2"]), maker: .single)
            let merged = try views(ledger).events(Views.Query()).map(\.event)
            #expect(merged.map(\.claims) == [["c1", "c2"]])
            guard case .event(_, _, let successor) = try views(ledger).reason(for: old[1]) else {
                Issue.record("the old id answers")
                return
            }
            #expect(successor == merged[0].id)
            try ledger.judge(judge(.split, ["c2"]), maker: .single)
            #expect(try views(ledger).events(Views.Query()).map(\.event.claims) == [["c1"], ["c2"]])
        }
    }

    @Test func `a fix moves the claim to its new pair and leaves the past as it was known`() throws {
        try affair { ledger throws in
            try ledger.judge(judge(.fix, ["c1"], "target", "BLR.GOV"), maker: .single)
            var query = Views.Query()
            (query.source, query.target) = ("NOR", "BLR")
            #expect(try views(ledger).events(query).map(\.event.claims) == [["c1"]])
            query.target = "RUS"
            #expect(try views(ledger).events(query).isEmpty)
            query.knownBy = Sample.received
            #expect(try views(ledger).events(query).map(\.event.claims) == [["c1"]])
        }
    }

    @Test(arguments: [
        ("modality", "perhaps"), ("earliest", "2022-02-30"), ("source", "Norway"), ("colour", "red"),
    ])
    func `a value that cannot stand in its field is refused and nothing changes`(field: String, value: String)
        throws
    {
        try affair { ledger throws in
            #expect(throws: LedgerError.self) {
                try ledger.judge(judge(.fix, ["c1"], field, value), maker: .single)
            }
            #expect(try views(ledger).unreviewed(limit: 9).count == 2)
        }
    }

    @Test
    func `corrections go over to the claim that a newer coding tells at the same words, verdicts do not`()
        throws
    {
        try affair { ledger throws in
            try ledger.judge(judge(.fix, ["c1"], "earliest", "2022-10-02"), maker: .single)
            try ledger.judge(judge(.accept, ["c1"]), maker: .single)
            try ledger.judge(judge(.merge, ["c1", "c2"]), maker: .single)
            let report = Sample.affair[0].report
            let told = Sample.claim(
                in: report, id: "c9", source: ("NOR", "Norway"), trigger: "expelled",
                target: ("BLR", "Russian diplomats"), when: ("on 3 October", "2022-10-03", "2022-10-03"))
            let newer = Claim.Version(program: "demarche newer", lexicon: "0", model: "hand")
            let day = Sample.day("2022-11-05")
            let entry = Sample.entry(report, [told], version: newer)
            #expect(try ledger.add([entry], received: day, maker: .single) == [.recoded])
            let events = try views(ledger).events(Views.Query()).map(\.event)
            #expect(events.map(\.claims) == [["c9", "c2"]])
            guard case .claim(let grounds) = try views(ledger).reason(for: "c9") else {
                Issue.record("a claim answers to its id")
                return
            }
            let ground = try #require(grounds.first)
            #expect(ground.claim.when?.earliest == Sample.day("2022-10-02"))
            #expect(ground.judgements.map(\.kind) == [.fix, .merge])
            #expect(ground.judgements.allSatisfy { $0.who == "ada" && $0.received == day })
            var query = Views.Query()
            query.knownBy = Sample.day("2022-11-03")
            #expect(try views(ledger).events(query).flatMap(\.event.claims).contains("c1"))
        }
    }

    @Test func `a rejected claim counts nowhere and is not asked again`() throws {
        try affair { ledger throws in
            try ledger.judge(judge(.reject, ["c1"]), maker: .single)
            #expect(try views(ledger).events(Views.Query()).map(\.event.claims) == [["c2"]])
            #expect(try views(ledger).unreviewed(limit: 9).map(\.claim.id) == ["c2"])
        }
    }

    @Test func `a withdrawal erases the words, keeps a tombstone, and the text stays out`() throws {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            try ledger.withdraw(
                "first", because: "law", who: "ada", received: Sample.received, maker: .single)
            #expect(try views(ledger).sentences(with: "expelled").isEmpty)
            #expect(try views(ledger).events(Views.Query()).map(\.event.claims) == [["c2"]])
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
            #expect(
                try ledger.add(Sample.affair, received: Sample.received, maker: .single) == [
                    .withdrawn, .known,
                ])
            #expect(throws: LedgerError.self) {
                try ledger.withdraw(
                    "first", because: "again", who: "ada", received: Sample.received, maker: .single)
            }
            try ledger.close()
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data("expelled two Russian diplomats".utf8)) == nil)
        }
    }

    @Test func `an answer leads from event to event with its basis and cue`() throws {
        try affair { ledger throws in
            let links = try views(ledger).links(around: "c1")
            #expect(links.map(\.cue) == ["in response"])
            #expect(links.map(\.basis) == [.stated])
            #expect(links.map { $0.to?.event.claims } == [["c1"]])
            #expect(try views(ledger).links(bases: [.supposed]).isEmpty)
        }
    }

    @Test func `changes since a day are the events that came or went since`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add([Sample.affair[0]], received: Sample.day("2022-11-01"), maker: .single)
            _ = try ledger.add([Sample.affair[1]], received: Sample.day("2022-11-03"), maker: .single)
            #expect(
                try views(ledger).changes(since: Sample.day("2022-11-02")).map(\.event.event.claims) == [
                    ["c2"]
                ])
            try ledger.judge(
                Decision(
                    kind: .reject, claims: ["c1"], because: "test", who: "ada",
                    received: Sample.day("2022-11-04")),
                maker: .single)
            #expect(try views(ledger).changes(since: Sample.day("2022-11-04")).map(\.kind) == [.ended])
        }
    }
}
