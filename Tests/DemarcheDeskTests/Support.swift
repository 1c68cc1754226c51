import Demarche
import DemarcheDesk
import DemarcheLedger
import DemarcheTesting
import Foundation

/// A desk on a ledger made by hand: Norway expels, Russia answers; one act has no day, one is only alleged.
struct Sample: HandMade {
    static let received = day("2022-11-01")
    static let token = "0123456789abcdef"
    static let host = "127.0.0.1:8642"

    let ledger: Ledger
    let reception: Reception
    let desk: Desk

    /// A ledger in a new folder, removed after the body.
    static func with<Value>(
        _ entries: [Entry] = affair, mostRemade: Int = 2000, _ body: (Sample) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "demarche-desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger(at: folder.appending(path: "test.db"), creating: true)
        if !entries.isEmpty { _ = try ledger.add(entries, received: received, maker: .single) }
        let desk = Desk(
            views: Views(ledger: ledger, maker: .single),
            settings: Desk.Settings(
                ledger: "test.db", names: ["NOR": "Norway", "RUS": "Russia", "SWE": "Sweden"],
                borders: ["NOR": "M1 1l2 0 0 2z"], today: { day("2022-11-30") }, program: "demarche test",
                mostRemade: mostRemade))
        let writing = Writing(
            ledger: ledger, maker: .single, who: "tester", today: { day("2022-11-30") },
            act: { $0 == "expel-diplomats" ? "expel-diplomats\t161\tSANCTION:expel\t4\t-4.0" : nil },
            add: { upload, progress in
                progress(1)
                return Writing.Added(outcomes: [(upload.name, .added, 0)], faults: [])
            })
        let reception = Reception(
            desk: desk, access: Reception.Access(hosts: [host, "localhost:8642"], token: token),
            writing: writing)
        return try body(Sample(ledger: ledger, reception: reception, desk: desk))
    }

    /// The kinds of judgements that the ledger holds.
    func judged() throws -> [String] { try desk.views.judgementCounts().map(\.kind) }

    func get(_ target: String, _ headers: [String: String] = [:]) -> DeskAnswer {
        reception.answer(DeskRequest(target: target, headers: ["host": Self.host].merging(headers) { $1 }))
    }

    func post(_ target: String, _ form: String, _ headers: [String: String] = [:]) -> DeskAnswer {
        let own = [
            "host": Self.host, "origin": "http://\(Self.host)", "cookie": "demarche=\(Self.token)",
            "content-type": "application/x-www-form-urlencoded",
        ]
        return reception.answer(
            DeskRequest(
                method: "POST", target: target, headers: own.merging(headers) { $1 }, body: Array(form.utf8)))
    }

    // MARK: Nouns made by hand

    static func entry(_ report: Report, _ claims: [Claim], answers: [Answer] = [], measures: [Measure] = [])
        -> Entry
    {
        let whole = Span(0, report.text.count)
        return Entry(
            report: report, version: version,
            passages: [Passage(span: whole, kind: .prose)],
            sentences: [Entry.Sentence(span: whole, reason: claims.isEmpty ? "no phrasing" : "")],
            claims: claims,
            answers: answers, measures: measures)
    }

    static var affair: [Entry] {
        let first = report("first", "Norway expelled two Russian diplomats on 3 October.")
        let second = report(
            "second", "Russia ordered a Norwegian consul to leave in response in early October.")
        let third = report("third", "Norway expelled a Russian attaché. ")
        let fourth = report("fourth", "Russia is said to have expelled Norwegian staff on 9 October.")
        let cause = claim(
            in: first, id: "c1", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian diplomats"),
            when: ("on 3 October", "2022-10-03", "2022-10-03"))
        let reply = claim(
            in: second, id: "c2", source: ("RUS", "Russia"), trigger: "ordered",
            target: ("NOR", "Norwegian consul"),
            when: ("in early October", "2022-10-01", "2022-10-10"))
        let dayless = claim(
            in: third, id: "c3", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian attaché"))
        let alleged = claim(
            in: fourth, id: "c4", source: ("RUS", "Russia"), trigger: "expelled",
            target: ("NOR", "Norwegian staff"),
            modality: .alleged, when: ("on 9 October", "2022-10-09", "2022-10-09"))
        return [
            entry(
                first, [cause],
                measures: [
                    Measure(
                        report: "first", by: "NOR", on: "RUS", kind: "persona-non-grata", status: "in-force",
                        scope: "",
                        count: 2, claims: ["c1"])
                ]),
            entry(
                second, [reply],
                answers: [
                    Answer(
                        report: "second", from: "c2", to: "c1", basis: .stated, cue: "in response",
                        span: span("in response", in: second))
                ]), entry(third, [dayless]), entry(fourth, [alleged]),
            entry(report("fifth", "Sweden and Norway held a quiet week."), []),
        ]
    }
}
