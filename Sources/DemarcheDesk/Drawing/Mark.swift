internal import Demarche
internal import DemarcheLedger

/// An event's sign: its shape tells the kind of act, as its colour does; hollow until a person has read it.
struct Mark {
    let told: Views.Told
    let x: Double
    let y: Double
    /// Where the days begin and end on which it can have happened; nil for a single day.
    let whisker: (from: Double, to: Double)?

    static let radius = 7.0

    /// `circle`, `square`, `triangle`, `diamond`, `bar`.
    static func shape(_ quad: Int, x: Double, y: Double, radius r: Double = radius) -> Markup {
        switch quad {
        case 1: return .tag("circle", ["cx": "\(svg(x))", "cy": "\(svg(y))", "r": "\(svg(r * 0.93))"])
        case 2:
            let half = r * 0.86
            return .tag(
                "rect",
                [
                    "x": "\(svg(x - half))", "y": "\(svg(y - half))", "width": "\(svg(half * 2))",
                    "height": "\(svg(half * 2))",
                ])
        case 3:
            return .tag(
                "path", ["d": "M\(svg(x)) \(svg(y - r))L\(svg(x + r)) \(svg(y + r * 0.8))H\(svg(x - r))Z"])
        case 4:
            let wide = r * 1.12
            return .tag(
                "path",
                [
                    "d":
                        "M\(svg(x)) \(svg(y - wide))L\(svg(x + wide)) \(svg(y))L\(svg(x)) \(svg(y + wide))L\(svg(x - wide)) \(svg(y))Z"
                ])
        default:
            return .tag(
                "rect",
                [
                    "x": "\(svg(x - r * 0.35))", "y": "\(svg(y - r))", "width": "\(svg(r * 0.7))",
                    "height": "\(svg(r * 2))", "rx": "2",
                ])
        }
    }

    /// Why the sign is hollow, or not.
    static func classes(_ told: Views.Told) -> String {
        let event = told.event
        let counts = event.modality == .done || event.modality == .ongoing
        return "mark q\(event.act.quad)\(told.isReviewed ? "" : " hollow")\(counts ? "" : " open")"
    }

    var markup: Markup {
        let event = told.event
        var parts: [Markup] = []
        if let whisker {
            parts.append(
                .tag(
                    "path",
                    [
                        "class": "whisker",
                        "d":
                            "M\(svg(whisker.from)) \(svg(y - 4))V\(svg(y + 4))M\(svg(whisker.from)) \(svg(y))H\(svg(whisker.to))M\(svg(whisker.to)) \(svg(y - 4))V\(svg(y + 4))",
                    ]))
        }
        parts.append(Self.shape(event.act.quad, x: x, y: y))
        return .tag(
            "a",
            [
                "href": .address(Address("event", event.id)), "class": "\(Self.classes(told))",
                "data-event": "\(event.id)", "aria-labelledby": "e-\(event.id)",
            ], [.tag("title", [:], .text(label))] + parts)
    }

    /// What a person sees on pointing at it; who hears the page hears the event's item in the list.
    var label: String {
        let event = told.event
        let open = event.modality == .done ? "" : ", \(event.modality.rawValue)"
        let words = told.words.unbroken.shortened(to: 120)
        return
            "\(Wording.days(event)): \(Wording.names(event.source)), \(Wording.act(event.act))\(open), \(Wording.names(event.target)); \(Wording.count(told.claims, "claim")), \(told.isReviewed ? "reviewed" : "not reviewed"). “\(words)”"
    }
}

/// Places marks in rows, so that none hides another.
struct Packing {
    /// A mark's place: its middle and its reach.
    struct Item {
        let told: Views.Told
        let x: Double
        let from: Double
        let to: Double
    }

    let items: [(item: Item, row: Int)]
    let rows: Int

    init(_ items: [Item], most: Int = 14) {
        var ends: [Double] = []
        self.items = items.sorted {
            $0.from != $1.from ? $0.from < $1.from : $0.told.event.id < $1.told.event.id
        }
        .map { item in
            let free = ends.firstIndex { $0 <= item.from }
            let row = free ?? (ends.count < most ? ends.count : ends.indices.min { ends[$0] < ends[$1] } ?? 0)
            if row == ends.count { ends.append(item.to) } else { ends[row] = max(ends[row], item.to) }
            return (item, row)
        }
        rows = max(1, ends.count)
    }
}
