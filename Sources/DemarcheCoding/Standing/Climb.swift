import Demarche
import DemarcheLexicon

/// One way up.
struct Climb {
    let cues: CueIndex
    let parse: Parse
    let predications: [Predication]
    let predicate: Int
    /// The words that make the act: a negation among them is part of it ("would not hear of it").
    var told: Set<Int> = []
    var hold = Hold.done
    var speakers: [Int] = []
    var reasons: [String] = []
    var frame: Standing.Frame?
    /// The verb of motion whose purpose the predicate tells: "*flew* to Lima to ask for help".
    var errand: Int?
    /// Whether a clause boundary lies below: only speakers count above it.
    var detached = false
    /// The noun whose content the predicate's clause is: "*reports* that …".
    var content: Int?

    mutating func run() {
        readSelf(predicate, isPredicate: true)
        readToldPlan()
        readRefusal()
        readUltimatum()
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

    mutating func bind(_ next: Hold, _ reason: String) {
        reasons.append(reason)
        if next > hold { hold = next }
    }

    /// "will not end their strike", "said it would not meet the demands": who declines to do a thing refuses it.
    mutating func readRefusal() {
        guard parse.isVerbal(predicate), predications[predicate].form == .active,
            parse.dependent(of: predicate, "neg") != nil, !hasCondition(predicate),
            isToCome(predicate)
        else { return }
        frame = Standing.Frame(effect: .refusal, governor: predicate)
    }

    /// "will end", "said it would end".
    private func isToCome(_ verb: Int) -> Bool {
        let modal = parse.children[verb].first { parse.tag($0) == "MD" }
        return modal.map { cues.cues(parse.lower($0), .modal) }?.contains {
            $0.effect == .planned || $0.effect == .void && isReported(verb)
        } ?? false
    }

    /// "will pull out unless the talks resume", "would strike if it did not yield": what is to come unless another gives way is
    /// a threat.
    mutating func readUltimatum() {
        guard frame == nil, hold < .alleged || isReported(predicate), parse.isVerbal(predicate),
            predications[predicate].form == .active, parse.dependent(of: predicate, "neg") == nil,
            isToCome(predicate), parse.children[predicate].contains(where: isCondition), isOwnAct(predicate)
        else { return }
        frame = Standing.Frame(effect: .threat, governor: predicate)
        bind(.void, "a threat, not yet done")
    }

    /// "unless it withdrew", "if it did not withdraw".
    private func isCondition(_ clause: Int) -> Bool {
        guard parse.label(clause) == "advcl" else { return false }
        return parse.children[clause].contains { mark in
            cues.has(parse.lower(mark), .conjunction, .threat)
                || cues.has(parse.lower(mark), .conjunction, .void) && parse.label(mark) == "mark"
                    && parse.dependent(of: clause, "neg") != nil
        }
    }

    /// "Chad said *it* would strike": of what another is to do, nobody threatens.
    private func isOwnAct(_ verb: Int) -> Bool {
        !isReported(verb) || predications[verb].fillers(.agent).allSatisfy { parse.tokens[$0].pos == "PRON" }
    }

    // MARK: The predicate and verbs above it

    /// Negation, modals, adverbs and adjectives at a token.
    mutating func readSelf(_ token: Int, isPredicate: Bool, standsApart: Bool = false) {
        readToldModals(of: token)
        let isRefusal = parse.children[token].contains { parse.label($0) == "neg" && told.contains($0) }
        for child in parse.children[token] where !told.contains(child) {
            let word = parse.lower(child)
            switch parse.label(child) {
            case "aux" where isRefusal: continue
            case "neg" where !standsApart: bind(.void, "\(word): negated")
            case "aux", "auxpass":
                if parse.tag(child) == "MD" || parse.tag(child) == "VBD" && cues.has(word, .modal, .void) {
                    readModal(word, at: token)
                } else if let modal = modalOfTwoWords(at: child) {
                    readModal(modal, at: token)
                }
            case "advmod", "npadvmod":
                if isPredicate { readComingDay(child, of: token) }
                readAdverb(child, of: token)
            case "det", "predet", "quantmod", "advcl":
                if cues.has(word, .determiner, .negation) { bind(.void, "\(word): negated") }
            case "amod" where parse.isNominal(token):
                for cue in cues.cues(parse.lemma(child), .adjective, reaching: "object") {
                    apply(cue, subjectOf: nil)
                }
                for cue in cues.cues(word, .adjective, reaching: "object") where word != parse.lemma(child) {
                    apply(cue, subjectOf: nil)
                }
            default: continue
            }
        }
        if parse.isVerbal(token) {
            if !standsApart { readArguments(token) }
            if isPredicate, isProgressive(token) { bind(.ongoing, "progressive: ongoing") }
        }
    }

    func isProgressive(_ verb: Int) -> Bool {
        parse.tag(verb) == "VBG"
            && parse.children[verb].contains {
                ["aux"].contains(parse.label($0)) && parse.lemma($0) == "be" && parse.tag($0) != "VBD"
            }
    }

    mutating func readAdverb(_ child: Int, of token: Int) {
        for cue in cues.cues(parse.lower(child), .adverb)
        where !cue.scope.contains("infinitive") && !cue.scope.contains("of") {
            // "No longer" denies, "longer" does not; "not only" keeps its own sense.
            if cue.scope.contains("negated"), parse.dependent(of: child, "neg") == nil { continue }
            if cue.effect == .negation {
                bind(.void, "\(parse.lower(child)): negated")
            } else {
                apply(cue, subjectOf: nil)
            }
        }
    }

    /// "flies to Lima *next week*", "meets the envoy *tomorrow*": the present tense tells a plan where the day is to come.
    mutating func readComingDay(_ child: Int, of verb: Int) {
        guard ["VBZ", "VBP"].contains(parse.tag(verb)) else { return }
        for word in [child] + parse.dependents(of: child, ["amod"]) {
            let part: Cue.Part = parse.label(word) == "amod" ? .adjective : .noun
            for cue in cues.cues(parse.lower(word), part) where cue.scope.contains("present") {
                apply(cue, subjectOf: nil)
            }
        }
    }

    mutating func readModal(_ word: String, at verb: Int) {
        for cue in cues.cues(word, .modal) {
            switch cue.effect {
            case .planned: bind(.planned, "\(word): planned")
            case .hypothetical: bind(isReported(verb) ? .hypothetical : .void, "\(word): hypothetical")
            case .demand, .request:
                if let reporter = reporter(of: verb), hold < .alleged, frame == nil {
                    frame = Standing.Frame(effect: cue.effect, governor: reporter)
                }
                bind(.void, "\(word): called for, not done")
            case .void where (word == "would") && isReported(verb) && !hasCondition(verb):
                bind(.planned, "\(word) in reported speech: planned")
            default: bind(.void, "\(word): not done")
            }
        }
    }

    /// The verb by which another says that this one must be done.
    func reporter(of verb: Int) -> Int? {
        let governor = parse.head(verb)
        guard isReported(verb), parse.label(verb) == "ccomp", cues.has(parse.lemma(governor), .verb, .say),
            Set(predications[governor].fillers(.agent)).isDisjoint(with: predications[verb].fillers(.agent)),
            !isOwnDuty(verb, toldBy: governor)
        else { return nil }
        return governor
    }

    /// "said that *it* must close the port": with nobody spoken to, the pronoun is whoever speaks.
    private func isOwnDuty(_ verb: Int, toldBy governor: Int) -> Bool {
        let doers = predications[verb].fillers(.agent)
        let isSpokenTo = predications[governor].arguments.contains {
            [.patient, .recipient, .oblique("to")].contains($0.role) && $0.head < verb
        }
        return !doers.isEmpty && doers.allSatisfy { parse.tokens[$0].pos == "PRON" } && !isSpokenTo
    }

    func isReported(_ verb: Int) -> Bool {
        var at = verb
        while parse.label(at) == "conj", parse.head(at) != at { at = parse.head(at) }
        let governor = parse.head(at)
        guard ["ccomp", "xcomp"].contains(parse.label(at)), governor != at else { return false }
        return cues.cues(parse.lemma(governor), .verb).contains {
            $0.effect == .say || $0.effect == .void || $0.effect.isFrame
        }
    }

    /// "no envoy was expelled", "none of the tanks has left".
    mutating func readArguments(_ verb: Int) {
        for argument in predications[verb].arguments
        where [.agent, .patient].contains(argument.role) && argument.construction != "control" {
            let head = argument.head
            if told.contains(head), told.contains(where: { parse.isNegative($0) }) { continue }
            if cues.has(parse.lower(head), .noun, .negation)
                || parse.children[head].contains(where: {
                    ["det", "nsubj", "preconj", "neg", "quantmod", "nummod"].contains(parse.label($0))
                        && (cues.has(parse.lower($0), .determiner, .negation) || parse.label($0) == "neg"
                            || parse.children[$0].contains { parse.label($0) == "neg" })
                })
            {
                bind(.void, "\(parse.tokens[head].text): none of them")
            }
        }
        for child in parse.children[verb] where parse.label(child) == "prep" {
            for object in parse.dependents(of: child, ["pobj"])
            where parse.children[object].contains(where: {
                cues.has(parse.lower($0), .determiner, .negation) && parse.label($0) == "det"
            }) && child < verb {
                bind(.void, "\(parse.lower(child)) no …: negated")
            }
        }
    }

    // MARK: The sentence

    func hasCondition(_ verb: Int) -> Bool {
        parse.children[verb].contains { child in
            parse.label(child) == "advcl"
                && (parse.children[child].contains { cues.has(parse.lower($0), .conjunction, .void) }
                    || isInverted(child))
        }
    }

    /// "Should Mexico file", "Had Norway not fallen", "Were the Fund to grant".
    func isInverted(_ clause: Int) -> Bool {
        guard
            let subject = parse.children[clause].first(where: {
                ["nsubj", "nsubjpass"].contains(parse.label($0))
            })
        else { return false }
        let fronted = parse.children[clause].filter {
            ["aux", "auxpass", "mark", "advmod"].contains(parse.label($0)) && $0 < subject
                && ["should", "had", "were"].contains(parse.lower($0))
        }
        return !fronted.isEmpty || (clause < subject && ["had", "were"].contains(parse.lower(clause)))
    }

    mutating func readQuestionAndCondition() {
        let sentence = parse.sentence(of: predicate)
        let last = sentence.reversed().first {
            parse.tokens[$0].pos != "SPACE" && !["\"", "”", "'", "’"].contains(parse.tokens[$0].text)
        }
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
    mutating func readAccordingTo() {
        guard speakers.isEmpty else { return }
        let sentence = parse.sentence(of: predicate)
        for token in sentence where cues.has(parse.lower(token), .preposition, .say) {
            for preposition in parse.children[token] {
                speakers += parse.dependents(of: preposition, ["pobj"]).filter { $0 != predicate }
            }
        }
    }
}
