package import Demarche
internal import Foundation
internal import GRDB

extension Ledger {
    /// The ids and digests of all reports whose texts are there, in the order of arrival.
    package func digests() throws -> [(id: String, digest: String)] {
        try read { db in
            let sql = """
                SELECT id, digest FROM reports JOIN texts ON texts.report = reports.seq
                WHERE reports.seq NOT IN (SELECT report FROM withdrawals) ORDER BY reports.seq
                """
            return try Row.fetchAll(db, sql: sql).map { ($0["id"], $0["digest"]) }
        }
    }

    /// A stored report with the claims of its newest coding; nil where its text is not there.
    package func coded(_ digest: String) throws -> (report: Report, claims: [Claim])? {
        try read { db in
            guard
                let seq = try Int64.fetchOne(
                    db, sql: "SELECT seq FROM reports JOIN texts ON texts.report = seq WHERE digest = ?",
                    arguments: [digest])
            else { return nil }
            let claims = try String.fetchAll(
                db,
                sql: """
                    SELECT json FROM claims WHERE coding = (SELECT max(seq) FROM codings WHERE report = ?)
                    ORDER BY ordinal
                    """, arguments: [seq])
            return (try StoredReports(db: db).report(seq), try claims.map { try Claim(stored: $0) })
        }
    }

    /// How many judgements rest on any of these claims.
    package func judgements(on claims: [String]) throws -> Int {
        try read { db in try CurrentClaims(db: db).judgements(on: claims, knownBy: nil).count }
    }

    /// What codings were made by, the newest first, with how many reports each stands for now.
    package func versions() throws -> [(version: Claim.Version, reports: Int)] {
        try read { db in
            let sql = """
                SELECT u.program, u.lexicon, u.model, count(*) AS many FROM codings k JOIN runs u ON u.seq = k.run
                WHERE k.seq = (SELECT max(seq) FROM codings WHERE report = k.report)
                GROUP BY u.seq ORDER BY u.seq DESC
                """
            return try Row.fetchAll(db, sql: sql).map { row in
                (
                    Claim.Version(
                        program: row["program"], lexicon: row["lexicon"], model: row["model"]), row["many"]
                )
            }
        }
    }
}
