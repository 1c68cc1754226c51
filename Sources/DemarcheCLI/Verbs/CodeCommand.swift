import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheRecording

/// `demarche code`: reports in, claims out.
struct CodeCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl, tsv, csv }

    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Codes reports: one claim for each act, with the words that carry it.",
        discussion: """
            Examples:
              demarche code digest.txt --date 2022-10-31
              demarche code reports.jsonl --format jsonl --threads 2
              demarche code addresses.txt       # a list: the pages are fetched
              demarche code --pairs pairs.jsonl > acts.jsonl
            """)

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions
    @Option(help: "text, json, jsonl, tsv or csv.") var format: Format = .text
    @Flag(
        help:
            "Also events, answers, measures and designations, a line each after the report's claims (jsonl only)."
    ) var record = false

    @Flag(
        help:
            "Reads {\"id\",\"text\",\"source_spans\",\"target_spans\"} a line and answers with the act of that source towards that target."
    ) var pairs = false
    @Flag(help: "With --pairs: answers by phrasings alone.") var strict = false
    @Flag(
        help:
            "Also codes what no phrasing tells, where enough speaks for an act between two; such claims say “generalised”."
    ) var generalise = false

    func validate() throws {
        guard !(strict && generalise) else {
            throw ValidationError("--strict and --generalise exclude one another")
        }
        guard !record || format == .jsonl else { throw ValidationError("--record needs --format jsonl") }
    }

    func run() throws {
        let bench = try Workbench(workbench)
        if pairs {
            let run = PairsRun(bench: bench, lexicons: try Workbench.lexicons(workbench), isStrict: strict)
            return try run.run(reports.files).finish()
        }
        var output = Output()
        let writer = ClaimWriter(format: format)
        for line in writer.head { output.line(line) }
        var isFirst = true
        let record = record
        let coder =
            generalise ? try bench.generalisingCoder(lexicons: Workbench.lexicons(workbench)) : bench.coder
        let tally = try reports.work(splitter: bench.splitter, threads: bench.threads) { report in
            let coded = coder.coded(report)
            return record
                ? writer.lines(for: coded, record: coder.record(of: coded)) : writer.lines(for: coded)
        } consume: { lines in
            for line in lines {
                output.line(writer.separator(isFirst: isFirst) + line)
                isFirst = false
            }
        }
        for line in writer.foot { output.line(line) }
        output.flush()
        try tally.finish()
    }
}
