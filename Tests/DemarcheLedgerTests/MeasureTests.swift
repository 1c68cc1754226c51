import Demarche
import DemarcheLedger
import DemarcheTesting
import Testing

struct MeasureTests {
    private static func telling(
        _ id: String, _ status: String, on day: String?, count: Int? = nil, role: String = "target"
    ) -> Entry {
        let report = Sample.report(
            id, "Japan froze the assets of 80 people, Ivan Petrov among them, on 5 October. \(id)",
            published: "2022-10-20")
        let person = Claim.NamedObject(
            name: "Ivan Petrov", kind: "person", role: role, span: Sample.span("Ivan Petrov", in: report))
        let claim = Sample.claim(
            in: report, id: "claim-\(id)", source: ("JPN", "Japan"), trigger: "froze",
            target: ("RUS", "80 people"),
            when: day.map { ("on 5 October", $0, $0) }, objects: [person])
        let measure = Measure(
            report: id, by: "JPN", on: "RUS", kind: "asset-freeze", status: status, scope: "", count: count,
            claims: [claim.id])
        return Sample.entry(
            report, [claim], measures: [measure],
            designations: [Designation(report: id, object: person, claim: claim.id)])
    }

    private func views(of entries: [Entry], _ body: (Views) throws -> Void) throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(entries, received: Sample.received, maker: .single)
            try body(Views(ledger: ledger, maker: .single))
        }
    }

    @Test func `one measure has its statuses in the order of time, whatever the order of the reports`() throws
    {
        let entries = [
            Self.telling("late", "terminated", on: "2022-09-05"),
            Self.telling("early", "suspended", on: "2022-03-21"),
        ]
        for order in [entries, entries.reversed()] {
            try views(of: order) { views throws in
                let measures = try views.measures(by: "JPN", on: "RUS")
                #expect(measures.map { $0.steps.map(\.status) } == [["suspended", "terminated"]])
                #expect(measures[0].step(on: Sample.day("2022-06-01"))?.status == "suspended")
                #expect(measures[0].step(on: Sample.day("2022-01-01")) == nil)
            }
        }
    }

    @Test func `counts in conflict are both kept`() throws {
        try views(of: [
            Self.telling("a", "in-force", on: "2022-10-05", count: 80),
            Self.telling("b", "in-force", on: nil, count: 81),
        ]) { views throws in
            #expect(
                try views.measures(by: nil, on: nil).flatMap { $0.steps.map { Set($0.counts) } } == [
                    [80, 81]
                ])
        }
    }

    @Test(arguments: ["Ivan Petrov", "PETROV, Ivan", "Иван Петров", "Iván Petróv"])
    func `a name is found in other spellings`(name: String) throws {
        try views(of: [Self.telling("a", "in-force", on: "2022-10-05")]) { views throws in
            let found = try views.designations(of: name, on: Sample.day("2022-10-06"))
            #expect(found.map(\.isUnderMeasure) == [true])
            #expect(
                try views.designations(of: name, on: Sample.day("2022-10-04")).map(\.isUnderMeasure) == [
                    false
                ])
        }
    }

    @Test func `a relative is never under the measure, and another name is not found`() throws {
        try views(of: [Self.telling("a", "in-force", on: "2022-10-05", role: "relative")]) { views throws in
            #expect(
                try views.designations(of: "Ivan Petrov", on: Sample.day("2022-10-06")).map(\.isUnderMeasure)
                    == [false])
            #expect(try views.designations(of: "Oleg Sidorov", on: Sample.day("2022-10-06")).isEmpty)
        }
    }
}
