internal import Demarche
internal import DemarcheLedger

/// Months in which reports were read, and those in which none was.
struct Coverage {
    let months: [Views.MonthTally]

    /// Stretches of whole months without a report.
    func gaps(in span: ClosedRange<Day>) -> [ClosedRange<Day>] {
        let read = Set(months.compactMap(\.month))
        var gaps: [ClosedRange<Day>] = []
        var month = span.lowerBound.firstOfMonth
        while month <= span.upperBound {
            if !read.contains(month) {
                if let last = gaps.last, last.upperBound.adding(days: 1) == month {
                    gaps[gaps.count - 1] = last.lowerBound...month.lastOfMonth
                } else {
                    gaps.append(month...month.lastOfMonth)
                }
            }
            month = month.adding(months: 1)
        }
        return gaps
    }
}

/// Small bars by month (by year where there are too many): above the line one count, below it another.
struct MonthStrip {
    let months: [Bin]

    /// A month or a year.
    struct Bin {
        let first: Day
        let last: Day
        let upper: Int
        let lower: Int
        let reports: Int
        let isShown: Bool
    }

    init(
        upper: [Views.MonthTally], lower: [Views.MonthTally], reports: [Views.MonthTally],
        shown: ClosedRange<Day>?
    ) {
        let all = (upper + lower + reports).compactMap(\.month)
        guard let first = all.min(), let last = all.max() else {
            months = []
            return
        }
        let count = (last.year - first.year) * 12 + last.month - first.month + 1
        let step = count > 240 ? 12 : 1
        func sums(_ counts: [Views.MonthTally]) -> [Day: Int] {
            counts.reduce(into: [:]) { sums, item in
                guard let month = item.month else { return }
                sums[Self.begin(of: month, step: step), default: 0] += item.count
            }
        }
        let (above, below, read) = (sums(upper), sums(lower), sums(reports))
        months = stride(from: 0, to: count + step - 1, by: step).compactMap { offset in
            let begin = Self.begin(of: first, step: step).adding(months: offset)
            guard begin <= last else { return nil }
            let end = begin.adding(months: step).adding(days: -1)
            return Bin(
                first: begin, last: end, upper: above[begin] ?? 0, lower: below[begin] ?? 0,
                reports: read[begin] ?? 0,
                isShown: shown.map { $0.overlaps(begin...end) } ?? true)
        }
    }

    private static func begin(of month: Day, step: Int) -> Day {
        step == 1 ? month.firstOfMonth : Day(year: month.year, month: 1, day: 1) ?? month
    }

    /// The sizes of a drawing, in its own units.
    private struct Scale {
        /// From bar to bar, and events at the top of the tallest.
        let pitch: Double
        let most: Double
        /// The height of the tallest bar, the line on which bars stand, and the whole.
        let half = 34.0, line = 40.0
        let height: Double

        init(_ months: [Bin], twoSided: Bool) {
            pitch = (1080 - 16) / Double(max(1, months.count))
            most = Double(max(1, months.map { max($0.upper, $0.lower) }.max() ?? 1))
            height = (twoSided ? line + half : line) + 18
        }

        func left(of index: Int) -> Double { 8 + Double(index) * pitch }
        func length(_ count: Int) -> Double { Double(count) / most * half }
    }

    func markup(label: String, twoSided: Bool = true, address: (Bin) -> Address?) -> Markup {
        let scale = Scale(months, twoSided: twoSided)
        let bins = months.enumerated().map { index, bin -> Markup in
            let words = words(bin, twoSided: twoSided)
            let shapes = [.tag("title", [:], .text(words))] + bars(bin, left: scale.left(of: index), scale)
            guard bin.upper + bin.lower > 0, let target = address(bin) else { return .tag("g", [:], shapes) }
            return .tag("a", ["href": .address(target), "aria-label": "\(words)"], shapes)
        }
        let drawing = Markup.tag(
            "svg",
            [
                "class": "months", "viewBox": "0 0 1080 \(svg(scale.height))", "role": "group",
                "aria-label": "\(label)",
            ],
            [
                .tag("defs", [:], Self.hatch),
                .tag("path", ["class": "axis", "d": "M8 \(svg(scale.line))H1072"]),
            ] + bins + years(scale))
        return .tag(
            "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "\(label)"], drawing)
    }

    /// What lies over the months that nobody read.
    private static var hatch: Markup {
        .tag(
            "pattern",
            [
                "id": "unread-strip", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            ], .tag("path", ["d": "M0 0V6", "class": "hatch"]))
    }

    private func words(_ bin: Bin, twoSided: Bool) -> String {
        let days =
            bin.last.ordinal - bin.first.ordinal > 31 ? String(bin.first.year) : Wording.month(bin.first)
        let reports = Wording.count(bin.reports, "report")
        return twoSided
            ? "\(days): \(bin.upper) above, \(bin.lower) below; \(reports)"
            : "\(days): \(Wording.count(bin.upper, "event")), \(reports)"
    }

    /// A bin's ground, the bar above the line and that below it.
    private func bars(_ bin: Bin, left x: Double, _ scale: Scale) -> [Markup] {
        func bar(_ y: Double, _ height: Double) -> Markup {
            .tag(
                "rect",
                [
                    "class": bin.isShown ? "count" : "count faint", "x": "\(svg(x + scale.pitch * 0.1))",
                    "y": "\(svg(y))", "width": "\(svg(max(0.8, scale.pitch * 0.8)))",
                    "height": "\(svg(height))",
                ])
        }
        let (up, down) = (scale.length(bin.upper), scale.length(bin.lower))
        return [
            .tag(
                "rect",
                [
                    "class": bin.reports == 0 ? "back unread" : "back", "x": "\(svg(x))", "y": "4",
                    "width": "\(svg(max(1, scale.pitch - 0.6)))", "height": "\(svg(scale.height - 20))",
                    "fill": bin.reports == 0 ? "url(#unread-strip)" : "none",
                ]), bar(scale.line - up, up), bar(scale.line, down),
        ]
    }

    /// The years under the bars, as many as have room.
    private func years(_ scale: Scale) -> [Markup] {
        var last = -100.0
        return months.enumerated().compactMap { index, bin in
            let x = scale.left(of: index)
            guard bin.first.month == 1 || index == 0, x - last > 64, x < 1030 else { return nil }
            last = x
            let label = index == 0 && months.count <= 24 ? Wording.month(bin.first) : String(bin.first.year)
            return .tag(
                "text", ["class": "label", "x": "\(svg(x))", "y": "\(svg(scale.height - 2))"], .text(label))
        }
    }
}
