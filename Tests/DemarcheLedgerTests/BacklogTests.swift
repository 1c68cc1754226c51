import Demarche
import DemarcheLedger
import DemarcheTesting
import Testing

/// Long runs gather a block when it has grown, and what waits is never forgotten.
struct BacklogTests {
    private func events(_ ledger: Ledger) throws -> [Event] {
        try Views(ledger: ledger, maker: .single).events(Views.Query()).map(\.event)
    }

    @Test func `a run that gathers what has grown ends with the events of one that gathers at once`() throws {
        let entries = Sample.days(40)
        let expected = try Sample.withLedger { ledger, _ in
            _ = try ledger.add(entries, received: Sample.received, maker: .single)
            return try events(ledger)
        }
        #expect(expected.count == 40)
        try Sample.withLedger { ledger, _ in
            for start in stride(from: 0, to: entries.count, by: 3) {
                _ = try ledger.add(
                    Array(entries[start..<min(start + 3, entries.count)]), received: Sample.received,
                    maker: .single, gathering: .whenGrown)
            }
            #expect(try ledger.isUnsettled())
            #expect(try events(ledger).count < 40)
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
            try ledger.settle(maker: .single)
            #expect(try !ledger.isUnsettled())
            #expect(try events(ledger) == expected)
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
        }
    }

    @Test func `what waits in a ledger that was left is settled with the day on which it was known`() throws {
        try Sample.withLedger { ledger, file in
            let entries = Sample.days(9)
            _ = try ledger.add(Array(entries[..<8]), received: Sample.received, maker: .single)
            let late = Sample.day("2022-11-09")
            _ = try ledger.add(
                Array(entries[8...]), received: late, maker: .single, gathering: .whenGrown)
            #expect(try events(ledger).count == 8)
            try ledger.close()
            let again = try Ledger(at: file)
            #expect(try again.isUnsettled())
            try again.settle(maker: .single)
            #expect(try events(again).count == 9)
            var query = Views.Query()
            query.knownBy = Sample.received
            #expect(try Views(ledger: again, maker: .single).events(query).count == 8)
        }
    }
}
