import Demarche
import DemarcheLexicon

/// What the governors on the way up do to what they govern.
extension Climb {
    mutating func rise(from token: Int, to governor: Int) {
        let label = parse.label(token)
        if parse.focus(ofCleft: token) != nil { return }
        if isHeldAs(content: token, of: governor) { content = governor }
        if content == token, label == "nsubj" || label == "nsubjpass" {
            readDoubt(of: token, in: governor)
            return
        }
        if parse.isHeadlineInfinitive(token) {
            bind(.planned, "a headline's infinitive: planned")
            return
        }
        if !detached, let demander = parse.demander(of: token) {
            if hold < .alleged, frame == nil { frame = Standing.Frame(effect: .demand, governor: demander) }
            bind(.void, "a base form after that: demanded")
        }
        switch label {
        case "conj":
            shareAuxiliaries(of: governor, with: token)
        case "relcl" where parse.children[token].contains { parse.tag($0) == "TO" }:
            governed(by: governor, scope: "clause", isClause: true)
        case "relcl", "parataxis": detached = true
        case "acl":
            let isInfinitive = parse.children[token].contains { parse.tag($0) == "TO" }
            governed(by: governor, scope: "clause", isClause: isInfinitive || parse.hasComplementiser(token))
            if !isInfinitive && !parse.hasComplementiser(token) { detached = true }
        case "advcl": riseFromAdverbial(token)
        case "ccomp" where isParatactic(token, governor: governor): detached = true
        case "xcomp" where isPredicated(token, of: governor): riseFromPredicated(token, of: governor)
        case "ccomp", "xcomp": governed(by: governor, scope: "clause", isClause: true)
        case "dobj", "attr", "oprd": governed(by: governor, scope: "object", isClause: false)
        case "nsubjpass":
            riseFromSubject(token, governor: governor)
            governed(by: governor, scope: "object", isClause: false)
        case "csubj" where !detached && parse.lemma(governor) == "be":
            bind(.void, "judged, not told as done")
        case "nsubj", "csubj": riseFromSubject(token, governor: governor)
        case "pobj", "pcomp":
            let preposition = parse.lower(governor)
            let wordings =
                [preposition]
                + parse.dependents(of: governor, ["advmod"]).map {
                    parse.lower($0) + " " + preposition
                }
            for wording in wordings where !detached && cues.has(wording, .preposition, .void) {
                bind(.void, "\(wording): not done")
            }
            let above = parse.head(governor)
            if above != governor, !["agent"].contains(parse.label(governor)) {
                let standsApart = !detached && cues.has(preposition, .preposition, .fact)
                governed(by: above, scope: preposition, isClause: label == "pcomp", standsApart: standsApart)
            }
        case "acomp" where !detached: readSelf(governor, isPredicate: false)
        default: break
        }
    }

    /// "First A did this, then B did that": the parser hangs the first clause below the second as if it were said.
    func isParatactic(_ clause: Int, governor: Int) -> Bool {
        guard clause < governor, parse.isVerbal(governor), !parse.hasComplementiser(clause),
            parse.children[clause].contains(where: { ["nsubj", "nsubjpass"].contains(parse.label($0)) }),
            parse.children[governor].contains(where: {
                ["nsubj", "nsubjpass"].contains(parse.label($0)) && $0 > clause
            })
        else { return false }
        return !cues.cues(parse.lemma(governor), .verb, reaching: "clause").contains {
            [.say, .alleged, .denied].contains($0.effect)
        }
    }

    /// "will expel and detain": a conjunct without an auxiliary of its own shares the first one's.
    mutating func shareAuxiliaries(of governor: Int, with conjunct: Int) {
        guard !detached, parse.isVerbal(governor), parse.isVerbal(conjunct),
            parse.dependents(of: conjunct, ["aux", "auxpass", "nsubj", "nsubjpass"]).isEmpty,
            parse.tag(conjunct) != "VBD"
        else { return }
        for child in parse.children[governor] where parse.label(child) == "aux" && parse.tag(child) == "MD" {
            readModal(parse.lower(child), at: governor)
        }
        let alternatives = parse.children[governor].contains {
            parse.label($0) == "cc" && ["or", "nor"].contains(parse.lower($0))
        }
        if parse.dependent(of: governor, "neg") != nil, alternatives || parse.tag(conjunct) == "VB" {
            bind(.void, "negated with the verb before it")
        }
    }

    mutating func riseFromAdverbial(_ clause: Int) {
        for child in parse.children[clause] where ["mark", "advmod"].contains(parse.label(child)) {
            let word = parse.lower(child)
            if !detached, cues.has(word, .conjunction, .void) { bind(.void, "\(word): conditional") }
        }
        if !detached, isAsked(clause) {
            governed(by: parse.head(clause), scope: "clause", isClause: true)
            return
        }
        if !detached, let (cue, noun) = askingObject(clause) {
            apply(cue, subjectOf: noun)
            governed(by: parse.head(noun), scope: "object", isClause: false)
            detached = true
            return
        }
        if !detached, let cue = continuation(clause) {
            apply(cue, subjectOf: parse.head(clause))
            readSelf(parse.head(clause), isPredicate: false)
            return
        }
        if !detached, parse.children[clause].contains(where: { parse.tag($0) == "TO" }), !tellsOrder(clause) {
            if hold == .done, cues.has(parse.lemma(parse.head(clause)), .verb, .errand) {
                errand = parse.head(clause)
            }
            bind(.void, "a purpose, not an act")
        }
        detached = true
    }

    /// "called for Chad *to open the border*": the parser takes what is asked for a purpose.
    private func isAsked(_ clause: Int) -> Bool {
        let governor = parse.head(clause)
        let isInfinitive = parse.children[clause].contains { parse.tag($0) == "TO" }
        guard isInfinitive, parse.isVerbal(governor), governor < clause,
            parse.dependent(of: governor, "dobj") == nil,
            cues.cues(parse.lemma(governor), .verb, reaching: "clause").contains(where: {
                $0.effect == .request || $0.effect == .demand
            })
        else { return false }
        let hasAddressee = parse.children[governor].contains { child in
            parse.label(child) == "prep" && child < clause
                && parse.dependents(of: child, ["pobj"]).contains { $0 < clause }
        }
        return hasAddressee || parse.children[clause].contains { parse.label($0) == "mark" }
    }

    /// "renewed an *appeal* to Chad *to extradite* him": the infinitive is what the verb's object asks.
    private func askingObject(_ clause: Int) -> (cue: Cue, noun: Int)? {
        guard parse.children[clause].contains(where: { parse.tag($0) == "TO" }) else { return nil }
        for noun in parse.dependents(of: parse.head(clause), ["dobj"]) where noun < clause {
            let found = cues.cues(parse.lemma(noun), .noun, reaching: "clause").first {
                $0.effect == .request || $0.effect == .demand
            }
            if let found { return (found, noun) }
        }
        return nil
    }

    /// A noun that names an act and is the subject: what its verb says of it.
    mutating func riseFromSubject(_ token: Int, governor: Int) {
        guard !detached, token == predicate || parse.isNominal(predicate) else { return }
        if token == predicate {
            readOccurrence(under: governor)
            readLikelihood(under: governor)
        }
        guard parse.label(token) != "nsubjpass" else { return }
        let modal = parse.children[governor].first { parse.label($0) == "aux" && parse.tag($0) == "MD" }
        let isDefinite = parse.isDefinite(token) || parse.dependent(of: token, "poss") != nil
        if let modal, !isDefinite { bind(.void, "\(parse.lower(modal)): an act that is only thought of") }
        if isDeniedExistence(of: token, by: governor) {
            bind(.void, "\(parse.lower(governor)) no or not: there is none")
        }
    }

    /// "*A meeting* is not in sight", "*threats* were no part of it": of what nothing tells which one it is, there is none.
    private func isDeniedExistence(of noun: Int, by copula: Int) -> Bool {
        let before = parse.children[noun].filter { $0 < noun }
        guard parse.lemma(copula) == "be",
            before.isEmpty || parse.dependent(of: noun, "det") != nil && !parse.isDefinite(noun)
        else { return false }
        return parse.dependent(of: copula, "neg") != nil
            || parse.dependents(of: copula, ["attr"]).flatMap { parse.dependents(of: $0, ["det"]) }.contains {
                cues.has(parse.lower($0), .determiner, .negation)
            }
    }

    /// What a governor does to the clause or noun below it.
    ///
    /// - Parameter standsApart: "after expelling the consul, Norway said nothing": what is denied above is not denied here.
    mutating func governed(by governor: Int, scope: String, isClause: Bool, standsApart: Bool = false) {
        let part: Cue.Part
        switch parse.tokens[governor].pos {
        case "VERB", "AUX": part = .verb
        case "NOUN", "PROPN": part = .noun
        case "ADJ": part = .adjective
        case "ADV": part = .adverb
        default: part = parse.isVerbal(governor) ? .verb : .noun
        }
        if isClause, part == .verb, let told = contentNoun(of: governor, scope: scope) {
            apply(told.cue, subjectOf: told.noun)
            return
        }
        if isClause, part == .verb, readSemiModal(governor) { return }
        let lemma = parse.lemma(governor)
        if isClause, readDoubleNegation(governor, part) { return }
        let chosen = choose(
            cuesAt(governor, part, reaching: scope), governor: governor, scope: scope)
        if let chosen { apply(chosen, subjectOf: governor) }
        if detached { return }
        if isClause, part != .adjective, isInfinitivalComplement(of: governor) {
            if chosen == nil, !isOneOfOrder(governor) {
                bind(.void, "\(lemma) to …: not known as done")
            }
            for adverb in parse.dependents(of: governor, ["advmod"]) {
                for cue in cues.cues(parse.lower(adverb), .adverb, reaching: "infinitive") {
                    apply(cue, subjectOf: nil)
                }
            }
        }
        if part == .verb, !(chosen?.effect == .say) || parse.dependent(of: governor, "neg") != nil {
            readSelf(governor, isPredicate: false, standsApart: standsApart)
        }
        if part == .noun { readSelf(governor, isPredicate: false) }
        if part == .adjective, parse.dependent(of: governor, "neg") != nil { bind(.void, "negated") }
    }

    /// "repeated its demand on Monday *that Togo withdraw*": the clause tells what the verb's object asks or promises.
    private func contentNoun(of governor: Int, scope: String) -> (cue: Cue, noun: Int)? {
        guard parse.label(predicate) == "ccomp", parse.head(predicate) == governor,
            cues.has(parse.lemma(governor), .verb, .light)
        else { return nil }
        for noun in parse.dependents(of: governor, ["dobj"]) where noun < predicate {
            let found = cues.cues(parse.lemma(noun), .noun, reaching: scope).first(where: \.effect.isFrame)
            if let found { return (found, noun) }
        }
        return nil
    }

    func isInfinitivalComplement(of governor: Int) -> Bool {
        parse.children[governor].contains { child in
            ["xcomp", "ccomp", "acl", "relcl"].contains(parse.label(child))
                && parse.dominates(child, predicate)
                && parse.children[child].contains { parse.tag($0) == "TO" }
        }
    }

    /// Where a word is several cues, an infinitive is demanded or planned, a that-clause said.
    func choose(_ found: [Cue], governor: Int, scope: String) -> Cue? {
        guard found.count > 1 else { return found.first }
        let below = parse.children[governor].first { parse.dominates($0, predicate) }
        let isInfinitive =
            below.map { child in parse.children[child].contains { parse.tag($0) == "TO" } } ?? false
        if scope == "clause", let below, isDemanded(below, by: governor),
            let asking = found.first(where: { $0.effect == .demand || $0.effect == .request })
        {
            return asking
        }
        if scope == "clause", !isInfinitive,
            let saying = found.first(where: {
                $0.effect == .say || $0.effect == .alleged || $0.effect == .denied
            })
        {
            return saying
        }
        if isInfinitive || scope != "clause" {
            let order: [Cue.Effect] = [
                .promise, .request, .demand, .threat, .refusal, .void, .denied, .planned, .hypothetical,
                .alleged, .fact, .say, .light, .undergo,
            ]
            return found.min {
                (order.firstIndex(of: $0.effect) ?? 99) < (order.firstIndex(of: $1.effect) ?? 99)
            }
        }
        return found.first
    }

    /// "insisted that Chad *withdraw*", "*should* withdraw", "*be* released": what is told in the base form is no fact.
    private func isDemanded(_ clause: Int, by governor: Int) -> Bool {
        let auxiliaries = parse.dependents(of: clause, ["aux", "auxpass"]).sorted()
        guard !auxiliaries.contains(where: { parse.tag($0) == "TO" }) else { return false }
        if let modal = auxiliaries.first(where: { parse.tag($0) == "MD" }) {
            return parse.lower(modal) == "should"
        }
        let finite = auxiliaries.first ?? clause
        return parse.tag(finite) == "VB"
            || parse.tag(finite) == "VBP" && auxiliaries.isEmpty && parse.tag(governor) == "VBD"
    }

    mutating func apply(_ cue: Cue, subjectOf governor: Int?) {
        let reason = "\(cue.words): \(cue.effect.rawValue)"
        if cue.effect == .say || cue.effect == .alleged || cue.effect == .denied, let governor {
            addSpeakers(governor)
        }
        if detached, cue.effect != .alleged || cue.part == .noun { return }
        switch cue.effect {
        case .alleged:
            if let governor, parse.isVerbal(governor), cue.scope.contains("clause"), hold < .alleged,
                frame == nil
            {
                frame = Standing.Frame(effect: .alleged, governor: governor)
            }
            bind(.alleged, reason)
        case .denied: bind(.denied, reason)
        case .planned: bind(.planned, reason)
        case .hypothetical: bind(.hypothetical, reason)
        case .void: bind(.void, reason)
        case .negation: bind(.void, reason)
        case .ongoing: bind(.ongoing, reason)
        case .promise, .request, .demand, .threat, .refusal:
            if let governor,
                hold < .alleged && frame == nil || cue.effect == .refusal && isAnswered(by: governor)
            {
                frame = Standing.Frame(effect: cue.effect, governor: governor)
            }
            bind(.void, reason)
        case .say, .fact, .light, .reciprocal, .answer, .measure, .carrier, .pointer, .instrument, .hidden,
            .aim, .carry, .control, .belong, .lie, .undergo, .occur, .cause, .comment, .setting,
            .errand, .transitive:
            reasons.append(reason)
        }
    }

    /// "*rejected* a call to disarm", "turned down an offer of talks": what was asked or offered in a noun is what is refused.
    private func isAnswered(by verb: Int) -> Bool {
        guard let frame, [.request, .demand, .promise].contains(frame.effect) else { return false }
        return parse.isNominal(frame.governor) && parse.head(frame.governor) == verb
            && parse.label(frame.governor) == "dobj"
    }

    mutating func addSpeakers(_ governor: Int) {
        let predication = predications[governor]
        let heads =
            predication.form == .nominal ? predication.fillers(.possessor) : predication.fillers(.agent)
        for head in heads where !speakers.contains(head) && head != predicate { speakers.append(head) }
    }
}
