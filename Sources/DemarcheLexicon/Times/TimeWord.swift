/// What a word of time means.
package enum TimeWord: Hashable, Sendable {
    case month(Int)
    /// 1 Monday to 7 Sunday.
    case weekday(Int)
    case unit(TimeUnit, plural: Bool)
    case season(Season)
    /// Nil for an unknown count ("several").
    case number(Int?)
    /// −1 for the last.
    case ordinal(Int)
    case deictic(TimeUnit, steps: Int)
    case shift(steps: Int, from: TimeAnchor)
    case part(PartOfTime)
    case daypart(String)
    case holiday(Holiday)
    /// A TIMEX3 value of type SET.
    case frequency(String)
    case each
    case relation(sign: Int, from: TimeAnchor)
    case approximate
    case fiscal(monthsBefore: Int, monthsAfter: Int)
    case clock(hours: Int)
    case zone(String)
    case decade(Int)
    case reference(String)
    case preposition(String)
    case prospective
    case iterative
    /// A paper or an utterance by which an act is done: a decree.
    case enactment

    /// A part of the year.
    package struct Season: Hashable, Sendable {
        package let code: String
        package let firstMonth: Int
        package let lastMonth: Int
    }

    /// Which part of a period is meant.
    package enum PartOfTime: Hashable, Sendable {
        /// The `index`th of `count` equal parts; 0 of 1 for the whole.
        case share(index: Int, count: Int)
        /// Up to the report's day, or from it on.
        case before, after
    }

    /// How a holiday's day follows from its year.
    package enum Holiday: Hashable, Sendable {
        case fixed(month: Int, day: Int)
        /// Days from Easter Sunday, of the western or the eastern church.
        case easter(days: Int, julian: Bool)
        /// The `count`th such weekday of the month, −1 for the last.
        case nth(month: Int, weekday: Int, count: Int)
    }
}

/// What a relative expression counts from.
package enum TimeAnchor: String, Hashable, Sendable {
    /// The report's day.
    case report
    /// The date that the text mentioned last.
    case text
    /// The words that follow ("two days after the rally").
    case clause
}

/// A unit of time, with a multiple for words like "fortnight".
package struct TimeUnit: Hashable, Sendable {
    package enum Base: String, Hashable, Sendable {
        case day = "D", week = "W", month = "M", year = "Y", decade = "DE", century = "CE"
        case millennium = "ML", hour = "H", minute = "MIN", second = "S", quarter = "Q", weekend = "WE"
        case night = "NI", span = "SPAN"
    }

    package let base: Base
    package let multiple: Int

    package init(_ base: Base, multiple: Int = 1) {
        self.base = base
        self.multiple = multiple
    }

    /// From `W`, `2W`.
    package init?(_ code: some StringProtocol) {
        let digits = code.prefix { $0.isNumber }
        guard let base = Base(rawValue: String(code.dropFirst(digits.count))) else { return nil }
        self.init(base, multiple: Int(digits) ?? 1)
    }

    /// Shorter than a day.
    package var isOfClock: Bool { base == .hour || base == .minute || base == .second }
}

extension TimeWord {
    /// Nil where the value is none of the kind's.
    package init?(kind: String, value: String) {
        guard
            let word = Self.plain(kind, value) ?? Self.number(kind, value) ?? Self.unit(kind, value)
                ?? Self.calendar(kind, value) ?? Self.direction(kind, value)
        else { return nil }
        self = word
    }

    private static func plain(_ kind: String, _ value: String) -> TimeWord? {
        switch kind {
        case "each": value.isEmpty ? .each : nil
        case "approximate": value.isEmpty ? .approximate : nil
        case "prospective": value.isEmpty ? .prospective : nil
        case "iterative": value.isEmpty ? .iterative : nil
        case "enactment": value.isEmpty ? .enactment : nil
        case "zone": .zone(value)
        case "daypart": value.isEmpty ? nil : .daypart(value)
        case "frequency": value.hasPrefix("P") ? .frequency(value) : nil
        case "reference": value.isEmpty ? nil : .reference(value)
        case "preposition": value.isEmpty ? nil : .preposition(value)
        default: nil
        }
    }

    private static func number(_ kind: String, _ value: String) -> TimeWord? {
        if kind == "number", value == "X" { return .number(nil) }
        guard let number = Int(value) else { return nil }
        return switch kind {
        case "month": (1...12).contains(number) ? .month(number) : nil
        case "weekday": (1...7).contains(number) ? .weekday(number) : nil
        case "number": .number(number)
        case "ordinal": .ordinal(number)
        case "clock": .clock(hours: number)
        case "decade": .decade(number)
        default: nil
        }
    }

    private static func unit(_ kind: String, _ value: String) -> TimeWord? {
        let parts = value.split(separator: " ")
        guard let first = parts.first, let unit = TimeUnit(first) else { return nil }
        switch kind {
        case "unit": return .unit(unit, plural: false)
        case "units": return .unit(unit, plural: true)
        case "deictic": return parts.count == 2 ? Int(parts[1]).map { .deictic(unit, steps: $0) } : nil
        default: return nil
        }
    }

    private static func calendar(_ kind: String, _ value: String) -> TimeWord? {
        let parts = value.split(separator: " ")
        let numbers = parts.dropFirst().compactMap { Int($0) }
        switch kind {
        case "season" where parts.count == 3 && numbers.count == 2:
            guard numbers.allSatisfy((1...12).contains) else { return nil }
            return .season(Season(code: String(parts[0]), firstMonth: numbers[0], lastMonth: numbers[1]))
        case "holiday" where parts.first == "nth" && numbers.count == 3:
            return .holiday(.nth(month: numbers[0], weekday: numbers[1], count: numbers[2]))
        case "holiday" where numbers.count == 1 && (parts[0] == "easter" || parts[0] == "julian-easter"):
            return .holiday(.easter(days: numbers[0], julian: parts[0] != "easter"))
        case "holiday":
            let date = value.split(separator: "-").compactMap { Int($0) }
            guard date.count == 2, (1...12).contains(date[0]), (1...31).contains(date[1]) else { return nil }
            return .holiday(.fixed(month: date[0], day: date[1]))
        case "fiscal":
            guard let back = parts.first.flatMap({ Int($0) }), numbers.count == 1 else { return nil }
            return .fiscal(monthsBefore: -back, monthsAfter: numbers[0])
        default: return nil
        }
    }

    private static func direction(_ kind: String, _ value: String) -> TimeWord? {
        if kind == "part" {
            if value == "before" { return .part(.before) }
            if value == "after" { return .part(.after) }
            let share = value.split(separator: "/").compactMap { Int($0) }
            return share.count == 2 && share[1] > 0 ? .part(.share(index: share[0], count: share[1])) : nil
        }
        let parts = value.split(separator: " ")
        guard parts.count == 2, let steps = Int(parts[0]), let anchor = TimeAnchor(rawValue: String(parts[1]))
        else { return nil }
        return switch kind {
        case "shift": .shift(steps: steps, from: anchor)
        case "relation": .relation(sign: steps, from: anchor)
        default: nil
        }
    }
}
