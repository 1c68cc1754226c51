import Demarche
import DemarcheLexicon

/// Which side of the report's day the governing verb looks to.
enum TimeTense: Hashable, Sendable {
    case past, future, present
    /// No verb, or one that the expression does not hang on.
    case open
}

/// Finds the days of a sense: against the report's day, the verb's tense and the dates mentioned before.
struct TimeResolver: Sendable {
    let published: Day?
    let tense: TimeTense
    /// The last date of this sentence.
    let sentence: TimePeriod?
    /// The last date of the report before this sentence.
    let report: TimePeriod?
    /// The date that this one continues: "from December 20 to January 5".
    let linked: TimePeriod?
    /// The last date of this sentence whose year the words give.
    var told: TimePeriod? = nil

    /// What "that day" and "later" count from.
    var anchor: TimePeriod? { sentence ?? report ?? published.map(TimePeriod.day) }

    func period(_ sense: TimeSense, in frame: TimePeriod? = nil) -> TimePeriod? {
        switch sense {
        case .date(let year?, nil, _): TimePeriod.year(year)
        case .date(let year?, let month?, let day): fixed(year, month, day)
        case .date(nil, nil, let day?): dayOfMonth(day, in: frame)
        case .date(nil, nil, nil): nil
        case .date, .season, .quarter, .half, .holiday: recurring(sense, in: frame)
        case .either(let a, let b): either(a, b)
        case .weekday(let number): weekday(number, in: frame)
        case .unit(let unit): self.unit(unit, by: 0, from: .text)
        case .shifted(let inner, let steps, let from): shifted(inner, by: steps, from: from)
        case .stretch(let count, let unit, let steps, let from): stretch(count, unit, by: steps, from: from)
        case .moved(let count, let unit, let sign, let from): moved(count, unit, sign: sign, from: from)
        case .offset(let count, let unit, let sign, let day): offset(count, unit, sign: sign, of: day)
        case .same(let other): same(other)
        case .nth(let index, let inner, let count): frame.flatMap { nth(index, inner, count, in: $0) }
        case .within(let inner, let outer): period(outer).flatMap { period(inner, in: $0) }
        case .part(let part, let inner): period(inner, in: frame).flatMap { self.part(part, of: $0) }
        case .decade(let first): TimePeriod.decade(first)
        case .century(let number): TimePeriod.century(number)
        case .fiscal(let year, let before, let after): fiscal(year, before, after)
        case .clock(let suffix, let day): clock(suffix, on: day)
        case .reference, .duration, .every: nil
        }
    }

    private func fixed(_ year: Int, _ month: Int, _ day: Int?) -> TimePeriod? {
        guard let date = Day(year: year, month: month, day: day ?? 1) else { return nil }
        return day == nil ? .month(date) : .day(date)
    }

    private func either(_ a: TimeSense, _ b: TimeSense) -> TimePeriod? {
        guard let one = period(a) else { return period(b) }
        guard let two = period(b), two != one else { return one }
        return TimePeriod(
            first: min(one.first, two.first), last: max(one.last, two.last), precision: .range,
            value: one.value)
    }

    private func clock(_ suffix: String, on day: TimeSense?) -> TimePeriod? {
        let base: TimePeriod?
        if let day { base = period(day) } else { base = sentence ?? published.map(TimePeriod.day) ?? report }
        guard let base, base.precision == .day else { return nil }
        return base.with(value: base.first.description + suffix)
    }

    private func fiscal(_ year: TimeSense, _ before: Int, _ after: Int) -> TimePeriod? {
        guard let year = period(year), year.precision == .year,
            let first = year.first.moved(months: -before), let end = year.first.moved(months: after - 1)
        else { return nil }
        return TimePeriod(first: first, last: end.lastOfMonth, precision: .range, value: "FY" + year.value)
    }

    private func part(_ part: TimeWord.PartOfTime, of whole: TimePeriod) -> TimePeriod? {
        switch part {
        case .share(let index, let count): return whole.part(index, of: count)
        case .before, .after:
            guard let published, whole.first <= published, published <= whole.last, whole.first != whole.last
            else { return whole }
            let isBefore = part == .before
            return TimePeriod(
                first: isBefore ? whole.first : published, last: isBefore ? published : whole.last,
                precision: .range, value: whole.value)
        }
    }
}

// MARK: Days that come back every year, month or week

extension TimeResolver {
    /// What a sense without its year is in one year.
    func occurrence(_ sense: TimeSense, _ year: Int) -> TimePeriod? {
        switch sense {
        case .date(nil, let month?, let day): return fixed(year, month, day)
        case .season(let season): return TimePeriod.season(season, year)
        case .quarter(let number): return TimePeriod.quarter(number, year)
        case .half(let number): return TimePeriod.half(number, year)
        case .holiday(let holiday): return self.holiday(holiday, year).map(TimePeriod.day)
        default: return nil
        }
    }

    private func holiday(_ holiday: TimeWord.Holiday, _ year: Int) -> Day? {
        switch holiday {
        case .fixed(let month, let day): return Day(year: year, month: month, day: day)
        case .easter(let days, let julian): return Day.easter(year, julian: julian)?.moved(days: days)
        case .nth(let month, let weekday, let count):
            guard let first = Day(year: year, month: month, day: 1) else { return nil }
            return Self.weekday(weekday, count, in: .month(first))
        }
    }

    /// The `count`th such weekday of a period, −1 for the last; nil when it has none.
    static func weekday(_ number: Int, _ count: Int, in period: TimePeriod) -> Day? {
        let day: Day?
        if count > 0 {
            day = period.first.moved(days: (number - period.first.weekday + 7) % 7 + (count - 1) * 7)
        } else {
            day = period.last.moved(days: -((period.last.weekday - number + 7) % 7) + (count + 1) * 7)
        }
        return day.flatMap { (period.first...period.last).contains($0) ? $0 : nil }
    }

    func recurring(_ sense: TimeSense, in frame: TimePeriod?) -> TimePeriod? {
        if let frame { return framed(sense, frame) }
        if let linked { return occurrences(sense, around: linked.first).first { $0.last >= linked.first } }
        if let past = told ?? (published == nil ? sentence ?? report : nil),
            published.map({ past.last.year < $0.year }) ?? true,
            let after = occurrences(sense, around: past.first).first(where: { $0.last >= past.first })
        {
            return after
        }
        guard let published else { return nil }
        let all = occurrences(sense, around: published)
        switch tense {
        case .past: return all.last { $0.first <= published }
        case .future: return all.first { $0.last >= published }
        case .present, .open: return nearest(all, to: published)
        }
    }

    private func framed(_ sense: TimeSense, _ frame: TimePeriod) -> TimePeriod? {
        if case .season(let season) = sense, season.lastMonth < season.firstMonth, frame.precision == .year,
            let whole = occurrence(sense, frame.first.year)
        {
            return TimePeriod(first: frame.first, last: whole.last, precision: .season, value: whole.value)
        }
        let years = (frame.first.year...frame.last.year).prefix(12)
        return years.compactMap { occurrence(sense, $0) }.first {
            $0.first >= frame.first && $0.first <= frame.last
        }
    }

    func occurrences(_ sense: TimeSense, around day: Day) -> [TimePeriod] {
        let reach = if case .date(nil, 2, 29) = sense { 8 } else { 2 }
        return (day.year - reach...day.year + reach).compactMap { occurrence(sense, $0) }
    }

    private func nearest(_ all: [TimePeriod], to day: Day) -> TimePeriod? {
        all.min { distance($0, day) < distance($1, day) }
    }

    private func distance(_ period: TimePeriod, _ day: Day) -> Int {
        max(0, period.first.ordinal - day.ordinal, day.ordinal - period.last.ordinal)
    }

    func weekday(_ number: Int, in frame: TimePeriod?) -> TimePeriod? {
        if let frame { return Self.weekday(number, 1, in: frame).map(TimePeriod.day) }
        if let linked {
            return linked.first.moved(days: (number - linked.first.weekday + 7) % 7).map(TimePeriod.day)
        }
        guard let published else { return nil }
        let isAhead = tense == .future || tense == .present
        let days = isAhead ? (number - published.weekday + 7) % 7 : -((published.weekday - number + 7) % 7)
        return published.moved(days: days).map(TimePeriod.day)
    }

    /// "the 26th": in the month spoken of, or the one that lies nearest.
    func dayOfMonth(_ number: Int, in frame: TimePeriod?) -> TimePeriod? {
        if let frame, frame.precision == .month {
            return Day(year: frame.first.year, month: frame.first.month, day: number).map(TimePeriod.day)
        }
        let near = linked ?? sentence ?? report
        guard let base = near?.first ?? published else { return nil }
        let days = (-1...1).compactMap { base.moved(months: $0) }
            .compactMap { Day(year: $0.year, month: $0.month, day: number) }
        if let near {
            guard near.precision != .month else {
                return days.first { $0.month == base.month }.map(TimePeriod.day)
            }
            guard near.first == near.last else { return nil }
            let candidates = linked == nil ? days : days.filter { $0 >= base }
            return candidates.min { abs($0.ordinal - base.ordinal) < abs($1.ordinal - base.ordinal) }
                .map(TimePeriod.day)
        }
        switch tense {
        case .past: return days.last { $0 <= base }.map(TimePeriod.day)
        case .future: return days.first { $0 >= base }.map(TimePeriod.day)
        default:
            return days.min { abs($0.ordinal - base.ordinal) < abs($1.ordinal - base.ordinal) }
                .map(TimePeriod.day)
        }
    }
}
