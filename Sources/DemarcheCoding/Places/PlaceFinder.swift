package import Demarche
package import DemarcheLexicon

/// Finds the places that a report names, and the place of an act.
package struct PlaceFinder: Sendable {
    /// What is known of the report beside its words.
    package struct Context: Sendable {
        /// How often the report speaks of each state (ISO alpha-3) otherwise than by its name: "Japanese",
        /// "the Kremlin".
        package let countries: [String: Int]

        package init(countries: [String: Int] = [:]) { self.countries = countries }
    }

    package let lexicon: PlaceLexicon

    package init(lexicon: PlaceLexicon) { self.lexicon = lexicon }

    /// The places named in a report, in text order. Its parses are read together: one name means one place in one report, and
    /// each place speaks for others near it.
    package func places(
        in parses: [Parse], text: ScalarText, context: Context = Context()
    ) -> [PlaceMention] {
        let candidates = candidates(in: parses, text: text)
        let chosen = PlaceChoice(candidates: candidates, text: text, context: context).choices()
        return candidates.sorted { $0.span < $1.span }.map { candidate in
            let name = text[candidate.span]
            guard let place = chosen[candidate.key] else {
                return PlaceMention(span: candidate.span, name: name, country: "")
            }
            return PlaceMention(
                span: candidate.span, name: place.name, country: place.country, latitude: place.latitude,
                longitude: place.longitude, geonames: place.geonames, claimedBy: place.claimedBy)
        }
    }

    /// Reads the report until no more names are found: a name that is a place once is a place again, and so is the neighbour of
    /// a place in a list.
    private func candidates(in parses: [Parse], text: ScalarText) -> [PlaceCandidate] {
        let people = PlaceNames.people(in: parses)
        var memo: [String: PlaceLexicon.Found] = [:]
        var names = parses.map {
            PlaceNames(parse: $0, text: text, lexicon: lexicon, people: people, memo: &memo)
        }
        var found: [PlaceCandidate] = []
        for _ in 0..<4 {
            let next = names.enumerated().flatMap { index, names in names.candidates(parse: index) }
            if next == found { break }
            found = next
            let known = Set(found.filter { !$0.options.isEmpty || $0.isNamedSo }.map(\.key))
            let tokens = Dictionary(grouping: found, by: \.parse).mapValues { $0.map(\.tokens) }
            for i in names.indices { names[i].learn(known: known, found: tokens[i] ?? []) }
        }
        return found
    }

    /// The places named in one parse.
    package func places(in parse: Parse, text: ScalarText, context: Context = Context()) -> [PlaceMention] {
        places(in: [parse], text: text, context: context)
    }
}
