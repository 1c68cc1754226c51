import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche sanctioned`: whether somebody was under a measure on a day.
struct SanctionedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sanctioned",
        abstract: "Says whether a person or organisation was under a measure on a day, and by which act.",
        discussion: """
            Spellings in other scripts and without accents are the same name; near names are shown as near. Somebody
            who is only named as the relative, owner or chief of those listed is told as such, never as listed.
            Exit code 1 says that the record names nobody of this name under a measure on that day.

            Examples:
              demarche sanctioned "Alina Kabaeva" --on 2022-10-31
              demarche sanctioned Кабаева --on 2022-10-31 --format jsonl
            """)

    @Argument(help: "The name.") var name: String
    @Option(help: "The day (default: today).") var on: DayArgument?
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        try ledger.answer(horizon) { views in
            let day = on?.day ?? DayArgument.today
            let found = try views.designations(of: name, on: day, knownBy: horizon.asKnown?.day)
            let rows = found.map { (cells($0), json($0)) }
            let text = found.map { item in
                let near = item.nearness == .same ? "" : " (a near name)"
                let who =
                    item.role == "target"
                    ? "\(item.name)\(near)" : "\(item.name)\(near), only as \(item.role)"
                let state = item.state.map { MeasureText.line($0) } ?? "not yet begun on that day"
                return
                    "\(who): \(item.claim.act.name) by \(item.by), \(state), named in \(item.citation.text)"
            }
            let columns = [
                "name", "kind", "role", "nearness", "under_measure", "by", "measure", "status", "earliest",
                "latest", "claim", "citation",
            ]
            Listing(columns: columns, rows: rows, text: text).print(format)
            guard !found.contains(where: { $0.isUnderMeasure && $0.nearness == .same }) else { return }
            Messages.warn("\(ledger.name) tells of nobody named “\(name)” under a measure on \(day)")
            throw ExitCode(ExitStatus.findings.rawValue)
        }
    }

    private func near(_ item: Views.Designated) -> String { item.nearness == .same ? "same" : "near" }

    private func cells(_ item: Views.Designated) -> [String] {
        [
            item.name, item.kind, item.role, near(item), item.isUnderMeasure ? "yes" : "no", item.by,
            item.measureKind,
            item.state?.status ?? "", item.state?.earliest?.description ?? "",
            item.state?.latest?.description ?? "",
            item.claim.id, item.citation.text,
        ]
    }

    private func json(_ item: Views.Designated) -> JSON {
        .record([
            ("name", .string(item.name)), ("kind", .string(item.kind)), ("role", .string(item.role)),
            ("nearness", .string(near(item))), ("under_measure", .boolean(item.isUnderMeasure)),
            ("by", .string(item.by)),
            ("measure", item.measureKind.isEmpty ? nil : .string(item.measureKind)),
            ("status", item.state.map { .string($0.status) }),
            ("earliest", item.state?.earliest.map { .string($0.description) }),
            ("latest", item.state?.latest.map { .string($0.description) }), ("claim", .string(item.claim.id)),
            ("citation", .string(item.citation.text)),
        ])
    }
}
