import Foundation

/// A part of a chunk that becomes a token, with the norm that a special case gives it.
struct TokenPiece: Sendable {
    let codes: ArraySlice<Code>
    let norm: String?

    init(_ codes: ArraySlice<Code>, norm: String? = nil) {
        self.codes = codes
        self.norm = norm
    }
}

/// Cuts chunks (runs without whitespace, or of whitespace alone) into tokens as the model's `tokenizer` file says.
struct TokenizerRules: Sendable {
    /// The special cases: what they are cut into.
    private let specials: [String: [TokenPiece]]
    private let affixes: AffixRules
    private let addresses: AddressRule
    /// Special cases that the affix rules tear apart, found again in the sequence of tokens.
    let torn: TornSpecials

    init(_ url: URL) throws {
        let file = try MappedFile(url)
        let rules = try MessagePackReader.value(of: file)
        guard let infixes = rules["infix_finditer"]?.string, let suffixes = rules["suffix_search"]?.string,
            let address = rules["url_match"]?.string, let exceptions = rules["exceptions"]?.map
        else { throw file.damaged("no tokenizer rules") }
        affixes = try AffixRules(infixes: infixes, suffixes: suffixes, file: file)
        addresses = try AddressRule(pattern: address, file: file)
        var specials: [String: [TokenPiece]] = [:]
        for (key, value) in exceptions {
            guard let text = key.string, !text.isEmpty, let parts = value.array else {
                throw file.damaged("a special case")
            }
            specials[text] = try Self.pieces(parts, of: text, file: file)
        }
        self.specials = specials
        torn = Self.torn(specials.keys.sorted(), affixes: affixes, addresses: addresses)
    }

    /// The numbers under which the file keeps a token's text and its norm.
    private static let orth: UInt64 = 65
    private static let norm: UInt64 = 67

    private static func pieces(
        _ parts: [MessagePackValue], of text: String, file: MappedFile
    ) throws -> [TokenPiece] {
        let pieces = try parts.map { part in
            guard let orth = part[orth]?.string, !orth.isEmpty else {
                throw file.damaged("special case \(text)")
            }
            return TokenPiece(orth.codes[...], norm: part[norm]?.string)
        }
        guard pieces.flatMap(\.codes) == text.codes else { throw file.damaged("special case \(text)") }
        return pieces
    }

    private static func torn(_ texts: [String], affixes: AffixRules, addresses: AddressRule) -> TornSpecials {
        var torn = TornSpecials()
        for text in texts {
            let codes = text.codes[...]
            let isTorn =
                affixes.prefixLength(codes) > 0 || affixes.suffixLength(codes) > 0 || codes.contains(32)
                || !affixes.infixes(codes).isEmpty
            guard isTorn else { continue }
            var sequence: [String] = []
            TextChunks.forEach(in: Array(codes)) { range, _ in
                let pieces = Self.cut(codes[range], specials: [:], affixes, addresses)
                sequence += pieces.map { String(codes: $0.codes) }
            }
            torn.insert(sequence)
        }
        return torn
    }

    /// The tokens of a special case, or nil.
    func special(_ text: String) -> [TokenPiece]? { specials[text] }

    /// The tokens of a chunk.
    func pieces(of chunk: ArraySlice<Code>) -> [TokenPiece] {
        Self.cut(chunk, specials: specials, affixes, addresses)
    }

    private static func cut(
        _ chunk: ArraySlice<Code>, specials: [String: [TokenPiece]], _ affixes: AffixRules,
        _ addresses: AddressRule
    ) -> [TokenPiece] {
        func special(_ s: ArraySlice<Code>) -> [TokenPiece]? {
            specials.isEmpty || s.isEmpty ? nil : specials[String(codes: s)]
        }
        if let pieces = special(chunk) { return pieces }
        var rest = chunk
        var before: [TokenPiece] = []
        var after: [TokenPiece] = []
        var length = 0
        while !rest.isEmpty, rest.count != length, special(rest) == nil {
            length = rest.count
            let prefix = affixes.prefixLength(rest)
            if prefix > 0, special(rest.dropFirst(prefix)) != nil {
                before.append(TokenPiece(rest.prefix(prefix)))
                rest = rest.dropFirst(prefix)
                break
            }
            // The suffix is sought in what the prefix leaves.
            let suffix = affixes.suffixLength(rest.dropFirst(prefix))
            if suffix > 0, special(rest.dropLast(suffix)) != nil {
                after.append(TokenPiece(rest.suffix(suffix)))
                rest = rest.dropLast(suffix)
                break
            }
            if prefix > 0 { before.append(TokenPiece(rest.prefix(prefix))) }
            if suffix > 0, prefix + suffix <= rest.count { after.append(TokenPiece(rest.suffix(suffix))) }
            rest =
                prefix + suffix <= rest.count
                ? rest.dropFirst(prefix).dropLast(suffix) : rest.dropFirst(prefix)
        }
        if let pieces = special(rest) {
            before += pieces
        } else if addresses.matches(rest) {
            before.append(TokenPiece(rest))
        } else {
            before += inner(rest, affixes)
        }
        return before + after.reversed()
    }

    /// The infixes and what lies between them; an infix at the very start stays with what follows.
    private static func inner(_ s: ArraySlice<Code>, _ affixes: AffixRules) -> [TokenPiece] {
        var pieces: [TokenPiece] = []
        var start = s.startIndex
        for infix in affixes.infixes(s) where infix.lowerBound != s.startIndex {
            if start < infix.lowerBound { pieces.append(TokenPiece(s[start..<infix.lowerBound])) }
            pieces.append(TokenPiece(s[infix]))
            start = infix.upperBound
        }
        if start < s.endIndex { pieces.append(TokenPiece(s[start...])) }
        return pieces
    }
}

/// Cuts text where whitespace begins and ends.
enum TextChunks {
    /// Calls `body` with each chunk and whether one plain space after it was swallowed.
    static func forEach(in codes: [Code], _ body: (Range<Int>, Bool) -> Void) {
        guard let first = codes.first else { return }
        var start = 0
        var inSpace = ScalarClass.isSpace(first)
        for i in 1..<max(codes.count, 1) where ScalarClass.isSpace(codes[i]) != inSpace {
            let swallows = codes[i] == 32
            if start < i { body(start..<i, swallows) }
            start = swallows ? i + 1 : i
            inSpace.toggle()
        }
        if start < codes.count { body(start..<codes.count, false) }
    }
}

/// Special cases as sequences of the tokens into which the affix rules tear them, as a tree of token texts.
struct TornSpecials: Sendable {
    private var next: [[String: Int]] = [[:]]
    private var ends: Set<Int> = []

    mutating func insert(_ sequence: [String]) {
        guard !sequence.isEmpty else { return }
        var node = 0
        for text in sequence {
            if let child = next[node][text] {
                node = child
            } else {
                next.append([:])
                next[node][text] = next.count - 1
                node = next.count - 1
            }
        }
        ends.insert(node)
    }

    /// Whether a sequence begins with a token of this text.
    func begins(with text: String) -> Bool { next[0][text] != nil }

    /// The ends of the sequences that begin at `start`, `text` giving the tokens' texts.
    func matches(from start: Int, count: Int, text: (Int) -> String) -> [Int] {
        var found: [Int] = []
        var node = 0
        var i = start
        while i < count, let child = next[node][text(i)] {
            node = child
            i += 1
            if ends.contains(node) { found.append(i) }
        }
        return found
    }
}
