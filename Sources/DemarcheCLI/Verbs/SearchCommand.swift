import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche search`: sentences that hold the words.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds the sentences that hold all the words.",
        discussion: """
            Case and accents do not matter; words in quotation marks stand together.

            Examples:
              demarche search consul Vladivostok
              demarche search '"tit-for-tat" expulsion' --format jsonl
            """)

    @Argument(help: "The words.") var words: [String]
    @Option(help: "At most so many.") var limit: Int = 50
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
    }

    func run() throws {
        try ledger.answer(horizon) { views in
            let wanted = words.joined(separator: " ")
            let found = try views.sentences(with: wanted, limit: limit, knownBy: horizon.asKnown?.day)
            let rows = found.map { item in
                (
                    cells: [
                        item.citation.report, String(item.citation.sentence),
                        item.published?.description ?? "",
                        item.text,
                        item.claims.joined(separator: "|"), item.reason,
                    ],
                    json: JSON.record([
                        ("report", .string(item.citation.report)),
                        ("sentence", .integer(item.citation.sentence)),
                        ("published", item.published.map { .string($0.description) }),
                        ("text", .string(item.text)),
                        ("claims", item.claims.isEmpty ? nil : .array(item.claims.map(JSON.string))),
                        ("reason", item.reason.isEmpty ? nil : .string(item.reason)),
                    ])
                )
            }
            let text = found.map { item in
                "\(item.citation.text) \(item.published?.description ?? "undated")  \(String(item.text.map { $0.isNewline ? " " : $0 }))"
                    + (item.claims.isEmpty ? "" : "  \(item.claims.joined(separator: " "))")
            }
            try Listing(
                columns: ["report", "sentence", "published", "text", "claims", "reason"], rows: rows,
                text: text
            )
            .finish(format, nothing: "no sentence in \(ledger.name) holds all of “\(wanted)”")
        }
    }
}
