import Demarche
import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

/// Promise 7: after a truncated or damaged file the rest reads, no report is half there, adding again restores it.
struct SalvageTests {
    private static let entries = Sample.affair + [Sample.rich] + Sample.days(120)

    private func archive(_ ledger: Ledger) throws -> [String] {
        var lines: [String] = []
        _ = try ArchiveWriter(ledger: ledger).write { lines.append($0) }
        return lines
    }

    /// The bytes of a whole ledger and its archive.
    private func whole() throws -> (bytes: Data, archive: [String]) {
        try Sample.withLedger { ledger, file in
            _ = try ledger.add(Self.entries, received: Sample.received, maker: .single)
            let lines = try archive(ledger)
            try ledger.close()
            return (try Data(contentsOf: file), lines)
        }
    }

    /// Runs the body on a file of these bytes.
    private func withFile(_ bytes: Data, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "test.db")
        try bytes.write(to: file)
        try body(file)
    }

    /// Salvages, checks that only whole reports came, adds all again, and checks that nothing is missing.
    private func restore(_ file: URL, to lines: [String]) throws -> Int {
        let salvage = try Salvage(file)
        let kept = try Ledger.replace(damaged: file, by: salvage, maker: .single)
        #expect(FileManager.default.fileExists(atPath: kept.path))
        let ledger = try Ledger(at: file)
        let rest = try archive(ledger)
        #expect(Set(rest).isSubset(of: Set(lines)))
        #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
        _ = try ledger.add(Self.entries, received: Sample.received, maker: .single)
        #expect(Set(try archive(ledger)) == Set(lines))
        return salvage.count
    }

    @Test func `a file cut anywhere gives its whole reports, and adding again restores the others`() throws {
        let (bytes, lines) = try whole()
        var found: [Int] = []
        for share in stride(from: 0.05, through: 0.95, by: 0.15) {
            try withFile(bytes.prefix(Int(Double(bytes.count) * share))) { file in
                #expect(throws: LedgerError.self) { _ = try Verifier(ledger: Ledger(at: file)).result() }
                found.append(try restore(file, to: lines))
            }
        }
        #expect(found == found.sorted())
        #expect((found.last ?? 0) > 20)
    }

    @Test func `a page overwritten costs the reports on it and no others`() throws {
        let (bytes, lines) = try whole()
        var generator = SystemRandomNumberGenerator()
        for page in stride(from: 4, to: bytes.count / 4096, by: 23) {
            var damaged = bytes
            let noise = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }
            damaged.replaceSubrange((page * 4096)..<((page + 1) * 4096), with: noise)
            try withFile(damaged) { file in
                _ = try restore(file, to: lines)
            }
        }
    }

    @Test func `a row altered past the ledger is found out when the report is added again`() throws {
        let (bytes, _) = try whole()
        let words = Data("expelled 7 Russian".utf8)
        let place = try #require(bytes.range(of: words))
        var damaged = bytes
        damaged.replaceSubrange(place, with: Data("expelled 9 Russian".utf8))
        try withFile(damaged) { file in
            let ledger = try Ledger(at: file)
            let entry = try #require(
                Self.entries.first { $0.report.text.string.contains("expelled 7 Russian") })
            let error = #expect(throws: LedgerError.self) {
                try ledger.standing(of: entry.report, version: entry.version)
            }
            #expect(error?.kind == .damaged)
            #expect(try Salvage(file).lost == [entry.report.id])
        }
    }

    @Test func `an empty file is told as damaged, not as a ledger in order`() throws {
        try withFile(Data()) { file in
            let error = #expect(throws: LedgerError.self) { try Ledger(at: file) }
            #expect(error?.kind == .damaged)
        }
    }

    @Test func `bytes that are no ledger are refused, whatever they are`() throws {
        var generator = SystemRandomNumberGenerator()
        let (bytes, _) = try whole()
        for round in 0..<60 {
            var noise = round % 2 == 0 ? Data() : Data(bytes.prefix(8192))
            for _ in 0..<4096 { noise.append(UInt8.random(in: 0...255, using: &generator)) }
            for _ in 0..<40 where noise.count > 200 {
                noise[Int.random(in: 100..<noise.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            try withFile(noise) { file in _ = try? Salvage(file) }
        }
    }
}
