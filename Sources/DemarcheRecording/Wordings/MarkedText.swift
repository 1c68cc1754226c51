import Demarche
import DemarcheCoding
import DemarcheLexicon

/// An example without its marks, and where its slots stand: what wordings are made from.
struct MarkedText: Sendable {
    let text: ScalarText
    let slots: [Int: Span]

    init(text: ScalarText, slots: [Int: Span]) {
        self.text = text
        self.slots = slots
    }

    init(_ example: MarkedExample) { self.init(text: example.text, slots: example.slots) }

    /// The words of a slot.
    func words(of slot: Int) -> String? { slots[slot].map { text[$0] } }

    /// The text with a stretch replaced; slots around it and behind it move along.
    func replacing(_ span: Span, with words: String) -> MarkedText {
        let change = words.unicodeScalars.count - span.count
        let whole = text[Span(0, span.start)] + words + text[Span(span.end, text.count)]
        let moved = slots.mapValues { slot in
            Span(
                slot.start >= span.end && slot.start > span.start ? slot.start + change : slot.start,
                slot.end >= span.end ? slot.end + change : slot.end)
        }
        return MarkedText(text: ScalarText(whole), slots: moved)
    }
}

extension MarkedText {
    /// The words of a slot that name a state, longest first; each stretch once.
    func states(in slot: Int, parse: Parse, wording: WordingLexicon) -> [(
        span: Span, kind: WordingLexicon.Kind
    )] {
        guard let bounds = slots[slot] else { return [] }
        let tokens = parse.tokens.indices.filter { bounds.contains(parse.tokens[$0].span) }
        var found: [(span: Span, kind: WordingLexicon.Kind)] = []
        var next = 0
        while next < tokens.count {
            let start = next
            next += 1
            for end in (start..<min(start + 4, tokens.count)).reversed() {
                let span = Span(parse.tokens[tokens[start]].span.start, parse.tokens[tokens[end]].span.end)
                guard let kind = wording.kind(of: text[span]) else { continue }
                found.append((span, kind))
                next = end + 1
                break
            }
        }
        return found
    }

    /// The same with another state in a slot that names one; nil where it names none or several.
    func swapping(slot: Int, parse: Parse, wording: WordingLexicon) -> MarkedText? {
        let states = states(in: slot, parse: parse, wording: wording)
        guard states.count == 1, let state = states.first, let other = wording.standIns[slot] else {
            return nil
        }
        let words =
            switch state.kind {
            case .name: other.name
            case .adjective: other.adjective
            case .demonyms: other.demonyms
            case .capital: other.capital
            }
        var span = state.span
        if state.kind == .name, let article = parse.tokens.last(where: { $0.span.end < span.start + 1 }),
            article.pos == "DET", article.span.end + 1 == span.start
        {
            span = Span(article.span.start, span.end)
        }
        return replacing(span, with: words)
    }

    /// The same with a state's adjective at the head of a slot that names no state ("police" → "Ghanaian police").
    func adopting(slot: Int, parse: Parse, wording: WordingLexicon) -> MarkedText? {
        guard states(in: slot, parse: parse, wording: wording).isEmpty, let bounds = slots[slot],
            let other = wording.standIns[slot], let head = parse.head(of: bounds),
            parse.tokens[head].pos == "NOUN"
        else { return nil }
        var first = head
        while first > 0, ["compound", "nmod"].contains(parse.tokens[first - 1].label),
            bounds.contains(parse.tokens[first - 1].span)
        {
            first -= 1
        }
        let span = parse.tokens[first].span
        let word = span.start == 0 ? text[span].prefix(1).lowercased() + text[span].dropFirst() : text[span]
        var changed = replacing(span, with: other.adjective + " " + word)
        if first > 0, parse.tokens[first - 1].text.lowercased() == "an" {
            let article = parse.tokens[first - 1]
            changed = changed.replacing(article.span, with: String(article.text.prefix(1)))
        }
        return changed
    }
}

extension Parse {
    /// The token of a stretch whose head stands outside it, nouns before others.
    func head(of span: Span) -> Int? {
        let inside = tokens.indices.filter { span.contains(tokens[$0].span) }
        let heads = inside.filter { tokens[$0].head == $0 || !inside.contains(tokens[$0].head) }
        return heads.first { ["NOUN", "PROPN", "PRON", "NUM"].contains(tokens[$0].pos) } ?? heads.first
    }
}
