import Demarche
import DemarcheLedger
import Foundation
import GRDB
import Testing

@Suite struct TallyTests {
    @Test func `after every kind of write the tallies are what can be counted again`() throws {
        try Sample.withLedger { ledger, _ in
            func holds() throws -> Bool { try Verifier(ledger: ledger).result().findings.isEmpty }
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            #expect(try holds())
            let newer = Sample.affair.map {
                Entry(
                    report: $0.report, version: Claim.Version(program: "newer", lexicon: "1", model: "hand"),
                    passages: $0.passages, sentences: $0.sentences, claims: $0.claims)
            }
            _ = try ledger.add(newer, received: Sample.received, maker: .single)
            #expect(try holds())
            for (kind, claims, field, value) in [
                (Decision.Kind.fix, ["c1"], "earliest", "2022-09-01"), (.fix, ["c2"], "modality", "alleged"),
                (.reject, ["c1"], "", ""), (.accept, ["c1"], "", ""), (.merge, ["c1", "c2"], "", ""),
                (.split, ["c2"], "", ""),
            ] {
                try ledger.judge(
                    Decision(
                        kind: kind, claims: claims, field: field, value: value, because: "test", who: "x",
                        received: Sample.received), maker: .single)
                #expect(try holds(), "\(kind)")
            }
            try ledger.withdraw("first", because: "test", who: "x", received: Sample.received, maker: .single)
            #expect(try holds())
        }
    }

    @Test func `a tally that is wrong is told`() throws {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            try DatabaseQueue(path: file.path).write {
                try $0.execute(sql: "UPDATE pair_totals SET events = 7")
            }
            #expect(
                try Verifier(ledger: ledger).result().findings.contains { $0.hasPrefix("tally pair_totals") })
        }
    }

    @Test func `an older ledger gets its tallies when it is opened`() throws {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            try ledger.close()
            try DatabaseQueue(path: file.path).write { db in
                let names = try String.fetchAll(
                    db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tally%'")
                for name in names { try db.execute(sql: "DROP TRIGGER \(name)") }
                for table in [
                    "standing", "pair_months", "pair_totals", "event_months", "report_months", "judged",
                    "actor_totals", "named", "pending",
                ] {
                    try db.execute(sql: "DROP TABLE \(table)")
                }
                try db.execute(
                    sql:
                        """
                        DROP INDEX claims_by_confidence; DROP INDEX measures_by_target;
                        DROP INDEX measure_claims_by_claim; DROP INDEX designations_by_name;
                        DELETE FROM grdb_migrations WHERE substr(identifier, 1, 2) IN ('6 ', '7 ', '8 ')
                        """
                )
            }
            let opened = try Ledger(at: file)
            #expect(try Verifier(ledger: opened).result().findings.isEmpty)
            #expect(try Views(ledger: opened, maker: .single).pairs(limit: 9).count == 2)
        }
    }
}
