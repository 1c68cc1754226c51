package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// A sentence in which the words stand.
    package struct Found: Sendable {
        package let citation: Citation
        package let published: Day?
        package let text: String
        /// Ids of the claims of this sentence.
        package let claims: [String]
        /// Why nothing was coded; empty where something was.
        package let reason: String
    }

    /// Sentences that hold all the words, those added last first; words in quotes stand together.
    ///
    /// No rank by weight: weighing looks through every match, seconds among a million sentences.
    package func sentences(with words: String, limit: Int = 50, knownBy day: Day? = nil) throws -> [Found] {
        guard let pattern = Self.pattern(words) else {
            throw LedgerError(.refused, "“\(words)” holds no word to search for")
        }
        let published = publishedBy.map { " AND r.published <= '\($0)'" } ?? ""
        let sql = """
            SELECT s.seq, s.coding, s.ordinal, s.first, s.last, s.reason, r.id, r.url, r.published, r.seq AS report
            FROM words CROSS JOIN sentences s ON s.seq = words.rowid CROSS JOIN codings k ON k.seq = s.coding
            CROSS JOIN reports r ON r.seq = k.report
            WHERE words MATCH ? AND r.received <= ?\(published) ORDER BY words.rowid DESC LIMIT ?
            """
        return try ledger.read { db in
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: [pattern, day?.description ?? CurrentClaims.always, limit])
            // Those of one report in its own order.
            let inOrder = rows.sorted { a, b in
                let (x, y) = (a["coding"] as Int64, b["coding"] as Int64)
                return x != y ? x > y : (a["ordinal"] as Int) < (b["ordinal"] as Int)
            }
            return try inOrder.map { row in
                let span = Span(row["first"], row["last"])
                let claims = try String.fetchAll(
                    db, sql: "SELECT id FROM claims WHERE coding = ? AND sentence = ? ORDER BY ordinal",
                    arguments: [row["coding"] as Int64, row["ordinal"] as Int])
                return Found(
                    citation: Citation(report: row["id"], sentence: row["ordinal"], url: row["url"]),
                    published: (row["published"] as String?).flatMap { Day(iso: $0) },
                    text: try Self.text(ofReport: row["report"], db)?[checked: span] ?? "", claims: claims,
                    reason: row["reason"])
            }
        }
    }

    /// The words for FTS5, each in quotes, so that none is read as an operator; nil where there is no word.
    private static func pattern(_ words: String) -> String? {
        let stretches = words.split(separator: "\"", omittingEmptySubsequences: false)
        var parts: [String] = []
        for (index, stretch) in stretches.enumerated() {
            // Every second stretch stood between quotes.
            let isPhrase = index % 2 == 1 && index < stretches.count - 1
            parts +=
                isPhrase ? [String(stretch)] : stretch.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        let kept = parts.filter { $0.contains { $0.isLetter || $0.isNumber } }
        return kept.isEmpty ? nil : kept.map { "\"\($0)\"" }.joined(separator: " ")
    }

    static func text(ofReport report: Int64, _ db: Database) throws -> ScalarText? {
        try Data.fetchOne(db, sql: "SELECT text FROM texts WHERE report = ?", arguments: [report]).map {
            ScalarText(String(decoding: $0, as: UTF8.self))
        }
    }
}

extension ScalarText {
    /// The words at a span; nil where the text ends before it.
    subscript(checked span: Span) -> String? { span.end <= count ? self[span] : nil }
}
