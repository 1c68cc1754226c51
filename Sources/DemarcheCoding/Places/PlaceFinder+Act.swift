package import Demarche
internal import DemarcheLexicon

extension PlaceFinder {
    /// The place of an act: what a preposition of place ties to the predicate or to its object, never the subject or the object
    /// itself.
    ///
    /// "The FSB detained a consul in Vladivostok" → Vladivostok; "Moscow condemned the raid" → nil.
    package func place(of predicate: Int, in parse: Parse, among places: [PlaceMention]) -> PlaceMention? {
        guard parse.tokens.indices.contains(predicate) else { return nil }
        for token in prepositions(of: predicate, in: parse) {
            if let place = place(after: token, in: parse, among: places) { return place }
        }
        return nil
    }

    /// Prepositions that tell where an act was: its own, the nearest after it first; its objects'; and for a further verb
    /// ("detained and expelled") those that stand before the first.
    private func prepositions(of predicate: Int, in parse: Parse) -> [Int] {
        let own = parse.children[predicate]
        let isNoun = parse.tokens[predicate].pos == "NOUN"
        let objects = own.filter { ["dobj", "nsubjpass", "attr"].contains(parse.tokens[$0].label) }
        var tokens = own.filter { $0 > predicate } + (isNoun ? [] : own.filter { $0 < predicate })
        tokens += objects.flatMap { parse.children[$0] }
        if parse.tokens[predicate].label == "conj" {
            let first = parse.tokens[predicate].head
            tokens += parse.children[first].filter { $0 < first }
        }
        return tokens.filter { ["prep", "agent"].contains(parse.tokens[$0].label) }
    }

    /// The place after a preposition, also one step deeper: "outside the embassy in X", "in the north of X",
    /// "outside of X".
    private func place(after preposition: Int, in parse: Parse, among places: [PlaceMention]) -> PlaceMention?
    {
        let word = parse.tokens[preposition].text.lowercased()
        for child in parse.children[preposition] {
            let token = parse.tokens[child]
            if token.label == "pobj" {
                if let place = places.holding(token.span) {
                    return isPlace(place, after: word) ? place : nil
                }
                if let place = place(within: child, in: parse, among: places) { return place }
            } else if token.label == "prep", lexicon.has(word, .within) {
                if let place = places.first(holdingObjectOf: child, in: parse) { return place }
            }
        }
        return nil
    }

    private func place(within noun: Int, in parse: Parse, among places: [PlaceMention]) -> PlaceMention? {
        for child in parse.children[noun] where parse.tokens[child].label == "prep" {
            let isOf =
                parse.tokens[child].text == "of" && lexicon.has(parse.tokens[noun].text.lowercased(), .part)
            if let found = places.first(holdingObjectOf: child, in: parse),
                isOf || isPlace(found, after: parse.tokens[child].text.lowercased())
            {
                return found
            }
        }
        return nil
    }

    /// Whether a preposition before that place makes it a place, and no target: "fired at Israel".
    private func isPlace(_ place: PlaceMention, after word: String) -> Bool {
        if lexicon.has(word, .within) { return true }
        let kinds = Set(lexicon.places(named: place.name).filter { $0.country == place.country }.map(\.kind))
        if lexicon.has(word, .point) { return kinds.isDisjoint(with: ["country", "continent", "region"]) }
        if lexicon.has(word, .surface) {
            return !kinds.isDisjoint(with: ["island", "sea", "strait", "lake", "river", "mountains"])
        }
        return false
    }
}

extension [PlaceMention] {
    /// The place, of those in text order, whose name holds a stretch of words.
    fileprivate func holding(_ span: Span) -> PlaceMention? {
        let after = partitioningIndex { $0.span.start > span.start }
        return after > 0 && self[after - 1].span.contains(span) ? self[after - 1] : nil
    }

    /// The first place that holds an object of a preposition.
    fileprivate func first(holdingObjectOf preposition: Int, in parse: Parse) -> PlaceMention? {
        parse.dependents(of: preposition, ["pobj"]).compactMap { holding(parse.tokens[$0].span) }.min {
            $0.span < $1.span
        }
    }
}
