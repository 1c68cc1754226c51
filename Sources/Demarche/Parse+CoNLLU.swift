extension Parse {
    /// The parse in CoNLL-U, one block a sentence.
    ///
    /// Ten columns as the format has them: `XPOS` is the Penn tag, `DEPREL` ClearNLP's label, and `MISC` holds
    /// `Start` and `End` (scalar offsets in `text`), `SpaceAfter=No`, and `NER=B-…` or `I-…`. Whitespace that is a
    /// token of its own is written `_`, with its characters escaped in `MISC` (`Form=\n\n`).
    /// Source: Universal Dependencies, "CoNLL-U Format", version 2.
    ///
    /// - Precondition: the tokens' spans lie in `text`.
    package func conllu(of text: ScalarText) -> String {
        var names = [String?](repeating: nil, count: tokens.count)
        for entity in entities {
            for i in entity.tokens {
                names[i] = (i == entity.tokens.lowerBound ? "B-" : "I-") + entity.label
            }
        }
        var result = ""
        for sentence in sentences {
            let whole = Span(tokens[sentence.lowerBound].span.start, tokens[sentence.upperBound - 1].span.end)
            result += "# text = \(CoNLLU.oneLine(text[whole]))\n"
            for i in sentence { result += line(i, in: sentence, name: names[i]) }
            result += "\n"
        }
        return result
    }

    private func line(_ i: Int, in sentence: Range<Int>, name: String?) -> String {
        let token = tokens[i]
        // A head beyond the sentence has no number here: such a token becomes a root.
        let isRoot = token.head == i || !sentence.contains(token.head)
        let head = isRoot ? 0 : token.head - sentence.lowerBound + 1
        var misc = ["Start=\(token.span.start)", "End=\(token.span.end)"]
        if !token.spaceAfter { misc.append("SpaceAfter=No") }
        if let name { misc.append("NER=\(name)") }
        let hidesForm = token.text.isEmpty || !CoNLLU.isPlain(token.text)
        if hidesForm { misc.append("Form=\(CoNLLU.escaped(token.text))") }
        let hidesLemma = token.lemma == "_" || !CoNLLU.isPlain(token.lemma)
        if hidesLemma { misc.append("Lemma=\(CoNLLU.escaped(token.lemma))") }
        let cells = [
            String(i - sentence.lowerBound + 1), hidesForm ? "_" : token.text,
            hidesLemma ? "_" : CoNLLU.cell(token.lemma), CoNLLU.cell(token.pos), CoNLLU.cell(token.tag),
            CoNLLU.cell(token.morph), String(head), CoNLLU.cell(token.label), "_",
            misc.joined(separator: "|"),
        ]
        return cells.joined(separator: "\t") + "\n"
    }

    /// Reads CoNLL-U, ours or another parser's; blocks are sentences.
    ///
    /// Where `MISC` has no `Start` and `End`, spans are counted from the words and `SpaceAfter`. Ranges (`1-2`)
    /// only tell of spaces, and empty nodes (`1.1`) are passed over. An error names its line.
    package init(conllu: String) throws(CoNLLUError) {
        var reader = CoNLLUReader()
        for (number, line) in CoNLLU.lines(of: conllu).enumerated() {
            try reader.read(line, number: number + 1)
        }
        try reader.endSentence()
        self.init(tokens: reader.tokens, entities: reader.entities)
    }
}

/// Why a text is no CoNLL-U, with the line at fault.
package struct CoNLLUError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let what: String

    package var description: String { "CoNLL-U, line \(line): \(what)" }
}

/// The format's small change: empty cells, escapes, lines.
enum CoNLLU {
    static func cell(_ value: String) -> String { value.isEmpty ? "_" : value }

    /// Whether a value can stand in a column as it is: no space, control or line separator in it.
    static func isPlain(_ value: String) -> Bool { value.unicodeScalars.allSatisfy { !isAwkward($0) } }

    /// The text with each space, control and line separator as one space.
    static func oneLine(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.map { isAwkward($0) ? " " : $0 })
        return String(view)
    }

    private static func isAwkward(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value <= 0x20 || scalar.value == 0x7F }
        return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }

    /// A value for `MISC`: `\s` a space, `\n`, `\r`, `\t`, `\p` a bar, `\\`, `\u{85}` any other that needs it.
    static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case " ": "\\s"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "|": "\\p"
            case "\\": "\\\\"
            default:
                isAwkward(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
            }
        }.joined()
    }

    /// The value that `escaped` made; nil where an escape is none of its.
    static func unescaped(_ value: Substring) -> String? {
        var result = String.UnicodeScalarView()
        var rest = value.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            guard let next = rest.popFirst(), let meant = meant(next, &rest) else { return nil }
            result.append(meant)
        }
        return String(result)
    }

    private static func meant(
        _ letter: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView.SubSequence
    ) -> Unicode.Scalar? {
        switch letter {
        case "s": return " "
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "p": return "|"
        case "\\": return "\\"
        case "u":
            guard rest.popFirst() == "{", let close = rest.firstIndex(of: "}") else { return nil }
            let digits = Substring(rest[..<close])
            rest = rest[close...].dropFirst()
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }

    /// Lines by line feed alone, without a carriage return at the end.
    static func lines(of text: String) -> [Substring] {
        text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            Substring(line.last == 13 ? line.dropLast() : line)
        }
    }
}
