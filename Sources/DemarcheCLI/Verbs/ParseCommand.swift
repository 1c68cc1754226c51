import ArgumentParser
import Demarche
import DemarcheIntake
import DemarcheParsing
import DemarcheRecording
import DemarcheLexicon

/// `demarche parse`: the parser's reading as CoNLL-U.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Parses reports and prints CoNLL-U.",
        discussion: "Example:\n  echo 'Norway expelled two diplomats.' | demarche parse")

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let parser = try Workbench.parser(workbench)
        let splitter = Splitter(rules: try DiscardTable(folder: Workbench.lexicons(workbench)).rules)
        var tally = Tally()
        var output = Output()
        for batch in try reports.readings(splitter: splitter).batches(of: 64 * workbench.threads) {
            let found = batch.compactMap { tally.report(of: $0) }
            let texts = found.orderedParallelMap(threads: workbench.threads) { report in
                splitter.passages(of: report).filter(\.isParsed).map { parser.parse(report.text, in: $0.span).conllu(of: report.text) }.joined()
            }
            for text in texts { output.line(text) }
        }
        output.flush()
        try tally.finish()
    }
}
