internal import Demarche
internal import DemarcheLexicon

/// Whether a name that a table knows is a place here.
extension PlaceNames {
    /// People in a city whose bare name is a place without any other sign.
    private static let famous = 100_000
    /// People in a city that GeoNames counts among its larger ones.
    static let large = 15_000

    // MARK: Where a name may start and end

    func canStart(_ i: Int) -> Bool {
        if isCapital(i) { return parse.tokens[i].pos != "PUNCT" && parse.tokens[i].pos != "PRON" }
        // "sub-Saharan Africa", "al-Fashir"
        return i + 1 < parse.tokens.count && entityAt[i] != nil
            && parse.tokens[i].text.first?.isLetter == true
    }

    func canEnd(_ i: Int) -> Bool {
        parse.tokens[i].tag != "POS" && parse.tokens[i].text.contains { $0.isLetter || $0.isNumber }
    }

    func isCapital(_ i: Int) -> Bool { parse.tokens[i].text.first?.isUppercase == true }

    /// Whether no entity is cut by the edges of the stretch.
    func isWhole(_ tokens: Range<Int>) -> Bool {
        [tokens.lowerBound, tokens.upperBound - 1].allSatisfy { i in
            guard let entity = entityAt[i] else { return true }
            let inside = tokens.lowerBound <= entity.lowerBound && entity.upperBound <= tokens.upperBound
            let around = entity.lowerBound <= tokens.lowerBound && tokens.upperBound <= entity.upperBound
            return inside || around
        }
    }

    func span(of tokens: Range<Int>) -> Span {
        parse.tokens[tokens.lowerBound].span.union(parse.tokens[tokens.upperBound - 1].span)
    }

    // MARK: Whether a name is a place

    func accepts(_ tokens: Range<Int>, _ options: [Place], key: String) -> Bool {
        let isOwn = options.contains(where: \.isOwn)
        guard isProper(tokens), !isPartOfAnotherName(tokens), isOwn || !isWeak(tokens) else { return false }
        let people = options.map { $0.kind == "district" ? 0 : $0.population }.max() ?? 0
        let isLarge = people >= Self.large || options.contains { $0.kind == "region" }
        let isSure =
            isOwn || known.contains(key) || isNamedSo(tokens) || isRegionByWord(tokens)
            || isListed(tokens) && (people >= 1000 || options.contains { $0.kind != "city" })
        guard let entity = entityAt[tokens.lowerBound] ?? entityAt[tokens.upperBound - 1] else {
            if touchesName(tokens) { return isOwn }
            return isSure || people >= Self.famous || isLarge && isAfterPreposition(tokens)
        }
        let isEntity = tokens.lowerBound <= entity.lowerBound && entity.upperBound <= tokens.upperBound
        switch labels[entity.lowerBound] ?? "" {
        case "GPE", "LOC": return isEntity || leavesNoName(of: entity, beside: tokens)
        case "FAC":
            return isEntity || isOwn && leavesNoName(of: entity, beside: tokens) || people >= Self.famous
        case "NORP": return isOwn && isEntity && parse.tokens[tokens.lowerBound].tag != "JJ"
        case "PERSON": return isEntity && (isSure || isLarge && isAfterPreposition(tokens))
        case "ORG":
            if isEntity { return isSure || isLarge && isAfterPreposition(tokens) }
            return isOwn && isOwner(tokens, in: entity)
        default: return isOwn && isEntity
        }
    }

    private func isProper(_ tokens: Range<Int>) -> Bool {
        tokens.count > 1 || ["PROPN", "NOUN"].contains(parse.tokens[tokens.lowerBound].pos)
    }

    private func isWeak(_ tokens: Range<Int>) -> Bool {
        tokens.allSatisfy { lexicon.has(parse.tokens[$0].text, .weak) || !isCapital($0) }
    }

    /// Whether what is left of a longer entity names nothing, or another place ("Springfield Illinois").
    private func leavesNoName(of entity: Range<Int>, beside tokens: Range<Int>) -> Bool {
        let rest = [
            entity.lowerBound..<max(entity.lowerBound, tokens.lowerBound),
            min(tokens.upperBound, entity.upperBound)..<entity.upperBound,
        ]
        return rest.filter { !$0.isEmpty }.allSatisfy { part in
            if part.allSatisfy({ !isCapital($0) }) { return true }
            let names = part.drop { !isCapital($0) }
            return !isWeak(names)
                && lexicon.places(named: text[span(of: names)]).contains {
                    $0.isOwn || $0.population >= Self.large
                }
        }
    }

    /// "Canada's Broadcasting Corporation", "the Kenya Ministry of Health": the state is named apart.
    private func isOwner(_ tokens: Range<Int>, in entity: Range<Int>) -> Bool {
        guard tokens.lowerBound == entity.lowerBound, parse.tokens.indices.contains(tokens.upperBound) else {
            return false
        }
        let next = parse.tokens[tokens.upperBound]
        return next.tag == "POS" || lexicon.has(next.text, .organ)
    }

    /// "the Vienna Convention", "Bishop of Rome".
    func isPartOfAnotherName(_ tokens: Range<Int>) -> Bool {
        if parse.tokens.indices.contains(tokens.upperBound),
            lexicon.has(parse.tokens[tokens.upperBound].text, .tail)
        {
            return true
        }
        let before = tokens.lowerBound - 1
        guard before >= 0 else { return false }
        if lexicon.has(parse.tokens[before].text, .head) { return true }
        return before > 0 && parse.tokens[before].text == "of"
            && lexicon.has(parse.tokens[before - 1].text, .head)
    }

    // MARK: What the words around it say

    /// Whether another capitalised proper noun stands beside the stretch.
    private func touchesName(_ tokens: Range<Int>) -> Bool {
        [tokens.lowerBound - 1, tokens.upperBound].contains { i in
            parse.tokens.indices.contains(i) && parse.tokens[i].pos == "PROPN" && isCapital(i)
        }
    }

    /// "the town of X".
    func isNamedSo(_ tokens: Range<Int>) -> Bool {
        let of = tokens.lowerBound - 1
        return of > 0 && parse.tokens[of].text == "of"
            && lexicon.has(parse.tokens[of - 1].text.lowercased(), .kind)
    }

    /// "X Province", "X district".
    private func isRegionByWord(_ tokens: Range<Int>) -> Bool {
        lexicon.has(parse.tokens[tokens.upperBound - 1].text, .regionAfter)
            || parse.tokens.indices.contains(tokens.upperBound)
                && lexicon.has(parse.tokens[tokens.upperBound].text, .regionAfter)
    }

    /// Whether it stands in a list beside a place.
    private func isListed(_ tokens: Range<Int>) -> Bool {
        let joins: (Int) -> Bool = { i in
            [",", "and", "or"].contains(parse.tokens[i].text)
        }
        let before = tokens.lowerBound - 1
        if before > 0, joins(before), isFound[before - 1] { return true }
        let after = tokens.upperBound
        return after + 1 < parse.tokens.count && joins(after) && isFound[after + 1]
    }

    private func isAfterPreposition(_ tokens: Range<Int>) -> Bool {
        let i = tokens.upperBound - 1
        guard parse.tokens[i].label == "pobj" else { return false }
        let word = parse.tokens[parse.tokens[i].head].text.lowercased()
        return [PlaceLexicon.Use.within, .point, .motion].contains { lexicon.has(word, $0) }
    }
}
