import Demarche
import DemarcheLexicon

// MARK: Steps from a day: "last week", "that month", "two days later"

extension TimeResolver {
    private func base(_ from: TimeAnchor) -> TimePeriod? {
        switch from {
        case .report: published.map(TimePeriod.day)
        case .text: anchor
        case .clause: nil
        }
    }

    func shifted(_ inner: TimeSense, by steps: Int, from: TimeAnchor) -> TimePeriod? {
        switch inner {
        case .unit(let unit): return self.unit(unit, by: steps, from: from)
        case .weekday(let number): return weekday(number, by: steps, from: from)
        case .part(let part, let inner):
            guard case .share(let index, let count) = part else { return nil }
            return shifted(inner, by: steps, from: from)?.part(index, of: count)
        default:
            guard let base = base(from) else { return nil }
            let all = occurrences(inner, around: base.first)
            if steps < 0 { return all.last { $0.last < base.first } }
            if steps > 0 { return all.first { $0.first > base.last } }
            return all.first { $0.first.year == base.first.year }
        }
    }

    private func weekday(_ number: Int, by steps: Int, from: TimeAnchor) -> TimePeriod? {
        guard let base = base(from) else { return nil }
        let day: Day?
        if steps < 0 {
            day = base.first.moved(days: -((base.first.weekday - number + 6) % 7) - 1)
        } else if steps > 0 {
            day = base.last.moved(days: (number - base.last.weekday + 6) % 7 + 1)
        } else {
            let near = base.first.moved(days: number - base.first.weekday)
            let isLate = tense == .past && from == .report && near.map { $0 > base.first } ?? false
            day = isLate ? near?.moved(days: -7) : near
        }
        return day.map(TimePeriod.day)
    }

    func unit(_ unit: TimeUnit, by steps: Int, from: TimeAnchor) -> TimePeriod? {
        guard let base = base(from) else { return nil }
        let n = steps * unit.multiple
        switch unit.base {
        case .day, .night:
            return days(n, from: base)
        case .week: return weeks(n, from: base)
        case .weekend: return weekend(from: base, by: n)
        case .month: return base.first.moved(months: n).map(TimePeriod.month)
        case .quarter:
            return base.first.moved(months: 3 * n).flatMap { .quarter(($0.month + 2) / 3, $0.year) }
        case .year: return .year(base.first.year + n)
        case .decade: return .decade((base.first.year / 10 + n) * 10)
        case .century: return .century((base.first.year - 1) / 100 + 1 + n)
        case .span: return steps == 0 && from == .text ? sentence ?? report : nil
        default: return nil
        }
    }

    /// A day as loosely known as the one it counts from.
    private func days(_ n: Int, from base: TimePeriod) -> TimePeriod? {
        guard base.last.ordinal - base.first.ordinal < 31, let first = base.first.moved(days: n),
            let last = base.last.moved(days: n)
        else { return nil }
        if first == last { return .day(first) }
        return TimePeriod(first: first, last: last, precision: .range, value: "XXXX-XX-XX")
    }

    private func weeks(_ n: Int, from base: TimePeriod) -> TimePeriod? {
        guard base.last.ordinal - base.first.ordinal < 31,
            let first = base.first.moved(days: 7 * n).flatMap(TimePeriod.week),
            let last = base.last.moved(days: 7 * n).flatMap(TimePeriod.week)
        else { return nil }
        if first == last { return first }
        return TimePeriod(first: first.first, last: last.last, precision: .range, value: "XXXX-WXX")
    }

    /// The weekend that began last counts as "this" one while the verb looks back.
    private func weekend(from base: TimePeriod, by n: Int) -> TimePeriod? {
        guard let own = TimePeriod.weekend(base.first) else { return nil }
        let isAhead = own.first > base.first
        let steps = n == 0 ? (isAhead && tense == .past ? -1 : 0) : n > 0 && isAhead ? n - 1 : n
        return base.first.moved(days: 7 * steps).flatMap(TimePeriod.weekend)
    }

    /// "three days ago" is that day; weeks, months and years are as coarse as their unit.
    func moved(_ count: Int?, _ unit: TimeUnit, sign: Int, from: TimeAnchor) -> TimePeriod? {
        guard let count, let base = base(from), count < 100_000 else { return nil }
        let n = count * unit.multiple * sign
        switch unit.base {
        case .day, .night:
            return days(n, from: base)
        case .hour, .minute, .second: return hours(n, unit, base)
        case .weekend: return base.first.moved(days: 7 * n).flatMap(TimePeriod.weekend)
        case .decade: return stepped(base, years: 10 * n) { .decade($0.year / 10 * 10) }
        case .century: return stepped(base, years: 100 * n) { .century(($0.year - 1) / 100 + 1) }
        case .week where base.precision == .month || base.precision == .year: return nil
        case .month where base.precision == .year: return nil
        case .span, .millennium: return nil
        default: return self.unit(TimeUnit(unit.base), by: n, from: from)
        }
    }

    private func stepped(_ base: TimePeriod, years: Int, _ make: (Day) -> TimePeriod?) -> TimePeriod? {
        base.first.moved(months: 12 * years).flatMap(make)
    }

    func offset(_ count: Int?, _ unit: TimeUnit, sign: Int, of sense: TimeSense) -> TimePeriod? {
        guard let day = period(sense) else { return nil }
        let there = TimeResolver(
            published: published, tense: tense, sentence: day, report: report, linked: nil)
        return there.moved(count, unit, sign: sign, from: .text)
    }

    func same(_ other: TimeSense) -> TimePeriod? {
        guard let anchor = sentence ?? report, let other = period(other), anchor.precision != .day else {
            return period(other)
        }
        let months = (other.first.year - anchor.first.year) * 12
        guard months != 0, let first = anchor.first.moved(months: months),
            let last = anchor.last.moved(months: months)
        else { return anchor }
        let year = String(first.description.prefix(4))
        return TimePeriod(
            first: first,
            last: last == last.lastOfMonth || anchor.last != anchor.last.lastOfMonth
                ? last : last.lastOfMonth,
            precision: anchor.precision, value: year + anchor.value.dropFirst(4))
    }

    /// Hours may pass midnight: the days on which that can be.
    private func hours(_ n: Int, _ unit: TimeUnit, _ base: TimePeriod) -> TimePeriod? {
        guard base.precision == .day else { return nil }
        let perDay = unit.base == .hour ? 24 : unit.base == .minute ? 1440 : 86400
        let (low, high) = (abs(n) / perDay, (abs(n) + perDay - 1) / perDay)
        guard let near = base.first.moved(days: n < 0 ? -low : low),
            let far = base.first.moved(days: n < 0 ? -high : high)
        else { return nil }
        return TimePeriod(
            first: min(near, far), last: max(near, far), precision: .day, value: near.description)
    }

    /// "the past nine days": up to the report's day; "the next two years": from it on.
    func stretch(_ count: Int?, _ unit: TimeUnit, by steps: Int, from: TimeAnchor) -> TimePeriod? {
        guard let count, count < 10_000, let base = base(from)?.first, steps != 0 else { return nil }
        let n = (steps < 0 ? -1 : 1) * count * unit.multiple
        let end: Day?
        switch unit.base {
        case .day, .night: end = base.moved(days: n)
        case .week, .weekend: end = base.moved(days: 7 * n)
        case .month: end = base.moved(months: n)
        case .quarter: end = base.moved(months: 3 * n)
        case .year: end = base.moved(months: 12 * n)
        case .decade: end = base.moved(months: 120 * n)
        default: end = nil
        }
        guard let end else { return nil }
        return TimePeriod(first: min(base, end), last: max(base, end), precision: .range, value: "")
    }

    /// "the last week of March": seven days at the edge; weekdays, days, months and quarters exactly.
    func nth(_ index: Int, _ inner: TimeSense, _ count: Int, in frame: TimePeriod) -> TimePeriod? {
        if case .weekday(let number) = inner {
            return Self.weekday(number, index, in: frame).map(TimePeriod.day)
        }
        if case .weekday = inner { return nil }
        guard case .unit(let unit) = inner, index != 0, count > 0, count < 400 else { return nil }
        let isLast = index < 0
        let skip = isLast ? 0 : index - 1
        let edge = isLast ? frame.last : frame.first
        let (from, to): (Day?, Day?)
        switch unit.base {
        case .day, .week:
            let n = unit.base == .week ? 7 : 1
            (from, to) =
                isLast
                ? (edge.moved(days: 1 - n * count), edge)
                : (edge.moved(days: skip * n), edge.moved(days: (skip + count) * n - 1))
        case .month, .quarter, .year:
            let n = unit.base == .month ? 1 : unit.base == .quarter ? 3 : 12
            (from, to) =
                isLast
                ? (edge.moved(months: 1 - n * count)?.firstOfMonth, edge)
                : (edge.moved(months: skip * n), edge.moved(months: (skip + count) * n - 1)?.lastOfMonth)
        case .weekend:
            let saturday = Self.weekday(6, index, in: frame)
            return saturday.flatMap(TimePeriod.weekend)
        default: return nil
        }
        guard let from, let to, from <= to, from >= frame.first, from <= frame.last else { return nil }
        return named(from, min(to, frame.last), unit, count)
    }

    private func named(_ from: Day, _ to: Day, _ unit: TimeUnit, _ count: Int) -> TimePeriod? {
        let middle = from.moved(days: (to.ordinal - from.ordinal) / 2) ?? from
        let whole: TimePeriod? =
            switch (unit.base, count) {
            case (.day, 1): .day(from)
            case (.week, 1): TimePeriod.week(middle)
            case (.month, 1): .month(from)
            case (.quarter, 1): .quarter((from.month + 2) / 3, from.year)
            case (.year, 1): .year(from.year)
            default: nil
            }
        let precision = whole?.precision ?? .range
        return TimePeriod(first: from, last: to, precision: precision, value: whole?.value ?? "")
    }
}
