internal import Demarche
internal import DemarcheLedger

/// A relation as the dyad page shows it.
struct DyadView {
    let desk: Desk
    let first: String
    let second: String
    let address: Address
    let relation: DyadPage.Relation

    var names: (String, String) { (desk.name(first), desk.name(second)) }

    var body: [Markup] {
        [state, controls, drawing, legend, overviewStrip].filter { !$0.isNothing }
            + [list, undated, severity, chains, thirdParties, designated, conflicts].filter { !$0.isNothing }
    }

    // MARK: State

    /// What is in force each way, in one line a direction.
    private var state: Markup {
        let day = relation.stateDay
        let directions = first == second ? [(first, second)] : [(first, second), (second, first)]
        return .tag(
            "div", ["class": "state"],
            [.tag("h2", [:], "As it stands on \(Wording.day(day))")]
                + directions.map { source, target in
                    let held = relation.measures.filter { $0.by == source && $0.on == target }.compactMap {
                        history in
                        history.step(on: day).map { (history, $0) }
                    }
                    let items = held.filter { $0.1.isInForce || !$0.1.isOpen }.map(Self.stateItem)
                    return .tag(
                        "div", [:],
                        .tag("h3", [:], .text("\(desk.name(source)) on \(desk.name(target))")),
                        items.isEmpty
                            ? .tag("p", ["class": "none"], "Nothing told of by this day.")
                            : .tag("ul", ["class": "chips"], items))
                })
    }

    private static func stateItem(_ history: Views.MeasureHistory, _ step: Views.MeasureStep) -> Markup {
        let since =
            step.begins.map { step.isDated ? " since \(Wording.day($0))" : " as told by \(Wording.day($0))" }
            ?? ""
        let counts = step.counts.isEmpty ? "" : ", \(step.counts.map(String.init).joined(separator: " or "))"
        let address = Address(
            path: ["measures"], query: [.init("by", history.by), .init("on", history.on)],
            fragment: "\(history.by)-\(history.on)-\(history.kind)")
        return .tag(
            "li", ["class": "\(MeasureBar.look(step))"],
            .link(address, .text("\(Wording.plain(history.kind))\(counts)")),
            .text(": \(Wording.plain(step.status))\(since)"))
    }

    // MARK: Controls

    /// The state of the view stands in its address: a plain form that asks for the same page.
    var controls: Markup {
        let query = address
        let all = query["acts"] == "all"
        return .tag(
            "form",
            [
                "class": "controls", "method": "get", "action": .address(Address("dyad", first, second)),
                "data-live": "#content",
            ],
            .field("From", name: "from", value: query["from"] ?? "", kind: "date"),
            .field("To", name: "to", value: query["to"] ?? "", kind: "date"),
            .field("As of", name: "as-of", value: query["as-of"] ?? "", kind: "date"),
            .field("As known on", name: "as-known", value: query["as-known"] ?? "", kind: "date"),
            .tag(
                "label", ["class": "check"],
                .tag("input", ["type": "checkbox", "name": "acts", "value": "all", "checked": .flag(all)]),
                .tag("span", [:], "Also planned, possible, denied, alleged")),
            .tag("button", [:], "Show"),
            .tag(
                "span", ["class": "ways"], .link(Address("dyad", second, first), "Exchange the lanes"), " ",
                .link(Address("dyad", first, second), "All days")))
    }

    // MARK: Drawing

    private var drawing: Markup {
        let axis = TimeAxis(
            first: relation.span.lowerBound, last: relation.span.upperBound, left: 8,
            right: DyadDrawing.width - 8 - (hasUndated ? DyadDrawing.trayWidth : 0))
        let shown = relation.measures.filter {
            $0.steps.contains { $0.begins.map { $0 <= axis.last } ?? false }
        }
        let bars = shown.prefix(12).map { MeasureBar(history: $0, end: min(axis.last, relation.stateDay)) }
        let picture = DyadDrawing(
            axis: axis, upper: relation.upper, lower: relation.lower, thirds: relation.thirds,
            links: relation.links,
            bars: Array(bars), unread: Coverage(months: relation.reports).gaps(in: relation.span),
            names: names)
        return .tag(
            "figure", ["class": "picture"],
            .tag(
                "div",
                [
                    "class": "wide", "tabindex": "0", "role": "region",
                    "aria-label": "Events on a line of time",
                ],
                picture.markup),
            .tag("figcaption", [:], .text(caption)))
    }

    private var hasUndated: Bool {
        (relation.upper.undated + relation.lower.undated + relation.thirds).contains { $0.event.begin == nil }
    }

    private var caption: String {
        let shown = relation.upper.dated.count + relation.lower.dated.count
        let total = relation.upper.total + relation.lower.total
        let days = "\(Wording.day(relation.span.lowerBound)) to \(Wording.day(relation.span.upperBound))"
        let part =
            shown < total
            ? "the newest \(Wording.grouped(shown)) of \(Wording.count(total, "event")) are drawn; choose days to see others"
            : "\(Wording.count(total, "event")) \(total == 1 ? "has" : "have") a day"
        let undated = relation.upper.totalUndated + relation.lower.totalUndated
        let tray = undated == 0 ? "" : ", \(Wording.grouped(undated)) \(undated == 1 ? "has" : "have") none"
        let known = relation.window.knownBy.map { ", as known on \(Wording.day($0))" } ?? ""
        return "\(days)\(known): \(part)\(tray). Numbers count events, not reports."
    }

    private var legend: Markup {
        let kinds = [1, 2, 3, 4, 0].map { quad in
            Markup.tag("li", [:], .sign(quad), .text(" \(Wording.kind(quad))"))
        }
        func line(_ name: String, _ words: String) -> Markup {
            .tag(
                "li", [:],
                .tag(
                    "svg", ["class": "sign arc \(name)", "viewBox": "0 0 30 18", "aria-hidden": "true"],
                    .tag("path", ["class": "line", "d": "M2 14C10 2 20 2 28 14"])), .text(" \(words)"))
        }
        return .tag(
            "ul", ["class": "legend", "aria-label": "Signs"],
            kinds + [
                .tag("li", [:], .sign(4, hollow: true), " hollow: no person has reviewed it"),
                line("stated", "an answer, stated"), line("supposed", "an answer, supposed or inferred"),
                .tag(
                    "li", [:],
                    .tag(
                        "svg", ["class": "sign q3 wide-sign", "viewBox": "0 0 30 18", "aria-hidden": "true"],
                        .tag("path", ["class": "whisker", "d": "M2 5V13M2 9H28M28 5V13"])),
                    " can be any of these days"),
                .tag(
                    "li", [:], .tag("span", ["class": "hatched", "aria-hidden": "true"]),
                    " no report of these months: unknown, not none"),
            ])
    }

    /// The whole record by month; each month leads to its days.
    private var overviewStrip: Markup {
        let strip = MonthStrip(
            upper: relation.months.upper, lower: relation.months.lower, reports: relation.reports,
            shown: relation.span)
        guard strip.months.count > 1 else { return .nothing }
        return .tag(
            "figure", ["class": "strip"],
            strip.markup(label: "Events by month, \(names.0) above, \(names.1) below") { bin in
                Address("dyad", first, second).with([
                    "from": bin.first.description, "to": bin.last.description,
                    "acts": address["acts"],
                ])
            },
            .tag(
                "figcaption", [:],
                "The whole record by month, \(names.0) above and \(names.1) below the line; a month leads to its days."
            ))
    }
}
