import Demarche
import DemarcheLexicon

/// A parse with the names and role nouns of the lexicon found in it.
struct Reading {
    let parse: Parse
    let lexicon: ActorLexicon
    let day: Day?
    /// Names in text order; they do not overlap.
    let names: [NameFound]
    let roles: [RoleFound]
    /// For each token the name it belongs to.
    let nameAt: [Int?]
    /// For each token the role noun that ends there.
    let roleEnding: [Int?]
    /// For each token the role noun it belongs to.
    let roleAt: [Int?]
    let entityAt: [Int?]

    struct NameFound {
        let tokens: Range<Int>
        let meanings: [NameMeaning]
        /// The token of the name that hangs on something outside of it.
        let head: Int
    }

    struct RoleFound {
        let tokens: Range<Int>
        let noun: RoleNoun
    }

    init(_ parse: Parse, lexicon: ActorLexicon, day: Day?, lenient: Bool = false) {
        self.parse = parse
        self.lexicon = lexicon
        self.day = day
        var (pieces, tokenOf) = ([Piece](), [Int]())
        for (i, token) in parse.tokens.enumerated() {
            for piece in Piece.pieces(of: token.text.unicodeScalars) {
                pieces.append(piece)
                tokenOf.append(i)
            }
        }
        let entities = Self.entityMap(parse)
        names = Self.names(
            in: parse, pieces: pieces, tokenOf: tokenOf, lexicon: lexicon, day: day, lenient: lenient,
            entityAt: entities)
        roles = Self.roles(in: parse, pieces: pieces, tokenOf: tokenOf, lexicon: lexicon)
        entityAt = entities
        nameAt = Self.map(names.map(\.tokens), count: parse.tokens.count)
        roleAt = Self.map(roles.map(\.tokens), count: parse.tokens.count)
        var ending = [Int?](repeating: nil, count: parse.tokens.count)
        for (i, role) in roles.enumerated() { ending[role.tokens.upperBound - 1] = i }
        roleEnding = ending
    }

    private static func entityMap(_ parse: Parse) -> [Int?] {
        map(parse.entities.map(\.tokens), count: parse.tokens.count)
    }

    private static func map(_ ranges: [Range<Int>], count: Int) -> [Int?] {
        var map = [Int?](repeating: nil, count: count)
        for (i, range) in ranges.enumerated() {
            for token in range where map[token] == nil { map[token] = i }
        }
        return map
    }

    private static func names(
        in parse: Parse, pieces: [Piece], tokenOf: [Int], lexicon: ActorLexicon, day: Day?, lenient: Bool,
        entityAt: [Int?]
    ) -> [NameFound] {
        var found: [NameFound] = []
        var at = 0
        while at < pieces.count {
            guard let hit = lexicon.nameIndex.longest(in: pieces, at: at, lenient: lenient) else {
                at += 1
                continue
            }
            // "the West Bank" is no part of "the West": a name with its article yields to a longer one behind it.
            if parse.tokens[tokenOf[at]].pos == "DET",
                let next = lexicon.nameIndex.longest(in: pieces, at: at + 1, lenient: lenient),
                next.length >= hit.length
            {
                at += 1
                continue
            }
            let range = tokenOf[at]..<tokenOf[at + hit.length - 1] + 1
            let sameSentence = !range.dropFirst().contains { parse.tokens[$0].startsSentence }
            var meanings = lexicon.meanings(of: hit.entries, on: day)
            if !fits(range, meanings, parse, entityAt, lexicon.words) { meanings = [] }
            if sameSentence && !meanings.isEmpty {
                if let last = found.last, last.tokens.overlaps(range) {
                    // Two names in one token ("U.S.-Russian"): both are meant.
                    found[found.count - 1] = NameFound(
                        tokens: last.tokens.lowerBound..<range.upperBound, meanings: last.meanings + meanings,
                        head: last.head)
                } else {
                    found.append(NameFound(tokens: range, meanings: meanings, head: head(of: range, parse)))
                }
                at += hit.length
            } else {
                at += 1
            }
        }
        return found
    }

    /// Whether a found name can be one here: no part of a longer proper name of another kind.
    private static func fits(
        _ range: Range<Int>, _ meanings: [NameMeaning], _ parse: Parse, _ entityAt: [Int?],
        _ words: ActorWords
    ) -> Bool {
        guard let first = meanings.first else { return false }
        if isOfMoney(range, parse, words) { return false }
        if case .surname = first {
            let token = parse.tokens[range.upperBound - 1]
            // "Friday" and "May" are days and months first.
            if let entity = entityAt[range.lowerBound],
                ["DATE", "TIME"].contains(parse.entities[entity].label)
            {
                return false
            }
            // "Moin-ul-Haq" is nobody called Haq.
            if isHyphenated(range, parse) || isCommonNoun(range, parse, entityAt) { return false }
            return token.pos == "PROPN" || token.tag.hasPrefix("NNP")
        }
        switch first {
        case .place(let place) where !place.isWordForPeople && range.count == 1: break
        // "Zara Kay" is a person, whatever firm is called Zara.
        case .organisation where range.count == 1: break
        default: return true
        }
        guard let entity = entityAt[range.lowerBound].map({ parse.entities[$0] }), entity.label == "PERSON"
        else { return true }
        return entity.tokens.count == range.count || parse.tokens[range.upperBound - 1].label == "poss"
    }

    /// "*US*$ 40", "seven *US* dollars", "the *Turkish* lira": what tells whose money it is names nobody.
    private static func isOfMoney(_ range: Range<Int>, _ parse: Parse, _ words: ActorWords) -> Bool {
        let last = range.upperBound - 1
        func hasSign(_ token: Int) -> Bool {
            parse.tokens.indices.contains(token)
                && parse.tokens[token].text.unicodeScalars.contains {
                    $0.properties.generalCategory == .currencySymbol
                }
        }
        // "Gave *Nepal* $10 million": a name written out is whoever gets it.
        let isShort = parse.tokens[last].text.allSatisfy { $0.isUppercase || $0 == "." }
        return hasSign(last) || hasSign(last + 1) && (isShort || parse.tag(last) == "JJ")
            || parse.tokens.indices.contains(range.upperBound)
                && words.has(parse.lemma(range.upperBound), .money)
    }

    /// "The *Price* of War", "a *Bush* fire", "Kenyan *tea* exports": a capital alone makes no name of a word that stands as a
    /// noun does, with an article, with "of", or before a noun where the parser sees no name.
    private static func isCommonNoun(_ range: Range<Int>, _ parse: Parse, _ entityAt: [Int?]) -> Bool {
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        let head = parse.head(last)
        if ["compound", "nmod", "amod"].contains(parse.label(last)), head > last {
            return entityAt[last] == nil && parse.tokens[head].pos != "PROPN"
        }
        let hasArticle = parse.children[last].contains { parse.label($0) == "det" && $0 < first }
        let hasOf = parse.children[last].contains { parse.lower($0) == "of" && $0 == range.upperBound }
        return hasArticle || hasOf
    }

    /// Whether a name goes on over a hyphen on either side.
    private static func isHyphenated(_ range: Range<Int>, _ parse: Parse) -> Bool {
        func isHyphen(_ i: Int) -> Bool {
            parse.tokens.indices.contains(i) && ["-", "‐", "‑"].contains(parse.tokens[i].text)
        }
        let before = range.lowerBound - 1
        return isHyphen(before) && !parse.tokens[before].spaceAfter
            || isHyphen(range.upperBound) && !parse.tokens[range.upperBound - 1].spaceAfter
    }

    /// The last token whose head lies outside.
    private static func head(of range: Range<Int>, _ parse: Parse) -> Int {
        range.last { !range.contains(parse.tokens[$0].head) || parse.tokens[$0].head == $0 }
            ?? range.upperBound - 1
    }

    private static func roles(
        in parse: Parse, pieces: [Piece], tokenOf: [Int], lexicon: ActorLexicon
    ) -> [RoleFound] {
        var found: [RoleFound] = []
        var at = 0
        while at < pieces.count {
            let token = parse.tokens[tokenOf[at]]
            guard token.pos != "VERB" && token.pos != "ADV",
                let hit = lexicon.roleIndex.longest(in: pieces, at: at, lenient: false),
                let entry = hit.entries.first
            else {
                at += 1
                continue
            }
            let range = tokenOf[at]..<tokenOf[at + hit.length - 1] + 1
            let last = parse.tokens[range.upperBound - 1]
            if last.pos == "VERB" && last.tag != "VBG"
                || range.contains(where: { $0 > range.lowerBound && parse.tokens[$0].startsSentence })
            {
                at += 1
                continue
            }
            found.append(RoleFound(tokens: range, noun: lexicon.role(of: entry)))
            at += hit.length
        }
        return found
    }
}
