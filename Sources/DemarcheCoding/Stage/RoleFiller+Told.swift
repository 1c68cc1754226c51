import Demarche
import DemarcheLexicon

/// Roles by acts that the report told before: nouns that name them, acts that answer them, passives that go on.
extension RoleFiller {
    /// Neither side is known: only an act told before can show them.
    func neither(_ candidate: Candidate, _ sides: Sides) -> [Sides] {
        if let voice = spoken(candidate), let only = withTargetOf(voice, candidate, sides) { return [only] }
        if let placed = placed(candidate, sides) { return [withTarget(candidate, placed)] }
        if let told = told(candidate) { return told }
        if let undone = undone(candidate, sides) { return [undone] }
        if let hosted = hosted(candidate) { return [hosted] }
        if let aimed = aimed(candidate, sides) { return [withSource(candidate, aimed)] }
        if let swapped = answer(candidate, sides) { return [swapped] }
        if let joined = joined(candidate, sides) { return [joined] }
        if let next = goingOn(candidate, sides) { return [next] }
        if let both = joint(candidate) { return both }
        if let own = atHome(candidate, sides) { return split(candidate, own) }
        if let own = ofScene(candidate, sides) { return split(candidate, withTarget(candidate, own)) }
        return [
            Sides(
                source: sides.source, target: sides.target,
                why: "neither side is shown, and no told act shows them")
        ]
    }

    /// "The police chief cited evidence against Togolese agents": whom the clause of a bare organ names is whom it is aimed at.
    func aimed(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        let isOrgan = sides.source.first.map { sectors.isOrgan($0.actor.sector) } ?? false
        let isNoun =
            candidate.match.form == "nominal" && stage.pair?.basis == .headline && candidate.act.quad == 3
        guard isOrgan || isNoun, candidate.act.quad > 2,
            let here = only(othersInClause(of: candidate, than: "").filter { isState($0.actor.code) }),
            stage.isInPair(here.actor.code)
        else { return nil }
        return Sides(source: sides.source, target: [role(here.actor, from: here, rule: "in-clause")])
    }

    private func withTargetOf(_ voice: [Claim.Role], _ candidate: Candidate, _ sides: Sides) -> Sides? {
        withTarget(candidate, Sides(source: voice, target: sides.target))
    }

    /// "The expulsions came a day later", "the new sanctions target a bank": the roles of the acts that the noun names.
    func told(_ candidate: Candidate) -> [Sides]? {
        let named = pointer(of: candidate)
        let own = candidate.match.form == "nominal" && !isModifier(candidate.match.anchor)
        guard let noun = named ?? (own ? candidate.match.anchor : nil) else { return nil }
        // "Sentences are rising", "any help is welcome": where nobody deals with another, a noun tells of its kind at large.
        if own, candidate.givenTrigger == nil, stage.kind?.isSilent ?? false { return nil }
        let shown = codes(roles(candidate.doers))
        let word = read.parse.lemma(noun)
        let acts = stage.told(by: word, like: candidate.act).filter { told in
            // What a noun alone closes, bans or cuts is not told: it must have been told before.
            (!candidate.match.isBare || told.words.contains(word) || told.act.name == candidate.act.name)
                && (shown.isEmpty || told.source.contains { shown.contains($0.code) })
        }
        guard let last = acts.last else { return nil }
        let open = roles(candidate.recipients)
        let back = acts.last { $0.isAnswer(to: last) }
        let isPlural = read.parse.tag(noun).hasSuffix("S")
        return ((isPlural ? back : nil).map { [$0, last] } ?? [last]).map { told in
            var sides = sides(told, swapped: false, open: open, rule: "told-act")
            sides.held = told.isDone ? nil : told.modality
            let isNamed = candidate.match.isBare && told.words.contains(word)
            if isNamed, candidate.givenTrigger == nil { sides.told = told.act }
            return sides
        }
    }

    /// "*aid* agencies", "self-*help*": a noun that only tells another noun's kind points at no act.
    private func isModifier(_ noun: Int) -> Bool {
        ["compound", "nmod"].contains(read.parse.label(noun))
            && read.parse.tokens[read.parse.head(noun)].pos == "NOUN"
            && !phrasebook.isPointer(read.parse.lemma(read.parse.head(noun)))
    }

    /// The noun that stands where the doer should: it names what somebody did.
    private func pointer(of candidate: Candidate) -> Int? {
        candidate.match.doers.map(\.head).first { head in
            read.mention(at: head).map { $0.actors.isEmpty } ?? true
                && !stage.told(by: read.parse.lemma(head), like: candidate.act).isEmpty
        }
    }

    /// "The request was refused", "recalled hours after the speech": the roles of what it answers, swapped.
    func answer(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard candidate.match.doers.isEmpty || codes(roles(candidate.doers)).isEmpty else { return nil }
        if let cause = cause(of: candidate.match.anchor) {
            return self.sides(cause, swapped: true, open: sides.target, rule: "answer")
        }
        guard phrasebook.isAnswer(candidate.act), let last = stage.lastAddress else {
            return nil
        }
        return self.sides(last, swapped: true, open: sides.target, rule: "answer")
    }

    /// "sanctioned eighty officials over Togo's raid": whoever did what it answers is whom it hits.
    func answered(_ candidate: Candidate, _ sides: Sides, by known: String) -> Sides? {
        guard candidate.act.quad > 2, let cause = cause(of: candidate.match.anchor),
            let culprit = codes(cause.source.map { role($0, from: nil, rule: "answer") }).first,
            culprit != known
        else { return nil }
        let answer = self.sides(cause, swapped: true, open: sides.target, rule: "answer")
        return Sides(source: sides.source, target: answer.target)
    }

    /// "Chile protested to Peru over *the detention of a consul*": what somebody is reproached with to his face is his own
    /// doing. Of force nobody is guilty by that alone.
    func blamed(_ candidate: Candidate, _ words: Sides) -> Sides? {
        let anchor = candidate.match.anchor
        guard candidate.match.form == "nominal", !candidate.match.isBare, codes(words.source).isEmpty,
            candidate.act.quad == 4, !isViolent(candidate.act), read.parse.label(anchor) == "pobj",
            self.words.has(read.parse.lower(read.parse.head(anchor)), .causeWord)
        else { return nil }
        let reproach = stage.told.last { told in
            told.sentence == stage.sentences && told.act.quad == 3 && told.pair != nil
                && read.parse.governs(told.anchor, anchor)
        }
        guard let reproach, let by = reproach.source.first?.code else { return nil }
        return Sides(
            source: reproach.target.map { role($0, from: nil, rule: "blamed") },
            target: words.target.isEmpty
                ? reproach.source.map { role($0, from: nil, rule: "blamed") }
                : words.target.map { owned($0, by: by, rule: "blamed") })
    }

    /// "Later it said that he *had been detained*": a passive that names an act told before is done by whoever did it.
    func toldAgain(_ candidate: Candidate, of known: String) -> [Claim.Role]? {
        guard candidate.match.form == "direct", candidate.match.doers.isEmpty,
            read.predications[candidate.match.anchor].form == .passive
        else { return nil }
        let before = stage.told.last {
            $0.act.name == candidate.act.name && $0.sentence < stage.sentences && $0.pair?.target == known
        }
        return before.map { $0.source.map { role($0, from: nil, rule: "told-act") } }
    }

    /// An act of the same sentence that stands below a predicate in a clause of time or cause.
    private func cause(of anchor: Int) -> ToldAct? {
        stage.told.last { told in
            guard told.sentence == stage.sentences, told.pair != nil, told.act.quad > 2,
                told.anchor != anchor,
                read.parse.sentence(of: told.anchor) == read.parse.sentence(of: anchor)
            else { return false }
            let link = read.parse.dependent(of: told.anchor, "mark") ?? read.parse.head(told.anchor)
            let isBelow = anchor < link && link < told.anchor || read.parse.dominates(anchor, told.anchor)
            return isBelow && words.has(read.parse.lower(link), .causeWord)
        }
    }

    /// "Talks were paused by Lima and a visit put off": what is joined to a told act is done by the same to the same.
    func joined(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        let parse = read.parse
        var at = candidate.match.anchor
        guard candidate.match.doers.isEmpty, read.predications[at].form == .passive else { return nil }
        while parse.label(at) == "conj", parse.head(at) != at {
            at = parse.head(at)
            let first = stage.told.last {
                $0.sentence == stage.sentences && $0.anchor == at && $0.pair != nil
                    && isViolent($0.act) == isViolent(candidate.act)
            }
            if let first { return self.sides(first, swapped: false, open: sides.target, rule: "same-doer") }
        }
        return nil
    }

    /// "Trade was cut by Lima. Flights *were stopped*": an agentless passive goes on with the doer of the hostile act told last.
    func goingOn(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard candidate.match.doers.isEmpty, candidate.act.quad == 4, candidate.match.form == "direct",
            let last = stage.lastHostile,
            isViolent(last.act) == isViolent(candidate.act)
        else { return nil }
        return self.sides(last, swapped: false, open: sides.target, rule: "same-doer")
    }

    /// Killing and fighting are not gone on with by sanctions, nor the other way round.
    func isViolent(_ act: Act) -> Bool { phrasebook.defaultRecipient(of: act) == .shownDoer }

    func sides(_ told: ToldAct, swapped: Bool, open: [Claim.Role], rule: String) -> Sides {
        let (from, to) = swapped ? (told.target, told.source) : (told.source, told.target)
        return Sides(
            source: from.map { role($0, from: nil, rule: rule) },
            target: open.isEmpty
                ? to.map { role($0, from: nil, rule: rule) }
                : open.map { owned($0, by: to.first?.code ?? "", rule: rule) })
    }

    /// Whoever speaks does what is only said: "Groundless, replied Lima", "a breach, as Quito sees it".
    func spoken(_ candidate: Candidate) -> [Claim.Role]? {
        guard candidate.act.quad != 2, candidate.act.quad != 4,
            let voice = candidate.speakers.first(where: { !$0.isOpen }),
            read.predications[candidate.match.anchor].form != .passive
        else { return nil }
        return roles([voice]).map { role($0.actor, from: $0, rule: "speaker") }
    }

    /// "In Lima, police arrested two activists": a bare organ is of the place in which it acts.
    func placed(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard let open = sides.source.first,
            sectors.isOrgan(open.actor.sector) || sectors.isOfPeople(open.actor.sector),
            let state = candidate.doers.firstNonNil({ placeState(below: [$0.head]) })
                ?? placeState(around: candidate.match.anchor)
        else { return nil }
        return Sides(
            source: sides.source.map { owned($0, by: state, rule: "place-of") }, target: sides.target)
    }

    /// "Chile may shut its skies, *a minister* hinted", "Lima cut the quota. *Consumers* organised a boycott": a bare organ or
    /// people is of the state of which the clause around it speaks, else of whoever acted last by words.
    func ofScene(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard let open = sides.source.first, candidate.doers.first?.mention?.properName == nil,
            sectors.isOrgan(open.actor.sector) || sectors.isOfPeople(open.actor.sector),
            let state = governingState(of: candidate.match.anchor) ?? lastActing()
        else { return nil }
        return Sides(
            source: sides.source.map { owned($0, by: state, rule: "scene") }, target: sides.target)
    }

    /// The only state that is the subject of a verb above or beside a predicate.
    func governingState(of anchor: Int) -> String? {
        let parse = read.parse
        var at = anchor
        while parse.head(at) != at {
            at = parse.head(at)
            guard parse.isVerbal(at) else { continue }
            let states = codes(roles(subjects(of: at).compactMap { fillers.filler(head: $0) })).filter(
                isState)
            if states.count == 1 { return states[0] }
        }
        return nil
    }

    /// Who acted last, in this sentence or the one before.
    func lastActing() -> String? {
        guard let last = stage.told.last(where: { $0.pair != nil }),
            stage.sentences - last.sentence <= 1
        else {
            return nil
        }
        return last.pair?.source
    }

    /// The state of the only place that stands in a locative phrase at a predicate or at the verbs above it.
    func placeState(around anchor: Int) -> String? {
        var near = Set(
            read.parse.subtree(of: anchor, without: ["conj", "relcl", "ccomp", "nsubj", "nsubjpass"]))
        var at = anchor
        while read.parse.head(at) != at {
            at = read.parse.head(at)
            let own = read.parse.dependents(of: at, ["prep"]).flatMap {
                read.parse.dependents(of: $0, ["pobj"])
            }
            near.formUnion(own)
        }
        return placeState(below: Array(near))
    }

    /// The state of the only place among some words and what hangs on their prepositions: "a court *in Lima*".
    private func placeState(below heads: [Int]) -> String? {
        let parse = read.parse
        let near = Set(heads).union(
            heads.flatMap { parse.dependents(of: $0, ["prep"]) }.flatMap {
                parse.dependents(of: $0, ["pobj"])
            })
        let codes = near.compactMap { token -> String? in
            if let mention = read.mention(at: token), !mention.actors.isEmpty {
                return mention.kind == .place ? mention.actors.first?.code : nil
            }
            guard parse.label(token) == "pobj", words.has(parse.lower(parse.head(token)), .locative) else {
                return nil
            }
            return read.places.first { $0.span.overlaps(parse.tokens[token].span) }?.country
        }
        let distinct = Set(codes.filter(isState))
        return distinct.count == 1 ? distinct.first : nil
    }
}
