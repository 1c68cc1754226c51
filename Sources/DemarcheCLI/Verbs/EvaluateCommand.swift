import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheRecording
import Foundation

/// `demarche evaluate`: codes reports and scores them against gold.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Codes reports that have gold claims and scores the claims, sentence by sentence.",
        discussion:
            "Example:\n  demarche evaluate Tests/Goldens/Digests/digests_docs.json Tests/Goldens/Digests/digests_gold.json --misses"
    )

    @Argument(help: "The reports: a JSON array or lines.") var docs: String
    @Argument(help: "Their gold claims.") var gold: String
    @Flag(help: "List misses and false alarms by family.") var misses = false
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let bench = try Workbench(workbench)
        let golds: [GoldReport]
        do { golds = try GoldReport.read(Data(contentsOf: URL(filePath: gold))) } catch {
            throw Failure(.badInput, "\(gold): no gold claims: \(error.localizedDescription)")
        }
        var tally = Tally()
        let reports = ReportReader(splitter: bench.splitter).readings(of: [.file(URL(filePath: docs))])
            .compactMap { tally.report(of: $0) }
        let claims = reports.orderedParallelMap(threads: workbench.threads) { bench.coder.coded($0).claims }
            .flatMap { $0 }
        let texts = Dictionary(reports.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        let outcome = ClaimScorer().outcome(gold: golds, texts: texts, claims: claims)
        var output = Output()
        for line in lines(outcome) { output.line(line) }
        output.flush()
        try tally.finish()
    }

    private func lines(_ outcome: ClaimScorer.Outcome) -> [String] {
        var lines: [String] = []
        for level in ClaimScorer.Level.allCases {
            guard let rate = outcome.rates[level] else { continue }
            lines.append(
                "\(level.rawValue.padded(to: 5)) P \(three(rate.precision))  R \(three(rate.recall))  F1 \(three(rate.f1))"
            )
        }
        lines.append(
            "gold \(outcome.gold), predicted \(outcome.predicted), unsafe \(outcome.unsafe), in silent lines \(outcome.inSilentLines)"
        )
        guard misses else { return lines }
        for family in Set(outcome.misses.map(\.family)).sorted() {
            lines += ["", family.isEmpty ? "(statements)" : family]
            lines += outcome.misses.filter { $0.family == family }.map {
                "  \($0.kind.rawValue.padded(to: 5)) \($0.report): \($0.what)"
            }
        }
        return lines
    }

    private func three(_ value: Double) -> String { JSON.decimal(value, places: 3) }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
