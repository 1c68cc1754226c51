import Demarche
import DemarcheLexicon

/// Fills what the sentence leaves unsaid, by named rules, from the stage; or leaves it open with the reason.
///
/// Documentation/Roles.md names every rule with an example, and how often each was right.
struct RoleFiller: Sendable {
    let stage: Stage
    /// Canonical names of states by code, so that a filled role carries a name.
    let names: @Sendable (String) -> String
    let words: ActorWords
    let phrasebook: Phrasebook
    let sectors: SectorTable
    /// The sentence's passage, and who fills an argument there.
    let fillers: FillerReader
    let reciprocalNear: Bool
    let chooser: RoleChooser

    var read: ReadPassage { fillers.read }

    /// Both sides of an act, and why one stays open.
    struct Sides {
        var source: [Claim.Role]
        var target: [Claim.Role]
        var why: String?
        /// How the told act is held from which the roles come.
        var held: Claim.Modality?
        /// The told act that a noun alone names, whatever a phrasing makes of the noun.
        var told: Act?
        /// All pairs that could fill what words leave open, where they were weighed.
        var weighing: Weighing?
        /// Neither side is shown.
        static let open = Sides(source: [], target: [], why: "a noun alone tells no new act")

        /// Whether no pair had a share of belief that makes a claim.
        var isUnclear = false
    }

    /// One entry a direction: mutual acts and reciprocal ones give two.
    func sides(of found: Candidate) -> [Sides] {
        guard let sector = phrasebook.unsaidDoer(of: found.act) else { return openSides(of: found) }
        if sector == ActLexicon.ownTroops { return openSides(of: ownTroops(found)) }
        return openSides(of: found).map { sides in
            var sides = sides
            sides.source = sides.source.map { seated($0, in: sector) }
            return sides
        }
    }

    /// "Four Indians *were arrested*": a state whose organ no words name acts by that which does such things.
    private func seated(_ doer: Claim.Role, in sector: String) -> Claim.Role {
        guard doer.text == nil, isState(doer.actor.code), doer.actor.sector == Sector.government,
            doer.ground != .rule("told-act")
        else { return doer }
        return Claim.Role(
            actor: Actor(code: doer.actor.code, sector: sector, name: doer.actor.name), span: nil, text: nil,
            ground: doer.ground)
    }

    /// "The Ethiopian army *was put on alert*": what is done with forces, where nobody is shown to do it, is done by their state.
    private func ownTroops(_ candidate: Candidate) -> Candidate {
        let predication = read.predications[candidate.match.anchor]
        guard candidate.doers.isEmpty, candidate.givenTrigger == nil, predication.form == .passive
        else { return candidate }
        let moved = predication.fillers(.patient)
        let troops = moved.compactMap { fillers.filler(head: $0) }
        guard !troops.isEmpty, troops.allSatisfy({ words.has($0.sector, .armedSector) }) else {
            return candidate
        }
        return candidate.with(
            doers: troops, recipients: candidate.recipients.filter { !moved.contains($0.head) })
    }

    private func openSides(of found: Candidate) -> [Sides] {
        let candidate = aboutClause(undergone(unidentified(introduced(found))))
        // Who speaks in the first person is told by the quotation, never by the stage.
        if (candidate.doers + candidate.recipients).contains(where: {
            $0.mention?.anaphor == .speaker && $0.isOpen
        }) {
            return []
        }
        if let echoed = echo(candidate) { return echoed }
        if candidate.act.isMutual || isJoint(candidate) {
            let found = mutual(candidate)
            guard isBorne(found, by: candidate) else {
                return [Sides(source: [], target: [], why: "the report shows nobody deal with another")]
            }
            return partnered(candidate, found)
        }
        if candidate.match.isBare, candidate.givenTrigger == nil {
            return chosen(candidate, .open, told(candidate) ?? [.open])
        }
        let target = shown(candidate.recipients, of: candidate)
        let words = leaving(
            candidate,
            Sides(source: doers(of: candidate), target: namedLater(candidate, target) ?? target))
        if let both = bothWays(candidate, words) { return both }
        if let blamed = blamed(candidate, words) { return [blamed] }
        let seen = withSubjectMatter(candidate, words)
        return chosen(candidate, seen, completed(candidate, seen))
    }

    /// "41 Canadian diplomats *left*", "the Togolese consul *was called home*": whoever leaves is the doer's own.
    private func leaving(_ candidate: Candidate, _ words: Sides) -> Sides {
        guard phrasebook.defaultRecipient(of: candidate.act) == .ownEnvoy, codes(words.source).isEmpty,
            codes(words.target).count == 1
        else { return words }
        return Sides(source: words.target, target: [])
    }

    /// "X and Y talked": doer and recipient stand in one place.
    private func isJoint(_ candidate: Candidate) -> Bool {
        let pattern = candidate.match.pattern
        guard pattern.act == candidate.act.name, let doer = pattern.doer, let recipient = pattern.recipient
        else {
            return false
        }
        return doer.node == recipient.node && doer.role == recipient.role
    }

    /// What words leave open, filled: both sides by acts told before, one side by the other.
    private func completed(_ candidate: Candidate, _ words: Sides) -> [Sides] {
        let isDoerOpen = codes(words.source).isEmpty
        let isRecipientOpen = codes(words.target).isEmpty
        if isDoerOpen, candidate.isByUnknownHand { return [words] }
        if candidate.isAtThing, candidate.givenTrigger == nil, !mayHit(candidate, words) {
            return [Sides(source: [], target: [], why: "the recipient is no actor")]
        }
        if isDoerOpen, isRecipientOpen { return neither(candidate, words) }
        if isDoerOpen { return split(candidate, withSource(candidate, words)) }
        return split(candidate, isRecipientOpen ? withTarget(candidate, words) : words)
    }

    /// "Chad's aircraft was refused passage", "duties on Chadian cotton rose": whom the subject names is hit, where it is
    /// no doer, whatever slot the phrasing has.
    private func withSubjectMatter(_ candidate: Candidate, _ words: Sides) -> Sides {
        guard words.target.isEmpty, words.source.isEmpty, candidate.match.form != "nominal",
            phrasebook.defaultRecipient(of: candidate.act) != .ownEnvoy
        else { return words }
        let predication = read.predications[candidate.match.anchor]
        let subjects = predication.arguments.filter { $0.role == .patient || $0.role == .agent }
        let shown = roles(subjects.compactMap(fillers.filler)).filter { !$0.actor.code.isEmpty }
        if predication.form == .passive, !shown.isEmpty {
            return Sides(source: words.source, target: shown)
        }
        let below = subjects.flatMap { read.parse.subtree(of: $0.head) }
        let named = below.compactMap { token in
            read.mention(at: token).flatMap { fillers.filler(head: $0.head) }
        }
        guard candidate.act.quad == 4, let only = only(roles(named).filter { isState($0.actor.code) }) else {
            return words
        }
        return Sides(source: words.source, target: [role(only.actor, from: only, rule: "in-clause")])
    }

    // MARK: What the words show

    /// Doers as shown; "the WTO filing" is none of the WTO's.
    private func doers(of candidate: Candidate) -> [Claim.Role] {
        let source = withSiblings(roles(candidate.doers))
        let isLodged =
            candidate.match.form == "nominal" && phrasebook.defaultRecipient(of: candidate.act) == .forum
        if isLodged, isForum(source) { return [] }
        // "Koreans begin with the removal of their country": whoever a noun hangs on does nothing to himself.
        let hangs = !candidate.match.doers.isEmpty && candidate.match.doers.allSatisfy { $0.role == .support }
        return hangs && codes(source) == codes(roles(candidate.recipients)) ? [] : source
    }

    /// Recipients as shown: pronouns that cannot be the doer, places that mean their people, forums left out.
    private func shown(_ recipients: [Filler], of candidate: Candidate) -> [Claim.Role] {
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
    private func introduced(_ candidate: Candidate) -> Candidate {
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
    private func undergone(_ candidate: Candidate) -> Candidate {
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
    private func aboutClause(_ candidate: Candidate) -> Candidate {
        guard candidate.match.form == "nominal", candidate.act.quad == 3, candidate.recipients.isEmpty else {
            return candidate
        }
        let shown = candidate.match.tokens.flatMap { read.predications[$0].fillers(.oblique("that")) }
        return candidate.with(
            doers: candidate.doers, recipients: shown.compactMap { fillers.filler(head: $0) })
    }

    /// "*Gunmen* seized six engineers": whoever is armed and of no known group is nobody's (codebook §2).
    private func unidentified(_ candidate: Candidate) -> Candidate {
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

    private func namedLater(_ candidate: Candidate, _ target: [Claim.Role]) -> [Claim.Role]? {
        guard codes(target).isEmpty, let first = target.first,
            candidate.recipients.first?.mention?.properName != nil, let unnamed = stage.unnamedPerson
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

    // MARK: Small things

    /// "urged the two countries": a collective recipient is one directed claim for each.
    func split(_ candidate: Candidate, _ sides: Sides) -> [Sides] {
        let isCollective = candidate.recipients.contains {
            if case .they(let count)? = $0.mention?.anaphor { count != nil } else { false }
        }
        let targets = codes(sides.target)
        guard isCollective, targets.count > 1 else { return [sides] }
        return targets.map { code in
            Sides(source: sides.source, target: sides.target.filter { $0.actor.code == code })
        }
    }

    func roles(_ fillers: [Filler]) -> [Claim.Role] { fillers.flatMap { $0.roles() } }

    func codes(_ roles: [Claim.Role]) -> [String] {
        var seen: Set<String> = []
        return roles.map(\.actor.code).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    func isState(_ code: String) -> Bool { !code.isEmpty && !words.has(code, .stateless) }

    func actor(_ code: String) -> Actor { Actor(code: code, sector: "GOV", name: names(code)) }

    func role(_ actor: Actor, from words: Claim.Role?, rule: String) -> Claim.Role {
        Claim.Role(actor: actor, span: words?.span, text: words?.text, ground: .rule(rule))
    }

    func owned(_ open: Claim.Role, by code: String, rule: String) -> Claim.Role {
        role(Actor(code: code, sector: open.actor.sector, name: open.actor.name), from: open, rule: rule)
    }

    func sameActor(_ a: [Claim.Role], _ b: [Claim.Role]) -> Bool {
        Set(a.map(\.actor)) == Set(b.map(\.actor))
    }
}
