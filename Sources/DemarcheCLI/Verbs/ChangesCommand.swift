import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche changes`: what is new or altered since last time.
struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "Shows which events are new, altered or gone since a day.",
        discussion: """
            Example:
              demarche changes --since 2022-11-01
            """)

    @Option(help: "The day; what came on it counts as since.") var since: DayArgument
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        try ledger.answer { views in
            let changes = try views.changes(since: since.day)
            let rows = changes.map { change in
                (
                    cells: [
                        change.kind.rawValue, change.received.description, change.event.event.id,
                        change.other?.id ?? "",
                        EventListing.line(change.event),
                    ],
                    json: JSON.record([
                        ("change", .string(change.kind.rawValue)),
                        ("received", .string(change.received.description)),
                        ("event", change.event.event.ledgerJSON), ("before", change.other?.ledgerJSON),
                    ])
                )
            }
            let text = changes.map { "\($0.kind.rawValue.padded(to: 8)) \(EventListing.line($0.event))" }
            try Listing(columns: ["change", "received", "event", "before", "line"], rows: rows, text: text)
                .finish(
                    format, nothing: "nothing new in \(ledger.name) since \(since.day)")
        }
    }
}
