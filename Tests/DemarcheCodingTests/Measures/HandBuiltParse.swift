import Demarche
import DemarcheCoding

/// A parse written as `text/tag/lemma/label/head` words.
enum HandBuiltParse {
    /// The parse, with the text that it stands in.
    static func parse(_ words: String, entities: [Entity] = []) -> (parse: Parse, text: ScalarText) {
        var offset = 0
        var text = ""
        let tokens = words.split(separator: " ").enumerated().map { index, word in
            let cells = word.split(separator: "/").map(String.init)
            let span = Span(offset, offset + cells[0].unicodeScalars.count)
            offset = span.end + 1
            text += cells[0] + " "
            return Token(
                text: cells[0], span: span, tag: cells[1], pos: pos(cells[1]), lemma: cells[2],
                head: Int(cells[4]) ?? 0, label: cells[3],
                startsSentence: index == 0, spaceAfter: true)
        }
        return (Parse(tokens: tokens, entities: entities), ScalarText(text))
    }

    private static func pos(_ tag: String) -> String {
        switch tag.prefix(2) {
        case "VB": "VERB"
        case "NN": tag.hasPrefix("NNP") ? "PROPN" : "NOUN"
        case "CD": "NUM"
        case "IN": "ADP"
        default: "X"
        }
    }

    static func read(_ parse: Parse, _ text: ScalarText) -> ReadPassage {
        ReadPassage(
            passage: Passage(span: Span(0, text.count), kind: .prose), parse: parse, predications: [],
            mentions: [], times: [], places: [])
    }
}
