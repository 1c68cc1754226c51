import Demarche
import DemarcheLexicon

/// An uncoded predication taken for an act: what it most likely is, and the candidate that it would make.
struct Surmise {
    let uncoded: UncodedPredication
    let proposal: GeneralCoder.Proposal
    let candidate: Candidate
    /// Whether a phrasing fits its words, and something else was wrong.
    let isRefused: Bool
}

extension SentenceCoder {
    /// What the predications of a sentence could tell that no phrasing tells, where they are told as done.
    func surmises(
        in sentence: Range<Int>, of read: ReadPassage, besides found: Found, fillers: FillerReader
    ) -> [Surmise] {
        guard let general, !found.isSilent else { return [] }
        let coded = Set(found.candidates.flatMap(\.match.tokens))
        let uncoded = general.finder.predications(in: sentence, of: read, coded: coded, fillers: fillers)
        return uncoded.compactMap { uncoded -> Surmise? in
            guard !isReport(uncoded.token, in: read) else { return nil }
            let standing = standings.standing(
                of: uncoded.token, in: read.parse, predications: read.predications)
            guard standing.modality == .done || standing.modality == .ongoing else { return nil }
            let proposal = general.proposal(for: uncoded)
            guard let nearest = proposal.nearest.first, let act = phrasebook.acts[nearest.pattern.act] else {
                return nil
            }
            let isNominal = read.predications[uncoded.token].form == .nominal
            let match = Match(
                pattern: nearest.pattern, anchor: uncoded.token, tokens: [uncoded.token],
                doers: uncoded.doers, recipients: uncoded.recipients,
                form: isNominal ? "nominal" : "direct")
            return Surmise(
                uncoded: uncoded, proposal: proposal,
                candidate: Candidate(
                    match: match, act: act, doers: distinct(uncoded.doers.compactMap(fillers.filler)),
                    recipients: distinct(uncoded.recipients.compactMap(fillers.filler)), standing: standing),
                isRefused: found.refused.contains(uncoded.token))
        }
    }

    /// "Lima *said* that …": what is told is in the clause.
    private func isReport(_ verb: Int, in read: ReadPassage) -> Bool {
        standings.cues.has(read.parse.lemma(verb), .verb, .say)
            && read.predications[verb].argument(.clause) != nil
    }
}

extension RoleFiller {
    /// Whether one party does it to another: what is done to one's own only a phrasing tells.
    func isOfTwo(_ sides: Sides) -> Bool {
        let (sources, targets) = (Set(codes(sides.source)), Set(codes(sides.target)))
        return !sources.isEmpty && !targets.isEmpty && sources.isDisjoint(with: targets)
    }
}
