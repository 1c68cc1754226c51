package import Demarche
package import DemarcheLexicon

/// Finds the places that a report names, and the place of an act.
package struct PlaceFinder: Sendable {
    /// What is known of the report beside its words.
    package struct Context: Sendable {
        /// How often the report speaks of each state (ISO alpha-3) otherwise than by its name: "Japanese", "the Kremlin".
        package let countries: [String: Int]

        package init(countries: [String: Int] = [:]) { self.countries = countries }
    }

    package let lexicon: PlaceLexicon

    package init(lexicon: PlaceLexicon) { self.lexicon = lexicon }

    /// The places named in a report, in text order. Its parses are read together: one name means one place in one
    /// report, and each place speaks for others near it.
    package func places(
        in parses: [Parse], text: ScalarText, context: Context = Context()
    ) -> [PlaceMention] {
        let candidates = parses.enumerated().flatMap { index, parse in
            PlaceNames(parse: parse, text: text, lexicon: lexicon).candidates(parse: index)
        }
        let chosen = PlaceChoice(candidates: candidates, text: text, context: context).choices()
        return candidates.sorted { $0.span < $1.span }.map { candidate in
            let name = text[candidate.span]
            guard let place = chosen[candidate.key] else { return PlaceMention(span: candidate.span, name: name, country: "") }
            return PlaceMention(
                span: candidate.span, name: place.name, country: place.country, latitude: place.latitude,
                longitude: place.longitude, geonames: place.geonames, claimedBy: place.claimedBy)
        }
    }

    /// The places named in one parse.
    package func places(in parse: Parse, text: ScalarText, context: Context = Context()) -> [PlaceMention] {
        places(in: [parse], text: text, context: context)
    }
}
