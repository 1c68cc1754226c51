import Demarche
import DemarcheParsing
import Testing

/// The tokenizer's special cases, affixes and addresses; the cuts are those of spaCy 3.8.18.
@Suite(.enabled(if: Fixtures.hasModel("md"), "run `make setup`: Models/en_core_web_md is not there"))
struct TokenizerTests {
    @Test(arguments: [
        ("We don't, can't and won't.", ["We", "do", "n't", ",", "ca", "n't", "and", "wo", "n't", "."]),
        (
            "Mr. Smith's U.S. trip cost $3.5bn (10%).",
            ["Mr.", "Smith", "'s", "U.S.", "trip", "cost", "$", "3.5bn", "(", "10", "%", ")", "."]
        ),
        (
            "He said: “It’s over”—then left...",
            ["He", "said", ":", "“", "It", "’s", "over”—then", "left", "..."]
        ),
        (
            "e-mail a.b@c.org or https://x.org/a?b=c.",
            ["e", "-", "mail", "a.b@c.org", "or", "https://x.org/a?b=c", "."]
        ),
        (
            "gonna o'clock 5p.m. :-) C++ 9:30am",
            ["gon", "na", "o'clock", "5", "p.m.", ":-)", "C++", "9:30am"]
        ),
        (
            "vis-à-vis Sept.11, 2001-2003; 10km",
            ["vis", "-", "à", "-", "vis", "Sept.11", ",", "2001", "-", "2003", ";", "10", "km"]
        ),
        ("''hi'' ain't\n\n  two  spaces", ["''", "hi", "''", "ai", "n't", "\n\n  ", "two", " ", "spaces"]),
    ])
    func `text is cut as spaCy cuts it`(text: String, words: [String]) throws {
        let text = ScalarText(text)
        let found = try SpacyParser(model: Fixtures.model("md")).tokens(of: text, in: Span(0, text.count))
        #expect(found.map(\.text) == words)
        #expect(found.allSatisfy { text[$0.span] == $0.text })
    }

    @Test func `spans count from the start of the whole text`() throws {
        let text = ScalarText("Éire 🇮🇪 left. Norway expelled them.")
        let span = Span(14, text.count)
        let parse = try SpacyParser(model: Fixtures.model("md")).parse(text, in: span)
        #expect(parse.tokens.map(\.text) == ["Norway", "expelled", "them", "."])
        #expect(parse.tokens.allSatisfy { text[$0.span] == $0.text && span.contains($0.span) })
    }
}
