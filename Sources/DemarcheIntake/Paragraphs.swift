internal import Demarche

/// Cuts text into paragraphs, whichever way its lines were broken.
///
/// Blank lines always part. Inside a block without blank lines, a line is joined to the next when its writer had to
/// break there: the block is narrow and the next word would not have fitted, or the next line starts in lower case
/// where this one ends without a stop. All other lines are paragraphs of their own.
struct Paragraphs: Sendable {
    /// A block whose widest line is wider than this was not wrapped by hand or by a mail program.
    private static let widestWrap = 130
    /// Narrower blocks are lists or menus.
    private static let narrowestWrap = 45

    private let scalars: [Unicode.Scalar]

    init(_ text: ScalarText) { scalars = text.scalars }

    /// Paragraphs without the blank space around them, in text order.
    func spans() -> [Span] {
        var found: [Span] = []
        var block: [Span] = []
        var at = 0
        while at < scalars.count {
            var end = at
            while end < scalars.count, !Self.breaksLine(scalars[end]) { end += 1 }
            if let line = trimmed(at, end) {
                block.append(line)
            } else {
                found += joined(block)
                block = []
            }
            // A carriage return and its line feed are one break.
            let pair = end + 1 < scalars.count && scalars[end] == "\r" && scalars[end + 1] == "\n"
            at = end + (pair ? 2 : 1)
        }
        return found + joined(block)
    }

    /// The stretch without blank space at its ends; nil when nothing is left.
    func trimmed(_ start: Int, _ end: Int) -> Span? {
        var (first, last) = (start, end)
        while first < last, Self.isBlank(scalars[first]) { first += 1 }
        while last > first, Self.isBlank(scalars[last - 1]) { last -= 1 }
        return first < last ? Span(first, last) : nil
    }

    private func joined(_ lines: [Span]) -> [Span] {
        guard let first = lines.first else { return [] }
        let width = lines.map(\.count).max() ?? 0
        var found: [Span] = []
        var open = first
        var last = first
        for line in lines.dropFirst() {
            if runsOn(last, into: line, width: width) {
                open = open.union(line)
            } else {
                found.append(open)
                open = line
            }
            last = line
        }
        return found + [open]
    }

    private func runsOn(_ line: Span, into next: Span, width: Int) -> Bool {
        if startsItem(next) { return false }
        let lowerStart = scalars[next.start].properties.isLowercase
        if lowerStart, !endsSentence(line), line.count >= Self.narrowestWrap { return true }
        guard (Self.narrowestWrap...Self.widestWrap).contains(width) else { return false }
        return line.count + 1 + firstWord(of: next) > width
    }

    private func firstWord(of line: Span) -> Int {
        var at = line.start
        while at < line.end, !Self.isBlank(scalars[at]) { at += 1 }
        return at - line.start
    }

    /// Whether a stretch ends as a sentence does, closing quotes and brackets aside.
    func endsSentence(_ span: Span) -> Bool {
        var at = span.end - 1
        while at > span.start, Self.closes(scalars[at]) { at -= 1 }
        return ".!?…".unicodeScalars.contains(scalars[at])
    }

    /// Whether a stretch ends as a statement does; titles may ask or exclaim.
    func tells(_ span: Span) -> Bool {
        endsSentence(span) && !"?!".unicodeScalars.contains(scalars[span.end - 1])
    }

    /// Whether a stretch ends with a sign after which no headline ends; a question may.
    func stops(_ span: Span) -> Bool { ".;:,…".unicodeScalars.contains(scalars[span.end - 1]) }

    private func startsItem(_ line: Span) -> Bool {
        guard line.count > 2, Self.isBlank(scalars[line.start + 1]) else { return false }
        return "•*-–·▪●".unicodeScalars.contains(scalars[line.start])
    }

    /// Parts a span at sentence ends so that no part is longer than `limit` scalars, where that can be.
    func parts(of span: Span, limit: Int) -> [Span] {
        var found: [Span] = []
        var start = span.start
        while span.end - start > limit {
            let cut = lastCut(from: start, to: start + limit)
            if let part = trimmed(start, cut) { found.append(part) }
            start = cut
        }
        if let part = trimmed(start, span.end) { found.append(part) }
        return found
    }

    /// The last sentence end between two offsets, else the last blank, else the end.
    private func lastCut(from start: Int, to end: Int) -> Int {
        var blank: Int?
        var at = end - 1
        while at > start + (end - start) / 2 {
            if Self.isBlank(scalars[at]) {
                if blank == nil { blank = at }
                if endsSentence(Span(start, at)) { return at }
            }
            at -= 1
        }
        return blank ?? end
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// White space, and the marks of no width that stand at the edges of pasted text.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }

    private static func closes(_ scalar: Unicode.Scalar) -> Bool {
        "\"'”’»)]".unicodeScalars.contains(scalar)
    }
}
