extension Parse {
    /// The parse in stretches of at most so many sentences, each a parse of its own.
    ///
    /// What is asked of a parse looks through all of it; stretches keep the cost of a passage without paragraphs linear.
    package func stretches(ofSentences count: Int) -> [Parse] {
        guard sentences.count > count else { return [self] }
        return stride(from: 0, to: sentences.count, by: count).map { first in
            let last = sentences[min(first + count, sentences.count) - 1]
            return slice(sentences[first].lowerBound..<last.upperBound)
        }
    }

    /// The tokens of whole sentences, with heads and entities counted from the first of them.
    private func slice(_ range: Range<Int>) -> Parse {
        let start = range.lowerBound
        let slice = tokens[range].map { token in
            Token(
                text: token.text, span: token.span, tag: token.tag, pos: token.pos, morph: token.morph,
                lemma: token.lemma, head: token.head - start, label: token.label,
                startsSentence: token.startsSentence, spaceAfter: token.spaceAfter)
        }
        let inside = entities.filter {
            range.lowerBound <= $0.tokens.lowerBound && $0.tokens.upperBound <= range.upperBound
        }
        return Parse(
            tokens: slice,
            entities: inside.map {
                Entity(tokens: $0.tokens.lowerBound - start..<$0.tokens.upperBound - start, label: $0.label)
            })
    }
}
