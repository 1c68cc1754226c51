import Demarche
import DemarcheLexicon

/// Fills what the sentence leaves unsaid, by named rules, from the stage; or leaves it open with the reason.
struct RoleFiller: Sendable {
    let stage: Stage
    /// Canonical names of states by code, so that a filled role carries a name.
    let names: @Sendable (String) -> String
    let phrasebook: Phrasebook
    let sectors: SectorTable
    let reciprocalNear: Bool

    /// Both sides of an act.
    struct Sides {
        var source: [Claim.Role]
        var target: [Claim.Role]
    }

    /// One entry a direction: mutual acts and reciprocal ones give two.
    func sides(of candidate: Candidate) -> [Sides] {
        // Who speaks in the first person is told by the quotation, never by the stage.
        if (candidate.doers + candidate.recipients).contains(where: {
            $0.mention?.anaphor == .speaker && $0.isOpen
        }) {
            return []
        }
        let pattern = candidate.match.pattern
        let isJoint =
            pattern.doer != nil && pattern.doer?.node == pattern.recipient?.node
            && pattern.doer?.role == pattern.recipient?.role
        if candidate.act.isMutual || isJoint { return mutual(candidate) }
        if candidate.match.isBare { return toldBefore(candidate) }
        var source = roles(candidate.doers)
        var target = roles(candidate.recipients)
        // "Koreans begin with the removal of their country": whoever a noun hangs on does nothing to himself.
        if candidate.match.doers.allSatisfy({ $0.role == .support }), !codes(source).isEmpty,
            codes(source) == codes(target)
        {
            source = []
        }
        let sourceCodes = codes(source), targetCodes = codes(target)
        if targetCodes.isEmpty, sourceCodes.count == 2, reciprocalNear { return reciprocal(source) }
        source = withSiblings(source)
        target = withSiblings(target)
        target = unbound(target, from: source)
        if let own = sourceCodes.first, sourceCodes.count == 1 {
            target = withPeople(of: own, target, candidate)
        }
        if targetCodes.isEmpty, let first = target.first,
            candidate.recipients.first?.mention?.properName != nil, let unnamed = stage.unnamedPerson
        {
            target = [role(unnamed, from: first, rule: "named-later")]
        }
        if source.isEmpty || sourceCodes.isEmpty {
            source =
                candidate.isByUnknownHand ? source : filledSource(candidate, open: source, target: target)
        }
        if target.isEmpty || targetCodes.isEmpty {
            target = filledTarget(candidate, open: target, source: source)
        }
        if codes(source).isEmpty, codes(target).isEmpty, source.isEmpty, target.isEmpty,
            let asked = stage.lastAsked, candidate.act.isAnswer
        {
            source = asked.target.map { role($0, from: nil, rule: "asked-before") }
            target = asked.source.map { role($0, from: nil, rule: "asked-before") }
        }
        if codes(source).isEmpty, codes(target).isEmpty,
            candidate.match.form == "nominal" || candidate.match.doers.isEmpty,
            let told = stage.told(like: candidate.act),
            !(told.source + told.target).contains(where: { $0.code == "UNK" || $0.code.isEmpty })
        {
            source = told.source.map { role($0, from: nil, rule: "told-act") }
            target = told.target.map { role($0, from: nil, rule: "told-act") }
        }
        if codes(source).isEmpty, codes(target).isEmpty, candidate.match.doers.isEmpty,
            let last = stage.lastHostile, candidate.act.quad == 4, candidate.match.form == "direct"
        {
            source = last.source.map { role($0, from: nil, rule: "same-doer") }
            target = last.target.map {
                role(
                    Actor(code: $0.code, sector: target.first?.actor.sector ?? $0.sector, name: $0.name),
                    from: target.first, rule: "same-doer")
            }
        }
        return [Sides(source: source, target: target)]
    }

    /// "The expulsions": a noun without what the act is done to points at an act that the report told.
    private func toldBefore(_ candidate: Candidate) -> [Sides] {
        let shown = codes(roles(candidate.doers))
        guard
            let told = stage.told(like: candidate.act, by: shown),
            !(told.source + told.target).contains(where: { $0.code == "UNK" || $0.code.isEmpty })
        else { return [] }
        let once = Sides(
            source: shown.isEmpty
                ? told.source.map { role($0, from: nil, rule: "told-act") } : roles(candidate.doers),
            target: told.target.map { role($0, from: nil, rule: "told-act") })
        return reciprocalNear && shown.isEmpty
            ? [once, Sides(source: once.target, target: once.source)] : [once]
    }

    // MARK: Acts that go both ways

    private func mutual(_ candidate: Candidate) -> [Sides] {
        var heads: Set<Int> = []
        let fillers = (candidate.doers + candidate.recipients).filter { heads.insert($0.head).inserted }
        var parties: [[Claim.Role]] = fillers.map { roles([$0]) }.filter { !codes($0).isEmpty }
        if parties.count == 1, codes(parties[0]).count >= 2 { parties = parties[0].map { [$0] } }
        if parties.count == 1, let only = codes(parties[0]).first, stage.isInPair(only),
            let other = stage.counterpart(of: only)
        {
            let absent = [role(actor(other), from: nil, rule: "report-dyad")]
            // A meeting has two sides whoever is named; who agrees or breaks off alone binds nobody else.
            guard candidate.act.isMeeting else { return [Sides(source: parties[0], target: absent)] }
            parties.append(absent)
        }
        if fillers.isEmpty, candidate.match.form == "direct", candidate.match.pattern.nodes.count > 1,
            let pair = stage.pair
        {
            parties = [pair.0, pair.1].map { [role(actor($0), from: nil, rule: "report-dyad")] }
        }
        let doers = Set(candidate.doers.map(\.head)),
            recipients = Set(candidate.recipients.map(\.head)).subtracting(doers)
        if !doers.isEmpty, !recipients.isEmpty {
            let a = roles(candidate.doers),
                b = roles(candidate.recipients.filter { recipients.contains($0.head) })
            if !codes(a).isEmpty, !codes(b).isEmpty, !sameActor(a, b) {
                return [Sides(source: a, target: b), Sides(source: b, target: a)]
            }
        }
        var found: [Sides] = []
        for (i, a) in parties.enumerated() {
            for (j, b) in parties.enumerated() where i != j && !sameActor(a, b) {
                found.append(Sides(source: a, target: b))
            }
        }
        return found.count > 6 ? Array(found.prefix(6)) : found
    }

    private func reciprocal(_ both: [Claim.Role]) -> [Sides] {
        let a = both.filter { $0.actor.code == both[0].actor.code }
        let b = both.filter { $0.actor.code != both[0].actor.code }
        func answered(_ roles: [Claim.Role]) -> [Claim.Role] {
            roles.map {
                Claim.Role(actor: $0.actor, span: $0.span, text: $0.text, ground: .rule("reciprocal"))
            }
        }
        return [Sides(source: a, target: answered(b)), Sides(source: b, target: answered(a))]
    }

    /// "80 individuals and nine Russian organisations": what is joined to a known party is taken to be of it.
    private func withSiblings(_ roles: [Claim.Role]) -> [Claim.Role] {
        let known = codes(roles)
        guard known.count == 1, let code = known.first else { return roles }
        return roles.map {
            $0.actor.code.isEmpty
                ? role(
                    Actor(code: code, sector: $0.actor.sector, name: $0.actor.name), from: $0,
                    rule: "coordination") : $0
        }
    }

    // MARK: One side missing

    private func filledSource(_ candidate: Candidate, open: [Claim.Role], target: [Claim.Role]) -> [Claim
        .Role]
    {
        guard let known = codes(target).first, codes(target).count == 1 else { return open }
        if let first = open.first, sectors.isOfPeople(first.actor.sector) {
            let isAgainstOwn = sectors.isOrgan(target.first?.actor.sector ?? "")
            guard isAgainstOwn || stage.counterpart(of: known) == nil else { return open }
            return open.map { owned($0, by: known, rule: "own-state") }
        }
        // A noun without a doer only points at an act told before; it tells no new one.
        if open.isEmpty, candidate.match.form == "nominal", stage.told(like: candidate.act) == nil,
            !(candidate.act.quad == 3 && stage.isInPair(known))
        {
            return []
        }
        guard let other = stage.counterpart(of: known) else { return open }
        if let first = open.first { return [owned(first, by: other, rule: "counterpart-doer")] }
        return [role(actor(other), from: nil, rule: "counterpart-doer")]
    }

    private func filledTarget(_ candidate: Candidate, open: [Claim.Role], source: [Claim.Role]) -> [Claim
        .Role]
    {
        guard let known = codes(source).first, codes(source).count == 1 else { return open }
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        guard let first = open.first else {
            switch usual {
            case .ownPeople where source.first?.actor.sector != "CVL":
                return [
                    role(Actor(code: known, sector: "CVL", name: names(known)), from: nil, rule: "own-people")
                ]
            case .ownGovernment where isOfPeople(source), .ownState where isOfPeople(source),
                .governmentOrPair where isOfPeople(source):
                return [role(actor(known), from: nil, rule: "own-government")]
            case .ownState:
                return [
                    role(Actor(code: known, sector: "CVL", name: names(known)), from: nil, rule: "own-people")
                ]
            case .world:
                return [role(Self.world, from: nil, rule: "world")]
            case .ownPeople, .ownGovernment, .nobody: return []
            case nil, .neverOwnPeople, .governmentOrPair:
                return stage.counterpart(of: known).map { [role(actor($0), from: nil, rule: "report-dyad")] }
                    ?? []
            }
        }
        let doer = source.first?.actor.sector ?? ""
        let isOwn =
            (usual != nil && usual?.excludesOwnPeople == false) || sectors.isOfPeople(first.actor.sector)
            || sectors.isOfPeople(doer)
            || doer == "MIL" && sectors.isOrgan(first.actor.sector)
        if isOwn { return open.map { owned($0, by: known, rule: "own-people") } }
        guard let other = stage.counterpart(of: known) else { return open }
        return open.map { owned($0, by: other, rule: "counterpart-recipient") }
    }

    /// "Paris sent police to Corsica", "lifted the curfew in Darfur": a place of the doer's own state is its people.
    private func withPeople(of own: String, _ target: [Claim.Role], _ candidate: Candidate) -> [Claim.Role] {
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

    /// What parties, unions and rebels demand, end or lay down is their government's affair.
    private func isOfPeople(_ roles: [Claim.Role]) -> Bool {
        roles.first.map { sectors.isOfPeople($0.actor.sector) } ?? false
    }

    /// "Mozambique appealed for help": codebook §2, the international community.
    private static let world = Actor(code: "IGO", sector: "GOV", name: "International community")

    /// "Modi thanked *him*": an object pronoun is not its own subject, so it is the other party.
    private func unbound(_ target: [Claim.Role], from source: [Claim.Role]) -> [Claim.Role] {
        guard let own = source.first?.actor, codes(source).count == 1,
            let other = stage.counterpart(of: own.code)
        else { return target }
        return target.map {
            $0.actor.code == own.code && $0.ground == .rule("anaphora")
                ? owned($0, by: other, rule: "binding") : $0
        }
    }

    private func owned(_ open: Claim.Role, by code: String, rule: String) -> Claim.Role {
        role(Actor(code: code, sector: open.actor.sector, name: open.actor.name), from: open, rule: rule)
    }

    // MARK: Small things

    private func roles(_ fillers: [Filler]) -> [Claim.Role] { fillers.flatMap { $0.roles() } }
    private func codes(_ roles: [Claim.Role]) -> [String] {
        var seen: Set<String> = []
        return roles.map(\.actor.code).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
    private func actor(_ code: String) -> Actor { Actor(code: code, sector: "GOV", name: names(code)) }
    private func role(_ actor: Actor, from words: Claim.Role?, rule: String) -> Claim.Role {
        Claim.Role(actor: actor, span: words?.span, text: words?.text, ground: .rule(rule))
    }
    private func sameActor(_ a: [Claim.Role], _ b: [Claim.Role]) -> Bool {
        Set(a.map(\.actor)) == Set(b.map(\.actor))
    }
}
