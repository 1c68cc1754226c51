package import Demarche

/// Finds a phrasebook's patterns in predications.
package struct PatternMatcher: Sendable {
    private let phrasebook: Phrasebook

    package init(phrasebook: Phrasebook) { self.phrasebook = phrasebook }

    /// The search in one sentence.
    ///
    /// - Parameter classes: of pronouns and names whose office the report told, by token, the class of the office's noun.
    package func search(
        in sentence: Range<Int>, of parse: Parse, predications: [Predication], classes: [Int: String] = [:]
    ) -> PatternSearch {
        PatternSearch(
            seeker: Seeker(
                phrasebook: phrasebook, parse: parse, predications: predications, classes: classes),
            sentence: sentence)
    }
}

/// The search for patterns in one sentence.
package struct PatternSearch: Sendable {
    private let seeker: Seeker
    /// Which of the words that patterns ask for the sentence has.
    private let isMet: [Bool]

    fileprivate init(seeker: Seeker, sentence: Range<Int>) {
        self.seeker = seeker
        var isMet = [Bool](repeating: false, count: seeker.phrasebook.askCount)
        for token in sentence {
            for word in seeker.forms(of: token) { seeker.phrasebook.mark(word, in: &isMet) }
        }
        self.isMet = isMet
    }

    /// The patterns that match at a token of the sentence, most specific first.
    package func matches(at token: Int) -> [Match] {
        let phrasebook = seeker.phrasebook
        var found: [Match] = []
        for candidate in phrasebook.candidates(at: seeker.parse.lemma(token), isMet: isMet) {
            if case .success(let match) = seeker.match(
                phrasebook.pattern(candidate.pattern), at: token, nominalised: candidate.isNominalisation)
            {
                found.append(match)
            }
        }
        return found.count < 2 ? found : found.sorted { $0.pattern.specificity > $1.pattern.specificity }
    }

    /// Every pattern that its word at this token could begin, with what came of it; for `explain`.
    package func attempts(at token: Int) -> [PatternAttempt] {
        let word = seeker.parse.lemma(token)
        let met = Set(seeker.phrasebook.candidates(at: word, isMet: isMet).map(\.pattern))
        return seeker.phrasebook.candidates(at: word).map { candidate in
            let pattern = seeker.phrasebook.pattern(candidate.pattern)
            return PatternAttempt(
                pattern: pattern,
                outcome: seeker.match(pattern, at: token, nominalised: candidate.isNominalisation),
                hasAllWords: met.contains(candidate.pattern))
        }
    }
}

/// The search in one parse.
struct Seeker {
    let phrasebook: Phrasebook
    let parse: Parse
    let predications: [Predication]
    let classes: [Int: String]

    func match(_ pattern: Pattern, at token: Int, nominalised: Bool) -> Result<Match, PatternAttempt.Failure>
    {
        let anchor = pattern.nodes[0]
        if parse.isNominal(token), tellsOneOfAKind(token) { return .failure(.form) }
        if nominalised {
            // "The Siege of Malta", "the Peace Prize": a name names no act.
            guard parse.isNominal(token), !parse.tag(token).hasPrefix("NNP") else { return .failure(.form) }
        } else {
            if anchor.isVerb != parse.isVerbal(token) && !(anchor.isVerb && isParticipleAdjective(token)) {
                return .failure(.form)
            }
            if anchor.isNoun && !parse.isNominal(token) { return .failure(.form) }
        }
        let tokens = nodeTokens(pattern, at: token, nominalised: nominalised)
        guard tokens.count == pattern.nodes.count else { return .failure(.word(node: tokens.count)) }
        if let negated = negated(pattern, tokens) { return .failure(.word(node: negated)) }
        if anchor.isVerb, !nominalised, let particle = predications[token].argument(.particle),
            !tokens.contains(particle.head), !isAsked(particle, by: pattern)
        {
            return .failure(.particle(token: particle.head))
        }
        if anchor.isVerb, !nominalised, isAgentless(pattern), predications[token].argument(.agent) != nil {
            return .failure(.agent)
        }
        guard var doers = fillers(pattern.doer, pattern, tokens, nominalised: nominalised, isDoer: true)
        else {
            return .failure(.doer)
        }
        if nominalised, doers.isEmpty { doers = ownersOfOwn(pattern, tokens) }
        let mutual = pattern.doer?.role == pattern.recipient?.role
        // "Fiji reconciled Togo and Chad": who does to others what two do together does not do it with them.
        if mutual, isJoint(pattern), !nominalised, doers.count < 2,
            !doers.contains(where: { isPlural($0.head) }),
            predications[token].fillers(.patient).contains(where: { !tokens.contains($0) })
        {
            return .failure(.doer)
        }
        if pattern.isJoint,
            doers.count < 2 && !doers.contains(where: { isPlural($0.head) }) || isTurnedToOthers(tokens)
        {
            return .failure(.doer)
        }
        guard
            let recipients = fillers(
                pattern.recipient, pattern, tokens, nominalised: nominalised, isDoer: false)
        else { return .failure(.recipient) }
        if recipients.isEmpty, isShownRecipient(pattern) { return .failure(.recipient) }
        let taken = Set(doers.map(\.head))
        return .success(
            Match(
                pattern: pattern, anchor: token, tokens: tokens + parts(of: token), doers: doers,
                recipients: mutual
                    ? recipients + (isJoint(pattern) ? otherSide(of: tokens) : [])
                    : recipients.filter { !taken.contains($0.head) },
                form: nominalised ? "nominal" : "direct",
                isBare: nominalised && recipients.isEmpty && pattern.recipient?.head != nil))
    }

    /// "the *defence* section", "an *arrest* warrant": a noun that tells which kind another is names no act, unless the other only
    /// bundles it ("a *sanctions* package").
    private func tellsOneOfAKind(_ noun: Int) -> Bool {
        let kind = parse.head(noun)
        return parse.label(noun) == "compound" && parse.tokens[kind].pos == "NOUN" && kind > noun
            && !phrasebook.isMeasure(parse.lemma(kind))
    }

    /// "the computers were broken *into*": the preposition that the subject of a passive stands for is the one before the object.
    private func isAsked(_ particle: PredicateArgument, by pattern: Pattern) -> Bool {
        let role = RoleName.oblique(parse.lower(particle.head))
        return particle.construction == "prepositional passive"
            && (pattern.nodes.contains { $0.parent == 0 && $0.relation == .role(role) }
                || [pattern.doer, pattern.recipient].contains { $0?.node == 0 && $0?.role == role })
    }

    /// "said it would *not* meet", "told it that *no* sanctions would follow": below the word of the act a verb that the text
    /// denies, or a noun of which there is none, is not what the row shows.
    private func negated(_ pattern: Pattern, _ tokens: [Int]) -> Int? {
        tokens.indices.dropFirst().first { index in
            let (node, token) = (pattern.nodes[index], tokens[index])
            guard token != tokens[0], node.isVerb || node.isNoun && node.parent != 0 else { return false }
            return parse.dependents(of: token, ["neg", "det"]).contains {
                parse.isNegative($0) && !tokens.contains($0)
            }
        }
    }

    /// "the pull-out of *Ugandan* troops": where the row asks for the doer's own, whose they are did it.
    private func ownersOfOwn(_ pattern: Pattern, _ tokens: [Int]) -> [PredicateArgument] {
        zip(pattern.nodes, tokens).filter { $0.0.isOwn && $0.0.isNoun }.flatMap {
            nounDoers(predications[$0.1])
        }
    }

    /// The words in front that are one with the noun: the "pull" of "pull-out".
    private func parts(of noun: Int) -> [Int] { parse.dependents(of: noun, [ParseMender.partOfWord]) }

    private func isPlural(_ token: Int) -> Bool {
        ["NNS", "NNPS"].contains(parse.tag(token)) || parse.isOfSeveral(token)
    }

    /// A token's words as patterns may ask for them: lemma, form, with the word before it, and as a title of a name.
    func forms(of token: Int) -> [String] {
        let (lemma, lower) = (parse.lemma(token), parse.lower(token))
        var forms = lemma == lower ? [lemma] : [lemma, lower]
        if let compound = compound(token) { forms.append(compound) }
        if let known = classes[token] { forms.append(known) }
        if parse.isSentenceRelative(token) { forms.append("it") }
        if isModifier(token), token > 0, isModifier(token - 1), parse.head(token) == parse.head(token - 1) {
            forms.append(parse.lower(token - 1) + " " + lemma)
        }
        return forms
    }

    private func isModifier(_ token: Int) -> Bool {
        ["compound", "amod", "nmod"].contains(parse.label(token))
    }

    /// "agreed to restore relations with Israel", "signed a deal to sell jets to Qatar": the other side of a joint act.
    private func otherSide(of tokens: [Int]) -> [PredicateArgument] {
        let with = slipped(.oblique("with"), near: tokens)
        if !with.isEmpty { return with }
        return tokens.flatMap { infinitives(at: $0) + parse.dependents(of: $0, ["acl"]) }.flatMap { clause in
            predications[clause].arguments.filter { [.oblique("to"), .oblique("with")].contains($0.role) }
        }
    }

    /// "wanted [2 Syria] {to} act": who is to act must be there; nobody else can be meant.
    private func isShownRecipient(_ pattern: Pattern) -> Bool {
        pattern.recipient?.node == 0 && pattern.recipient?.role == .patient
            && pattern.nodes.contains { $0.lemma == "to" && $0.relation == .below }
    }

    /// "China and Russia spoke *against* it", "on *speaking* terms": what two do together is not turned to anybody else.
    private func isTurnedToOthers(_ tokens: [Int]) -> Bool {
        parse.label(tokens[0]) == "amod"
            || predications[tokens[0]].arguments.contains { argument in
                ["against", "of", "to", "with"].contains { argument.role == .oblique($0) }
                    && !tokens.contains(argument.head) && !parse.isOfTime(argument.head)
            }
    }

    /// "[1 Chad] and [2 Israel] restored relations": with one subject, the other side may stand elsewhere.
    private func isJoint(_ pattern: Pattern) -> Bool {
        pattern.doer != nil && pattern.doer?.node == pattern.recipient?.node
    }

    /// An example in the passive whose doer stands elsewhere ("was ordered to leave [1 Russia]") tells nothing of the active,
    /// nor one whose subject is the doer ("its envoy was called home") where another is told to do it.
    private func isAgentless(_ pattern: Pattern) -> Bool {
        if pattern.doer?.role == .patient, pattern.doer?.node == 0 { return true }
        guard let doer = pattern.doer, pattern.recipient?.role == .patient, pattern.recipient?.node == 0
        else { return false }
        return !(doer.node == 0 && [.agent, .support].contains(doer.role))
    }

    private func isParticipleAdjective(_ token: Int) -> Bool {
        parse.tokens[token].pos == "ADJ" && ["amod", "acomp"].contains(parse.label(token))
            && parse.lower(token).hasSuffix("ed")
    }

    /// The token that stands for a node: the candidate itself, or what a measure of it counts.
    func standing(_ token: Int, for node: Pattern.Node, anchor: Int) -> Int? {
        // "denied it", and ", which Togo denied": both speak of what was told.
        if node.lemma == "it", parse.isSentenceRelative(token) { return token }
        if node.isNoun {
            if let here = word(at: token, standingFor: node.lemma) {
                return isOwn(token, asked: node.isOwn, anchor: anchor) ? here : nil
            }
            return named(token, standingFor: node, anchor: anchor)
        }
        if node.isVerb {
            if node.isUnreal, parse.tellsFact(token) { return nil }
            if node.isOwn, !parse.isOfPronoun(token) { return nil }
            return phrasebook.word(parse.lemma(token), compound: nil, standsFor: node.lemma, isVerb: true)
                ? token : nil
        }
        if node.lemma == "to", node.relation == .below { return parse.tag(token) == "TO" ? token : nil }
        return phrasebook.word(parse.lemma(token), compound: nil, standsFor: node.lemma, isVerb: false)
            || parse.lower(token) == node.lemma ? token : nil
    }

    /// The word itself, or what a measure of it counts: "a fresh batch of *sanctions*".
    func word(at token: Int, standingFor lemma: String) -> Int? {
        if phrasebook.word(
            parse.lemma(token), compound: compound(token), standsFor: lemma, isVerb: parse.isVerbal(token))
        {
            return token
        }
        guard phrasebook.isMeasure(parse.lemma(token)) else { return nil }
        return predications[token].fillers(.oblique("of")).first {
            phrasebook.word(parse.lemma($0), compound: compound($0), standsFor: lemma, isVerb: false)
        }
    }

    /// "recalled *Ann Smith*, its ambassador", "recalled *Ambassador Smith*": who is named is of the class of the office beside it.
    private func named(_ token: Int, standingFor node: Pattern.Node, anchor: Int) -> Int? {
        guard parse.tokens[token].pos == "PROPN" else { return nil }
        let beside = parse.dependents(of: token, ["appos"]).first {
            word(at: $0, standingFor: node.lemma) != nil && isOwn($0, asked: node.isOwn, anchor: anchor)
        }
        if let beside { return beside }
        return hasTitle(token, standingFor: node.lemma) ? token : nil
    }

    /// "summoned *him*", "expelled *Smith*": whose office the report told before is of its class.
    func isKnown(_ token: Int, standingFor lemma: String) -> Bool {
        classes[token].map { phrasebook.word($0, compound: nil, standsFor: lemma, isVerb: false) } ?? false
    }

    /// "High Commissioner Ann Smith", "Ann Smith, the envoy": a person's name is of the class of its title.
    func hasTitle(_ token: Int, standingFor lemma: String) -> Bool {
        guard parse.tokens[token].pos == "PROPN" else { return false }
        let before = parse.dependents(of: token, ["compound", "amod", "nmod"])
        let titles = before.map { title -> String in
            guard title > 0 else { return parse.lemma(title) }
            let longer = parse.lower(title - 1) + " " + parse.lemma(title)
            return phrasebook.hasClass(longer) ? longer : parse.lemma(title)
        }
        let isTitled = titles.contains { phrasebook.word($0, compound: nil, standsFor: lemma, isVerb: false) }
        return isTitled
            || parse.dependents(of: token, ["appos"]).contains { word(at: $0, standingFor: lemma) != nil }
    }

    /// Where the example says "its ambassador", the noun must be the doer's: by a pronoun, because nothing makes it another's,
    /// or nobody else is shown as doer.
    private func isOwn(_ token: Int, asked: Bool, anchor: Int) -> Bool {
        guard asked else { return true }
        return parse.children[token].contains { parse.tag($0) == "PRP$" }
            || predications[anchor].fillers(.agent).isEmpty || isNobodyElses(token)
    }

    /// "recalled *ambassadors*", "repeated *the appeal*": nobody's by its words, and a deed that was told before.
    private func isNobodyElses(_ noun: Int) -> Bool {
        let before = parse.children[noun].filter { $0 < noun && parse.label($0) != "punct" }
        let isTold = phrasebook.isPointer(parse.lemma(noun))
        return before.allSatisfy { word in
            switch parse.label(word) {
            case "poss": false
            case "det": isTold && parse.lower(word) == "the"
            default: !(parse.tokens[word].text.first?.isUppercase ?? false)
            }
        }
    }

    private func compound(_ token: Int) -> String? {
        parse.dependents(of: token, ["compound", "amod"]).last.map {
            parse.lower($0) + " " + parse.lemma(token)
        }
    }
}
