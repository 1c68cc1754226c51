import Demarche
import DemarcheLexicon

/// What infinitives tell: duties, idioms of doing, and nouns of which they are said.
extension Climb {
    /// The cues of a word: of a verb with the word that it makes one sense with ("go on", "call off") before the verb alone;
    /// of a participle that is said of somebody as of the adjective ("is *set* to", "is *expected* to").
    func cuesAt(_ word: Int, _ part: Cue.Part, reaching scope: String) -> [Cue] {
        guard part == .verb else { return cues.cues(parse.lemma(word), part, reaching: scope) }
        for wording in wordings(ofVerb: word) {
            let found = cues.cues(wording, .verb, reaching: scope)
            if !found.isEmpty { return found }
        }
        let own = cues.cues(parse.lemma(word), .verb, reaching: scope)
        if predications[word].form == .passive, scope == "clause",
            !own.contains(where: { $0.effect == .alleged })
        {
            let found = cues.cues(parse.lower(word), .adjective, reaching: scope)
            if !found.isEmpty { return found }
        }
        return own
    }

    /// A verb's lemma with its particle and with the word behind it.
    private func wordings(ofVerb verb: Int) -> [String] {
        let next = verb + 1 < parse.tokens.count && parse.head(verb + 1) == verb ? [verb + 1] : []
        return (parse.dependents(of: verb, ["prt"]) + next).map { parse.lemma(verb) + " " + parse.lower($0) }
    }

    private func isInfinitive(_ clause: Int) -> Bool {
        parse.children[clause].contains { parse.tag($0) == "TO" && $0 < clause }
    }

    // MARK: Duties

    /// "had *better* go": the modal that an auxiliary makes with the word behind it.
    func modalOfTwoWords(at auxiliary: Int) -> String? {
        guard auxiliary + 1 < parse.tokens.count else { return nil }
        let words = parse.lower(auxiliary) + " " + parse.lower(auxiliary + 1)
        return cues.cues(words, .modal).isEmpty ? nil : words
    }

    /// "has to *go*", "needs to *go*": a duty where it is told of the present, or told by another; "had to go" tells what was
    /// done, "has yet to go" what was not.
    private func semiModal(at verb: Int) -> (words: String, clause: Int)? {
        let next = verb + 1
        guard next < parse.tokens.count, parse.tag(next) == "TO" else { return nil }
        let words = parse.lemma(verb) + " to"
        guard !cues.cues(words, .modal).isEmpty,
            ["VBZ", "VBP"].contains(parse.tag(verb)) || isReported(verb),
            let clause = parse.dependents(of: verb, ["xcomp"]).first(where: { parse.head(next) == $0 })
        else { return nil }
        return (words, clause)
    }

    /// The modal that begins at a token, with the verb that it is said of: "must *leave*", "has *to leave*", "had better *leave*".
    func modal(at token: Int) -> (words: String, verb: Int)? {
        if parse.tag(token) == "MD" { return (parse.lower(token), parse.head(token)) }
        if parse.label(token) == "aux" {
            return modalOfTwoWords(at: token).map { ($0, parse.head(token)) }
        }
        return semiModal(at: token).map { ($0.words, $0.clause) }
    }

    mutating func readSemiModal(_ verb: Int) -> Bool {
        guard !detached, let modal = semiModal(at: verb), parse.dominates(modal.clause, predicate) else {
            return false
        }
        readModal(modal.words, at: verb)
        return true
    }

    // MARK: Idioms of doing

    /// "did not *hesitate* to expel": what it is not to do so is to do it.
    mutating func readDoubleNegation(_ governor: Int, _ part: Cue.Part) -> Bool {
        guard !detached, parse.dependent(of: governor, "neg") != nil,
            let cue = cues.cues(parse.lemma(governor), part, reaching: "negated").first(where: {
                $0.effect == .fact
            })
        else { return false }
        apply(cue, subjectOf: nil)
        return true
    }

    /// "went on *to freeze*", "proceeded *to expel*": the parser takes for a purpose what is told as done.
    func continuation(_ clause: Int) -> Cue? {
        let verb = parse.head(clause)
        guard parse.isVerbal(verb), verb < clause,
            let mark = parse.children[clause].first(where: { parse.tag($0) == "TO" }), mark > verb,
            (verb + 1..<mark).allSatisfy({
                parse.head($0) == verb && ["prt", "advmod"].contains(parse.label($0))
            })
        else { return nil }
        return cuesAt(verb, .verb, reaching: "infinitive").first { $0.effect == .fact }
    }

    /// "the *first* to recognise it", "the *only* state to refuse": one of an order of those that did.
    func isOneOfOrder(_ word: Int) -> Bool {
        ([word] + parse.dependents(of: word, ["amod"])).contains {
            cues.cues(parse.lower($0), .adjective, reaching: "infinitive").contains { $0.effect == .fact }
        }
    }

    /// "became *the third state* to recall its envoy": the parser takes for a purpose what those did who are counted.
    func tellsOrder(_ clause: Int) -> Bool {
        parse.dependents(of: parse.head(clause), ["attr", "oprd"]).contains {
            $0 < clause && isOneOfOrder($0)
        }
    }

    /// "their *reply* was to expel", "its *aim* is to expel", "Iran is *to blame*": what "be" says of a noun is as firm as the
    /// noun tells.
    func isPredicated(_ clause: Int, of copula: Int) -> Bool {
        parse.lemma(copula) == "be" && isInfinitive(clause) && predications[clause].form == .active
            && (nounSaidOf(copula) != nil || isStateOfThings(clause))
    }

    /// "is to blame": no act, but how the subject stands.
    private func isStateOfThings(_ clause: Int) -> Bool {
        cues.cues(parse.lemma(clause), .verb, reaching: "infinitive").contains { $0.effect == .void }
    }

    private func nounSaidOf(_ copula: Int) -> (cue: Cue, noun: Int)? {
        for noun in parse.dependents(of: copula, ["nsubj"]) {
            let lemma = parse.lemma(noun)
            let told = cues.cues(lemma, .noun, reaching: "infinitive").first { $0.effect == .fact }
            let thought = cues.cues(lemma, .noun, reaching: "clause").first {
                [.void, .planned].contains($0.effect) || $0.effect.isFrame
            }
            if let cue = told ?? thought { return (cue, noun) }
        }
        return nil
    }

    mutating func riseFromPredicated(_ clause: Int, of copula: Int) {
        if isStateOfThings(clause), clause == predicate {
            bind(.void, "\(parse.lemma(clause)): a state of things, not an act")
        }
        guard let said = nounSaidOf(copula) else { return }
        apply(said.cue, subjectOf: said.noun)
        if detached { return }
        if said.cue.effect == .fact, parse.tag(copula) != "VBD" {
            bind(.planned, "\(parse.lower(copula)) to …: planned")
        }
        readSelf(copula, isPredicate: false)
    }

    // MARK: The act's own words, and act nouns

    /// "{will} {allow}": a modal among the act's words undoes nothing, yet what it plans is planned.
    mutating func readToldModals(of verb: Int) {
        for child in parse.children[verb] where told.contains(child) && parse.tag(child) == "MD" {
            if cues.has(parse.lower(child), .modal, .planned) {
                bind(.planned, "\(parse.lower(child)): planned")
            }
        }
    }

    /// "was {scheduled} {to} {visit}": a phrasing that braces a plan tells a plan.
    mutating func readToldPlan() {
        for verb in told.sorted()
        where parse.label(verb) == "xcomp" && isInfinitive(verb) && !isStateOfThings(verb) {
            let governor = parse.head(verb)
            guard told.contains(governor) else { continue }
            let part: Cue.Part = parse.tokens[governor].pos == "ADJ" ? .adjective : .verb
            for cue in cuesAt(governor, part, reaching: "clause") where cue.effect == .planned {
                apply(cue, subjectOf: nil)
            }
        }
    }

    /// "the trial is due *to begin*", "sanctions will *be imposed*": the act is held as its occurring is.
    mutating func readOccurrence(under governor: Int) {
        let verb = raised(from: governor)
        let isOccurring =
            !cuesAt(verb, .verb, reaching: "subject").filter { $0.effect == .occur }.isEmpty
            || predications[verb].form == .passive && cues.has(parse.lemma(verb), .verb, .light)
        guard isOccurring else { return }
        var other = Climb(cues: cues, parse: parse, predications: predications, predicate: verb)
        other.run()
        if other.hold > .ongoing { bind(other.hold, "occurs as “\(parse.lower(verb))” does") }
    }

    /// "an attack is *likely*", "the withdrawal is *due* in May": what is only expected has not been done.
    mutating func readLikelihood(under governor: Int) {
        for adjective in parse.dependents(of: governor, ["acomp"]) {
            for cue in cues.cues(parse.lower(adjective), .adjective, reaching: "subject")
            where [.void, .planned].contains(cue.effect) {
                apply(cue, subjectOf: nil)
            }
        }
    }

    /// The verb of which a subject is told in the end: "is due to *begin*", "has yet to be *confirmed*".
    private func raised(from governor: Int) -> Int {
        var (verb, steps) = (governor, 0)
        while steps < parse.tokens.count {
            let below =
                parse.dependents(of: verb, ["xcomp"])
                + parse.dependents(of: verb, ["acomp", "oprd"]).flatMap {
                    parse.dependents(of: $0, ["xcomp"])
                }
            guard let next = below.first(where: { $0 > verb && isInfinitive($0) }) else { break }
            (verb, steps) = (next, steps + 1)
        }
        return verb
    }

    // MARK: Content nouns

    /// Whether a clause is what a noun says: "*reports* that Chad closed its border".
    func isHeldAs(content clause: Int, of noun: Int) -> Bool {
        ["acl", "ccomp"].contains(parse.label(clause)) && parse.isNominal(noun)
            && parse.hasComplementiser(clause)
    }

    /// "reports that … have yet to be confirmed", "… are unfounded": what is told in a noun is no firmer than the noun.
    mutating func readDoubt(of noun: Int, in governor: Int) {
        if parse.label(noun) == "nsubjpass" { governed(by: governor, scope: "object", isClause: false) }
        for adjective in parse.dependents(of: governor, ["acomp"]) {
            for cue in cues.cues(parse.lower(adjective), .adjective, reaching: "subject") {
                apply(cue, subjectOf: nil)
            }
        }
        let last = raised(from: governor)
        let isDoubted = [governor, last].contains { verb in
            parse.children[verb].contains { child in
                parse.label(child) == "neg"
                    || parse.label(child) == "advmod"
                        && cues.cues(parse.lower(child), .adverb).contains {
                            $0.effect == .negation || $0.scope.contains("infinitive") && last != governor
                        }
            }
        }
        if isDoubted { bind(.alleged, "\(parse.lower(noun)) …: not confirmed") }
    }
}
