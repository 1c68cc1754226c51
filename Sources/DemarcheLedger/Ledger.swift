package import Foundation
internal import GRDB

/// The record on disk: an append-only SQLite file.
///
/// Everything has two times: when it was so (days of claims and events) and when we knew (the day of receipt).
/// Nothing is overwritten: triggers refuse every change but the erasures of a withdrawal. Safe on several threads.
package struct Ledger: Sendable {
    package let file: URL
    let pool: DatabasePool

    /// Opens a ledger.
    /// - Parameter creating: whether to make the file where there is none.
    /// - Throws: `LedgerError`.
    package init(at file: URL, creating: Bool = false) throws {
        guard creating || FileManager.default.fileExists(atPath: file.path) else {
            throw LedgerError(
                .missing, "no ledger at \(file.path); make one with: demarche add FILE --ledger \(file.path)")
        }
        self.file = file
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size]) as? Int
        guard creating || size != 0 else {
            throw LedgerError(
                .damaged, "\(file.path): an empty file; restore a backup, or add the reports again")
        }
        do {
            pool = try DatabasePool(path: file.path, configuration: Self.configuration)
            if try !pool.read({ db in try Self.isReady(db, file: file) }) {
                try pool.write { db in try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                }
                try Schema.migrator.migrate(pool)
            }
        } catch { throw LedgerError(error, file: file) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(20)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32000")
        }
        return configuration
    }

    /// Whether all tables are there; false for a new file or one of an older program.
    private static func isReady(_ db: Database, file: URL) throws -> Bool {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 { return false }
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw LedgerError(.foreign, "\(file.path): a database, but no ledger; name another with --ledger")
        }
        guard try !Schema.migrator.hasBeenSuperseded(db) else {
            throw LedgerError(
                .foreign, "\(file.path): written by a newer demarche; install that one to read it")
        }
        return try Schema.migrator.hasCompletedMigrations(db)
    }

    /// Reads in one snapshot.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.read(body) } catch { throw LedgerError(error, file: file) }
    }

    /// Writes in one transaction: all of it or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.write(body) } catch { throw LedgerError(error, file: file) }
    }

    /// Copies the ledger, as it is at one moment, to a file that is not there yet.
    /// - Throws: `LedgerError`.
    package func backUp(to target: URL) throws {
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw LedgerError(.refused, "\(target.path) is there already; name a new file")
        }
        let partial = target.appendingPathExtension("partial")
        try? FileManager.default.removeItem(at: partial)
        do {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [partial.path])
            }
            try FileManager.default.moveItem(at: partial, to: target)
        } catch {
            try? FileManager.default.removeItem(at: partial)
            throw LedgerError(error, file: target)
        }
    }

    /// Moves what the write-ahead log holds into the file.
    package func close() throws {
        do {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try pool.close()
        } catch { throw LedgerError(error, file: file) }
    }
}
