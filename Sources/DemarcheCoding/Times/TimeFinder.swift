package import Demarche
package import DemarcheLexicon

/// Finds time expressions and the days that they can mean.
///
/// Expressions are TIMEX3's: no leading preposition, each end of a range by itself. What the prepositions add is told
/// by `time(of:in:among:published:)`, which says when a predicate happened.
package struct TimeFinder: Sendable {
    let lexicon: TimeLexicon

    package init(lexicon: TimeLexicon) {
        self.lexicon = lexicon
    }

    /// The expressions of one passage, in text order. Without a day of publication relative ones have no days.
    package func expressions(in parse: Parse, text: ScalarText, published: Day?) -> [TimeExpression] {
        var last: TimePeriod?
        return expressions(in: parse, text: text, published: published, after: &last)
    }

    /// The expressions of each passage of a report in order: "two days later" counts on from the passage before.
    ///
    /// Where nobody said when the report was published, a first passage that is a date and nothing else says so.
    package func expressions(in parses: [Parse], text: ScalarText, published: Day?) -> [[TimeExpression]] {
        var last: TimePeriod?
        var published = published
        return parses.enumerated().map { n, parse in
            let found = expressions(in: parse, text: text, published: published, after: &last)
            if published == nil, n < 3 { published = Self.dateline(found, in: parse) }
            return found
        }
    }

    private static func dateline(_ found: [TimeExpression], in parse: Parse) -> Day? {
        guard found.count == 1, let only = found.first, only.timexType == "DATE",
            only.earliest == only.latest,
            parse.tokens.allSatisfy({ $0.pos == "SPACE" || only.span.contains($0.span) })
        else { return nil }
        return only.earliest
    }

    private func expressions(
        in parse: Parse, text: ScalarText, published: Day?, after last: inout TimePeriod?
    ) -> [TimeExpression] {
        let atoms = TimeAtoms(parse, lexicon: lexicon)
        let readings = dated(readings(of: atoms), in: atoms)
        let syntax = TimeSyntax(parse: parse, lexicon: lexicon)
        var found: [TimeExpression] = []
        var sentence = -1
        var mentioned: TimePeriod?
        var told: TimePeriod?
        var before: TimePeriod?
        for (n, reading) in readings.enumerated() {
            let tokens = atoms.atoms[reading.start].token..<(atoms.atoms[reading.end - 1].token + 1)
            let own = parse.sentence(of: tokens.lowerBound).lowerBound
            if own != sentence { (sentence, last, mentioned, told) = (own, mentioned ?? last, nil, nil) }
            let head = syntax.head(of: tokens) ?? tokens.lowerBound
            let isLinked = n > 0 && continues(readings[n - 1], reading, in: atoms)
            let resolver = TimeResolver(
                published: published,
                tense: syntax.tense(above: TimePlaces.governed(tokens, head: head, in: syntax)),
                sentence: mentioned, report: last,
                linked: isLinked ? before : nil, told: told)
            let period = resolver.period(reading.sense)
            before = period
            let expression = expression(reading, period, resolver.tense, in: atoms, text: text)
            found.append(expression)
            if let period, isAnchor(expression, period, head, parse) {
                mentioned = period
                if reading.sense.tellsYear { told = period }
            }
        }
        last = mentioned ?? last
        return found
    }

    private func readings(of atoms: TimeAtoms) -> [TimeReading] {
        let grammar = TimeGrammar(atoms: atoms)
        var readings: [TimeReading] = []
        var i = 0
        while i < atoms.count {
            guard let reading = grammar.reading(at: i), reading.end > i else { i += 1; continue }
            readings.append(reading)
            i = reading.end
            while let last = readings.last, let more = grammar.continued(from: last) {
                readings.append(more)
                i = more.end
            }
        }
        return readings
    }

    /// Gives "February 27" of "from February 27 to July 16, 2019" its year.
    private func dated(_ readings: [TimeReading], in atoms: TimeAtoms) -> [TimeReading] {
        var readings = readings
        let bare = TimeResolver(published: nil, tense: .open, sentence: nil, report: nil, linked: nil)
        for n in readings.indices.dropLast().reversed() {
            guard readings[n].sense.isYearless, let year = readings[n + 1].sense.year,
                isJoined(
                    readings[n], readings[n + 1], in: atoms,
                    by: ["-", "to", "and", "or", "through", "until", ","])
            else { continue }
            var sense = readings[n].sense.inYear(year)
            if let one = bare.period(sense), let two = bare.period(readings[n + 1].sense),
                one.first > two.first,
                case .date(let number?, nil, nil) = year
            {
                sense = readings[n].sense.inYear(.date(year: number - 1, month: nil, day: nil))
            }
            readings[n].sense = sense
        }
        return readings
    }

    private func isJoined(
        _ a: TimeReading, _ b: TimeReading, in atoms: TimeAtoms, by words: Set<String>
    ) -> Bool {
        b.start == a.end + 1 && words.contains(atoms.text(a.end))
    }

    /// Whether the second is the end of a range that the first begins.
    private func continues(_ a: TimeReading, _ b: TimeReading, in atoms: TimeAtoms) -> Bool {
        if isJoined(a, b, in: atoms, by: ["-", "to", "through", "until", "till"]) { return true }
        return isJoined(a, b, in: atoms, by: ["and"]) && atoms.text(a.start - 1) == "between"
    }

    private func expression(
        _ reading: TimeReading, _ period: TimePeriod?, _ tense: TimeTense, in atoms: TimeAtoms,
        text: ScalarText
    ) -> TimeExpression {
        let span = Span(atoms.atoms[reading.start].span.start, atoms.atoms[reading.end - 1].span.end)
        let known = period.flatMap { $0.value.isEmpty ? nil : $0.value }
        return TimeExpression(
            span: span, phrase: text[span], earliest: period?.first, latest: period?.last,
            precision: (period?.precision ?? .vague).rawValue,
            rule: reading.rule + reading.sense.ground(tense),
            timexType: reading.sense.timexType,
            timexValue: reading.sense.ownValue ?? known ?? reading.sense.openValue)
    }

    /// Whether later words ("that month", "two days later") can count from it: dates that tell when, no mere labels.
    private func isAnchor(_ expression: TimeExpression, _ period: TimePeriod, _ head: Int, _ parse: Parse)
        -> Bool
    {
        guard expression.timexType == "DATE" || expression.timexType == "TIME" else { return false }
        guard period.precision != .decade, period.precision != .century else { return false }
        let token = parse.tokens[head]
        return
            !(period.precision == .year && token.head > head
            && ["nummod", "compound", "amod"].contains(token.label))
    }
}

// MARK: TIMEX3

extension TimeSense {
    var timexType: String {
        switch self {
        case .clock: "TIME"
        case .duration, .stretch: "DURATION"
        case .every: "SET"
        case .moved(_, let unit, _, _), .offset(_, let unit, _, _): unit.isOfClock ? "TIME" : "DATE"
        case .part(_, let inner): inner.timexType
        default: "DATE"
        }
    }

    /// The value where no day is needed for it.
    var ownValue: String? {
        switch self {
        case .duration(let count, let unit), .stretch(let count, let unit, _, _):
            TimeGrammar.value(count, unit)
        case .every(let value), .reference(let value): value
        default: nil
        }
    }

    /// The value while the days are unknown.
    var openValue: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return switch self {
        case .date(let year, let month, let day):
            (year.map { String($0) } ?? "XXXX") + (month.map { "-" + two($0) } ?? (day == nil ? "" : "-XX"))
                + (day.map { "-" + two($0) } ?? "")
        case .weekday(let number): "XXXX-WXX-\(number)"
        case .season(let season): "XXXX-\(season.code)"
        case .quarter(let number): "XXXX-Q\(number)"
        case .half(let number): "XXXX-H\(number)"
        case .shifted(.unit(let unit), _, _): unit.openValue
        case .shifted(let inner, _, _), .within(let inner, _), .part(_, let inner): inner.openValue
        case .moved(nil, _, let sign, .report): sign < 0 ? "PAST_REF" : "FUTURE_REF"
        case .moved(_, let unit, _, _), .offset(_, let unit, _, _): unit.openValue
        case .nth(_, let inner, let count):
            if case .unit(let unit) = inner, count > 1 {
                TimeGrammar.value(count, unit)
            } else {
                inner.openValue
            }
        case .unit(let unit): unit.openValue
        case .clock(let suffix, let day): (day?.openValue ?? "XXXX-XX-XX") + suffix
        case .fiscal(let year, _, _): "FY" + year.openValue
        case .holiday: "XXXX-XX-XX"
        default: "XXXX"
        }
    }

    /// How the days of a sense that leaves its year or week open were chosen.
    func ground(_ tense: TimeTense) -> String {
        switch self {
        case .weekday, .season, .quarter, .half, .holiday, .date(nil, _, _): ":\(tense)"
        case .part(_, let inner): inner.ground(tense)
        default: ""
        }
    }
}

extension TimeUnit {
    var openValue: String {
        switch base {
        case .week: "XXXX-WXX"
        case .weekend: "XXXX-WXX-WE"
        case .month: "XXXX-XX"
        case .quarter: "XXXX-QX"
        case .year: "XXXX"
        case .decade: "XXX"
        case .century, .millennium: "XX"
        default: "XXXX-XX-XX"
        }
    }
}
