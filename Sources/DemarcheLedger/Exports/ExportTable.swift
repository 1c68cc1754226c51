internal import Demarche

/// A table of another scheme: its columns and how an event fills them.
///
/// A value that the scheme cannot hold is left empty; `gaps` counts them by column.
package struct ExportTable: Sendable {
    package let columns: [String]
    /// Whether the scheme's files begin with a line of column names.
    package let hasHeader: Bool
    /// Whether cells are apart by commas; else by tabs.
    package let isCSV: Bool
    /// What the columns hold that are no text.
    private let kinds: [String: ColumnKind]
    private let cells: @Sendable (ExportItem) -> [String]

    init(
        _ columns: [String], hasHeader: Bool = true, isCSV: Bool = false, kinds: [ColumnKind: [String]] = [:],
        cells: @escaping @Sendable (ExportItem) -> [String]
    ) {
        self.columns = columns
        self.hasHeader = hasHeader
        self.isCSV = isCSV
        self.cells = cells
        self.kinds = Dictionary(
            kinds.flatMap { kind, names in names.map { ($0, kind) } }, uniquingKeysWith: { first, _ in first }
        )
        precondition(
            Set(self.kinds.keys).isSubset(of: columns), "A kind is given to columns that are there.")
    }

    /// The columns with what each holds.
    package var typedColumns: [(name: String, kind: ColumnKind)] {
        columns.map { (name: $0, kind: kinds[$0] ?? .text) }
    }

    package var header: String { line(columns) }

    /// The line of an event.
    package func line(for item: ExportItem) -> String { line(row(for: item)) }

    package func row(for item: ExportItem) -> [String] {
        let row = cells(item)
        precondition(row.count == columns.count, "A row has a cell for every column.")
        return row
    }

    private func line(_ cells: [String]) -> String { isCSV ? Cells.csv(cells) : Cells.tsv(cells) }
}

/// What exports share.
struct ExportWords: Sendable {
    let states: [String: StateCodes]

    /// `20221004`.
    func compact(_ day: Day?) -> String { day.map { $0.description.replacing("-", with: "") } ?? "" }

    func day(_ event: Event) -> Day? { event.earliest ?? event.latest }

    /// A state's codes on the day of an event.
    func codes(_ state: String, _ event: Event) -> StateCodes? { states[state]?.on(day(event)) }

    /// `RUSSPY`: a state's CAMEO code and the sector.
    func cameo(_ actor: Actor?, _ event: Event) -> String {
        guard let actor else { return "" }
        return country(actor, event) + actor.sector
    }

    /// A state's CAMEO code; a group of none keeps its own.
    func country(_ actor: Actor, _ event: Event) -> String {
        codes(actor.code, event).map(\.cameo) ?? actor.code
    }

    func decimal(_ value: Double?) -> String { value.map { JSON.decimal($0, places: 4) } ?? "" }

    /// The words that show the actor, in the first claim that shows any.
    func raw(_ item: ExportItem, _ side: KeyPath<Claim, [Claim.Role]>) -> String {
        item.tellings.lazy.flatMap { $0.claim[keyPath: side] }.compactMap(\.text).first ?? ""
    }

    func sentences(_ item: ExportItem) -> String {
        item.tellings.map { "\($0.report.id)_\($0.sentence)" }.joined(separator: ";")
    }
}

extension ExportTable {
    /// Our own events, a row each.
    package static func native(isCSV: Bool) -> ExportTable {
        let columns = [
            "event", "earliest", "latest", "source", "source_name", "act", "cameo", "plover", "quad",
            "intensity", "target",
            "target_name", "modality", "place", "country", "latitude", "longitude", "speakers", "reports",
            "claims",
            "received", "url",
        ]
        return ExportTable(
            columns, isCSV: isCSV,
            kinds: [
                .integer: ["quad"], .decimal: ["intensity", "latitude", "longitude"],
                .day: ["earliest", "latest", "received"],
            ]
        ) { item in
            let event = item.event
            func codes(_ actors: [Actor]) -> String {
                actors.map { $0.sector.isEmpty ? $0.code : "\($0.code).\($0.sector)" }.joined(separator: "|")
            }
            let words = ExportWords(states: [:])
            let speakers = item.tellings.flatMap { $0.claim.speaker.map(\.name) }
            return [
                event.id, event.earliest?.description ?? "", event.latest?.description ?? "",
                codes(event.source),
                event.source.map(\.name).joined(separator: "|"), event.act.name, event.act.cameo,
                event.act.plover,
                event.act.quad == 0 ? "" : String(event.act.quad),
                JSON.decimal(event.act.intensity, places: 1),
                codes(event.target), event.target.map(\.name).joined(separator: "|"), event.modality.rawValue,
                item.place?.name ?? "", item.place?.country ?? "", words.decimal(item.place?.latitude),
                words.decimal(item.place?.longitude), speakers.joined(separator: "|"),
                item.reports.map(\.id).joined(separator: "|"), event.claims.joined(separator: "|"),
                item.received.description, item.reports.lazy.compactMap(\.url).first ?? "",
            ]
        }
    }

    /// CAMEO as PETRARCH writes it.
    package static func petrarch(_ states: [String: StateCodes]) -> ExportTable {
        let words = ExportWords(states: states)
        return ExportTable(["date", "source", "target", "code", "issues", "ids", "url", "storysource"]) {
            item in
            let event = item.event
            return [
                words.compact(words.day(event)), words.cameo(event.source.first, event),
                words.cameo(event.target.first, event),
                event.act.cameo, "", words.sentences(item),
                item.reports.compactMap(\.url).joined(separator: ";"),
                item.reports.compactMap(\.source).joined(separator: ";"),
            ]
        }
    }

    /// Phoenix, 26 columns.
    package static func phoenix(_ states: [String: StateCodes]) -> ExportTable {
        let words = ExportWords(states: states)
        let sides = ["Source", "Target"].flatMap { side in
            ["Full", "Entity", "Role", "Attribute"].map { side + $0 }
        }
        let columns =
            ["EventID", "Date", "Year", "Month", "Day"] + sides
            + [
                "EventCode", "EventRootCode", "QuadClass", "Goldstein", "Issues", "Lat", "Lon",
                "LocationName", "StateName",
            ]
            + ["Country", "SentenceIDs", "URLs", "NewsSources"]
        return ExportTable(
            columns,
            kinds: [
                .integer: ["Year", "Month", "Day", "QuadClass"], .decimal: ["Goldstein", "Lat", "Lon"],
            ]
        ) { item in
            let (event, day) = (item.event, words.day(item.event))
            func side(_ actor: Actor?) -> [String] {
                actor.map { [words.cameo($0, event), words.country($0, event), $0.sector, ""] } ?? [
                    "", "", "", "",
                ]
            }
            return [
                event.id, words.compact(day), day.map { String($0.year) } ?? "",
                day.map { String($0.month) } ?? "",
                day.map { String($0.day) } ?? "",
            ] + side(event.source.first) + side(event.target.first) + [
                event.act.cameo, String(event.act.cameo.prefix(2)), String(event.act.quad),
                JSON.decimal(event.act.intensity, places: 1), "", words.decimal(item.place?.latitude),
                words.decimal(item.place?.longitude), item.place?.name ?? "", "", item.place?.country ?? "",
                words.sentences(item), item.reports.compactMap(\.url).joined(separator: ";"),
                item.reports.compactMap(\.source).joined(separator: ";"),
            ]
        }
    }
}
