package import Demarche
internal import Foundation
internal import GRDB

/// Checks that everything in the ledger still says what was put in: the file, keys, digests, offsets, the chain.
package struct Verifier: Sendable {
    private let ledger: Ledger

    package init(ledger: Ledger) { self.ledger = ledger }

    /// What was checked, and what is wrong: a line each, in order.
    package struct Result: Sendable {
        package let reports: Int
        package let claims: Int
        package let events: Int
        package let findings: [String]
    }

    package func result() throws -> Result {
        var findings: [String] = []
        let counts = (count("reports"), count("claims"), count("events"))
        for check in [file, keys, texts, claims, chain, events, tallies] {
            do { findings += try ledger.read(check) } catch { findings.append("\(error)") }
        }
        return Result(reports: counts.0, claims: counts.1, events: counts.2, findings: findings)
    }

    private func count(_ table: String) -> Int {
        let found = try? ledger.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") }
        return (found ?? nil) ?? 0
    }

    private func file(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }.map { "file: \($0)" }
    }

    private func keys(_ db: Database) throws -> [String] {
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map { row in
            "\(row[0] as String) row \((row[1] as Int64?) ?? 0): what it refers to in \(row[2] as String) is missing"
        }
    }

    /// Each text is there, unless withdrawn, and gives its digest.
    private func texts(_ db: Database) throws -> [String] {
        let sql = """
            SELECT r.id, r.digest, r.scalars, t.text FROM reports r LEFT JOIN texts t ON t.report = r.seq
            LEFT JOIN withdrawals w ON w.report = r.seq WHERE w.report IS NULL ORDER BY r.seq
            """
        var findings: [String] = []
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let id: String = row["id"]
            guard let data: Data = row["text"] else {
                findings.append("report \(id): its text is missing; add it again")
                continue
            }
            let text = String(decoding: data, as: UTF8.self)
            if Chain.hexadecimal(text) != row["digest"] as String {
                findings.append("report \(id): its text is not what was added (SHA-256 differs)")
            } else if text.unicodeScalars.count != row["scalars"] as Int {
                findings.append("report \(id): its length is not what was recorded")
            }
        }
        return findings
    }

    /// Each field's words stand at its offsets, and the columns say what the claim says.
    private func claims(_ db: Database) throws -> [String] {
        let sql = """
            SELECT c.id, c.json, c.act, c.modality, k.report FROM claims c JOIN codings k ON k.seq = c.coding
            ORDER BY k.report, c.coding, c.ordinal
            """
        var findings: [String] = []
        var (current, text): (Int64, ScalarText?) = (-1, nil)
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let report: Int64 = row["report"]
            if report != current { (current, text) = (report, try Views.text(ofReport: report, db)) }
            let id: String = row["id"]
            guard let claim = try? Claim(stored: row["json"]) else {
                findings.append("claim \(id): cannot be read")
                continue
            }
            if claim.id != id || claim.act.name != row["act"] as String
                || claim.modality.rawValue != row["modality"] as String
            {
                findings.append("claim \(id): its columns and its JSON differ")
            }
            if let text { findings += claim.unsupported(in: text).map { "claim \(id): \($0)" } }
        }
        return findings
    }

    /// Every link follows from the one before and from its claims.
    private func chain(_ db: Database) throws -> [String] {
        var findings: [String] = []
        let orphans =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM codings WHERE seq NOT IN (SELECT coding FROM entries)") ?? 0
        if orphans > 0 { findings.append("chain: \(orphans) codings stand in no link") }
        let sql = """
            SELECT n.seq, n.coding, n.content, n.digest, k.report, k.received, r.digest AS text, r.id,
              u.program, u.lexicon, u.model, w.report IS NOT NULL AS erased
            FROM entries n LEFT JOIN codings k ON k.seq = n.coding LEFT JOIN reports r ON r.seq = k.report
            LEFT JOIN runs u ON u.seq = k.run LEFT JOIN withdrawals w ON w.report = r.seq ORDER BY n.seq
            """
        var (previous, expected) = ("", Int64(1))
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let (seq, content): (Int64, String) = (row["seq"], row["content"])
            if seq != expected { findings.append("chain: links \(expected) to \(seq - 1) are missing") }
            expected = seq + 1
            guard let report: String = row["text"] else {
                findings.append("chain: link \(seq) is of a report that is missing")
                previous = row["digest"]
                continue
            }
            let link = Chain.link(previous, coding: row["coding"], report: report, content: content)
            if link != row["digest"] as String {
                findings.append("chain: link \(seq) does not follow from the one before")
            }
            previous = row["digest"]
            guard !(row["erased"] as Bool) else { continue }
            if try !isWhole(row, content: content, db) {
                findings.append("report \(row["id"] as String): its coding is not what was added")
            }
        }
        return findings
    }

    /// Whether a coding's rows give what was written into the chain when they were added.
    private func isWhole(_ row: Row, content: String, _ db: Database) throws -> Bool {
        guard let program = row["program"] as String?, let lexicon = row["lexicon"] as String?,
            let model = row["model"] as String?, let received = Day(iso: row["received"] as String)
        else { return false }
        let version = Claim.Version(program: program, lexicon: lexicon, model: model)
        let report = try StoredReports(db: db).report(row["report"])
        let entry = try? StoredEntries(db: db).entry(coding: row["coding"], of: report, version: version)
        return entry.map { Chain.content($0.archived(received: received)) == content } ?? false
    }

    /// Each standing event rests on claims that are there, and each claim that holds stands in an event.
    private func events(_ db: Database) throws -> [String] { try unfounded(db) + untold(db) }

    /// Claims that no event tells, though nothing waits to be gathered in their block and nobody rejected them.
    private func untold(_ db: Database) throws -> [String] {
        let sql = """
            SELECT c.id FROM claims c JOIN codings k ON k.seq = c.coding
            WHERE c.block NOT IN (SELECT block FROM pending)
              AND NOT EXISTS (SELECT 1 FROM codings n WHERE n.report = k.report AND n.seq > k.seq)
              AND NOT EXISTS (SELECT 1 FROM moves m JOIN pending p ON p.block = m.block WHERE m.claim = c.id)
              AND NOT EXISTS (SELECT 1 FROM judged g JOIN judgements j ON j.seq = g.judgement
                WHERE g.claim = c.id AND j.kind = 'reject')
              AND NOT EXISTS (SELECT 1 FROM event_claims e LEFT JOIN event_ends x ON x.event = e.event
                WHERE e.claim = c.id AND x.event IS NULL)
            ORDER BY c.seq LIMIT 50
            """
        return try String.fetchAll(db, sql: sql).map { "claim \($0): stands in no event" }
    }

    private func unfounded(_ db: Database) throws -> [String] {
        let sql = """
            SELECT e.id, count(ec.claim) AS told, count(c.id) AS held FROM events e
            LEFT JOIN event_ends x ON x.event = e.seq LEFT JOIN event_claims ec ON ec.event = e.seq
            LEFT JOIN (SELECT DISTINCT id FROM claims) c ON c.id = ec.claim
            WHERE x.event IS NULL GROUP BY e.seq HAVING told = 0 OR told > held
            """
        return try Row.fetchAll(db, sql: sql).prefix(50).map { row in
            "event \(row["id"] as String): claims that it rests on are missing"
        }
    }

    /// The tallies say what can be counted again.
    private func tallies(_ db: Database) throws -> [String] {
        try Tallies.recounts.compactMap { name, pair in
            let sql = """
                SELECT (SELECT count(*) FROM (\(pair.kept) EXCEPT \(pair.again)))
                  + (SELECT count(*) FROM (\(pair.again) EXCEPT \(pair.kept)))
                """
            let wrong = try Int.fetchOne(db, sql: sql) ?? 0
            return wrong == 0 ? nil : "tally \(name): \(wrong) rows are not what can be counted again"
        }
    }
}

extension Claim {
    /// What does not stand in the text where the claim says so.
    package func unsupported(in text: ScalarText) -> [String] {
        var findings: [String] = []
        func check(_ field: String, _ span: Span, _ words: String?) {
            guard let found = text[checked: span] else {
                findings.append("\(field) [\(span.start),\(span.end)] lies beyond the text")
                return
            }
            if let words, words != found {
                findings.append("\(field) says “\(words)”, the text has “\(found)” there")
            }
        }
        check("sentence", sentence, nil)
        check("trigger", trigger, nil)
        for (field, roles) in [("source", source), ("target", target)] {
            for role in roles { if let span = role.span { check(field, span, role.text) } }
        }
        for speaker in speaker { check("speaker", speaker.span, nil) }
        if let when, when.rule != "judgement" { check("when", when.span, when.phrase) }
        if let place { check("where", place.span, nil) }
        for quantity in quantities { check("quantity", quantity.span, nil) }
        for object in objects { check("objects", object.span, nil) }
        return findings
    }
}
