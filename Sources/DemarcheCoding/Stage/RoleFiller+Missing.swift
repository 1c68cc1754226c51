import Demarche
import DemarcheLexicon

/// One side missing: the pair on stage shows it, unless the words or the act's nature forbid.
extension RoleFiller {
    /// "Mozambique appealed for help": codebook §2, the international community.
    private static let world = Actor(code: "IGO", sector: "GOV", name: "International community")

    // MARK: The doer

    func withSource(_ candidate: Candidate, _ sides: Sides) -> Sides {
        guard let known = codes(sides.target).first, codes(sides.target).count == 1 else {
            if let voice = spoken(candidate) { return Sides(source: voice, target: sides.target) }
            return placed(candidate, sides)
                ?? unfilled(sides, "the doer is not shown, and more than one is hit")
        }
        func by(_ code: String, _ rule: String) -> Sides {
            let source =
                sides.source.isEmpty
                ? [role(actor(code), from: nil, rule: rule)]
                : sides.source.prefix(1).map { owned($0, by: code, rule: rule) }
            return Sides(source: Array(source), target: sides.target)
        }
        if let placed = placed(candidate, sides) { return placed }
        if let voice = spoken(candidate),
            !sides.target.contains(where: { $0.actor.code == voice.first?.actor.code })
        {
            return Sides(source: voice, target: sides.target)
        }
        if let told = told(candidate)?.first(where: {
            codes($0.target).contains(known) && !codes($0.source).contains(known)
        }) {
            return Sides(source: told.source, target: sides.target, held: told.held)
        }
        if let again = toldAgain(candidate, of: known) { return Sides(source: again, target: sides.target) }
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        if usual == .ownPeople || usual == .ownGovernment || usual == .ownState {
            return Sides(source: by(known, "own-state").source, target: asOwnPeople(sides.target, usual))
        }
        if let first = sides.source.first, sectors.isOfPeople(first.actor.sector) {
            let isAgainstOwn = sectors.isOrgan(sides.target.first?.actor.sector ?? "")
            if isAgainstOwn || stage.counterpart(of: known) == nil { return by(known, "own-state") }
            return unfilled(sides, "whose \(first.actor.name) they are is not shown")
        }
        if isAnswerable(candidate, sides) { return by(known, "own-state") }
        if sides.source.isEmpty, let site = site(of: candidate, than: known) {
            return Sides(source: [role(actor(site), from: nil, rule: "site-of")], target: sides.target)
        }
        if let own = atHome(candidate, sides) { return own }
        if let why = whyNoCounterpart(candidate, sides) { return unfilled(sides, why) }
        guard let other = stage.counterpart(of: known) else {
            return unfilled(sides, "no pair is on stage that could show the doer")
        }
        if let third = third(than: [known, other], near: candidate) {
            return unfilled(sides, "a third stands in the sentence, \(third)")
        }
        return by(other, "counterpart-doer")
    }

    /// "*Prosecutors* rebuked Zeman", "*parliament* summoned him": courts and parliaments hold their own state's officials to account.
    func isAnswerable(_ candidate: Candidate, _ sides: Sides) -> Bool {
        guard let organ = sides.source.first, words.has(organ.actor.sector, .overseerSector),
            let official = candidate.recipients.first?.mention, official.kind == .person
        else { return false }
        return !words.has(official.roleClass, .hostClass)
            && sides.target.allSatisfy { words.has($0.actor.sector, .officialSector) }
    }

    /// "Togolese cotton was turned away at Tema", "was barred from Ghanaian ports": an agentless passive is done by the
    /// only other state on whose ground it is done.
    func site(of candidate: Candidate, than known: String) -> String? {
        let parse = read.parse
        guard read.predications[candidate.match.anchor].form == .passive, candidate.match.doers.isEmpty,
            !isViolent(candidate.act)
        else { return nil }
        let grounds = parse.dependents(of: candidate.match.anchor, ["prep"]).filter {
            words.has(parse.lower($0), .locative) || words.has(parse.lower($0), .siteWord)
        }
        let near = grounds.flatMap { parse.subtree(of: $0, without: ["relcl", "acl", "advcl"]) }
        let codes = near.compactMap { token -> String? in
            if let actor = read.mention(at: token)?.actors.first { return actor.code }
            guard parse.label(token) == "pobj" else { return nil }
            return read.places.first { $0.span.overlaps(parse.tokens[token].span) }?.country
        }
        let others = Set(codes.filter { isState($0) && $0 != known })
        return others.count == 1 ? others.first : nil
    }

    /// A state that the sentence names beside two: it may be the doer as well as they.
    func third(than two: [String], near candidate: Candidate) -> String? {
        read.mentions(in: read.parse.sentence(of: candidate.match.anchor)).lazy
            .filter { $0.kind != .place }.flatMap(\.actors).map(\.code)
            .first { isState($0) && !two.contains($0) }
    }

    /// A domestic act is done to the people, not to the state that does it.
    private func asOwnPeople(_ target: [Claim.Role], _ usual: ActLexicon.DefaultRecipient?) -> [Claim.Role] {
        guard usual == .ownPeople else { return target }
        return target.map { one in
            sectors.isOrgan(one.actor.sector) || one.actor.sector.isEmpty
                ? role(
                    Actor(code: one.actor.code, sector: "CVL", name: one.actor.name), from: one,
                    rule: "own-people") : one
        }
    }

    /// What keeps the other party from being taken as the doer.
    private func whyNoCounterpart(_ candidate: Candidate, _ sides: Sides) -> String? {
        if isViolent(candidate.act), sides.source.isEmpty { return "who used force is not shown" }
        if candidate.match.form == "nominal", sides.source.isEmpty,
            !(candidate.act.quad == 3 && codes(sides.target).first.map(stage.isInPair) ?? false),
            stage.pair.map({ $0.basis != .headline && $0.basis != .given }) ?? true
        {
            return "a noun without a doer tells no new act"
        }
        if candidate.act.quad == 1 || candidate.act.quad == 3, candidate.match.doers.isEmpty,
            read.predications[candidate.match.anchor].form == .passive,
            !phrasebook.isAnswer(candidate.act)
        {
            return "who said it is not shown"
        }
        return nil
    }

    // MARK: The recipient

    func withTarget(_ candidate: Candidate, _ sides: Sides) -> Sides {
        guard let known = codes(sides.source).first, codes(sides.source).count == 1 else {
            return withTargetOfSeveral(candidate, sides)
        }
        if let deed = deed(candidate, by: known) { return Sides(source: sides.source, target: deed) }
        if let answered = answered(candidate, sides, by: known) { return answered }
        if let first = sides.target.first { return ownersOf(first, candidate, sides, known) }
        if let employer = employer(candidate, sides) {
            return Sides(source: sides.source, target: [role(employer, from: nil, rule: "employer")])
        }
        let doer = sides.source.first?.actor.sector ?? ""
        switch phrasebook.defaultRecipient(of: candidate.act) {
        case .ownPeople where doer != "CVL":
            return Sides(
                source: sides.source,
                target: [
                    role(Actor(code: known, sector: "CVL", name: names(known)), from: nil, rule: "own-people")
                ])
        case .ownGovernment where doer != Sector.government, .ownState where sectors.isOfPeople(doer),
            .governmentOrPair where sectors.isOfPeople(doer):
            return Sides(
                source: sides.source, target: [role(actor(known), from: nil, rule: "own-government")])
        case .nobody:
            let others = othersInClause(of: candidate, than: known).filter { isState($0.actor.code) }
            guard let only = only(others) else { return unfilled(sides, nil) }
            return Sides(source: sides.source, target: [role(only.actor, from: only, rule: "in-clause")])
        case .ownState:
            return Sides(
                source: sides.source,
                target: [
                    role(Actor(code: known, sector: "CVL", name: names(known)), from: nil, rule: "own-people")
                ])
        case .world: return Sides(source: sides.source, target: [role(Self.world, from: nil, rule: "world")])
        case .ownPeople, .ownGovernment: return unfilled(sides, nil)
        case .host:
            guard let state = placeState(around: candidate.match.anchor), state != known else {
                return unfilled(sides, "to whom is not shown")
            }
            return Sides(source: sides.source, target: [role(actor(state), from: nil, rule: "place-of")])
        case .shownPartner:
            let others = othersInClause(of: candidate, than: known)
            return others.isEmpty
                ? unfilled(sides, "with whom is not shown")
                : Sides(
                    source: sides.source, target: others.map { role($0.actor, from: $0, rule: "in-clause") })
        case .between:
            guard let pair = stage.pair, pair.other(than: known) == nil, !pair.b.isEmpty else {
                return unfilled(sides, "between whom is not shown")
            }
            let both = [pair.a, pair.b].map { role(actor($0), from: nil, rule: "report-dyad") }
            return Sides(source: sides.source, target: both)
        case nil, .neverOwnPeople, .governmentOrPair, .answer, .forum, .ownEnvoy, .shownDoer, .foreign: break
        }
        if candidate.match.form == "nominal", candidate.match.doers.isEmpty == false,
            let told = told(candidate)?.first(where: { codes($0.source).contains(known) })
        {
            return Sides(source: sides.source, target: told.target, held: told.held)
        }
        return byPair(candidate, sides, known)
    }

    /// "*Unions* warned of a strike at the airline": what workers do in quarrel is done to the firm that the report names.
    private func employer(_ candidate: Candidate, _ sides: Sides) -> Actor? {
        guard candidate.act.quad > 2 || candidate.act.is(.asking),
            sides.source.allSatisfy({ $0.actor.sector == Sector.labour })
        else { return nil }
        guard let firm = stage.kind?.firm, let own = codes(sides.source).first else { return nil }
        return Actor(code: firm.code.isEmpty ? own : firm.code, sector: firm.sector, name: firm.name)
    }

    /// "Lima and Quito recognised the government of Togo": of several doers' clause the only other state that it names, else
    /// the one party of the pair that is not among them.
    private func withTargetOfSeveral(_ candidate: Candidate, _ sides: Sides) -> Sides {
        let own = codes(sides.source)
        let named = othersInClause(of: candidate, than: "").filter {
            isState($0.actor.code) && !own.contains($0.actor.code)
        }
        if let here = only(named) {
            return Sides(source: sides.source, target: [role(here.actor, from: here, rule: "in-clause")])
        }
        if let deed = own.first.flatMap({ deed(candidate, by: $0) }),
            !deed.contains(where: { own.contains($0.actor.code) })
        {
            return Sides(source: sides.source, target: deed)
        }
        let others = Set(own.compactMap { stage.isInPair($0) ? stage.counterpart(of: $0) : nil }).subtracting(
            own)
        guard others.count == 1, let other = others.first, named.isEmpty, sides.target.isEmpty else {
            return unfilled(sides, "the recipient is not shown, and more than one acts")
        }
        return Sides(source: sides.source, target: [role(actor(other), from: nil, rule: "report-dyad")])
    }

    /// A missing recipient is the other of the pair, or who else the clause names.
    private func byPair(_ candidate: Candidate, _ sides: Sides, _ known: String) -> Sides {
        let other = isState(known) ? stage.counterpart(of: known) : nil
        let near = othersInClause(of: candidate, than: known, isTight: other != nil)
        let states = near.filter { isState($0.actor.code) }
        if let here = states.first(where: { $0.actor.code == other }) ?? only(states) {
            return Sides(source: sides.source, target: [role(here.actor, from: here, rule: "in-clause")])
        }
        if let here = othersInClause(of: candidate, than: known).first(where: { $0.actor.code == other }) {
            return Sides(source: sides.source, target: [role(here.actor, from: here, rule: "in-clause")])
        }
        guard let other else {
            if let near = nearest(states, to: candidate), candidate.act.quad % 2 == 1 {
                return Sides(source: sides.source, target: [role(near.actor, from: near, rule: "in-clause")])
            }
            if usesForum(candidate) {
                return Sides(source: sides.source, target: roles(candidate.recipients))
            }
            if states.isEmpty, let body = only(near) {
                return Sides(source: sides.source, target: [role(body.actor, from: body, rule: "in-clause")])
            }
            return unfilled(sides, "no pair is on stage that could show the recipient")
        }
        if sectors.isOfPeople(sides.source.first?.actor.sector ?? ""), candidate.act.quad != 4 {
            return unfilled(sides, "people's words need a recipient that is shown")
        }
        if let third = states.first {
            return unfilled(sides, "several stand in the clause, \(third.actor.code) among them")
        }
        return Sides(source: sides.source, target: [role(actor(other), from: nil, rule: "report-dyad")])
    }

    /// Of several whom the clause names, the one that stands least far below the predicate, the first of equals.
    private func nearest(_ others: [Claim.Role], to candidate: Candidate) -> Claim.Role? {
        func depth(_ role: Claim.Role) -> Int {
            let sentence = read.parse.sentence(of: candidate.match.anchor)
            let heads = sentence.filter { read.mention(at: $0)?.span == role.span }
            return heads.map { read.parse.depth(of: $0) }.min() ?? .max
        }
        return others.min { depth($0) < depth($1) }
    }

    /// The first of some roles, where all are of one actor.
    func only(_ roles: [Claim.Role]) -> Claim.Role? { codes(roles).count == 1 ? roles.first : nil }

    /// The only other state that the clause names.
    private func onlyOther(in candidate: Candidate, than known: String) -> String? {
        only(othersInClause(of: candidate, than: known).filter { isState($0.actor.code) })?.actor.code
    }

    private func usesForum(_ candidate: Candidate) -> Bool {
        phrasebook.defaultRecipient(of: candidate.act) == .forum
            && !codes(roles(candidate.recipients)).isEmpty
    }

    /// Others than the doer that are named in the predicate's own clause, places left out.
    /// - Parameter isTight: whether clauses below it are left out too.
    func othersInClause(of candidate: Candidate, than known: String, isTight: Bool = false) -> [Claim.Role] {
        let taken = Set((candidate.doers + candidate.recipients).map(\.head))
        let below: Set<String> = isTight ? ["relcl", "appos", "advcl", "ccomp"] : []
        let subjects: Set<String> = candidate.doers.isEmpty ? [] : ["nsubj", "nsubjpass"]
        let clause = read.parse.subtree(
            of: candidate.match.anchor, without: below.union(subjects).union(["conj"]))
        return clause.compactMap { token in
            guard !taken.contains(token), let mention = read.mention(at: token), mention.kind != .place,
                let actor = mention.actors.first, mention.actors.count == 1,
                !["", "UNK", known].contains(actor.code), !isMedium(token, actor),
                !isCompanion(token, of: candidate)
            else { return nil }
            return Claim.Role(
                actor: actor, span: mention.span, text: fillers.text[mention.span], ground: .words)
        }
    }

    /// "Ghana, *with French support*, took the town": who stands by in a conflict is not hit by it.
    func isCompanion(_ token: Int, of candidate: Candidate) -> Bool {
        guard candidate.act.quad > 2 else { return false }
        let parse = read.parse
        return parse.dependents(of: candidate.match.anchor, ["prep"]).contains {
            words.has(parse.lower($0), .companion) && parse.dominates($0, token)
        }
    }

    /// "thanked them *via Twitter*", "posted it *on Facebook*": a firm or paper by which one speaks is not spoken to.
    private func isMedium(_ token: Int, _ actor: Actor) -> Bool {
        read.parse.label(token) == "pobj" && words.has(read.parse.lower(read.parse.head(token)), .medium)
            && words.value(read.parse.lower(read.parse.head(token)), as: .medium)?.contains(actor.sector)
                ?? false
    }

    /// "the police", "a trawler", "an official" beside a known doer: its own, or the other party's.
    private func ownersOf(_ first: Claim.Role, _ candidate: Candidate, _ sides: Sides, _ known: String)
        -> Sides
    {
        let doer = sides.source.first?.actor.sector ?? ""
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        let isDomestic = [.ownPeople, .ownGovernment, .ownState, .nobody].contains(usual)
        let kind = candidate.recipients.first?.mention?.kind
        let isOfPeople = sectors.isOfPeople(first.actor.sector) && (kind == .person || kind == .body)
        let isOwn =
            isDomestic || usual != .foreign && isOfPeople || sectors.isOfPeople(doer)
            || doer == "MIL" && sectors.isOrgan(first.actor.sector)
        if isOwn {
            return Sides(
                source: sides.source, target: sides.target.map { owned($0, by: known, rule: "own-people") })
        }
        guard let other = stage.counterpart(of: known) ?? onlyOther(in: candidate, than: known) else {
            if usual != .foreign, isAtHome(known), isBare(first, candidate.recipients) {
                return Sides(
                    source: sides.source, target: sides.target.map { owned($0, by: known, rule: "home") })
            }
            let isThing = candidate.recipients.first?.mention?.kind == .thing && candidate.act.quad == 3
            return Sides(
                source: sides.source, target: isThing ? [] : sides.target,
                why: "whose \(first.actor.name) it is is not shown")
        }
        return Sides(
            source: sides.source,
            target: sides.target.map { owned($0, by: other, rule: "counterpart-recipient") })
    }

    /// "condemned *the verdict*", "regretted *these steps*": an act aimed at a deed is aimed at whoever did it.
    func deed(_ candidate: Candidate, by known: String) -> [Claim.Role]? {
        guard candidate.act.quad != 2, candidate.act.quad != 4 else { return nil }
        for head in objects(of: candidate) {
            let named = tellers(of: head).filter { $0.actor.code != known }
            if !named.isEmpty { return named }
            let lemma = read.parse.lemma(head)
            let isPointing = phrasebook.isPointer(lemma) || read.parse.isSentenceRelative(head)
            let told = stage.deed(called: lemma) ?? (isPointing ? stage.deed(besides: known) : nil)
            guard let told, let doer = told.source.first(where: { isState($0.code) }),
                doer.code != known || sectors.isOfPeople(doer.sector)
            else { continue }
            return [role(doer, from: nil, rule: "told-doer")]
        }
        return nil
    }

    /// "dismissed calls *by Colombia*": whose a deed is in its own words.
    private func tellers(of noun: Int) -> [Claim.Role] {
        guard read.parse.isNominal(noun) else { return [] }
        let shown = read.predications[noun].arguments.filter { $0.role == .agent }
        return roles(shown.compactMap(fillers.filler)).filter { !$0.actor.code.isEmpty }
    }

    /// The nouns at which an act is aimed: those of its phrasing's slot, else the predicate's objects.
    private func objects(of candidate: Candidate) -> [Int] {
        let slots = candidate.match.recipients.map(\.head)
        let own = candidate.match.tokens.flatMap { read.predications[$0].fillers(.patient) }
        let taken = Set(candidate.match.doers.map(\.head))
        return (slots + own).filter { !taken.contains($0) }
    }

    private func unfilled(_ sides: Sides, _ why: String?) -> Sides {
        Sides(source: sides.source, target: sides.target, why: why)
    }
}
