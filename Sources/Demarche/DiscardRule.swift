/// A rule that sets page furniture aside: where it looks, the words that give the furniture away, and the reason.
package struct DiscardRule: Hashable, Sendable {
    /// Where in a passage the pattern must stand, and how much is set aside.
    package enum Place: String, Hashable, Sendable, CaseIterable {
        /// The pattern is the whole passage.
        case whole
        /// The passage starts with the pattern; all of the passage is set aside.
        case start
        /// A short passage holds the pattern; all of the passage is set aside.
        case within
        /// The pattern is the whole passage; the short lines after it go with it, up to the next prose.
        case after
        /// Prose follows the pattern in the same passage; only the pattern's stretch is set aside.
        case glued
    }

    /// The row's own name, as `explain` shows it.
    package let name: String
    /// What such a passage is: `dateline`, `caption`, `appeal` …
    package let reason: String
    package let place: Place
    package let pattern: DiscardPattern

    package init(name: String, reason: String, place: Place, pattern: DiscardPattern) {
        self.name = name
        self.reason = reason
        self.place = place
        self.pattern = pattern
    }
}

/// Words in a row with a few open places, matched in linear time.
///
/// `by <name> {, <name>}?` reads: the word *by*, a name, perhaps a comma and another name. A word in lower case
/// matches in any case, a word with a capital only as written; `–` stands for any dash, `—` for
/// itself, `'` for any apostrophe.
package struct DiscardPattern: Hashable, Sendable {
    /// One step of a pattern.
    package enum Element: Hashable, Sendable {
        /// A word or sign; `exact` when its case counts.
        case literal(String, exact: Bool)
        /// `{a|b c}`, one of several rows of elements; with `?` after it, or none.
        case choice([[Element]], optional: Bool)
        /// `<day>`: a calendar day, with or without its year and weekday.
        case day
        /// `<date>`: a calendar day with its year.
        case date
        /// `<number>`: digits.
        case number
        /// `<name>`: one to seven capitalised words, with short particles between them.
        case name
        /// `<caps>`: one to five words in capitals, as places stand in datelines.
        case caps
        /// `<words>`: up to twenty-five words or signs of one sentence, or none.
        case words
        /// `<bar>`: a sign that parts the items of a menu.
        case bar
        /// `<signs>`: one or more signs, no words.
        case signs
    }

    /// Why a pattern cannot be read.
    package struct Fault: Error, Hashable, Sendable {
        package let what: String
    }

    package let elements: [Element]
    /// The pattern as the row spells it.
    package let text: String

    /// - Throws: `Fault`, in words.
    package init(_ text: String) throws(Fault) {
        var rest = Substring(text)
        elements = try Self.row(of: &rest, inside: false)
        self.text = text
        guard !elements.isEmpty else {
            throw Fault(what: "the pattern is empty; write the words it looks for")
        }
    }

    private static func row(of rest: inout Substring, inside: Bool) throws(Fault) -> [Element] {
        var elements: [Element] = []
        while let first = rest.first {
            if inside, first == "|" || first == "}" { break }
            switch first {
            case " ": rest.removeFirst()
            case "{": elements.append(try choice(of: &rest))
            case "<": elements.append(try place(of: &rest))
            case "}", "|": throw Fault(what: "“\(first)” without “{”; write choices as {a|b}")
            default: elements.append(literal(of: &rest))
            }
        }
        return elements
    }

    private static func choice(of rest: inout Substring) throws(Fault) -> Element {
        var rows: [[Element]] = []
        repeat {
            rest.removeFirst()
            rows.append(try row(of: &rest, inside: true))
        } while rest.first == "|"
        guard rest.first == "}" else { throw Fault(what: "“{” without “}”; write choices as {a|b}") }
        rest.removeFirst()
        guard rows.allSatisfy({ !$0.isEmpty }) else {
            throw Fault(what: "a choice is empty; write {a|b}? for something that may be absent")
        }
        let optional = rest.first == "?"
        if optional { rest.removeFirst() }
        return .choice(rows, optional: optional)
    }

    private static func place(of rest: inout Substring) throws(Fault) -> Element {
        guard let end = rest.firstIndex(of: ">") else { throw Fault(what: "“<” without “>”; write <day>") }
        let name = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        switch name {
        case "day": return .day
        case "date": return .date
        case "number": return .number
        case "name": return .name
        case "caps": return .caps
        case "words": return .words
        case "bar": return .bar
        case "signs": return .signs
        default:
            throw Fault(what: "unknown place <\(name)>; known: bar caps date day name number signs words")
        }
    }

    private static func literal(of rest: inout Substring) -> Element {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "-" }
        let taken = word.isEmpty ? rest.prefix(1) : word
        rest = rest.dropFirst(taken.count)
        return .literal(String(taken), exact: taken.contains(where: \.isUppercase))
    }
}
