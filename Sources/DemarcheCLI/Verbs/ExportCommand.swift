import ArgumentParser
import Demarche
import DemarcheLedger
import DemarcheLexicon
import Foundation

/// `demarche export`: the record in the formats that the field's tools read.
struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, tsv, jsonl, plover, gdelt, phoenix, icews, polecat, petrarch
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the record's events in the formats that the field's tools read.",
        discussion: """
            csv and tsv are our own columns, jsonl the native claims; plover is JSON Lines, gdelt 61 columns without
            a line of names, the others tab-separated with one. What a scheme cannot hold is left empty, and counted
            on standard error.

            Examples:
              demarche export --format csv > events.csv
              demarche export --format gdelt --from 2022-01-01 --as-known 2022-12-31 > events.gdelt.tsv
            """)

    @Option(help: "csv, tsv, jsonl, plover, gdelt, phoenix, icews, polecat or petrarch.") var format: Format =
        .csv
    @Option(help: "Only events that can be on this day or later.") var from: DayArgument?
    @Option(help: "Only events that can be on this day or earlier.") var to: DayArgument?
    @Option(help: "As it was known on this day.") var asKnown: DayArgument?
    @Flag(help: "Also planned, hypothetical, denied and alleged acts.") var all = false
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        var query = Views.Query()
        query.from = from?.day
        query.to = to?.day
        query.knownBy = asKnown?.day
        if all { query.modalities = Claim.Modality.allCases }
        let views = try ledger.views(regathering: asKnown != nil)
        var output = Output()
        var gaps: [String: Int] = [:]
        var count = 0
        let table = try table()
        if let table, table.hasHeader { output.line(table.header) }
        try views.exportItems(query) { item in
            count += 1
            switch (table, format) {
            case (let table?, _):
                for (column, cell) in zip(table.columns, table.row(for: item)) where cell.isEmpty {
                    gaps[column, default: 0] += 1
                }
                output.line(table.line(for: item))
            case (nil, .plover): output.line(PloverLine().json(for: item).text)
            case (nil, _): for telling in item.tellings { output.line(telling.claim.json.text) }
            }
        }
        output.flush()
        let empty = gaps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        Messages.warn("\(count) events" + (empty.isEmpty ? "" : "; left empty: \(empty)"))
    }

    /// Nil for the formats of JSON lines.
    private func table() throws -> ExportTable? {
        switch format {
        case .csv: .native(isCSV: true)
        case .tsv: .native(isCSV: false)
        case .jsonl, .plover: nil
        case .gdelt: .gdelt(try states())
        case .phoenix: .phoenix(try states())
        case .icews: .icews(try states())
        case .polecat: .polecat(try states())
        case .petrarch: .petrarch(try states())
        }
    }

    private func states() throws -> [String: StateCodes] {
        try ActorLexicon(folder: ledger.folder()).states.mapValues {
            StateCodes(name: $0.name, cow: $0.cow, fips: $0.fips, cameo: $0.cameo)
        }
    }
}
