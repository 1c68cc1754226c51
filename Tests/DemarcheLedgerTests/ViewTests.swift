import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

/// Panels, conflicts, what was published by a day, and what became of old ids.
struct ViewTests {
    private func views(_ ledger: Ledger, publishedBy day: String? = nil) -> Views {
        Views(ledger: ledger, maker: .single, publishedBy: day.map(Sample.day))
    }

    private func month(_ text: String) throws -> Views.Month { try #require(Views.Month(text)) }

    @Test func `a panel tells zero from not read, and counts events in their own months`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            let later = Sample.report("later", "Nothing happened.", published: "2022-12-05")
            _ = try ledger.add([Sample.entry(later, [])], received: Sample.received, maker: .single)
            let panel = try views(ledger).panel(
                of: ("NOR", "RUS"), months: (try month("2022-09"), try month("2022-12")), Views.Query())
            let rows = Array(panel.rows)
            #expect(rows.count == 8)
            #expect(rows.map { $0.source + $0.target }.prefix(4) == ["NORRUS", "NORRUS", "NORRUS", "NORRUS"])
            #expect(rows.prefix(4).map(\.counts.events) == [0, 1, 0, 0])
            #expect(rows.prefix(4).map(\.isRead) == [false, true, false, true])
            #expect(rows[1].counts.quads == [0, 0, 0, 1])
            #expect(rows[5].counts.events == 1)
        }
    }

    @Test func `an event without a month of its own is in no month`() throws {
        let report = Sample.report("vague", "Norway expelled Russian diplomats this winter.")
        let claim = Sample.claim(
            in: report, id: "v", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian diplomats"), when: ("this winter", "2022-12-01", "2023-02-28"))
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add([Sample.entry(report, [claim])], received: Sample.received, maker: .single)
            for day in [nil, "2023-01-01"] {
                let panel = try views(ledger, publishedBy: day).panel(
                    of: nil, months: (nil, nil), Views.Query())
                #expect(panel.monthless == 1)
                #expect(panel.rows.allSatisfy { $0.counts.events == 0 })
            }
        }
    }

    @Test func `a panel as it was known counts only what was known`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add([Sample.affair[0]], received: Sample.day("2022-10-04"), maker: .single)
            _ = try ledger.add([Sample.affair[1]], received: Sample.day("2022-10-06"), maker: .single)
            var query = Views.Query()
            query.knownBy = Sample.day("2022-10-05")
            let panel = try views(ledger).panel(of: nil, months: (nil, nil), query)
            #expect(panel.rows.map { $0.source } == ["NOR"])
            #expect(panel.rows.map(\.reports) == [1])
        }
    }

    @Test func `only what was published by a day is seen, and undated reports are not`() throws {
        let undated = Sample.report("undated", "Norway expelled a Russian attaché.", published: nil)
        let early = Sample.report("early", "Norway expelled a Russian envoy.", published: "2022-09-30")
        func claim(_ report: Report, _ id: String, _ target: String) -> Claim {
            Sample.claim(
                in: report, id: id, source: ("NOR", "Norway"), trigger: "expelled", target: ("RUS", target))
        }
        try Sample.withLedger { ledger, _ in
            let entries = [
                Sample.entry(undated, [claim(undated, "u", "Russian attaché")]),
                Sample.entry(early, [claim(early, "e", "Russian envoy")]), Sample.rich,
            ]
            _ = try ledger.add(entries + Sample.affair, received: Sample.received, maker: .single)
            let seen = views(ledger, publishedBy: "2022-10-15")
            #expect(try seen.events(Views.Query()).map(\.event.claims) == [["e"]])
            #expect(try seen.sentences(with: "expelled").map(\.citation.report) == ["early"])
            #expect(try seen.measures(by: nil, on: nil).isEmpty)
            #expect(try seen.designations(of: nil, on: Sample.received).isEmpty)
            #expect(try seen.links().isEmpty)
            #expect(try views(ledger, publishedBy: "2022-10-31").links().count == 1)
        }
    }

    @Test func `a chain as it was known holds no event that came later`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add([Sample.affair[1]], received: Sample.day("2022-10-06"), maker: .single)
            _ = try ledger.add([Sample.affair[0]], received: Sample.day("2022-10-09"), maker: .single)
            let then = try views(ledger).links(knownBy: Sample.day("2022-10-07"))
            #expect(then.map { $0.from.event.claims } == [["c2"]])
            #expect(then.allSatisfy { $0.to == nil })
            #expect(try views(ledger).links().map { $0.to?.event.claims } == [["c1"]])
        }
    }

    @Test func `versions in conflict stand side by side with who says so`() throws {
        let (a, b) = (
            Sample.report(
                "a",
                "Norway expelled 3 diplomats under the Vienna Convention on Consular Relations on 4 October."),
            Sample.report(
                "b",
                "Norway expelled 4 diplomats under the Vienna Convention on Diplomatic Relations on 6 October."
            )
        )
        func ground(_ report: Report, _ number: Int, _ day: String, _ phrase: String) -> Views.Ground {
            let told = Sample.claim(
                in: report, id: report.id, source: ("NOR", "Norway"), trigger: "expelled",
                target: ("RUS", "diplomats"), when: (phrase, day, day),
                quantities: [
                    Claim.Quantity(
                        number: number, of: "diplomats", span: Sample.span("diplomats", in: report))
                ])
            return Views.Ground(
                claim: told, citation: Views.Citation(report: report.id, sentence: 1, url: nil),
                digest: report.digest, published: report.published, received: nil,
                sentence: report.text.string, text: report.text, judgements: [])
        }
        let first = ground(a, 3, "2022-10-04", "on 4 October")
        let conflicts = Views.conflicts(among: [first, ground(b, 4, "2022-10-06", "on 6 October")])
        #expect(conflicts.map(\.field) == ["when", "count of diplomats", "name"])
        #expect(conflicts[0].versions.map(\.value) == ["2022-10-04", "2022-10-06"])
        #expect(conflicts[1].versions.map(\.value) == ["3", "4"])
        #expect(
            conflicts[2].versions.map(\.value) == [
                "Vienna Convention on Consular Relations", "Vienna Convention on Diplomatic Relations",
            ])
        #expect(Views.conflicts(among: [first, first]).isEmpty)
    }

    @Test func `after coding again with another recipient the old event's id answers with its successor`()
        throws
    {
        let report = Sample.affair[0].report
        let newer = Claim.Version(program: "demarche test 2", lexicon: "1", model: "hand")
        let corrected = Sample.claim(
            in: report, id: "c1-new", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("BLR", "Russian diplomats"))
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            let old = try #require(
                try views(ledger).events(Views.Query()).first { $0.event.claims == ["c1"] })
            _ = try ledger.add(
                [Sample.entry(report, [corrected], version: newer)], received: Sample.day("2022-11-02"),
                maker: .single)
            guard case .event(_, _, let successor) = try views(ledger).reason(for: old.event.id) else {
                Issue.record("the old id answers")
                return
            }
            let now = try views(ledger).events(Views.Query()).map(\.event)
            #expect(now.contains { $0.claims == ["c1-new"] && $0.id == successor }, "\(now)")
        }
    }

    @Test func `a revision tells kept, changed, new and withdrawn claims`() {
        let report = Sample.report("r", "Norway expelled Russian diplomats, recalled an envoy and protested.")
        func claim(
            _ id: String, _ trigger: String, _ modality: Claim.Modality = .done, _ code: String = "RUS"
        )
            -> Claim
        {
            Sample.claim(
                in: report, id: id, source: ("NOR", "Norway"), trigger: trigger, target: (code, "diplomats"),
                modality: modality)
        }
        let old = [claim("1", "expelled"), claim("2", "recalled"), claim("3", "protested")]
        let new = [
            claim("1", "expelled"), claim("2b", "recalled", .done, "BLR"), claim("4", "Russian", .alleged),
        ]
        let revision = Revision(from: old, to: new)
        #expect(revision.changes.map(\.kind) == [.kept, .new, .changed, .withdrawn])
        #expect(revision.changes[2].fields == ["target"])
        #expect(Revision(from: old, to: old).count(.kept) == 3)
    }
}

extension ViewTests {
    @Test func `a limit keeps the first or the last dated events, then undated ones`() throws {
        let reports = ["2022-10-01", "2022-10-03", "2022-10-05", ""].map { day in
            Sample.report("r\(day)", "Norway expelled Russian diplomats\(day.isEmpty ? "" : " on " + day).")
        }
        let entries = reports.map { report in
            let day = String(report.id.dropFirst())
            return Sample.entry(
                report,
                [
                    Sample.claim(
                        in: report, id: report.id, source: ("NOR", "Norway"), trigger: "expelled",
                        target: ("RUS", "Russian diplomats"), when: day.isEmpty ? nil : (day, day, day))
                ])
        }
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(entries, received: Sample.received, maker: .single)
            for known in [nil, Sample.received] {
                var query = Views.Query()
                (query.knownBy, query.limit) = (known, 2)
                func claims() throws -> [String] {
                    try Views(ledger: ledger, maker: .single).events(query).flatMap(\.event.claims)
                }
                #expect(try claims() == ["r2022-10-01", "r2022-10-03"])
                query.keepsLast = true
                #expect(try claims() == ["r2022-10-03", "r2022-10-05"])
                query.limit = 4
                #expect(try claims().last == "r")
            }
        }
    }
}
