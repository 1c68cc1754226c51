import Demarche

extension Relating {
    mutating func relateVerb(_ verb: Int) {
        let caused = causedObjects(verb)
        let shown = caused.isEmpty ? ownSubjects(verb) : caused
        let own = shown.isEmpty ? swallowedSubject(verb) : shown
        isPassive[verb] = !caused.isEmpty || passive(verb)
        let inherited = own.isEmpty ? inheritedSubjects(verb) : (heads: own, construction: "subject")
        subjects[verb] = inherited.heads
        var arguments = strandedArguments(verb)
        let objects = objects(verb)
        let shownAs: [RoleName] =
            !isPassive[verb] ? [.agent] : objects.isEmpty ? [.patient] : [.patient, .recipient]
        arguments += inherited.heads.filter { $0 != verb }.flatMap { head in
            shownAs.map { PredicateArgument(role: $0, head: head, construction: inherited.construction) }
        }
        if !caused.isEmpty, !isOwn(caused) {
            arguments += subjects[parse.head(verb)].map {
                PredicateArgument(role: .agent, head: $0, construction: "causing subject")
            }
        }
        // "Nepal was given *aid*": what an active verb has for its object, a passive that keeps one gives to its subject.
        arguments += objects.map {
            PredicateArgument(role: .patient, head: $0.head, construction: $0.construction)
        }
        arguments += completions(verb)
        arguments += obliques(of: verb)
        if isPassive[verb], !arguments.contains(where: { $0.role == .agent }) {
            arguments += misplacedDoers(ofPassive: verb)
        }
        if !isPassive[verb], parse.label(verb) == "amod", parse.tag(verb) == "VBG" {
            arguments.append(
                PredicateArgument(role: .agent, head: parse.head(verb), construction: "participle"))
        }
        var seen: Set<PredicateArgument> = []
        predications[verb] = Predication(
            head: verb, form: isPassive[verb] ? .passive : .active,
            arguments: arguments.filter { seen.insert($0).inserted })
    }

    /// "had *the envoy* sent home", "left *the letter* unanswered": what undergoes a participle behind the object of a verb
    /// whose subject does it.
    func causedObjects(_ participle: Int) -> [Int] {
        let governor = parse.head(participle)
        guard governor < participle, ["VBN", "VBD"].contains(parse.tag(participle)),
            ["ccomp", "xcomp", "oprd", "advcl"].contains(parse.label(participle)), parse.isVerbal(governor),
            causing.contains(parse.lemma(governor)),
            parse.dependents(of: participle, ["mark", "aux", "auxpass", "dobj"]).isEmpty
        else { return [] }
        let own = parse.dependents(of: participle, ["nsubj", "nsubjpass"])
        let objects = own.isEmpty ? parse.dependents(of: governor, ["dobj"]) : own
        guard let last = objects.last, last > governor, last < participle,
            !["WDT", "WP"].contains(parse.tag(last))
        else { return [] }
        return objects.flatMap(parse.coordinated)
    }

    /// "had *their* permits stopped": who loses what is his own does not do it.
    private func isOwn(_ objects: [Int]) -> Bool {
        objects.contains { parse.dependents(of: $0, ["poss"]).contains { parse.tag($0) == "PRP$" } }
    }

    /// "was sent *for*", "were set *upon*": the subject of a passive stands for the object that a preposition lacks, which
    /// makes another verb of it as a particle does.
    private func strandedArguments(_ verb: Int) -> [PredicateArgument] {
        guard isPassive[verb] else { return [] }
        return parse.dependents(of: verb, ["prep"]).filter { $0 > verb && parse.children[$0].isEmpty }.flatMap
        {
            preposition in
            subjects[verb].map {
                PredicateArgument(
                    role: .oblique(parse.lower(preposition)), head: $0, construction: "prepositional passive")
            } + [PredicateArgument(role: .particle, head: preposition, construction: "prepositional passive")]
        }
    }

    /// "was told to yield *by Uganda*", "were supported with arms *by Iran*": the parser hangs the doer on a later word.
    ///
    /// Only a name counts, and none that belongs to a deed ("was condemned for the raids by Togo") or to a clause of its own; a
    /// deed that the passive keeps as its object is given by the doer ("was promised a loan by Togo").
    private func misplacedDoers(ofPassive verb: Int) -> [PredicateArgument] {
        let below = parse.subtree(of: verb, without: ["relcl", "acl", "advcl", "ccomp", "conj", "nsubjpass"])
        let prepositions = below.filter { token in
            let governor = parse.head(token)
            let isKept = parse.label(governor) == "dobj" && parse.head(governor) == verb
            return parse.label(token) == "prep" && parse.lower(token) == "by" && governor > verb
                && (isKept || !actNouns.contains(parse.lemma(governor)))
                && !isPassive(below: verb, at: governor)
        }
        return prepositions.flatMap { parse.dependents(of: $0, ["pobj"]) }.filter(isName).flatMap {
            parse.coordinated($0)
        }.map { PredicateArgument(role: .agent, head: $0, construction: "by-phrase") }
    }

    /// Whether a word is a passive of its own, whose by-phrase it keeps.
    private func isPassive(below verb: Int, at token: Int) -> Bool {
        token != verb && parse.isVerbal(token) && passive(token)
    }

    /// A name of a state, body or person; none of a day.
    private func isName(_ token: Int) -> Bool {
        parse.tokens[token].pos == "PROPN" && !parse.isOfTime(token)
    }

    private func passive(_ verb: Int) -> Bool {
        let children = parse.children[verb]
        if children.contains(where: { ["nsubjpass", "auxpass", "csubjpass"].contains(parse.label($0)) }) {
            return true
        }
        guard
            parse.tag(verb) == "VBN"
                || (parse.tag(verb) == "VBD" && ["acl", "amod"].contains(parse.label(verb))),
            !children.contains(where: { parse.label($0) == "aux" && parse.lemma($0) == "have" })
        else { return false }
        switch parse.label(verb) {
        case "acl", "amod", "advcl":
            return parse.dependent(of: verb, "dobj") == nil || parse.label(verb) != "advcl"
        case "conj":
            return isPassive[parse.head(verb)] && parse.dependents(of: verb, ["nsubj", "aux"]).isEmpty
        case "ROOT", "ccomp", "relcl", "dep": return parse.dependents(of: verb, ["nsubj", "aux"]).isEmpty
        default: return false
        }
    }

    /// Subjects that stand at the verb itself, relative pronouns replaced by what they stand for.
    private func ownSubjects(_ verb: Int) -> [Int] {
        parse.dependents(of: verb, ["nsubj", "nsubjpass"]).flatMap { subject -> [Int] in
            if let antecedent = antecedent(ofRelative: subject, in: verb) { return antecedent }
            if parse.tag(subject) == "EX" { return [] }
            return parse.coordinated(subject)
        }
    }

    /// "In March *Peru* closed the port", "on Friday *a court* freed him": a finite verb has a subject; where the parser
    /// found none, it is the last noun of the phrase in front, hung on the date or on its preposition.
    private func swallowedSubject(_ verb: Int) -> [Int] {
        guard parse.tellsFact(verb), ["ROOT", "ccomp", "conj"].contains(parse.label(verb)),
            !parse.children[verb].contains(where: {
                ["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"].contains(parse.label($0))
            }),
            let front = parse.dependents(of: verb, ["prep"]).last(where: { $0 < verb })
        else { return [] }
        let objects = parse.subtree(of: front, without: ["relcl", "acl", "appos"]).filter {
            $0 < verb && parse.label($0) == "pobj"
        }
        guard let last = objects.last, !parse.isOfTime(last) else { return [] }
        let isSecond = objects.contains { $0 != last && parse.head($0) == parse.head(last) }
        let hangsOnDate =
            parse.tokens[last].pos == "PROPN"
            && parse.dependents(of: last, ["compound", "nmod"]).contains {
                parse.isOfTime($0) || parse.tokens[$0].pos == "NOUN"
            }
        return isSecond || hangsOnDate ? parse.coordinated(last) : []
    }

    /// What "who", "which", "that" stands for: the noun that its clause modifies.
    private func antecedent(ofRelative pronoun: Int, in verb: Int) -> [Int]? {
        guard ["WDT", "WP"].contains(parse.tag(pronoun)) else { return nil }
        var clause = verb
        while parse.label(clause) == "conj", parse.head(clause) != clause { clause = parse.head(clause) }
        if let focus = parse.focus(ofCleft: clause) { return [focus] }
        guard parse.label(clause) == "relcl" else { return nil }
        return [isAboutClause(pronoun, in: verb) ? pronoun : parse.head(clause)]
    }

    /// "armed rebels, which Togo *denies*": the object of such a verb is what the clause above told, unless a deed's noun
    /// stands before it.
    private func isAboutClause(_ pronoun: Int, in verb: Int) -> Bool {
        parse.isSentenceRelative(pronoun) && commenting.verbs.contains(parse.lemma(verb))
            && !commenting.deeds.contains(parse.lemma(parse.head(verb)))
    }

    /// Objects, the gap of a relative clause, the noun before a participle, the subject raised to object.
    private func objects(_ verb: Int) -> [(head: Int, construction: String)] {
        var found: [(head: Int, construction: String)] = []
        for child in parse.dependents(of: verb, ["dobj"]) {
            let heads = antecedent(ofRelative: child, in: verb)
            found += (heads ?? parse.coordinated(child)).map { ($0, heads == nil ? "object" : "relative") }
        }
        if isPassive[verb] { return found }
        if found.isEmpty { found += raisedObjects(verb) }
        if found.isEmpty, parse.label(verb) == "relcl", let gap = relativeGap(verb) {
            found.append((gap, "relative"))
        }
        if found.isEmpty, let shared = sharedObject(verb) { found += shared.map { ($0, "coordination") } }
        return found
    }

    /// "ordered *a diplomat* to leave": the parser makes him the subject of "leave".
    private func raisedObjects(_ verb: Int) -> [(head: Int, construction: String)] {
        for clause in parse.dependents(of: verb, ["ccomp", "xcomp"]) {
            guard isBare(clause) || !causedObjects(clause).isEmpty else { continue }
            let subjects = parse.dependents(of: clause, ["nsubj", "nsubjpass"]).filter { $0 > verb }
            if !subjects.isEmpty { return subjects.flatMap(parse.coordinated).map { ($0, "raising") } }
        }
        return []
    }

    /// An infinitive, a gerund, or a small clause ("found the general *guilty*"): nothing finite, no "that".
    private func isBare(_ clause: Int) -> Bool {
        let children = parse.children[clause]
        if children.contains(where: { parse.label($0) == "mark" && parse.lower($0) != "for" }) {
            return false
        }
        if children.contains(where: { parse.tag($0) == "TO" }) { return true }
        if children.contains(where: { parse.label($0) == "aux" || parse.label($0) == "auxpass" }) {
            return false
        }
        return !["VBD", "VBZ", "VBP", "MD"].contains(parse.tag(clause))
    }

    /// "the consul (whom) Russia detained": an object that the clause lacks is the noun before it.
    private func relativeGap(_ verb: Int) -> Int? {
        let children = parse.children[verb]
        guard let subject = children.first(where: { parse.label($0) == "nsubj" }),
            !["WDT", "WP"].contains(parse.tag(subject)),
            !children.contains(where: {
                ["ccomp", "xcomp", "attr", "acomp", "dative"].contains(parse.label($0))
            }),
            !children.contains(where: { parse.label($0) == "advmod" && parse.tag($0) == "WRB" }),
            !children.contains(where: {
                parse.label($0) == "prep" && parse.children[$0].contains { parse.tag($0) == "WDT" }
            })
        else { return nil }
        return parse.head(verb)
    }

    /// "detained and expelled *the consul*".
    private func sharedObject(_ verb: Int) -> [Int]? {
        guard
            let next = parse.dependents(of: verb, ["conj"]).first(where: {
                parse.isVerbal($0) && $0 - verb <= 3 && $0 > verb
            }),
            parse.dependents(of: next, ["nsubj", "nsubjpass"]).isEmpty,
            parse.children[verb].allSatisfy({
                $0 < verb || ["cc", "conj", "punct"].contains(parse.label($0))
            })
        else { return nil }
        let objects = parse.dependents(of: next, ["dobj"])
        return objects.isEmpty ? nil : objects.flatMap(parse.coordinated)
    }

    /// Attributes, indirect objects, particles, adverbs and clauses.
    private func completions(_ verb: Int) -> [PredicateArgument] {
        parse.children[verb].flatMap { child -> [PredicateArgument] in
            switch parse.label(child) {
            case "attr", "acomp", "oprd":
                return parse.coordinated(child).map {
                    PredicateArgument(role: .attribute, head: $0, construction: "predicative")
                }
            case "dative" where parse.tokens[child].pos != "ADP":
                return parse.coordinated(child).map {
                    PredicateArgument(role: .recipient, head: $0, construction: "indirect object")
                }
            case "prt": return [PredicateArgument(role: .particle, head: child, construction: "particle")]
            case "advmod": return [PredicateArgument(role: .adverb, head: child, construction: "adverb")]
            case "xcomp", "ccomp":
                let about =
                    parse.hasComplementiser(child) ? parse.dependents(of: child, ["nsubj", "nsubjpass"]) : []
                return [PredicateArgument(role: .clause, head: child, construction: "clause")]
                    + about.flatMap(parse.coordinated).map {
                        PredicateArgument(role: .clauseSubject, head: $0, construction: "clause subject")
                    }
            default: return []
            }
        }
    }

    /// The subject that a clause without one takes from above, and by which construction.
    private func inheritedSubjects(_ verb: Int) -> (heads: [Int], construction: String) {
        let governor = parse.head(verb)
        guard governor != verb else { return ([], "none") }
        switch parse.label(verb) {
        case "conj":
            return parse.isVerbal(governor) ? (subjects[governor], "coordination") : ([], "none")
        case "relcl": return (relativeSubjects(verb, noun: governor), "relative")
        case "acl": return aclSubjects(verb, noun: governor)
        case "amod": return isPassive[verb] ? (parse.coordinated(governor), "participle") : ([], "none")
        case "xcomp", "ccomp": return (controllers(of: verb, governor: governor), "control")
        case "advcl":
            guard parse.isVerbal(governor), parse.tag(verb) != "VBD", parse.tag(verb) != "VBZ",
                parse.tag(verb) != "VBP"
            else {
                return ([], "none")
            }
            return (subjects[governor], "participle")
        case "pcomp": return prepositionalSubjects(verb, preposition: governor)
        case "dep", "parataxis": return ([], "none")
        default: return ([], "none")
        }
    }

    /// "Togo was *the first* to recognise it": of whom the noun is said; else the noun itself.
    private func relativeSubjects(_ verb: Int, noun: Int) -> [Int] {
        let copula = parse.head(noun)
        guard parse.label(noun) == "attr", parse.isVerbal(copula),
            parse.children[verb].contains(where: { parse.tag($0) == "TO" }), !subjects[copula].isEmpty
        else { return [noun] }
        return subjects[copula]
    }

    private func aclSubjects(_ verb: Int, noun: Int) -> (heads: [Int], construction: String) {
        let named = namedAmong(noun)
        if !named.isEmpty { return (named, "among") }
        if parse.children[verb].contains(where: { parse.tag($0) == "TO" }) {
            return (doers(ofNoun: noun), "control")
        }
        return (parse.coordinated(noun), "participle")
    }

    /// "Among *those* detained were two consuls": who is named behind the verb.
    private func namedAmong(_ noun: Int) -> [Int] {
        let preposition = parse.head(noun)
        let copula = parse.head(preposition)
        guard parse.label(noun) == "pobj", parse.tokens[noun].pos != "NOUN",
            parse.label(preposition) == "prep",
            parse.isVerbal(copula), preposition < copula
        else { return [] }
        return parse.dependents(of: copula, ["attr", "nsubj"]).filter { $0 > copula }.flatMap(
            parse.coordinated)
    }

    /// Who does what a noun names: by-phrase, possessor, then the carrying verb's subject.
    private func doers(ofNoun noun: Int) -> [Int] {
        let predication = predications[noun]
        for role in [RoleName.agent, .possessor, .support] {
            let heads = predication.fillers(role)
            if !heads.isEmpty { return heads }
        }
        return predication.fillers(.modifier).filter {
            parse.tokens[$0].pos == "PROPN" || parse.tag($0) == "JJ"
        }
    }

    /// Object control where the governor has an object, else subject control.
    private func controllers(of verb: Int, governor: Int) -> [Int] {
        // "is ready to help", "was unwilling to yield": whoever the adjective is said of.
        if parse.tokens[governor].pos == "ADJ", ["acomp", "oprd", "advcl"].contains(parse.label(governor)) {
            return parse.isVerbal(parse.head(governor)) ? subjects[parse.head(governor)] : []
        }
        guard parse.isVerbal(governor) else { return [] }
        // "its reply was to recall the envoy": whoever gave the reply.
        if parse.lemma(governor) == "be", let noun = subjects[governor].first,
            contentNouns.contains(parse.lemma(noun))
        {
            let doers = doers(ofNoun: noun)
            if !doers.isEmpty { return doers }
        }
        if subjectControlling.contains(parse.lemma(governor)) { return subjects[governor] }
        let predication = predications[governor]
        let patients = predication.fillers(.patient).filter { $0 < verb }
        if !patients.isEmpty, parse.tag(verb) != "VBD" { return patients }
        return subjects[governor]
    }

    /// "after expelling" takes the clause's subject; "condemned Russia for annexing", "accused of spying" its object.
    private func prepositionalSubjects(_ verb: Int, preposition: Int) -> (heads: [Int], construction: String)
    {
        let governor = parse.head(preposition)
        if parse.isNominal(governor) {
            if controllingPrepositions.contains(parse.lower(preposition)) {
                let targets = predications[governor].arguments.filter {
                    [.oblique("on"), .oblique("against"), .oblique("to"), .oblique("from")].contains($0.role)
                        && $0.head < verb
                }
                if !targets.isEmpty { return (targets.map(\.head), "object control") }
            }
            return (doers(ofNoun: governor), "control")
        }
        // "are guilty of violating": whoever the adjective is said of.
        if parse.label(governor) == "acomp" { return (subjects[parse.head(governor)], "control") }
        guard parse.isVerbal(governor) else { return ([], "none") }
        guard controllingPrepositions.contains(parse.lower(preposition)) else {
            return (subjects[governor], "participle")
        }
        let predication = predications[governor]
        let patients = predication.fillers(.patient).filter { $0 < verb }
        for patient in patients {
            let deeper = parse.children[patient].filter {
                parse.label($0) == "prep" && ["on", "against"].contains(parse.lower($0))
            }
            .flatMap { parse.dependents(of: $0, ["pobj"]) }.filter { $0 < verb }
            if !deeper.isEmpty { return (deeper.flatMap(parse.coordinated), "object control") }
        }
        let obliques = predication.arguments.filter {
            [.oblique("on"), .oblique("against"), .oblique("at")].contains($0.role) && $0.head < verb
                && !parse.isOfTime($0.head)
        }.map(\.head)
        if !obliques.isEmpty { return (obliques, "object control") }
        return (patients.isEmpty ? subjects[governor] : patients, "object control")
    }
}
