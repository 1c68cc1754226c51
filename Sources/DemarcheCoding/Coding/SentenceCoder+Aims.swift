import Demarche
import DemarcheLexicon

/// What an act is done to press for or to do: "went on hunger strike *to demand* the release of its leader".
struct Aim: Sendable {
    /// The word that tells it.
    let token: Int
    let act: Act
    /// Of whom it is demanded, or to whom it is done.
    let asked: [Filler]
    /// Whether it is demanded of somebody, not the doer's own act.
    let isDemand: Bool
}

/// Acts that are done for an aim are told apart by it.
extension SentenceCoder {
    /// What a found act is as an aim: the demand that it is the content of, or itself.
    func aim(of inner: Candidate) -> Aim {
        if let frame = inner.standing.frame, frame.effect == .request || frame.effect == .demand,
            let demand = phrasebook.framed(frame.effect, about: inner.act)
        {
            return Aim(token: frame.governor, act: demand, asked: inner.doers, isDemand: true)
        }
        return Aim(token: inner.match.anchor, act: inner.act, asked: inner.recipients, isDemand: false)
    }

    /// "staged a rally calling for new elections", "began a strike to demand her release": the finer act where the aim hangs
    /// below, and of whom it is demanded where the act itself shows nobody.
    func pressing(_ told: [Candidate], for aims: [Aim], in parse: Parse) -> [Candidate] {
        told.map { candidate in
            let anchor = candidate.match.anchor
            guard phrasebook.isDoneForAims(candidate.act) else { return candidate }
            let below = aims.filter { $0.token > anchor && parse.dominates(anchor, $0.token) }
            let fitting = below.first { phrasebook.pressing(candidate.act, for: $0.act) != nil }
            guard let aim = fitting ?? below.first(where: \.isDemand) else { return candidate }
            let finer = candidate.being(phrasebook.pressing(candidate.act, for: aim.act) ?? candidate.act)
            let asked = aim.asked.filter { !$0.isOpen }
            return candidate.recipients.isEmpty && !asked.isEmpty
                ? finer.with(doers: candidate.doers, recipients: asked) : finer
        }
    }
}
