/// Collects sentences from the lines of CoNLL-U.
struct CoNLLUReader {
    private(set) var tokens: [Token] = []
    private(set) var entities: [Entity] = []
    /// The words of the sentence that is being read, with the lines that they stand on.
    private var words: [(row: Row, line: Int)] = []
    /// A written word of several tokens: the last of them, and whether a space follows.
    private var range: (last: Int, spaceAfter: Bool)?
    /// Where the next word begins that does not say so itself.
    private var position = 0

    /// The cells of a word's line that are kept, and what `MISC` says of it.
    private struct Row {
        var text: String
        let lemma: String
        let pos: String
        let tag: String
        let morph: String
        let head: Int
        let label: String
        var span: Span
        var spaceAfter: Bool
        let name: Substring?
    }

    /// Reads one line; an empty one ends a sentence.
    mutating func read(_ line: Substring, number: Int) throws(CoNLLUError) {
        if line.isEmpty { return try endSentence() }
        if line.utf8.first == UInt8(ascii: "#") { return }
        let cells = line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
        guard cells.count == 10 else {
            throw CoNLLUError(
                line: number, what: "\(cells.count) columns, expected 10; cells are separated by tabs")
        }
        if cells[0].contains(".") { return }
        let misc = try misc(cells[9], number)
        if let last = cells[0].firstIndex(of: "-").map({ cells[0][$0...].dropFirst() }) {
            guard let last = Int(last) else {
                throw CoNLLUError(line: number, what: "“\(cells[0])” is no range; write it like 3-4")
            }
            range = (last, misc["SpaceAfter"] != "No")
            return
        }
        guard Int(cells[0]) == words.count + 1 else {
            throw CoNLLUError(
                line: number,
                what: "ID “\(cells[0])”, expected \(words.count + 1); sentences are parted by an empty line")
        }
        words.append((try row(cells, misc, number), number))
    }

    /// Turns the words read since the last sentence into tokens and entities.
    mutating func endSentence() throws(CoNLLUError) {
        let first = tokens.count
        for (i, word) in words.enumerated() {
            let row = word.row
            guard (0...words.count).contains(row.head) else {
                throw CoNLLUError(
                    line: word.line, what: "HEAD \(row.head), but the sentence has \(words.count) words")
            }
            tokens.append(
                Token(
                    text: row.text, span: row.span, tag: row.tag, pos: row.pos, morph: row.morph,
                    lemma: row.lemma, head: row.head == 0 ? first + i : first + row.head - 1,
                    label: row.label,
                    startsSentence: i == 0, spaceAfter: row.spaceAfter))
            if let name = row.name { try add(name, at: first + i, line: word.line) }
        }
        words = []
        range = nil
    }

    private mutating func add(_ name: Substring, at i: Int, line: Int) throws(CoNLLUError) {
        let label = String(name.dropFirst(2))
        if name.hasPrefix("B-") {
            entities.append(Entity(tokens: i..<i + 1, label: label))
        } else if name.hasPrefix("I-"), let last = entities.last, last.tokens.upperBound == i,
            last.label == label
        {
            entities[entities.count - 1] = Entity(tokens: last.tokens.lowerBound..<i + 1, label: label)
        } else if name != "O" {
            throw CoNLLUError(
                line: line, what: "NER=\(name); write B-LABEL where a name begins, then I-LABEL, else nothing"
            )
        }
    }

    private func misc(_ cell: Substring, _ number: Int) throws(CoNLLUError) -> [Substring: String] {
        var values: [Substring: String] = [:]
        for part in cell.utf8.split(separator: UInt8(ascii: "|")).map({ Substring($0) }) {
            guard let equals = part.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            guard let value = CoNLLU.unescaped(Substring(part.utf8[equals...].dropFirst())) else {
                throw CoNLLUError(
                    line: number, what: "“\(part)” has an unknown escape; a backslash itself is written twice"
                )
            }
            values[Substring(part.utf8[..<equals])] = value
        }
        return values
    }

    private mutating func row(
        _ cells: [Substring], _ misc: [Substring: String], _ number: Int
    ) throws(CoNLLUError) -> Row {
        func value(_ i: Int) -> String { cells[i] == "_" ? "" : String(cells[i]) }
        guard let head = Int(cells[6]) else {
            throw CoNLLUError(line: number, what: "HEAD “\(cells[6])” is no number; a root has 0")
        }
        let text = misc["Form"] ?? String(cells[1])
        var spaceAfter = misc["SpaceAfter"] != "No"
        if let range, words.count < range.last {
            spaceAfter = words.count + 1 == range.last && range.spaceAfter
        }
        let span = try span(misc, text, number)
        position = span.end + (spaceAfter ? 1 : 0)
        return Row(
            text: text, lemma: misc["Lemma"] ?? value(2), pos: value(3), tag: value(4), morph: value(5),
            head: head,
            label: value(7), span: span, spaceAfter: spaceAfter, name: misc["NER"].map { Substring($0) })
    }

    private func span(
        _ misc: [Substring: String], _ text: String, _ number: Int
    ) throws(CoNLLUError) -> Span {
        guard let from = misc["Start"], let to = misc["End"] else {
            return Span(position, position + text.unicodeScalars.count)
        }
        guard let start = Int(from), let end = Int(to), 0 <= start, start <= end else {
            throw CoNLLUError(
                line: number, what: "Start=\(from)|End=\(to) is no span; offsets run forward from 0")
        }
        return Span(start, end)
    }
}
