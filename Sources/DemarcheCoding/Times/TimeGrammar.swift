import Demarche
import DemarcheLexicon

/// A stretch of atoms that speaks of time, and what it says.
struct TimeReading: Hashable, Sendable {
    var start: Int
    var end: Int
    var sense: TimeSense
    /// The grammar rule that read it.
    let rule: String
}

/// Reads time expressions from atoms: each rule tries one form, the longest reading wins.
struct TimeGrammar: Sendable {
    let atoms: TimeAtoms

    /// The longest expression that starts here.
    func reading(at i: Int) -> TimeReading? {
        guard canOpen(at: i) else { return nil }
        let start = i
        var i = i
        while let (_, end) = word(i, { $0 == .approximate ? true : nil }), end < atoms.count { i = end }
        let rules: [(Int) -> TimeReading?] =
            i == start
            ? [
                figures, periodic, nth, part, deictic, shifted, moved, reference, clock, frequency, rate,
                duration,
            ] : [moved, duration, clock]
        guard var best = longest(rules, at: i) else { return nil }
        best.start = start
        return timed(best)
    }

    /// Whether an expression can start here at all: with figures, with a word of time, or with an article or mark before one.
    private func canOpen(at i: Int) -> Bool {
        guard let atom = atoms[i] else { return false }
        if atom.kind == .digits || !atoms.matches[i].isEmpty { return true }
        guard let next = atoms[i + 1] else { return false }
        return switch atom.text {
        case "the", "a", "an":
            next.kind == .digits || !atoms.matches[i + 1].isEmpty || next.text == "'" || next.text == "-"
        case "'", "q": next.kind == .digits
        default: false
        }
    }

    /// Forms that name a period: what "early", "the end of" and "the first week of" can stand before.
    func periodic(at i: Int) -> TimeReading? {
        longest([dated, fiscal, year, decade, century, quarter, season, holiday], at: i)
    }

    func longest(_ rules: [(Int) -> TimeReading?], at i: Int) -> TimeReading? {
        var best: TimeReading?
        for rule in rules {
            guard let reading = rule(i) else { continue }
            if best.map({ reading.end > $0.end }) ?? true { best = reading }
        }
        return best
    }

    /// The first, and so the longest, match that is of the kind asked for.
    func word<Value>(_ i: Int, _ pick: (TimeWord) -> Value?) -> (Value, Int)? {
        guard atoms.matches.indices.contains(i) else { return nil }
        for match in atoms.matches[i] {
            if let value = pick(match.word) { return (value, match.end) }
        }
        return nil
    }

    /// Past one of these atoms, or here.
    func skip(_ words: Set<String>, _ i: Int) -> Int { words.contains(atoms.text(i)) ? i + 1 : i }

    func isThe(_ i: Int) -> Bool { atoms.text(i) == "the" }

    func isArticle(_ i: Int) -> Bool { atoms.text(i) == "a" || atoms.text(i) == "an" }

    /// A whole number that is no part of a sum, a decimal or a name.
    func number(_ i: Int) -> Int? {
        guard let number = atoms.number(i) else { return nil }
        let before = atoms.isGlued(i) ? atoms.text(i - 1) : ""
        guard [",", ".", "$", "£", "€", "#", "%", "/"].allSatisfy({ $0 != before }) else { return nil }
        guard atoms[i - 1].map({ $0.kind != .letters || !atoms.isGlued(i) }) ?? true else { return nil }
        let isSum =
            atoms.isGlued(i + 1) && [",", "."].contains(atoms.text(i + 1)) && atoms.isGlued(i + 2)
            && atoms.number(i + 2) != nil
        let isShare = atoms.text(i + 1) == "%"
        return isSum || isShare ? nil : number
    }

    /// A count and where it ends: figures, words, "a"; nil inside for "several".
    func count(_ i: Int) -> (Int?, Int)? {
        if let number = number(i) {
            return atoms.isGlued(i + 1) && atoms[i + 1]?.kind == .letters ? nil : (number, i + 1)
        }
        if let (value, end) = word(
            i, { if case .number(let n) = $0 { n.map { ($0, true) } ?? (0, false) } else { nil } })
        {
            guard value.1 else { return (nil, end) }
            let next = skip(["-"], end)
            if value.0 >= 20, value.0 < 100,
                let (ones, after) = word(next, { if case .number(let n?) = $0, n < 10 { n } else { nil } })
            {
                return (value.0 + ones, after)
            }
            return (value.0, end)
        }
        return isArticle(i) ? (1, i + 1) : nil
    }

    /// "third", "21st".
    func ordinal(_ i: Int) -> (Int, Int)? {
        if let number = number(i), atoms.isGlued(i + 1), ["st", "nd", "rd", "th"].contains(atoms.text(i + 1))
        {
            return (number, i + 2)
        }
        if let found = word(i, { if case .ordinal(let n) = $0 { n } else { nil } }) { return found }
        guard
            let (tens, end) = word(i, { if case .number(let n?) = $0, n >= 20, n < 100 { n } else { nil } }),
            let (ones, after) = word(
                skip(["-"], end), { if case .ordinal(let n) = $0, (1...9).contains(n) { n } else { nil } })
        else { return nil }
        return (tens + ones, after)
    }

    func unit(_ i: Int) -> (TimeUnit, isPlural: Bool, end: Int)? {
        word(i) { if case .unit(let unit, let plural) = $0 { (unit, plural) } else { nil } }
            .map { ($0.0.0, $0.0.1, $0.1) }
    }

    /// The meaning of a preposition here, as the lexicon gives it.
    func preposition(_ i: Int) -> String? {
        word(i) { if case .preposition(let role) = $0 { role } else { nil } }?.0
    }

    /// "Friday morning", "October 7, 6 p.m.": a time of day behind its day.
    private func timed(_ reading: TimeReading) -> TimeReading {
        switch reading.sense {
        case .weekday, .date(_, _, _?), .shifted(.weekday, _, _): break
        case .shifted(.unit(let unit), _, _) where unit.base == .day: break
        case .within(let inner, _) where inner.month != nil: break
        default: return reading
        }
        guard let (part, end) = word(reading.end, { if case .daypart(let code) = $0 { code } else { nil } })
        else {
            return reading
        }
        return TimeReading(
            start: reading.start, end: end, sense: .clock("T" + part, on: reading.sense), rule: "time-of-day")
    }
}
