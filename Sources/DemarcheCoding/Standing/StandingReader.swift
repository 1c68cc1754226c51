package import Demarche
package import DemarcheLexicon

/// Reads how a predicate is held by climbing from it to the root of its sentence.
///
/// On the way each governor that is a cue (`cues.tsv`) acts on what it governs. A relative or adverbial clause stands on
/// its own: above it only speakers count, because what it tells is taken for granted.
package struct StandingReader: Sendable {
    private let cues: CueIndex

    package init(cues: CueIndex) { self.cues = cues }

    package func standing(of predicate: Int, in parse: Parse, predications: [Predication]) -> Standing {
        var climb = Climb(cues: cues, parse: parse, predications: predications, predicate: predicate)
        climb.run()
        return Standing(modality: climb.hold.modality, speakers: climb.speakers, reasons: climb.reasons, frame: climb.frame)
    }

    /// The modal that makes a clause a duty told by another ("must"), with the verb that tells it.
    func duty(at token: Int, in parse: Parse, predications: [Predication]) -> (cue: Cue, frame: Standing.Frame)? {
        guard parse.tag(token) == "MD", let cue = cues.cues(parse.lower(token), .modal).first(where: \.effect.isFrame) else { return nil }
        let verb = parse.head(token)
        var climb = Climb(cues: cues, parse: parse, predications: predications, predicate: verb)
        climb.run()
        guard parse.dependent(of: verb, "neg") == nil, let frame = climb.frame, frame.effect == cue.effect else { return nil }
        return (cue, frame)
    }
}

/// One way up.
private struct Climb {
    let cues: CueIndex
    let parse: Parse
    let predications: [Predication]
    let predicate: Int
    var hold = Hold.done
    var speakers: [Int] = []
    var reasons: [String] = []
    var frame: Standing.Frame?
    /// Whether a clause boundary lies below: only speakers count above it.
    var detached = false

    mutating func run() {
        readSelf(predicate, isPredicate: true)
        readQuestionAndCondition()
        var at = predicate
        var steps = 0
        while parse.head(at) != at, steps <= parse.tokens.count {
            let governor = parse.head(at)
            rise(from: at, to: governor)
            at = governor
            steps += 1
        }
        readAccordingTo()
    }

    private mutating func bind(_ next: Hold, _ reason: String) {
        reasons.append(reason)
        if next > hold { hold = next }
    }

    // MARK: The predicate and verbs above it

    /// Negation, modals, adverbs and adjectives at a token.
    private mutating func readSelf(_ token: Int, isPredicate: Bool) {
        for child in parse.children[token] {
            let word = parse.lower(child)
            switch parse.label(child) {
            case "neg": bind(.void, "\(word): negated")
            case "aux", "auxpass":
                if parse.tag(child) == "MD" || parse.tag(child) == "VBD" && cues.has(word, .modal, .void) { readModal(word, at: token) }
            case "advmod": readAdverb(child, of: token)
            case "det", "predet", "quantmod", "advcl":
                if cues.has(word, .determiner, .negation) { bind(.void, "\(word): negated") }
            case "amod" where parse.isNominal(token):
                for cue in cues.cues(parse.lemma(child), .adjective, reaching: "object") { apply(cue, subjectOf: nil) }
                for cue in cues.cues(word, .adjective, reaching: "object") where word != parse.lemma(child) { apply(cue, subjectOf: nil) }
            default: continue
            }
        }
        if parse.isVerbal(token) {
            readArguments(token)
            if isPredicate, isProgressive(token) { bind(.ongoing, "progressive: ongoing") }
        }
    }

    private func isProgressive(_ verb: Int) -> Bool {
        parse.tag(verb) == "VBG"
            && parse.children[verb].contains { ["aux"].contains(parse.label($0)) && parse.lemma($0) == "be" && parse.tag($0) != "VBD" }
    }

    private mutating func readAdverb(_ child: Int, of token: Int) {
        for cue in cues.cues(parse.lower(child), .adverb) where !cue.scope.contains("infinitive") && !cue.scope.contains("of") {
            // "No longer", "not only" and the like keep their own sense: an adverb that itself is modified decides nothing.
            if cue.effect == .negation { bind(.void, "\(parse.lower(child)): negated") } else { apply(cue, subjectOf: nil) }
        }
    }

    private mutating func readModal(_ word: String, at verb: Int) {
        for cue in cues.cues(word, .modal) {
            switch cue.effect {
            case .planned: bind(.planned, "\(word): planned")
            case .hypothetical: bind(isReported(verb) ? .hypothetical : .void, "\(word): hypothetical")
            case .demand, .request:
                if let reporter = reporter(of: verb), hold < .alleged, frame == nil { frame = Standing.Frame(effect: cue.effect, governor: reporter) }
                bind(.void, "\(word): called for, not done")
            case .void where (word == "would") && isReported(verb) && !hasCondition(verb): bind(.planned, "\(word) in reported speech: planned")
            default: bind(.void, "\(word): not done")
            }
        }
    }

    /// The verb by which another says that this one must be done.
    private func reporter(of verb: Int) -> Int? {
        let governor = parse.head(verb)
        guard isReported(verb), parse.label(verb) == "ccomp", cues.has(parse.lemma(governor), .verb, .say),
            Set(predications[governor].fillers(.agent)).isDisjoint(with: predications[verb].fillers(.agent))
        else { return nil }
        return governor
    }

    private func isReported(_ verb: Int) -> Bool {
        var at = verb
        while parse.label(at) == "conj", parse.head(at) != at { at = parse.head(at) }
        let governor = parse.head(at)
        guard ["ccomp", "xcomp"].contains(parse.label(at)), governor != at else { return false }
        return cues.cues(parse.lemma(governor), .verb).contains { $0.effect == .say || $0.effect == .void || $0.effect.isFrame }
    }

    /// "no envoy was expelled", "none of the tanks has left".
    private mutating func readArguments(_ verb: Int) {
        for argument in predications[verb].arguments where [.agent, .patient].contains(argument.role) && argument.construction != "control" {
            let head = argument.head
            if cues.has(parse.lower(head), .noun, .negation) || parse.children[head].contains(where: {
                ["det", "nsubj", "preconj", "neg", "quantmod", "nummod"].contains(parse.label($0))
                    && (cues.has(parse.lower($0), .determiner, .negation) || parse.label($0) == "neg"
                        || parse.children[$0].contains { parse.label($0) == "neg" })
            }) {
                bind(.void, "\(parse.tokens[head].text): none of them")
            }
        }
        for child in parse.children[verb] where parse.label(child) == "prep" {
            for object in parse.dependents(of: child, ["pobj"]) where parse.children[object].contains(where: { cues.has(parse.lower($0), .determiner, .negation) && parse.label($0) == "det" }) && child < verb {
                bind(.void, "\(parse.lower(child)) no …: negated")
            }
        }
    }

    // MARK: Rising

    private mutating func rise(from token: Int, to governor: Int) {
        let label = parse.label(token)
        switch label {
        case "conj":
            shareAuxiliaries(of: governor, with: token)
        case "relcl" where parse.children[token].contains { parse.tag($0) == "TO" }: governed(by: governor, scope: "clause", isClause: true)
        case "relcl", "parataxis": detached = true
        case "acl":
            let isInfinitive = parse.children[token].contains { parse.tag($0) == "TO" }
            governed(by: governor, scope: "clause", isClause: isInfinitive || hasComplementiser(token))
            if !isInfinitive && !hasComplementiser(token) { detached = true }
        case "advcl": riseFromAdverbial(token)
        case "ccomp" where isParatactic(token, governor: governor): detached = true
        case "ccomp", "xcomp": governed(by: governor, scope: "clause", isClause: true)
        case "dobj", "attr", "oprd": governed(by: governor, scope: "object", isClause: false)
        case "nsubjpass": governed(by: governor, scope: "object", isClause: false)
        case "nsubj", "csubj": riseFromSubject(token, governor: governor)
        case "pobj", "pcomp":
            let preposition = parse.lower(governor)
            if !detached, cues.has(preposition, .preposition, .void) { bind(.void, "\(preposition): not done") }
            let above = parse.head(governor)
            if above != governor, !["agent"].contains(parse.label(governor)) { governed(by: above, scope: preposition, isClause: label == "pcomp") }
        default: break
        }
    }

    /// "First A did this, then B did that": the parser hangs the first clause below the second as if it were said.
    private func isParatactic(_ clause: Int, governor: Int) -> Bool {
        guard clause < governor, parse.isVerbal(governor), !hasComplementiser(clause),
            parse.children[clause].contains(where: { ["nsubj", "nsubjpass"].contains(parse.label($0)) }),
            parse.children[governor].contains(where: { ["nsubj", "nsubjpass"].contains(parse.label($0)) && $0 > clause })
        else { return false }
        return !cues.cues(parse.lemma(governor), .verb, reaching: "clause").contains { [.say, .alleged, .denied].contains($0.effect) }
    }

    private func hasComplementiser(_ clause: Int) -> Bool {
        parse.children[clause].contains { parse.label($0) == "mark" && parse.lower($0) == "that" }
    }

    /// "will expel and detain": a conjunct without an auxiliary of its own shares the first one's.
    private mutating func shareAuxiliaries(of governor: Int, with conjunct: Int) {
        guard !detached, parse.isVerbal(governor), parse.isVerbal(conjunct),
            parse.dependents(of: conjunct, ["aux", "auxpass", "nsubj", "nsubjpass"]).isEmpty, parse.tag(conjunct) != "VBD"
        else { return }
        for child in parse.children[governor] where parse.label(child) == "aux" && parse.tag(child) == "MD" { readModal(parse.lower(child), at: governor) }
        let alternatives = parse.children[governor].contains { parse.label($0) == "cc" && ["or", "nor"].contains(parse.lower($0)) }
        if parse.dependent(of: governor, "neg") != nil, alternatives || parse.tag(conjunct) == "VB" { bind(.void, "negated with the verb before it") }
    }

    private mutating func riseFromAdverbial(_ clause: Int) {
        for child in parse.children[clause] where ["mark", "advmod"].contains(parse.label(child)) {
            let word = parse.lower(child)
            if !detached, cues.has(word, .conjunction, .void) { bind(.void, "\(word): conditional") }
        }
        if !detached, parse.children[clause].contains(where: { parse.tag($0) == "TO" }) { bind(.void, "a purpose, not an act") }
        detached = true
    }

    /// A noun that names an act and is the subject: what its verb says of it.
    private mutating func riseFromSubject(_ token: Int, governor: Int) {
        guard !detached, token == predicate || parse.isNominal(predicate) else { return }
        let modal = parse.children[governor].first { parse.label($0) == "aux" && parse.tag($0) == "MD" }
        let isDefinite = parse.children[token].contains { ["poss"].contains(parse.label($0)) || (parse.label($0) == "det" && ["the", "this", "that", "these", "those"].contains(parse.lower($0))) }
        if let modal, !isDefinite { bind(.void, "\(parse.lower(modal)): an act that is only thought of") }
    }

    /// What a governor does to the clause or noun below it.
    private mutating func governed(by governor: Int, scope: String, isClause: Bool) {
        let part: Cue.Part
        switch parse.tokens[governor].pos {
        case "VERB", "AUX": part = .verb
        case "NOUN", "PROPN": part = .noun
        case "ADJ": part = .adjective
        case "ADV": part = .adverb
        default: part = parse.isVerbal(governor) ? .verb : .noun
        }
        let lemma = parse.lemma(governor)
        let found = cues.cues(lemma, part, reaching: scope)
        let chosen = choose(found, governor: governor, scope: scope)
        if let chosen { apply(chosen, subjectOf: governor) }
        if detached { return }
        if isClause, part != .adjective, isInfinitivalComplement(of: governor) {
            if chosen == nil { bind(.void, "\(lemma) to …: not known as done") }
            for adverb in parse.dependents(of: governor, ["advmod"]) {
                for cue in cues.cues(parse.lower(adverb), .adverb, reaching: "infinitive") { apply(cue, subjectOf: nil) }
            }
        }
        if part == .verb, !(chosen?.effect == .say) || parse.dependent(of: governor, "neg") != nil { readSelf(governor, isPredicate: false) }
        if part == .noun { readSelf(governor, isPredicate: false) }
        if part == .adjective, parse.dependent(of: governor, "neg") != nil { bind(.void, "negated") }
    }

    private func isInfinitivalComplement(of governor: Int) -> Bool {
        parse.children[governor].contains { child in
            ["xcomp", "ccomp", "acl", "relcl"].contains(parse.label(child)) && parse.dominates(child, predicate)
                && parse.children[child].contains { parse.tag($0) == "TO" }
        }
    }

    /// Where a word is several cues, an infinitive is demanded or planned, a that-clause said.
    private func choose(_ found: [Cue], governor: Int, scope: String) -> Cue? {
        guard found.count > 1 else { return found.first }
        let below = parse.children[governor].first { parse.dominates($0, predicate) }
        let isInfinitive = below.map { child in parse.children[child].contains { parse.tag($0) == "TO" } } ?? false
        if scope == "clause", !isInfinitive, let saying = found.first(where: { $0.effect == .say || $0.effect == .alleged || $0.effect == .denied }) { return saying }
        if isInfinitive || scope != "clause" {
            let order: [Cue.Effect] = [.promise, .request, .demand, .threat, .refusal, .void, .denied, .planned, .hypothetical, .alleged, .fact, .say, .light]
            return found.min { (order.firstIndex(of: $0.effect) ?? 99) < (order.firstIndex(of: $1.effect) ?? 99) }
        }
        return found.first
    }

    private mutating func apply(_ cue: Cue, subjectOf governor: Int?) {
        let reason = "\(cue.words): \(cue.effect.rawValue)"
        if cue.effect == .say || cue.effect == .alleged || cue.effect == .denied, let governor { addSpeakers(governor) }
        if detached, cue.effect != .alleged || cue.part == .noun { return }
        switch cue.effect {
        case .alleged: bind(.alleged, reason)
        case .denied: bind(.denied, reason)
        case .planned: bind(.planned, reason)
        case .hypothetical: bind(.hypothetical, reason)
        case .void: bind(.void, reason)
        case .negation: bind(.void, reason)
        case .ongoing: bind(.ongoing, reason)
        case .promise, .request, .demand, .threat, .refusal:
            if let governor, hold < .alleged, frame == nil { frame = Standing.Frame(effect: cue.effect, governor: governor) }
            bind(.void, reason)
        case .say, .fact, .light, .reciprocal, .answer, .measure, .carrier, .pointer: reasons.append(reason)
        }
    }

    private mutating func addSpeakers(_ governor: Int) {
        let predication = predications[governor]
        let heads = predication.form == .nominal ? predication.fillers(.possessor) : predication.fillers(.agent)
        for head in heads where !speakers.contains(head) && head != predicate { speakers.append(head) }
    }

    // MARK: The sentence

    private func hasCondition(_ verb: Int) -> Bool {
        parse.children[verb].contains { child in
            parse.label(child) == "advcl"
                && (parse.children[child].contains { cues.has(parse.lower($0), .conjunction, .void) } || isInverted(child))
        }
    }

    /// "Should Mexico file", "Had Norway not fallen", "Were the Fund to grant".
    private func isInverted(_ clause: Int) -> Bool {
        guard let subject = parse.children[clause].first(where: { ["nsubj", "nsubjpass"].contains(parse.label($0)) }) else { return false }
        let fronted = parse.children[clause].filter { ["aux", "auxpass", "mark", "advmod"].contains(parse.label($0)) && $0 < subject && ["should", "had", "were"].contains(parse.lower($0)) }
        return !fronted.isEmpty || (clause < subject && ["had", "were"].contains(parse.lower(clause)))
    }

    private mutating func readQuestionAndCondition() {
        let sentence = parse.sentence(of: predicate)
        let last = sentence.reversed().first { parse.tokens[$0].pos != "SPACE" && !["\"", "”", "'", "’"].contains(parse.tokens[$0].text) }
        if let last, parse.tokens[last].text == "?" { bind(.void, "a question") }
        var at = predicate
        var steps = 0
        while steps <= parse.tokens.count {
            if parse.isVerbal(at), isInverted(at) { bind(.void, "an inverted condition") }
            if parse.head(at) == at { break }
            at = parse.head(at)
            steps += 1
        }
    }

    /// "according to the ministry" anywhere in the sentence of an unattributed predicate.
    private mutating func readAccordingTo() {
        guard speakers.isEmpty else { return }
        let sentence = parse.sentence(of: predicate)
        for token in sentence where parse.lower(token) == "according" {
            for preposition in parse.children[token] {
                speakers += parse.dependents(of: preposition, ["pobj"]).filter { $0 != predicate }
            }
        }
    }
}
