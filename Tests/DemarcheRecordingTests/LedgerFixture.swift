import Demarche
import DemarcheLedger
import DemarcheRecording
import Foundation

/// Reports coded by the whole way and kept in a ledger of their own.
enum Recorded {
    static let received = Day(year: 2022, month: 11, day: 1) ?? Day(ordinal: 0)

    /// A ledger of the reports, added in their order in batches, removed after the body.
    static func withLedger<Value>(
        of reports: [Report], batch: Int = 64, _ body: (Ledger, Views) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger(at: folder.appending(path: "kept.db"), creating: true)
        let keeper = Keeper(coder: try Fixtures.coder, ledger: ledger, program: "test")
        let entries = reports.orderedParallelMap(threads: Fixtures.threads) { keeper.entry(for: $0) }
        for start in stride(from: 0, to: entries.count, by: batch) {
            _ = try keeper.store(
                Array(entries[start..<min(start + batch, entries.count)]), received: received)
        }
        return try body(ledger, Views(ledger: ledger, maker: keeper.maker))
    }

    /// All events, planned and alleged ones too.
    static func events(_ views: Views) throws -> [Views.Cited] {
        var query = Views.Query()
        query.modalities = Claim.Modality.allCases
        return try views.events(query)
    }
}
