internal import Demarche
internal import DemarcheLedger

/// What is in force between actors on a day, and the history of each measure.
struct MeasuresPage {
    static let purpose =
        "What was imposed, eased or ended between actors; with a day, what was in force on it. Each status leads to the words that tell it."

    let desk: Desk
    let asking: Asking

    private static let pairs = 8
    /// Pairs of which more is told share the page with fewer others: so many statuses in all, one pair at least.
    private static let statuses = 800
    /// A longer history is cut to its newest statuses on the page; the data hold them all.
    private static let steps = 25

    func page() throws -> Page {
        let (by, on) = (try asking.code("by"), try asking.code("on"))
        let (day, known) = (try asking.day("day"), try asking.day("as-known"))
        let after = asking.address["after"]?.split(separator: "-").map(String.init)
        let cursor = after.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
        let found = try desk.views.measurePairs(by: by, on: on, limit: Self.pairs + 1, after: cursor)
        let shown = Self.page(of: found)
        let histories = try shown.flatMap {
            try desk.views.measures(by: $0.source, on: $0.target, knownBy: known)
        }.filter { history in day.map { history.step(on: $0)?.isInForce ?? false } ?? true }
        let next = found.count > shown.count ? shown.last.map { "\($0.source)-\($0.target)" } : nil
        return Page(
            title: day.map { "Measures in force on \(Wording.day($0))" } ?? "Measures", purpose: Self.purpose,
            address: asking.address, body: [controls] + body(histories, day) + more(next),
            json: .record([
                ("day", day.map { .string($0.description) }), ("measures", .array(histories.map(\.json))),
                ("next", next.map(JSON.string)),
            ]), table: table(histories, day))
    }

    /// The pairs that one page has room for.
    private static func page(of found: [Views.PairCount]) -> ArraySlice<Views.PairCount> {
        var room = statuses
        let fitting = found.prefix(pairs).prefix { pair in
            room -= pair.count
            return room >= 0
        }
        return fitting.isEmpty ? found.prefix(1) : fitting
    }

    private func more(_ next: String?) -> [Markup] {
        next.map { [.next(asking.address.with(["after": $0]), "More pairs")] } ?? []
    }

    private var controls: Markup {
        .tag(
            "form",
            [
                "class": "controls", "method": "get", "action": .address(Address("measures")),
                "data-live": "#content",
            ],
            .field("By", name: "by", value: asking.word("by"), hint: "JPN"),
            .field("On", name: "on", value: asking.word("on"), hint: "RUS"),
            .field("In force on", name: "day", value: asking.word("day"), kind: "date"),
            .field("As known on", name: "as-known", value: asking.word("as-known"), kind: "date"),
            .tag("button", [:], "Show"),
            .tag("span", ["class": "ways"], .link(Address("measures"), "All measures")))
    }

    private func body(_ histories: [Views.MeasureHistory], _ day: Day?) -> [Markup] {
        guard !histories.isEmpty else {
            return [
                .empty(
                    day.map { "No measure of those asked for is told to be in force on \(Wording.day($0))." }
                        ?? "No measure of those asked for is told of.",
                    .link(Address("measures"), "All measures with their histories"),
                    ". What no report tells is unknown, not absent.")
            ]
        }
        var pairs: [(key: String, histories: [Views.MeasureHistory])] = []
        for history in histories {
            let key = "\(history.by)-\(history.on)"
            if pairs.last?.key == key {
                pairs[pairs.count - 1].histories.append(history)
            } else {
                pairs.append((key, [history]))
            }
        }
        return pairs.map { _, histories in
            let (by, on) = (histories[0].by, histories[0].on)
            return .tag(
                "section", [:],
                [
                    .tag("h2", [:], .actor(by, desk.name(by)), " on ", .actor(on, desk.name(on))),
                    .tag(
                        "p", ["class": "back"], .link(Address("dyad", by, on), "Everything between the two")),
                ] + histories.map { self.measure($0, day) })
        }
    }

    private func measure(_ history: Views.MeasureHistory, _ day: Day?) -> Markup {
        let now = history.step(on: day ?? desk.settings.today())
        let hidden = max(0, history.steps.count - Self.steps)
        return .tag(
            "article", ["class": "measure", "id": "\(history.by)-\(history.on)-\(history.kind)"],
            .tag(
                "h3", [:], .text(Wording.plain(history.kind)),
                .tag(
                    "span", ["class": "status \(now.map(MeasureBar.look) ?? "pending")"],
                    .text(
                        now.map { " \(Wording.plain($0.status))\($0.isOpen ? ", only planned" : "")" }
                            ?? " not begun"))),
            hidden == 0
                ? .nothing
                : .tag(
                    "p", ["class": "note"],
                    .text(
                        "\(Wording.count(hidden, "earlier status", "earlier statuses")) in the page's JSON and CSV"
                    )),
            .tag("ol", ["class": "steps"], history.steps.suffix(Self.steps).map(step)))
    }

    private func step(_ step: Views.MeasureStep) -> Markup {
        let days =
            step.isDated
            ? Wording.days(step.earliest, step.latest)
            : step.published.map { "no day told; by \(Wording.day($0)), when it was published" } ?? "undated"
        let counts = step.counts.isEmpty ? "" : " · \(step.counts.map(String.init).joined(separator: " or "))"
        let conflict = step.counts.count > 1 ? " (counts in conflict, both kept)" : ""
        let scope = step.scope.isEmpty ? "" : " · \(step.scope.unbroken.shortened(to: 140))"
        return .tag(
            "li", ["class": "\(MeasureBar.look(step))"],
            [
                .tag("strong", [:], .text(Wording.plain(step.status))),
                .text("\(step.isOpen ? " (planned or possible)" : ""), \(days)\(counts)\(conflict)\(scope)"),
            ] + Markup.citations(step.citations)
                + (step.claims.first.map { [.text(" "), .link(Address("event", $0), "the words")] } ?? []))
    }

    private func table(_ histories: [Views.MeasureHistory], _ day: Day?) -> Page.Table {
        Page.Table(
            columns: [
                "by", "on", "kind", "status", "earliest", "latest", "published", "planned", "scope", "counts",
                "claims",
                "citations",
            ],
            rows: histories.flatMap { history in
                let steps = day.flatMap { history.step(on: $0) }.map { [$0] } ?? history.steps
                return steps.map { step in
                    [
                        history.by, history.on, history.kind, step.status, step.earliest?.description ?? "",
                        step.latest?.description ?? "", step.published?.description ?? "",
                        step.isOpen ? "yes" : "no",
                        step.scope, step.counts.map(String.init).joined(separator: "|"),
                        step.claims.joined(separator: "|"), step.citations.map(\.text).joined(separator: " "),
                    ]
                }
            })
    }
}
