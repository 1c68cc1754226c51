import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation

/// Reports, claims and ledgers made by hand.
enum Sample: HandMade {
    static let received = day("2022-11-01")

    static func entry(
        _ report: Report, _ claims: [Claim], answers: [Answer] = [], measures: [Measure] = [],
        designations: [Designation] = [], version: Claim.Version = version
    ) -> Entry {
        Entry(
            report: report, version: version,
            passages: [Passage(span: Span(0, report.text.count), kind: .prose)],
            sentences: [
                Entry.Sentence(span: Span(0, report.text.count), reason: claims.isEmpty ? "no phrasing" : "")
            ],
            claims: claims, answers: answers, measures: measures, designations: designations)
    }

    /// Norway expels, Russia answers.
    static var affair: [Entry] {
        let first = report("first", "Norway expelled two Russian diplomats on 3 October.")
        let second = report("second", "Russia ordered a Norwegian consul to leave in response on 5 October.")
        let cause = claim(
            in: first, id: "c1", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian diplomats"),
            when: ("on 3 October", "2022-10-03", "2022-10-03"))
        let reply = claim(
            in: second, id: "c2", source: ("RUS", "Russia"), trigger: "ordered",
            target: ("NOR", "Norwegian consul"),
            when: ("on 5 October", "2022-10-05", "2022-10-05"))
        return [
            entry(first, [cause]),
            entry(
                second, [reply],
                answers: [
                    Answer(
                        report: "second", from: "c2", to: "c1", basis: .stated, cue: "in response",
                        span: span("in response", in: second))
                ]),
        ]
    }

    /// A ledger in a new folder, removed after the body.
    @discardableResult
    static func withLedger<Value>(_ body: (Ledger, URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "test.db")
        return try body(Ledger(at: file, creating: true), file)
    }
}

extension Sample {
    /// A report with measures, names and a passage set aside.
    static var rich: Entry {
        let report = report(
            "rich", "Canada sanctioned 12 officials and Oleg Petrov of Belarus on 1 October.\n\nTAGS: Minsk")
        let object = Claim.NamedObject(
            name: "Oleg Petrov", kind: "person", role: "target", span: span("Oleg Petrov", in: report))
        let claim = claim(
            in: report, id: "c3", source: ("CAN", "Canada"), trigger: "sanctioned",
            target: ("BLR", "officials"),
            act: Act(
                name: "impose-sanctions", cameo: "163", plover: "SANCTION:discontinue", quad: 4, intensity: -8
            ),
            when: ("on 1 October", "2022-10-01", "2022-10-01"), objects: [object])
        let tags = span("TAGS: Minsk", in: report)
        return Entry(
            report: report, version: version,
            passages: [
                Passage(span: Span(0, tags.start - 2), kind: .prose),
                Passage(span: tags, kind: .aside(reason: "tags", rule: "tags:1")),
            ], sentences: [Entry.Sentence(span: Span(0, tags.start - 2), reason: "")], claims: [claim],
            measures: [
                Measure(
                    report: "rich", by: "CAN", on: "BLR", kind: "sanctions-persons", status: "in-force",
                    scope: "sanctioned", count: 12, claims: ["c3"])
            ], designations: [Designation(report: "rich", object: object, claim: "c3")])
    }

    /// So many reports of one act each, one a day, between two pairs of states in turn.
    static func days(_ count: Int) -> [Entry] {
        (0..<count).map { index in
            let date = Day(ordinal: day("2021-01-01").ordinal + index)
            let source = index % 2 == 0 ? ("NOR", "Norway") : ("CAN", "Canada")
            let filler = (0..<40).map { "word\(index * 40 + $0)" }.joined(separator: " ")
            let report = report(
                "day\(index)", "\(source.1) expelled \(index + 2) Russian diplomats. \(filler).",
                published: date.description)
            let told = claim(
                in: report, id: "d\(index)", source: source, trigger: "expelled",
                target: ("RUS", "Russian diplomats"))
            return entry(report, [told])
        }
    }
}
