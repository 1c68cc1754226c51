import Demarche
import DemarcheLedger
import Foundation
import GRDB
import Testing

struct VerifierTests {
    /// What `verify` finds after someone wrote to the file past the ledger.
    private func findings(after sql: String) throws -> [String] {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            try ledger.close()
            let queue = try DatabaseQueue(path: file.path)
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + sql) }
            try queue.close()
            return try Verifier(ledger: Ledger(at: file)).result().findings
        }
    }

    @Test func `a ledger as it was written is in order`() throws {
        #expect(try findings(after: "SELECT 1") == [])
    }

    @Test(arguments: [
        (
            "DROP TRIGGER texts_no_delete; DELETE FROM texts WHERE report = 1",
            "report first: its text is missing; add it again"
        ),
        (
            "DROP TRIGGER texts_no_update; UPDATE texts SET text = CAST('x' AS BLOB) WHERE report = 1",
            "report first: its text is not what was added (SHA-256 differs)"
        ),
        (
            "DROP TRIGGER claims_no_delete; DELETE FROM claims WHERE id = 'c1'",
            "report first: its coding is not what was added"
        ),
        (
            "DROP TRIGGER answers_no_update; UPDATE answers SET basis = 'supposed'",
            "report second: its coding is not what was added"
        ),
        (
            "DROP TRIGGER sentences_no_update; UPDATE sentences SET last = last - 1 WHERE seq = 1",
            "report first: its coding is not what was added"
        ),
        (
            "DROP TRIGGER passages_no_delete; DELETE FROM passages WHERE coding = 2",
            "report second: its coding is not what was added"
        ),
        (
            "DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE seq = 1",
            "chain: links 1 to 1 are missing"
        ),
        (
            "DROP TRIGGER claims_no_update; UPDATE claims SET modality = 'denied' WHERE id = 'c1'",
            "claim c1: its columns and its JSON differ"
        ),
        (
            "DROP TRIGGER claims_no_update; UPDATE claims SET json = replace(json, '\"trigger\":[7', '\"trigger\":[6') WHERE id = 'c1'",
            "report first: its coding is not what was added"
        ),
    ]) func `what was altered is named`(sql: String, finding: String) throws {
        #expect(try findings(after: sql).contains(finding))
    }

    @Test(arguments: [
        "UPDATE claims SET act = 'x'", "DELETE FROM claims", "DELETE FROM texts",
        "UPDATE texts SET text = x''",
        "DELETE FROM events", "UPDATE events SET act = 'x'", "DELETE FROM runs",
        "UPDATE reports SET id = 'x'",
        "DELETE FROM entries", "UPDATE measures SET status = 'x'", "DELETE FROM answers", "DELETE FROM roles",
    ]) func `the ledger refuses to change what it holds`(sql: String) throws {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            let queue = try DatabaseQueue(path: file.path)
            let table =
                sql.split(separator: " ").first { $0 != "UPDATE" && $0 != "DELETE" && $0 != "FROM" } ?? ""
            let rows = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? 0
            guard rows > 0 else { return }
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
    }
}
