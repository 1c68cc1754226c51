package import Demarche
internal import GRDB

extension Ledger {
    /// When the blocks that an addition touches are gathered.
    package enum Pace: Sendable {
        /// With the addition, in its transaction.
        case atOnce
        /// A block when it has grown by half, the rest by `settle`: for long runs.
        case whenGrown
    }

    /// Whether claims wait to be gathered into events: during a long run, or after one that was cut off.
    package func isUnsettled() throws -> Bool {
        try read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM pending)") ?? false }
    }

    /// Gathers what waits, some blocks a transaction, so that a cut leaves the rest for the next.
    /// - Throws: `LedgerError`.
    package func settle(maker: EventMaker) throws {
        var isDone = false
        while !isDone {
            isDone = try write { db in
                let waiting = try Backlog(db: db).waiting(atMost: Self.settledAtOnce)
                for (block, received) in waiting {
                    try Gathering(db: db, received: received, maker: maker).gather([block])
                }
                return waiting.count < Self.settledAtOnce
            }
        }
    }

    /// So many blocks are gathered in one transaction.
    private static var settledAtOnce: Int { 128 }
}

/// The blocks whose claims changed since they were gathered.
///
/// Gathering a block costs more, the more claims it holds. Were it gathered with every batch of a long run, the run's
/// cost would be quadratic in the number of batches; gathered when it has grown by half, all gatherings of a block
/// together cost some three times the last. What waits is a row, so that no crash forgets it.
struct Backlog {
    let db: Database

    /// Notes so many changed claims of a block.
    func add(_ claims: Int, in block: String, received: Day) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO pending VALUES (?, ?, ?) ON CONFLICT (block)
                DO UPDATE SET claims = claims + excluded.claims, received = max(received, excluded.received)
                """
        ).execute(arguments: [block, claims, received.description])
    }

    /// Whether the block has grown by half since it was gathered: a third of its claims are not yet.
    func isGrown(_ block: String) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 3 * claims >= (SELECT count(*) FROM claims WHERE block = :block)
                FROM pending WHERE block = :block
                """)
        return try Bool.fetchOne(statement, arguments: ["block": block]) ?? false
    }

    /// Blocks that wait, in order, with the day on which we knew.
    func waiting(atMost limit: Int) throws -> [(block: String, received: Day)] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT block, received FROM pending ORDER BY block LIMIT ?", arguments: [limit])
        return try rows.map { row in
            guard let day = Day(iso: row["received"] as String) else {
                throw LedgerError(.damaged, "a day of what waits cannot be read; run: demarche verify")
            }
            return (row["block"], day)
        }
    }

    func remove(_ block: String) throws {
        try db.cachedStatement(sql: "DELETE FROM pending WHERE block = ?").execute(arguments: [block])
    }
}
