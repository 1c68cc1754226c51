package import Demarche
internal import Foundation
internal import GRDB

/// A state's codes in other schemes, from the lexicon.
package struct StateCodes: Hashable, Sendable {
    package let name: String
    package let cow: String
    package let fips: String
    package let cameo: String
    /// ISO 3166 alpha-2; empty where there is none.
    package let alpha2: String

    /// Days on which a code was another.
    package let spans: [Span]

    /// Codes while they held; nil where the standing one did.
    package struct Span: Hashable, Sendable {
        package let from: Day?
        package let to: Day?
        package let cow: String?
        package let fips: String?
        package let cameo: String?

        package init(from: Day?, to: Day?, cow: String? = nil, fips: String? = nil, cameo: String? = nil) {
            self.from = from
            self.to = to
            self.cow = cow
            self.fips = fips
            self.cameo = cameo
        }

        fileprivate func holds(on day: Day) -> Bool {
            (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
        }
    }

    package init(
        name: String, cow: String, fips: String, cameo: String, alpha2: String = "", spans: [Span] = []
    ) {
        self.alpha2 = alpha2
        self.spans = spans
        self.name = name
        self.cow = cow
        self.fips = fips
        self.cameo = cameo
    }

    /// The codes of a day; the standing ones where no day is known.
    func on(_ day: Day?) -> StateCodes {
        guard let day else { return self }
        return spans.reduce(self) { codes, span in
            guard span.holds(on: day) else { return codes }
            return StateCodes(
                name: name, cow: span.cow ?? codes.cow, fips: span.fips ?? codes.fips,
                cameo: span.cameo ?? codes.cameo, alpha2: alpha2)
        }
    }
}

/// An event with all that a foreign table asks of it.
package struct ExportItem: Sendable {
    package let event: Event
    /// The day on which we knew.
    package let received: Day
    package let tellings: [Telling]

    /// One claim of the event with its report.
    package struct Telling: Sendable {
        package let claim: Claim
        package let report: Report
        /// From 1.
        package let sentence: Int
    }

    package var place: PlaceMention? { tellings.lazy.compactMap(\.claim.place).first }

    /// Reports that tell it, each once.
    package var reports: [Report] {
        var seen: Set<String> = []
        return tellings.map(\.report).filter { seen.insert($0.digest).inserted }
    }

    /// A number for schemes that number events: the first 60 bits of the id, the same in every ledger.
    package var number: Int { Int(event.id.prefix(15), radix: 16) ?? 0 }
}

extension Views {
    /// Calls `body` with each event asked for, in the order of the record; a few hundred are in memory at once.
    package func exportItems(_ query: Query, _ body: (ExportItem) throws -> Void) throws {
        if isRefolded(query) {
            let events = try events(query).map(\.event)
            for event in events { try body(try ledger.read { db in try item(event, query, db) }) }
            return
        }
        let rows = try ledger.read { db in
            let (sql, arguments) = Self.selection(query)
            return try Int64.fetchAll(db, sql: sql, arguments: arguments)
        }
        for start in stride(from: 0, to: rows.count, by: 256) {
            let items = try ledger.read { db in
                try rows[start..<min(start + 256, rows.count)].compactMap { row in
                    let statement = try db.cachedStatement(sql: "SELECT json FROM events WHERE seq = ?")
                    let json = try String.fetchOne(statement, arguments: [row])
                    return try json.flatMap(Event.init(ledgerJSON:)).map { try item($0, query, db) }
                }
            }
            for item in items { try body(item) }
        }
    }

    private func item(_ event: Event, _ query: Query, _ db: Database) throws -> ExportItem {
        let statement = try db.cachedStatement(sql: "SELECT min(received) FROM events WHERE id = ?")
        let received = try String.fetchOne(statement, arguments: [event.id])
        return ExportItem(
            event: event, received: received.flatMap { Day(iso: $0) } ?? Day(ordinal: 0),
            tellings: try event.claims.flatMap { try tellings(of: $0, knownBy: query.knownBy, db) })
    }

    private func tellings(of claim: String, knownBy day: Day?, _ db: Database) throws -> [ExportItem.Telling]
    {
        let sql = """
            SELECT c.sentence, k.report FROM claims c JOIN codings k ON k.seq = c.coding
            JOIN reports r ON r.seq = k.report WHERE c.id = :claim AND \(isCurrent) LIMIT 1
            """
        let row = try Row.fetchOne(
            try db.cachedStatement(sql: sql),
            arguments: ["claim": claim, "day": day?.description ?? CurrentClaims.always])
        guard let row else { return [] }
        let told = try current(db).claims([claim], knownBy: day)
        let report = try StoredReports(db: db).report(row["report"])
        return told.map { ExportItem.Telling(claim: $0, report: report, sentence: row["sentence"]) }
    }
}
