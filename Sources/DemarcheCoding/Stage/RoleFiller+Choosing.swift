import Demarche
import DemarcheLexicon

/// Roles that the rules leave open, or fill by one of several that are on stage: every pair is weighed.
extension RoleFiller {
    /// How many of those on stage are weighed, the most present first.
    private static let cast = 5

    /// What the rules say, weighed against every other pair that could be meant.
    func chosen(_ candidate: Candidate, _ words: Sides, _ found: [Sides]) -> [Sides] {
        guard found.count == 1, let said = found.first, !candidate.isByUnknownHand,
            stage.pair?.basis != .given, !isShown(said), !isSettled(candidate, words, said),
            let weighing = weighing(candidate, words, said)
        else { return found }
        var kept = said
        kept.weighing = weighing
        guard !chooser.isSilent, let best = weighing.best else { return [kept] }
        let isSaid =
            said.why == nil && codes(said.source).contains(best.pair.source)
            && codes(said.target).contains(best.pair.target)
        if candidate.givenTrigger == nil {
            // Which way an act is told that goes both ways is nothing to be unsure of.
            let share = candidate.act.isMutual ? weighing.share(between: best.pair) : best.share
            guard
                chooser.isEnough(
                    share, isSaidByRules: isSaid, hasPair: stage.pair != nil,
                    isSilent: stage.kind?.isOfOtherFields ?? false)
            else {
                if isKept(candidate, words) { return [words] }
                kept.why = "who does it to whom is not clear: \(weighing.line)"
                kept.isUnclear = true
                return [kept]
            }
        } else if !chooser.isEnoughGiven(best.share) {
            return [
                Sides(
                    source: words.source, target: words.target, why: "not clear: \(weighing.line)",
                    weighing: weighing)
            ]
        }
        if isSaid { return [kept] }
        if best.pair.source == best.pair.target, isKept(candidate, words) { return [words] }
        if best.pair.source == RoleHypothesis.unknown {
            return [Sides(source: words.source, target: words.target, why: said.why, weighing: weighing)]
        }
        var sides = filled(words, best.pair, candidate)
        sides.weighing = weighing
        return [sides]
    }

    /// Whether an act is recorded though nobody on stage is believed to receive it.
    private func isKept(_ candidate: Candidate, _ words: Sides) -> Bool {
        stage.pair == nil && !codes(words.source).isEmpty && words.target.isEmpty
            && phrasebook.isKeptUnsaid(candidate.act) && candidate.act.quad != 0
    }

    /// Whether words show both sides after all: those of a deed that the act is aimed at.
    private func isShown(_ said: Sides) -> Bool {
        said.why == nil && !said.source.isEmpty && !said.target.isEmpty
            && (said.source + said.target).allSatisfy { $0.ground == .words }
    }

    /// Whether the rules alone decide: who used force is shown or unknown; where no two quarrel, nobody is added to a sentence
    /// that shows neither side, nor to what is recorded without a recipient.
    private func isSettled(_ candidate: Candidate, _ words: Sides, _ said: Sides) -> Bool {
        if stage.pair != nil || candidate.givenTrigger != nil, isToldBesidesPair(candidate, words, said) {
            return true
        }
        guard candidate.givenTrigger == nil else { return false }
        let isWhole = phrasebook.defaultRecipient(of: candidate.act) == .nobody && said.why == nil
        if isWhole, stage.pair == nil { return true }
        guard codes(words.source).isEmpty else { return false }
        return isViolent(candidate.act)
            || said.why != nil && codes(words.target).isEmpty && stage.pair == nil
    }

    /// Whether the rules find sides that a pair on stage only seems to speak against.
    private func isToldBesidesPair(_ candidate: Candidate, _ words: Sides, _ said: Sides) -> Bool {
        guard said.why == nil else { return false }
        return isDomestic(candidate, said) || isAtLastDeed(said) || isPlaced(said)
            || isAnswerable(candidate, words)
    }

    /// What a state does at home, where the rules find both sides there: "the autonomy of Kashmir was revoked".
    private func isDomestic(_ candidate: Candidate, _ said: Sides) -> Bool {
        phrasebook.defaultRecipient(of: candidate.act) == .ownPeople
            && codes(said.source).count == 1 && codes(said.source) == codes(said.target)
    }

    /// "*In Lima* prosecutors charged a Chilean": whose the organ is, the place tells.
    private func isPlaced(_ said: Sides) -> Bool {
        !said.target.isEmpty && said.source.count == 1
            && said.source[0].ground == .rule("place-of") && sectors.isOrgan(said.source[0].actor.sector)
    }

    /// "Peru recognised it, and Chile *rejected the decision*": aimed at the deed that the sentence itself has just told.
    private func isAtLastDeed(_ said: Sides) -> Bool {
        guard said.target.count == 1, let target = said.target.first,
            target.ground == .rule("told-doer"), let last = stage.told.last
        else { return false }
        return last.sentence == stage.sentences && last.source.contains { $0.code == target.actor.code }
    }

    /// What goes both ways, with whoever is weighed for a partner that is not shown.
    func partnered(_ candidate: Candidate, _ found: [Sides]) -> [Sides] {
        guard found.count == 1, let only = found.first, only.why != nil,
            candidate.givenTrigger != nil || stage.pair != nil
        else { return found }
        let chosen = chosen(candidate, only, found)
        let isOneSided = !candidate.act.is(.meeting) && !codes(only.source).isEmpty
        guard let sides = chosen.first, sides.why == nil, !isOneSided else { return chosen }
        return eachWay(chosen)
    }

    /// Nil where nothing is open. Several who act or are hit together stand or fall as one.
    private func weighing(_ candidate: Candidate, _ words: Sides, _ said: Sides) -> Weighing? {
        let (sources, targets) = (codes(words.source), codes(words.target))
        guard sources.isEmpty || targets.isEmpty else { return nil }
        let joint = sources.count + targets.count > 1 ? Set(sources + targets) : []
        let cast = cast(candidate, said).filter { !joint.contains($0) }
        let facts = RoleFacts(filler: self, candidate: candidate, words: words, rules: said)
        func pairs(_ sources: [String], _ targets: [String], isTurned: Bool) -> [RoleHypothesis] {
            sources.flatMap { source in
                targets.map { target in
                    RoleHypothesis(
                        source: source, target: target, facts: facts.facts(source, target, isTurned: isTurned)
                    )
                }
            }
        }
        var all = pairs(
            sources.isEmpty ? cast : Array(sources.prefix(1)),
            targets.isEmpty ? cast : Array(targets.prefix(1)), isTurned: false)
        if candidate.isGuessed, joint.isEmpty, sources.isEmpty != targets.isEmpty, !isPlain(candidate) {
            let turned = pairs(
                targets.isEmpty ? cast : targets, sources.isEmpty ? cast : sources, isTurned: true)
            all += turned.filter { pair in
                !all.contains { $0.source == pair.source && $0.target == pair.target }
            }
        }
        if sources.isEmpty, !targets.isEmpty, candidate.act.quad != 1 {
            all += targets.prefix(1).map {
                RoleHypothesis(source: RoleHypothesis.unknown, target: $0, facts: facts.ofUnknown())
            }
        }
        if candidate.givenTrigger == nil {
            all.append(
                RoleHypothesis(
                    source: RoleHypothesis.nobody, target: RoleHypothesis.nobody, facts: facts.ofNone()))
        }
        guard all.count > 1 else { return nil }
        let trigger = candidate.givenTrigger ?? read.parse.tokens[candidate.match.anchor].span
        return chooser.weighing(all, of: candidate.act, at: trigger, isGiven: candidate.givenTrigger != nil)
    }

    /// Whether syntax leaves no doubt who does it, whatever phrasing is missing: the subject of a verb with an object, an object,
    /// whoever stands behind a preposition that aims.
    private func isPlain(_ candidate: Candidate) -> Bool {
        let predication = read.predications[candidate.match.anchor]
        let isTransitive = predication.form == .active && !predication.fillers(.patient).isEmpty
        return candidate.match.doers.contains { $0.role == .agent && isTransitive }
            || candidate.match.recipients.contains { argument in
                if case .oblique(let preposition) = argument.role { return preposition != "of" }
                return argument.role == .patient
            }
    }

    /// Who could fill an open side: those most present, those whom the sentence names, and whom the rules say.
    private func cast(_ candidate: Candidate, _ said: Sides) -> [String] {
        let present = Array(stage.ranked.prefix(Self.cast))
        let sentence = read.parse.sentence(of: candidate.match.anchor)
        let named = read.mentions(in: sentence).filter { $0.kind != .place }.flatMap { $0.actors.map(\.code) }
        let companions = sentence.filter { isCompanion($0, of: candidate) }.compactMap {
            read.mention(at: $0)
        }
        .flatMap { $0.actors.map(\.code) }
        var seen = Set([RoleHypothesis.nobody, RoleHypothesis.unknown] + companions)
        return (present + named + codes(said.source) + codes(said.target)).filter { seen.insert($0).inserted }
    }

    /// The words' sides with a chosen pair in what they leave open.
    private func filled(_ words: Sides, _ pair: RoleHypothesis, _ candidate: Candidate) -> Sides {
        let isTurned =
            codes(words.source).first.map { $0 != pair.source } ?? false
            || codes(words.target).first.map { $0 != pair.target } ?? false
        let (source, target) = isTurned ? (words.target, words.source) : (words.source, words.target)
        return Sides(
            source: codes(source).isEmpty ? filled(source, by: pair.source, candidate, isOwn: false) : source,
            target: codes(target).isEmpty
                ? filled(target, by: pair.target, candidate, isOwn: pair.source == pair.target) : target)
    }

    private func filled(_ open: [Claim.Role], by code: String, _ candidate: Candidate, isOwn: Bool) -> [Claim
        .Role]
    {
        if !open.isEmpty { return open.map { owned($0, by: code, rule: "weighed") } }
        if let here = othersInClause(of: candidate, than: "").first(where: { $0.actor.code == code }) {
            return [role(here.actor, from: here, rule: "weighed")]
        }
        let isOfPeople = isOwn && phrasebook.defaultRecipient(of: candidate.act) == .ownPeople
        return [
            role(
                Actor(code: code, sector: isOfPeople ? "CVL" : "GOV", name: names(code)), from: nil,
                rule: "weighed")
        ]
    }
}
