import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche measures`: what is in force between actors, with its history.
struct MeasuresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measures",
        abstract: "Lists measures with the history of their statuses, or those in force on a day.",
        discussion: """
            A step without a day of its own holds by its report's day of publication at the latest. Counts in
            conflict stand side by side.

            Examples:
              demarche measures --by JPN --on RUS
              demarche measures --in-force-on 2022-10-15 --by JPN --on RUS --format csv
            """)

    @Option(name: .customLong("by"), help: "Only measures of this actor.") var source: ActorArgument?
    @Option(name: .customLong("on"), help: "Only measures on this actor.") var target: ActorArgument?
    @Option(help: "Only what was in force on this day.") var inForceOn: DayArgument?
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    mutating func run() throws {
        source = try source?.resolved(by: ledger)
        target = try target?.resolved(by: ledger)
        try ledger.answer(horizon) { views in
            let all = try views.measures(by: source?.code, on: target?.code, knownBy: horizon.asKnown?.day)
            var told: [(history: Views.MeasureHistory, steps: [Views.MeasureStep])] = all.map {
                ($0, $0.steps)
            }
            if let day = inForceOn?.day {
                told = all.compactMap { history in
                    guard let step = history.step(on: day), step.isInForce else { return nil }
                    return (history, [step])
                }
            }
            let rows = told.flatMap { item in
                item.steps.map { (cells(item.history, $0), json(item.history, $0)) }
            }
            let text = told.flatMap { item in
                [MeasureText.head(item.history)]
                    + item.steps.map { "  " + MeasureText.line($0) }
            }
            let columns = [
                "by", "on", "kind", "status", "earliest", "latest", "known_by", "scope", "counts", "claims",
                "citations", "measure",
            ]
            try Listing(columns: columns, rows: rows, text: text).finish(format, nothing: nothing)
        }
    }

    private var nothing: String {
        let day = inForceOn.map { " in force on \($0.day)" } ?? ""
        return "no measure\(day) in \(ledger.name) for these actors; all of them: demarche measures"
    }

    private func cells(_ history: Views.MeasureHistory, _ step: Views.MeasureStep) -> [String] {
        [
            history.by, history.on, history.kind, step.status, step.earliest?.description ?? "",
            step.latest?.description ?? "", step.published?.description ?? "", step.scope,
            step.counts.map(String.init).joined(separator: "|"), step.claims.joined(separator: "|"),
            step.citations.map(\.text).joined(separator: " "), history.id,
        ]
    }

    private func json(_ history: Views.MeasureHistory, _ step: Views.MeasureStep) -> JSON {
        .record([
            ("by", .string(history.by)), ("on", .string(history.on)), ("kind", .string(history.kind)),
            ("status", .string(step.status)), ("earliest", step.earliest.map { .string($0.description) }),
            ("latest", step.latest.map { .string($0.description) }),
            ("known_by", step.published.map { .string($0.description) }),
            ("scope", step.scope.isEmpty ? nil : .string(step.scope)),
            ("counts", step.counts.isEmpty ? nil : .array(step.counts.map(JSON.integer))),
            ("planned", step.isOpen ? .boolean(true) : nil), ("claims", .array(step.claims.map(JSON.string))),
            ("citations", .array(step.citations.map { JSON.string($0.text) })),
            ("measure", .string(history.id)),
        ])
    }
}

/// A step of a measure in words.
enum MeasureText {
    static func head(_ history: Views.MeasureHistory) -> String {
        "\(history.by) → \(history.on): \(history.kind)  \(history.id)"
    }

    static func line(_ step: Views.MeasureStep) -> String {
        let days =
            step.isDated
            ? EventListing.days(step.earliest, step.latest) : step.published.map { "by \($0)" } ?? "undated"
        let count = step.counts.isEmpty ? "" : " (\(step.counts.map(String.init).joined(separator: " or ")))"
        let scope = step.scope.isEmpty ? "" : ": \(step.scope)"
        return
            "\(days.padded(to: 24))  \(step.status)\(step.isOpen ? " [planned]" : "")\(count)\(scope) \(step.citations.map(\.text).joined(separator: " "))"
    }
}
