package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// How much the ledger holds.
    package struct Totals: Sendable {
        package let reports: Int
        package let withdrawn: Int
        /// Events that stand now.
        package let events: Int
        package let judgements: Int
        /// The newest day of receipt; nil in an empty ledger.
        package let received: Day?
        /// The first and last day of publication.
        package let published: ClosedRange<Day>?
        package let versions: [Claim.Version]
    }

    package func totals() throws -> Totals {
        try ledger.read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            func day(_ sql: String) throws -> Day? {
                try String.fetchOne(db, sql: sql).flatMap { Day(iso: $0) }
            }
            let months = "SELECT %(month) FROM report_months WHERE month <> '' AND reports > 0"
            func month(_ function: String) throws -> Day? {
                try String.fetchOne(db, sql: months.replacing("%(", with: function + "(")).flatMap {
                    Day(iso: $0 + "-01")
                }
            }
            let (first, last) = (try month("min"), try month("max"))
            let versions = try Row.fetchAll(db, sql: "SELECT program, lexicon, model FROM runs ORDER BY seq")
            return Totals(
                reports: try count("SELECT coalesce(max(seq), 0) FROM reports"),
                withdrawn: try count("SELECT count(*) FROM withdrawals"),
                events: try count("SELECT coalesce(sum(events), 0) FROM event_months"),
                judgements: try count("SELECT count(*) FROM judgements"),
                received: try day("SELECT received FROM codings ORDER BY seq DESC LIMIT 1"),
                published: first.flatMap { first in last.map { first...max(first, $0.lastOfMonth) } },
                versions: versions.map {
                    Claim.Version(program: $0["program"], lexicon: $0["lexicon"], model: $0["model"])
                })
        }
    }

    /// Events of a directed pair in a month; `month` is nil for undated ones.
    package struct MonthTally: Hashable, Sendable {
        /// The month's first day.
        package let month: Day?
        package let count: Int
    }

    /// Done events from one actor to another by month, in order; undated ones first.
    package func months(from source: String, to target: String) throws -> [MonthTally] {
        try ledger.read { db in
            try Self.counts(
                db,
                "SELECT month, events AS n FROM pair_months WHERE source = ? AND target = ? AND events > 0",
                [source, target])
        }
    }

    /// Done events of all actors by month; undated ones first.
    package func eventMonths() throws -> [MonthTally] {
        try ledger.read { db in
            try Self.counts(db, "SELECT month, events AS n FROM event_months WHERE events > 0", [])
        }
    }

    /// Reports by month of publication; those without a day first.
    package func reportMonths() throws -> [MonthTally] {
        try ledger.read { db in
            try Self.counts(db, "SELECT month, reports AS n FROM report_months WHERE reports > 0", [])
        }
    }

    private static func counts(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws
        -> [MonthTally]
    {
        try Row.fetchAll(db, sql: sql + " ORDER BY month", arguments: arguments).map { row in
            MonthTally(month: Day(iso: (row["month"] as String) + "-01"), count: row["n"])
        }
    }

    /// A directed pair with how many done events it has.
    package struct PairCount: Hashable, Sendable {
        package let source: String
        package let target: String
        package let count: Int
    }

    /// Pairs, the busiest first; those of one actor where one is named.
    package func pairs(of actor: String? = nil, limit: Int, offset: Int = 0) throws -> [PairCount] {
        try ledger.read { db in
            // Two ways in, each with its index.
            let sides =
                actor == nil ? [""] : ["AND source = :actor", "AND target = :actor AND source <> :actor"]
            let found = sides.map {
                "SELECT source, target, events FROM pair_totals WHERE events > 0 \($0)"
            }.joined(separator: " UNION ALL ")
            var arguments: [String: (any DatabaseValueConvertible)?] = ["limit": limit, "offset": offset]
            if let actor { arguments["actor"] = actor }
            return try Row.fetchAll(
                db, sql: "\(found) ORDER BY events DESC, source, target LIMIT :limit OFFSET :offset",
                arguments: StatementArguments(arguments)
            ).map { PairCount(source: $0["source"], target: $0["target"], count: $0["events"]) }
        }
    }

    /// In how many done events each actor stands, as doer or recipient.
    package func actorTotals() throws -> [String: Int] {
        try ledger.read { db in
            try Row.fetchAll(db, sql: "SELECT code, events FROM actor_totals WHERE events > 0")
                .reduce(into: [:]) { $0[$1["code"]] = $1["events"] }
        }
    }

    /// A cell of the matrix: how many events, and the newest month against the pair's own norm.
    package struct Cell: Hashable, Sendable {
        package let count: Int
        /// Events of the month asked for.
        package let now: Int
        /// Events a month in the twelve months before it.
        package let norm: Double
    }

    /// The actors with most done events, and the directed pairs among them.
    package struct Matrix: Sendable {
        package let actors: [String]
        /// The month that is compared; nil where no event has a day.
        package let month: Day?
        /// How many months of the record the norm rests on, 12 at most.
        package let span: Int
        package let cells: [[Cell?]]
    }

    /// - Parameters:
    ///   - size: so many actors at most.
    ///   - month: the month to compare; nil for the newest with events.
    package func matrix(size: Int, month asked: Day? = nil) throws -> Matrix {
        try ledger.read { db in
            let busiest = """
                SELECT code FROM actor_totals WHERE code <> '' AND events > 0 ORDER BY events DESC, code LIMIT ?
                """
            let actors = try String.fetchAll(db, sql: busiest, arguments: [size])
            let edges = try Row.fetchOne(
                db,
                sql:
                    "SELECT min(month) AS first, max(month) AS last FROM event_months WHERE month <> '' AND events > 0"
            )
            let month = asked?.firstOfMonth ?? (edges?["last"] as String?).flatMap { Day(iso: $0 + "-01") }
            let first = (edges?["first"] as String?).flatMap { Day(iso: $0 + "-01") }
            let span =
                month.flatMap { now in
                    first.map { (now.year - $0.year) * 12 + now.month - $0.month }
                } ?? 0
            let months = min(12, max(0, span))
            let cells = try actors.map { source in
                try actors.map { target in
                    try Self.cell(source, target, month: month, months: months, db)
                }
            }
            return Matrix(actors: actors, month: month, span: months, cells: cells)
        }
    }

    private static func cell(_ source: String, _ target: String, month: Day?, months: Int, _ db: Database)
        throws
        -> Cell?
    {
        let total = try Int.fetchOne(
            try db.cachedStatement(sql: "SELECT events FROM pair_totals WHERE source = ? AND target = ?"),
            arguments: [source, target])
        guard let total, total > 0 else { return nil }
        guard let month else { return Cell(count: total, now: 0, norm: 0) }
        func sum(_ first: Day, _ last: Day) throws -> Int {
            try Int.fetchOne(
                try db.cachedStatement(
                    sql: """
                        SELECT coalesce(sum(events), 0) FROM pair_months
                        WHERE source = ? AND target = ? AND month BETWEEN ? AND ?
                        """),
                arguments: [
                    source, target, String(first.description.prefix(7)), String(last.description.prefix(7)),
                ]
            ) ?? 0
        }
        let before = months > 0 ? try sum(month.adding(months: -months), month.adding(months: -1)) : 0
        return Cell(
            count: total, now: try sum(month, month),
            norm: months > 0 ? Double(before) / Double(months) : 0)
    }
}
