internal import Demarche

/// Finds where discard patterns end: all ends at once, step by step, so that no pattern can run away.
struct PatternMatcher: Sendable {
    let days: DayReader

    /// The most pieces that `<words>` and `<name>` and `<caps>` may take.
    private static let longest = (words: 25, name: 7, caps: 5)

    private static let bars: Set<String> = ["|", "•", "·", "»", "›", ">"]

    /// Every index after a match that starts at `start`, ascending.
    func ends(of pattern: DiscardPattern, in pieces: [Piece], from start: Int) -> [Int] {
        guard mayBegin(pattern.elements[...], in: pieces, at: start) else { return [] }
        return ends(of: pattern.elements, in: pieces, from: [start]).sorted()
    }

    /// Whether the first word allows a match at all: most patterns fall at it, and nothing is gathered for them.
    private func mayBegin(
        _ elements: ArraySlice<DiscardPattern.Element>, in pieces: [Piece], at place: Int
    ) -> Bool {
        guard let first = elements.first, place < pieces.count else { return true }
        let piece = pieces[place]
        return switch first {
        case .literal(let word, let exact): piece.text == word || !exact && piece.folded == word
        case .choice(let rows, let optional):
            rows.contains { mayBegin($0[...], in: pieces, at: place) }
                || optional && mayBegin(elements.dropFirst(), in: pieces, at: place)
        case .number: piece.kind == .number
        case .name: piece.isCapitalised
        case .caps: piece.isCaps
        case .signs: piece.kind == .sign
        case .bar: Self.bars.contains(piece.text)
        case .day, .date, .words: true
        }
    }

    private func ends(
        of elements: [DiscardPattern.Element], in pieces: [Piece], from starts: Set<Int>
    ) -> Set<Int> {
        var places = starts
        for element in elements {
            var next: Set<Int> = []
            for place in places { next.formUnion(ends(of: element, in: pieces, at: place)) }
            if next.isEmpty { return [] }
            places = next
        }
        return places
    }

    private func ends(of element: DiscardPattern.Element, in pieces: [Piece], at place: Int) -> Set<Int> {
        if case .choice(let rows, let optional) = element {
            var found: Set<Int> = optional ? [place] : []
            for row in rows { found.formUnion(ends(of: row, in: pieces, from: [place])) }
            return found
        }
        if case .words = element { return words(in: pieces, at: place) }
        guard place < pieces.count else { return [] }
        let piece = pieces[place]
        switch element {
        case .literal(let word, let exact):
            return piece.text == word || !exact && piece.folded == word ? [place + 1] : []
        case .day: return days.day(in: pieces, at: place).map { [$0.end] } ?? []
        case .date:
            guard let reading = days.day(in: pieces, at: place), reading.value != .partial else { return [] }
            return [reading.end]
        case .bar: return Self.bars.contains(piece.text) ? [place + 1] : []
        case .signs: return run(in: pieces, at: place, longest: pieces.count) { $0.kind == .sign }
        case .number: return piece.kind == .number ? [place + 1] : []
        case .name: return name(in: pieces, at: place)
        case .caps: return run(in: pieces, at: place, longest: Self.longest.caps, \.isCaps)
        case .words, .choice: return []
        }
    }

    private func words(in pieces: [Piece], at place: Int) -> Set<Int> {
        var found: Set<Int> = [place]
        var at = place
        while at < pieces.count, at - place < Self.longest.words, !pieces[at].endsSentence {
            at += 1
            found.insert(at)
        }
        return found
    }

    /// `Jane Q. Doe`, `María de la Cruz`: particles are lower-case words of up to three letters.
    private func name(in pieces: [Piece], at place: Int) -> Set<Int> {
        guard pieces[place].isCapitalised else { return [] }
        var found: Set<Int> = []
        var at = place
        while at < pieces.count, at - place < Self.longest.name {
            let piece = pieces[at]
            if piece.isCapitalised {
                found.insert(at + 1)
            } else if piece.text == ".", at > place, pieces[at - 1].text.count == 1 {
                found.insert(at + 1)
            } else if piece.kind != .word || piece.text.count > 3 {
                break
            }
            at += 1
        }
        return found
    }

    /// Every end of a run of pieces of one sort.
    private func run(in pieces: [Piece], at place: Int, longest: Int, _ holds: (Piece) -> Bool) -> Set<Int> {
        var found: Set<Int> = []
        var at = place
        while at < pieces.count, at - place < longest, holds(pieces[at]) {
            at += 1
            found.insert(at)
        }
        return found
    }
}
