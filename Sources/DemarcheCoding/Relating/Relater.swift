package import Demarche
package import DemarcheLexicon

/// Reads predications out of a parse: all syntax of the program ends here.
///
/// Heads are related before their dependents, because a clause without a subject takes it from the clause above:
/// coordination ("came and *expelled*"), control ("was forced to *expel*"), participles ("after *expelling*").
package struct Relater: Sendable {
    /// Lemmas of verbs that carry what a noun names: "launched an attack", "responded with sanctions".
    private let carryingVerbs: Set<String>
    /// Prepositions through which such a verb carries: "responded *with* sanctions".
    private let carryingPrepositions: Set<String>
    /// Verbs and prepositions whose subject undergoes what their noun names: "drew criticism", "came under attack".
    private let undergoing: Undergoing
    /// Prepositions whose gerund the object does: "accused Russia *of* annexing".
    private let controllingPrepositions: Set<String>
    /// Nouns that name what a verb does: "expulsion".
    private let actNouns: Set<String>
    /// Nouns whose content an infinitive tells: "its *reply* was to expel".
    private let contentNouns: Set<String>
    /// Verbs whose infinitive their subject does, whatever their object: "used the occasion *to expel* him".
    private let subjectControlling: Set<String>
    /// Verbs whose subject does what the participle behind their object tells: "*had* the envoy sent home".
    private let causing: Set<String>
    /// Verbs whose object may be what the clause above told, and the nouns of deeds, which are what they are about.
    private let commenting: Commenting
    private let settings: Settings
    private let mender: ParseMender

    /// The carrying verbs and prepositions of the cues.
    ///
    /// - Parameters:
    ///   - nouns: the nouns that name what a verb does, by verb.
    ///   - months: the months' names in lower case, where texts are read.
    package init(cues: [Cue], nouns: [String: [String]] = [:], months: Set<String> = []) {
        actNouns = Set(nouns.values.joined())
        contentNouns = Set(
            cues.filter { $0.part == .noun && !Set($0.scope).isDisjoint(with: ["clause", "infinitive"]) }
                .map(\.words))
        func words(_ part: Cue.Part, _ effects: Cue.Effect...) -> Set<String> {
            Set(cues.filter { $0.part == part && effects.contains($0.effect) }.map(\.words))
        }
        mender = ParseMender(
            actNouns: actNouns, months: months, transitives: words(.verb, .transitive),
            tellers: Set(
                cues.filter { cue in
                    cue.part == .verb && cue.scope.contains("clause")
                        && (cue.effect.isFrame || [.say, .alleged, .denied].contains(cue.effect))
                }.map(\.words)), contentNouns: contentNouns)
        carryingVerbs = words(.verb, .light, .answer)
        carryingPrepositions = words(.preposition, .carry)
        undergoing = Undergoing(
            verbs: words(.verb, .undergo), prepositions: words(.preposition, .undergo))
        controllingPrepositions = words(.preposition, .control)
        subjectControlling = words(.verb, .control)
        causing = words(.verb, .cause)
        settings = Settings(
            nouns: Dictionary(
                cues.filter { $0.part == .noun && $0.effect == .setting }.map { ($0.words, Set($0.scope)) },
                uniquingKeysWith: { $0.union($1) }),
            prepositions: words(.preposition, .setting))
        commenting = Commenting(
            verbs: words(.verb, .comment, .denied),
            deeds: actNouns.union(contentNouns).union(words(.noun, .pointer, .carrier, .alleged)))
    }

    /// What of the cues decides how it relates: patterns compiled under other words are not the same.
    package var fingerprint: [String] {
        [
            carryingVerbs, carryingPrepositions, controllingPrepositions, actNouns, undergoing.verbs,
            undergoing.prepositions, contentNouns, subjectControlling, causing, commenting.verbs,
            commenting.deeds, settings.prepositions, mender.transitives, mender.tellers,
            Set(settings.nouns.map { noun, leads in noun + ":" + leads.sorted().joined(separator: ":") }),
        ].map {
            $0.sorted().joined(separator: " ")
        }
    }

    /// The parse without what the parser is known to misread: whatever asks a parse asks the mended one.
    package func mended(_ parse: Parse) -> Parse { mender.mended(parse) }

    /// One predication for every token, indexed by token.
    package func predications(in parse: Parse) -> [Predication] {
        var relating = Relating(
            parse: parse, carryingVerbs: carryingVerbs, carryingPrepositions: carryingPrepositions,
            controllingPrepositions: controllingPrepositions, actNouns: actNouns, contentNouns: contentNouns,
            subjectControlling: subjectControlling, causing: causing, undergoing: undergoing,
            commenting: commenting, settings: settings)
        let order = parse.tokens.indices.map { (depth: parse.depth(of: $0), token: $0) }
            .sorted { ($0.depth, $0.token) < ($1.depth, $1.token) }
        for (_, token) in order { relating.relate(token) }
        return relating.predications
    }
}

/// The words under which a subject undergoes what a noun names.
struct Undergoing: Sendable {
    let verbs: Set<String>
    let prepositions: Set<String>
}

/// The words by which a relative clause is about the clause above: "closed the border, which Togo *condemned*".
struct Commenting: Sendable {
    let verbs: Set<String>
    /// Nouns of deeds: a relative clause behind one is about it.
    let deeds: Set<String>
}

/// The words of occasions in which a clause's subject takes part: "after talks with Togo, *Chad* said".
struct Settings: Sendable {
    /// Nouns of occasions, each with the prepositions that lead to the others who take part.
    let nouns: [String: Set<String>]
    let prepositions: Set<String>
}

/// The work of one parse: predications known so far, from the roots down.
struct Relating {
    let parse: Parse
    let carryingVerbs: Set<String>
    let carryingPrepositions: Set<String>
    let controllingPrepositions: Set<String>
    let actNouns: Set<String>
    let contentNouns: Set<String>
    let subjectControlling: Set<String>
    let causing: Set<String>
    let undergoing: Undergoing
    let commenting: Commenting
    let settings: Settings
    var predications: [Predication]
    /// Surface subjects by verb, coordination expanded.
    var subjects: [[Int]]
    var isPassive: [Bool]

    init(
        parse: Parse, carryingVerbs: Set<String>, carryingPrepositions: Set<String>,
        controllingPrepositions: Set<String>, actNouns: Set<String>, contentNouns: Set<String>,
        subjectControlling: Set<String>, causing: Set<String>, undergoing: Undergoing, commenting: Commenting,
        settings: Settings
    ) {
        self.settings = settings
        self.commenting = commenting
        self.actNouns = actNouns
        self.contentNouns = contentNouns
        self.subjectControlling = subjectControlling
        self.causing = causing
        self.undergoing = undergoing
        self.parse = parse
        self.carryingVerbs = carryingVerbs
        self.carryingPrepositions = carryingPrepositions
        self.controllingPrepositions = controllingPrepositions
        predications = parse.tokens.indices.map { Predication(head: $0, form: .other, arguments: []) }
        subjects = Array(repeating: [], count: parse.tokens.count)
        isPassive = Array(repeating: false, count: parse.tokens.count)
    }

    mutating func relate(_ token: Int) {
        if parse.isVerbal(token) {
            relateVerb(token)
        } else if parse.isNominal(token) {
            predications[token] = Predication(head: token, form: .nominal, arguments: nominalArguments(token))
        } else {
            predications[token] = Predication(head: token, form: .other, arguments: obliques(of: token))
        }
    }

    /// The objects of a token's prepositions, and of prepositions below them ("out of", "away from").
    func obliques(of token: Int) -> [PredicateArgument] {
        var found: [PredicateArgument] = []
        for child in parse.children[token] {
            let label = parse.label(child)
            guard
                label == "prep" || (label == "dative" && parse.tokens[child].pos == "ADP") || label == "agent"
            else { continue }
            found += objects(of: child, named: parse.lower(child), asAgent: label == "agent")
        }
        return found
    }

    private func objects(of preposition: Int, named name: String, asAgent: Bool) -> [PredicateArgument] {
        let role: RoleName = asAgent ? .agent : .oblique(name)
        let construction = asAgent ? "by-phrase" : "preposition"
        var found: [PredicateArgument] = []
        // "Was extended *by two months*", "was cut *by 20 per cent*": nobody does it.
        for child in parse.children[preposition] where !asAgent || !parse.isAmount(child) {
            switch parse.label(child) {
            case "pobj":
                found += parse.coordinated(child).map {
                    PredicateArgument(role: role, head: $0, construction: construction)
                }
            case "pcomp":
                found.append(PredicateArgument(role: role, head: child, construction: construction))
            case "prep":
                found += objects(of: child, named: parse.lower(child), asAgent: false)
                found += objects(of: child, named: name + " " + parse.lower(child), asAgent: false)
            case "conj" where parse.tokens[child].pos == "ADP":
                found += objects(of: child, named: parse.lower(child), asAgent: false)
            default: continue
            }
        }
        return found
    }

    /// "is in the final stages of *negotiations*", "responded with *sanctions*": the subject of the verb above.
    private func carriersThroughPreposition(_ noun: Int) -> [Int]? {
        var at = noun
        while parse.label(at) == "pobj" {
            let preposition = parse.head(at)
            let above = parse.head(preposition)
            let word = parse.lower(preposition)
            if parse.isNominal(above), word == "of" { at = above; continue }
            guard carryingPrepositions.contains(word), parse.isVerbal(above),
                carryingVerbs.contains(parse.lemma(above)),
                parse.dependent(of: above, "dobj") == nil, !isPassive[above]
            else { return nil }
            return subjects[above]
        }
        return nil
    }

    /// Who shows around a noun: possessor, modifiers, prepositions, and the subject of the verb that carries it.
    func nominalArguments(_ noun: Int) -> [PredicateArgument] {
        var found: [PredicateArgument] = []
        for child in parse.children[noun] {
            switch parse.label(child) {
            case "poss":
                found += parse.coordinated(child).map {
                    PredicateArgument(role: .possessor, head: $0, construction: "possessive")
                }
            case "amod", "compound", "nmod":
                found.append(PredicateArgument(role: .modifier, head: child, construction: "modifier"))
                found += parse.dependents(of: child, ["conj"]).map {
                    PredicateArgument(role: .modifier, head: $0, construction: "modifier")
                }
            default: continue
            }
        }
        found += obliques(of: noun).map { argument in
            argument.role == .oblique("by")
                ? PredicateArgument(role: .agent, head: argument.head, construction: "by-phrase") : argument
        }
        if !found.contains(where: { $0.role == .agent }) { found += misplacedDoers(noun) }
        if !found.contains(where: { $0.role == .oblique("of") }) { found += misplacedObjects(noun) }
        let governor = parse.head(noun)
        if governor != noun, parse.isVerbal(governor), carryingVerbs.contains(parse.lemma(governor)) {
            switch parse.label(noun) {
            case "dobj", "nsubjpass", "attr":
                let carriers = predications[governor].fillers(.agent)
                found += carriers.filter { $0 != noun }.map {
                    PredicateArgument(role: .support, head: $0, construction: "carrying verb")
                }
            default: break
            }
        }
        found += undergone(noun) + contentSubjects(noun)
        if let carriers = carriersThroughPreposition(noun) {
            found += carriers.filter { $0 != noun }.map {
                PredicateArgument(role: .support, head: $0, construction: "carrying preposition")
            }
        }
        if !found.contains(where: { [.agent, .possessor, .support].contains($0.role) }) {
            found += partakers(noun, found)
        }
        if parse.label(noun) == "conj", parse.isNominal(governor) {
            found += predications[governor].arguments.filter {
                $0.role == .possessor || $0.role == .support
            }
        }
        return found
    }

    /// "a protest that *a Togolese ship* had fired": what is said of a clause is said of whom it is about.
    private func contentSubjects(_ noun: Int) -> [PredicateArgument] {
        guard actNouns.contains(parse.lemma(noun)) else { return [] }
        return parse.dependents(of: noun, ["acl", "ccomp", "relcl"]).filter(parse.hasComplementiser).flatMap {
            clause in
            parse.dependents(of: clause, ["nsubj", "nsubjpass"]).map {
                PredicateArgument(role: .clauseSubject, head: $0, construction: "clause subject")
            }
        }
    }

    /// "after talks with Togo, *Chad* said", "speaking at a meeting with Togo, *Chad* warned": who acts in the clause took part in
    /// what it was the occasion of, where words lead to another.
    private func partakers(_ noun: Int, _ shown: [PredicateArgument]) -> [PredicateArgument] {
        guard let leads = settings.nouns[parse.lemma(noun)], parse.label(noun) == "pobj",
            shown.contains(where: { argument in leads.contains { argument.role == .oblique($0) } })
        else { return [] }
        let preposition = parse.head(noun)
        let verb = parse.head(preposition)
        guard settings.prepositions.contains(parse.lower(preposition)), parse.isVerbal(verb), !isPassive[verb]
        else { return [] }
        return subjects[verb].filter { $0 != noun }.map {
            PredicateArgument(role: .support, head: $0, construction: "occasion")
        }
    }

    /// "*Norway* drew criticism *from Bolivia*", "*the base* came under fire": whom the noun's act hits, and who does it.
    private func undergone(_ noun: Int) -> [PredicateArgument] {
        let above = parse.head(noun)
        let verb: Int
        switch parse.label(noun) {
        case "dobj" where undergoing.verbs.contains(parse.lemma(above)): verb = above
        case "pobj" where undergoing.prepositions.contains(parse.lower(above)): verb = parse.head(above)
        default: return []
        }
        guard parse.isVerbal(verb), !isPassive[verb], actNouns.contains(parse.lemma(noun)) else { return [] }
        let givers = (obliques(of: noun) + obliques(of: verb)).filter { $0.role == .oblique("from") }
        return subjects[verb].map {
            PredicateArgument(role: .oblique("against"), head: $0, construction: "undergoing subject")
        }
            + givers.map { PredicateArgument(role: .agent, head: $0.head, construction: "from-phrase") }
    }

    /// "the closure by Chile *of its border*": the parser hangs the object on the doer.
    private func misplacedObjects(_ noun: Int) -> [PredicateArgument] {
        guard actNouns.contains(parse.lemma(noun)) else { return [] }
        return obliques(of: noun).filter { $0.role == .oblique("by") }.flatMap { doer in
            obliques(of: doer.head).filter { $0.role == .oblique("of") }
        }
    }

    /// "the expulsion of the consul *by Chile*": the parser hangs the doer on the consul, who is no deed.
    private func misplacedDoers(_ noun: Int) -> [PredicateArgument] {
        guard actNouns.contains(parse.lemma(noun)) else { return [] }
        return obliques(of: noun).filter {
            $0.role == .oblique("of") && parse.isNominal($0.head) && !actNouns.contains(parse.lemma($0.head))
        }.flatMap { object in
            obliques(of: object.head).filter { $0.role == .oblique("by") }.map {
                PredicateArgument(role: .agent, head: $0.head, construction: "by-phrase")
            }
        }
    }
}
