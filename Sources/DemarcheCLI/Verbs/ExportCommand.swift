import ArgumentParser
import Demarche
import DemarcheLedger
import DemarcheLexicon
import Foundation

extension TableWriter.Form: ExpressibleByArgument {}

/// `demarche export`: the record in the formats that the field's tools read.
struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, tsv, jsonl, claims, plover, ftm, gdelt, phoenix, icews, polecat, petrarch
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the record in the formats that the field's tools read.",
        discussion: """
            csv and tsv are our own events; claims the native claims; plover PLOVER's JSON Lines; ftm entities of
            FollowTheMoney; gdelt 61 columns without a line of names, the other tables with one. jsonl is the whole
            record, as “demarche import” reads it. What a scheme cannot hold is left empty, and counted on standard
            error. A table is written as its scheme does, with --as in another form, and with --into as all of them
            beside a datapackage.json.

            Examples:
              demarche export --format csv > events.csv
              demarche export --format gdelt --as parquet --from 2022-01-01 > gdelt.parquet
              demarche export --format polecat --into polecat/
              demarche export --format jsonl > record.jsonl
            """)

    @Option(
        help:
            "csv, tsv, jsonl, claims, plover, ftm, gdelt, phoenix, icews, polecat or petrarch.")
    var format: Format = .csv
    @Option(
        name: .customLong("as"), help: "A table's form: native, csv, tsv or parquet.")
    var form: TableWriter.Form = .native
    @Option(help: ArgumentHelp("Write a table in every form into this folder.", valueName: "folder"))
    var into: String?
    @Option(help: "Only events that can be on this day or later.") var from: DayArgument?
    @Option(help: "Only events that can be on this day or earlier.") var to: DayArgument?
    @Flag(help: "Also planned, hypothetical, denied and alleged acts.") var all = false
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var ledger: ViewOptions

    private var isTable: Bool { ![.jsonl, .claims, .plover, .ftm].contains(format) }

    func validate() throws {
        if let from, let to, to.day < from.day {
            throw ValidationError("--to \(to.day) is before --from \(from.day)")
        }
        if !isTable, into != nil || form != .native {
            throw ValidationError("--as and --into are for tables; \(format.rawValue) is JSON Lines")
        }
        if into != nil, form != .native { throw ValidationError("--into writes every form; leave out --as") }
        if format == .jsonl, from != nil || to != nil || all || horizon.isSet {
            throw ValidationError("jsonl is the whole record; choose events with --format claims")
        }
    }

    func run() throws {
        if format == .jsonl { return try writeRecord() }
        try ledger.answer(horizon, write)
    }

    private func write(_ views: Views) throws {
        guard let table = try table() else { return try writeLines(views) }
        if let into {
            var folder = try ExportFolder(URL(filePath: into), name: format.rawValue, table: table)
            try views.exportItems(query) { try folder.add(table.row(for: $0)) }
            try folder.finish()
            return summary(folder.count, folder.gaps)
        }
        var (count, gaps) = (0, [String: Int]())
        var writer = try TableWriter(table, as: form) { try FileHandle.standardOutput.write(contentsOf: $0) }
        try views.exportItems(query) { item in
            let row = table.row(for: item)
            count += 1
            for (column, cell) in zip(table.columns, row) where cell.isEmpty { gaps[column, default: 0] += 1 }
            try writer.add(row)
        }
        try writer.finish()
        summary(count, gaps)
    }

    private var query: Views.Query {
        var query = Views.Query()
        query.from = from?.day
        query.to = to?.day
        query.knownBy = horizon.asKnown?.day
        if all { query.modalities = Claim.Modality.allCases }
        return query
    }

    private func writeRecord() throws {
        var output = Output()
        let count = try ArchiveWriter(ledger: ledger.ledger.open()).write { output.line($0) }
        output.flush()
        Messages.warn("\(count) reports")
    }

    /// The formats of JSON Lines.
    private func writeLines(_ views: Views) throws {
        var output = Output()
        var count = 0
        var entities = FollowTheMoney(states: format == .ftm ? try states() : [:])
        try views.exportItems(query) { item in
            count += 1
            switch format {
            case .plover: output.line(PloverLine().json(for: item).text)
            case .ftm: for entity in entities.entities(for: item) { output.line(entity.text) }
            default: for telling in item.tellings { output.line(telling.claim.json.text) }
            }
        }
        if format == .ftm {
            let day = to?.day ?? DayArgument.today
            for named in try views.designations(of: nil, on: day, knownBy: horizon.asKnown?.day) {
                for entity in entities.entities(for: named) { output.line(entity.text) }
            }
        }
        output.flush()
        summary(count, [:])
    }

    private func summary(_ count: Int, _ gaps: [String: Int]) {
        let empty = gaps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        Messages.warn("\(count) events" + (empty.isEmpty ? "" : "; left empty: \(empty)"))
    }

    /// Nil for the formats of JSON lines.
    private func table() throws -> ExportTable? {
        switch format {
        case .csv: .native(isCSV: true)
        case .tsv: .native(isCSV: false)
        case .jsonl, .claims, .plover, .ftm: nil
        case .gdelt: .gdelt(try states())
        case .phoenix: .phoenix(try states())
        case .icews: .icews(try states())
        case .polecat: .polecat(try states())
        case .petrarch: .petrarch(try states())
        }
    }

    private func states() throws -> [String: StateCodes] {
        let folder = try ledger.folder()
        let alpha2 = try Alpha2Table(folder: folder).codes
        let dated = try StateCodeTable(folder: folder).spans
        return try ActorLexicon(folder: folder).states.mapValues { state in
            let spans = (dated[state.code] ?? []).map { span in
                func code(_ scheme: StateCodeTable.Scheme) -> String? {
                    span.scheme == scheme ? span.code : nil
                }
                return StateCodes.Span(
                    from: span.from, to: span.to, cow: code(.cow), fips: code(.fips), cameo: code(.cameo))
            }
            return StateCodes(
                name: state.name, cow: state.cow, fips: state.fips, cameo: state.cameo,
                alpha2: alpha2[state.code] ?? "", spans: spans)
        }
    }
}
