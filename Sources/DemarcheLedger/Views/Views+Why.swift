package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// A claim with the words that it rests on.
    package struct Ground: Sendable {
        package let claim: Claim
        package let citation: Citation
        package let digest: String
        package let published: Day?
        package let received: Day?
        package let sentence: String
        package let text: ScalarText?
        package let judgements: [Decision]

        package init(
            claim: Claim, citation: Citation, digest: String, published: Day?, received: Day?,
            sentence: String, text: ScalarText?, judgements: [Decision]
        ) {
            self.claim = claim
            self.citation = citation
            self.digest = digest
            self.published = published
            self.received = received
            self.sentence = sentence
            self.text = text
            self.judgements = judgements
        }
    }

    /// What an id stands for.
    package enum Reason: Sendable {
        case claim([Ground])
        /// The event, its claims' grounds, and the ids that it had or has since.
        case event(Cited, [Ground], successor: String?)
    }

    /// Why the record holds what stands under this id, a claim's or an event's.
    /// - Throws: `LedgerError` of kind `missing` where nothing does.
    package func reason(for id: String) throws -> Reason {
        try ledger.read { db in
            let grounds = try grounds(of: id, db)
            if let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT e.json, x.successor, x.event AS ended FROM events e LEFT JOIN event_ends x ON x.event = e.seq
                    WHERE e.id = ? ORDER BY x.event IS NULL DESC, e.seq DESC LIMIT 1
                    """, arguments: [id]), let event = Event(ledgerJSON: row["json"])
            {
                let ended = (row["ended"] as Int64?) != nil
                let several = event.claims.count > 1 || ended || grounds.isEmpty
                if several {
                    return .event(
                        try cited(event, knownBy: nil, db),
                        try event.claims.flatMap { try self.grounds(of: $0, db) },
                        successor: ended ? try standing(id, db)?.event.id ?? "" : nil)
                }
            }
            guard !grounds.isEmpty else {
                throw LedgerError(
                    .missing,
                    "no claim and no event \(id) in \(ledger.file.path); list them with: demarche events")
            }
            return .claim(grounds)
        }
    }

    /// The measure of this id with what its claims rest on; nil where there is none.
    package func measure(withID id: String) throws -> (history: MeasureHistory, grounds: [Ground])? {
        let keys = try ledger.read { db in
            try Row.fetchAll(db, sql: "SELECT DISTINCT sender, target, kind FROM measures")
                .map { (by: $0["sender"] as String, on: $0["target"] as String, kind: $0["kind"] as String) }
        }
        let key = keys.first { MeasureHistory(by: $0.by, on: $0.on, kind: $0.kind, steps: []).id == id }
        guard let key,
            let history = try measures(by: key.by, on: key.on).first(where: { $0.kind == key.kind })
        else { return nil }
        let grounds = try ledger.read { db in
            try history.steps.flatMap(\.claims).flatMap { try self.grounds(of: $0, db) }
        }
        return (history, grounds)
    }

    /// The answer of this id with what it rests on; nil where there is none.
    package func answer(withID id: String) throws -> (link: Link, grounds: [Ground])? {
        guard let link = try links().first(where: { $0.id == id }) else { return nil }
        return (link, try ledger.read { db in try grounds(of: link.claim, db) })
    }

    /// The newest coding's claim of that id, as people corrected it.
    func grounds(of id: String, _ db: Database) throws -> [Ground] {
        let sql = """
            SELECT c.json, c.sentence, r.seq, r.id, r.url, r.digest, r.published, k.received
            FROM claims c JOIN codings k ON k.seq = c.coding JOIN reports r ON r.seq = k.report
            WHERE c.id = ? ORDER BY k.seq DESC LIMIT 1
            """
        return try Row.fetchAll(db, sql: sql, arguments: [id]).map { row in
            let judgements = try current(db).judgements(on: [id], knownBy: nil)
            let claim = try Claim(stored: row["json"]).fixed(
                by: judgements.filter { $0.kind == .fix && $0.claims == [id] })
            let text = try Self.text(ofReport: row["seq"], db)
            return Ground(
                claim: claim,
                citation: Citation(report: row["id"], sentence: row["sentence"], url: row["url"]),
                digest: row["digest"], published: (row["published"] as String?).flatMap { Day(iso: $0) },
                received: Day(iso: row["received"] as String), sentence: text?[checked: claim.sentence] ?? "",
                text: text,
                judgements: judgements)
        }
    }
}
