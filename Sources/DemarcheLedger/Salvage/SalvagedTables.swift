internal import Demarche
internal import Foundation
internal import GRDB

/// The rows of a ledger's tables as far as its pages can be read.
struct SalvagedTables: Sendable {
    /// A row by its columns' names.
    struct StoredRow: Sendable {
        let number: Int64
        private let columns: [String: PageFile.Value]

        init(_ found: PageFile.FoundRow, columns names: [String]) {
            number = found.number
            columns = Dictionary(zip(names, found.values), uniquingKeysWith: { first, _ in first })
        }

        func text(_ name: String) -> String? { if case .text(let text) = columns[name] { text } else { nil } }

        func integer(_ name: String) -> Int? {
            if case .integer(let value) = columns[name] { Int(value) } else { nil }
        }

        func blob(_ name: String) -> Data? { if case .blob(let data) = columns[name] { data } else { nil } }

        func day(_ name: String) -> Day? { text(name).flatMap { Day(iso: $0) } }

        var id: String { text("id") ?? "?" }
        var span: Span? {
            guard let first = integer("first"), let last = integer("last"), 0 <= first, first <= last else {
                return nil
            }
            return Span(first, last)
        }
    }

    let reports: [StoredRow]
    private let tables: [String: [StoredRow]]
    private let byOwner: [String: [Int64: [StoredRow]]]

    /// The tables that a report's record lies in, and the column that says whose row it is.
    private static let owners = [
        "codings": "report", "sightings": "report", "passages": "coding", "sentences": "coding",
        "claims": "coding", "answers": "coding", "measures": "coding", "designations": "coding",
        "measure_claims": "measure", "entries": "coding", "withdrawals": "report", "texts": "report",
    ]

    /// Nil where the file was no ledger.
    init?(_ pages: PageFile) {
        guard pages.applicationID == Schema.applicationID, let shape = try? Self.shape() else { return nil }
        var roots = shape.roots
        // The file's own word on where its tables begin, where that can be read.
        for row in pages.rows(root: 1) where row.values.count == 5 {
            if case .text("table") = row.values[0], case .text(let name) = row.values[1],
                case .integer(let root) = row.values[3]
            {
                roots[name] = Int(root)
            }
        }
        var tables: [String: [StoredRow]] = [:]
        for (name, columns) in shape.columns {
            guard let root = roots[name] else { continue }
            let found = pages.rows(root: root).filter { $0.values.count == columns.count }
            tables[name] = found.map { StoredRow($0, columns: columns) }.sorted { $0.number < $1.number }
        }
        reports = tables["reports"] ?? []
        self.tables = tables
        byOwner = Dictionary(
            uniqueKeysWithValues: Self.owners.map { name, owner in
                // A row number stands in place of an integer primary key, which is stored as null.
                (
                    name,
                    Dictionary(grouping: tables[name] ?? []) { Int64($0.integer(owner) ?? Int($0.number)) }
                )
            })
    }

    /// Columns and first pages of a new ledger's tables.
    private static func shape() throws -> (columns: [String: [String]], roots: [String: Int]) {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        return try queue.read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
            var (columns, roots): ([String: [String]], [String: Int]) = ([:], [:])
            for row in rows {
                let name: String = row["name"]
                columns[name] = try db.columns(in: name).map(\.name)
                roots[name] = row["rootpage"]
            }
            return (columns, roots)
        }
    }

    private func rows(_ table: String, of owner: Int64, by column: String? = nil) -> [StoredRow] {
        let rows = byOwner[table]?[owner] ?? []
        return column.map { name in rows.sorted { ($0.integer(name) ?? 0) < ($1.integer(name) ?? 0) } }
            ?? rows
    }

    // MARK: What they tell

    /// The highest link of the chain that is there.
    var linksTold: Int { Int(tables["entries"]?.last?.number ?? 0) }

    /// A report whose text gives its digest.
    func report(_ stored: StoredRow) -> Report? {
        guard let digest = stored.text("digest"), let row = rows("texts", of: stored.number).first,
            let data = row.blob("text"), let text = String(validating: data, as: UTF8.self),
            Chain.hexadecimal(text) == digest
        else { return nil }
        return appearance(stored, text: ScalarText(text), title: row.text("title"), digest: digest, stored)
    }

    private func appearance(
        _ row: StoredRow, text: ScalarText, title: String?, digest: String, _ stored: StoredRow
    ) -> Report {
        Report(
            id: row.id, text: text, published: row.day("published"), title: title,
            source: row.text("source"), url: row.text("url"), language: stored.text("language"),
            digest: digest)
    }

    /// The report's other appearances.
    func sightings(of stored: StoredRow, _ report: Report) -> [(report: Report, received: Day)] {
        rows("sightings", of: stored.number).compactMap { row in
            row.day("received").map { day in
                (
                    appearance(
                        row, text: report.text, title: row.text("title"), digest: report.digest, stored), day
                )
            }
        }
    }

    /// Why and by whom the report was withdrawn; nil where it was not.
    func withdrawal(of stored: StoredRow) -> StoredRow? { rows("withdrawals", of: stored.number).first }

    /// The codings of a report that are whole, oldest first.
    func entries(of stored: StoredRow, _ report: Report) -> [(entry: Entry, received: Day)] {
        rows("codings", of: stored.number).compactMap { coding in
            guard let received = coding.day("received"),
                let run = tables["runs"]?.first(where: { Int($0.number) == coding.integer("run") }),
                let content = rows("entries", of: coding.number).first?.text("content"),
                let entry = entry(coding.number, report, run),
                Chain.content(entry.archived(received: received)) == content
            else { return nil }
            return (entry, received)
        }
    }

    private func entry(_ coding: Int64, _ report: Report, _ run: StoredRow) -> Entry? {
        guard let program = run.text("program"), let lexicon = run.text("lexicon"),
            let model = run.text("model")
        else { return nil }
        let claims = rows("claims", of: coding, by: "ordinal").compactMap { row in
            row.text("json").flatMap { try? JSON(reading: $0) }.flatMap { try? Claim(json: $0) }
        }
        return Entry(
            report: report, version: Claim.Version(program: program, lexicon: lexicon, model: model),
            passages: rows("passages", of: coding, by: "ordinal").compactMap(passage),
            sentences: rows("sentences", of: coding, by: "ordinal").compactMap { row in
                row.span.map { Entry.Sentence(span: $0, reason: row.text("reason") ?? "") }
            }, claims: claims, answers: rows("answers", of: coding).compactMap { answer($0, report) },
            measures: rows("measures", of: coding).compactMap { measure($0, report) },
            designations: rows("designations", of: coding).compactMap { designation($0, report) })
    }

    private func passage(_ row: StoredRow) -> Passage? {
        guard let span = row.span, let kind = row.text("kind"), let reason = row.text("reason"),
            let rule = row.text("rule")
        else { return nil }
        return Passage.Kind(kind: kind, reason: reason, rule: rule).map { Passage(span: span, kind: $0) }
    }

    private func answer(_ row: StoredRow, _ report: Report) -> Answer? {
        guard let from = row.text("origin"), let cue = row.text("cue"),
            let basis = row.text("basis").flatMap(Answer.Basis.init(rawValue:))
        else { return nil }
        return Answer(
            report: report.id, from: from, to: row.text("reply_to"), basis: basis, cue: cue, span: row.span)
    }

    private func measure(_ row: StoredRow, _ report: Report) -> Measure? {
        guard let by = row.text("sender"), let on = row.text("target"), let kind = row.text("kind"),
            let status = row.text("status"), let scope = row.text("scope")
        else { return nil }
        return Measure(
            report: report.id, by: by, on: on, kind: kind, status: status, scope: scope,
            count: row.integer("count"),
            claims: rows("measure_claims", of: row.number, by: "ordinal").compactMap { $0.text("claim") })
    }

    private func designation(_ row: StoredRow, _ report: Report) -> Designation? {
        guard let span = row.span, let claim = row.text("claim"), let name = row.text("name"),
            let kind = row.text("kind"), let role = row.text("role")
        else { return nil }
        let object = Claim.NamedObject(name: name, kind: kind, role: role, span: span)
        return Designation(report: report.id, object: object, claim: claim)
    }

    /// What people judged, in order.
    var decisions: [Decision] {
        (tables["judgements"] ?? []).compactMap { row in
            guard let kind = row.text("kind").flatMap(Decision.Kind.init(rawValue:)),
                let claims = row.text("claims"), let field = row.text("field"),
                let value = row.text("value"), let because = row.text("because"), let who = row.text("who"),
                let received = row.day("received")
            else { return nil }
            return Decision(
                kind: kind, claims: claims.split(separator: " ").map(String.init), field: field, value: value,
                because: because, who: who, received: received)
        }
    }
}

extension Ledger {
    /// Stores the tombstone of a report that was withdrawn.
    func restore(tombstone stored: SalvagedTables.StoredRow, _ withdrawal: SalvagedTables.StoredRow?) throws {
        guard let withdrawal, let digest = stored.text("digest"), let received = stored.day("received") else {
            return
        }
        let tombstone = Tombstone(
            id: stored.id, digest: digest, published: stored.text("published"), source: stored.text("source"),
            url: stored.text("url"), language: stored.text("language"), received: received,
            scalars: stored.integer("scalars") ?? 0, because: withdrawal.text("because") ?? "",
            who: withdrawal.text("who") ?? "", withdrawn: withdrawal.day("received") ?? received)
        try restore(tombstone)
    }
}
