import Demarche
import DemarcheLexicon

/// What an expression says, before it is known which days are meant.
indirect enum TimeSense: Hashable, Sendable {
    case date(year: Int?, month: Int?, day: Int?)
    /// Two readings of the same figures ("10/7/2022"), the likelier first.
    case either(TimeSense, TimeSense)
    case weekday(Int)
    case season(TimeWord.Season)
    case quarter(Int)
    case half(Int)
    case holiday(TimeWord.Holiday)
    case unit(TimeUnit)
    /// "last Friday", "that month", "next summer".
    case shifted(TimeSense, by: Int, from: TimeAnchor)
    /// "the next four years": a duration that starts or ends on a known day.
    case stretch(count: Int?, TimeUnit, by: Int, from: TimeAnchor)
    /// "three days ago", "two weeks later".
    case moved(count: Int?, TimeUnit, sign: Int, from: TimeAnchor)
    /// "a week before Christmas".
    case offset(count: Int?, TimeUnit, sign: Int, of: TimeSense)
    /// "the same month last year": the last date, in another year.
    case same(of: TimeSense)
    /// "the last week of March", "the first Monday in May", "the first three months of 2009".
    case nth(Int, TimeSense, count: Int)
    case within(TimeSense, of: TimeSense)
    case part(TimeWord.PartOfTime, of: TimeSense)
    /// First year, and whether the century was said.
    case decade(Int)
    case century(Int)
    case fiscal(TimeSense, monthsBefore: Int, monthsAfter: Int)
    case clock(String, on: TimeSense?)
    case reference(String)
    case duration(count: Int?, TimeUnit)
    case every(String)

    /// A date that leaves its year open.
    var isYearless: Bool {
        switch self {
        case .date(let year, let month, _): year == nil && month != nil
        case .season, .quarter, .half, .holiday: true
        case .part(_, let inner): inner.isYearless
        default: false
        }
    }

    /// The words that give the year: "2018" of "October 2018".
    var year: TimeSense? {
        switch self {
        case .date(let year?, let month, _) where month != nil: .date(year: year, month: nil, day: nil)
        case .within(_, let outer): outer
        case .part(_, let inner): inner.year
        default: nil
        }
    }

    /// Whether figures of the words are a year.
    var tellsYear: Bool {
        switch self {
        case .date(let year, _, _): year != nil
        case .within(_, let outer): outer.tellsYear
        case .part(_, let inner): inner.tellsYear
        default: false
        }
    }

    /// The month and day that "October 7" hands on to "–9".
    var month: Int? {
        switch self {
        case .date(_, let month, let day) where day != nil: month
        case .within(let inner, _): inner.month
        default: nil
        }
    }

    /// The same words in a year that words nearby give.
    func inYear(_ year: TimeSense) -> TimeSense {
        if case .part(let part, let inner) = self { return .part(part, of: inner.inYear(year)) }
        return .within(self, of: year)
    }
}

/// Days with the name that TIMEX3 gives them.
struct TimePeriod: Hashable, Sendable {
    enum Precision: String, Hashable, Sendable {
        case day, week, weekend, partOfMonth = "part-of-month", month, quarter, half, season, year, decade
        case century, range, vague
    }

    let first: Day
    let last: Day
    let precision: Precision
    let value: String

    func with(value: String) -> TimePeriod {
        TimePeriod(first: first, last: last, precision: precision, value: value)
    }
}

extension TimePeriod {
    static func day(_ day: Day) -> TimePeriod {
        TimePeriod(first: day, last: day, precision: .day, value: day.description)
    }

    static func month(_ day: Day) -> TimePeriod {
        TimePeriod(
            first: day.firstOfMonth, last: day.lastOfMonth, precision: .month,
            value: String(day.description.prefix(7)))
    }

    static func year(_ year: Int) -> TimePeriod? {
        years(from: year, through: year, .year) { String($0.description.prefix(4)) }
    }

    /// Monday to Sunday.
    static func week(_ day: Day) -> TimePeriod? {
        guard let monday = day.moved(days: 1 - day.weekday), let sunday = monday.moved(days: 6),
            let thursday = monday.moved(days: 3), let newYear = Day(year: thursday.year, month: 1, day: 1)
        else { return nil }
        let number = (thursday.ordinal - newYear.ordinal) / 7 + 1
        let value = "\(thursday.description.prefix(4))-W\(number < 10 ? "0" : "")\(number)"
        return TimePeriod(first: monday, last: sunday, precision: .week, value: value)
    }

    static func weekend(_ day: Day) -> TimePeriod? {
        guard let week = week(day), let saturday = week.last.moved(days: -1) else { return nil }
        return TimePeriod(first: saturday, last: week.last, precision: .weekend, value: week.value + "-WE")
    }

    static func quarter(_ number: Int, _ year: Int) -> TimePeriod? {
        months(from: number * 3 - 2, count: 3, year, .quarter) { "\($0.description.prefix(4))-Q\(number)" }
    }

    static func half(_ number: Int, _ year: Int) -> TimePeriod? {
        months(from: number * 6 - 5, count: 6, year, .half) { "\($0.description.prefix(4))-H\(number)" }
    }

    static func season(_ season: TimeWord.Season, _ year: Int) -> TimePeriod? {
        let count = (season.lastMonth - season.firstMonth + 12) % 12 + 1
        return months(from: season.firstMonth, count: count, year, .season) {
            "\($0.description.prefix(4))-\(season.code)"
        }
    }

    static func decade(_ first: Int) -> TimePeriod? {
        years(from: first, through: first + 9, .decade) { String($0.description.prefix(3)) }
    }

    static func century(_ number: Int) -> TimePeriod? {
        years(from: number * 100 - 99, through: number * 100, .century) { String($0.description.prefix(2)) }
    }

    private static func months(
        from month: Int, count: Int, _ year: Int, _ precision: Precision, _ value: (Day) -> String
    ) -> TimePeriod? {
        guard (1...12).contains(month), let first = Day(year: year, month: month, day: 1),
            let last = first.moved(months: count - 1)?.lastOfMonth
        else { return nil }
        return TimePeriod(first: first, last: last, precision: precision, value: value(first))
    }

    private static func years(
        from: Int, through: Int, _ precision: Precision, _ value: (Day) -> String
    ) -> TimePeriod? {
        guard let first = Day(year: from, month: 1, day: 1), let last = Day(year: through, month: 12, day: 31)
        else { return nil }
        return TimePeriod(first: first, last: last, precision: precision, value: value(first))
    }

    /// The days of a part: thirds of a month are 1 to 10, 11 to 20 and the rest.
    func part(_ index: Int, of count: Int) -> TimePeriod {
        guard index > 0, count > 1, index <= count, first != last else { return self }
        if precision == .month, count == 3 || count == 2 {
            let cuts = count == 3 ? [0, 10, 20] : [0, 15]
            let from = first.adding(days: cuts[index - 1])
            let to = index < count ? first.adding(days: cuts[index] - 1) : last
            return TimePeriod(first: from, last: to, precision: .partOfMonth, value: value)
        }
        if precision == .decade || precision == .century {
            let n = last.year - first.year + 1
            let (from, to) = ((index - 1) * n / count, (index * n + count - 1) / count - 1)
            if let first = Day(year: first.year + from, month: 1, day: 1),
                let last = Day(year: first.year + to - from, month: 12, day: 31)
            {
                return TimePeriod(first: first, last: last, precision: .range, value: value)
            }
        }
        let months = (last.year - first.year) * 12 + last.month - first.month + 1
        if first.day == 1, last == last.lastOfMonth, months % count == 0,
            let from = first.moved(months: months / count * (index - 1)),
            let to = first.moved(months: months / count * index - 1)
        {
            return TimePeriod(first: from, last: to.lastOfMonth, precision: .range, value: value)
        }
        let n = last.ordinal - first.ordinal + 1
        let (from, to) = ((index - 1) * n / count, (index * n + count - 1) / count - 1)
        return TimePeriod(
            first: first.adding(days: from), last: first.adding(days: to), precision: .range, value: value)
    }
}

extension Day {
    /// Nil beyond the years 1 to 9999.
    func moved(days: Int) -> Day? {
        guard abs(days) < 4_000_000 else { return nil }
        let moved = adding(days: days)
        return (1...9999).contains(moved.year) ? moved : nil
    }

    /// The same day of another month, or that month's last; nil beyond the years 1 to 9999.
    func moved(months: Int) -> Day? {
        guard abs(months) < 200_000, (12...119_999).contains(year * 12 + month - 1 + months) else {
            return nil
        }
        return adding(months: months)
    }

    /// Easter Sunday. Meeus, Astronomical Algorithms, chapter 8.
    static func easter(_ year: Int, julian: Bool) -> Day? {
        if julian {
            let (a, b, c) = (year % 4, year % 7, year % 19)
            let d = (19 * c + 15) % 30
            let e = (2 * a + 4 * b - d + 34) % 7
            let sum = d + e + 114
            let lag = year / 100 - year / 400 - 2
            return Day(year: year, month: sum / 31, day: sum % 31 + 1)?.moved(days: lag)
        }
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let sum = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114
        return Day(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
