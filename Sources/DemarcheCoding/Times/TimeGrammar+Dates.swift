import Demarche
import DemarcheLexicon

// MARK: Calendar forms: days, months, years, quarters, seasons, decades, centuries, holidays

extension TimeGrammar {
    /// `2022-10-07`, `10/7/2022`, `7.10.2022`.
    func figures(at i: Int) -> TimeReading? {
        guard let a = atoms.number(i), !atoms.isGlued(i) || atoms[i - 1]?.kind == .mark,
            let b = atoms.number(i + 2), let c = atoms.number(i + 4),
            (1...4).allSatisfy({ atoms.isGlued(i + $0) }),
            atoms.text(i + 1) == atoms.text(i + 3), !(atoms.isGlued(i + 5) && atoms[i + 5]?.kind == .digits)
        else { return nil }
        let mark = atoms.text(i + 1)
        func made(_ y: Int, _ m: Int, _ d: Int) -> TimeSense? {
            Day(year: y, month: m, day: d) == nil ? nil : .date(year: y, month: m, day: d)
        }
        let sense: TimeSense?
        if atoms.text(i).count == 4, mark == "-" || mark == "/" || mark == "." {
            sense = made(a, b, c)
        } else if atoms.text(i + 4).count == 4, mark == "." || mark == "-" {
            sense = made(c, b, a)
        } else if atoms.text(i + 4).count == 4, mark == "/" {
            let both = [made(c, a, b), made(c, b, a)].compactMap { $0 }
            sense = both.count == 2 && both[0] != both[1] ? .either(both[0], both[1]) : both.first
        } else {
            sense = nil
        }
        return sense.map { TimeReading(start: i, end: i + 5, sense: $0, rule: "figures") }
    }

    /// Weekdays, months, and days of months, with their year where the words give it.
    func dated(at i: Int) -> TimeReading? {
        if let (weekday, end) = word(i, { if case .weekday(let n) = $0 { n } else { nil } }) {
            let next = skip([","], end)
            if let date = day(at: next) ?? day(at: skip(["the"], next)) {
                return TimeReading(start: i, end: date.end, sense: date.sense, rule: "weekday-date")
            }
            return weekdayIn(weekday, i, end)
        }
        if let date = day(at: i) { return date }
        if let (month, end) = word(i, { if case .month(let n) = $0 { n } else { nil } }) {
            return withYear(
                TimeReading(
                    start: i, end: end, sense: .date(year: nil, month: month, day: nil), rule: "month"))
        }
        return dayAlone(at: i)
    }

    /// "Friday last week".
    private func weekdayIn(_ weekday: Int, _ i: Int, _ end: Int) -> TimeReading {
        let plain = TimeReading(start: i, end: end, sense: .weekday(weekday), rule: "weekday")
        let next = skip(["of"], end)
        guard let outer = shifted(at: next), case .shifted(.unit(let unit), _, _) = outer.sense,
            unit.base == .week
        else { return plain }
        return TimeReading(
            start: i, end: outer.end, sense: .within(.weekday(weekday), of: outer.sense),
            rule: "weekday-in-week")
    }

    /// "October 7", "Oct. 7th, 2022", "7 October 2022", "the 7th of October".
    private func day(at i: Int) -> TimeReading? {
        if let (month, end) = word(i, { if case .month(let n) = $0 { n } else { nil } }),
            let (day, after) = dayNumber(skip(["the"], end))
        {
            let sense = TimeSense.date(year: nil, month: month, day: day)
            return withYear(TimeReading(start: i, end: after, sense: sense, rule: "day"))
        }
        let start = skip(["the"], i)
        guard let (day, end) = dayNumber(start) ?? ordinalDay(start) else { return nil }
        if let (month, after) = word(skip(["of"], end), { if case .month(let n) = $0 { n } else { nil } }) {
            let sense = TimeSense.date(year: nil, month: month, day: day)
            return withYear(TimeReading(start: i, end: after, sense: sense, rule: "day"))
        }
        if start == i, let month = monthAhead(of: end) {
            return TimeReading(
                start: i, end: end, sense: .date(year: nil, month: month, day: day), rule: "day-elliptic")
        }
        return nil
    }

    private func ordinalDay(_ i: Int) -> (Int, Int)? {
        ordinal(i).flatMap { (1...31).contains($0.0) ? $0 : nil }
    }

    private func dayNumber(_ i: Int) -> (Int, Int)? {
        guard let number = number(i), (1...31).contains(number), atoms.text(i).count <= 2 else { return nil }
        if atoms.isGlued(i + 1), atoms[i + 1]?.kind == .letters {
            return ["st", "nd", "rd", "th"].contains(atoms.text(i + 1)) ? (number, i + 2) : nil
        }
        if atoms.isGlued(i + 1), atoms.text(i + 1) == ":" { return nil }
        return (number, i + 1)
    }

    /// The month that "7–" of "7–9 October" waits for.
    private func monthAhead(of i: Int) -> Int? {
        guard ["-", "to", "and", "or", ","].contains(atoms.text(i)), let (_, end) = dayNumber(i + 1) else {
            return nil
        }
        return word(end, { if case .month(let n) = $0 { n } else { nil } })?.0 ?? monthAhead(of: end)
    }

    /// "–9" of "October 7–9": the month is the one just read.
    func continued(from last: TimeReading) -> TimeReading? {
        guard let month = last.sense.month,
            ["-", "to", "and", "or", "through", ","].contains(atoms.text(last.end)),
            let (day, end) = dayNumber(last.end + 1)
        else { return nil }
        let isJoined = atoms.text(last.end) == "-" || atoms.text(last.end) == "to"
        let reading = withYear(
            TimeReading(
                start: last.end + 1, end: end, sense: .date(year: nil, month: month, day: day),
                rule: "day-elliptic"))
        let tag = atoms.tag(reading.end)
        let isCount = tag.hasPrefix("NN") || tag.hasPrefix("JJ") || tag == "CD"
        return isCount && !isJoined || unit(end) != nil ? nil : reading
    }

    /// "on the 26th".
    private func dayAlone(at i: Int) -> TimeReading? {
        guard isThe(i), preposition(i - 1) != nil, atoms.text(i - 1) != "of", let number = number(i + 1),
            let (day, end) = dayNumber(i + 1), day == number, end == i + 3
        else { return nil }
        let tag = atoms.tag(end)
        guard !["NN", "JJ", "CD", "VBG", "HY"].contains(where: tag.hasPrefix), atoms.text(end) != "-" else {
            return nil
        }
        return TimeReading(
            start: i, end: end, sense: .date(year: nil, month: nil, day: day), rule: "day-of-month")
    }

    /// Adds ", 2022", "of last year", "this year".
    func withYear(_ reading: TimeReading) -> TimeReading {
        var next = skip([","], reading.end)
        if atoms.text(next) == "of" || atoms.text(next) == "in" { next += 1 }
        let isPlain = next == reading.end || atoms.text(next - 1) != "in"
        var outer: (TimeSense, Int)?
        if isPlain, let number = number(next), (1000...2999).contains(number), atoms.text(next).count == 4,
            !(atoms.isGlued(next + 1) && atoms[next + 1]?.kind == .letters)
        {
            outer = (.date(year: number, month: nil, day: nil), next + 1)
        } else if let year = fiscal(at: next) {
            outer = (year.sense, year.end)
        } else if next == reading.end || atoms.text(next - 1) == "of" || atoms.text(next - 1) == ",",
            let shifted = shifted(at: next), case .shifted(.unit(let unit), _, _) = shifted.sense,
            unit.base == .year
        {
            outer = (shifted.sense, shifted.end)
        }
        guard let outer else { return reading }
        return TimeReading(
            start: reading.start, end: outer.1, sense: reading.sense.inYear(outer.0), rule: reading.rule)
    }

    /// Four figures that are a year by their place in the sentence.
    func year(at i: Int) -> TimeReading? {
        guard let number = number(i), atoms.text(i).count == 4, (1000...2999).contains(number),
            !(atoms.isGlued(i + 1) && atoms[i + 1]?.kind == .letters), isYear(number, i)
        else { return nil }
        return TimeReading(
            start: i, end: i + 1, sense: .date(year: number, month: nil, day: nil), rule: "year")
    }

    private func isYear(_ number: Int, _ i: Int) -> Bool {
        guard let token = atoms.token(i), let index = atoms[i]?.token else { return false }
        if unit(i + 1) != nil, atoms.text(i + 1) != "year" { return false }
        let head = atoms.parse.tokens[token.head]
        let before = atoms.parse.tokens.indices.contains(index - 1) ? atoms.parse.tokens[index - 1] : nil
        let isCued =
            preposition(i - 1) != nil || ["-", "the", "(", "and", "'"].contains(atoms.text(i - 1))
            || word(i - 1, { if case .part = $0 { true } else { nil } }) != nil
        if ["$", "£", "€", "#"].contains(atoms.text(i - 1)) { return false }
        let isCount = token.head > index && ["nummod", "quantmod", "compound"].contains(token.label)
        if isCount {
            let isDetermined = before.map { ["DT", "PRP$", "POS", "JJ"].contains($0.tag) } ?? false
            return (1800...2099).contains(number) && isDetermined
                && (head.tag.hasPrefix("NN") || head.tag.hasPrefix("JJ"))
        }
        if isCued { return (1100...2199).contains(number) }
        return (1900...2099).contains(number)
            && ["npadvmod", "nummod", "pobj", "appos", "nmod", "advmod", "conj", "ROOT", "dep"].contains(
                token.label)
    }

    /// "the 1990s", "the '90s", "the nineties".
    func decade(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        if let (first, end) = word(start, { if case .decade(let year) = $0 { year } else { nil } }),
            start > i || isAfterPart(i)
        {
            return TimeReading(start: i, end: end, sense: .decade(first), rule: "decade")
        }
        let isShort = atoms.text(start) == "'"
        let figures = isShort ? start + 1 : start
        guard let number = atoms.number(figures), number % 10 == 0 else { return nil }
        let mark = skip(["'"], figures + 1)
        guard atoms.text(mark) == "s", atoms.isGlued(figures + 1) || mark > figures + 1, atoms.isGlued(mark)
        else { return nil }
        if atoms.text(figures).count == 4, (1000...2990).contains(number), number % 100 != 0 || number == 2000
        {
            return TimeReading(start: i, end: mark + 1, sense: .decade(number), rule: "decade")
        }
        let isLed =
            isShort || isThe(figures - 1) || isAfterPart(figures)
            || ["and", "or"].contains(atoms.text(figures - 1))
        guard atoms.text(figures).count == 2, isLed, atoms.tag(figures - 1) != "PRP$" else { return nil }
        return TimeReading(start: i, end: mark + 1, sense: .decade(1900 + number), rule: "decade")
    }

    private func isAfterPart(_ i: Int) -> Bool {
        word(i - 1, { if case .part = $0 { true } else { nil } }) != nil || atoms.text(i - 1) == "-"
    }

    /// "the 19th century".
    func century(at i: Int) -> TimeReading? {
        guard let (number, end) = ordinal(skip(["the"], i)), (1...99).contains(number),
            let unit = unit(skip(["-"], end)), unit.0.base == .century
        else { return nil }
        return TimeReading(start: i, end: unit.end, sense: .century(number), rule: "century")
    }

    /// "the third quarter of 2008", "Q3 2008", "third-quarter".
    func quarter(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        if start == i, atoms.text(i) == "q", let n = atoms.number(i + 1), (1...4).contains(n),
            atoms.isGlued(i + 1)
        {
            return withYear(TimeReading(start: i, end: i + 2, sense: .quarter(n), rule: "quarter"))
        }
        guard let (n, end) = ordinal(start), (1...4).contains(n) else { return nil }
        var next = skip(["-"], end)
        if let (_, after) = word(next, { if case .fiscal = $0 { true } else { nil } }) { next = after }
        guard let unit = unit(next), unit.0.base == .quarter, !unit.isPlural else { return nil }
        return withYear(TimeReading(start: i, end: unit.end, sense: .quarter(n), rule: "quarter"))
    }

    /// "fiscal 2008", "fiscal year 2008", "the 2008 fiscal year".
    func fiscal(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        if let (months, end) = word(start, fiscalMonths), let number = number(end),
            (1000...2999).contains(number)
        {
            let year = TimeSense.date(year: number, month: nil, day: nil)
            let sense = TimeSense.fiscal(year, monthsBefore: months.0, monthsAfter: months.1)
            return TimeReading(start: i, end: end + 1, sense: sense, rule: "fiscal-year")
        }
        guard let number = number(start), (1000...2999).contains(number),
            let (months, end) = word(start + 1, fiscalMonths)
        else { return nil }
        let year = TimeSense.date(year: number, month: nil, day: nil)
        let sense = TimeSense.fiscal(year, monthsBefore: months.0, monthsAfter: months.1)
        return TimeReading(start: i, end: end, sense: sense, rule: "fiscal-year")
    }

    func fiscalMonths(_ word: TimeWord) -> (Int, Int)? {
        if case .fiscal(let before, let after) = word { (before, after) } else { nil }
    }

    /// "spring 2014", "the summer of 2023", "in autumn".
    func season(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        guard let (season, end) = word(start, { if case .season(let season) = $0 { season } else { nil } })
        else { return nil }
        let reading = withYear(TimeReading(start: i, end: end, sense: .season(season), rule: "season"))
        if reading.end > end { return reading }
        let isLed =
            ["in", "during", "since", "by", "until", "this", "last", "next"].contains(atoms.text(start - 1))
            || isAfterPart(start)
        return atoms.guarded.contains(start) && !isLed ? nil : reading
    }

    func holiday(at i: Int) -> TimeReading? {
        guard let (holiday, end) = word(i, { if case .holiday(let holiday) = $0 { holiday } else { nil } })
        else { return nil }
        return withYear(TimeReading(start: i, end: end, sense: .holiday(holiday), rule: "holiday"))
    }
}
