internal import Demarche
internal import Foundation

/// Reads a written calendar day, as datelines have them: `31 October 2022`, `Oct. 31, 2022`, `2022-10-31`.
struct DayReader: Sendable {
    /// What stands where a day was looked for.
    struct Reading: Hashable, Sendable {
        enum Value: Hashable, Sendable {
            case day(Day)
            /// Written as a day that no calendar has.
            case impossible
            /// Without a year, or with day and month in an order that nobody can tell.
            case partial
        }

        let value: Value
        /// The index after its last piece.
        let end: Int
    }

    /// In lower case, January first.
    private let months: [String]
    private let weekdays: [String]

    init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = Locale(identifier: "en_US_POSIX")
        months = calendar.monthSymbols.map { $0.lowercased() }
        weekdays = calendar.weekdaySymbols.map { $0.lowercased() }
    }

    /// The day that starts at a piece, with its weekday and year where they are written.
    func day(in pieces: [Piece], at start: Int) -> Reading? {
        var at = start
        if pieces.indices.contains(at), pieces[at].kind == .word,
            named(pieces[at].folded, in: weekdays) != nil
        {
            at = skipping([".", ","], in: pieces, from: at + 1)
        }
        guard pieces.indices.contains(at) else { return nil }
        return numeric(pieces, at) ?? dayMonth(pieces, at) ?? monthDay(pieces, at)
    }

    /// `2022-10-31`, `31.10.2022`, `31/10/2022`.
    private func numeric(_ pieces: [Piece], _ at: Int) -> Reading? {
        guard at + 4 < pieces.count, let a = number(pieces[at]), let b = number(pieces[at + 2]),
            let c = number(pieces[at + 4]), pieces[at + 1].text == pieces[at + 3].text,
            pieces[at].end == pieces[at + 1].start, pieces[at + 3].end == pieces[at + 4].start
        else { return nil }
        switch pieces[at + 1].text {
        case "-" where pieces[at].text.count == 4: return reading(year: a, month: b, day: c, end: at + 5)
        case "." where pieces[at + 4].text.count == 4: return reading(year: c, month: b, day: a, end: at + 5)
        case "/" where pieces[at + 4].text.count == 4: return Reading(value: .partial, end: at + 5)
        default: return nil
        }
    }

    /// `31 October 2022`, `3rd May`.
    private func dayMonth(_ pieces: [Piece], _ at: Int) -> Reading? {
        guard at + 1 < pieces.count, let day = ordinal(pieces[at]), let month = month(pieces[at + 1]) else {
            return nil
        }
        return withYear(month: month, day: day, pieces, from: at + 2)
    }

    /// `October 31, 2022`, `Oct. 31`.
    private func monthDay(_ pieces: [Piece], _ at: Int) -> Reading? {
        guard let month = month(pieces[at]) else { return nil }
        let dayAt = skipping(["."], in: pieces, from: at + 1)
        guard pieces.indices.contains(dayAt), let day = ordinal(pieces[dayAt]) else { return nil }
        return withYear(month: month, day: day, pieces, from: dayAt + 1)
    }

    private func withYear(month: Int, day: Int, _ pieces: [Piece], from at: Int) -> Reading {
        let yearAt = skipping([",", "."], in: pieces, from: at)
        if pieces.indices.contains(yearAt), pieces[yearAt].text.count == 4, let year = number(pieces[yearAt])
        {
            return reading(year: year, month: month, day: day, end: yearAt + 1)
        }
        return Reading(value: .partial, end: at)
    }

    private func reading(year: Int, month: Int, day: Int, end: Int) -> Reading {
        Reading(value: Day(year: year, month: month, day: day).map { .day($0) } ?? .impossible, end: end)
    }

    private func skipping(_ signs: Set<String>, in pieces: [Piece], from at: Int) -> Int {
        pieces.indices.contains(at) && signs.contains(pieces[at].text) ? at + 1 : at
    }

    private func number(_ piece: Piece) -> Int? { piece.kind == .number ? Int(piece.text) : nil }

    /// `31`, `3rd`: one or two digits, letters after them dropped.
    private func ordinal(_ piece: Piece) -> Int? {
        let digits = piece.text.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), piece.text.count - digits.count <= 2 else { return nil }
        return Int(digits)
    }

    private func month(_ piece: Piece) -> Int? {
        piece.isCapitalised ? named(piece.folded, in: months).map { $0 + 1 } : nil
    }

    /// The index of the name that a word of three letters or more begins or is.
    private func named(_ word: String, in names: [String]) -> Int? {
        word.utf8.count >= 3 ? names.firstIndex { $0.hasPrefix(word) } : nil
    }
}
