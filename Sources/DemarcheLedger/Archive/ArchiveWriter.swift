internal import Demarche
internal import Foundation
internal import GRDB

/// Writes the whole record as JSON Lines, so that `ArchiveReader` makes the same record of them again.
///
/// Report by report: the text with what is known of it, then each run's coding of it, oldest first: what was set aside,
/// the sentences, the claims in their native form, answers, measures, designations. At the end what people judged.
/// Every line but a claim's tells its `type`.
package struct ArchiveWriter: Sendable {
    private let ledger: Ledger

    package init(ledger: Ledger) { self.ledger = ledger }

    /// Hands over each line, all of one moment of the ledger.
    /// - Returns: how many reports there were.
    package func write(_ line: (String) -> Void) throws -> Int {
        try ledger.read { db in
            let rows = try Row.fetchCursor(db, sql: Self.reports)
            var count = 0
            while let row = try rows.next() {
                count += 1
                line(try report(row, db).text)
                guard (row["because"] as String?) == nil else { continue }
                try codings(of: row["seq"], db, line)
            }
            for row in try Row.fetchAll(db, sql: "SELECT * FROM judgements ORDER BY seq") {
                line(try Decision(row: row).archived.text)
            }
            return count
        }
    }

    private static let reports = """
        SELECT r.*, t.title, t.text, w.because, w.who, w.received AS withdrawn FROM reports r
        LEFT JOIN texts t ON t.report = r.seq LEFT JOIN withdrawals w ON w.report = r.seq ORDER BY r.seq
        """
    private static let codings = """
        SELECT k.seq, k.received, u.program, u.lexicon, u.model FROM codings k JOIN runs u ON u.seq = k.run
        WHERE k.report = ? ORDER BY k.seq
        """

    private func codings(of report: Int64, _ db: Database, _ line: (String) -> Void) throws {
        let told = try StoredReports(db: db).report(report)
        for row in try Row.fetchAll(db, sql: Self.codings, arguments: [report]) {
            let version = Claim.Version(
                program: row["program"], lexicon: row["lexicon"], model: row["model"])
            let entry = try StoredEntries(db: db).entry(coding: row["seq"], of: told, version: version)
            guard let received = Day(iso: row["received"] as String) else {
                throw LedgerError(.damaged, "a coding of \(told.id) has no day; run: demarche verify")
            }
            entry.archived(received: received).forEach(line)
        }
    }

    private func report(_ row: Row, _ db: Database) throws -> JSON {
        let text = (row["text"] as Data?).map { JSON.string(String(decoding: $0, as: UTF8.self)) }
        let sightings = try Row.fetchAll(
            db, sql: "SELECT * FROM sightings WHERE report = ? ORDER BY seq", arguments: [row["seq"] as Int64]
        )
        let withdrawn = (row["because"] as String?).map { because in
            JSON.record([
                ("because", .string(because)), ("who", .string(row["who"])),
                ("received", .string(row["withdrawn"])),
            ])
        }
        return .record([
            ("type", .string("report")), ("report", .string(row["id"])), ("digest", .string(row["digest"])),
            ("received", .string(row["received"])), ("scalars", .integer(row["scalars"])),
            ("document", .record(document(row) + [("lang", word(row["language"])), ("text", text)])),
            (
                "sightings",
                list(
                    sightings.map { sighting in
                        .record(
                            [("id", .string(sighting["id"]))] + document(sighting)
                                + [("received", .string(sighting["received"]))])
                    })
            ), ("withdrawn", withdrawn),
        ])
    }

    private func document(_ row: Row) -> [(String, JSON?)] {
        [
            ("date", word(row["published"])), ("title", word(row["title"])), ("source", word(row["source"])),
            ("url", word(row["url"])),
        ]
    }

    private func list(_ values: [JSON]) -> JSON? { values.isEmpty ? nil : .array(values) }
    private func word(_ text: String?) -> JSON? { text.map(JSON.string) }
}
