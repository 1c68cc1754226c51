package import Demarche
package import DemarcheLexicon

/// Codes by generalising what no phrasing tells in a report: only where nearly everything speaks for one kind.
package struct GeneralCoder: Sendable {
    /// The share of all kinds that one must have; chosen on our own goldens (Documentation/Decisions/0011-generalising.md).
    package static let leastShare = 0.9

    let generaliser: Generaliser
    let reader: PairFeatureReader
    let phrasings: NearestPhrasings
    let finder: UncodedFinder
    let leastShare: Double

    package init(
        lexicon: ActLexicon, phrasebook: Phrasebook, generaliser: Generaliser,
        leastShare: Double = Self.leastShare
    ) {
        self.generaliser = generaliser
        reader = PairFeatureReader(lexicon: lexicon)
        phrasings = NearestPhrasings(phrasebook: phrasebook, lexicon: lexicon)
        finder = UncodedFinder(phrasebook: phrasebook)
        self.leastShare = leastShare
    }

    /// What an uncoded predication most likely is, and the nearest phrasings.
    struct Proposal {
        let kind: String
        let share: Double
        let nearest: [NearPhrasing]
    }

    func proposal(for uncoded: UncodedPredication) -> Proposal {
        let features = reader.features(of: uncoded.scene)
        let guess = generaliser.guess(features)
        let first = guess.shares.indices.max { guess.shares[$0] < guess.shares[$1] } ?? 0
        let kind = generaliser.kinds[first]
        return Proposal(
            kind: kind, share: guess.shares[first],
            nearest: phrasings.nearest(to: features, standIns: guess.standIns, kind: kind))
    }
}

extension SentenceCoder {
    /// The acts that generalising finds beside those that phrasings told.
    func generalised(
        in sentence: Range<Int>, of read: ReadPassage, told: [Candidate], fillers: FillerReader
    ) -> [Candidate] {
        guard let general else { return [] }
        let coded = Set(told.flatMap(\.match.tokens))
        let uncoded = general.finder.predications(in: sentence, of: read, coded: coded, fillers: fillers)
        return uncoded.compactMap { uncoded -> Candidate? in
            let standing = standings.standing(
                of: uncoded.token, in: read.parse, predications: read.predications)
            guard standing.modality == .done || standing.modality == .ongoing else { return nil }
            let proposal = general.proposal(for: uncoded)
            guard proposal.share >= general.leastShare, let nearest = proposal.nearest.first,
                let act = phrasebook.acts[nearest.pattern.act]
            else { return nil }
            let match = Match(
                pattern: nearest.pattern, anchor: uncoded.token, tokens: [uncoded.token],
                doers: [uncoded.doer], recipients: [uncoded.recipient], form: "generalised")
            return Candidate(
                match: match, act: act, doers: [uncoded.doers], recipients: [uncoded.recipients],
                standing: standing)
        }
    }
}
