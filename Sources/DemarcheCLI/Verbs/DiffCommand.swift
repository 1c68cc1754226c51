import ArgumentParser
import Demarche
import DemarcheLedger
import Foundation

/// `demarche diff`: two records, claim by claim.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares two records claim by claim: kept, changed, new in B, withdrawn since A.",
        discussion: """
            A and B are ledgers or files of native claims (“demarche code --format jsonl”). Exit code 0 says that
            they tell the same, 1 that they differ.

            Examples:
              demarche diff before.db after.db
              demarche diff monday.jsonl tuesday.jsonl --format csv
            """)

    @Argument(help: "The older record.") var a: String
    @Argument(help: "The newer record.") var b: String
    @Flag(help: "List the kept claims too.") var kept = false
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text

    func run() throws {
        // Ledgers know reports by their texts; a file of claims only by their ids.
        let byText = try ClaimSource.isLedger(a) && ClaimSource.isLedger(b)
        let (old, new) = (try ClaimSource(a, byText: byText), try ClaimSource(b, byText: byText))
        var writer = RowWriter(format, columns: RevisionListing.columns)
        var counts: [Revision.Kind: Int] = [:]
        for report in Set(old.reports).union(new.reports).sorted() {
            let (before, after) = (try old.claims(of: report), try new.claims(of: report))
            let text = after.text ?? before.text
            for change in Revision(from: before.claims, to: after.claims).changes {
                counts[change.kind, default: 0] += 1
                guard change.kind != .kept || kept else { continue }
                let listing = RevisionListing(change: change, text: text)
                writer.text(listing.line)
                writer.row(listing.cells, listing.json)
            }
        }
        writer.finish()
        Messages.warn("\(a) → \(b): \(RevisionListing.summary(counts))")
        guard counts.contains(where: { $0.key != .kept && $0.value > 0 }) else { return }
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}

/// The claims of a ledger or of a file of native claims, report by report.
private struct ClaimSource {
    private let ledger: Ledger?
    private let byReport: [String: [Claim]]
    /// A ledger's digests by what its reports are called here.
    private let digests: [String: [String]]

    /// What reports are called.
    var reports: [String] { ledger == nil ? Array(byReport.keys) : Array(digests.keys) }

    static func isLedger(_ path: String) throws -> Bool {
        try handle(path).read(upToCount: 15) == Data("SQLite format 3".utf8)
    }

    private static func handle(_ path: String) throws -> FileHandle {
        guard let handle = try? FileHandle(forReadingFrom: URL(filePath: path)) else {
            throw Failure(.badInput, "\(path): cannot be opened; check the path")
        }
        return handle
    }

    init(_ path: String, byText: Bool) throws {
        if try Self.isLedger(path) {
            let ledger = try Ledger(at: URL(filePath: path))
            self.ledger = ledger
            byReport = [:]
            digests = Dictionary(grouping: try ledger.digests()) { byText ? $0.digest : $0.id }.mapValues {
                $0.map(\.digest)
            }
            return
        }
        let handle = try Self.handle(path)
        var lines = LineReader(handle)
        var (claims, number): ([Claim], Int) = ([], 0)
        while let line = try lines.next() {
            number += 1
            guard let json = try? JSON(reading: line) else {
                throw Failure(
                    .badInput, "\(path):\(number): no JSON; give a ledger or a file of native claims")
            }
            guard json["type"] == nil else { continue }
            do { claims.append(try Claim(json: json)) } catch {
                throw Failure(.badInput, "\(path):\(number): no native claim: \(error)")
            }
        }
        ledger = nil
        digests = [:]
        byReport = Dictionary(grouping: claims, by: \.report)
    }

    func claims(of report: String) throws -> (claims: [Claim], text: ScalarText?) {
        guard let ledger else { return (byReport[report] ?? [], nil) }
        let coded = try (digests[report] ?? []).compactMap { try ledger.coded($0) }
        return (coded.flatMap(\.claims), coded.count == 1 ? coded[0].report.text : nil)
    }
}
