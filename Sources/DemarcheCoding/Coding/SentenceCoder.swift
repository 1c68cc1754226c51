import Demarche
import DemarcheLexicon

/// Finds the acts of one sentence: the best phrasing for each word, and how it is held.
struct SentenceCoder: Sendable {
    let phrasebook: Phrasebook
    let matcher: PatternMatcher
    let standings: StandingReader
    /// Nil where only phrasings code.
    let general: GeneralCoder?

    init(phrasebook: Phrasebook, cues: CueIndex, general: GeneralCoder? = nil) {
        self.general = general
        self.phrasebook = phrasebook
        matcher = PatternMatcher(phrasebook: phrasebook)
        standings = StandingReader(cues: cues)
    }

    /// The acts of a sentence in text order, and the reasons for what was left.
    /// - Parameter topic: the field that the whole report is about, of which `topics.tsv` tells.
    func candidates(
        in sentence: Range<Int>, of read: ReadPassage, text: ScalarText, topic: String? = nil
    ) -> (candidates: [Candidate], reasons: [String]) {
        let fillers = FillerReader(read: read, text: text, phrasebook: phrasebook)
        var found: [Candidate] = []
        var framed: [Candidate] = []
        var orders: Set<Int> = []
        var accusations: [Candidate] = []
        var aims: [Aim] = []
        var reasons: [String] = []
        if let topic = phrasebook.silentTopic(of: sentence, in: read.parse, about: topic) {
            return ([], ["the sentence is about \(topic)"])
        }
        let search = matcher.search(
            in: sentence, of: read.parse, predications: read.predications,
            classes: read.offices(in: sentence))
        for token in sentence {
            let matches = search.matches(at: token)
            guard !matches.isEmpty, !isWordOfEcho(token, in: read.parse), !isWordOfOffice(token, in: read)
            else { continue }
            switch best(of: matches, fillers: fillers) {
            case .success(let (match, doers, recipients)):
                guard let act = phrasebook.acts[match.pattern.act] else { continue }
                let standing = standings.standing(
                    of: token, told: match.tokens, in: read.parse, predications: read.predications)
                let inner = Candidate(
                    match: match, act: act, doers: doers, recipients: recipients, standing: standing)
                aims.append(aim(of: inner))
                if let frame = standing.frame {
                    if let ordered = orderedOfOwn(frame, inner, read: read, fillers: fillers) {
                        found.append(ordered)
                        orders.insert(frame.governor)
                        continue
                    }
                    if let utterance = utterance(frame, about: inner, read: read, fillers: fillers) {
                        if frame.effect == .alleged {
                            accusations.append(utterance)
                        } else {
                            framed.append(utterance)
                        }
                    }
                }
                if standing.modality == nil {
                    reasons.append(
                        "“\(read.parse.tokens[token].text)” as \(act.name): \(standing.reasons.joined(separator: "; "))"
                    )
                    continue
                }
                // "Will visit", "plans to ease": a cooperative plan is an intention (codebook §3).
                let intended =
                    standing.modality == .planned && (act.quad == 1 || act.quad == 2)
                    ? phrasebook.framed(.promise, about: act) : nil
                found.append(
                    Candidate(
                        match: match, act: intended ?? act, doers: doers, recipients: recipients,
                        standing: standing,
                        isByUnknownHand: doers.isEmpty && isByBomb(match, in: read.parse),
                        isAtThing: recipients.isEmpty && isAtThing(match, in: read.parse)))
            case .failure(let refusal): reasons.append("“\(read.parse.tokens[token].text)”: \(refusal.why)")
            }
        }
        for token in sentence {
            if let duty = duty(at: token, read: read, fillers: fillers),
                !framed.contains(where: { $0.match.anchor == duty.match.anchor })
            {
                framed.append(duty)
            }
        }
        // An accusing verb's own row says more than what it alleges.
        framed += accusations.filter { accusation in
            !found.contains { $0.match.anchor == accusation.match.anchor }
        }
        let told = pressing(
            withoutOverlaps(merged(found, framed).filter { !orders.contains($0.match.anchor) }), for: aims,
            in: read.parse)
        return (told + generalised(in: sentence, of: read, told: told, fillers: fillers), reasons)
    }

    /// "followed *suit*": a noun by which a verb repeats an act tells none of its own.
    private func isWordOfEcho(_ token: Int, in parse: Parse) -> Bool {
        parse.isNominal(token)
            && phrasebook.echoes(of: parse.lemma(parse.head(token))).contains {
                $0.others.contains(parse.lemma(token))
            }
    }

    /// "*riot* police", "*strike* group": what tells one kind of people from another tells no act.
    private func isWordOfOffice(_ token: Int, in read: ReadPassage) -> Bool {
        guard read.parse.label(token) == "compound", read.parse.isNominal(token),
            let mention = read.mention(at: read.parse.head(token))
        else { return false }
        return (mention.kind == .person || mention.kind == .body) && !mention.roleClass.isEmpty
    }

    /// The utterance that an act is the content of: "urged Iran to release the crew" is an appeal for release.
    private func utterance(
        _ frame: Standing.Frame, about inner: Candidate, read: ReadPassage, fillers: FillerReader
    ) -> Candidate? {
        let isHostile = inner.act.quad > 2
        let effect: Cue.Effect = frame.effect == .promise && isHostile ? .threat : frame.effect
        if effect == .alleged, !isOfAnother(inner, by: frame.governor, read: read, fillers: fillers) {
            return nil
        }
        guard let act = phrasebook.framed(effect, about: inner.act) else { return nil }
        // "Will not sign": the verb that is refused is the utterance itself, and has only the speakers above it.
        let standing =
            frame.governor == inner.match.anchor
            ? Standing(modality: .done, speakers: inner.standing.speakers, reasons: inner.standing.reasons)
            : standings.standing(of: frame.governor, in: read.parse, predications: read.predications)
        guard standing.modality != nil else { return nil }
        let predication = read.predications[frame.governor]
        let doerRoles: [RoleName] =
            predication.form == .nominal ? [.agent, .possessor, .modifier, .support] : [.agent]
        let doers =
            doerRoles.lazy.map { role in predication.arguments.filter { $0.role == role } }.first {
                $0.contains { fillers.filler($0) != nil }
            } ?? []
        let addressed = addressees(effect, of: predication, inner: inner)
        let match = Match(
            pattern: inner.match.pattern, anchor: frame.governor,
            tokens: [frame.governor] + inner.match.tokens, doers: doers,
            recipients: addressed.map(\.argument), form: "framed by \(read.parse.lemma(frame.governor))")
        return Candidate(
            match: match, act: act, doers: distinct(doers.compactMap(fillers.filler)),
            recipients: distinct(addressed.compactMap { $0.filler ?? fillers.filler($0.argument) }),
            standing: standing)
    }

    /// "claimed that *Togo* had bombed it": an allegation is of an act that another is shown to have done.
    private func isOfAnother(
        _ inner: Candidate, by governor: Int, read: ReadPassage, fillers: FillerReader
    ) -> Bool {
        let tellers = Set(
            read.predications[governor].arguments.filter { $0.role == .agent }.compactMap(fillers.filler)
                .flatMap(\.actors).map(\.code))
        let doers = Set(inner.doers.flatMap(\.actors).map(\.code)).subtracting([""])
        return !tellers.isEmpty && !doers.isEmpty && tellers.isDisjoint(with: doers)
    }

    /// Whom an utterance is aimed at: whom it asks; else who is to do it; a promise or threat, whom it would be done to.
    private func addressees(_ effect: Cue.Effect, of predication: Predication, inner: Candidate) -> [(
        argument: PredicateArgument, filler: Filler?
    )] {
        let asked: [RoleName] = [
            .patient, .recipient, .oblique("on"), .oblique("to"), .oblique("of"), .oblique("from"),
            .oblique("with"), .oblique("upon"), .oblique("at"), .oblique("for"),
        ]
        let isAsking = effect == .request || effect == .demand || effect == .alleged
        let innerFillers = isAsking ? inner.doers : inner.recipients
        let innerArguments = (isAsking ? inner.match.doers : inner.match.recipients)
        let outer =
            asked.lazy.map { role in
                predication.arguments.filter { $0.role == role && !inner.match.tokens.contains($0.head) }
            }.first { !$0.isEmpty } ?? []
        let isSelf = Set(inner.doers.map(\.head)) == Set(predication.fillers(.agent)) && isAsking
        let inside =
            isSelf
            ? [] : zip(innerArguments, innerFillers.map(Optional.some)).map { (argument: $0, filler: $1) }
        if isAsking || effect == .refusal && inner.standing.frame?.governor != inner.match.anchor,
            !outer.isEmpty
        {
            return outer.map { ($0, nil) }
        }
        return inside.isEmpty ? outer.map { ($0, nil) } : inside
    }

    /// An utterance's own row says more than the frame only when it braces what the utterance is about; of its root's
    /// general act it takes the finer one that the frame tells: "urged it to let observers in" is an appeal for access.
    private func merged(_ found: [Candidate], _ framed: [Candidate]) -> [Candidate] {
        var seen: Set<String> = []
        let utterances = framed.filter { utterance in
            !found.contains { $0.match.anchor == utterance.match.anchor && $0.match.pattern.nodes.count > 1 }
                && seen.insert("\(utterance.match.anchor) \(utterance.act.name)").inserted
        }
        let replaced = Set(utterances.map(\.match.anchor))
        let own = found.filter { !replaced.contains($0.match.anchor) }.map { own in
            framed.first { $0.match.anchor == own.match.anchor && $0.act.isFiner(than: own.act) }
                .map { own.telling($0.act).showing($0) } ?? own
        }
        return own + utterances
    }

    struct Refusal: Error { let why: String }

    /// The most specific match whose slots hold possible actors; a near miss of the same strength bars its act.
    func best(of matches: [Match], fillers: FillerReader) -> Result<
        (Match, [Filler], [Filler]), Refusal
    > {
        var why = "no phrasing fits"
        var barred: [(act: String, strength: Int)] = []
        for match in matches where match.pattern.isNearMiss && !match.isBare {
            barred.append((match.pattern.act, match.pattern.specificity))
        }
        var isForceAtThing = false
        var viable: [(match: Match, doers: [Filler], recipients: [Filler], rank: Int)] = []
        for match in matches where !match.pattern.isNearMiss {
            if barred.contains(where: {
                $0.act == match.pattern.act && $0.strength >= match.pattern.specificity
            }) {
                why = "near miss of \(match.pattern.act)"
                continue
            }
            let doers = distinct(match.doers.compactMap(fillers.filler))
            var recipients = distinct(match.recipients.compactMap(fillers.filler))
            if doers.isEmpty, match.doers.contains(where: Self.mustBeActor),
                !isByWeapon(match, in: fillers.read.parse), !isByCarrier(match, in: fillers.read.parse)
            {
                why = "\(match.pattern.act): the doer is no actor"; continue
            }
            if recipients.isEmpty, isMaterialConflict(match) {
                recipients = distinct(
                    match.recipients.compactMap { fillers.owner(of: $0, act: match.anchor) })
            }
            if recipients.isEmpty, match.recipients.contains(where: Self.mustBeActor),
                !pointsAtDeed(match, in: fillers.read.parse), !isEachOther(match, in: fillers.read.parse),
                !isAtThing(match, in: fillers.read.parse)
            {
                why = "\(match.pattern.act): the recipient is no actor"
                isForceAtThing = isForceAtThing || isForce(match)
                continue
            }
            if isWithThing(match, recipients) {
                why = "\(match.pattern.act): the recipient is a thing"; continue
            }
            let rank =
                match.pattern.specificity * 4 + filled(match.pattern.doer, doers)
                + filled(match.pattern.recipient, recipients)
                + (match.form == "direct" ? 1 : 0) + 3 * exactWords(match, in: fillers.read.parse)
                + exactHeads(match, in: fillers.read.parse)
            viable.append((match, doers, recipients, rank))
        }
        // Whom it hits goes before what it only hits, and who fires at a thing does nothing less to it.
        let atThings = { (one: (match: Match, doers: [Filler], recipients: [Filler], rank: Int)) in
            one.recipients.isEmpty && isAtThing(one.match, in: fillers.read.parse)
        }
        if isForceAtThing || !viable.allSatisfy(atThings) { viable.removeAll(where: atThings) }
        // What a noun tells of by itself goes before what it only points at.
        if viable.contains(where: { !$0.match.isBare }) { viable.removeAll { $0.match.isBare } }
        // What the verb itself has been seen to tell goes before what its like tell.
        let isOwn = { (match: Match) in isByOwnWord(match, in: fillers.read.parse) }
        if viable.contains(where: { isOwn($0.match) }) { viable.removeAll { !isOwn($0.match) } }
        // Of equals, the act that more phrasings tell.
        let votes = Dictionary(viable.map { ($0.match.pattern.act, 1) }, uniquingKeysWith: +)
        func weight(_ act: String) -> Int { votes[act] ?? 0 }
        guard
            let chosen = viable.max(by: {
                ($0.rank, weight($0.match.pattern.act), $1.match.pattern.act) < (
                    $1.rank, weight($1.match.pattern.act), $0.match.pattern.act
                )
            })
        else {
            return .failure(Refusal(why: why))
        }
        return .success((chosen.match, chosen.doers, chosen.recipients))
    }

    /// "condemned the verdict", "called this unfair": a verbal act aimed at a deed is aimed at whoever did it, whom the
    /// report may tell.
    private func pointsAtDeed(_ match: Match, in parse: Parse) -> Bool {
        guard let act = phrasebook.acts[match.pattern.act], act.quad != 2, act.quad != 4, !act.isMeeting,
            match.pattern.recipient?.head == nil
        else { return false }
        return match.recipients.allSatisfy {
            phrasebook.isPointer(parse.lemma($0.head))
                || act.quad == 3 && Self.isDemonstrative($0.head, in: parse)
        }
    }

    /// "denounced *the award*", "turned away *lorries*", "*twelve* were arrested": things and numbers that no actor is in; whom
    /// they hit the report may show. Force against a thing hits nobody.
    func isAtThing(_ match: Match, in parse: Parse) -> Bool {
        guard let act = phrasebook.acts[match.pattern.act], act.quad > 2, !match.recipients.isEmpty,
            !act.refusesMeeting, match.recipients.allSatisfy(Self.mustBeActor),
            !pointsAtDeed(match, in: parse),
            !isEachOther(match, in: parse)
        else { return false }
        return match.recipients.allSatisfy { argument in
            switch parse.tokens[argument.head].pos {
            case "NUM": act.quad == 4
            case "NOUN": !isForce(match)
            default: false
            }
        }
    }

    /// Whether a match tells of force.
    private func isForce(_ match: Match) -> Bool {
        phrasebook.acts[match.pattern.act].map { phrasebook.defaultRecipient(of: $0) == .shownDoer } ?? false
    }

    /// "shelled each other": the doers are the recipients.
    private func isEachOther(_ match: Match, in parse: Parse) -> Bool {
        match.recipients.allSatisfy { argument in
            argument.head > 0
                && phrasebook.isReciprocal(
                    parse.lower(argument.head - 1) + " " + parse.lower(argument.head))
        }
    }

    /// Whether the phrasing has the very verb of the text, not one of its class.
    private func isByOwnWord(_ match: Match, in parse: Parse) -> Bool {
        let anchor = match.pattern.nodes[0]
        return !anchor.isVerb || match.form != "direct" || parse.lemma(match.anchor) == anchor.lemma
    }

    /// "A communiqué accused the minister": whoever speaks through it is not shown.
    private func isByCarrier(_ match: Match, in parse: Parse) -> Bool {
        match.doers.allSatisfy { phrasebook.isCarrier(parse.lemma($0.head)) }
    }

    /// "received a pledge": nobody meets or calls a thing.
    private func isWithThing(_ match: Match, _ recipients: [Filler]) -> Bool {
        phrasebook.acts[match.pattern.act]?.isMeeting == true && !recipients.isEmpty
            && recipients.allSatisfy { $0.mention?.kind == .thing }
    }

    /// "This", "that", "which": they stand for what was just told.
    private static func isDemonstrative(_ token: Int, in parse: Parse) -> Bool {
        ["this", "that", "these", "those", "which", "it", "other"].contains(parse.lower(token))
    }

    /// How many words of the act stand in the text themselves, not by a word of their class.
    private func exactWords(_ match: Match, in parse: Parse) -> Int {
        zip(match.pattern.nodes, match.tokens).filter { parse.lemma($1) == $0.lemma }.count
    }

    /// How many of the nouns that its slots brace stand in the text themselves.
    private func exactHeads(_ match: Match, in parse: Parse) -> Int {
        [(match.pattern.doer, match.doers), (match.pattern.recipient, match.recipients)].count {
            slot, fillers in slot?.head != nil && fillers.contains { parse.lemma($0.head) == slot?.head }
        }
    }

    /// What a slot adds to a match's rank: less than a braced word where filled by a known actor, a loss where it stands empty.
    private func filled(_ slot: Pattern.Slot?, _ fillers: [Filler]) -> Int {
        guard slot != nil else { return 0 }
        return fillers.isEmpty ? -16 : fillers.contains { !$0.isOpen } ? 4 : 2
    }

    /// Each phrase once, however many prepositions lead to it.
    func distinct(_ fillers: [Filler]) -> [Filler] {
        var seen: Set<Span> = []
        return fillers.filter { seen.insert($0.span).inserted }
    }

    /// "was killed by a roadside bomb", "the bombing killed ten": a weapon or an attack does it for somebody not shown.
    private func isByWeapon(_ match: Match, in parse: Parse) -> Bool {
        match.doers.allSatisfy { argument in
            let lemma = parse.lemma(argument.head)
            return phrasebook.isInstrument(lemma)
                || phrasebook.isPointer(lemma) && argument.construction == "by-phrase"
        }
    }

    /// A bomb tells of no hand; a shell or an air raid is the other side's.
    private func isByBomb(_ match: Match, in parse: Parse) -> Bool {
        !match.doers.isEmpty && match.doers.allSatisfy { phrasebook.isHidden(parse.lemma($0.head)) }
    }

    private func isMaterialConflict(_ match: Match) -> Bool {
        phrasebook.acts[match.pattern.act]?.quad == 4
    }

    /// A modifier or a carrying verb's subject may be no actor without harm: then nobody is shown there.
    private static func mustBeActor(_ argument: PredicateArgument) -> Bool {
        switch argument.role {
        case .modifier, .support: false
        default: true
        }
    }

    /// "condemned *Russia's invasion*": what a verbal act is about is an act of its own when another is shown to do it.
    private func isAnothersDeed(_ inner: Candidate, in outer: Candidate) -> Bool {
        guard outer.act.quad != 2, outer.act.quad != 4, !inner.doers.isEmpty else { return false }
        return Set(inner.doers.flatMap(\.actors)).isDisjoint(with: outer.doers.flatMap(\.actors))
    }

    /// An act whose anchor is a word of another, more specific act is that act told once.
    private func withoutOverlaps(_ candidates: [Candidate]) -> [Candidate] {
        candidates.filter { candidate in
            !candidates.contains { other in
                other.match.anchor != candidate.match.anchor
                    && other.match.tokens.contains(candidate.match.anchor)
                    && other.match.strength >= candidate.match.strength
                    && !isAnothersDeed(candidate, in: other)
            }
        }
    }
}
