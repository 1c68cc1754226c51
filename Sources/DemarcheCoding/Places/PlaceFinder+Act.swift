package import Demarche
internal import DemarcheLexicon

extension PlaceFinder {
    /// The place of an act: what a preposition of place ties to the predicate or to its object, never the subject or
    /// the object itself.
    ///
    /// "The FSB detained a consul in Vladivostok" → Vladivostok; "Moscow condemned the raid" → nil.
    package func place(of predicate: Int, in parse: Parse, among places: [PlaceMention]) -> PlaceMention? {
        guard parse.tokens.indices.contains(predicate) else { return nil }
        for token in prepositions(of: predicate, in: parse) {
            if let place = place(after: token, in: parse, among: places) { return place }
        }
        return nil
    }

    /// Prepositions that tell where an act was: its own, the nearest after it first; its objects'; and for a further
    /// verb ("detained and expelled") those that stand before the first.
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

    private func place(after preposition: Int, in parse: Parse, among places: [PlaceMention]) -> PlaceMention? {
        let word = parse.tokens[preposition].text.lowercased()
        for object in parse.children[preposition] where parse.tokens[object].label == "pobj" {
            let span = parse.tokens[object].span
            guard let place = places.first(where: { $0.span.contains(span) }), isPlace(place, after: word) else { continue }
            return place
        }
        // "in the east of Ukraine" has its place a step deeper; "outside of Kyiv" has a second preposition.
        guard lexicon.has(word, .within) else { return nil }
        for deeper in parse.children[preposition] where parse.tokens[deeper].label == "prep" {
            if let place = place(after: deeper, in: parse, among: places) { return place }
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
