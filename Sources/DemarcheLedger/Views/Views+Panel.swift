internal import Demarche
internal import GRDB

extension Views {
    /// What one actor did to another in one month, for models that need every month of every pair.
    package struct PanelRow: Hashable, Sendable {
        package let source: String
        package let target: String
        package let month: Month
        /// Reports published in the month: 0 means that nobody looked, and then no event is no finding.
        package let reports: Int
        package let counts: Counts

        /// Whether the absence of events means that none was reported.
        package var isRead: Bool { reports > 0 }
    }

    /// Events of a month by PLOVER's four classes; events of no class count in the sum alone.
    package struct Counts: Hashable, Sendable {
        package private(set) var events = 0
        /// Verbal cooperation, material cooperation, verbal conflict, material conflict.
        package private(set) var quads = [0, 0, 0, 0]

        package init() {}

        mutating func add(_ count: Int, quad: Int) {
            events += count
            if (1...4).contains(quad) { quads[quad - 1] += count }
        }
    }

    /// A month of the calendar.
    package struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// Months since the year 0.
        let number: Int

        init(number: Int) { self.number = number }

        /// - Parameter text: `2022-10`, or a day of it.
        package init?(_ text: some StringProtocol) {
            let parts = text.split(separator: "-").prefix(2).compactMap { Int($0) }
            guard parts.count == 2, (1...12).contains(parts[1]), (0...9999).contains(parts[0]) else {
                return nil
            }
            number = parts[0] * 12 + parts[1] - 1
        }

        package var description: String {
            let (year, month) = (String(number / 12), String(number % 12 + 1))
            return String(repeating: "0", count: max(0, 4 - year.count)) + year
                + (month.count < 2 ? "-0" : "-") + month
        }

        package static func < (a: Month, b: Month) -> Bool { a.number < b.number }
    }

    /// The panel of all pairs that have an event, or of one pair of actors in both directions.
    package struct Panel: Sendable {
        /// By source and target.
        package let pairs: [(source: String, target: String)]
        package let months: [Month]
        /// Events whose days fit no single month, left out.
        package let monthless: Int
        private let counts: [Key: Counts]
        private let reports: [Month: Int]

        fileprivate struct Key: Hashable {
            let source: String
            let target: String
            let month: Month
        }

        fileprivate init(
            pairs: [(String, String)], months: [Month], monthless: Int, counts: [Key: Counts],
            reports: [Month: Int]
        ) {
            self.pairs = pairs.map { (source: $0.0, target: $0.1) }
            self.months = months
            self.monthless = monthless
            self.counts = counts
            self.reports = reports
        }

        /// Every month of every pair, made as they are asked for: a world's panel is large.
        package var rows: some Sequence<PanelRow> {
            pairs.lazy.flatMap { pair in
                months.lazy.map { month in
                    PanelRow(
                        source: pair.source, target: pair.target, month: month,
                        reports: reports[month] ?? 0,
                        counts: counts[Key(source: pair.source, target: pair.target, month: month)]
                            ?? Counts())
                }
            }
        }
    }

    /// Counts events by directed pair and month.
    ///
    /// - Parameters:
    ///   - pair: two actors, for both directions; nil for every pair that has an event.
    ///   - months: first and last; nil for those of the reports and events that there are.
    package func panel(
        of pair: (String, String)?, months wanted: (first: Month?, last: Month?), _ query: Query
    ) throws -> Panel {
        let reports = try ledger.read { db in try reportsByMonth(knownBy: query.knownBy, db) }
        let told = try monthCounts(query)
        let spanned = told.filter { pair.map(Self.isOf($0.source, $0.target)) ?? true }
        let all = reports.keys + spanned.compactMap(\.month)
        guard let first = wanted.first ?? all.min(), let last = wanted.last ?? all.max(), first <= last else {
            return Panel(pairs: [], months: [], monthless: 0, counts: [:], reports: reports)
        }
        var (counts, monthless): ([Panel.Key: Counts], Int) = ([:], 0)
        for item in spanned {
            guard let month = item.month else {
                monthless += item.count
                continue
            }
            let key = Panel.Key(source: item.source, target: item.target, month: month)
            if first <= month, month <= last {
                counts[key, default: Counts()].add(item.count, quad: item.quad)
            }
        }
        let pairs =
            pair.map { $0.0 == $0.1 ? [[$0.0, $0.1]] : [[$0.0, $0.1], [$0.1, $0.0]] }
            ?? Set(counts.keys.map { [$0.source, $0.target] }).sorted { $0.lexicographicallyPrecedes($1) }
        return Panel(
            pairs: pairs.map { ($0[0], $0[1]) }, months: (first.number...last.number).map(Month.init),
            monthless: monthless, counts: counts, reports: reports)
    }

    private static func isOf(_ source: String, _ target: String) -> ((String, String)) -> Bool {
        { pair in pair == (source, target) || pair == (target, source) }
    }

    /// So many events of one pair, month and class; no month where the days fit no single one.
    private struct MonthCount {
        let source: String
        let target: String
        let month: Month?
        let quad: Int
        let count: Int
    }

    private func monthCounts(_ query: Query) throws -> [MonthCount] {
        guard query.knownBy == nil, publishedBy == nil else {
            return try events(query).map(\.event).flatMap { event in
                event.source.flatMap { source in
                    event.target.map { target in
                        MonthCount(
                            source: source.code, target: target.code,
                            month: Self.month(event.earliest?.description, event.latest?.description),
                            quad: event.act.quad, count: 1)
                    }
                }
            }
        }
        let kinds = query.modalities.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let sql = """
            SELECT p.source, p.target, substr(e.earliest, 1, 7) AS first, substr(e.latest, 1, 7) AS last,
              coalesce(json_extract(e.json, '$.quad'), 0) AS quad, count(*) AS many
            FROM event_pairs p JOIN events e ON e.seq = p.event LEFT JOIN event_ends x ON x.event = e.seq
            WHERE x.event IS NULL AND e.modality IN (\(kinds)) AND p.source <> '' AND p.target <> ''
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            """
        return try ledger.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                MonthCount(
                    source: row["source"], target: row["target"],
                    month: Self.month(row["first"], row["last"]),
                    quad: row["quad"], count: row["many"])
            }
        }
    }

    /// The month that holds both days; nil where they fit no single one.
    private static func month(_ first: String?, _ last: String?) -> Month? {
        guard let first = (first ?? last).flatMap({ Month($0) }), let last = last.map({ Month($0) }) ?? first
        else { return nil }
        return first == last ? first : nil
    }

    private func reportsByMonth(knownBy day: Day?, _ db: Database) throws -> [Month: Int] {
        let published = publishedBy.map { " AND published <= '\($0)'" } ?? ""
        let sql = """
            SELECT substr(published, 1, 7) AS month, count(*) AS many FROM reports
            WHERE published IS NOT NULL AND received <= ?\(published)
              AND seq NOT IN (SELECT report FROM withdrawals) GROUP BY 1
            """
        let rows = try Row.fetchAll(db, sql: sql, arguments: [day?.description ?? CurrentClaims.always])
        return Dictionary(
            rows.compactMap { row in Month(row["month"] as String).map { ($0, row["many"] as Int) } },
            uniquingKeysWith: +)
    }
}
