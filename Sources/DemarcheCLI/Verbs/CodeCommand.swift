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
            """)

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions
    @Option(help: "text, json, jsonl, tsv or csv.") var format: Format = .text
    @Flag(help: "Also events, answers, measures and designations, a line each after the report's claims (jsonl only).") var record = false

    func validate() throws {
        guard !record || format == .jsonl else { throw ValidationError("--record needs --format jsonl") }
    }

    func run() throws {
        let bench = try Workbench(workbench)
        var tally = Tally()
        var output = Output()
        let writer = ClaimWriter(format: format)
        for line in writer.head { output.line(line) }
        let readings = try reports.readings(splitter: bench.splitter)
        var isFirst = true
        for batch in readings.batches(of: 64 * bench.threads) {
            let found = batch.compactMap { tally.report(of: $0) }
            let coded = found.orderedParallelMap(threads: bench.threads) { bench.coder.coded($0) }
            for result in coded {
                if record {
                    for line in writer.lines(for: result, record: bench.coder.record(of: result)) { output.line(line) }
                    continue
                }
                for line in writer.lines(for: result, isFirst: isFirst) { output.line(line) }
                isFirst = false
            }
        }
        for line in writer.foot { output.line(line) }
        output.flush()
        try tally.finish()
    }
}

extension Sequence {
    /// Runs of at most `size` elements, taken as they are asked for.
    func batches(of size: Int) -> some Sequence<[Element]> {
        sequence(state: makeIterator()) { iterator in
            var batch: [Element] = []
            while batch.count < size, let next = iterator.next() { batch.append(next) }
            return batch.isEmpty ? nil : batch
        }
    }
}
