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

    func markup(label: String, twoSided: Bool = true, address: (Bin) -> Address?) -> Markup {
        let wide = 1080.0
        let pitch = (wide - 16) / Double(max(1, months.count))
        let most = Double(months.map { max($0.upper, $0.lower) }.max() ?? 1)
        let (half, line) = (34.0, 40.0)
        let height = (twoSided ? line + half : line) + 18
        let bins = months.enumerated().map { index, bin -> Markup in
            let x = 8 + Double(index) * pitch
            let up = Double(bin.upper) / max(1, most) * half
            let down = Double(bin.lower) / max(1, most) * half
            let days =
                bin.last.ordinal - bin.first.ordinal > 31 ? String(bin.first.year) : Wording.month(bin.first)
            let events =
                twoSided
                ? "\(bin.upper) above, \(bin.lower) below; \(Wording.count(bin.reports, "report"))"
                : "\(Wording.count(bin.upper, "event")), \(Wording.count(bin.reports, "report"))"
            let words = "\(days): \(events)"
            let shapes: [Markup] = [
                .tag("title", [:], .text(words)),
                .tag(
                    "rect",
                    [
                        "class": bin.reports == 0 ? "back unread" : "back", "x": "\(svg(x))", "y": "4",
                        "width": "\(svg(max(1, pitch - 0.6)))", "height": "\(svg(height - 20))",
                        "fill": bin.reports == 0 ? "url(#unread-strip)" : "none",
                    ]),
                .tag(
                    "rect",
                    [
                        "class": bin.isShown ? "count" : "count faint", "x": "\(svg(x + pitch * 0.1))",
                        "y": "\(svg(line - up))", "width": "\(svg(max(0.8, pitch * 0.8)))",
                        "height": "\(svg(up))",
                    ]),
                .tag(
                    "rect",
                    [
                        "class": bin.isShown ? "count" : "count faint", "x": "\(svg(x + pitch * 0.1))",
                        "y": "\(svg(line))", "width": "\(svg(max(0.8, pitch * 0.8)))",
                        "height": "\(svg(down))",
                    ]),
            ]
            guard bin.upper + bin.lower > 0, let target = address(bin) else { return .tag("g", [:], shapes) }
            return .tag("a", ["href": .address(target), "aria-label": "\(words)"], shapes)
        }
        let drawing = Markup.tag(
            "svg",
            [
                "class": "months", "viewBox": "0 0 1080 \(svg(height))", "role": "group",
                "aria-label": "\(label)",
            ],
            [
                .tag(
                    "defs", [:],
                    .tag(
                        "pattern",
                        [
                            "id": "unread-strip", "width": "6", "height": "6",
                            "patternUnits": "userSpaceOnUse",
                            "patternTransform": "rotate(45)",
                        ], .tag("path", ["d": "M0 0V6", "class": "hatch"]))),
                .tag("path", ["class": "axis", "d": "M8 \(svg(line))H1072"]),
            ] + bins + years(pitch, height))
        return .tag(
            "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "\(label)"], drawing)
    }

    /// The years under the bars, as many as have room.
    private func years(_ pitch: Double, _ height: Double) -> [Markup] {
        var last = -100.0
        return months.enumerated().compactMap { index, bin in
            let x = 8 + Double(index) * pitch
            guard bin.first.month == 1 || index == 0, x - last > 64, x < 1030 else { return nil }
            last = x
            let label = index == 0 && months.count <= 24 ? Wording.month(bin.first) : String(bin.first.year)
            return .tag(
                "text", ["class": "label", "x": "\(svg(x))", "y": "\(svg(height - 2))"], .text(label))
        }
    }
}
