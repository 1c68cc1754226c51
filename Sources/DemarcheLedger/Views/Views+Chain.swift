package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// One event answers another, as a report says or lets suppose.
    package struct Link: Sendable {
        package let from: Cited
        /// Nil where the act answered is no event of the record.
        package let to: Cited?
        package let basis: Answer.Basis
        package let cue: String
        package let citation: Citation?
        /// The claim in whose sentence the answer is told.
        package let claim: String

        /// Of the two events and how the answer is known.
        package var id: String {
            StableDigest.of(["answer", from.event.id, to?.event.id ?? "", basis.rawValue])
        }
    }

    /// The answers of the record.
    ///
    /// - Parameters:
    ///   - event: only the chain that this event or claim stands in; nil for all.
    ///   - bases: which answers; the four kinds are never mixed in a count.
    package func links(
        around event: String? = nil, bases: [Answer.Basis] = [.stated, .sequence, .supposed, .inferred],
        knownBy day: Day? = nil
    ) throws -> [Link] {
        try ledger.read { db in
            let kinds = bases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            let sql = """
                SELECT a.origin, a.reply_to, a.basis, a.cue, c.sentence, r.id, r.url FROM answers a
                JOIN codings k ON k.seq = a.coding JOIN reports r ON r.seq = k.report
                JOIN claims c ON c.coding = a.coding AND c.id = a.origin
                WHERE a.basis IN (\(kinds)) AND \(isCurrent) ORDER BY r.published, r.id, a.seq
                """
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: ["day": day?.description ?? CurrentClaims.always])
            var finder = EventFinder(views: self, knownBy: day, db: db)
            let links = try rows.compactMap { row -> Link? in
                guard let from = try finder.event(of: row["origin"]),
                    let basis = Answer.Basis(rawValue: row["basis"])
                else {
                    return nil
                }
                let to = try (row["reply_to"] as String?).flatMap { try finder.event(of: $0) }
                if let to, to.event.id == from.event.id { return nil }
                return Link(
                    from: from, to: to, basis: basis, cue: row["cue"],
                    citation: Citation(report: row["id"], sentence: row["sentence"], url: row["url"]),
                    claim: row["origin"])
            }
            var told: Set<[String]> = []
            let once = links.filter {
                told.insert([$0.from.event.id, $0.to?.event.id ?? "", $0.basis.rawValue]).inserted
            }
            let chosen =
                try event.map { try Self.chain(once, around: finder.event(of: $0)?.event.id ?? $0) } ?? once
            return chosen.sorted { a, b in Self.isBefore(a.from.event, b.from.event) }
        }
    }

    /// The event that a claim's or an event's id leads to now.
    func standing(_ id: String, _ db: Database) throws -> Cited? {
        var (wanted, seen): (String, Set<String>) = (id, [])
        while seen.insert(wanted).inserted {
            let sql = """
                SELECT e.json, x.event AS ended, x.successor FROM events e LEFT JOIN event_ends x ON x.event = e.seq
                WHERE e.id = :id OR e.seq IN (SELECT event FROM event_claims WHERE claim = :id)
                ORDER BY x.event IS NULL DESC, e.seq DESC LIMIT 1
                """
            guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: ["id": wanted])
            else { return nil }
            if (row["ended"] as Int64?) == nil {
                return try Event(ledgerJSON: row["json"]).map { try cited($0, knownBy: nil, db) }
            }
            // A claim that moved to another pair has its successor there.
            let anchor = Event(ledgerJSON: row["json"])?.claims.first
            guard let next = try (row["successor"] as String?) ?? anchor.map({ try heir(of: $0, db) ?? $0 })
            else { return nil }
            wanted = next
        }
        return nil
    }

    /// The claim that a newer coding of the same report has at the words of an older claim that is no more.
    private func heir(of claim: String, _ db: Database) throws -> String? {
        let sql = """
            SELECT n.id FROM claims c JOIN codings k ON k.seq = c.coding JOIN claims n ON n.coding = (
              SELECT max(seq) FROM codings WHERE report = k.report)
            WHERE c.id = :id AND json_extract(n.json, '$.trigger') = json_extract(c.json, '$.trigger')
            ORDER BY n.id = c.id DESC, n.block = c.block DESC, n.act = c.act DESC, n.ordinal LIMIT 1
            """
        return try String.fetchOne(try db.cachedStatement(sql: sql), arguments: ["id": claim])
    }

    /// Finds the event of a claim as the views see the record: as it stands, or made anew from what was known.
    private struct EventFinder {
        let views: Views
        let knownBy: Day?
        let db: Database
        private var found: [String: Cited] = [:]
        private var blocks: Set<String> = []

        init(views: Views, knownBy: Day?, db: Database) {
            self.views = views
            self.knownBy = knownBy
            self.db = db
        }

        /// - Parameter id: a claim's or an event's.
        mutating func event(of id: String) throws -> Cited? {
            guard knownBy != nil || views.publishedBy != nil else { return try views.standing(id, db) }
            if let known = found[id] { return known }
            let current = views.current(db)
            let claim = try views.standing(id, db)?.event.claims.first ?? id
            guard let block = try current.block(ofClaim: claim, knownBy: knownBy),
                blocks.insert(block).inserted
            else { return nil }
            let told = try current.told(inBlock: block, knownBy: knownBy)
            let decisions = try current.judgements(on: told.map(\.claim.id), knownBy: knownBy)
            for event in views.maker.events(told, judged: decisions) {
                let cited = try views.cited(event, knownBy: knownBy, db)
                for key in event.claims + [event.id] { found[key] = cited }
            }
            return found[id] ?? found[claim]
        }
    }

    /// The links that hang together with an event.
    private static func chain(_ links: [Link], around event: String) -> [Link] {
        var reached: Set<String> = [event]
        var grew = true
        while grew {
            grew = false
            for link in links {
                let ends = [link.from.event.id] + (link.to.map { [$0.event.id] } ?? [])
                guard ends.contains(where: reached.contains) else { continue }
                for end in ends where reached.insert(end).inserted { grew = true }
            }
        }
        return links.filter { reached.contains($0.from.event.id) }
    }

    /// What became new or different since a day.
    package struct Change: Sendable {
        package enum Kind: String, Sendable { case new, altered, ended }

        package let kind: Kind
        package let event: Cited
        package let received: Day
        /// What the altered event was before, or what took the ended one's place.
        package let other: Event?
    }

    /// Events that are new, altered or gone since a day (that day included), in the order of the record.
    package func changes(since day: Day) throws -> [Change] {
        try ledger.read { db in
            let sql = """
                SELECT e.seq, e.json, e.received, x.event AS ended, x.received AS ended_on, x.successor FROM events e
                LEFT JOIN event_ends x ON x.event = e.seq WHERE e.received >= :day OR x.received >= :day ORDER BY e.seq
                """
            return try Row.fetchAll(db, sql: sql, arguments: ["day": day.description]).compactMap { row in
                guard let event = Event(ledgerJSON: row["json"]),
                    let received = Day(iso: row["received"] as String)
                else {
                    return nil
                }
                if (row["ended"] as Int64?) == nil {
                    return try arrival(event, seq: row["seq"], received, since: day, db)
                }
                return try departure(
                    event, received, endedOn: row["ended_on"], successor: row["successor"], since: day, db)
            }
        }
    }

    private func arrival(_ event: Event, seq: Int64, _ received: Day, since day: Day, _ db: Database) throws
        -> Change?
    {
        let sql = """
            SELECT e.json FROM events e WHERE e.received < :day AND e.seq < :seq AND (e.id = :id OR e.seq IN (
              SELECT event FROM event_claims WHERE claim IN (SELECT claim FROM event_claims WHERE event = :seq)))
            ORDER BY e.seq DESC LIMIT 1
            """
        let before = try String.fetchOne(
            db, sql: sql, arguments: ["day": day.description, "seq": seq, "id": event.id]
        )
        .flatMap(Event.init(ledgerJSON:))
        let cited = try cited(event, knownBy: nil, db)
        if let before, before == event { return nil }
        return Change(kind: before == nil ? .new : .altered, event: cited, received: received, other: before)
    }

    /// Only what stood before the day can be gone since; what an altered event replaced is told with it.
    private func departure(
        _ event: Event, _ received: Day, endedOn: String, successor: String?, since day: Day, _ db: Database
    ) throws -> Change? {
        guard received < day, let ended = Day(iso: endedOn), ended >= day else { return nil }
        if try successor.flatMap({ try standing($0, db) }) != nil { return nil }
        return Change(kind: .ended, event: try cited(event, knownBy: nil, db), received: ended, other: nil)
    }
}
