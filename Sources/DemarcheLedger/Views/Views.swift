package import Demarche
internal import GRDB

/// The read side of the ledger: every answer is a fold over what was known by a day.
package struct Views: Sendable {
    let ledger: Ledger
    let maker: EventMaker
    /// Only what reports published by this day tell; nil for all.
    let publishedBy: Day?

    /// - Parameter publishedBy: leaves out every report published later, and those of unknown day.
    package init(ledger: Ledger, maker: EventMaker, publishedBy: Day? = nil) {
        self.ledger = ledger
        self.maker = maker
        self.publishedBy = publishedBy
    }

    /// The condition that a coding `k` of a report `r` counts.
    var isCurrent: String { CurrentClaims.isCurrent(publishedBy) }

    func current(_ db: Database) -> CurrentClaims {
        CurrentClaims(db: db, act: maker.act, publishedBy: publishedBy)
    }

    /// Where a claim stands: the report and the sentence, from 1.
    package struct Citation: Hashable, Sendable {
        package let report: String
        package let sentence: Int
        package let url: String?

        package init(report: String, sentence: Int, url: String?) {
            self.report = report
            self.sentence = sentence
            self.url = url
        }

        /// `[kurils, 4]`, as a text cites it.
        package var text: String { "[\(report), \(sentence)]" }
    }

    /// An event with where its claims stand, each place once.
    package struct Cited: Sendable {
        package let event: Event
        package let citations: [Citation]
        package let speakers: [String]

        var isDated: Bool { event.earliest != nil || event.latest != nil }
        /// Where it is told first: undated events stand in the order of the text.
        var place: (String, Int, String) {
            (citations.first?.report ?? "", citations.first?.sentence ?? 0, event.id)
        }
    }

    /// Which events are asked for.
    package struct Query: Sendable {
        /// Actor codes; nil for any.
        package var source: String?
        package var target: String?
        package var act: String?
        package var from: Day?
        package var to: Day?
        /// Only what was known by this day.
        package var knownBy: Day?
        /// Codebook §4: what counts as an event by default.
        package var modalities: [Claim.Modality] = [.done, .ongoing]
        package var limit: Int?
        /// Whether the limit keeps the last events and not the first.
        package var keepsLast = false

        package init() {}
    }

    /// The events in order of their days, undated ones last.
    package func events(_ query: Query) throws -> [Cited] {
        try ledger.read { db in
            let events = try isRefolded(query) ? refolded(query, db) : stored(query, db)
            let sorted = events.sorted(by: Self.isBefore)
            let kept = query.kept(sorted)
            let cited = try kept.map { try self.cited($0, knownBy: query.knownBy, db) }
            return cited.filter(\.isDated) + cited.filter { !$0.isDated }.sorted { $0.place < $1.place }
        }
    }

    /// Whether the standing events do not answer, because only a part of the claims counts.
    func isRefolded(_ query: Query) -> Bool { query.knownBy != nil || publishedBy != nil }

    /// By earliest possible day, then latest, then id; without days last.
    static func isBefore(_ a: Event, _ b: Event) -> Bool {
        let (x, y) = (a.earliest ?? a.latest, b.earliest ?? b.latest)
        if let x, let y {
            return x != y ? x < y : a.latest != b.latest ? Self.last(a) < Self.last(b) : a.id < b.id
        }
        return x != nil ? true : y != nil ? false : a.id < b.id
    }

    private static func last(_ event: Event) -> Int {
        event.latest?.ordinal ?? event.earliest?.ordinal ?? Int.max
    }

    /// The events that stand now.
    private func stored(_ query: Query, _ db: Database) throws -> [Event] {
        let (sql, arguments) = Self.ofPair(query) ?? Self.selection(query)
        return try Row.fetchAll(
            db, sql: "SELECT json FROM events WHERE seq IN (\(sql))", arguments: arguments
        ).compactMap { Event(ledgerJSON: $0["json"]) }
    }

    /// The last events of one actor towards another, from the tally of what stands, which is in the order of days: a pair
    /// of many thousands is read no further than the limit. Nil for other queries.
    private static func ofPair(_ query: Query) -> (sql: String, arguments: StatementArguments)? {
        guard let source = query.source, let target = query.target, query.act == nil,
            query.keepsLast || query.limit == nil
        else { return nil }
        var conditions = ["s.source = :source", "s.target = :target"]
        var arguments: [String: (any DatabaseValueConvertible)?] = ["source": source, "target": target]
        if let from = query.from {
            conditions.append("s.last >= :first")
            arguments["first"] = from.description
        }
        if let to = query.to {
            conditions.append("s.day BETWEEN '0' AND :last")
            arguments["last"] = to.description
        }
        conditions.append("s.modality IN (\(kinds(query)))")
        let sql = """
            SELECT s.event FROM standing s JOIN events e ON e.seq = s.event
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY s.day DESC, e.id DESC LIMIT \(query.limit ?? -1)
            """
        return (sql, StatementArguments(arguments))
    }

    private static func kinds(_ query: Query) -> String {
        query.modalities.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }

    /// Which rows of events stand now and are asked for, in the order of the record.
    static func selection(_ query: Query) -> (sql: String, arguments: StatementArguments) {
        var conditions = ["x.event IS NULL"]
        var arguments: [String: (any DatabaseValueConvertible)?] = [:]
        if let source = query.source {
            conditions.append("p.source = :source")
            arguments["source"] = source
        }
        if let target = query.target {
            conditions.append("p.target = :target")
            arguments["target"] = target
        }
        if let act = query.act {
            conditions.append("e.act = :act")
            arguments["act"] = act
        }
        if let from = query.from {
            conditions.append("coalesce(e.latest, e.earliest) >= :first")
            arguments["first"] = from.description
        }
        if let to = query.to {
            conditions.append("coalesce(e.earliest, e.latest) <= :last")
            arguments["last"] = to.description
        }
        conditions.append("e.modality IN (\(kinds(query)))")
        let pairs =
            query.source == nil && query.target == nil
            ? "events e" : "event_pairs p CROSS JOIN events e ON e.seq = p.event"
        // From the end, undated events come after all dated ones as well.
        let order =
            query.keepsLast
            ? "coalesce(e.earliest, e.latest, '') DESC, e.id DESC"
            : "coalesce(e.earliest, e.latest, '9999-12-31'), e.id"
        // One actor can have done it to several at once.
        let distinct = (query.source == nil) != (query.target == nil) ? "DISTINCT " : ""
        let sql = """
            SELECT \(distinct)e.seq FROM \(pairs) LEFT JOIN event_ends x ON x.event = e.seq
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT \(query.limit ?? -1)
            """
        return (sql, StatementArguments(arguments))
    }

    /// How many claims are gathered anew to tell what was known of a pair on a day: those of blocks that changed since.
    package func claimsRemade(from source: String, to target: String, knownBy day: Day) throws -> Int {
        try ledger.read { db in
            let current = current(db)
            return try current.blocks(from: source, to: target).reduce(0) { count, block in
                try isAsItStands(block, knownBy: day, current) ? count : count + current.count(inBlock: block)
            }
        }
    }

    private func isAsItStands(_ block: String, knownBy day: Day?, _ current: CurrentClaims) throws -> Bool {
        guard publishedBy == nil, let day else { return false }
        return try !current.isTouched(block, after: day)
    }

    /// The events of the claims that were known by the day, made anew where anything came in since.
    private func refolded(_ query: Query, _ db: Database) throws -> [Event] {
        let current = current(db)
        return try current.blocks(from: query.source, to: query.target).flatMap { block -> [Event] in
            if try isAsItStands(block, knownBy: query.knownBy, current) {
                return try current.standing(inBlock: block)
            }
            let told = try current.told(inBlock: block, knownBy: query.knownBy)
            let decisions = try current.judgements(on: told.map(\.claim.id), knownBy: query.knownBy)
            return maker.events(told, judged: decisions)
        }.filter { query.admits($0) }
    }

    func cited(_ event: Event, knownBy day: Day?, _ db: Database) throws -> Cited {
        var citations: [Citation] = []
        var speakers: [String] = []
        for claim in event.claims {
            for citation in try self.citations(ofClaim: claim, knownBy: day, db)
            where !citations.contains(citation) {
                citations.append(citation)
            }
            let said = try db.cachedStatement(
                sql: """
                    SELECT o.name FROM claims c JOIN roles o ON o.claim = c.seq AND o.side = 'speaker'
                    WHERE c.id = ? ORDER BY c.seq, o.ordinal
                    """)
            let names = try String.fetchAll(said, arguments: [claim])
            for name in names where !speakers.contains(name) { speakers.append(name) }
        }
        return Cited(event: event, citations: citations, speakers: speakers)
    }

    func citations(ofClaim claim: String, knownBy day: Day?, _ db: Database) throws -> [Citation] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT r.id, c.sentence, r.url FROM claims c JOIN codings k ON k.seq = c.coding
                JOIN reports r ON r.seq = k.report WHERE c.id = :claim AND \(isCurrent) ORDER BY c.seq
                """)
        let rows = try Row.fetchAll(
            statement, arguments: ["claim": claim, "day": day?.description ?? CurrentClaims.always])
        return rows.map { Citation(report: $0["id"], sentence: $0["sentence"], url: $0["url"]) }
    }
}

extension Views.Query {
    /// The events within the limit; those without days go first where they must.
    func kept(_ sorted: [Event]) -> [Event] {
        guard let limit, sorted.count > limit else { return sorted }
        guard keepsLast else { return Array(sorted.prefix(limit)) }
        let dated = sorted.filter { $0.earliest != nil || $0.latest != nil }
        let undated = sorted.filter { $0.earliest == nil && $0.latest == nil }
        return Array(dated.suffix(limit)) + undated.prefix(max(0, limit - dated.count))
    }

    /// Whether an event is one of those asked for.
    func admits(_ event: Event) -> Bool {
        if let source, !event.source.contains(where: { $0.code == source }) { return false }
        if let target, !event.target.contains(where: { $0.code == target }) { return false }
        if let act, event.act.name != act { return false }
        if let from {
            guard let last = event.latest ?? event.earliest, last >= from else { return false }
        }
        if let to {
            guard let first = event.earliest ?? event.latest, first <= to else { return false }
        }
        return modalities.contains(event.modality)
    }
}
