import Foundation

/// All that a word's form tells the model, reckoned once for each form.
struct Lexeme {
    let text: String
    let length: Int32
    let lower: String
    let isSpace: Bool
    /// Whether a torn special case may begin here.
    let beginsTorn: Bool
    let orth: UInt64
    let norm: UInt64
    let prefix: UInt64
    let suffix: UInt64
    let shape: UInt64
}

/// A token of the text being parsed.
struct TextToken {
    let lexeme: Int32
    /// Scalars from the start of the text.
    let start: Int32
    var spaceAfter: Bool
}

/// What makes lexemes: the model's norms and string numbers.
struct LexemeRules: Sendable {
    let identity = StringIdentity()
    let tokenizer: TokenizerRules
    private let norms: [UInt64: String]

    init(model: URL) throws {
        tokenizer = try TokenizerRules(model.appending(path: "tokenizer"))
        let file = try MappedFile(model.appending(path: "vocab/lookups.bin"))
        guard let table = try MessagePackReader.value(of: file)["lexeme_norm"]?.map else {
            throw file.damaged("no table lexeme_norm")
        }
        var norms: [UInt64: String] = [:]
        norms.reserveCapacity(table.count)
        for (key, value) in table {
            guard let id = key.unsigned, let norm = value.string else {
                throw file.damaged("table lexeme_norm")
            }
            norms[id] = norm
        }
        self.norms = norms
    }

    func lexeme(_ piece: TokenPiece) -> Lexeme {
        let codes = piece.codes
        let text = String(codes: codes)
        let lower = text.lowercased()
        let orth = identity.id(of: text)
        let norm = piece.norm ?? norms[orth] ?? StringTables.norms[text] ?? lower
        return Lexeme(
            text: text, length: Int32(codes.count), lower: lower,
            isSpace: codes.allSatisfy(ScalarClass.isSpace),
            beginsTorn: tokenizer.torn.begins(with: text), orth: orth, norm: identity.id(of: norm),
            prefix: identity.id(of: String(codes: codes.prefix(1))),
            suffix: identity.id(of: String(codes: codes.suffix(3))),
            shape: identity.id(of: ScalarClass.shape(codes)))
    }
}

/// One thread's store of lexemes, and the tokenizer that fills it.
struct Vocabulary {
    private struct Form: Hashable {
        let text: String
        let norm: String?
    }

    private let rules: LexemeRules
    private(set) var lexemes: [Lexeme] = []
    private var places: [Form: Int32] = [:]
    private var chunks = ChunkTable()

    init(_ rules: LexemeRules) { self.rules = rules }

    /// Entries held, for the bound on memory.
    var count: Int { max(lexemes.count, chunks.count) }

    /// Forgets all forms and keeps their room.
    mutating func removeAll() {
        lexemes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        chunks.removeAll()
    }

    subscript(token: TextToken) -> Lexeme { lexemes[Int(token.lexeme)] }

    /// Cuts text into tokens.
    mutating func tokens(of codes: [Code]) -> [TextToken] {
        var tokens: [TextToken] = []
        tokens.reserveCapacity(codes.count / 4)
        var mayBeTorn = false
        TextChunks.forEach(in: codes) { chunk, swallows in
            let found = codes.withUnsafeBufferPointer { all in
                places(of: UnsafeBufferPointer(rebasing: all[chunk]), codes[chunk])
            }
            var start = Int32(chunk.lowerBound)
            for place in found {
                let lexeme = chunks.lexeme(place)
                tokens.append(TextToken(lexeme: lexeme, start: start, spaceAfter: false))
                start += lexemes[Int(lexeme)].length
                if lexemes[Int(lexeme)].beginsTorn { mayBeTorn = true }
            }
            if swallows { tokens[tokens.count - 1].spaceAfter = true }
        }
        return mayBeTorn ? mended(tokens, codes) : tokens
    }

    /// The place in the table of a chunk's lexemes, which are made where they are new.
    private mutating func places(
        of chunk: UnsafeBufferPointer<Code>, _ codes: ArraySlice<Code>
    ) -> Range<Int32> {
        if let found = chunks.find(chunk) { return found }
        let lexemes = rules.tokenizer.pieces(of: codes).map { place(of: $0) }
        return chunks.insert(chunk, lexemes)
    }

    private mutating func place(of piece: TokenPiece) -> Int32 {
        let form = Form(text: String(codes: piece.codes), norm: piece.norm)
        if let place = places[form] { return place }
        let place = Int32(lexemes.count)
        lexemes.append(rules.lexeme(piece))
        places[form] = place
        return place
    }

    /// The tokens with torn special cases put together again: longest first, then leftmost.
    private mutating func mended(_ tokens: [TextToken], _ codes: [Code]) -> [TextToken] {
        var hits: [Range<Int>] = []
        for i in tokens.indices where self[tokens[i]].beginsTorn {
            hits += rules.tokenizer.torn.matches(from: i, count: tokens.count) { self[tokens[$0]].text }.map {
                i..<$0
            }
        }
        hits.sort { $0.count != $1.count ? $0.count > $1.count : $0.lowerBound < $1.lowerBound }
        var covered: Set<Int> = []
        var kept: [Int: Int] = [:]
        for hit in hits {
            if !covered.contains(hit.lowerBound), !covered.contains(hit.upperBound - 1) {
                kept[hit.lowerBound] = hit.upperBound
            }
            covered.formUnion(hit)
        }
        var result: [TextToken] = []
        var i = 0
        while i < tokens.count {
            let end = kept[i] ?? i + 1
            result += kept[i] == nil ? [tokens[i]] : special(tokens[i..<end], codes)
            i = end
        }
        return result
    }

    /// The special case that these tokens spell, or the tokens as they are.
    private mutating func special(_ tokens: ArraySlice<TextToken>, _ codes: [Code]) -> [TextToken] {
        guard let first = tokens.first, let last = tokens.last else { return [] }
        let end = Int(last.start + self[last].length)
        guard let pieces = rules.tokenizer.special(String(codes: codes[Int(first.start)..<end])) else {
            return Array(tokens)
        }
        var start = first.start
        var result = pieces.map { piece in
            defer { start += Int32(piece.codes.count) }
            return TextToken(lexeme: place(of: piece), start: start, spaceAfter: false)
        }
        result[result.count - 1].spaceAfter = last.spaceAfter
        return result
    }
}
