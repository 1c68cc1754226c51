internal import Demarche
internal import DemarcheLedger

/// The first page: who deals with whom, what changed, what is read.
struct OverviewPage {
    static let purpose =
        "Who acts towards whom: each cell counts what the row's actor did to the column's, and tells whether its newest month is above its own norm."

    let desk: Desk
    let asking: Asking

    private static let size = 14

    func page() throws -> Page {
        let month = try month()
        let totals = try desk.views.totals()
        guard totals.reports > 0 else { return empty }
        let matrix = try desk.views.matrix(size: Self.size, month: month)
        let newest = try desk.views.newest(limit: 10)
        let reports = try desk.views.reportMonths()
        let events = try desk.views.eventMonths()
        let list = EventList(events: newest.map(\.told))
        return Page(
            title: "Overview", purpose: Self.purpose,
            address: Address(path: ["overview"], query: asking.address.query),
            body: [
                finder(matrix), figures(totals),
                .section(
                    "Who acts towards whom", id: "matrix", [MatrixView(desk: desk, matrix: matrix).markup]),
                strip(events, reports),
                .section(
                    "What is new", id: "new",
                    newest.isEmpty
                        ? [
                            .empty(
                                "No event stands yet.", "The reports tell of no act that was done; ",
                                .link(Address("reports"), "see what was read in them"), ".")
                        ]
                        : [list.markup]), try map(),
            ], json: json(matrix, totals, list), table: table(matrix))
    }

    private func month() throws -> Day? {
        let text = asking.word("month")
        guard !text.isEmpty else { return nil }
        guard let month = Day(iso: text + "-01") else {
            throw PageError(400, "“\(text)” is no month.", advice: "Write a month like 2022-10.")
        }
        return month
    }

    private var empty: Page {
        Page(
            title: "Overview", purpose: Self.purpose, address: Address("overview"),
            body: [
                .empty(
                    "This ledger holds no report yet.", .link(Address("add"), "Add a report"),
                    " here, or on the command line: demarche add FILE --ledger \(desk.settings.ledger)")
            ], json: .object([("reports", .integer(0))]),
            table: Page.Table(columns: ["source", "target", "events", "month", "now", "norm"], rows: []))
    }

    /// Leads to a pair.
    private func finder(_ matrix: Views.Matrix) -> Markup {
        .tag(
            "form", ["class": "controls", "method": "get", "action": .address(Address("dyad"))],
            .field("One actor", name: "first", hint: "RUS", isRequired: true, list: "actors"),
            .field("The other", name: "second", hint: "JPN", isRequired: true, list: "actors"),
            .tag("button", [:], "Show the relation"),
            .tag(
                "datalist", ["id": "actors"],
                matrix.actors.map { .tag("option", ["value": "\($0)"], .text(desk.name($0))) }))
    }

    private func figures(_ totals: Views.Totals) -> Markup {
        let published =
            totals.published.map {
                ", published \(Wording.month($0.lowerBound)) to \(Wording.month($0.upperBound))"
            } ?? ""
        let known = totals.received.map { " The newest came in on \(Wording.day($0))." } ?? ""
        return .tag(
            "p", ["class": "figures"],
            .text(
                "\(Wording.count(totals.reports - totals.withdrawn, "report")) read\(published), which tell \(Wording.count(totals.events, "event")).\(known)"
            ))
    }

    private func strip(_ events: [Views.MonthTally], _ reports: [Views.MonthTally]) -> Markup {
        let strip = MonthStrip(upper: events, lower: [], reports: reports, shown: nil)
        guard !strip.months.isEmpty else { return .nothing }
        return .section(
            "What is read", id: "coverage",
            [
                .tag(
                    "figure", ["class": "strip"],
                    strip.markup(label: "Events by month", twoSided: false) { _ in nil },
                    .tag(
                        "figcaption", [:],
                        "Events by the month in which they happened. Hatched months have no report: what happened then is unknown, not nothing."
                    ))
            ])
    }

    private func map() throws -> Markup {
        guard !desk.settings.borders.isEmpty else { return .nothing }
        let counts = try desk.views.actorTotals()
        return .section(
            "On the map", id: "map",
            [
                .tag(
                    "figure", ["class": "map"],
                    WorldMap(counts: counts, shapes: desk.settings.borders, name: desk.name).markup,
                    .tag(
                        "figcaption", [:],
                        "The stronger the colour, the more events an actor stands in, as doer or recipient. Borders: Natural Earth, public domain; they state no opinion."
                    ))
            ])
    }

    private func json(_ matrix: Views.Matrix, _ totals: Views.Totals, _ newest: EventList) -> JSON {
        .record([
            ("reports", .integer(totals.reports)), ("withdrawn", .integer(totals.withdrawn)),
            ("events", .integer(totals.events)),
            ("received", totals.received.map { .string($0.description) }),
            ("month", matrix.month.map { .string(String($0.description.prefix(7))) }),
            ("norm_months", .integer(matrix.span)),
            (
                "pairs",
                .array(
                    cells(matrix).map { source, target, cell in
                        .record([
                            ("source", .string(source)), ("target", .string(target)),
                            ("events", .integer(cell.count)),
                            ("now", .integer(cell.now)), ("norm", .number(cell.norm, places: 2)),
                        ])
                    })
            ), ("new", newest.json),
        ])
    }

    private func table(_ matrix: Views.Matrix) -> Page.Table {
        Page.Table(
            columns: ["source", "target", "events", "month", "now", "norm"],
            rows: cells(matrix).map { source, target, cell in
                [
                    source, target, String(cell.count),
                    matrix.month.map { String($0.description.prefix(7)) } ?? "",
                    String(cell.now), JSON.decimal(cell.norm, places: 2),
                ]
            })
    }

    private func cells(_ matrix: Views.Matrix) -> [(String, String, Views.Cell)] {
        zip(matrix.actors, matrix.cells).flatMap { source, row in
            zip(matrix.actors, row).compactMap { target, cell in cell.map { (source, target, $0) } }
        }
    }
}

/// The matrix of directed pairs.
struct MatrixView {
    let desk: Desk
    let matrix: Views.Matrix

    var markup: Markup {
        guard !matrix.actors.isEmpty else {
            return .empty(
                "No pair of actors has an event.",
                .link(Address("reports"), "See the reports"), " and why their sentences are not coded.")
        }
        let head = matrix.actors.map { code in
            Markup.tag("th", ["scope": "col"], .tag("abbr", ["title": "\(desk.name(code))"], .text(code)))
        }
        let rows = zip(matrix.actors, matrix.cells).map { source, cells in
            Markup.tag(
                "tr", [:],
                [
                    .tag(
                        "th", ["scope": "row"], .link(Address("actor", source), .text(desk.name(source))),
                        desk.name(source) == source
                            ? .nothing : .tag("span", ["class": "code"], .text(" \(source)")))
                ] + zip(matrix.actors, cells).map { target, cell in self.cell(source, target, cell) })
        }
        return .group([
            .tag(
                "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "Matrix of pairs"],
                .tag(
                    "table", ["class": "matrix"],
                    .tag("caption", [:], .text(caption)),
                    .tag("thead", [:], .tag("tr", [:], [.tag("td", [:], "did to →")] + head)),
                    .tag("tbody", [:], rows)))
        ])
    }

    private var caption: String {
        guard let month = matrix.month else { return "Done events, in all; none has a day." }
        return matrix.span == 0
            ? "Done events, in all. There are no months before \(Wording.month(month)) to make a norm of."
            : "Done events, in all. ▲ and ▼: \(Wording.month(month)) is above or below the pair's own mean of the \(Wording.count(matrix.span, "month")) before."
    }

    private func cell(_ source: String, _ target: String, _ cell: Views.Cell?) -> Markup {
        guard let cell else {
            return .tag("td", ["class": "none"], .tag("span", ["aria-hidden": "true"], "·"))
        }
        let change = Self.change(cell, span: matrix.span)
        let month = matrix.month.map(Wording.month) ?? ""
        let norm =
            matrix.span == 0
            ? ""
            : "; \(month): \(cell.now), norm \(JSON.decimal(cell.norm, places: 1)) a month (n = \(Wording.count(matrix.span, "month")))"
        let words =
            "\(desk.name(source)) to \(desk.name(target)): \(Wording.count(cell.count, "event"))\(norm)"
        return .tag(
            "td", ["class": "level\(Self.level(cell.count))"],
            .tag(
                "a",
                [
                    "href": .address(Address("dyad", source, target)), "title": "\(words)",
                    "aria-label": "\(words)",
                ],
                .text(Wording.grouped(cell.count)),
                change.isEmpty ? .nothing : .tag("span", ["class": "change"], .text(change))))
    }

    /// Above or below its own norm by more than half of it and by more than one event.
    private static func change(_ cell: Views.Cell, span: Int) -> String {
        guard span > 0 else { return "" }
        let difference = Double(cell.now) - cell.norm
        guard abs(difference) >= 1, abs(difference) > cell.norm / 2 else { return "" }
        return difference > 0 ? "▲" : "▼"
    }

    /// Five steps by powers of four.
    static func level(_ count: Int) -> Int {
        switch count {
        case 0: 0
        case 1: 1
        case 2...4: 2
        case 5...16: 3
        case 17...64: 4
        default: 5
        }
    }
}
