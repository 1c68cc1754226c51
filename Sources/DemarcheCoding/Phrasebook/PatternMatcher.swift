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
        seeker.phrasebook.candidates(at: seeker.parse.lemma(token)).map { candidate in
            let pattern = seeker.phrasebook.pattern(candidate.pattern)
            return PatternAttempt(
                pattern: pattern,
                outcome: seeker.match(pattern, at: token, nominalised: candidate.isNominalisation))
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
            !tokens.contains(particle.head)
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
        if pattern.isJoint, doers.count < 2, !doers.contains(where: { isPlural($0.head) }) {
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

    /// "said it would *not* meet": below the word of the act a verb that the text denies is not what the row shows.
    private func negated(_ pattern: Pattern, _ tokens: [Int]) -> Int? {
        tokens.indices.dropFirst().first { index in
            guard pattern.nodes[index].isVerb, let negation = parse.dependent(of: tokens[index], "neg") else {
                return false
            }
            return !tokens.contains(negation) && tokens[index] != tokens[0]
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

    /// A token for every node, up to the first that has none.
    private func nodeTokens(_ pattern: Pattern, at anchor: Int, nominalised: Bool) -> [Int] {
        var tokens = [anchor]
        for node in pattern.nodes.dropFirst() {
            let parent = tokens[node.parent]
            let fromNoun = nominalised && node.parent == 0
            // "The pull-out", "a walkout": the noun has the verb's particle in it.
            if fromNoun, node.relation == .role(.particle), parse.lemma(anchor).hasSuffix(node.lemma) {
                tokens.append(anchor)
                continue
            }
            var near = candidates(for: node, at: parent, fromNoun: fromNoun, anchor: anchor)
            if isControlled(node, in: pattern) { near = near.filter { !tellsOfItself($0) } }
            guard
                let found = near.firstNonNil({
                    fromNoun && node.relation == .preposition && parse.lower($0) == "between"
                        ? $0 : standing($0, for: node, anchor: anchor)
                })
            else { break }
            tokens.append(found)
        }
        return tokens
    }

    /// "ordered [2 Chad] {to} {leave}": whoever is told is to do it, so no clause with a subject of its own will do.
    private func isControlled(_ node: Pattern.Node, in pattern: Pattern) -> Bool {
        node.isUnreal && node.relation == .role(.clause)
            && pattern.recipient
                == Pattern.Slot(node: node.parent, role: .patient, head: pattern.recipient?.head)
    }

    /// "that it would leave": a clause of its own, nothing that somebody is to do.
    private func tellsOfItself(_ clause: Int) -> Bool {
        parse.children[clause].contains { parse.label($0) == "mark" || parse.tag($0) == "MD" }
    }

    private func candidates(for node: Pattern.Node, at parent: Int, fromNoun: Bool, anchor: Int) -> [Int] {
        switch node.relation {
        case .anchor: return []
        case .preposition:
            return parse.children[parent].filter {
                parse.tokens[$0].pos == "ADP" || ["prep", "prt"].contains(parse.label($0))
            }
        case .role(.particle) where !fromNoun, .role(.adverb) where !fromNoun:
            return smallWords(of: parent)
        case .below where node.lemma == "to" && !node.isVerb && !node.isNoun:
            return parse.ownWords(of: parent).filter { isOfInfinitive($0, of: parent) }
        case .below:
            return parse.ownWords(of: parent).filter {
                $0 != parent && (parse.tag($0) != "MD" || parse.head($0) == parent)
            }
        case .role(let role):
            if fromNoun { return nominalFillers(role, of: parent, isDoer: false).map(\.head) }
            var found = predications[parent].fillers(role)
            if role.maySlip, parent != anchor { found += predications[anchor].fillers(role) }
            if role.maySlip {
                found += predications[parent].fillers(.patient).flatMap { predications[$0].fillers(role) }
            }
            if role == .attribute || role == .clause, !node.isVerb {
                found +=
                    predications[parent].fillers(.attribute) + predications[parent].fillers(.clause)
                    + predications[parent].fillers(.patient)
                    + predications[parent].fillers(.recipient)
                    + predications[parent].fillers(.patient).flatMap(postposed)
            }
            if role == .patient { found += predications[parent].fillers(.attribute) }
            if role == .clause, node.isVerb { found += infinitives(at: parent) }
            return found
        }
    }

    /// "told the envoy *to* go", not "told the envoy that he plans to go": the infinitive is the verb's own or its object's.
    private func isOfInfinitive(_ word: Int, of verb: Int) -> Bool {
        guard parse.tag(word) == "TO", parse.label(word) == "aux" else {
            return parse.tag(word) == "TO" || parse.lower(word) == "to"
        }
        let above = parse.head(parse.head(word))
        return above == verb || !parse.isVerbal(above) && parse.dominates(verb, above)
    }

    /// "sent the envoys *home*", "permits were held *back*", "broke *off* talks": of one word the parser makes a particle or an
    /// adverb, of the verb or of its object.
    private func smallWords(of verb: Int) -> [Int] {
        let predication = predications[verb]
        let behind = predication.fillers(.patient).flatMap { object in
            parse.dependents(of: object, ["advmod", "prt"]).filter { $0 > object }
        }
        let predicative = predication.fillers(.attribute).filter { parse.tokens[$0].pos == "ADV" }
        return (predication.fillers(.particle) + predication.fillers(.adverb) + predicative + behind).filter {
            word in parse.children[word].allSatisfy { $0 > word }
        }
    }

    /// "gave the envoys a week *to leave*": the infinitive hangs on the verb or on its object, as the parser has it.
    private func infinitives(at verb: Int) -> [Int] {
        let near = [verb] + parse.dependents(of: verb, ["dobj"])
        return near.flatMap { parse.dependents(of: $0, ["advcl", "acl", "relcl", "xcomp"]) }.filter {
            clause in
            clause > verb && parse.children[clause].contains { parse.tag($0) == "TO" }
        }
    }

    /// "called the decision *reckless*", where the parser hangs the adjective on the noun before it.
    private func postposed(_ noun: Int) -> [Int] {
        parse.dependents(of: noun, ["amod"]).filter { $0 > noun }
    }

    /// The token that stands for a node: the candidate itself, or what a measure of it counts.
    private func standing(_ token: Int, for node: Pattern.Node, anchor: Int) -> Int? {
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
        return hasTitle(token, standingFor: node.lemma) && isOwn(token, asked: node.isOwn, anchor: anchor)
            ? token : nil
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

    /// Where the example says "its ambassador", the noun must be the doer's: by a pronoun, or nobody else is shown as doer.
    private func isOwn(_ token: Int, asked: Bool, anchor: Int) -> Bool {
        guard asked else { return true }
        return parse.children[token].contains { parse.tag($0) == "PRP$" }
            || predications[anchor].fillers(.agent).isEmpty
    }

    private func compound(_ token: Int) -> String? {
        parse.dependents(of: token, ["compound", "amod"]).last.map {
            parse.lower($0) + " " + parse.lemma(token)
        }
    }
}
