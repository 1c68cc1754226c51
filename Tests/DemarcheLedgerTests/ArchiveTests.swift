import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

/// The whole record as lines, and back.
struct ArchiveTests {
    private func lines(_ ledger: Ledger) throws -> [String] {
        var lines: [String] = []
        _ = try ArchiveWriter(ledger: ledger).write { lines.append($0) }
        return lines
    }

    private func read(_ lines: [String], into ledger: Ledger) throws -> [Outcome: Int] {
        var reader = ArchiveReader(ledger: ledger, maker: .single)
        for line in lines { try reader.read(line) }
        try reader.finish()
        return reader.counts
    }

    /// A ledger with all that can be in one: two runs, a second appearance, measures, names, judgements, a withdrawal.
    private func fill(_ ledger: Ledger) throws {
        let rich = Sample.rich
        _ = try ledger.add(Sample.affair + [rich], received: Sample.received, maker: .single)
        let newer = Claim.Version(program: "demarche test 2", lexicon: "1", model: "hand")
        let again = Sample.entry(Sample.affair[0].report, Sample.affair[0].claims, version: newer)
        _ = try ledger.add([again], received: Sample.day("2022-11-05"), maker: .single)
        let report = Sample.affair[1].report
        let elsewhere = Report(
            id: "elsewhere", text: report.text, published: Sample.day("2022-10-30"), title: "Again",
            digest: report.digest)
        _ = try ledger.add([Sample.entry(elsewhere, [])], received: Sample.day("2022-11-06"), maker: .single)
        for (kind, claims) in [(Decision.Kind.merge, ["c1", "c2"]), (.accept, ["c1"]), (.split, ["c2"])] {
            let decision = Decision(
                kind: kind, claims: claims, because: "test, “quoted”", who: "ada",
                received: Sample.day("2022-11-07"))
            try ledger.judge(decision, maker: .single)
        }
        let withdrawn = Sample.report("gone", "Peru recalled its envoy from Chile.")
        _ = try ledger.add([Sample.entry(withdrawn, [])], received: Sample.received, maker: .single)
        try ledger.withdraw("gone", because: "law", who: "ada", received: Sample.received, maker: .single)
    }

    @Test func `a record written, read and written again is the same bytes`() throws {
        let written = try Sample.withLedger { ledger, _ in
            try fill(ledger)
            return try lines(ledger)
        }
        #expect(written.contains { $0.contains("\"type\":\"designation\"") })
        #expect(written.contains { $0.contains("\"sightings\"") })
        #expect(!written.contains { $0.contains("Peru") })
        try Sample.withLedger { ledger, _ in
            let counts = try read(written, into: ledger)
            #expect(counts == [.added: 3, .recoded: 1])
            #expect(try lines(ledger) == written)
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
            // Read once more, nothing changes.
            #expect(try read(written, into: ledger)[.known] == 4)
            #expect(try lines(ledger) == written)
        }
    }

    @Test func `what was known on a day is had again from the lines`() throws {
        var query = Views.Query()
        query.knownBy = Sample.received
        let (written, before) = try Sample.withLedger { ledger, _ in
            try fill(ledger)
            return (try lines(ledger), try Views(ledger: ledger, maker: .single).events(query).map(\.event))
        }
        try Sample.withLedger { ledger, _ in
            _ = try read(written, into: ledger)
            #expect(try Views(ledger: ledger, maker: .single).events(query).map(\.event) == before)
        }
    }

    @Test(arguments: [
        ("{\"report\":\"x\",\"id\":\"y\"}", "no report before it"), ("nonsense", "no JSON"),
        (
            "{\"type\":\"report\",\"report\":\"a\",\"digest\":\"0\",\"received\":\"2022-11-01\",\"document\":{\"text\":\"b\"}}",
            "digest"
        ),
        (
            "{\"type\":\"report\",\"report\":\"a\",\"digest\":\"0\",\"received\":\"soon\",\"document\":{}}",
            "no day"
        ),
    ]) func `a line of no record is refused by its number`(line: String, says: String) throws {
        try Sample.withLedger { ledger, _ in
            let error = #expect(throws: LedgerError.self) { _ = try read(["", line], into: ledger) }
            #expect(error?.what.contains("line 2") == true)
            #expect(error?.what.contains(says) == true)
        }
    }

    @Test func `a claim whose words do not stand in its text is refused`() throws {
        let written = try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            return try lines(ledger)
        }
        let altered = written.map { $0.replacing("\"text\":\"Norway\"", with: "\"text\":\"Sweden\"") }
        #expect(altered != written)
        try Sample.withLedger { ledger, _ in
            #expect(throws: LedgerError.self) { _ = try read(altered, into: ledger) }
        }
    }
}
