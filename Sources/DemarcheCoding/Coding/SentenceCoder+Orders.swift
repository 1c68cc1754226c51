import Demarche
import DemarcheLexicon

extension SentenceCoder {
    /// "Russia said that Sudan must return the aircraft": a duty that one actor tells another is a demand, whatever it is.
    func duty(at token: Int, read: ReadPassage, fillers: FillerReader) -> Candidate? {
        guard
            let (cue, verb, frame) = standings.duty(
                at: token, in: read.parse, predications: read.predications),
            let act = phrasebook.framedInGeneral(cue.effect)
        else { return nil }
        let doers = read.predications[frame.governor].arguments.filter { $0.role == .agent }
        let addressed = read.predications[verb].arguments.filter {
            $0.role == (read.predications[verb].form == .passive ? .patient : .agent)
        }
        let source = distinct(doers.compactMap(fillers.filler)),
            target = distinct(addressed.compactMap(fillers.filler))
        let standing = standings.standing(of: frame.governor, in: read.parse, predications: read.predications)
        guard standing.modality != nil, source.contains(where: { !$0.isOpen }),
            target.contains(where: { !$0.isOpen })
        else { return nil }
        let match = Match.duty(
            cue, act: act, verb: frame.governor, modal: token, in: read.parse, doers, addressed)
        return Candidate(match: match, act: act, doers: source, recipients: target, standing: standing)
    }

    /// "Fiji told *its banks* to close Togo's accounts": who orders its own organs asks nobody for anything, but does it, or,
    /// where it is no measure, plans to.
    func orderedOfOwn(
        _ frame: Standing.Frame, _ inner: Candidate, read: ReadPassage, fillers: FillerReader
    ) -> Candidate? {
        let predication = read.predications[frame.governor]
        let doers = distinct(
            predication.arguments.filter { $0.role == .agent }.compactMap(fillers.filler))
        let own = Set(doers.flatMap(\.actors).map(\.code))
        let told = predication.arguments.filter { $0.role == .patient }.compactMap(fillers.filler)
        let hit = Set(inner.recipients.flatMap(\.actors).map(\.code)).subtracting([""])
        guard frame.effect == .demand || frame.effect == .request, predication.form == .active,
            own.count == 1, !own.contains(""), !hit.isEmpty, hit.isDisjoint(with: own), !told.isEmpty,
            told.allSatisfy({ isOrgan($0, of: own) })
        else { return nil }
        let outer = standings.standing(of: frame.governor, in: read.parse, predications: read.predications)
        guard let modality = outer.modality else { return nil }
        let isDone = modality == .done && inner.act.measure == nil
        return Candidate(
            match: inner.match, act: inner.act, doers: doers, recipients: inner.recipients,
            standing: Standing(
                modality: isDone ? .planned : modality, speakers: outer.speakers, reasons: outer.reasons))
    }

    /// "its ministries", "its banks": bodies that belong to whoever gives the order.
    private func isOrgan(_ filler: Filler, of own: Set<String>) -> Bool {
        filler.mention?.kind == .body && filler.ground == .rule("owner-of")
            && Set(filler.actors.map(\.code)) == own
    }
}
