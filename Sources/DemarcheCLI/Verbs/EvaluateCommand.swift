import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheRecording
import Foundation

/// `demarche evaluate`: codes reports and scores them against gold.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Codes reports that have gold claims and scores the claims, sentence by sentence.",
        discussion:
            """
            Examples:
              demarche evaluate Tests/Goldens/Digests/digests_docs.json Tests/Goldens/Digests/digests_gold.json --misses
              demarche evaluate --given triggers --rules Tests/Goldens/Digests/digests_docs.json Tests/Goldens/Digests/digests_gold.json
            """
    )

    /// What gold hands to the coder.
    enum Given: String, ExpressibleByArgument, CaseIterable {
        /// The words and the act of each claim; only its roles are asked.
        case triggers
    }

    @Argument(help: "The reports: a JSON array or lines.") var docs: String
    @Argument(help: "Their gold claims.") var gold: String
    @Option(help: "What is given from gold: triggers (words and acts, so that only roles are asked).")
    var given: Given?
    @Flag(help: "List misses and false alarms by family.") var misses = false
    @Flag(help: "Count how often each rule filled a role and was right.") var rules = false
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
        var output = Output()
        let lines =
            given == nil
            ? found(in: reports, golds, bench: bench) : givenTriggers(in: reports, golds, bench: bench)
        for line in lines { output.line(line) }
        output.flush()
        try tally.finish()
    }

    private func found(in reports: [Report], _ golds: [GoldReport], bench: Workbench) -> [String] {
        let claims = reports.orderedParallelMap(threads: workbench.threads) { bench.coder.coded($0).claims }
            .flatMap { $0 }
        let texts = Dictionary(reports.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        let outcome = ClaimScorer().outcome(gold: golds, texts: texts, claims: claims)
        return lines(outcome)
    }

    private func givenTriggers(in reports: [Report], _ golds: [GoldReport], bench: Workbench) -> [String] {
        let triggers = GivenTriggers(acts: bench.lexicon.acts.acts)
        let scored = reports.orderedParallelMap(threads: workbench.threads) { report in
            let items =
                golds.first { $0.doc == report.id }.map { triggers.items(of: $0, in: report.text) } ?? []
            let coded = bench.coder.coded(report, given: triggers.given(items))
            return RoleScorer.Scored(items: items, accounts: coded.accounts, text: report.text)
        }
        return lines(RoleScorer(words: RoleWords(bench.lexicon.actors)).outcome(scored))
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
        if rules { lines += table(outcome.byRule) }
        guard misses else { return lines }
        for family in Set(outcome.misses.map(\.family)).sorted() {
            lines += ["", family.isEmpty ? "(statements)" : family]
            lines += outcome.misses.filter { $0.family == family }.map {
                "  \($0.kind.rawValue.padded(to: 5)) \($0.report): \($0.what)"
            }
        }
        return lines
    }

    private func lines(_ outcome: RoleScorer.Outcome) -> [String] {
        var lines = [line("right directed pairs", outcome.pairs)]
        lines += RoleScorer.Shown.allCases.map {
            line("  \($0.title)", outcome.byShown[$0] ?? RoleScorer.Share())
        }
        lines.append(line("roles filled by rule", outcome.filled))
        if rules { lines += table(outcome.byRule) }
        if misses { lines += [""] + outcome.misses }
        return lines
    }

    /// Rules, the one that fired most first.
    private func table(_ byRule: [String: RoleScorer.Share]) -> [String] {
        byRule.sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }.map {
            line("  rule:\($0.key)", $0.value)
        }
    }

    private func line(_ title: String, _ share: RoleScorer.Share) -> String {
        "\(title.padded(to: 30)) \(three(share.value))  \(share.right) of \(share.all)"
    }

    private func three(_ value: Double) -> String { JSON.decimal(value, places: 3) }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
