package import Demarche
internal import Foundation
internal import GRDB

extension Ledger {
    /// Stores what a person decided about claims, and gathers anew what it touches.
    ///
    /// Ids of events stand for their claims: a merge takes each event's first claim, a split or a fix needs a claim.
    /// - Parameter restoring: whether it was decided long ago: then its claims may be gone, and it is not kept twice.
    /// - Throws: `LedgerError` where a claim is not there or a value cannot stand in its field; then nothing changes.
    package func judge(_ decision: Decision, maker: EventMaker, restoring: Bool = false) throws {
        try write { db in
            let current = CurrentClaims(db: db, act: maker.act)
            if restoring, try current.judgements(on: decision.claims, knownBy: nil).contains(decision) {
                return
            }
            var touched: Set<String> = []
            for id in decision.claims {
                if let block = try current.block(ofClaim: id) {
                    touched.insert(block)
                } else if !restoring {
                    throw LedgerError(
                        .missing, "no claim \(id) in \(file.path); list them with: demarche why EVENT")
                }
            }
            touched.formUnion(try Judging(db: db, maker: maker).store(decision))
            try Gathering(db: db, received: decision.received, maker: maker).gather(touched.sorted())
        }
    }

    /// The claims of a claim's or an event's id.
    /// - Throws: `LedgerError` of kind `missing` where it stands for nothing.
    package func claims(of id: String) throws -> [String] {
        try read { db in
            if try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM claims WHERE id = ?)", arguments: [id]) == true
            {
                return [id]
            }
            let views = Views(ledger: self, maker: .single)
            guard let event = try views.standing(id, db) else {
                throw LedgerError(
                    .missing, "no claim and no event \(id) in \(file.path); list them with: demarche events")
            }
            return event.event.claims
        }
    }

    /// Erases a report's words and everything that holds some of them; a tombstone tells that it was there.
    ///
    /// - Parameter name: the report's id or its digest.
    /// - Throws: `LedgerError` where there is no such report, or several of that id.
    package func withdraw(_ name: String, because: String, who: String, received: Day, maker: EventMaker)
        throws
    {
        try write { db in
            let seq = try report(named: name, db)
            try db.execute(
                sql: "INSERT INTO withdrawals VALUES (?, ?, ?, ?)",
                arguments: [seq, because, who, received.description])
            let codings = try Int64.fetchAll(
                db, sql: "SELECT seq FROM codings WHERE report = ? ORDER BY seq", arguments: [seq])
            let blocks = try String.fetchAll(
                db,
                sql:
                    "SELECT DISTINCT block FROM claims WHERE coding IN (SELECT seq FROM codings WHERE report = ?)",
                arguments: [seq])
            if let newest = codings.last { try WordIndex(db: db).remove(coding: newest) }
            for coding in codings { try erase(coding, db) }
            for table in ["texts", "sightings"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE report = ?", arguments: [seq])
            }
            try Gathering(db: db, received: received, maker: maker).gather(blocks.sorted())
            try db.execute(sql: "INSERT INTO words (words) VALUES ('optimize')")
        }
        do { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } } catch {
            throw LedgerError(error, file: file)
        }
    }

    private func erase(_ coding: Int64, _ db: Database) throws {
        let dependent = [
            "DELETE FROM roles WHERE claim IN (SELECT seq FROM claims WHERE coding = ?)",
            "DELETE FROM measure_claims WHERE measure IN (SELECT seq FROM measures WHERE coding = ?)",
        ]
        let tables = ["claims", "answers", "measures", "designations", "sentences", "passages"]
        for sql in dependent + tables.map({ "DELETE FROM \($0) WHERE coding = ?" }) {
            try db.execute(sql: sql, arguments: [coding])
        }
    }

    private func report(named name: String, _ db: Database) throws -> Int64 {
        let found = try Row.fetchAll(
            db, sql: "SELECT seq, digest FROM reports WHERE id = :name OR digest = :name",
            arguments: ["name": name])
        guard let row = found.first else { throw LedgerError(.missing, "no report \(name) in \(file.path)") }
        guard found.count == 1 else {
            let digests = found.map { $0["digest"] as String }.joined(separator: ", ")
            throw LedgerError(
                .refused, "\(found.count) reports are called \(name); name one by its digest: \(digests)")
        }
        let seq: Int64 = row["seq"]
        guard
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM withdrawals WHERE report = ?)", arguments: [seq])
                == false
        else { throw LedgerError(.refused, "report \(name) is withdrawn already") }
        return seq
    }
}

extension Views {
    /// Claims that nobody judged yet, the least certain first.
    package func unreviewed(limit: Int) throws -> [Ground] {
        try ledger.read { db in
            let sql = """
                SELECT c.id FROM claims c JOIN codings k ON k.seq = c.coding JOIN reports r ON r.seq = k.report
                WHERE \(isCurrent) AND NOT EXISTS (
                  SELECT 1 FROM judgements j WHERE ' ' || j.claims || ' ' LIKE '% ' || c.id || ' %')
                ORDER BY c.confidence, c.seq LIMIT :limit
                """
            return try String.fetchAll(
                db, sql: sql, arguments: ["day": CurrentClaims.always, "limit": limit]
            )
            .flatMap { try grounds(of: $0, db) }
        }
    }
}
