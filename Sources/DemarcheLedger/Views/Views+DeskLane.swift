package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// Events of one direction in a stretch of time, as many as a page can show.
    package struct Lane: Sendable {
        package let source: String
        package let target: String
        /// In the order of their days; undated ones apart.
        package let dated: [Told]
        package let undated: [Told]
        /// How many there are in all in this stretch, shown or not.
        package let total: Int
        package let totalUndated: Int

        package init(
            source: String, target: String, dated: [Told], undated: [Told], total: Int, totalUndated: Int
        ) {
            self.source = source
            self.target = target
            self.dated = dated
            self.undated = undated
            self.total = total
            self.totalUndated = totalUndated
        }
    }

    /// An event with the words of its first claim's sentence, and whether a person has read it.
    package struct Told: Sendable {
        package let cited: Cited
        /// The sentence; empty where the report was withdrawn.
        package let words: String
        package let isReviewed: Bool
        /// How many claims tell it.
        package var claims: Int { cited.event.claims.count }
        package var event: Event { cited.event }
    }

    /// A stretch of time, what was known by when, and which modalities.
    package struct Window: Hashable, Sendable {
        package var from: Day?
        package var to: Day?
        package var knownBy: Day?
        package var modalities: [Claim.Modality] = [.done, .ongoing]
        /// At most so many dated events, the newest.
        package var limit = 60
        /// At most so many without a day, those that came in last.
        package var limitUndated = 40

        package init() {}
    }

    package func lane(from source: String, to target: String, _ window: Window) throws -> Lane {
        if window.knownBy != nil { return try refoldedLane(from: source, to: target, window) }
        return try ledger.read { db in
            let stands = """
                s.source = :source AND s.target = :target
                AND s.modality IN (\(window.modalities.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
                """
            // An event can begin before the stretch and reach into it: those vague by up to a year are found.
            let dated = "\(stands) AND s.day BETWEEN :early AND :last AND s.day <> '' AND s.last >= :first"
            let pair: [String: any DatabaseValueConvertible] = ["source": source, "target": target]
            let days: [String: any DatabaseValueConvertible] = [
                "early": window.from?.adding(days: -366).description ?? "0",
                "first": window.from?.description ?? "0",
                "last": window.to?.description ?? CurrentClaims.always,
            ]
            let undated = "\(stands) AND s.day = ''"
            var texts = Texts()
            func told(
                _ sql: String, _ limit: Int, _ arguments: [String: any DatabaseValueConvertible]
            ) throws -> [Told] {
                let limited = arguments.merging(["limit": limit]) { $1 }
                return try String.fetchAll(
                    db,
                    sql:
                        "SELECT e.json FROM standing s JOIN events e ON e.seq = s.event WHERE \(sql) LIMIT :limit",
                    arguments: StatementArguments(limited)
                ).compactMap(Event.init(ledgerJSON:)).map { try self.told($0, knownBy: nil, db, &texts) }
            }
            func count(_ sql: String, _ arguments: [String: any DatabaseValueConvertible]) throws -> Int {
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM standing s WHERE \(sql)",
                    arguments: StatementArguments(arguments))
                    ?? 0
            }
            let inside = pair.merging(days) { $1 }
            return Lane(
                source: source, target: target,
                dated: try told("\(dated) ORDER BY s.day DESC, s.event DESC", window.limit, inside)
                    .reversed(),
                undated: try told("\(undated) ORDER BY s.event DESC", window.limitUndated, pair).reversed(),
                total: try count(dated, inside),
                totalUndated: try count(undated, pair))
        }
    }

    /// As it was known on an earlier day: made anew from the claims of that day.
    private func refoldedLane(from source: String, to target: String, _ window: Window) throws -> Lane {
        var query = Query()
        (query.source, query.target) = (source, target)
        (query.knownBy, query.modalities) = (window.knownBy, window.modalities)
        let all = try events(query)
        let inside = all.filter { cited in
            guard cited.isDated else { return false }
            let (first, last) = (
                cited.event.earliest ?? cited.event.latest, cited.event.latest ?? cited.event.earliest
            )
            return (window.from.map { from in last.map { $0 >= from } ?? true } ?? true)
                && (window.to.map { to in first.map { $0 <= to } ?? true } ?? true)
        }
        let undated = all.filter { !$0.isDated }
        return try ledger.read { db in
            var texts = Texts()
            func told(_ cited: some Sequence<Cited>) throws -> [Told] {
                try cited.map { try self.told($0, knownBy: window.knownBy, db, &texts) }
            }
            return Lane(
                source: source, target: target, dated: try told(inside.suffix(window.limit)),
                undated: try told(undated.suffix(window.limitUndated)), total: inside.count,
                totalUndated: undated.count)
        }
    }

    func told(_ event: Event, knownBy day: Day?, _ db: Database, _ texts: inout Texts) throws -> Told {
        try told(try cited(event, knownBy: day, db), knownBy: day, db, &texts)
    }

    private func told(_ cited: Cited, knownBy day: Day?, _ db: Database, _ texts: inout Texts) throws -> Told
    {
        Told(
            cited: cited,
            words: try cited.event.claims.first.flatMap { try texts.sentence(ofClaim: $0, db) } ?? "",
            isReviewed: try Self.isJudged(cited.event.claims, knownBy: day, db))
    }

    static func isJudged(_ claims: [String], knownBy day: Day?, _ db: Database) throws -> Bool {
        let sql = """
            SELECT EXISTS (SELECT 1 FROM judged d JOIN judgements j ON j.seq = d.judgement
              WHERE d.claim = ? AND j.received <= ?)
            """
        let statement = try db.cachedStatement(sql: sql)
        return try claims.contains {
            try Bool.fetchOne(statement, arguments: [$0, day?.description ?? CurrentClaims.always]) ?? false
        }
    }

    /// The newest events that stand, of any pair.
    package func newest(limit: Int, before cursor: Int64? = nil) throws -> [(seq: Int64, told: Told)] {
        try ledger.read { db in
            let sql = """
                SELECT e.seq, e.json FROM events e LEFT JOIN event_ends x ON x.event = e.seq
                WHERE x.event IS NULL AND e.modality IN ('done', 'ongoing') AND e.seq < ? ORDER BY e.seq DESC LIMIT ?
                """
            var texts = Texts()
            return try Row.fetchAll(db, sql: sql, arguments: [cursor ?? Int64.max, limit]).compactMap { row in
                try Event(ledgerJSON: row["json"]).map {
                    (row["seq"], try told($0, knownBy: nil, db, &texts))
                }
            }
        }
    }

    /// Answers in which these claims stand on either side, each with the events that they lead to now.
    package func answers(of claims: [String], knownBy day: Day? = nil) throws -> [Link] {
        try ledger.read { db in
            let sql = """
                SELECT a.seq, a.origin, a.reply_to, a.basis, a.cue, c.sentence, r.id, r.url FROM answers a
                JOIN codings k ON k.seq = a.coding JOIN reports r ON r.seq = k.report
                JOIN claims c ON c.coding = a.coding AND c.id = a.origin
                WHERE %@ = :claim AND \(isCurrent) ORDER BY a.seq
                """
            var found: [Int64: Link] = [:]
            var told: Set<[String]> = []
            for side in ["a.origin", "a.reply_to"] {
                let statement = try db.cachedStatement(sql: sql.replacing("%@", with: side))
                for claim in claims {
                    let arguments: StatementArguments = [
                        "claim": claim, "day": day?.description ?? CurrentClaims.always,
                    ]
                    for row in try Row.fetchAll(statement, arguments: arguments) {
                        guard found[row["seq"]] == nil, let link = try link(row, db),
                            told.insert([link.from.event.id, link.to?.event.id ?? "", link.basis.rawValue])
                                .inserted
                        else { continue }
                        found[row["seq"]] = link
                    }
                }
            }
            return found.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func link(_ row: Row, _ db: Database) throws -> Link? {
        guard let from = try standing(row["origin"], db), let basis = Answer.Basis(rawValue: row["basis"])
        else { return nil }
        let to = try (row["reply_to"] as String?).flatMap { try standing($0, db) }
        if let to, to.event.id == from.event.id { return nil }
        return Link(
            from: from, to: to, basis: basis, cue: row["cue"],
            citation: Citation(report: row["id"], sentence: row["sentence"], url: row["url"]),
            claim: row["origin"])
    }
}

/// Texts of reports, each fetched once for a page.
struct Texts {
    private var texts: [Int64: ScalarText] = [:]

    mutating func text(ofReport report: Int64, _ db: Database) throws -> ScalarText? {
        if let text = texts[report] { return text }
        let text = try Views.text(ofReport: report, db)
        texts[report] = text
        return text
    }

    /// The sentence in which a claim stands; nil where the report was withdrawn.
    mutating func sentence(ofClaim id: String, _ db: Database) throws -> String? {
        let sql = """
            SELECT s.first, s.last, k.report FROM claims c JOIN codings k ON k.seq = c.coding
            JOIN sentences s ON s.coding = c.coding AND s.ordinal = c.sentence WHERE c.id = ?
            ORDER BY c.seq DESC LIMIT 1
            """
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [id]) else {
            return nil
        }
        return try text(ofReport: row["report"], db)?[checked: Span(row["first"], row["last"])]
    }
}
