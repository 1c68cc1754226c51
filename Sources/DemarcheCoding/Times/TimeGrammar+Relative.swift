import Demarche
import DemarcheLexicon

// MARK: Forms that need another day: shifts, steps, parts; and durations, sets, clock times

extension TimeGrammar {
    /// "last week", "that month", "the same day", "next summer", "the past nine days", "this morning".
    func shifted(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        guard let (shift, end) = word(start, shift) else { return nil }
        let (steps, anchor) = shift
        let next = skip(["-"], end)
        if steps == 0, anchor == .text, let same = same(i, next) { return same }
        if let (_, after) = word(next, fiscalMonths) { return shiftedFiscal(i, steps, anchor, next, after) }
        if let (part, after) = word(next, { if case .daypart(let code) = $0 { code } else { nil } }) {
            let from: TimeAnchor = steps == 0 ? anchor : .text
            let day = TimeSense.shifted(.unit(TimeUnit(.day)), by: steps, from: from)
            return TimeReading(start: i, end: after, sense: .clock("T" + part, on: day), rule: "time-of-day")
        }
        if let unit = unit(next), !unit.isPlural { return shiftedUnit(i, steps, anchor, unit.0, unit.end) }
        if steps != 0, let (count, after) = count(next), !isArticle(next),
            let unit = unit(skip(["-"], after)),
            unit.isPlural || count == 1
        {
            return TimeReading(
                start: i, end: unit.end, sense: .stretch(count: count, unit.0, by: steps, from: anchor),
                rule: "stretch")
        }
        return shiftedName(i, steps, anchor, next)
    }

    private func shift(_ word: TimeWord) -> (Int, TimeAnchor)? {
        if case .shift(let steps, let from) = word { (steps, from) } else { nil }
    }

    /// "last Friday", "this May", "next autumn", "last Christmas".
    private func shiftedName(_ i: Int, _ steps: Int, _ anchor: TimeAnchor, _ next: Int) -> TimeReading? {
        let plain: TimeSense
        let end: Int
        if let (n, after) = word(next, { if case .weekday(let n) = $0 { n } else { nil } }) {
            (plain, end) = (.weekday(n), after)
        } else if let (n, after) = word(next, { if case .month(let n) = $0 { n } else { nil } }) {
            (plain, end) = (.date(year: nil, month: n, day: nil), after)
        } else if let (season, after) = word(
            next, { if case .season(let season) = $0 { season } else { nil } })
        {
            (plain, end) = (.season(season), after)
        } else if let (holiday, after) = word(
            next, { if case .holiday(let holiday) = $0 { holiday } else { nil } })
        {
            (plain, end) = (.holiday(holiday), after)
        } else {
            return nil
        }
        return TimeReading(
            start: i, end: end, sense: .shifted(plain, by: steps, from: anchor), rule: "shifted-name")
    }

    private func shiftedUnit(
        _ i: Int, _ steps: Int, _ anchor: TimeAnchor, _ unit: TimeUnit, _ end: Int
    ) -> TimeReading? {
        if unit.base == .span || unit.isOfClock { return nil }
        if atoms.text(i) == "past" || (isThe(i) && atoms.text(i + 1) == "past") {
            return TimeReading(
                start: i, end: end, sense: .stretch(count: 1, unit, by: steps, from: anchor), rule: "stretch")
        }
        if unit.base == .day, steps == 0, anchor == .report, atoms.text(end - 2) != "this" { return nil }
        let from: TimeAnchor = unit.base == .day && steps != 0 ? .text : anchor
        return TimeReading(
            start: i, end: end, sense: .shifted(.unit(unit), by: steps, from: from), rule: "shifted-unit")
    }

    private func shiftedFiscal(_ i: Int, _ steps: Int, _ from: TimeAnchor, _ at: Int, _ end: Int)
        -> TimeReading?
    {
        guard let (months, _) = word(at, fiscalMonths) else { return nil }
        let after = unit(end).map { $0.0.base == .year ? $0.end : end } ?? end
        let year = TimeSense.shifted(.unit(TimeUnit(.year)), by: steps, from: from)
        return TimeReading(
            start: i, end: after, sense: .fiscal(year, monthsBefore: months.0, monthsAfter: months.1),
            rule: "fiscal-year")
    }

    /// "the same month last year", "the same period a year ago".
    private func same(_ i: Int, _ next: Int) -> TimeReading? {
        guard let unit = unit(next), !unit.isPlural, !unit.0.isOfClock else { return nil }
        let tail = skip(["the"], skip(["of", "in"], unit.end))
        let other =
            longest([moved, shifted, year], at: tail)
            ?? longest([moved, shifted, year], at: skip(["of", "in"], unit.end))
        guard let other else {
            guard unit.0.base == .span, atoms.text(unit.end - 1) == "period" else { return nil }
            return TimeReading(
                start: i, end: unit.end, sense: .shifted(.unit(unit.0), by: 0, from: .text), rule: "same")
        }
        return TimeReading(start: i, end: other.end, sense: .same(of: other.sense), rule: "same")
    }

    /// "three days ago", "two weeks later", "the day before", "a week before Christmas".
    func moved(at i: Int) -> TimeReading? {
        let isDefinite = isThe(i)
        let counted: (Int?, Int)
        if isDefinite {
            counted = (1, i + 1)
        } else if let count = count(i) {
            counted = count
        } else {
            counted = (nil, i)
        }
        guard let unit = unit(skip(["-"], counted.1)), unit.isPlural || counted.0 == 1 || counted.0 == nil,
            !(isDefinite && unit.isPlural), counted.1 > i || unit.isPlural, unit.0.base != .span,
            let (step, end) = word(
                unit.end, { if case .relation(let sign, let from) = $0 { (sign, from) } else { nil } })
        else { return nil }
        let (count, sign) = (counted.0, step.0)
        guard step.1 == .clause else {
            return TimeReading(
                start: i, end: end, sense: .moved(count: count, unit.0, sign: sign, from: step.1),
                rule: "moved")
        }
        if let other = longest([figures, periodic, part, shifted, deictic], at: end) {
            let sense = TimeSense.offset(count: count, unit.0, sign: sign, of: other.sense)
            return TimeReading(start: i, end: other.end, sense: sense, rule: "moved-from-date")
        }
        if endsClause(end) {
            return TimeReading(
                start: i, end: end, sense: .moved(count: count, unit.0, sign: sign, from: .text),
                rule: "moved")
        }
        guard isDefinite else { return nil }
        return TimeReading(
            start: i, end: end, sense: .moved(count: count, unit.0, sign: sign, from: .clause),
            rule: "moved-from-event")
    }

    private func endsClause(_ i: Int) -> Bool {
        guard let atom = atoms[i] else { return true }
        return atom.kind == .mark && atom.text != "\"" && atom.text != "'"
            || atoms.token(i)?.startsSentence == true
    }

    /// "early October", "mid-August", "the end of last year", "later this week", "early in September 2023".
    func part(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        guard let (part, end) = word(start, { if case .part(let part) = $0 { part } else { nil } }) else {
            return nil
        }
        let isNoun = atoms.tag(end - 1).hasPrefix("NN") && atoms.text(end) == "of"
        var next = skip(["-"], end)
        if isNoun || start > i && atoms.text(end) == "of" {
            next = end + 1
        } else if ["in", "on"].contains(atoms.text(next)) {
            next += 1
        } else if start > i, ["NN", "NNS"].contains(atoms.tag(end - 1)) {
            return nil
        }
        if let inner = longest([periodic, shifted, nth, deictic], at: next) ?? ofWhole(next) {
            let sense = TimeSense.part(part, of: inner.sense)
            return withYear(TimeReading(start: i, end: inner.end, sense: sense, rule: "part." + inner.rule))
        }
        return nil
    }

    /// "the year" in "the end of the year".
    private func ofWhole(_ i: Int) -> TimeReading? {
        guard isThe(i), let unit = unit(i + 1), !unit.isPlural, unit.0.base != .span, !unit.0.isOfClock else {
            return nil
        }
        return TimeReading(
            start: i, end: unit.end, sense: .shifted(.unit(unit.0), by: 0, from: .report),
            rule: "shifted-unit")
    }

    /// "the last week of March", "the first Monday in May", "the first three months of 2009"; "the weekend".
    func nth(at i: Int) -> TimeReading? {
        let start = skip(["the"], i)
        if start > i, let unit = unit(start), unit.0.base == .weekend, !unit.isPlural {
            return TimeReading(
                start: i, end: unit.end, sense: .shifted(.unit(unit.0), by: 0, from: .report),
                rule: "shifted-unit")
        }
        let last = word(start) { if case .shift(-1, .report) = $0 { -1 } else { nil } }
        guard let (index, end) = ordinal(start) ?? last else { return nil }
        var (count, next): (Int?, Int) = (1, end)
        if let (n, after) = self.count(end), !isArticle(end) { (count, next) = (n, after) }
        let inner: (TimeSense, Int)
        if let (weekday, after) = word(next, { if case .weekday(let n) = $0 { n } else { nil } }) {
            inner = (.weekday(weekday), after)
        } else if let unit = unit(next), unit.0.base != .span, !unit.0.isOfClock {
            inner = (.unit(unit.0), unit.end)
        } else {
            return nil
        }
        guard let count, ["of", "in"].contains(atoms.text(inner.1)),
            let outer = longest([periodic, shifted], at: inner.1 + 1) ?? ofWhole(inner.1 + 1)
        else { return nil }
        let sense = TimeSense.within(.nth(index, inner.0, count: count), of: outer.sense)
        return TimeReading(start: i, end: outer.end, sense: sense, rule: "nth")
    }

    func deictic(at i: Int) -> TimeReading? {
        guard
            let found = word(i, { if case .deictic(let unit, let steps) = $0 { (unit, steps) } else { nil } })
        else { return nil }
        let ((unit, steps), end) = found
        let day = TimeSense.shifted(.unit(TimeUnit(.day)), by: steps, from: .report)
        let sense = unit.base == .night ? TimeSense.clock("TNI", on: day) : day
        return TimeReading(start: i, end: end, sense: sense, rule: "deictic")
    }

    func reference(at i: Int) -> TimeReading? {
        guard let (value, end) = word(i, { if case .reference(let value) = $0 { value } else { nil } }) else {
            return nil
        }
        if value == "ANCHOR" {
            guard ["by", "since", "until", "till"].contains(atoms.text(i - 1)) else { return nil }
            return TimeReading(
                start: i, end: end, sense: .shifted(.unit(TimeUnit(.span)), by: 0, from: .text), rule: "then")
        }
        return TimeReading(start: i, end: end, sense: .reference(value), rule: "reference")
    }
}
