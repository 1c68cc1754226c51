import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation
import GRDB
import Testing

struct LedgerTests {
    private func add(_ entries: [Entry], to ledger: Ledger, on day: String = "2022-11-01") throws -> [Outcome]
    {
        try ledger.add(entries, received: Sample.day(day), maker: .single)
    }

    private func views(_ ledger: Ledger) -> Views { Views(ledger: ledger, maker: .single) }

    @Test func `the same text added twice is one report`() throws {
        try Sample.withLedger { ledger, _ in
            #expect(try add(Sample.affair, to: ledger) == [.added, .added])
            #expect(try add(Sample.affair, to: ledger) == [.known, .known])
            let result = try Verifier(ledger: ledger).result()
            #expect((result.reports, result.claims, result.events) == (2, 2, 2))
        }
    }

    @Test func `a newer run of the same text adds a run, and its claims are the ones that stand`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try add(Sample.affair, to: ledger)
            let newer = Claim.Version(program: "demarche test 2", lexicon: "0", model: "hand")
            let entry = Sample.affair[0]
            let again = Sample.entry(entry.report, [], version: newer)
            #expect(try add([again], to: ledger, on: "2022-11-05") == [.recoded])
            #expect(try views(ledger).events(Views.Query()).map(\.event.claims) == [["c2"]])
            var before = Views.Query()
            before.knownBy = Sample.day("2022-11-04")
            #expect(try views(ledger).events(before).map(\.event.claims) == [["c1"], ["c2"]])
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
        }
    }

    @Test func `a dyad is asked by direction, by days and by what was known`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try add([Sample.affair[0]], to: ledger, on: "2022-10-04")
            _ = try add([Sample.affair[1]], to: ledger, on: "2022-10-06")
            var query = Views.Query()
            query.source = "RUS"
            query.target = "NOR"
            #expect(try views(ledger).events(query).map(\.event.claims) == [["c2"]])
            query.to = Sample.day("2022-10-04")
            #expect(try views(ledger).events(query).isEmpty)
            query.to = nil
            query.knownBy = Sample.day("2022-10-05")
            #expect(try views(ledger).events(query).isEmpty)
            query.knownBy = Sample.day("2022-10-06")
            #expect(try views(ledger).events(query).map { $0.citations.map(\.text) } == [["[second, 1]"]])
        }
    }

    @Test func `a batch that fails leaves nothing of itself`() throws {
        try Sample.withLedger { ledger, file in
            // Only the last entry holds an answer.
            let queue = try DatabaseQueue(path: file.path)
            try queue.write {
                try $0.execute(
                    sql:
                        "CREATE TRIGGER broken BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'no room'); END"
                )
            }
            #expect(throws: LedgerError.self) { try add(Sample.affair, to: ledger) }
            #expect(try Verifier(ledger: ledger).result().reports == 0)
        }
    }

    @Test func `search finds a sentence by its words, whatever their case and accents`() throws {
        try Sample.withLedger { ledger, _ in
            let report = Sample.report(
                "prague", "Andrej Babiš spoke of the “Vrbětice” depot.\0 NUL ends nothing.")
            _ = try add([Sample.entry(report, [])], to: ledger)
            for words in ["babis VRBETICE", "\"spoke of\"", "nul ends", "AND OR NOT"] {
                let found = try views(ledger).sentences(with: words)
                #expect(found.map(\.citation.report) == (words == "AND OR NOT" ? [] : ["prague"]), "\(words)")
            }
            #expect(try views(ledger).sentences(with: "nul").map(\.text) == [report.text.string])
            #expect(throws: LedgerError.self) { try views(ledger).sentences(with: "*\"") }
        }
    }

    @Test func `why gives the words of a claim and the event's claims`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try add(Sample.affair, to: ledger)
            guard case .claim(let grounds) = try views(ledger).reason(for: "c1") else {
                Issue.record("c1 is a claim")
                return
            }
            #expect(grounds.map(\.claim) == Sample.affair[0].claims)
            #expect(throws: LedgerError.self) { try views(ledger).reason(for: "nothing") }
        }
    }

    @Test func `a backup is a ledger of its own and never overwrites`() throws {
        try Sample.withLedger { ledger, file in
            _ = try add(Sample.affair, to: ledger)
            let copy = file.deletingLastPathComponent().appending(path: "copy.db")
            try ledger.backUp(to: copy)
            #expect(try Verifier(ledger: Ledger(at: copy)).result().claims == 2)
            #expect(throws: LedgerError.self) { try ledger.backUp(to: copy) }
        }
    }

    @Test func `a file that is no ledger is refused and left as it is`() throws {
        try Sample.withLedger { _, file in
            let other = file.deletingLastPathComponent().appending(path: "notes.txt")
            let bytes = Data(String(repeating: "These are notes. ", count: 100).utf8)
            try bytes.write(to: other)
            #expect(throws: LedgerError.self) { try Ledger(at: other, creating: true) }
            #expect(try Data(contentsOf: other) == bytes)
            #expect(throws: LedgerError.self) { try Ledger(at: other.appendingPathExtension("none")) }
        }
    }
}
