internal import Demarche

/// What a page is asked for: its address read and checked.
struct Asking: Sendable {
    let address: Address
    /// The parts of the path that the route leaves open.
    let parts: [String]

    /// A day of the query; nil where it is not given.
    /// - Throws: `PageError` where it is no day.
    func day(_ name: String) throws -> Day? {
        guard let text = address[name]?.trimmed, !text.isEmpty else { return nil }
        guard let day = Day(iso: text) else {
            throw PageError(400, "“\(text)” is no day.", advice: "Write a day like 2022-10-31.")
        }
        return day
    }

    /// An actor's code of the query, in capitals; nil where it is not given.
    func code(_ name: String) throws -> String? {
        guard let text = address[name]?.trimmed, !text.isEmpty else { return nil }
        return try Self.code(text)
    }

    static func code(_ text: String) throws -> String {
        let code = text.uppercased()
        guard code.count == 3, code.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw PageError(
                400, "“\(text)” is no actor's code.", advice: "Write three letters, as RUS, JPN or IGO.")
        }
        return code
    }

    func word(_ name: String) -> String { (address[name] ?? "").trimmed }

    /// A whole number of the query, as a cursor.
    func number(_ name: String) throws -> Int? {
        guard let text = address[name], !text.isEmpty else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw PageError(400, "“\(text)” is no number.", advice: "Follow the links of the page.")
        }
        return number
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// Not longer than so many characters, cut at a blank with an ellipsis.
    func shortened(to length: Int) -> String {
        guard count > length else { return self }
        let cut = prefix(length)
        let end = cut.lastIndex(where: \.isWhitespace) ?? cut.endIndex
        return String(cut[..<(cut.distance(from: cut.startIndex, to: end) > length / 2 ? end : cut.endIndex)])
            + "…"
    }

    /// On one line.
    var unbroken: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
