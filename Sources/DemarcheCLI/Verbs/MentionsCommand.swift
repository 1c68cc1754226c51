import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheParsing
import DemarcheRecording

/// `demarche mentions`: actors, times and toponyms, also those that no claim uses.
struct MentionsCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, text }

    static let configuration = CommandConfiguration(
        commandName: "mentions", abstract: "Lists the actors, times and places that reports mention.",
        discussion: "Example:\n  demarche mentions reports.jsonl --format jsonl")

    @OptionGroup var reports: ReportOptions
    @OptionGroup var workbench: WorkbenchOptions
    @Option(help: "jsonl or text.") var format: Format = .text

    func run() throws {
        let bench = try Workbench(workbench)
        var output = Output()
        let format = format
        let tally = try reports.work(splitter: bench.splitter, threads: workbench.threads) {
            report -> String in
            // Times and toponyms are read everywhere: furniture too tells days and places.
            let passages = bench.splitter.passages(of: report).map { Passage(span: $0.span, kind: .prose) }
            let read = bench.coder.read(passages, of: report)
            return format == .jsonl ? Self.json(report, read).text : Self.text(report, read)
        } consume: {
            output.line($0)
        }
        output.flush()
        try tally.finish()
    }

    private static func json(_ report: Report, _ read: [ReadPassage]) -> JSON {
        let actors = read.flatMap(\.mentions).flatMap { mention in
            mention.actors.map { actor in
                JSON.record([
                    ("start", .integer(mention.span.start)), ("end", .integer(mention.span.end)),
                    ("code", .string(actor.code)),
                    ("sector", .string(actor.sector)), ("name", .string(actor.name)),
                    ("by", .string(mention.ground.by)),
                ])
            }
        }
        let timex = read.flatMap(\.times).map { time in
            JSON.record([
                ("start", .integer(time.span.start)), ("end", .integer(time.span.end)),
                ("type", .string(time.timexType)),
                ("value", .string(time.timexValue)),
                ("earliest", time.earliest.map { .string($0.description) }),
                ("latest", time.latest.map { .string($0.description) }),
            ])
        }
        let toponyms = read.flatMap(\.places).map { place in
            JSON.record([
                ("start", .integer(place.span.start)), ("end", .integer(place.span.end)),
                ("name", .string(place.name)),
                ("lat", place.latitude.map { .number($0, places: 4) }),
                ("lon", place.longitude.map { .number($0, places: 4) }),
                ("geonames", place.geonames.map(JSON.integer)), ("country", .string(place.country)),
            ])
        }
        return .record([
            ("id", .string(report.id)), ("actors", .array(actors)), ("timex", .array(timex)),
            ("toponyms", .array(toponyms)),
        ])
    }

    private static func text(_ report: Report, _ read: [ReadPassage]) -> String {
        var lines = [report.id]
        for passage in read {
            for mention in passage.mentions where !mention.actors.isEmpty {
                lines.append(
                    "  “\(report.text[mention.span])” "
                        + mention.actors.map { "\($0.code).\($0.sector) \($0.name)" }.joined(separator: ", ")
                        + " (\(mention.ground.by))")
            }
            for time in passage.times { lines.append("  “\(time.phrase)” \(time.timexValue)") }
            for place in passage.places {
                let named = [place.name, place.country].filter { !$0.isEmpty }.joined(separator: ", ")
                lines.append("  “\(report.text[place.span])” \(named)")
            }
        }
        return lines.joined(separator: "\n")
    }
}
