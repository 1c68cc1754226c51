import Demarche
import Testing

@Suite struct ParseCoNLLUTests {
    private let text = ScalarText("Ann Lee slept.\n\nShe’s | _ ok")
    private var parse: Parse {
        func token(
            _ text: String, _ start: Int, _ pos: String, lemma: String? = nil, head: Int, _ label: String,
            begins: Bool = false, space: Bool = true
        ) -> Token {
            Token(
                text: text, span: Span(start, start + text.unicodeScalars.count), tag: pos, pos: pos,
                morph: pos == "VERB" ? "Tense=Past|VerbForm=Fin" : "", lemma: lemma ?? text, head: head,
                label: label, startsSentence: begins, spaceAfter: space)
        }
        return Parse(
            tokens: [
                token("Ann", 0, "PROPN", head: 1, "compound", begins: true),
                token("Lee", 4, "PROPN", head: 2, "nsubj"),
                token("slept", 8, "VERB", lemma: "sleep", head: 2, "ROOT", space: false),
                token(".", 13, "PUNCT", head: 2, "punct", space: false),
                token("\n\n", 14, "SPACE", head: 3, "", space: false),
                token("She", 16, "PRON", head: 6, "nsubj", begins: true, space: false),
                token("’s", 19, "AUX", lemma: "be", head: 6, "ROOT"),
                token("|", 22, "SYM", lemma: "", head: 6, "dep"),
                token("_", 24, "SYM", head: 6, "dep"), token("ok", 26, "ADJ", head: 6, "acomp", space: false),
            ],
            entities: [Entity(tokens: 0..<2, label: "PERSON"), Entity(tokens: 5..<6, label: "ORG")])
    }

    @Test func `a sentence is a block of ten columns`() {
        let block = parse.conllu(of: text).split(separator: "\n\n")[0]
        #expect(
            block == """
                # text = Ann Lee slept.\("  ")
                1\tAnn\tAnn\tPROPN\tPROPN\t_\t2\tcompound\t_\tStart=0|End=3|NER=B-PERSON
                2\tLee\tLee\tPROPN\tPROPN\t_\t3\tnsubj\t_\tStart=4|End=7|NER=I-PERSON
                3\tslept\tsleep\tVERB\tVERB\tTense=Past|VerbForm=Fin\t0\tROOT\t_\tStart=8|End=13|SpaceAfter=No
                4\t.\t.\tPUNCT\tPUNCT\t_\t3\tpunct\t_\tStart=13|End=14|SpaceAfter=No
                5\t_\t_\tSPACE\tSPACE\t_\t4\t_\t_\tStart=14|End=16|SpaceAfter=No|Form=\\n\\n|Lemma=\\n\\n
                """)
    }

    @Test func `what was written reads back equal`() throws {
        let read = try Parse(conllu: parse.conllu(of: text))
        #expect(read.tokens == parse.tokens)
        #expect(read.entities == parse.entities)
        #expect(read.sentences == [0..<5, 5..<10])
    }

    @Test(arguments: [
        "", "_", "\t", "\u{85}", "\u{2028}", "\\n", "a|b", "\r\n", "e\u{301}", "\u{0}", "\u{A0} x",
    ])
    func `any token's text survives`(word: String) throws {
        let length = word.unicodeScalars.count
        let token = Token(
            text: word, span: Span(0, length), tag: "NN", pos: "NOUN", lemma: word, head: 0, label: "ROOT",
            startsSentence: true, spaceAfter: false)
        let read = try Parse(conllu: Parse(tokens: [token]).conllu(of: ScalarText(word)))
        #expect(read.tokens == [token])
        #expect(read.tokens.map { Array($0.text.unicodeScalars) } == [Array(word.unicodeScalars)])
    }

    @Test func `another parser's file needs no offsets and may have ranges`() throws {
        let file = """
            # sent_id = 1\r
            1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r
            1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\r
            2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\r
            2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t1:conj\t_\r
            3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\r

            """
        let parse = try Parse(conllu: file)
        #expect(parse.tokens.map(\.span) == [Span(0, 2), Span(2, 5), Span(5, 6)])
        #expect(parse.tokens.map(\.spaceAfter) == [false, false, true])
        #expect(parse.tokens.map(\.head) == [0, 0, 0])
    }

    @Test(arguments: [
        ("1\ta\ta", 1, "3 columns, expected 10"),
        ("# x\n2\ta\ta\tX\tX\t_\t0\troot\t_\t_", 2, "expected 1"),
        ("1\ta\ta\tX\tX\t_\tx\troot\t_\t_", 1, "HEAD “x” is no number"),
        ("\n1\ta\ta\tX\tX\t_\t2\tdep\t_\t_\n\n", 2, "HEAD 2, but the sentence has 1 words"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tStart=5|End=2", 1, "is no span"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tNER=I-ORG", 1, "NER=I-ORG"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tForm=\\q", 1, "unknown escape"),
    ])
    func `an error names its line`(file: String, line: Int, words: String) {
        let error = #expect(throws: CoNLLUError.self) { try Parse(conllu: file) }
        #expect(error?.line == line)
        #expect(error?.description.contains(words) == true)
    }

    @Test func `prose and headline are parsed and what is set aside is not`() {
        let span = Span(0, 1)
        #expect(Passage(span: span, kind: .prose).isParsed)
        #expect(Passage(span: span, kind: .headline).isParsed)
        #expect(!Passage(span: span, kind: .aside(reason: "byline", rule: "b1")).isParsed)
    }
}
