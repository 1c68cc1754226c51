/// A passage as the parser read it: tokens with tags, heads and labels, and named entities.
///
/// The parser knows language and nothing of politics. Dependency labels are ClearNLP's (prepositions head their
/// objects, copulas are heads), tags Penn Treebank's, entity labels OntoNotes'.
package struct Parse: Sendable {
    package let tokens: [Token]
    package let entities: [Entity]
    /// Token ranges, in order, that cover all tokens.
    package let sentences: [Range<Int>]
    /// For each token, its dependents in text order.
    package let children: [[Int]]

    package init(tokens: [Token], entities: [Entity] = []) {
        self.tokens = tokens
        self.entities = entities
        var starts = tokens.indices.filter { tokens[$0].startsSentence }
        if !tokens.isEmpty && starts.first != 0 { starts.insert(0, at: 0) }
        sentences = starts.indices.map { i in
            starts[i]..<(i + 1 < starts.count ? starts[i + 1] : tokens.count)
        }
        var children = [[Int]](repeating: [], count: tokens.count)
        for (i, token) in tokens.enumerated() where token.head != i { children[token.head].append(i) }
        self.children = children
    }
}

/// A word, number or mark.
package struct Token: Hashable, Sendable {
    package let text: String
    /// Where it stands in the report.
    package let span: Span
    /// Penn Treebank tag.
    package let tag: String
    /// Universal part of speech.
    package let pos: String
    /// Universal features, `Number=Plur|…`, or "".
    package let morph: String
    package let lemma: String
    /// Index of the head in the parse; its own index for a root.
    package let head: Int
    /// ClearNLP dependency label; `ROOT` for a root.
    package let label: String
    package let startsSentence: Bool
    package let spaceAfter: Bool

    package init(
        text: String, span: Span, tag: String, pos: String, morph: String = "", lemma: String, head: Int,
        label: String, startsSentence: Bool, spaceAfter: Bool
    ) {
        self.text = text
        self.span = span
        self.tag = tag
        self.pos = pos
        self.morph = morph
        self.lemma = lemma
        self.head = head
        self.label = label
        self.startsSentence = startsSentence
        self.spaceAfter = spaceAfter
    }
}

/// A named entity: a run of tokens and its OntoNotes label (PERSON, GPE, ORG, DATE …).
package struct Entity: Hashable, Sendable {
    package let tokens: Range<Int>
    package let label: String

    package init(tokens: Range<Int>, label: String) {
        self.tokens = tokens
        self.label = label
    }
}

/// Makes a parse of a stretch of text. The neural parser is one; a reader of CoNLL-U, or a table in a test, another.
package protocol Parsing: Sendable {
    /// The parse of one passage's words; token spans count from the start of `text`.
    func parse(_ text: ScalarText, in span: Span) -> Parse
    /// Name and version, for the record: `en_core_web_md 3.8.0`.
    var name: String { get }
}
