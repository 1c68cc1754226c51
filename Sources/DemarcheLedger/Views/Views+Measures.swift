package import Demarche
internal import Foundation
internal import GRDB

extension Views {
    /// A measure with all that was told of it, in the order of time.
    package struct MeasureHistory: Sendable {
        package let by: String
        package let on: String
        package let kind: String
        package let steps: [MeasureStep]

        /// Of sender, target and kind: a measure has one history whatever is told of it.
        package var id: String { StableDigest.of(["measure", by, on, kind]) }

        /// What held on a day: the last step that had begun by then; nil where none had.
        package func step(on day: Day) -> MeasureStep? { steps.last { $0.begins.map { $0 <= day } ?? true } }
    }

    /// One status of a measure as reports tell it.
    package struct MeasureStep: Hashable, Sendable {
        package let status: String
        /// Days on which it can have begun; nil where the words give none.
        package let earliest: Day?
        package let latest: Day?
        /// The day by which it is known to hold where the words give none: that of publication.
        package let published: Day?
        package let scope: String
        /// Every count that was told, in conflict or not.
        package let counts: [Int]
        package let claims: [String]
        package let citations: [Citation]
        /// Whether every claim of it was only planned or possible.
        package let isOpen: Bool

        /// The first day on which it is sure to have begun.
        package var begins: Day? { latest ?? earliest ?? published }
        package var isDated: Bool { earliest != nil || latest != nil }

        /// Whether the measure is no more.
        package var isOver: Bool { Self.ending.contains(status) }

        private static let ending: Set<String> = ["lifted", "expired", "reversed", "terminated"]

        /// Whether a measure of this status binds.
        package var isInForce: Bool { !isOpen && Self.binding.contains(status) }

        /// Codebook §8.
        private static let binding: Set<String> = [
            "in-force", "restored", "widened", "narrowed", "partly-lifted",
        ]
        /// From first to last in a measure's life; breaks ties of one day.
        static let order = [
            "unknown", "threatened", "announced", "in-force", "restored", "widened", "narrowed", "suspended",
            "partly-lifted", "lifted", "expired", "reversed", "terminated",
        ]
        var rank: Int { Self.order.firstIndex(of: status) ?? 0 }
    }

    /// Measures by sender, target and kind, each with its history; nil stands for any.
    package func measures(by sender: String?, on target: String?, knownBy day: Day? = nil) throws
        -> [MeasureHistory]
    {
        try ledger.read { db in try measures(by: sender, on: target, knownBy: day, db) }
    }

    private func measures(by sender: String?, on target: String?, knownBy day: Day?, _ db: Database) throws
        -> [MeasureHistory]
    {
        var arguments = ["day": day?.description ?? CurrentClaims.always]
        if let sender { arguments["sender"] = sender }
        if let target { arguments["target"] = target }
        // One statement for all: a busy pair has thousands of statuses.
        let sql = """
            SELECT m.seq, m.sender, m.target, m.kind, m.status, m.scope, m.count, r.id, r.url, r.published,
              p.claim, c.earliest, c.latest, c.modality, c.sentence,
              EXISTS (SELECT 1 FROM judged WHERE claim = p.claim) AS judged
            FROM measures m JOIN codings k ON k.seq = m.coding JOIN reports r ON r.seq = k.report
            JOIN measure_claims p ON p.measure = m.seq LEFT JOIN claims c ON c.id = p.claim AND c.coding = m.coding
            WHERE \(sender == nil ? "" : "m.sender = :sender AND ")\(target == nil ? "" : "m.target = :target AND ")
              \(isCurrent) ORDER BY m.sender, m.target, m.kind, r.published, r.id, m.seq, p.ordinal
            """
        let rows = try Row.fetchAll(
            try db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        var histories: [(key: [String], steps: [MeasureStep])] = []
        for told in Self.together(rows) {
            guard let step = try step(told, knownBy: day, db), let row = told.first else { continue }
            let key: [String] = [row["sender"], row["target"], row["kind"]]
            if histories.last?.key == key {
                histories[histories.count - 1].steps.append(step)
            } else {
                histories.append((key, [step]))
            }
        }
        return histories.map { key, steps in
            MeasureHistory(by: key[0], on: key[1], kind: key[2], steps: Self.history(steps))
        }
    }

    /// Rows of one measure each.
    private static func together(_ rows: [Row]) -> [[Row]] {
        rows.reduce(into: []) { groups, row in
            if let last = groups.last?.first, last["seq"] as Int64 == row["seq"] {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
    }

    /// What a measure's rows tell, one for each of its claims; nil where people rejected every one.
    private func step(_ rows: [Row], knownBy day: Day?, _ db: Database) throws -> MeasureStep? {
        guard let row = rows.first else { return nil }
        let ids = rows.map { $0["claim"] as String }
        if rows.contains(where: { $0["judged"] as Bool }) {
            return try judgedStep(row, ids, knownBy: day, db)
        }
        let held = rows.filter { ($0["modality"] as String?) != nil }
        guard !held.isEmpty else { return nil }
        let dated = held.first { ($0["earliest"] as String?) != nil || ($0["latest"] as String?) != nil }
        let open: Set<String> = [Claim.Modality.planned.rawValue, Claim.Modality.hypothetical.rawValue]
        let places = held.map { claim in
            Citation(report: row["id"], sentence: claim["sentence"], url: row["url"])
        }
        return MeasureStep(
            status: row["status"], earliest: (dated?["earliest"] as String?).flatMap { Day(iso: $0) },
            latest: (dated?["latest"] as String?).flatMap { Day(iso: $0) },
            published: (row["published"] as String?).flatMap { Day(iso: $0) }, scope: row["scope"],
            counts: (row["count"] as Int?).map { [$0] } ?? [], claims: ids,
            citations: places.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            isOpen: held.allSatisfy { open.contains($0["modality"]) })
    }

    /// A step of claims that people judged: as they corrected them.
    private func judgedStep(_ row: Row, _ ids: [String], knownBy day: Day?, _ db: Database) throws
        -> MeasureStep?
    {
        let told = try current(db).claims(ids, knownBy: day)
        guard !told.isEmpty else { return nil }
        var citations: [Citation] = []
        for id in ids {
            for citation in try self.citations(ofClaim: id, knownBy: day, db)
            where !citations.contains(citation) {
                citations.append(citation)
            }
        }
        let dated = told.first { $0.when?.earliest != nil || $0.when?.latest != nil }
        return MeasureStep(
            status: row["status"], earliest: dated?.when?.earliest, latest: dated?.when?.latest,
            published: (row["published"] as String?).flatMap { Day(iso: $0) }, scope: row["scope"],
            counts: (row["count"] as Int?).map { [$0] } ?? [], claims: ids, citations: citations,
            isOpen: told.allSatisfy { $0.modality == .planned || $0.modality == .hypothetical })
    }

    /// In the order of time; what several reports tell of one step is one step, with every count.
    static func history(_ steps: [MeasureStep]) -> [MeasureStep] {
        let sorted = steps.sorted { a, b in
            let (x, y) = (a.begins?.ordinal ?? 0, b.begins?.ordinal ?? 0)
            return x != y ? x < y : a.rank < b.rank
        }
        return sorted.reduce(into: []) { joined, step in
            guard let last = joined.last, last.agrees(with: step) else {
                joined.append(step)
                return
            }
            joined[joined.count - 1] = last.joined(with: step)
        }
    }
}

extension Views.MeasureStep {
    /// Whether another telling can be of the same step: one status, and days that can agree.
    func agrees(with other: Self) -> Bool {
        guard status == other.status, isOpen == other.isOpen else { return false }
        guard isDated, other.isDated else { return true }
        let first = [earliest ?? latest, other.earliest ?? other.latest].compactMap { $0 }.max()
        let last = [latest ?? earliest, other.latest ?? other.earliest].compactMap { $0 }.min()
        return first.flatMap { first in last.map { first <= $0 } } ?? true
    }

    func joined(with other: Self) -> Self {
        let dated = isDated ? self : other
        return Self(
            status: status, earliest: dated.earliest, latest: dated.latest,
            published: [published, other.published].compactMap { $0 }.min(),
            scope: scope.isEmpty ? other.scope : scope,
            counts: counts + other.counts.filter { !counts.contains($0) }, claims: claims + other.claims,
            citations: citations + other.citations.filter { !citations.contains($0) }, isOpen: isOpen)
    }
}

extension CurrentClaims {
    /// The newest claims of these ids as people corrected them, without those that people rejected.
    func claims(_ ids: [String], knownBy day: Day?) throws -> [Claim] {
        try ids.compactMap { id -> Claim? in
            let sql = """
                SELECT c.json FROM claims c JOIN codings k ON k.seq = c.coding JOIN reports r ON r.seq = k.report
                WHERE c.id = :id AND \(Self.isCurrent(publishedBy)) LIMIT 1
                """
            let found = try String.fetchOne(
                try db.cachedStatement(sql: sql),
                arguments: ["id": id, "day": day?.description ?? Self.always])
            guard let found else { return nil }
            let judged = try judgements(on: [id], knownBy: day)
            if judged.last(where: { $0.kind == .reject || $0.kind == .accept })?.kind == .reject {
                return nil
            }
            return try Claim(stored: found, act: act).fixed(by: judged.filter { $0.kind == .fix })
        }
    }
}

extension Views {
    /// A name that a report tells as the object of a measure.
    package struct Designated: Sendable {
        package let name: String
        package let kind: String
        /// `target`, `relative`, `owner`, `official-of`.
        package let role: String
        package let nearness: FoldedName.Nearness
        package let claim: Claim
        package let citation: Citation
        package let published: Day?
        /// The measure that the naming claim tells of, with all that was told of it.
        package let history: MeasureHistory?
        /// The measure's last step that had begun by the day asked for.
        package let state: MeasureStep?
        package let by: String
        package var measureKind: String { history?.kind ?? "" }

        /// Whether the named itself is under a measure that binds; never for a relative.
        package var isUnderMeasure: Bool { role == "target" && (state?.isInForce ?? false) }
    }

    /// Who of this name, or of a near one, is named as the object of a measure; the same names first.
    /// - Parameters:
    ///   - name: nil for everybody who is named.
    ///   - day: the day for which the measures' states are told.
    package func designations(of name: String?, on day: Day, knownBy known: Day? = nil) throws
        -> [Designated]
    {
        try ledger.read { db in
            let near = try name.map { try spellings(near: FoldedName($0), db) }
            let names = near.map { $0.keys.sorted() }
            let rows =
                try names?.flatMap { try designated(as: $0, knownBy: known, db) }
                ?? designated(as: nil, knownBy: known, db)
            let told = try histories(of: names == nil ? nil : rows.map { $0["claim"] }, knownBy: known, db)
            return try rows.compactMap { row -> Designated? in
                guard let claim = try current(db).claims([row["claim"]], knownBy: known).first
                else { return nil }
                let history = told[claim.id]
                return Designated(
                    name: row["name"], kind: row["kind"], role: row["role"],
                    nearness: near?[row["folded"]] ?? .same, claim: claim,
                    citation: Citation(report: row["id"], sentence: row["sentence"], url: row["url"]),
                    published: (row["published"] as String?).flatMap { Day(iso: $0) },
                    history: history, state: history?.step(on: day),
                    by: history?.by ?? claim.source.first?.actor.code ?? "")
            }.sorted { a, b in a.nearness != b.nearness ? a.nearness > b.nearness : a.name < b.name }
        }
    }

    /// The folded names of the record that are this one or near it.
    private func spellings(near wanted: FoldedName, _ db: Database) throws -> [String: FoldedName.Nearness] {
        try String.fetchAll(db, sql: "SELECT DISTINCT folded FROM designations ORDER BY folded")
            .reduce(into: [:]) { $0[$1] = FoldedName(folded: $1).nearness(to: wanted) }
    }

    /// Rows of those named so; of everybody where nil.
    private func designated(as folded: String?, knownBy known: Day?, _ db: Database) throws -> [Row] {
        let sql = """
            SELECT d.name, d.folded, d.kind, d.role, d.claim, r.id, r.url, r.published, c.sentence FROM designations d
            JOIN codings k ON k.seq = d.coding JOIN reports r ON r.seq = k.report
            JOIN claims c ON c.coding = d.coding AND c.id = d.claim
            WHERE \(folded == nil ? "" : "d.folded = :folded AND ")\(isCurrent) ORDER BY d.seq
            """
        var arguments = ["day": known?.description ?? CurrentClaims.always]
        if let folded { arguments["folded"] = folded }
        return try Row.fetchAll(
            try db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// The measure that each claim tells of; of several the first by sender, target and kind.
    /// - Parameter claims: nil for all.
    private func histories(of claims: [String]?, knownBy day: Day?, _ db: Database) throws
        -> [String: MeasureHistory]
    {
        var all: [MeasureHistory] = []
        if let claims {
            for (sender, target) in try pairs(ofMeasuresIn: claims, db) {
                all += try measures(by: sender, on: target, knownBy: day, db)
            }
        } else {
            all = try measures(by: nil, on: nil, knownBy: day, db)
        }
        let told = all.flatMap { history in
            history.steps.flatMap { step in step.claims.map { ($0, history) } }
        }
        return Dictionary(told, uniquingKeysWith: { first, _ in first })
    }

    /// Between whom the measures are that these claims tell of, in order.
    private func pairs(ofMeasuresIn claims: [String], _ db: Database) throws -> [(String, String)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT DISTINCT m.sender, m.target FROM measure_claims p JOIN measures m ON m.seq = p.measure
                WHERE p.claim = ?
                """)
        let found = try claims.flatMap { try Row.fetchAll(statement, arguments: [$0]) }
        return Set(found.map { [$0["sender"] as String, $0["target"]] })
            .sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
    }
}
