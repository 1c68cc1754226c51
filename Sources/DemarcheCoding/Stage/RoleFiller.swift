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
        let candidate = aboutClause(carried(undergone(unidentified(introduced(found)))))
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
            return told(candidate).map { chosen(candidate, .open, $0) } ?? [.open]
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
