import Demarche
import DemarcheLexicon

/// Roles of an act of which the words show no actor, by what it is aimed at, what it undoes, and where it is said.
extension RoleFiller {
    /// "rejected a call by *Chad*", "denounced the delay": what is aimed at a thing hits whoever the thing's own words name, else
    /// the other of two who quarrel.
    func mayHit(_ candidate: Candidate, _ words: Sides) -> Bool {
        let heads = candidate.match.recipients.map(\.head)
        let doers = codes(words.source)
        let named = heads.flatMap { read.parse.subtree(of: $0) }.compactMap { read.mention(at: $0) }.filter {
            $0.kind != .place
        }.flatMap(\.actors).map(\.code)
        if named.contains(where: { isState($0) && !doers.contains($0) }) { return true }
        let isHeldBySomebody = heads.contains { read.parse.dependent(of: $0, "poss") != nil }
        let isObject = candidate.match.recipients.allSatisfy { $0.role == .patient }
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        return isObject && !isHeldBySomebody && usual != .nobody && !candidate.act.is(.asking)
            && stage.pair != nil
            && (doers.isEmpty || doers.contains(where: stage.isInPair))
    }

    /// "The ban was lifted in May", "*They* were freed": who undoes a hostile act does it to whom that act hit.
    ///
    /// A noun names the act or what it was done to; a pronoun or number means those whom the last one hit.
    func undone(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard candidate.act.is(.concession), codes(roles(candidate.doers)).isEmpty else { return nil }
        let parse = read.parse
        let heads = candidate.match.tokens + read.predications[candidate.match.anchor].fillers(.patient)
        let named = heads.filter { parse.tokens[$0].pos == "NOUN" }.firstNonNil {
            stage.deed(called: parse.lemma($0)).flatMap { $0.act.quad == 4 && $0.pair != nil ? $0 : nil }
        }
        let isPointing = heads.contains { ["PRON", "NUM"].contains(parse.tokens[$0].pos) }
        guard let told = named ?? (isPointing ? lastCoercion() : nil) else { return nil }
        return self.sides(told, swapped: false, open: sides.target, rule: "told-act")
    }

    /// The last act of the sentences before that took somebody or something without killing.
    private func lastCoercion() -> ToldAct? {
        stage.told.last { told in
            told.pair != nil && told.act.quad == 4 && !isViolent(told.act)
                && stage.sentences - told.sentence <= 3
        }
    }

    /// "The award was denounced *in Lima*": what is said in a capital, by nobody shown, is said by its government.
    func hosted(_ candidate: Candidate) -> Sides? {
        guard let host = host(of: candidate) else { return nil }
        let sides = withTarget(candidate, host)
        return sides.why == nil && !codes(sides.target).isEmpty ? sides : nil
    }

    private func host(of candidate: Candidate) -> Sides? {
        let verb = candidate.match.anchor
        guard candidate.act.quad % 2 == 1, read.predications[verb].form == .passive,
            candidate.match.doers.isEmpty
        else { return nil }
        let places = read.parse.dependents(of: verb, ["prep"]).filter {
            words.has(read.parse.lower($0), .locative)
        }.flatMap { read.parse.dependents(of: $0, ["pobj"]) }.compactMap { read.mention(at: $0) }.filter {
            $0.kind == .place && $0.actors.count == 1
        }
        guard places.count == 1, let place = places.first, let actor = place.actors.first,
            isState(actor.code)
        else { return nil }
        let source = Claim.Role(
            actor: actor, span: place.span, text: fillers.text[place.span], ground: .rule("site-of"))
        return Sides(source: [source], target: [])
    }
}
