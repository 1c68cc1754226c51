package import Demarche
package import DemarcheLexicon

/// Names what words most likely tell of which no phrasing tells.
package struct GeneralCoder: Sendable {
    let generaliser: Generaliser
    let reader: PairFeatureReader
    let phrasings: NearestPhrasings
    let finder: UncodedFinder
    let gate: TellingGate

    package init(
        lexicon: ActLexicon, phrasebook: Phrasebook, generaliser: Generaliser, gate: TellingGate
    ) {
        self.generaliser = generaliser
        self.gate = gate
        reader = PairFeatureReader(lexicon: lexicon)
        phrasings = NearestPhrasings(phrasebook: phrasebook, lexicon: lexicon)
        finder = UncodedFinder(
            phrasebook: phrasebook, actNouns: Set(lexicon.nounsByVerb.values.joined()))
    }

    /// What an uncoded predication most likely is, and the nearest phrasings.
    struct Proposal {
        let kind: String
        let share: Double
        let nearest: [NearPhrasing]
        let features: PairFeatures
        let standIns: [String: String]

        /// For the evidence: the nearest phrasings, each with its share.
        var phrasings: String {
            nearest.map { "\($0.pattern.act): \($0.pattern.example) \(JSON.decimal($0.share, places: 2))" }
                .joined(separator: "; ")
        }

        /// For the evidence: the kind and its share, and the known words that stood in for unknown ones.
        var reasons: [String] {
            ["generalised", "\(kind) \(JSON.decimal(share, places: 2))"]
                + standIns.sorted { $0.key < $1.key }.map { "\($0.key) like \($0.value)" }
        }
    }

    func proposal(for uncoded: UncodedPredication) -> Proposal {
        let features = reader.features(of: uncoded.scene)
        let guess = generaliser.guess(features)
        let first = guess.shares.indices.max { guess.shares[$0] < guess.shares[$1] } ?? 0
        let kind = generaliser.kinds[first]
        return Proposal(
            kind: kind, share: guess.shares[first],
            nearest: phrasings.nearest(to: features, standIns: guess.standIns, kind: kind),
            features: features, standIns: guess.standIns)
    }
}
