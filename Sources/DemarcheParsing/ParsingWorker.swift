import Demarche

/// One thread's means of parsing: caches of forms, and room for the networks' numbers.
final class ParsingWorker {
    /// What is known of a form with a tag and a label.
    private struct Analysis {
        let attributes: RuledAttributes
        let lemma: String
        let mayBeginSequence: Bool
    }

    private let model: SpacyModel
    private let cacheLimit: Int
    private var vocabulary: Vocabulary
    private var encoder: TokenEncoder
    private var entityEncoder: TokenEncoder
    private var analyses: [UInt64: Analysis] = [:]
    private let transitions = TransitionScratch()
    private let tagScores = FloatBuffer(0)
    /// How often the caches were dropped.
    private(set) var drops = 0
    /// Floats that a buffer may keep between texts: room for the states of 512 tokens, more than most paragraphs have.
    private static let keptFloats = 1 << 19

    init(_ model: SpacyModel, cacheLimit: Int) {
        self.model = model
        self.cacheLimit = cacheLimit
        vocabulary = Vocabulary(model.lexemes)
        encoder = TokenEncoder(model.encoder)
        entityEncoder = TokenEncoder(model.entities.encoder)
    }

    /// The tokens of a text, and their forms.
    func words(of codes: [Code]) -> [(token: TextToken, lexeme: Lexeme)] {
        boundCaches()
        return vocabulary.tokens(of: codes).map { ($0, vocabulary[$0]) }
    }

    /// Parses a text; spans begin at `offset`, and token numbers at `first`.
    func parse(
        _ codes: [Code], offset: Int, first: Int, findsEntities: Bool
    ) -> (tokens: [Token], entities: [Entity]) {
        boundCaches()
        let tokens = vocabulary.tokens(of: codes)
        guard !tokens.isEmpty else { return ([], []) }
        let (tags, tree) = syntax(of: tokens)
        let entities = findsEntities ? entities(in: tokens, tree) : []
        let result = annotated(tokens, tags, tree, offset: offset, first: first)
        release()
        return (
            result,
            entities.map { range, label in
                Entity(tokens: range.lowerBound + first..<range.upperBound + first, label: label)
            }
        )
    }

    private func syntax(of tokens: [TextToken]) -> (tags: [Int], tree: DependencyParser.Tree) {
        let vectors = encoder.encode(tokens, vocabulary)
        let tags = model.tagger.tags(vectors, count: tokens.count, scores: tagScores)
        model.parser.model.prepare(
            vectors, width: model.encoder.width, count: tokens.count, in: transitions)
        let tree = model.parser.tree(
            count: tokens.count, isSpace: { vocabulary[tokens[$0]].isSpace }, scratch: transitions)
        return (tags, tree)
    }

    private func entities(
        in tokens: [TextToken], _ tree: DependencyParser.Tree
    ) -> [(range: Range<Int>, label: String)] {
        let vectors = entityEncoder.encode(tokens, vocabulary)
        model.entities.model.prepare(
            vectors, width: model.entities.encoder.width, count: tokens.count, in: transitions)
        return model.entities.entities(
            startsSentence: tree.startsSentence, isSpace: { vocabulary[tokens[$0]].isSpace },
            scratch: transitions)
    }

    private func annotated(
        _ tokens: [TextToken], _ tags: [Int], _ tree: DependencyParser.Tree, offset: Int, first: Int
    ) -> [Token] {
        func ruled(_ i: Int) -> RuledToken {
            let lexeme = vocabulary[tokens[i]]
            return RuledToken(
                lower: lexeme.lower, isSpace: lexeme.isSpace, tag: tags[i], label: tree.labels[i])
        }
        var analyses = tokens.indices.map { analysis(tokens[$0], tag: tags[$0], label: tree.labels[$0]) }
        var others: [Int: [Int]] = [:]
        for i in tokens.indices where analyses[i].mayBeginSequence {
            for hit in model.ruler.hits(from: i, count: tokens.count, token: ruled) {
                others[hit.target, default: []].append(hit.rule)
            }
        }
        for (i, rules) in others {
            analyses[i] = analysis(tokens[i], model.ruler.attributes(ruled(i), with: rules), mayBegin: false)
        }
        return tokens.indices.map { i in
            let lexeme = vocabulary[tokens[i]]
            let attributes = analyses[i].attributes
            let start = offset + Int(tokens[i].start)
            return Token(
                text: lexeme.text, span: Span(start, start + Int(lexeme.length)),
                tag: model.tags[attributes.tag], pos: attributes.pos, morph: attributes.morph,
                lemma: analyses[i].lemma, head: tree.heads[i] + first, label: model.labels[attributes.label],
                startsSentence: tree.startsSentence[i], spaceAfter: tokens[i].spaceAfter)
        }
    }

    /// The analysis of a form with a tag and a label by itself, remembered.
    private func analysis(_ token: TextToken, tag: Int, label: Int) -> Analysis {
        let key = UInt64(token.lexeme) << 32 | UInt64(tag) << 16 | UInt64(label)
        if let known = analyses[key] { return known }
        let lexeme = vocabulary[token]
        let ruled = RuledToken(lower: lexeme.lower, isSpace: lexeme.isSpace, tag: tag, label: label)
        let found = analysis(
            token, model.ruler.attributes(ruled), mayBegin: model.ruler.mayBegin(ruled))
        analyses[key] = found
        return found
    }

    private func analysis(_ token: TextToken, _ attributes: RuledAttributes, mayBegin: Bool) -> Analysis {
        let lexeme = vocabulary[token]
        let lemma =
            attributes.lemma
            ?? model.lemmatizer.lemma(
                text: lexeme.text, lower: lexeme.lower, pos: attributes.pos, morph: attributes.morph)
        return Analysis(attributes: attributes, lemma: lemma, mayBeginSequence: mayBegin)
    }

    /// Empties the caches when they have grown past their bound: only between texts, while nothing points into them.
    ///
    /// They keep their room, so that from their first filling on memory is what it will be.
    private func boundCaches() {
        guard max(vocabulary.count, analyses.count / 2) > cacheLimit else { return }
        vocabulary.removeAll()
        encoder.removeAll()
        entityEncoder.removeAll()
        analyses.removeAll(keepingCapacity: true)
        ProcessMemory.trim()
        drops += 1
    }

    /// Gives back what an unusually long text took, or else each thread would keep room for the longest that it met.
    private func release() {
        for buffer in buffers { buffer.release(above: Self.keptFloats) }
    }

    private var buffers: [FloatBuffer] {
        encoder.buffers + entityEncoder.buffers + transitions.buffers + [tagScores]
    }

    /// Floats that are held for texts to come.
    var heldFloats: Int { buffers.reduce(0) { $0 + $1.capacity } }
}
