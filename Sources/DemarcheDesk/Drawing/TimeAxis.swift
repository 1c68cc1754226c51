internal import Demarche

/// Days along a line.
struct TimeAxis {
    let first: Day
    let last: Day
    let left: Double
    let right: Double

    /// A day's place: the middle of its stretch.
    func x(_ day: Day) -> Double {
        let days = Double(max(1, last.ordinal - first.ordinal + 1))
        let place = (Double(day.ordinal - first.ordinal) + 0.5) / days
        return left + min(max(place, 0), 1) * (right - left)
    }

    /// Where a day begins.
    func edge(_ day: Day) -> Double {
        let days = Double(max(1, last.ordinal - first.ordinal + 1))
        return left + min(max(Double(day.ordinal - first.ordinal) / days, 0), 1) * (right - left)
    }

    /// A tick of the axis.
    struct Tick {
        let day: Day
        let label: String
    }

    /// At most about a dozen ticks: days, months, quarters, years or decades.
    var ticks: [Tick] {
        let days = last.ordinal - first.ordinal + 1
        if days <= 14 {
            return (0..<days).map { offset in
                let day = first.adding(days: offset)
                return Tick(day: day, label: "\(day.day) \(Wording.shortMonth(day))")
            }
        }
        if days <= 45 {
            return stride(from: 0, to: days, by: 1).map { first.adding(days: $0) }.filter { $0.weekday == 1 }
                .map {
                    Tick(day: $0, label: "\($0.day) \(Wording.shortMonth($0))")
                }
        }
        let months = days / 30
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].first { months / $0 <= 12 } ?? 1200
        var ticks: [Tick] = []
        var index = ((first.year * 12 + first.month - 1 + step - 1) / step) * step
        while let day = Day(year: index / 12, month: index % 12 + 1, day: 1), day <= last {
            if day >= first {
                let label =
                    step >= 12
                    ? String(day.year)
                    : day.month == 1 || ticks.isEmpty
                        ? "\(Wording.shortMonth(day)) \(day.year)" : Wording.shortMonth(day)
                ticks.append(Tick(day: day, label: label))
            }
            index += step
        }
        return ticks
    }
}

/// A number as SVG wants it: one decimal.
func svg(_ number: Double) -> String { JSON.decimal(number, places: 1) }
