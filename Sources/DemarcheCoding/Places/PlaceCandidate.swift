internal import Demarche
internal import DemarcheLexicon

/// A name in the report that may be a place, with all that it can mean.
struct PlaceCandidate {
    /// Which of the report's parses holds it.
    let parse: Int
    let tokens: Range<Int>
    let span: Span
    /// The folded name: one name means one place in one report.
    let key: String
    let options: [Place]
}

/// Finds the names in one parse that may be places.
struct PlaceNames {
    let parse: Parse
    let text: ScalarText
    let lexicon: PlaceLexicon
    /// For each token, the entity that holds it.
    private let entityAt: [Entity?]

    /// Names of more tokens are not looked up.
    private static let longest = 7
    /// People in a city whose bare name is a place without any other sign.
    private static let known = 100_000
    /// People in a city that GeoNames counts among its larger ones.
    private static let large = 15_000

    init(parse: Parse, text: ScalarText, lexicon: PlaceLexicon) {
        self.parse = parse
        self.text = text
        self.lexicon = lexicon
        var entityAt = [Entity?](repeating: nil, count: parse.tokens.count)
        for entity in parse.entities { for i in entity.tokens { entityAt[i] = entity } }
        self.entityAt = entityAt
    }

    /// The candidates in text order, none overlapping.
    func candidates(parse index: Int) -> [PlaceCandidate] {
        var found: [PlaceCandidate] = []
        for sentence in parse.sentences {
            var i = sentence.lowerBound
            while i < sentence.upperBound {
                if let candidate = candidate(at: i, in: sentence, parse: index) {
                    found.append(candidate)
                    i = candidate.tokens.upperBound
                } else {
                    i += 1
                }
            }
        }
        return found
    }

    private func candidate(at start: Int, in sentence: Range<Int>, parse index: Int) -> PlaceCandidate? {
        guard canStart(start) else { return nil }
        let last = min(sentence.upperBound, start + Self.longest)
        for end in stride(from: last, to: start, by: -1) where canEnd(end - 1) {
            let tokens = start..<end
            guard isWhole(tokens) else { continue }
            let span = span(of: tokens)
            let options = options(for: tokens, written: text[span])
            if !options.isEmpty, accepts(tokens, options) {
                return PlaceCandidate(
                    parse: index, tokens: tokens, span: span, key: PlaceName.folded(text[span]), options: options)
            }
        }
        return unknown(at: start, parse: index)
    }

    /// What a stretch can mean; "Nyanza Province" and "Province of Nyanza" mean regions alone.
    private func options(for tokens: Range<Int>, written: String) -> [Place] {
        let direct = lexicon.places(named: written)
        guard direct.isEmpty, tokens.count > 1 else { return direct }
        let last = parse.tokens[tokens.upperBound - 1].text
        if lexicon.has(last, .regionAfter), parse.tokens[tokens.lowerBound].text != last {
            return regions(named: text[span(of: tokens.dropLast())])
        }
        let first = parse.tokens[tokens.lowerBound].text
        if lexicon.has(first, .regionBefore) {
            let rest = tokens.dropFirst()
            let isOf = rest.count > 1 && parse.tokens[rest.lowerBound].lemma == "of"
            return regions(named: text[span(of: isOf ? rest.dropFirst() : rest)])
        }
        return []
    }

    private func regions(named name: String) -> [Place] {
        let all = lexicon.places(named: name)
        let regions = all.filter { $0.isOwn && $0.kind != "country" || !$0.isOwn && $0.kind != "city" }
        return regions.isEmpty ? all.filter { $0.kind == "city" && $0.population >= Self.large } : regions
    }

    /// A name that the parser takes for a place and no table knows: found, without coordinates.
    private func unknown(at start: Int, parse index: Int) -> PlaceCandidate? {
        guard let entity = entityAt[start], ["GPE", "LOC"].contains(entity.label) else { return nil }
        let before = start == entity.tokens.lowerBound || !isCapital(start - 1) && entityAt[start - 1] == entity
        guard before, isCapital(start) else { return nil }
        let known = (entity.tokens.lowerBound..<entity.tokens.upperBound).contains { i in
            i != start && isCapital(i) && lexicon.places(named: parse.tokens[i].text).contains { $0.isOwn }
        }
        guard !known, parse.tokens[start].pos == "PROPN" else { return nil }
        let span = span(of: start..<entity.tokens.upperBound)
        return PlaceCandidate(
            parse: index, tokens: start..<entity.tokens.upperBound, span: span, key: PlaceName.folded(text[span]),
            options: [])
    }

    // MARK: Where a name may start and end

    private func canStart(_ i: Int) -> Bool {
        if isCapital(i) { return parse.tokens[i].pos != "PUNCT" && parse.tokens[i].pos != "PRON" }
        // "sub-Saharan Africa", "al-Fashaga"
        return i + 1 < parse.tokens.count && parse.tokens[i].pos != "DET" && entityAt[i] != nil
            && parse.tokens[i].text.first?.isLetter == true
    }

    private func canEnd(_ i: Int) -> Bool {
        let word = parse.tokens[i].text
        return word != "'s" && word != "’s" && word.contains { $0.isLetter || $0.isNumber }
    }

    private func isCapital(_ i: Int) -> Bool { parse.tokens[i].text.first?.isUppercase == true }

    /// Whether no entity is cut by the edges of the stretch.
    private func isWhole(_ tokens: Range<Int>) -> Bool {
        for i in [tokens.lowerBound, tokens.upperBound - 1] {
            guard let entity = entityAt[i] else { continue }
            let inside = tokens.lowerBound <= entity.tokens.lowerBound && entity.tokens.upperBound <= tokens.upperBound
            let around = entity.tokens.lowerBound <= tokens.lowerBound && tokens.upperBound <= entity.tokens.upperBound
            if !inside && !around { return false }
        }
        return true
    }

    private func span(of tokens: Range<Int>) -> Span {
        parse.tokens[tokens.lowerBound].span.union(parse.tokens[tokens.upperBound - 1].span)
    }

    // MARK: Whether a name is a place here

    private func accepts(_ tokens: Range<Int>, _ options: [Place]) -> Bool {
        let isOwn = options.contains(where: \.isOwn)
        let people = options.map { $0.kind == "district" ? 0 : $0.population }.max() ?? 0
        let proper = tokens.allSatisfy { i in
            !isCapital(i) || ["PROPN", "NOUN"].contains(parse.tokens[i].pos) || tokens.count > 1
        }
        guard proper, !isPartOfAnotherName(tokens) else { return false }
        guard let entity = entityAt[tokens.lowerBound] ?? entityAt[tokens.upperBound - 1] else {
            return isOwn || people >= Self.known && !touchesName(tokens)
                || (people >= Self.large || options.contains { $0.kind != "city" }) && isAfterPreposition(tokens)
                    && !touchesName(tokens)
        }
        let isEntity = startsAndEnds(entity, tokens)
        switch entity.label {
        case "GPE", "LOC": return true
        case "FAC": return isEntity || isOwn || people >= Self.known
        case "NORP": return isOwn && isEntity && parse.tokens[tokens.lowerBound].tag != "JJ"
        case "PERSON": return isEntity && (isOwn || people >= Self.large && isAfterPreposition(tokens))
        case "ORG":
            if isPossessor(tokens) { return isOwn || people >= Self.known }
            return isEntity && (isOwn || people >= Self.large && isAfterPreposition(tokens))
        default: return isOwn && isEntity
        }
    }

    /// Whether the stretch is the entity, but for an article before it.
    private func startsAndEnds(_ entity: Entity, _ tokens: Range<Int>) -> Bool {
        let start = entity.tokens.lowerBound
        let isStart = tokens.lowerBound <= start || tokens.lowerBound == start + 1 && parse.tokens[start].pos == "DET"
        let end = entity.tokens.upperBound
        return isStart && (end <= tokens.upperBound || end == tokens.upperBound + 1 && !canEnd(end - 1))
    }

    /// "Canada's Broadcasting Corporation": the place is named apart.
    private func isPossessor(_ tokens: Range<Int>) -> Bool {
        tokens.upperBound < parse.tokens.count && parse.tokens[tokens.upperBound].tag == "POS"
    }

    /// "the Vienna Convention", "Bishop of Rome".
    private func isPartOfAnotherName(_ tokens: Range<Int>) -> Bool {
        if tokens.upperBound < parse.tokens.count,
            lexicon.has(parse.tokens[tokens.upperBound].text, .tail) { return true }
        let before = tokens.lowerBound - 1
        guard before >= 0 else { return false }
        if lexicon.has(parse.tokens[before].text, .head) { return true }
        return before > 0 && parse.tokens[before].text == "of" && lexicon.has(parse.tokens[before - 1].text, .head)
    }

    /// Whether another capitalised proper noun stands beside the stretch.
    private func touchesName(_ tokens: Range<Int>) -> Bool {
        [tokens.lowerBound - 1, tokens.upperBound].contains { i in
            parse.tokens.indices.contains(i) && parse.tokens[i].pos == "PROPN" && isCapital(i)
        }
    }

    private func isAfterPreposition(_ tokens: Range<Int>) -> Bool {
        let i = tokens.upperBound - 1
        guard parse.tokens[i].label == "pobj" else { return false }
        let word = parse.tokens[parse.tokens[i].head].text.lowercased()
        return lexicon.has(word, .within) || lexicon.has(word, .point)
    }
}
