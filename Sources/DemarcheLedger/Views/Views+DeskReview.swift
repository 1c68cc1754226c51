package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// Where a review queue goes on: after this certainty and this row.
    package struct ReviewCursor: Hashable, Sendable {
        package let confidence: Double
        package let seq: Int64

        package init(confidence: Double, seq: Int64) {
            self.confidence = confidence
            self.seq = seq
        }
    }

    /// Claims that nobody judged yet, the least certain first, from a cursor on; and the cursor after each.
    package func unreviewed(limit: Int, after cursor: ReviewCursor?) throws -> [(
        ground: Ground, cursor: ReviewCursor
    )] {
        try ledger.read { db in
            let sql = """
                SELECT c.id, c.confidence, c.seq FROM claims c JOIN codings k ON k.seq = c.coding
                JOIN reports r ON r.seq = k.report
                WHERE (c.confidence, c.seq) > (:confidence, :seq) AND \(isCurrent)
                  AND NOT EXISTS (SELECT 1 FROM judged d WHERE d.claim = c.id)
                ORDER BY c.confidence, c.seq LIMIT :limit
                """
            let arguments: StatementArguments = [
                "confidence": cursor?.confidence ?? -1, "seq": cursor?.seq ?? 0, "day": CurrentClaims.always,
                "limit": limit,
            ]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).flatMap { row in
                let here = ReviewCursor(confidence: row["confidence"], seq: row["seq"])
                return try grounds(of: row["id"], db).map { ($0, here) }
            }
        }
    }

    /// How many judgements of each kind there are.
    package func judgementCounts() throws -> [(kind: String, count: Int)] {
        try ledger.read { db in
            try Row.fetchAll(
                db, sql: "SELECT kind, count(*) AS n FROM judgements GROUP BY kind ORDER BY kind"
            ).map {
                ($0["kind"], $0["n"])
            }
        }
    }

    /// The event in which a claim stands now; nil where none does.
    package func event(ofClaim id: String) throws -> Cited? { try ledger.read { db in try standing(id, db) } }
}
