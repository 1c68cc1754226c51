import Demarche
import DemarcheLexicon

/// A parse of a bare noun phrase without a parser: the head is the last word before the first preposition or comma.
struct BarePhrase {
    let parse: Parse

    private struct Word {
        let text: String
        let span: Span
        let spaceAfter: Bool
    }

    init(_ phrase: String, words: ActorWords, roles: ActorLexicon) {
        let found = Self.split(Array(phrase.unicodeScalars))
        let boundaries = found.indices.filter { i in
            found[i].text == "," || words.has(found[i].text.lowercased(), .preposition)
        }
        var heads = [Int](repeating: 0, count: found.count)
        var labels = [String](repeating: "compound", count: found.count)
        var previousHead: Int?
        var start = 0
        for end in boundaries + [found.count] where start <= end {
            let chunk = start..<end
            if let head = Self.head(of: chunk, found) {
                Self.attach(chunk, to: head, found, words, &heads, &labels)
                Self.link(head, after: previousHead, start: start, found, &heads, &labels)
                previousHead = head
            }
            start = end + 1
        }
        let tokens = found.indices.map { i in
            Self.token(found[i], head: heads[i], label: labels[i], words: words, isFirst: i == 0)
        }
        parse = Parse(tokens: tokens)
    }

    private static func head(of chunk: Range<Int>, _ found: [Word]) -> Int? {
        chunk.last { isWord(found[$0].text) && found[$0].text != "’s" && found[$0].text != "'s" }
    }

    private static func isWord(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic } || text.allSatisfy(\.isNumber)
    }

    /// Modifiers on the head; what stands before "'s" is a possessor with its own modifiers.
    private static func attach(
        _ chunk: Range<Int>, to head: Int, _ found: [Word], _ words: ActorWords, _ heads: inout [Int],
        _ labels: inout [String]
    ) {
        var pending: [Int] = []
        for i in chunk where i != head {
            let text = found[i].text.lowercased()
            if text == "'s" || text == "’s" || text == "'" || text == "’" {
                guard let owner = pending.popLast() else { continue }
                for one in pending { heads[one] = owner }
                pending = []
                heads[i] = owner
                labels[i] = "case"
                heads[owner] = head
                labels[owner] = "poss"
            } else if i < head {
                pending.append(i)
                heads[i] = head
                labels[i] = isWord(found[i].text) ? label(text, words) : "punct"
            } else {
                heads[i] = head
                labels[i] = "punct"
            }
        }
    }

    private static func label(_ text: String, _ words: ActorWords) -> String {
        if words.has(text, .one) || words.has(text, .definite) { return "det" }
        if words.has(text, .count) || text.allSatisfy(\.isNumber) { return "nummod" }
        return words.has(text, .former) ? "amod" : "compound"
    }

    private static func link(
        _ head: Int, after previous: Int?, start: Int, _ found: [Word], _ heads: inout [Int],
        _ labels: inout [String]
    ) {
        guard let previous, start > 0 else {
            heads[head] = head
            labels[head] = "ROOT"
            return
        }
        let mark = start - 1
        heads[mark] = previous
        if found[mark].text == "," {
            labels[mark] = "punct"
            heads[head] = previous
            labels[head] = "appos"
        } else {
            labels[mark] = "prep"
            heads[head] = mark
            labels[head] = "pobj"
        }
    }

    private static func token(_ word: Word, head: Int, label: String, words: ActorWords, isFirst: Bool)
        -> Token
    {
        let lower = word.text.lowercased()
        let isUpper = word.text.unicodeScalars.first?.properties.isUppercase ?? false
        let pos: String =
            switch label {
            case "prep": "ADP"
            case "det": "DET"
            case "punct": "PUNCT"
            case "case": "PART"
            case "nummod": "NUM"
            default: words.has(lower, .pronoun) && label == "ROOT" ? "PRON" : isUpper ? "PROPN" : "NOUN"
            }
        return Token(
            text: word.text, span: word.span, tag: pos == "PROPN" ? "NNP" : "NN", pos: pos, lemma: lower,
            head: head,
            label: label, startsSentence: isFirst, spaceAfter: word.spaceAfter)
    }

    private static func split(_ scalars: [Unicode.Scalar]) -> [Word] {
        var words: [Word] = []
        var start = 0
        func add(_ low: Int, _ high: Int) {
            guard low < high else { return }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[low..<high])
            let spaced = high < scalars.count && scalars[high] == " "
            words.append(Word(text: String(view), span: Span(low, high), spaceAfter: spaced))
        }
        func isQuote(_ i: Int) -> Bool { scalars[i] == "'" || scalars[i] == "’" }
        for i in 0...scalars.count {
            let ends = i == scalars.count || scalars[i].properties.isWhitespace || scalars[i] == ","
            guard ends else { continue }
            let high = i
            if high - start > 2, scalars[high - 1] == "s", isQuote(high - 2) {
                add(start, high - 2)
                start = high - 2
            } else if high - start > 1, isQuote(high - 1) {
                add(start, high - 1)
                start = high - 1
            }
            add(start, high)
            if i < scalars.count, scalars[i] == "," { add(i, i + 1) }
            start = i + 1
        }
        return words
    }
}
