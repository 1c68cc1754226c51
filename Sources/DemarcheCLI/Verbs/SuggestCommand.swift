import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheRecording
import Foundation

/// What stands uncoded between actors, so that an editor can add a row.
struct LexiconSuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Lists frequent predicates between actors that no phrasing tells, with the nearest acts.",
        discussion: """
            Read the sentences before you believe the act: what stands uncoded is often rightly so.

            Examples:
              demarche lexicon suggest reports.jsonl
              demarche lexicon suggest reports.jsonl --least 1 --format tsv > candidates.tsv
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, tsv, jsonl }

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions
    @Option(help: "Only what was found at least so often.") var least: Int = 2
    @Option(help: "text, tsv or jsonl.") var format: Format = .text

    func validate() throws {
        guard least > 0 else { throw ValidationError("--least must be 1 or more, not \(least)") }
    }

    func run() throws {
        let bench = try Workbench(workbench)
        let suggester = Suggester(
            general: try bench.generalCoder(
                lexicons: Workbench.lexicons(workbench), telling: .silent),
            phrasebook: bench.compiled.phrasebook)
        var findings: [Suggester.Finding] = []
        let tally = try reports.work(splitter: bench.splitter, threads: bench.threads) { report in
            let coded = bench.coder.coded(report)
            return suggester.findings(in: coded.read, of: report.text, claims: coded.claims)
        } consume: {
            findings += $0
        }
        var output = Output()
        if format == .tsv { output.line("words\tcount\tkind\tshare\tnearest\tsentence") }
        let suggestions = Suggester.suggestions(from: findings, least: least)
        for line in suggestions.flatMap(lines) { output.line(line) }
        output.flush()
        try tally.finish()
        guard suggestions.isEmpty else { return }
        Messages.warn("phrasings tell every predicate between actors that stands \(least) times; see --least")
        throw ExitCode(ExitStatus.findings.rawValue)
    }

    private func lines(_ suggestion: Suggestion) -> [String] {
        let share = JSON.decimal(suggestion.share, places: 2)
        let nearest = suggestion.nearest.map { $0.pattern.act + ": " + $0.pattern.example }
        switch format {
        case .text:
            return ["\(suggestion.count) × \(suggestion.words)  \(suggestion.kind) \(share)"]
                + nearest.map { "    near \($0)" } + suggestion.sentences.map { "    in “\(oneLine($0))”" }
        case .tsv:
            let cells = [
                suggestion.words, String(suggestion.count), suggestion.kind, share, nearest.first ?? "",
                suggestion.sentences.first ?? "",
            ]
            return [cells.map(oneLine).joined(separator: "\t")]
        case .jsonl:
            return [
                JSON.record([
                    ("words", .string(suggestion.words)), ("count", .integer(suggestion.count)),
                    ("kind", .string(suggestion.kind)), ("share", .number(suggestion.share, places: 2)),
                    ("nearest", .array(nearest.map(JSON.string))),
                    ("sentences", .array(suggestion.sentences.map(JSON.string))),
                ]).text
            ]
        }
    }

    private func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
