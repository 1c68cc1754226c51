internal import Demarche
internal import DemarcheLedger

/// What two actors did to each other: the heart of the desk.
struct DyadPage {
    static let purpose =
        "What these two did to each other, in two lanes on one line of time; each mark leads to the words behind it."

    let desk: Desk
    let asking: Asking
    let first: String
    let second: String

    init(desk: Desk, asking: Asking) throws {
        self.desk = desk
        self.asking = asking
        first = try Asking.code(asking.parts[0])
        second = try Asking.code(asking.parts[1])
    }

    private var names: (String, String) { (desk.name(first), desk.name(second)) }
    private var address: Address { Address(path: ["dyad", first, second], query: asking.address.query) }

    /// Everything that the page shows.
    struct Relation {
        let upper: Views.Lane
        let lower: Views.Lane
        let window: Views.Window
        let span: ClosedRange<Day>
        let measures: [Views.MeasureHistory]
        let links: [Views.Link]
        let thirds: [Views.Told]
        let conflicts: [Views.Disputed]
        let named: [(direction: (String, String), named: [Views.Named])]
        let reports: [Views.MonthTally]
        let months: (upper: [Views.MonthTally], lower: [Views.MonthTally])
        /// The day whose state is told.
        let stateDay: Day
        var events: [Views.Told] { upper.dated + lower.dated + upper.undated + lower.undated }
    }

    func page() throws -> Page {
        let relation = try relation()
        let title = "\(names.0) and \(names.1)"
        if relation.events.isEmpty { return try emptyPage(title, relation) }
        let view = DyadView(desk: desk, first: first, second: second, address: address, relation: relation)
        let events = EventList(
            events: (relation.upper.dated + relation.lower.dated).sorted {
                $0.event.sortKey < $1.event.sortKey
            }
                + relation.upper.undated + relation.lower.undated)
        return Page(
            title: title, purpose: Self.purpose, address: address, body: view.body, json: view.json(events),
            table: events.table)
    }

    private func relation() throws -> Relation {
        var window = Views.Window()
        let asOf = try asking.day("as-of")
        window.from = try asking.day("from")
        window.to = [try asking.day("to"), asOf].compactMap { $0 }.min()
        window.knownBy = try asking.day("as-known")
        if asking.word("acts") == "all" { window.modalities = Claim.Modality.allCases }
        if let from = window.from, let to = window.to, to < from {
            throw PageError(
                400, "The last day, \(to), is before the first, \(from).", advice: "Exchange the two days.")
        }
        if let day = window.knownBy { try checkRoom(day) }
        let upper = try desk.views.lane(from: first, to: second, window)
        let lower =
            first == second
            ? Views.Lane(source: second, target: first, dated: [], undated: [], total: 0, totalUndated: 0)
            : try desk.views.lane(from: second, to: first, window)
        let known = window.knownBy
        let directions = first == second ? [(first, second)] : [(first, second), (second, first)]
        let measures = try directions.flatMap { try desk.views.measures(by: $0.0, on: $0.1, knownBy: known) }
        let (shownUpper, shownLower, span) = Self.cut(
            upper, lower, window, begins: measures.flatMap(\.steps).compactMap(\.begins),
            today: desk.settings.today())
        let shown = shownUpper.dated + shownLower.dated + shownUpper.undated + shownLower.undated
        var reports: [String] = []
        for place in shown.flatMap(\.cited.citations)
        where !reports.contains(place.report) && reports.count < 24 {
            reports.append(place.report)
        }
        let thirds = try desk.views.thirdParties(
            to: (first, second), reports: reports, names: names, knownBy: known
        )
        .filter { $0.event.begin == nil || $0.event.isInside(span) }
        return Relation(
            upper: shownUpper, lower: shownLower, window: window, span: span,
            measures: measures,
            links: try desk.views.answers(of: shown.flatMap(\.event.claims), knownBy: known), thirds: thirds,
            conflicts: try desk.views.conflicts(in: shown),
            named: try directions.map {
                ($0, try desk.views.named(by: $0.0, on: $0.1, limit: 60, knownBy: known))
            },
            reports: try desk.views.reportMonths(),
            months: (
                try desk.views.months(from: first, to: second), try desk.views.months(from: second, to: first)
            ),
            stateDay: asOf ?? window.to ?? desk.settings.today())
    }

    /// What was known on an earlier day is made anew from the claims of whatever changed since: of a busy pair that takes
    /// minutes.
    private func checkRoom(_ day: Day) throws {
        let count =
            try desk.views.claimsRemade(from: first, to: second, knownBy: day)
            + desk.views.claimsRemade(from: second, to: first, knownBy: day)
        guard count > desk.settings.mostRemade else { return }
        throw PageError(
            400,
            "What was known on \(Wording.day(day)) of these two cannot be shown on a page: it would be made anew from \(Wording.count(count, "claim")), which takes minutes.",
            advice:
                "Leave “As known on” empty, choose a later day, or ask on the command line: demarche dyad \(first) \(second) --as-known \(day)"
        )
    }

    /// How long after the last event a measure may begin to be drawn with it: what a monthly report tells without a day.
    private static let lull = 62

    /// Where one lane has more events than can be shown, both lanes begin where its newest ones do.
    /// - Parameter begins: the days on which measures begin.
    private static func cut(
        _ upper: Views.Lane, _ lower: Views.Lane, _ window: Views.Window, begins: [Day], today: Day
    ) -> (Views.Lane, Views.Lane, ClosedRange<Day>) {
        let cutOff = [upper, lower].compactMap { lane -> Day? in
            lane.dated.count < lane.total ? lane.dated.compactMap(\.event.begin).min() : nil
        }.max()
        func kept(_ lane: Views.Lane) -> Views.Lane {
            guard let cutOff else { return lane }
            return Views.Lane(
                source: lane.source, target: lane.target,
                dated: lane.dated.filter { ($0.event.end ?? cutOff) >= cutOff }, undated: lane.undated,
                total: lane.total, totalUndated: lane.totalUndated)
        }
        let (a, b) = (kept(upper), kept(lower))
        let told = (a.dated + b.dated).flatMap { [$0.event.begin, $0.event.end].compactMap { $0 } }
        let near = told.max().map { last in begins.filter { $0 <= last.adding(days: lull) } } ?? begins
        let days = told.isEmpty ? near : told
        let first =
            window.from ?? cutOff ?? days.min().map { $0.adding(days: -7) } ?? today.adding(days: -365)
        let last = window.to ?? (days + near).max().map { $0.adding(days: 7) } ?? today
        return (a, b, first...max(first.adding(days: 6), last))
    }

    private func emptyPage(_ title: String, _ relation: Relation) throws -> Page {
        let totals = try desk.views.totals()
        let both = try desk.views.sentences(with: "\"\(names.0)\" \"\(names.1)\"", limit: 500)
        let uncoded = both.filter(\.claims.isEmpty).count
        let reports =
            totals.reports == 1 ? "your 1 report" : "your \(Wording.grouped(totals.reports)) reports"
        let found =
            both.isEmpty
            ? "No sentence names both."
            : "\(Wording.count(both.count, "sentence names", "sentences name")) both; of \(both.count == 1 ? "it" : "them") \(uncoded == 1 ? "1 is" : "\(uncoded) are") not coded."
        let days =
            asking.address.query.isEmpty
            ? "" : " in these days, as asked"
        var advice: [Markup] =
            both.isEmpty
            ? [.link(Address("add"), "Add a report"), " that tells of them, or "]
            : [
                .link(Address("search", query: [.init("q", "\"\(names.0)\" \"\(names.1)\"")]), "See them"),
                ", or ",
            ]
        advice.append(
            asking.address.query.isEmpty
                ? .link(Address(), "choose another pair")
                : .link(Address("dyad", first, second), "ask for all days"))
        advice.append(".")
        let view = DyadView(desk: desk, first: first, second: second, address: address, relation: relation)
        return Page(
            title: title, purpose: Self.purpose, address: address,
            body: [
                view.controls,
                .tag(
                    "div", ["class": "empty"],
                    .tag("p", [:], "No events between \(first) and \(second)\(days) in \(reports). \(found)"),
                    .tag("p", [:], advice)),
            ], json: view.json(EventList(events: [])), table: EventList(events: []).table)
    }
}

extension Event {
    var begin: Day? { earliest ?? latest }
    var end: Day? { latest ?? earliest }

    var sortKey: String { (begin?.description ?? "9999") + (end?.description ?? "9999") + id }

    func isInside(_ span: ClosedRange<Day>) -> Bool {
        guard let begin, let end else { return false }
        return begin <= span.upperBound && end >= span.lowerBound
    }
}
