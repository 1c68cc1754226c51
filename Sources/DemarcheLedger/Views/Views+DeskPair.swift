package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// Pairs that measures are told of, in order of their codes, with how many statuses are told.
    /// - Parameter cursor: only pairs after this one.
    package func measurePairs(
        by sender: String?, on target: String?, limit: Int, after cursor: (String, String)?
    )
        throws -> [PairCount]
    {
        try ledger.read { db in
            var arguments: [String: (any DatabaseValueConvertible)?] = [
                "first": cursor?.0 ?? "", "second": cursor?.1 ?? "", "limit": limit,
            ]
            if let sender { arguments["sender"] = sender }
            if let target { arguments["target"] = target }
            let sql = """
                SELECT sender, target, count(*) AS n FROM measures
                WHERE \(sender == nil ? "" : "sender = :sender AND ")\(target == nil ? "" : "target = :target AND ")
                  (sender, target) > (:first, :second)
                GROUP BY sender, target ORDER BY sender, target LIMIT :limit
                """
            return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(arguments)).map {
                PairCount(source: $0["sender"], target: $0["target"], count: $0["n"])
            }
        }
    }

    /// Who is named as the object of one actor's acts on another.
    package struct Named: Sendable {
        package let name: String
        package let kind: String
        /// `target`, `relative`, `owner`, `official-of`.
        package let role: String
        package let claim: String
        package let act: String
        package let citation: Citation
    }

    package func named(by source: String, on target: String, limit: Int, knownBy day: Day? = nil) throws
        -> [Named]
    {
        try ledger.read { db in
            let sql = """
                SELECT d.name, d.kind, d.role, d.claim, c.act, c.sentence, r.id, r.url FROM named n
                CROSS JOIN designations d ON d.seq = n.designation CROSS JOIN codings k ON k.seq = d.coding
                CROSS JOIN reports r ON r.seq = k.report JOIN claims c ON c.coding = d.coding AND c.id = d.claim
                WHERE n.source = :source AND n.target = :target AND \(isCurrent)
                ORDER BY n.folded, n.designation LIMIT :limit
                """
            return try Row.fetchAll(
                db, sql: sql,
                arguments: [
                    "source": source, "target": target, "limit": limit,
                    "day": day?.description ?? CurrentClaims.always,
                ]
            ).map { row in
                Named(
                    name: row["name"], kind: row["kind"], role: row["role"], claim: row["claim"],
                    act: row["act"],
                    citation: Citation(report: row["id"], sentence: row["sentence"], url: row["url"]))
            }
        }
    }

    /// What others did towards one of a pair, in sentences that name the other too.
    ///
    /// Looked for in the reports that tell of the pair; a sentence names an actor where it holds the actor's name, or
    /// words by which that report names the actor elsewhere.
    /// - Parameter names: each code's name.
    package func thirdParties(
        to pair: (String, String), reports: [String], names: (String, String), knownBy day: Day? = nil,
        limit: Int = 20
    ) throws -> [Told] {
        try ledger.read { db in
            var (found, seen, texts): ([Told], Set<String>, Texts) = ([], [], Texts())
            for report in reports {
                let rows = try Row.fetchAll(
                    try db.cachedStatement(sql: outsiders),
                    arguments: [
                        "report": report, "first": pair.0, "second": pair.1,
                        "day": day?.description ?? CurrentClaims.always,
                    ])
                guard let coding: Int64 = rows.first?["coding"] else { continue }
                let first = [names.0] + (try Self.words(for: pair.0, coding: coding, db))
                let second = [names.1] + (try Self.words(for: pair.1, coding: coding, db))
                for row in rows {
                    guard let words = try texts.sentence(ofClaim: row["id"], db),
                        first.contains(where: words.contains), second.contains(where: words.contains),
                        let event = try standing(row["id"], db), seen.insert(event.event.id).inserted
                    else { continue }
                    found.append(try told(event.event, knownBy: day, db, &texts))
                    if found.count >= limit { return found }
                }
            }
            return found.sorted { Self.isBefore($0.event, $1.event) }
        }
    }

    /// Claims by outsiders on one of a pair.
    private var outsiders: String {
        """
        SELECT c.id, c.coding FROM reports r JOIN codings k ON k.report = r.seq JOIN claims c ON c.coding = k.seq
        WHERE r.id = :report AND \(isCurrent) AND c.modality IN ('done', 'ongoing')
          AND EXISTS (SELECT 1 FROM roles WHERE claim = c.seq AND side = 'target' AND code IN (:first, :second))
          AND EXISTS (SELECT 1 FROM roles WHERE claim = c.seq AND side = 'source' AND code <> '')
          AND NOT EXISTS (SELECT 1 FROM roles WHERE claim = c.seq AND side = 'source' AND code IN (:first, :second))
        ORDER BY c.ordinal
        """
    }

    /// The words by which a report names an actor.
    private static func words(for code: String, coding: Int64, _ db: Database) throws -> [String] {
        let sql = """
            SELECT DISTINCT json_extract(v.value, '$.text') FROM claims c, json_each(c.json, '$.' || :side) v
            WHERE c.coding = :coding AND json_extract(v.value, '$.code') = :code
              AND json_extract(v.value, '$.by') = 'words' AND json_extract(v.value, '$.text') IS NOT NULL
            """
        let statement = try db.cachedStatement(sql: sql)
        return try ["source", "target"].flatMap { side in
            try String.fetchAll(statement, arguments: ["side": side, "coding": coding, "code": code])
        }.filter { $0.count > 3 }
    }

    /// An event whose claims do not agree on a field.
    package struct Disputed: Sendable {
        package let event: Told
        package let conflict: Conflict
    }

    /// The conflicts inside these events.
    package func conflicts(in events: [Told]) throws -> [Disputed] {
        try ledger.read { db in
            try events.filter { $0.claims > 1 }.flatMap { told in
                let grounds = try told.event.claims.flatMap { try self.grounds(of: $0, db) }
                return Self.conflicts(among: grounds).map { Disputed(event: told, conflict: $0) }
            }
        }
    }
}
