import Demarche
import DemarcheLexicon

/// What the words themselves show: doers and recipients that stand in a phrasing's slots.
extension RoleFiller {
    /// Doers as shown; "the WTO filing" is none of the WTO's.
    func doers(of candidate: Candidate) -> [Claim.Role] {
        let source = withSiblings(roles(candidate.doers))
        let isLodged =
            candidate.match.form == "nominal" && phrasebook.defaultRecipient(of: candidate.act) == .forum
        if isLodged, isForum(source) { return [] }
        // "Koreans begin with the removal of their country": whoever a noun hangs on does nothing to himself.
        let hangs = !candidate.match.doers.isEmpty && candidate.match.doers.allSatisfy { $0.role == .support }
        return hangs && codes(source) == codes(roles(candidate.recipients)) ? [] : source
    }

    /// Recipients as shown: pronouns that cannot be the doer, places that mean their people, forums left out.
    func shown(_ recipients: [Filler], of candidate: Candidate) -> [Claim.Role] {
        let source = self.doers(of: candidate)
        let doers = codes(source)
        // "Togo closed its doors", "tweeted his thanks", "sent the treaty to its parliament": what is the doer's own shows no
        // recipient.
        let shown = recipients.filter { filler in
            let kind = filler.mention?.kind
            let isBesides =
                kind == .thing
                || kind == .body && candidate.act.quad < 3
                    && phrasebook.defaultRecipient(of: candidate.act) == nil
            return
                !(isBesides && filler.ground == .rule("owner-of")
                && doers.count == 1 && filler.actors.allSatisfy { $0.code == doers[0] })
        }
        let bound = unbound(withSiblings(roles(shown)), of: candidate, from: source)
        let target = asPeople(bound, candidate, of: source)
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        if usual == .ownPeople, isOwnOrgan(target, of: source) { return [] }
        if usual == .forum, isForum(target) { return [] }
        if usual?.excludesOwnPeople ?? false, isForOwn(target, of: candidate, by: source) { return [] }
        guard usual == .ownEnvoy else { return target }
        // "withdrew its envoy": whoever leaves is the doer's own, not the one whom it hits.
        let own = Set(source.map(\.actor.code))
        let others = target.filter { !own.contains($0.actor.code) }
        return codes(others).isEmpty ? [] : others
    }

    /// "lifted the emergency in the *Northern State*", "dismissed his *minister*": what an organ does to its own state's organs
    /// is done to the people.
    private func isOwnOrgan(_ target: [Claim.Role], of source: [Claim.Role]) -> Bool {
        !target.isEmpty && codes(target) == codes(source)
            && (source + target).allSatisfy { sectors.isOrgan($0.actor.sector) }
    }

    /// "demanded *his* release", "asked for news of *its sailors*": for whom something is asked is not of whom it is asked.
    private func isForOwn(
        _ target: [Claim.Role], of candidate: Candidate, by source: [Claim.Role]
    ) -> Bool {
        !codes(target).isEmpty && codes(target) == codes(source)
            && candidate.match.recipients.allSatisfy {
                $0.role == .possessor || $0.role == .oblique("of") || $0.role == .oblique("for")
            }
    }

    /// A body of no state, with which one lodges what is aimed at another.
    private func isForum(_ roles: [Claim.Role]) -> Bool {
        roles.allSatisfy { words.has($0.actor.code, .stateless) }
    }

    /// "Paris sent police to Corsica", "lifted the curfew in Darfur": a place of the doer's own state is its people.
    private func asPeople(_ target: [Claim.Role], _ candidate: Candidate, of source: [Claim.Role]) -> [Claim
        .Role]
    {
        guard codes(source).count == 1, let own = codes(source).first,
            source.allSatisfy({ sectors.isOrgan($0.actor.sector) })
        else { return target }
        let isWithin = candidate.act.quad == 4 || phrasebook.defaultRecipient(of: candidate.act) == .ownPeople
        let places = candidate.recipients.filter { filler in
            guard let mention = filler.mention else { return false }
            return mention.kind == .place
                || isWithin && mention.kind == .body && mention.roleClass.isEmpty && mention.properName == nil
        }
        return target.map { role in
            guard role.actor.code == own, places.contains(where: { $0.span == role.span }) else {
                return role
            }
            return self.role(
                Actor(code: own, sector: "CVL", name: role.actor.name), from: role, rule: "own-people")
        }
    }

    /// A name that stands for somebody whom the report told of before without one, or showed by an act.
    func introduced(_ candidate: Candidate) -> Candidate {
        func known(_ filler: Filler) -> Filler {
            let isPointing = filler.ground == .rule("anaphora") || filler.ground == .rule("surname")
            guard filler.isOpen || isPointing, let name = filler.mention?.properName,
                let last = ToldAct.lastName(name),
                let actor = stage.introduced[last]
            else { return filler }
            let sector = filler.sector.isEmpty ? actor.sector : filler.sector
            return filler.meaning([Actor(code: actor.code, sector: sector, name: name)], by: "introduced")
        }
        return candidate.with(
            doers: candidate.doers.map(known), recipients: candidate.recipients.map(known))
    }

    /// "her murder", "the editor's arrest": one person of no organ undergoes the force that a noun tells of.
    func undergone(_ candidate: Candidate) -> Candidate {
        guard candidate.match.form == "nominal", candidate.act.quad == 4, candidate.givenTrigger == nil,
            candidate.recipients.isEmpty, !candidate.doers.isEmpty,
            candidate.match.doers.allSatisfy({ $0.role == .possessor }),
            candidate.doers.allSatisfy({
                $0.mention?.kind == .person && !sectors.isOrgan($0.sector) && read.parse.isSingular($0.head)
            })
        else { return candidate }
        return candidate.turned
    }

    /// "a protest that *a Togolese ship* had fired": a reproach told by a noun is aimed at whom its clause is about.
    func aboutClause(_ candidate: Candidate) -> Candidate {
        guard candidate.act.quad == 3, candidate.recipients.isEmpty else { return candidate }
        let nouns = candidate.match.tokens.filter { read.predications[$0].form == .nominal }
        let shown = nouns.flatMap { read.predications[$0].fillers(.clauseSubject) }
        return candidate.with(
            doers: candidate.doers,
            recipients: shown.compactMap { fillers.filler(head: $0) }.map(ofState))
    }

    /// For what its ships and troops do a state is reproached.
    private func ofState(_ filler: Filler) -> Filler {
        guard filler.mention?.kind == .thing, !filler.isOpen else { return filler }
        return filler.meaning(filler.actors.map { actor($0.code) }, by: "owner-of")
    }

    /// "Kuwait passed on the demands *of Chad*": whoever carries another's words does not say them.
    func carried(_ candidate: Candidate) -> Candidate {
        let match = candidate.match
        guard read.predications[match.anchor].form == .nominal, candidate.act.quad % 2 == 1,
            !match.doers.isEmpty,
            match.doers.allSatisfy({ $0.role == .support })
        else { return candidate }
        let taken = Set(match.recipients.map(\.head))
        let tellers = read.predications[match.anchor].fillers(.oblique("of")).filter { !taken.contains($0) }
            .compactMap { fillers.filler(head: $0) }
        guard tellers.contains(where: { !$0.isOpen }) else { return candidate }
        return candidate.with(doers: tellers, recipients: candidate.recipients)
    }

    /// "*Gunmen* seized six engineers": whoever is armed and of no known group is nobody's (codebook §2).
    func unidentified(_ candidate: Candidate) -> Candidate {
        guard candidate.act.quad == 4, !candidate.doers.isEmpty,
            candidate.doers.allSatisfy({
                $0.isOpen && $0.sector == Sector.unidentified && $0.mention?.properName == nil
            })
        else { return candidate }
        return candidate.with(
            doers: candidate.doers.map { filler in
                let armed = filler.actors.map {
                    Actor(code: RoleHypothesis.unknown, sector: $0.sector, name: $0.name)
                }
                return filler.meaning(armed, by: "unidentified")
            }, recipients: candidate.recipients)
    }

    func namedLater(_ candidate: Candidate, _ target: [Claim.Role]) -> [Claim.Role]? {
        guard codes(target).isEmpty, let first = target.first,
            candidate.recipients.first?.mention?.properName != nil, let unnamed = stage.unnamedPerson,
            first.actor.sector.isEmpty || first.actor.sector == unnamed.sector
        else { return nil }
        return [role(unnamed, from: first, rule: "named-later")]
    }

    /// "Modi thanked *him*": an object pronoun is not its own subject, so it is the other party.
    private func unbound(_ target: [Claim.Role], of candidate: Candidate, from source: [Claim.Role]) -> [Claim
        .Role]
    {
        guard let own = source.first?.actor, codes(source).count == 1,
            let other = stage.counterpart(of: own.code)
        else { return target }
        return target.map { bound in
            guard isBound(bound, by: own, candidate) else { return bound }
            // The pronoun took the doer's name; what is owned keeps its own.
            let isPronoun = bound.ground == .rule("anaphora")
            let name = isPronoun ? actor(other).name : bound.actor.name
            return role(
                Actor(code: other, sector: bound.actor.sector, name: name), from: bound, rule: "binding")
        }
    }

    /// Whether a role that a pronoun gave to the doer itself cannot be the doer's: an object is not its own subject, and
    /// nobody strikes what is his own.
    private func isBound(_ role: Claim.Role, by own: Actor, _ candidate: Candidate) -> Bool {
        guard role.actor.code == own.code else { return false }
        if role.ground == .rule("anaphora") { return role.actor.sector == own.sector }
        guard role.ground == .rule("owner-of"), hasPronounOwner(candidate) else { return false }
        let isAimedOutside =
            (phrasebook.defaultRecipient(of: candidate.act) == .foreign || candidate.act.quad == 3)
            && !candidate.recipients.contains { $0.mention?.kind == .person }
        return isAimedOutside || isOfFormerObject(candidate)
    }

    private func hasPronounOwner(_ candidate: Candidate) -> Bool {
        candidate.recipients.contains { filler in
            read.parse.dependents(of: filler.head, ["poss"]).contains { read.parse.tag($0) == "PRP$" }
        }
    }

    /// "brought down a jet and captured *its pilot*": of what the verb before hit, not of its doer.
    private func isOfFormerObject(_ candidate: Candidate) -> Bool {
        let anchor = candidate.match.anchor
        let parse = read.parse
        return candidate.act.quad == 4 && parse.label(anchor) == "conj"
            && parse.dependent(of: parse.head(anchor), "dobj") != nil
    }

    /// "80 individuals and nine Russian organisations": what is joined to a known party is taken to be of it.
    func withSiblings(_ roles: [Claim.Role]) -> [Claim.Role] {
        let known = codes(roles)
        guard known.count == 1, let code = known.first else { return roles }
        return roles.map { $0.actor.code.isEmpty ? owned($0, by: code, rule: "coordination") : $0 }
    }
}
