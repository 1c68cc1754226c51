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

    /// What the phrasings found in a sentence.
    struct Found {
        /// In text order.
        let candidates: [Candidate]
        /// Why what was left was left.
        let reasons: [String]
        /// The words that a phrasing fits and that tell no act for another reason.
        var refused: Set<Int> = []
        /// Whether the sentence is about a field of which no act is told.
        var isSilent = false
    }

    /// The acts of a sentence in text order, and the reasons for what was left.
    /// - Parameter topic: the field that the whole report is about, of which `topics.tsv` tells.
    func candidates(
        in sentence: Range<Int>, of read: ReadPassage, text: ScalarText, topic: String? = nil
    ) -> Found {
        let fillers = FillerReader(read: read, text: text, phrasebook: phrasebook)
        var found: [Candidate] = []
        var framed: [Candidate] = []
        var orders: Set<Int> = []
        var accusations: [Candidate] = []
        var aims: [Aim] = []
        var reasons: [String] = []
        var refused: Set<Int> = []
        if let topic = phrasebook.silentTopic(of: sentence, in: read.parse, about: topic) {
            return Found(
                candidates: [], reasons: ["the sentence is about \(topic)"], isSilent: true)
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
                    of: act, at: token, told: match.tokens, in: read.parse, predications: read.predications)
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
            case .failure(let refusal):
                reasons.append("“\(read.parse.tokens[token].text)”: \(refusal.why)")
                refused.insert(token)
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
        return Found(candidates: told, reasons: reasons, refused: refused)
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
            : standings.standing(
                of: act, at: frame.governor, in: read.parse, predications: read.predications)
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

    /// A bomb tells of no hand; a shell or an air raid is the other side's.
    private func isByBomb(_ match: Match, in parse: Parse) -> Bool {
        !match.doers.isEmpty && match.doers.allSatisfy { phrasebook.isHidden(parse.lemma($0.head)) }
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
