internal import Demarche
package import Foundation
internal import GRDB

/// What a truncated or damaged ledger still holds, whole report by whole report.
///
/// A report counts as whole where its text gives its digest, and a coding where all of its rows together give the content
/// that the chain of entries vouches for: so none is half there.
package struct Salvage: Sendable {
    private let tables: SalvagedTables
    private let reports: [WholeReport]
    private let decisions: [Decision]
    /// Names of reports that are there in part, and cannot be had from this file.
    package let lost: [String]

    /// So many codings make one transaction.
    private static let batch = 64

    /// A report with all that can be vouched for.
    private struct WholeReport {
        let stored: SalvagedTables.StoredRow
        let report: Report?
        let entries: [(entry: Entry, received: Day)]
    }

    /// - Throws: `LedgerError` where nothing of the file tells that it was a ledger.
    package init(_ file: URL) throws {
        guard let pages = PageFile(file), let tables = SalvagedTables(pages) else {
            throw LedgerError(
                .damaged,
                "\(file.path): nothing of it can be read; restore a backup, or add the reports to a new ledger"
            )
        }
        self.tables = tables
        var (whole, lost): ([WholeReport], [String]) = ([], [])
        for stored in tables.reports {
            let report = tables.report(stored)
            let entries = report.map { tables.entries(of: stored, $0) } ?? []
            if entries.isEmpty && tables.withdrawal(of: stored) == nil {
                lost.append(stored.id)
            } else {
                whole.append(WholeReport(stored: stored, report: report, entries: entries))
            }
        }
        reports = whole
        self.lost = lost
        decisions = tables.decisions
    }

    /// How many reports are whole.
    package var count: Int { reports.count }

    /// How many links the chain told of at the least: reports beyond it left no trace.
    package var linksTold: Int { tables.linksTold }

    /// Writes what is whole into a new ledger.
    /// - Parameter target: a file that is not there yet.
    package func write(to target: URL, maker: EventMaker) throws {
        let ledger = try Ledger(at: target, creating: true)
        var waiting: [(entry: Entry, received: Day)] = []
        func flush() throws {
            var rest = waiting[...]
            while let first = rest.first {
                let same = rest.prefix { $0.received == first.received }
                _ = try ledger.add(
                    same.map(\.entry), received: first.received, maker: maker, gathering: .whenGrown)
                rest = rest.dropFirst(same.count)
            }
            waiting = []
        }
        for whole in reports {
            guard let report = whole.report else {
                try flush()
                try ledger.restore(tombstone: whole.stored, tables.withdrawal(of: whole.stored))
                continue
            }
            waiting += whole.entries
            if let version = whole.entries.first?.entry.version {
                waiting += tables.sightings(of: whole.stored, report).map { sighting, received in
                    let entry = Entry(
                        report: sighting, version: version, passages: [], sentences: [], claims: [])
                    return (entry, received)
                }
            }
            if waiting.count >= Self.batch { try flush() }
        }
        try flush()
        try ledger.settle(maker: maker)
        for decision in decisions { try ledger.judge(decision, maker: maker, restoring: true) }
        try ledger.close()
    }
}

extension Ledger {
    /// Writes what is whole of a damaged ledger to a file that is not there yet.
    package static func write(_ salvage: Salvage, to target: URL, maker: EventMaker) throws {
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw LedgerError(.refused, "\(target.path) is there already; name a new file")
        }
        try salvage.write(to: target, maker: maker)
    }

    /// Puts a whole ledger in the place of a damaged one, which is kept beside it.
    ///
    /// - Returns: where the damaged file lies now.
    /// - Throws: `LedgerError`; then the damaged file is where it was.
    package static func replace(damaged file: URL, by salvage: Salvage, maker: EventMaker) throws -> URL {
        let fresh = URL(filePath: file.path + ".salvaged")
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: fresh.path + end)
        }
        try salvage.write(to: fresh, maker: maker)
        let kept = URL(filePath: unused(file.path + ".damaged"))
        do {
            for end in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: file.path + end) {
                try FileManager.default.moveItem(atPath: file.path + end, toPath: kept.path + end)
            }
            try FileManager.default.moveItem(at: fresh, to: file)
        } catch { throw LedgerError(.unwritable, "\(file.path): \(error.localizedDescription)") }
        return kept
    }

    /// The name, or the name with the first number at which no file is.
    private static func unused(_ path: String) -> String {
        var (name, number) = (path, 2)
        while FileManager.default.fileExists(atPath: name) {
            name = "\(path)-\(number)"
            number += 1
        }
        return name
    }
}
