import Demarche
import DemarcheRecording
import Foundation
import Testing

/// What holds of every claim of every text: the promises on evidence, order and identity.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct PropertyTests {
    static let news = "news/wikinews.jsonl.gz"
    static let samples = [
        "Samples", "Tests/Goldens/Digests/digests_docs.json", "Tests/Goldens/Affair/reports.jsonl",
    ]

    @Test(arguments: samples) func `our own texts keep the promises`(path: String) throws {
        let reports = try Self.reports(path)
        #expect(!reports.isEmpty)
        try check(reports)
    }

    @Test(.enabled(if: Fixtures.hasShared(news), "../shared/news is not there"))
    func `the open newswire keeps the promises`() throws {
        guard let file = Fixtures.shared(Self.news) else { return }
        let reports = try Fixtures.reports(file)
        #expect(reports.count >= 600)
        try check(reports)
    }

    // MARK: Checks

    /// Each field names its words or its rule; ids are unique; a second run, on another number of threads, gives the
    /// same bytes, though the parser's caches are warm by then.
    private func check(_ reports: [Report]) throws {
        let claims = try Fixtures.claims(of: reports, threads: 2)
        let again = try Fixtures.claims(of: reports, threads: 1)
        #expect(
            claims.map(\.json.text) == again.map(\.json.text), "two runs, on two threads and on one, differ")
        let texts = Dictionary(reports.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        var faults: [String] = []
        for claim in claims {
            let text = try #require(texts[claim.report])
            faults += ClaimFaults(text: text).faults(of: claim).map {
                "\(claim.report) \(claim.trigger): \($0)"
            }
        }
        let ids = Dictionary(grouping: claims, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
        faults += ids.map { "two claims have the id \($0)" }
        for fault in faults.prefix(10) { Issue.record("\(fault)") }
        #expect(faults.isEmpty)
    }

    private static func reports(_ path: String) throws -> [Report] {
        let url = Fixtures.root.appending(path: path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        let files = names.isEmpty ? [url] : names.sorted().map { url.appending(path: $0) }
        return try files.flatMap { try Fixtures.reports($0) }
    }
}
