import ArgumentParser
import Demarche
import DemarcheLedger

/// A month as an argument: `2022-10`.
struct MonthArgument: ExpressibleByArgument {
    let month: Views.Month

    init?(argument: String) {
        guard argument.count == 7, let month = Views.Month(argument) else { return nil }
        self.month = month
    }
}

/// `demarche panel`: counts by pair and month.
struct PanelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "panel",
        abstract: "Counts events by directed pair and month; zero stands apart from not read.",
        discussion: """
            A month without a report is not read: its count is empty, not 0, unless a later report tells of it.
            Counts are of events, never of reports: all, and by PLOVER's four classes. An event whose days fit no
            single month is in no month; how many there are is said on standard error.

            Examples:
              demarche panel RUS JPN --from 2022-01 --to 2022-12
              demarche panel --format csv > panel.csv
            """)

    @Argument(
        help: "An actor's code or name; with a second one, the panel of the two in both directions.")
    var pair: [ActorArgument] = []
    @Option(help: "The first month (default: that of the first report or event).") var from: MonthArgument?
    @Option(help: "The last month.") var to: MonthArgument?
    @Flag(help: "Also planned, hypothetical, denied and alleged acts.") var all = false
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if pair.count == 1 || pair.count > 2 {
            throw ValidationError("name two actors, or none for all pairs")
        }
        if let from, let to, to.month < from.month {
            throw ValidationError("--to \(to.month) is before --from \(from.month)")
        }
    }

    static let columns = [
        "source", "target", "month", "read", "reports", "events", "verbal_cooperation",
        "material_cooperation", "verbal_conflict", "material_conflict",
    ]

    mutating func run() throws {
        pair = try pair.map { try $0.resolved(by: ledger) }
        try ledger.answer(horizon) { views in
            var query = Views.Query()
            query.knownBy = horizon.asKnown?.day
            if all { query.modalities = Claim.Modality.allCases }
            let panel = try views.panel(
                of: pair.count == 2 ? (pair[0].code, pair[1].code) : nil, months: (from?.month, to?.month),
                query)
            var writer = RowWriter(format, columns: Self.columns)
            var open: (first: Views.PanelRow, last: Views.PanelRow)?
            for row in panel.rows {
                writer.row(cells(row), json(row))
                if let line = open, isOneLine(line.last, row) {
                    open = (line.first, row)
                } else {
                    if let line = open { writer.text(text(line.first, to: line.last)) }
                    open = (row, row)
                }
            }
            if let line = open { writer.text(text(line.first, to: line.last)) }
            writer.finish()
            if panel.monthless > 0 {
                Messages.warn("\(panel.monthless) events whose days fit no single month are in no month")
            }
            guard writer.count == 0 else { return }
            Messages.warn("no pair with an event in \(ledger.name) for these months")
            throw ExitCode(ExitStatus.findings.rawValue)
        }
    }

    /// Empty where nobody looked and nothing was told.
    private func counts(_ row: Views.PanelRow) -> [Int]? {
        row.isRead || row.counts.events > 0 ? [row.counts.events] + row.counts.quads : nil
    }

    /// Whether a pair's month goes on where the one before left off: of neither is anything known.
    private func isOneLine(_ row: Views.PanelRow, _ next: Views.PanelRow) -> Bool {
        (row.source, row.target) == (next.source, next.target) && counts(row) == nil && counts(next) == nil
    }

    private func text(_ row: Views.PanelRow, to last: Views.PanelRow) -> String {
        let told = counts(row).map { counts in
            "\(counts[0]) \(counts[0] == 1 ? "event" : "events") (\(counts.dropFirst().map(String.init).joined(separator: ", ")))"
        }
        let read = row.isRead ? "\(row.reports) \(row.reports == 1 ? "report" : "reports")" : "not read"
        let months = row.month == last.month ? "\(row.month)" : "\(row.month) to \(last.month)"
        return
            "\(row.source) → \(row.target)  \(months.padded(to: 18))  \((told ?? "–").padded(to: 28))  \(read)"
    }

    private func cells(_ row: Views.PanelRow) -> [String] {
        let counts = counts(row)?.map(String.init) ?? [String](repeating: "", count: 5)
        return [
            row.source, row.target, row.month.description, row.isRead ? "yes" : "no", String(row.reports),
        ] + counts
    }

    private func json(_ row: Views.PanelRow) -> JSON {
        var pairs: [(String, JSON?)] = [
            ("source", .string(row.source)), ("target", .string(row.target)),
            ("month", .string(row.month.description)), ("read", .boolean(row.isRead)),
            ("reports", .integer(row.reports)),
        ]
        for (column, count) in zip(Self.columns.dropFirst(5), counts(row) ?? []) {
            pairs.append((column, .integer(count)))
        }
        return .record(pairs)
    }
}
