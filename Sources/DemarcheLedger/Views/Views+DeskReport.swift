package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// A report as the ledger keeps it, with what its newest coding made of it.
    package struct StoredReport: Sendable {
        package let report: Report
        package let received: Day?
        /// Why and by whom it was withdrawn; nil for one that stands.
        package let withdrawn: String?
        package let passages: [Passage]
        /// In the order of the text, with the reason where nothing was coded.
        package let sentences: [Entry.Sentence]
        package let claims: [Claim]
        package let version: Claim.Version?
        /// Other days and addresses at which the same text was seen.
        package let sightings: [String]
    }

    /// A report in a list.
    package struct ListedReport: Sendable {
        package let seq: Int64
        package let id: String
        package let digest: String
        package let title: String?
        package let source: String?
        package let published: Day?
        package let received: Day?
        package let isWithdrawn: Bool
        package let sentences: Int
        package let claims: Int
    }

    /// The report of an id or a digest; the newest where several share an id.
    package func report(named name: String) throws -> StoredReport? {
        try ledger.read { db in
            let found = try Int64.fetchOne(
                db,
                sql: "SELECT seq FROM reports WHERE id = :name OR digest = :name ORDER BY seq DESC LIMIT 1",
                arguments: ["name": name])
            guard let seq = found else { return nil }
            let report = try StoredReports(db: db).report(seq)
            let coding = try Row.fetchOne(
                db,
                sql: """
                    SELECT k.seq, r.received, u.program, u.lexicon, u.model FROM codings k
                    JOIN reports r ON r.seq = k.report JOIN runs u ON u.seq = k.run
                    WHERE k.report = ? ORDER BY k.seq DESC LIMIT 1
                    """, arguments: [seq])
            let id: Int64 = coding?["seq"] ?? 0
            return StoredReport(
                report: report, received: (coding?["received"] as String?).flatMap { Day(iso: $0) },
                withdrawn: try String.fetchOne(
                    db,
                    sql:
                        "SELECT received || ', ' || who || ': ' || because FROM withdrawals WHERE report = ?",
                    arguments: [seq]),
                passages: try Self.passages(ofCoding: id, db),
                sentences: try Self.sentences(ofCoding: id, db),
                claims: try CurrentClaims(db: db).claims(
                    String.fetchAll(
                        db, sql: "SELECT id FROM claims WHERE coding = ? ORDER BY ordinal", arguments: [id]),
                    knownBy: nil),
                version: coding.map {
                    Claim.Version(program: $0["program"], lexicon: $0["lexicon"], model: $0["model"])
                },
                sightings: try String.fetchAll(
                    db,
                    sql: """
                        SELECT id || coalesce(', ' || published, '') || coalesce(', ' || source, '') ||
                          coalesce(', ' || url, '') FROM sightings WHERE report = ? ORDER BY seq
                        """, arguments: [seq]))
        }
    }

    private static func passages(ofCoding coding: Int64, _ db: Database) throws -> [Passage] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM passages WHERE coding = ? ORDER BY ordinal", arguments: [coding]
        )
        .map { row in
            let kind: Passage.Kind =
                switch row["kind"] as String {
                case "prose": .prose
                case "headline": .headline
                default: .aside(reason: row["reason"], rule: row["rule"])
                }
            return Passage(span: Span(row["first"], row["last"]), kind: kind)
        }
    }

    private static func sentences(ofCoding coding: Int64, _ db: Database) throws -> [Entry.Sentence] {
        try Row.fetchAll(
            db, sql: "SELECT first, last, reason FROM sentences WHERE coding = ? ORDER BY ordinal",
            arguments: [coding]
        ).map { Entry.Sentence(span: Span($0["first"], $0["last"]), reason: $0["reason"]) }
    }

    /// Reports, the newest first.
    /// - Parameter cursor: only those added before this one.
    package func reports(limit: Int, before cursor: Int64? = nil) throws -> [ListedReport] {
        try ledger.read { db in
            let sql = """
                SELECT r.seq, r.id, r.digest, t.title, r.source, r.published, r.received,
                  w.report IS NOT NULL AS withdrawn,
                  (SELECT count(*) FROM sentences s WHERE s.coding = k.seq) AS sentences,
                  (SELECT count(*) FROM claims c WHERE c.coding = k.seq) AS claims
                FROM reports r LEFT JOIN texts t ON t.report = r.seq LEFT JOIN withdrawals w ON w.report = r.seq
                LEFT JOIN codings k ON k.seq = (SELECT max(seq) FROM codings WHERE report = r.seq)
                WHERE r.seq < ? ORDER BY r.seq DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [cursor ?? Int64.max, limit]).map { row in
                ListedReport(
                    seq: row["seq"], id: row["id"], digest: row["digest"], title: row["title"],
                    source: row["source"], published: (row["published"] as String?).flatMap { Day(iso: $0) },
                    received: Day(iso: row["received"] as String), isWithdrawn: row["withdrawn"],
                    sentences: row["sentences"], claims: row["claims"])
            }
        }
    }

    /// What became of sentences: how many are coded, and for the others how often each reason.
    package struct Coverage: Sendable {
        /// How many reports it is counted over; nil for all.
        package let reports: Int?
        package let coded: Int
        package let reasons: [(reason: String, count: Int)]
        package let asides: [(reason: String, count: Int)]
    }

    /// - Parameter most: counted over so many codings that came in last, where there are more.
    package func coverage(reasons limit: Int = 40, most: Int = 20_000) throws -> Coverage {
        try ledger.read { db in
            let last = try Int.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM codings") ?? 0
            let first = max(0, last - most)
            func counts(_ sql: String) throws -> [(reason: String, count: Int)] {
                try Row.fetchAll(db, sql: sql).map { ($0["reason"], $0["n"]) }
            }
            let newest = """
                coding IN (SELECT k.seq FROM codings k WHERE k.seq > \(first) AND NOT EXISTS (
                  SELECT 1 FROM codings n WHERE n.report = k.report AND n.seq > k.seq))
                """
            return Coverage(
                reports: first > 0 ? most : nil,
                coded: try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM (SELECT DISTINCT coding, sentence FROM claims WHERE \(newest))
                        """) ?? 0,
                reasons: try counts(
                    """
                    SELECT reason, count(*) AS n FROM sentences WHERE reason <> '' AND \(newest)
                    GROUP BY reason ORDER BY n DESC, reason LIMIT \(limit)
                    """),
                asides: try counts(
                    """
                    SELECT reason, count(*) AS n FROM passages WHERE kind = 'aside' AND \(newest)
                    GROUP BY reason ORDER BY n DESC, reason LIMIT \(limit)
                    """))
        }
    }
}
