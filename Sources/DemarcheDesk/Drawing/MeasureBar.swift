internal import Demarche
internal import DemarcheLedger

/// A measure as a bar: each status from the day on which it began to the next.
struct MeasureBar {
    let history: Views.MeasureHistory
    /// The last day that is shown.
    let end: Day

    static let pitch = 30.0

    /// What a status does to the look of its stretch.
    static func look(_ step: Views.MeasureStep) -> String {
        if step.isOpen { return "pending" }
        if step.isInForce { return "binding" }
        return ["threatened", "announced", "suspended", "unknown"].contains(step.status) ? "pending" : "ended"
    }

    var label: String { "\(history.by) on \(history.on): \(Wording.plain(history.kind))" }

    func markup(axis: TimeAxis, top: Double) -> Markup {
        var stretches: [Markup] = []
        var first = axis.right
        for (index, step) in history.steps.enumerated() {
            guard let begins = step.begins, begins <= axis.last else { continue }
            let next = index + 1 < history.steps.count ? history.steps[index + 1].begins : nil
            // What had given way to the next before the first day that is shown.
            if let next, next <= axis.first { continue }
            let look = Self.look(step)
            let (from, to) = (axis.edge(begins), axis.edge((next ?? end).adding(days: next == nil ? 1 : 0)))
            first = min(first, from)
            let width = look == "ended" ? 3 : max(3, to - from)
            stretches.append(
                .tag(
                    "rect",
                    [
                        "class": "bar \(look)", "x": "\(svg(from))", "y": "\(svg(top + 16))",
                        "width": "\(svg(width))",
                        "height": "7",
                    ], .tag("title", [:], .text("\(label), \(Wording.plain(step.status)) since \(begins)"))))
        }
        let isLate = first > axis.left + (axis.right - axis.left) * 0.6
        let words = "\(label), \(history.steps.last.map { Wording.plain($0.status) } ?? "")"
        return .tag(
            "g", ["class": "measure"],
            stretches + [
                .tag(
                    "text",
                    [
                        "class": isLate ? "label end" : "label",
                        "x": "\(svg(isLate ? axis.right : first))", "y": "\(svg(top + 12))",
                    ], .text(words))
            ])
    }
}
