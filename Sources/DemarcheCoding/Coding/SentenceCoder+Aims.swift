import Demarche

/// What an act is done to press for: "went on hunger strike *to demand* the release of its leader".
struct Aim: Sendable {
    /// The word that demands it.
    let token: Int
    let demand: Act
    /// Of whom it is demanded.
    let asked: [Filler]
}

/// Acts that are done for a demand are told apart by it.
extension SentenceCoder {
    /// The demand that a found act is, or that it is the content of.
    func aim(of inner: Candidate) -> [Aim] {
        if let frame = inner.standing.frame, frame.effect == .request || frame.effect == .demand,
            let demand = phrasebook.framed(frame.effect, about: inner.act)
        {
            return [Aim(token: frame.governor, demand: demand, asked: inner.doers)]
        }
        guard ["02", "10"].contains(inner.act.cameo.prefix(2)) else { return [] }
        return [Aim(token: inner.match.anchor, demand: inner.act, asked: inner.recipients)]
    }

    /// "staged a rally calling for new elections", "began a strike to demand her release": the finer act where the demand
    /// hangs below, and of whom it is demanded where the act itself shows nobody.
    func pressing(_ told: [Candidate], for aims: [Aim], in parse: Parse) -> [Candidate] {
        told.map { candidate in
            let anchor = candidate.match.anchor
            guard phrasebook.isDoneForAims(candidate.act) else { return candidate }
            let below = aims.filter { $0.token > anchor && parse.dominates(anchor, $0.token) }
            guard
                let aim = below.first(where: { phrasebook.pressing(candidate.act, for: $0.demand) != nil })
                    ?? below.first
            else { return candidate }
            let finer = candidate.being(phrasebook.pressing(candidate.act, for: aim.demand) ?? candidate.act)
            let asked = aim.asked.filter { !$0.isOpen }
            return candidate.recipients.isEmpty && !asked.isEmpty
                ? finer.with(doers: candidate.doers, recipients: asked) : finer
        }
    }
}
