import ArgumentParser
import Demarche
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// `demarche parse`: the parser's reading as CoNLL-U.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Parses reports and prints CoNLL-U.",
        discussion: "Example:\n  echo 'Norway expelled two diplomats.' | demarche parse")

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions
    @Flag(help: "Print only what was counted: documents, sentences, tokens, seconds of loading the model.")
    var quiet = false

    func run() throws {
        let start = ContinuousClock.now
        let parser = try Workbench.parser(workbench)
        let loading = start.duration(to: .now)
        let splitter = Splitter(rules: try DiscardTable(folder: Workbench.lexicons(workbench)).rules)
        var output = Output()
        var counts = Counts()
        let quiet = quiet
        let tally = try reports.work(splitter: splitter, threads: workbench.threads) { report in
            let parses = splitter.passages(of: report).filter(\.isParsed).map {
                parser.parse(report.text, in: $0.span)
            }
            return Parsed(
                counts: Counts(parses), text: quiet ? "" : parses.map { $0.conllu(of: report.text) }.joined())
        } consume: { parsed in
            counts.add(parsed.counts)
            if !quiet { output.line(parsed.text) }
        }
        if quiet { for line in counts.lines(loading: loading) { output.line(line) } }
        output.flush()
        try tally.finish()
    }

    private struct Parsed: Sendable {
        let counts: Counts
        let text: String
    }

    /// What `--quiet` prints, one a line, name and number.
    private struct Counts: Sendable {
        private var documents = 0
        private var sentences = 0
        private var tokens = 0

        init() {}

        init(_ parses: [Parse]) {
            documents = 1
            sentences = parses.reduce(0) { $0 + $1.sentences.count }
            tokens = parses.reduce(0) { $0 + $1.tokens.count }
        }

        mutating func add(_ other: Counts) {
            documents += other.documents
            sentences += other.sentences
            tokens += other.tokens
        }

        func lines(loading: Duration) -> [String] {
            [
                "documents\t\(documents)", "sentences\t\(sentences)", "tokens\t\(tokens)",
                "load\t\(JSON.decimal(loading / .seconds(1), places: 3))",
            ]
        }
    }
}
