internal import Demarche
internal import DemarcheLedger

/// Two lanes on one time axis: what either did to the other, what answers what, what was in force.
struct DyadDrawing {
    let axis: TimeAxis
    let upper: Views.Lane
    let lower: Views.Lane
    let thirds: [Views.Told]
    let links: [Views.Link]
    let bars: [MeasureBar]
    /// Months in which no report was published: nothing is known of them.
    let unread: [ClosedRange<Day>]
    let names: (String, String)

    static let width = 1080.0
    static let pitch = 22.0
    /// The tray at the right, for what has no day: so many marks in a row, so many rows at most.
    static let trayWidth = 132.0
    private static let trayColumns = 5
    private static let trayRows = 6
    private static let axisHeight = 30.0
    /// The height of a lane's name above its marks.
    private static let head = 30.0

    private struct Plan {
        let upper: [Mark]
        let lower: [Mark]
        let thirds: [Mark]
        /// The top of the axis, and where the other parts begin.
        let axisTop: Double
        let lowerTop: Double
        let thirdTop: Double
        let barTop: Double
        let height: Double
    }

    var markup: Markup {
        let plan = plan
        let marks = plan.upper + plan.lower + plan.thirds
        let title = "\(names.0) and \(names.1), \(Wording.day(axis.first)) to \(Wording.day(axis.last))"
        return .tag(
            "svg",
            [
                "class": "dyad", "viewBox": "0 0 \(svg(Self.width)) \(svg(plan.height))", "role": "group",
                "aria-label": "\(title). The same events stand in the list below.", "id": "lanes",
            ],
            [hatch] + ground(plan) + laneNames(plan) + arcs(marks, plan) + marks.map(\.markup)
                + bars.enumerated().map { index, bar in
                    bar.markup(axis: axis, top: plan.barTop + Double(index) * MeasureBar.pitch)
                })
    }

    private func items(_ events: [Views.Told]) -> [Packing.Item] {
        events.compactMap { told in
            let event = told.event
            guard let first = event.earliest ?? event.latest, let last = event.latest ?? event.earliest else {
                return nil
            }
            let (a, b) = (axis.x(first), axis.x(last))
            let middle = (a + b) / 2
            let reach = Mark.radius + 4
            return Packing.Item(
                told: told, x: middle, from: min(a, middle - reach), to: max(b, middle + reach))
        }
    }

    private func marks(_ packing: Packing, y: (Int) -> Double) -> [Mark] {
        packing.items.map { item, row in
            let isVague = item.told.event.earliest != item.told.event.latest
            let spread = item.told.event.earliest.flatMap { first in
                item.told.event.latest.map { (axis.x(first), axis.x($0)) }
            }
            return Mark(told: item.told, x: item.x, y: y(row), whisker: isVague ? spread : nil)
        }
    }

    /// Marks of what has no day, in rows beside the lane.
    private func tray(_ events: [Views.Told], y: (Int) -> Double) -> [Mark] {
        events.filter { $0.event.begin == nil }.prefix(Self.trayColumns * Self.trayRows).enumerated().map {
            index, told in
            let column = Double(index % Self.trayColumns)
            return Mark(
                told: told, x: axis.right + 26 + column * Self.pitch, y: y(index / Self.trayColumns),
                whisker: nil)
        }
    }

    private func rows(_ packing: Packing, _ undated: [Views.Told]) -> Int {
        let count = undated.filter { $0.event.begin == nil }.count
        return max(packing.rows, min(Self.trayRows, (count + Self.trayColumns - 1) / Self.trayColumns))
    }

    private var hasTray: Bool { (upper.undated + lower.undated + thirds).contains { $0.event.begin == nil } }

    private var plan: Plan {
        let (above, below) = (Packing(items(upper.dated)), Packing(items(lower.dated)))
        let outside = Packing(items(thirds), most: 3)
        let axisTop = Self.head + Double(rows(above, upper.undated)) * Self.pitch + 10
        let axisEnd = axisTop + Self.axisHeight
        let thirdTop = axisEnd + Self.head + Double(rows(below, lower.undated)) * Self.pitch + 6
        let thirdEnd =
            thirds.isEmpty
            ? thirdTop : thirdTop + Self.head + Double(rows(outside, thirds)) * Self.pitch + 6
        let barTop = thirdEnd + (bars.isEmpty ? 0 : Self.head)
        let (over, under, apart) = (
            { (row: Int) in axisTop - 10 - (Double(row) + 0.5) * Self.pitch },
            { (row: Int) in axisEnd + Self.head + (Double(row) + 0.5) * Self.pitch },
            { (row: Int) in thirdTop + Self.head + (Double(row) + 0.5) * Self.pitch }
        )
        return Plan(
            upper: marks(above, y: over) + tray(upper.undated, y: over),
            lower: marks(below, y: under) + tray(lower.undated, y: under),
            thirds: marks(outside, y: apart) + tray(thirds, y: apart), axisTop: axisTop, lowerTop: axisEnd,
            thirdTop: thirdTop, barTop: barTop, height: barTop + Double(bars.count) * MeasureBar.pitch + 8)
    }

    private var hatch: Markup {
        .tag(
            "defs", [:],
            .tag(
                "pattern",
                [
                    "id": "unread", "width": "7", "height": "7", "patternUnits": "userSpaceOnUse",
                    "patternTransform": "rotate(45)",
                ],
                .tag("path", ["d": "M0 0V7", "class": "hatch"])))
    }

    /// The axis, its ticks, and what is not read.
    private func ground(_ plan: Plan) -> [Markup] {
        let end = plan.axisTop + Self.axisHeight
        var parts = unread.map { months -> Markup in
            let (from, to) = (axis.edge(months.lowerBound), axis.edge(months.upperBound.adding(days: 1)))
            return .tag(
                "rect",
                [
                    "class": "unread", "x": "\(svg(from))", "y": "\(svg(plan.axisTop))",
                    "width": "\(svg(max(0, to - from)))", "height": "\(svg(Self.axisHeight))",
                    "fill": "url(#unread)",
                ],
                .tag(
                    "title", [:],
                    "No report of these months was read: nothing is known, which is not nothing happened."))
        }
        parts.append(
            .tag(
                "path",
                [
                    "class": "axis",
                    "d":
                        "M\(svg(axis.left)) \(svg(plan.axisTop))H\(svg(axis.right))M\(svg(axis.left)) \(svg(end))H\(svg(axis.right))",
                ]))
        if hasTray {
            let x = axis.right + 10
            let bottom = plan.barTop - (bars.isEmpty ? 0 : Self.head)
            parts.append(
                .tag("path", ["class": "axis", "d": "M\(svg(x)) \(svg(Self.head - 8))V\(svg(bottom))"]))
            parts.append(
                .tag("text", ["class": "label", "x": "\(svg(x + 8))", "y": "16"], "no day told"))
        }
        for tick in axis.ticks {
            let x = axis.edge(tick.day)
            parts.append(
                .tag(
                    "path",
                    ["class": "tick", "d": "M\(svg(x)) \(svg(Self.head - 8))V\(svg(plan.height - 6))"]))
            if x < axis.right - 30 {
                parts.append(
                    .tag(
                        "text", ["class": "label", "x": "\(svg(x + 4))", "y": "\(svg(plan.axisTop + 20))"],
                        .text(tick.label)))
            }
        }
        return parts
    }

    private func laneNames(_ plan: Plan) -> [Markup] {
        func name(_ words: String, _ y: Double) -> Markup {
            .tag("text", ["class": "lane", "x": "\(svg(axis.left))", "y": "\(svg(y))"], .text(words))
        }
        var parts = [
            name("\(names.0) → \(names.1)", 16),
            name("\(names.1) → \(names.0)", plan.lowerTop + Self.head - 8),
        ]
        if !thirds.isEmpty {
            parts.append(rule(plan.thirdTop))
            parts.append(name("Others, on one of them, naming both", plan.thirdTop + Self.head - 10))
        }
        if !bars.isEmpty {
            parts.append(rule(plan.barTop - Self.head))
            parts.append(name("Measures", plan.barTop - 10))
        }
        return parts
    }

    /// Parts one lane from the next.
    private func rule(_ y: Double) -> Markup {
        .tag("path", ["class": "tick", "d": "M\(svg(axis.left)) \(svg(y))H\(svg(Self.width - axis.left))"])
    }

    /// Solid where the words say so, dashed where it is supposed or inferred.
    private func arcs(_ marks: [Mark], _ plan: Plan) -> [Markup] {
        var places: [String: Mark] = [:]
        for mark in marks { places[mark.told.event.id] = mark }
        return links.compactMap { link in
            guard let to = link.to, let from = places[link.from.event.id], let cause = places[to.event.id]
            else {
                return nil
            }
            let middle = (from.y + cause.y) / 2
            let bend = abs(from.y - cause.y) < 30 ? (from.y < plan.axisTop ? -34.0 : 34.0) : 0
            let lift = abs(from.x - cause.x) < 40 ? 22 : (from.x - cause.x) * 0.22
            let turn = abs(from.x - cause.x) < 40 ? -22 : lift
            let path =
                "M\(svg(cause.x)) \(svg(cause.y))C\(svg(cause.x + lift)) \(svg(middle + bend)) \(svg(from.x - turn)) \(svg(middle + bend)) \(svg(from.x)) \(svg(from.y))"
            let label =
                "Answer, \(Wording.basis(link.basis))\(link.cue.isEmpty ? "" : ": “\(link.cue)”"): \(Wording.act(link.from.event.act)) by \(Wording.names(link.from.event.source)) answers \(Wording.act(to.event.act)) by \(Wording.names(to.event.source))"
            return .tag(
                "a",
                [
                    "href": .address(Address(path: ["event", link.from.event.id], fragment: "answers")),
                    "class": "arc \(link.basis.rawValue)", "data-from": "\(link.from.event.id)",
                    "data-to": "\(to.event.id)", "aria-label": "\(label)",
                ], .tag("title", [:], .text(label)), .tag("path", ["class": "reach", "d": "\(path)"]),
                .tag("path", ["class": "line", "d": "\(path)"]))
        }
    }
}
