internal import Demarche
internal import Foundation
internal import GRDB

/// Makes the events of blocks anew from their current claims, and writes only what changed.
///
/// An event that is no more gets an end that names its successor, so that its old id still answers.
struct Gathering {
    let db: Database
    let received: Day
    let maker: EventMaker

    func gather(_ blocks: [String]) throws {
        for block in blocks { try gather(block) }
    }

    private func gather(_ block: String) throws {
        let claims = CurrentClaims(db: db, act: maker.act)
        let told = try claims.told(inBlock: block, knownBy: nil)
        let judgements = try claims.judgements(on: told.map(\.claim.id), knownBy: nil)
        let events = maker.events(told, judged: judgements)
        try replace(block, by: events)
        try Backlog(db: db).remove(block)
    }

    private func replace(_ block: String, by events: [Event]) throws {
        let sql = """
            SELECT e.seq, e.json FROM events e LEFT JOIN event_ends x ON x.event = e.seq
            WHERE e.block = ? AND x.event IS NULL
            """
        var standing: [String: Int64] = [:]
        for row in try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [block]) {
            standing[row["json"]] = row["seq"]
        }
        var fresh: [(event: Event, json: String)] = []
        for event in events {
            let json = event.ledgerJSON.text
            if standing.removeValue(forKey: json) == nil { fresh.append((event, json)) }
        }
        for (event, json) in fresh { try insert(event, json: json, block: block) }
        for (json, seq) in standing.sorted(by: { $0.value < $1.value }) {
            try db.cachedStatement(sql: "INSERT INTO event_ends VALUES (?, ?, ?)").execute(arguments: [
                seq, Event(ledgerJSON: json).flatMap { Self.successor(of: $0, among: events) },
                received.description,
            ])
        }
    }

    /// The event that tells the anchor claim now, else the one that shares most claims.
    private static func successor(of old: Event, among events: [Event]) -> String? {
        let shared = events.map { (event: $0, count: Set($0.claims).intersection(old.claims).count) }
        if let anchor = old.claims.first, let heir = events.first(where: { $0.claims.contains(anchor) }) {
            return heir.id
        }
        return shared.filter { $0.count > 0 }.max { ($0.count, $1.event.id) < ($1.count, $0.event.id) }?.event
            .id
    }

    private func insert(_ event: Event, json: String, block: String) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO events (id, block, act, modality, earliest, latest, received, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            event.id, block, event.act.name, event.modality.rawValue, event.earliest?.description,
            event.latest?.description, received.description, json,
        ])
        let seq = db.lastInsertedRowID
        let claims = try db.cachedStatement(sql: "INSERT INTO event_claims VALUES (?, ?, ?)")
        for (ordinal, claim) in event.claims.enumerated() {
            try claims.execute(arguments: [seq, ordinal, claim])
        }
        let pairs = try db.cachedStatement(sql: "INSERT OR IGNORE INTO event_pairs VALUES (?, ?, ?)")
        for source in event.source.isEmpty ? [""] : event.source.map(\.code) {
            for target in event.target.isEmpty ? [""] : event.target.map(\.code) {
                try pairs.execute(arguments: [source, target, seq])
            }
        }
    }

    static func merged(_ events: [Event], _ claims: [String]) -> [Event] {
        let joined = events.filter { !Set($0.claims).isDisjoint(with: claims) }
        guard joined.count > 1, let anchor = claims.first,
            let first = joined.first(where: { $0.claims.contains(anchor) })
        else {
            return events
        }
        let others = joined.filter { $0.id != first.id }.sorted { $0.id < $1.id }
        let dated = [first] + others
        let earliest = dated.compactMap(\.earliest).max()
        let latest = dated.compactMap(\.latest).min()
        // Days that cannot agree stay those of the first.
        let agree = earliest.flatMap { early in latest.map { early <= $0 } } ?? true
        let one = first.replacing(
            id: first.id, claims: dated.flatMap(\.claims), earliest: agree ? earliest : first.earliest,
            latest: agree ? latest : first.latest)
        return events.compactMap { event in
            event.id == first.id ? one : others.contains { $0.id == event.id } ? nil : event
        }
    }
}

extension EventMaker {
    /// The events of a block after what people decided: of a merge and a split of one claim, the later holds.
    func events(_ told: [Told], judged decisions: [Decision]) -> [Event] {
        var alone: Set<String> = []
        var joined: [[String]] = []
        for decision in decisions {
            if decision.kind == .split { alone.formUnion(decision.claims) }
            if decision.kind == .merge {
                alone.subtract(decision.claims)
                joined.append(decision.claims)
            }
        }
        let together = events(told.filter { !alone.contains($0.claim.id) })
        let parted = told.filter { alone.contains($0.claim.id) }.flatMap { events([$0]) }
        return joined.reduce(together + parted) { events, claims in
            Gathering.merged(events, claims.filter { !alone.contains($0) })
        }
    }
}

/// The claims that hold: each report's newest coding, as people corrected it.
struct CurrentClaims {
    let db: Database
    /// What the lexicon says of an act; nil where a stored claim's own words are enough.
    let act: (String) -> Act?
    /// Only reports published by this day count; nil for all, undated ones too.
    let publishedBy: Day?

    init(db: Database, act: @escaping (String) -> Act? = { _ in nil }, publishedBy: Day? = nil) {
        self.db = db
        self.act = act
        self.publishedBy = publishedBy
    }

    /// The claims of a block, by report and place.
    /// - Parameter day: only what was known then; nil for all that is known now.
    func told(inBlock block: String, knownBy day: Day?) throws -> [EventMaker.Told] {
        let sql = """
            SELECT DISTINCT c.seq, c.json, k.report FROM claims c JOIN codings k ON k.seq = c.coding
            JOIN reports r ON r.seq = k.report
            WHERE \(Self.isCurrent(publishedBy))
              AND (c.block = :block OR c.id IN (SELECT claim FROM moves WHERE block = :block))
              AND coalesce((SELECT m.block FROM moves m JOIN judgements j ON j.seq = m.judgement
                WHERE m.claim = c.id AND j.received <= :day ORDER BY m.seq DESC LIMIT 1), c.block) = :block
            ORDER BY r.digest, c.ordinal
            """
        let rows = try Row.fetchAll(
            try db.cachedStatement(sql: sql),
            arguments: ["block": block, "day": day?.description ?? Self.always])
        return try told(rows, knownBy: day)
    }

    /// The blocks that can hold an event from one actor to another; those of any where an actor is nil.
    func blocks(from source: String?, to target: String?) throws -> [String] {
        let sql = """
            SELECT block FROM claims c WHERE \(Self.hasRole("source")) AND \(Self.hasRole("target"))
            UNION SELECT block FROM moves ORDER BY block
            """
        return try String.fetchAll(db, sql: sql, arguments: ["source": source, "target": target])
    }

    /// Whether anything of a block came in after a day: a claim, an event, an end of one. What was known on the day of any
    /// other block is what stands.
    func isTouched(_ block: String, after day: Day) throws -> Bool {
        let sql = """
            SELECT EXISTS (SELECT 1 FROM events WHERE block = :block AND received > :day)
              OR EXISTS (SELECT 1 FROM events e JOIN event_ends x ON x.event = e.seq
                WHERE e.block = :block AND x.received > :day)
              OR EXISTS (SELECT 1 FROM claims c JOIN codings k ON k.seq = c.coding JOIN reports r ON r.seq = k.report
                WHERE c.block = :block AND (k.received > :day OR r.received > :day))
              OR EXISTS (SELECT 1 FROM moves m JOIN judgements j ON j.seq = m.judgement
                WHERE j.received > :day AND (m.block = :block
                  OR m.claim IN (SELECT id FROM claims WHERE block = :block)))
            """
        return try Bool.fetchOne(
            try db.cachedStatement(sql: sql), arguments: ["block": block, "day": day.description]) ?? true
    }

    /// The events of a block that stand.
    func standing(inBlock block: String) throws -> [Event] {
        let sql = """
            SELECT e.json FROM events e LEFT JOIN event_ends x ON x.event = e.seq
            WHERE e.block = ? AND x.event IS NULL ORDER BY e.seq
            """
        return try String.fetchAll(try db.cachedStatement(sql: sql), arguments: [block]).compactMap(
            Event.init(ledgerJSON:))
    }

    /// How many claims a block has, as they fell into it.
    func count(inBlock block: String) throws -> Int {
        try Int.fetchOne(
            try db.cachedStatement(sql: "SELECT count(*) FROM claims WHERE block = ?"), arguments: [block])
            ?? 0
    }

    private static func hasRole(_ side: String) -> String {
        "(:\(side) IS NULL OR c.seq IN (SELECT claim FROM roles WHERE code = :\(side) AND side = '\(side)'))"
    }

    /// A block that a claim was moved to by a person, else the one that it fell into.
    func block(ofClaim claim: String, knownBy day: Day? = nil) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT coalesce((SELECT m.block FROM moves m JOIN judgements j ON j.seq = m.judgement
                  WHERE m.claim = :claim AND j.received <= :day ORDER BY m.seq DESC LIMIT 1),
                  (SELECT block FROM claims WHERE id = :claim ORDER BY seq DESC LIMIT 1))
                """, arguments: ["claim": claim, "day": day?.description ?? Self.always])
    }

    /// The day after all days.
    static var always: String { "9999-12-31" }

    /// Of coding `k` and report `r`: the newest of its report that was known by `:day`, if it was published by then.
    static func isCurrent(_ publishedBy: Day?) -> String {
        let published = publishedBy.map { " AND r.published <= '\($0)'" } ?? ""
        return """
            k.received <= :day AND r.received <= :day\(published) AND NOT EXISTS (SELECT 1 FROM codings n
              WHERE n.report = k.report AND n.seq > k.seq AND n.received <= :day)
            """
    }

    private func told(_ rows: [Row], knownBy day: Day?) throws -> [EventMaker.Told] {
        var reports: [Int64: Report] = [:]
        let all = try rows.map { row -> EventMaker.Told in
            let seq: Int64 = row["report"]
            let report = try reports[seq] ?? StoredReports(db: db).report(seq)
            reports[seq] = report
            return EventMaker.Told(claim: try Claim(stored: row["json"], act: act), report: report)
        }
        guard try hasJudgements() else { return all }
        return try all.compactMap { item in
            let judgements = try judgements(on: [item.claim.id], knownBy: day)
            if judgements.last(where: { $0.kind == .reject || $0.kind == .accept })?.kind == .reject {
                return nil
            }
            let fixes = judgements.filter { $0.kind == .fix }
            return fixes.isEmpty
                ? item : EventMaker.Told(claim: try item.claim.fixed(by: fixes), report: item.report)
        }
    }

    func hasJudgements() throws -> Bool {
        try Bool.fetchOne(try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM judgements)")) ?? false
    }

    /// What was decided about any of these claims, in order.
    func judgements(on claims: [String], knownBy day: Day?) throws -> [Decision] {
        guard !claims.isEmpty, try hasJudgements() else { return [] }
        let wanted = Set(claims)
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM judgements WHERE received <= ? ORDER BY seq",
            arguments: [day?.description ?? Self.always])
        return try rows.map(Decision.init(row:)).filter { !wanted.isDisjoint(with: $0.claims) }
    }
}

extension Claim {
    /// A claim as the ledger kept it.
    init(stored text: String, act: (String) -> Act? = { _ in nil }) throws {
        do { self = try Claim(json: try JSON(reading: text), act: act) } catch {
            throw LedgerError(.damaged, "a stored claim cannot be read (\(error)); run: demarche verify")
        }
    }
}

extension Decision {
    init(row: Row) throws {
        guard let kind = Kind(rawValue: row["kind"]), let day = Day(iso: row["received"] as String) else {
            throw LedgerError(.damaged, "a judgement cannot be read; run: demarche verify")
        }
        self.init(
            kind: kind, claims: (row["claims"] as String).split(separator: " ").map(String.init),
            field: row["field"],
            value: row["value"], because: row["because"], who: row["who"], received: day)
    }
}

/// Reports as they were added.
struct StoredReports {
    let db: Database

    /// The report of that row; without words where they were withdrawn or lost.
    func report(_ seq: Int64) throws -> Report {
        let sql =
            "SELECT r.*, t.title, t.text FROM reports r LEFT JOIN texts t ON t.report = r.seq WHERE r.seq = ?"
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [seq]) else {
            throw LedgerError(.damaged, "a report that claims stand in is missing; run: demarche verify")
        }
        return Report(
            id: row["id"],
            text: ScalarText((row["text"] as Data?).map { String(decoding: $0, as: UTF8.self) } ?? ""),
            published: (row["published"] as String?).flatMap { Day(iso: $0) }, title: row["title"],
            source: row["source"], url: row["url"], language: row["language"], digest: row["digest"])
    }
}
