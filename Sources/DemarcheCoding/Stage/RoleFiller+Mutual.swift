import Demarche
import DemarcheLexicon

/// Acts that go both ways: meetings, talks, agreements, and two that do the same to each other.
extension RoleFiller {
    func mutual(_ candidate: Candidate) -> [Sides] {
        var heads: Set<Int> = []
        let fillers = (candidate.doers + candidate.recipients).filter { heads.insert($0.head).inserted }
        let own = homeOf(fillers, in: candidate.act)
        var parties: [[Claim.Role]] = fillers.map { filler in
            roles([filler]).map { party in own.map { ofHome(party, filler, $0) } ?? party }
        }.filter { !codes($0).isEmpty }
        if let both = parties.first(where: isCollective) ?? (parties.count == 1 ? parties.first : nil),
            codes(both).count >= 2
        {
            return eachWithOther(both.map { [$0] })
        }
        if parties.isEmpty {
            return told(candidate).map(eachWay) ?? joint(candidate) ?? ofOffices(candidate, fillers)
                ?? goneOn(candidate)
                ?? [Sides(source: [], target: [], why: "nobody is shown, and no two are on stage for it")]
        }
        if parties.count == 1, let only = codes(parties[0]).first {
            guard let other = partner(of: only, in: candidate) ?? openPartner(of: only, among: fillers) else {
                return [Sides(source: parties[0], target: [], why: "with whom is not shown")]
            }
            // A meeting has two sides whoever is named; who agrees or breaks off alone binds nobody else.
            guard candidate.act.is(.meeting) || other.span != nil else {
                return [Sides(source: parties[0], target: [other])]
            }
            parties.append([other])
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
        return eachWithOther(parties)
    }

    /// "Negotiations went on", "the parties agreed": where words show nobody deal with another, two who are only named share in
    /// nothing that words give to neither.
    func isBorne(_ found: [Sides], by candidate: Candidate) -> Bool {
        guard candidate.givenTrigger == nil, stage.kind?.isSilent ?? false else { return true }
        return found.contains { sides in
            (sides.source + sides.target).contains { $0.span != nil && !$0.actor.code.isEmpty }
        }
    }

    /// Several who act together, by one word: "*the two presidents* met at a summit in Lima".
    private func isCollective(_ roles: [Claim.Role]) -> Bool {
        codes(roles).count >= 2 && roles.allSatisfy { $0.ground == .rule("collective") }
    }

    private func eachWithOther(_ parties: [[Claim.Role]]) -> [Sides] {
        var found: [Sides] = []
        for (i, a) in parties.enumerated() {
            for (j, b) in parties.enumerated() where i != j && !sameActor(a, b) {
                found.append(Sides(source: a, target: b))
            }
        }
        return Array(found.prefix(6))
    }

    /// With whom a party does what goes both ways: the other one of the quarrel, but never for a bare meeting or visit.
    private func partner(of code: String, in candidate: Candidate) -> Claim.Role? {
        let other = isState(code) ? stage.counterpart(of: code) : nil
        let near = othersInClause(of: candidate, than: code, isTight: other != nil)
        if let only = only(near) {
            return role(only.actor, from: only, rule: "in-clause")
        }
        guard !needsShownPartner(candidate.act), isState(code),
            stage.isInPair(code)
        else { return nil }
        return stage.counterpart(of: code).map { role(actor($0), from: nil, rule: "report-dyad") }
    }

    /// What goes both ways was told once and holds each way.
    func eachWay(_ told: [Sides]) -> [Sides] {
        guard told.count == 1, let once = told.first else { return told }
        return [once, Sides(source: once.target, target: once.source)]
    }

    /// "The federation sat down with the president": a body of which no state is shown, beside one of the pair, is the other's.
    private func openPartner(of code: String, among fillers: [Filler]) -> Claim.Role? {
        guard let open = fillers.first(where: { $0.isOpen && $0.mention?.kind == .body }),
            open.mention?.anaphor == nil || !open.sector.isEmpty, let first = roles([open]).first,
            stage.pair?.basis == .headline, let other = stage.counterpart(of: code)
        else { return nil }
        return owned(first, by: other, rule: "counterpart-recipient")
    }

    /// "The presidents talked", "envoys would return": the bare plural of an office or organ, in what goes both ways, is that
    /// of both of the pair.
    private func ofOffices(_ candidate: Candidate, _ fillers: [Filler]) -> [Sides]? {
        guard let pair = stage.pair, !pair.b.isEmpty,
            let open = fillers.first(where: { filler in
                filler.isOpen && filler.mention?.properName == nil && sectors.isOrgan(filler.sector)
                    && ["NNS", "NNPS"].contains(read.parse.tag(filler.head))
            })
        else { return nil }
        func side(_ code: String) -> [Claim.Role] {
            roles([open]).map { owned($0, by: code, rule: "both-parties") }
        }
        let (a, b) = (side(pair.a), side(pair.b))
        return [Sides(source: a, target: b), Sides(source: b, target: a)]
    }

    /// "*They* were resumed": what has no name of its own goes on between the two of the act told last.
    private func goneOn(_ candidate: Candidate) -> [Sides]? {
        let isPointing = candidate.match.recipients.map(\.head) + subjects(of: candidate.match.anchor)
        guard candidate.doers.isEmpty || codes(roles(candidate.doers)).isEmpty,
            isPointing.contains(where: { read.parse.tokens[$0].pos == "PRON" }),
            let last = stage.told.last, let pair = last.pair, stage.sentences - last.sentence <= 1
        else { return nil }
        let a = [role(actor(pair.source), from: nil, rule: "told-act")]
        let b = [role(actor(pair.target), from: nil, rule: "told-act")]
        return [Sides(source: a, target: b), Sides(source: b, target: a)]
    }

    /// A meeting is with whom words show, and mediation is by a third.
    private func needsShownPartner(_ act: Act) -> Bool {
        [.shownPartner, .between].contains(phrasebook.defaultRecipient(of: act))
    }

    /// "Talks were resumed", "the border was shut": what two have in common goes both ways between the pair.
    func joint(_ candidate: Candidate) -> [Sides]? {
        guard let pair = stage.pair, pair.basis == .headline || pair.basis == .given, !pair.b.isEmpty,
            !needsShownPartner(candidate.act), candidate.match.doers.isEmpty,
            candidate.match.recipients.allSatisfy({ isJoint($0.head) }),
            isOfBoth(candidate, pair)
        else { return nil }
        let a = [role(actor(pair.a), from: nil, rule: "both-parties")]
        let b = [role(actor(pair.b), from: nil, rule: "both-parties")]
        return [Sides(source: a, target: b), Sides(source: b, target: a)]
    }

    /// A thing that two have in common, or a noun for what goes both ways in a sentence that names no third.
    private func isOfBoth(_ candidate: Candidate, _ pair: Stage.Quarrel) -> Bool {
        let tokens = candidate.match.tokens + candidate.match.recipients.map(\.head)
        if (tokens + subjects(of: candidate.match.anchor)).contains(where: isJoint) { return true }
        let isWhole = candidate.match.form == "nominal" || candidate.match.pattern.nodes.count > 1
        guard candidate.act.isMutual, isWhole else { return false }
        return read.mentions(in: read.parse.sentence(of: candidate.match.anchor)).flatMap(\.actors).allSatisfy
        {
            !isState($0.code) || [pair.a, pair.b].contains($0.code)
        }
    }

    private func isJoint(_ token: Int) -> Bool { words.has(read.parse.lemma(token), .jointNoun) }

    func subjects(of token: Int) -> [Int] {
        read.predications[token].fillers(.patient) + read.predications[token].fillers(.agent)
    }

    /// "traded expulsions", "both recalled their envoys": two doers who are the pair act on each other.
    func bothWays(_ candidate: Candidate, _ sides: Sides) -> [Sides]? {
        let both = codes(sides.source)
        guard both.count == 2, codes(sides.target).isEmpty || Set(codes(sides.target)) == Set(both) else {
            return nil
        }
        let isPronoun = sides.source.allSatisfy { $0.ground == .rule("collective") } && !hasCount(candidate)
        guard reciprocalNear || stage.pair?.other(than: both[0]) == both[1] && !isPronoun else { return nil }
        let a = sides.source.filter { $0.actor.code == both[0] }
        let b = sides.source.filter { $0.actor.code == both[1] }
        func answered(_ roles: [Claim.Role]) -> [Claim.Role] {
            roles.map { role($0.actor, from: $0, rule: "reciprocal") }
        }
        return [Sides(source: a, target: answered(b)), Sides(source: b, target: answered(a))]
    }

    /// "Both", "the two leaders"; "they" and "we" may be anybody.
    private func hasCount(_ candidate: Candidate) -> Bool {
        candidate.doers.contains {
            if case .they(let count)? = $0.mention?.anaphor { count != nil } else { false }
        }
    }
}
