internal import Crypto
package import Demarche
internal import Foundation
internal import GRDB

extension Ledger {
    /// Adds coded reports in one transaction; what is there already stays as it is.
    ///
    /// - Parameters:
    ///   - received: the day on which we knew.
    ///   - pace: when what the batch touches is gathered; after a run at another pace than `atOnce` comes `settle`.
    /// - Returns: what became of each, in order.
    /// - Throws: `LedgerError`; then nothing of the batch is stored.
    package func add(
        _ entries: [Entry], received: Day, maker: EventMaker, gathering pace: Pace = .atOnce
    ) throws -> [Outcome] {
        try write { db in
            var writer = EntryWriter(db: db, received: received, maker: maker)
            let outcomes = try entries.map { try writer.add($0) }
            let backlog = Backlog(db: db)
            let touched = writer.touched.sorted { $0.key < $1.key }
            for (block, claims) in touched { try backlog.add(claims, in: block, received: received) }
            let ripe = try touched.map(\.key).filter { try pace == .atOnce || backlog.isGrown($0) }
            try Gathering(db: db, received: received, maker: maker).gather(ripe)
            return outcomes
        }
    }

    /// Why adding a report would change nothing: its text is there, coded by these versions, or withdrawn; nil where it would.
    /// - Throws: `LedgerError` of kind `damaged` where it is there, and not as it was added.
    package func standing(of report: Report, version: Claim.Version) throws -> Outcome? {
        try read { db in
            let sql = """
                SELECT w.report IS NOT NULL AS withdrawn, t.text, k.seq, k.received, n.content FROM reports r
                LEFT JOIN withdrawals w ON w.report = r.seq LEFT JOIN texts t ON t.report = r.seq
                LEFT JOIN runs u ON (u.program, u.lexicon, u.model) = (?, ?, ?)
                LEFT JOIN codings k ON k.report = r.seq AND k.run = u.seq
                LEFT JOIN entries n ON n.coding = k.seq WHERE r.digest = ?
                """
            let row = try Row.fetchOne(
                try db.cachedStatement(sql: sql),
                arguments: [version.program, version.lexicon, version.model, report.digest])
            guard let row else { return nil }
            if row["withdrawn"] as Bool { return .withdrawn }
            guard let text = row["text"] as Data? else { return nil }
            guard text == Data(report.text.string.utf8) else { throw Self.altered(report) }
            guard let coding = row["seq"] as Int64?, let received = Day(iso: row["received"] as String) else {
                return nil
            }
            let entry = try? StoredEntries(db: db).entry(coding: coding, of: report, version: version)
            guard let content = row["content"] as String?,
                entry.map({ Chain.content($0.archived(received: received)) }) == content
            else { throw Self.altered(report) }
            return .known
        }
    }

    private static func altered(_ report: Report) -> LedgerError {
        LedgerError(.damaged, "report \(report.id) is not what was added; see: demarche verify")
    }
}

/// Writes entries inside one transaction.
struct EntryWriter {
    let db: Database
    let received: Day
    let maker: EventMaker
    /// The blocks whose claims changed, and how many of them did.
    private(set) var touched: [String: Int] = [:]

    init(db: Database, received: Day, maker: EventMaker) {
        self.db = db
        self.received = received
        self.maker = maker
    }

    mutating func add(_ entry: Entry) throws -> Outcome {
        let report = entry.report
        let known = try Int64.fetchOne(
            try db.cachedStatement(sql: "SELECT seq FROM reports WHERE digest = ?"),
            arguments: [report.digest])
        if let known, try exists("SELECT 1 FROM withdrawals WHERE report = ?", [known]) { return .withdrawn }
        let seq: Int64
        if let known {
            seq = known
            try addSighting(of: report, seq: seq)
            try restoreText(of: report, seq: seq)
        } else {
            seq = try insert(report)
        }
        let run = try run(entry.version)
        if try exists("SELECT 1 FROM codings WHERE report = ? AND run = ?", [seq, run]) { return .known }
        let old = known == nil ? [] : try retire(seq)
        try db.cachedStatement(sql: "INSERT INTO codings (report, run, received) VALUES (?, ?, ?)")
            .execute(arguments: [seq, run, received.description])
        try insert(entry, coding: db.lastInsertedRowID)
        if !old.isEmpty {
            let judging = Judging(db: db, maker: maker)
            let moved = try judging.carry(from: old, to: entry.claims, received: received)
            for block in moved { touched[block, default: 0] += 1 }
        }
        return known == nil ? .added : .recoded
    }

    private func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try Bool.fetchOne(try db.cachedStatement(sql: "SELECT EXISTS (\(sql))"), arguments: arguments)
            ?? false
    }

    private func insert(_ report: Report) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO reports (digest, id, published, source, url, language, received, scalars)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            report.digest, report.id, report.published?.description, report.source, report.url,
            report.language, received.description, report.text.count,
        ])
        let seq = db.lastInsertedRowID
        try insertText(of: report, seq: seq)
        return seq
    }

    private func insertText(of report: Report, seq: Int64) throws {
        try db.cachedStatement(sql: "INSERT INTO texts (report, title, text) VALUES (?, ?, ?)")
            .execute(arguments: [seq, report.title, Data(report.text.string.utf8)])
    }

    /// A text that a damaged file lost comes back when its report is added again.
    private func restoreText(of report: Report, seq: Int64) throws {
        if try !exists("SELECT 1 FROM texts WHERE report = ?", [seq]) { try insertText(of: report, seq: seq) }
    }

    private func addSighting(of report: Report, seq: Int64) throws {
        let values: StatementArguments = [
            seq, report.id, report.published?.description, report.title, report.source, report.url,
        ]
        let isKnown =
            try exists(
                "SELECT 1 FROM reports r JOIN texts t ON t.report = r.seq WHERE (seq, id) = (?, ?) AND published IS ? AND title IS ? AND source IS ? AND url IS ?",
                values)
            || exists(
                "SELECT 1 FROM sightings WHERE (report, id) = (?, ?) AND published IS ? AND title IS ? AND source IS ? AND url IS ?",
                values)
        guard !isKnown else { return }
        try db.execute(
            sql:
                "INSERT INTO sightings (report, id, published, title, source, url, received) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: values + [received.description])
    }

    private func run(_ version: Claim.Version) throws -> Int64 {
        let values: StatementArguments = [version.program, version.lexicon, version.model]
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO runs (program, lexicon, model) VALUES (?, ?, ?)")
            .execute(arguments: values)
        let seq = try Int64.fetchOne(
            try db.cachedStatement(sql: "SELECT seq FROM runs WHERE (program, lexicon, model) = (?, ?, ?)"),
            arguments: values)
        guard let seq else { throw LedgerError(.damaged, "a run that was stored cannot be found") }
        return seq
    }

    /// Makes room for a newer coding: its blocks are gathered again and its sentences leave the word index.
    /// - Returns: the claims that held until now.
    private mutating func retire(_ report: Int64) throws -> [Claim] {
        guard
            let old = try Int64.fetchOne(
                db, sql: "SELECT max(seq) FROM codings WHERE report = ?", arguments: [report])
        else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.json, coalesce((SELECT m.block FROM moves m WHERE m.claim = c.id ORDER BY m.seq DESC LIMIT 1),
                  c.block) AS block FROM claims c WHERE c.coding = ? ORDER BY c.ordinal
                """, arguments: [old])
        for row in rows { touched[row["block"], default: 0] += 1 }
        try WordIndex(db: db).remove(coding: old)
        return try rows.map { try Claim(stored: $0["json"], act: maker.act) }
    }

    private mutating func insert(_ entry: Entry, coding: Int64) throws {
        for (ordinal, passage) in entry.passages.enumerated() {
            try insert(passage, ordinal: ordinal, coding: coding)
        }
        try WordIndex(db: db).add(entry.sentences, of: entry.report, coding: coding)
        let lines = entry.archived(received: received)
        for (ordinal, claim) in entry.claims.enumerated() {
            // The head comes before the claims.
            try insert(
                claim, json: lines[ordinal + 1], ordinal: ordinal, coding: coding, sentences: entry.sentences)
        }
        try insertRecord(of: entry, coding: coding)
        try Chain(db: db).append(coding: coding, report: entry.report.digest, lines: lines)
    }

    private func insert(_ passage: Passage, ordinal: Int, coding: Int64) throws {
        let (kind, reason, rule) = passage.kind.columns
        try db.cachedStatement(sql: "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: [coding, ordinal, passage.span.start, passage.span.end, kind, reason, rule])
    }

    private mutating func insert(
        _ claim: Claim, json: String, ordinal: Int, coding: Int64, sentences: [Entry.Sentence]
    ) throws {
        let block = maker.block(claim)
        touched[block, default: 0] += 1
        let sentence = sentences.firstIndex { $0.span.overlaps(claim.trigger) } ?? 0
        try db.cachedStatement(
            sql: """
                INSERT INTO claims (coding, ordinal, id, block, act, cameo, modality, earliest, latest, sentence,
                  confidence, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            coding, ordinal, claim.id, block, claim.act.name, claim.act.cameo, claim.modality.rawValue,
            claim.when?.earliest?.description, claim.when?.latest?.description, sentence + 1,
            claim.confidence, json,
        ])
        let seq = db.lastInsertedRowID
        let insert = try db.cachedStatement(sql: "INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?, ?)")
        for (side, roles) in [("source", claim.source), ("target", claim.target)] {
            for (place, role) in roles.enumerated() {
                try insert.execute(arguments: [
                    seq, side, place, role.actor.code, role.actor.sector, role.actor.name, role.ground.by,
                ])
            }
        }
        for (place, speaker) in claim.speaker.enumerated() {
            try insert.execute(arguments: [
                seq, "speaker", place, speaker.actor?.code ?? "", speaker.actor?.sector ?? "", speaker.name,
                "words",
            ])
        }
    }

    private func insertRecord(of entry: Entry, coding: Int64) throws {
        let answers = try db.cachedStatement(
            sql: """
                INSERT INTO answers (coding, origin, reply_to, basis, cue, first, last)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for answer in entry.answers {
            try answers.execute(arguments: [
                coding, answer.from, answer.to, answer.basis.rawValue, answer.cue, answer.span?.start,
                answer.span?.end,
            ])
        }
        for measure in entry.measures { try insert(measure, coding: coding) }
        let designations = try db.cachedStatement(
            sql: """
                INSERT INTO designations (coding, claim, name, folded, kind, role, first, last)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for designation in entry.designations {
            let object = designation.object
            try designations.execute(arguments: [
                coding, designation.claim, object.name, FoldedName(object.name).text, object.kind,
                object.role, object.span.start, object.span.end,
            ])
        }
    }

    private func insert(_ measure: Measure, coding: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO measures (coding, sender, target, kind, status, scope, count)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            coding, measure.by, measure.on, measure.kind, measure.status, measure.scope, measure.count,
        ])
        let seq = db.lastInsertedRowID
        let claims = try db.cachedStatement(sql: "INSERT INTO measure_claims VALUES (?, ?, ?)")
        for (ordinal, claim) in measure.claims.enumerated() {
            try claims.execute(arguments: [seq, ordinal, claim])
        }
    }
}

/// The full-text index of sentences; an index, not a record: it can be made again from the texts.
struct WordIndex {
    let db: Database

    func add(_ sentences: [Entry.Sentence], of report: Report, coding: Int64) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO sentences (coding, ordinal, first, last, reason) VALUES (?, ?, ?, ?, ?)")
        let index = try db.cachedStatement(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)")
        for (ordinal, sentence) in sentences.enumerated() {
            try insert.execute(arguments: [
                coding, ordinal + 1, sentence.span.start, sentence.span.end, sentence.reason,
            ])
            try index.execute(arguments: [db.lastInsertedRowID, Self.words(report.text[sentence.span])])
        }
    }

    /// Takes a coding's sentences out of the index.
    func remove(coding: Int64) throws {
        let sql = """
            SELECT s.seq, s.first, s.last, t.text, t.report FROM sentences s JOIN codings k ON k.seq = s.coding
            JOIN texts t ON t.report = k.report WHERE s.coding = ? ORDER BY s.seq
            """
        let rows = try Row.fetchAll(db, sql: sql, arguments: [coding])
        guard let first = rows.first else { return }
        let text = ScalarText(String(decoding: first["text"] as Data, as: UTF8.self))
        for row in rows {
            try db.execute(
                sql: "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
                arguments: [row["seq"] as Int64, Self.words(text[Span(row["first"], row["last"])])])
        }
    }

    /// SQLite ends a text at NUL.
    private static func words(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: " ") : text
    }
}

/// The chain of entries: each link holds the digest of the one before, so that a lost or altered row shows.
struct Chain {
    let db: Database

    /// - Parameter lines: all that the coding tells, as the archive writes it.
    func append(coding: Int64, report: String, lines: [String]) throws {
        let previous =
            try String.fetchOne(
                try db.cachedStatement(sql: "SELECT digest FROM entries ORDER BY seq DESC LIMIT 1")) ?? ""
        let content = Self.content(lines)
        try db.cachedStatement(sql: "INSERT INTO entries (coding, content, digest) VALUES (?, ?, ?)")
            .execute(arguments: [
                coding, content, Self.link(previous, coding: coding, report: report, content: content),
            ])
    }

    static func content(_ lines: [String]) -> String { hexadecimal(lines.joined(separator: "\n")) }

    static func link(_ previous: String, coding: Int64, report: String, content: String) -> String {
        hexadecimal([previous, String(coding), report, content].joined(separator: "\n"))
    }

    /// SHA-256 of a text's UTF-8.
    static func hexadecimal(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
