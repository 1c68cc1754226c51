import Demarche
import DemarcheLexicon

// MARK: Clock times, rates and durations

extension TimeGrammar {
    /// "6 p.m.", "16:00 UTC", "0800 GMT", "at noon", "the morning of October 7"; with the day behind it.
    func clock(at i: Int) -> TimeReading? {
        guard let (suffix, end) = hour(at: i) ?? daypart(at: i) else { return nil }
        let next = skip(["on", "of"], end)
        let day = longest([dated, deictic, shifted], at: skip([","], next))
        guard let day, isDay(day.sense) else {
            return TimeReading(start: i, end: end, sense: .clock(suffix, on: nil), rule: "clock")
        }
        return TimeReading(start: i, end: day.end, sense: .clock(suffix, on: day.sense), rule: "clock")
    }

    private func isDay(_ sense: TimeSense) -> Bool {
        switch sense {
        case .weekday, .date(_, _, _?), .shifted(.weekday, _, _): true
        case .shifted(.unit(let unit), _, _): unit.base == .day
        case .within(let inner, _): isDay(inner)
        default: false
        }
    }

    private func daypart(at i: Int) -> (String, Int)? {
        let start = skip(["the"], i)
        guard let (part, end) = word(start, { if case .daypart(let code) = $0 { code } else { nil } }),
            preposition(i - 1) != nil
        else { return nil }
        return ("T" + part, end)
    }

    private func hour(at i: Int) -> (String, Int)? {
        guard let hour = number(i) else { return nil }
        var (minutes, end): (Int?, Int) = (nil, i + 1)
        if [":", "."].contains(atoms.text(i + 1)), let m = atoms.number(i + 2), atoms.text(i + 2).count == 2,
            m < 60,
            atoms.isGlued(i + 1), atoms.isGlued(i + 2)
        {
            (minutes, end) = (m, i + 3)
        }
        if let (added, after) = word(end, { if case .clock(let hours) = $0 { hours } else { nil } }),
            (1...12).contains(hour)
        {
            let close =
                atoms.text(after) == "." && atoms.isGlued(after) && atoms.text(after - 1) == "m"
                ? after + 1 : after
            return (stamp(hour % 12 + added, minutes), zone(close))
        }
        let after = zone(end)
        if let minutes, atoms.text(i + 1) == ":", hour <= 24 { return (stamp(hour, minutes), after) }
        if after > end, atoms.text(i).count == 4, hour / 100 <= 24, hour % 100 < 60 {
            return (stamp(hour / 100, hour % 100), after)
        }
        return after > end && hour <= 24 && minutes == nil ? (stamp(hour, nil), after) : nil
    }

    private func zone(_ i: Int) -> Int { word(i, { if case .zone = $0 { true } else { nil } })?.1 ?? i }

    private func stamp(_ hour: Int, _ minutes: Int?) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "T\(two(hour)):\(two(minutes ?? 0))"
    }

    /// "weekly", "annual"; "every week", "each year", "every two months".
    func frequency(at i: Int) -> TimeReading? {
        if let (value, end) = word(i, { if case .frequency(let value) = $0 { value } else { nil } }) {
            return TimeReading(start: i, end: end, sense: .every(value), rule: "frequency")
        }
        guard let (_, end) = word(i, { $0 == .each ? true : nil }) else { return nil }
        let counted = count(end) ?? (1, end)
        guard let unit = unit(counted.1), unit.0.base != .span, let count = counted.0 else { return nil }
        return TimeReading(start: i, end: unit.end, sense: .every(Self.value(count, unit.0)), rule: "each")
    }

    /// "a year" in "15 a year", "three times a week".
    func rate(at i: Int) -> TimeReading? {
        guard isArticle(i), let unit = unit(i + 1), !unit.isPlural, unit.0.base != .span,
            unit.0.base != .second,
            let before = atoms.token(i - 1), before.span.end <= (atoms[i]?.span.start ?? 0)
        else { return nil }
        let isAmount =
            before.tag == "CD" || before.tag == "NNS" || ["%", "once", "twice"].contains(atoms.text(i - 1))
        let isStep = word(unit.end, { if case .relation = $0 { true } else { nil } }) != nil
        guard isAmount, !isStep else { return nil }
        return TimeReading(start: i, end: unit.end, sense: .every(Self.value(1, unit.0)), rule: "rate")
    }

    /// "three days", "a 27-year contract", "for years".
    func duration(at i: Int) -> TimeReading? {
        if let (count, end) = count(i) {
            let next = skip(["-"], end)
            guard let unit = unit(next), unit.0.base != .span, unit.0.base != .weekend,
                unit.0.base != .quarter
            else { return nil }
            let isSingle = !unit.isPlural && next == end && isArticle(i)
            if isSingle, unit.0.base == .second || unit.0.base == .night { return nil }
            return TimeReading(
                start: i, end: unit.end, sense: .duration(count: count, unit.0), rule: "duration")
        }
        guard let unit = unit(i), unit.isPlural, unit.0.base != .span, unit.0.base != .quarter,
            unit.0.base != .weekend
        else { return nil }
        let isLed = preposition(i - 1) != nil
        let isStep = ["of", "after", "before"].contains(atoms.text(unit.end))
        guard isLed || isStep, unit.0.base != .century, unit.0.base != .second else { return nil }
        return TimeReading(start: i, end: unit.end, sense: .duration(count: nil, unit.0), rule: "duration")
    }

    /// TIMEX3's value of a length of time.
    static func value(_ count: Int?, _ unit: TimeUnit) -> String {
        let number = count.map { String($0 * unit.multiple) } ?? "X"
        return switch unit.base {
        case .hour: "PT\(number)H"
        case .minute: "PT\(number)M"
        case .second: "PT\(number)S"
        case .night, .day: "P\(number)D"
        case .quarter: count.map { "P\($0 * 3)M" } ?? "PXM"
        default: "P\(number)\(unit.base.rawValue)"
        }
    }
}
