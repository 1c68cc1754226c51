package import Demarche

/// Finds a phrasebook's patterns in predications.
package struct PatternMatcher: Sendable {
    private let phrasebook: Phrasebook

    package init(phrasebook: Phrasebook) { self.phrasebook = phrasebook }

    /// The search in one sentence.
    package func search(in sentence: Range<Int>, of parse: Parse, predications: [Predication])
        -> PatternSearch
    {
        PatternSearch(
            seeker: Seeker(phrasebook: phrasebook, parse: parse, predications: predications),
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
private struct Seeker {
    let phrasebook: Phrasebook
    let parse: Parse
    let predications: [Predication]

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
        if pattern.isJoint, doers.count < 2, !doers.contains(where: { isPlural($0.head) }) {
            return .failure(.doer)
        }
        guard
            let recipients = fillers(
                pattern.recipient, pattern, tokens, nominalised: nominalised, isDoer: false)
        else { return .failure(.recipient) }
        if recipients.isEmpty, isShownRecipient(pattern) { return .failure(.recipient) }
        let taken = Set(doers.map(\.head))
        let mutual = pattern.doer?.role == pattern.recipient?.role
        return .success(
            Match(
                pattern: pattern, anchor: token, tokens: tokens + parts(of: token), doers: doers,
                recipients: mutual
                    ? recipients + (isJoint(pattern) ? otherSide(of: tokens) : [])
                    : recipients.filter { !taken.contains($0.head) },
                form: nominalised ? "nominal" : "direct",
                isBare: nominalised && recipients.isEmpty && pattern.recipient?.head != nil))
    }

    /// "the pull-out of *Ugandan* troops": where the row asks for the doer's own, whose they are did it.
    private func ownersOfOwn(_ pattern: Pattern, _ tokens: [Int]) -> [PredicateArgument] {
        zip(pattern.nodes, tokens).filter { $0.0.isOwn }.flatMap { nounDoers(predications[$0.1]) }
    }

    /// The words in front that are one with the noun: the "pull" of "pull-out".
    private func parts(of noun: Int) -> [Int] { parse.dependents(of: noun, [ParseMender.partOfWord]) }

    private func isPlural(_ token: Int) -> Bool {
        ["NNS", "NNPS"].contains(parse.tag(token)) || parse.lower(token) == "they"
    }

    /// A token's words as patterns may ask for them: lemma, form, with the word before it, and as a title of a name.
    func forms(of token: Int) -> [String] {
        let (lemma, lower) = (parse.lemma(token), parse.lower(token))
        var forms = lemma == lower ? [lemma] : [lemma, lower]
        if let compound = compound(token) { forms.append(compound) }
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
        let with = oblique("with", near: tokens)
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

    /// An example in the passive whose doer stands elsewhere ("was ordered to leave [1 Russia]") tells nothing of the active.
    private func isAgentless(_ pattern: Pattern) -> Bool {
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
            guard
                let found = candidates(for: node, at: parent, fromNoun: fromNoun, anchor: anchor).firstNonNil(
                    {
                        fromNoun && node.relation == .preposition && parse.lower($0) == "between"
                            ? $0 : standing($0, for: node, anchor: anchor)
                    })
            else { break }
            tokens.append(found)
        }
        return tokens
    }

    private func candidates(for node: Pattern.Node, at parent: Int, fromNoun: Bool, anchor: Int) -> [Int] {
        switch node.relation {
        case .anchor: return []
        case .preposition:
            return parse.children[parent].filter {
                parse.tokens[$0].pos == "ADP" || parse.label($0) == "prep"
            }
        case .below:
            return parse.ownWords(of: parent).filter { $0 != parent }
        case .role(let role):
            if fromNoun { return nominalFillers(role, of: parent, isDoer: false).map(\.head) }
            var found = predications[parent].fillers(role)
            if case .oblique = role, parent != anchor { found += predications[anchor].fillers(role) }
            if case .oblique = role {
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
        if node.isNoun {
            return isOwn(token, asked: node.isOwn, anchor: anchor)
                ? word(at: token, standingFor: node.lemma) : nil
        }
        if node.isVerb {
            if node.isUnreal, parse.tellsFact(token) { return nil }
            return phrasebook.word(parse.lemma(token), compound: nil, standsFor: node.lemma) ? token : nil
        }
        if node.lemma == "to", node.relation == .below { return parse.tag(token) == "TO" ? token : nil }
        return phrasebook.word(parse.lemma(token), compound: nil, standsFor: node.lemma)
            || parse.lower(token) == node.lemma ? token : nil
    }

    /// The word itself, or what a measure of it counts: "a fresh batch of *sanctions*".
    private func word(at token: Int, standingFor lemma: String) -> Int? {
        if phrasebook.word(parse.lemma(token), compound: compound(token), standsFor: lemma) { return token }
        guard phrasebook.isMeasure(parse.lemma(token)) else { return nil }
        return predications[token].fillers(.oblique("of")).first {
            phrasebook.word(parse.lemma($0), compound: compound($0), standsFor: lemma)
        }
    }

    /// "High Commissioner Ann Smith", "Ann Smith, the envoy": a person's name is of the class of its title.
    private func hasTitle(_ token: Int, standingFor lemma: String) -> Bool {
        guard parse.tokens[token].pos == "PROPN" else { return false }
        let before = parse.dependents(of: token, ["compound", "amod", "nmod"])
        let titles = before.map { title -> String in
            guard title > 0 else { return parse.lemma(title) }
            let longer = parse.lower(title - 1) + " " + parse.lemma(title)
            return phrasebook.hasClass(longer) ? longer : parse.lemma(title)
        }
        let isTitled = titles.contains { phrasebook.word($0, compound: nil, standsFor: lemma) }
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

    /// What fills a slot; nil when the slot asks for a class that no filler is of.
    private func fillers(
        _ slot: Pattern.Slot?, _ pattern: Pattern, _ tokens: [Int], nominalised: Bool, isDoer: Bool
    ) -> [PredicateArgument]? {
        guard let slot else { return [] }
        let owner = tokens[slot.node]
        var found: [PredicateArgument]
        if nominalised && slot.node == 0 {
            found = nominalFillers(slot.role, of: owner, isDoer: isDoer)
        } else {
            found = direct(slot.role, at: owner, isNoun: pattern.nodes[slot.node].isNoun, isDoer: isDoer)
            if case .oblique(let preposition) = slot.role, found.isEmpty {
                found = oblique(preposition, near: tokens)
                if found.isEmpty, slot.head != nil { found = behindRelative(preposition, of: tokens[0]) }
            }
        }
        guard let head = slot.head, !(nominalised && !isDoer && found.isEmpty) else { return found }
        let fitting = found.filter {
            word(at: $0.head, standingFor: head) != nil || hasTitle($0.head, standingFor: head)
        }
        return fitting.isEmpty ? nil : fitting
    }

    /// The object of a preposition at any word of the act, or of one that targets in the same way.
    private func oblique(_ preposition: String, near tokens: [Int]) -> [PredicateArgument] {
        let aiming = phrasebook.aimingPrepositions
        let alternatives =
            aiming.contains(preposition)
            ? [preposition] + aiming.filter { $0 != preposition } : [preposition]
        let owners = tokens + predications[tokens[0]].fillers(.patient)
        for alternative in alternatives {
            let found = owners.flatMap {
                predications[$0].arguments.filter { $0.role == .oblique(alternative) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// "recognised the islands that Tokyo claims *as Japanese territory*": behind a relative clause, what the row braces may
    /// belong to the verb above.
    private func behindRelative(_ preposition: String, of anchor: Int) -> [PredicateArgument] {
        predications[anchor].fillers(.patient).flatMap { parse.dependents(of: $0, ["relcl"]) }.flatMap {
            predications[$0].arguments.filter { $0.role == .oblique(preposition) }
        }
    }

    private func direct(_ role: RoleName, at owner: Int, isNoun: Bool, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[owner]
        switch role {
        case .possessor, .modifier, .support, .agent:
            guard isNoun else { return predication.arguments.filter { $0.role == role } }
            if isDoer { return nounDoers(predication) }
            let own = predication.arguments.filter { $0.role == role }
            return own.isEmpty && role != .support ? owners(predication) : own
        case .oblique:
            let own = predication.arguments.filter { $0.role == role }
            guard own.isEmpty, isNoun else { return own }
            let both = predication.arguments.filter { $0.role == .oblique("between") }
            return both.isEmpty && role == .oblique("of") && !isDoer
                ? predication.arguments.filter { $0.role == .possessor } : both
        default: return predication.arguments.filter { $0.role == role }
        }
    }

    /// "a statement *by Chile*" and "*Chile's* statement" show the same.
    private func owners(_ predication: Predication) -> [PredicateArgument] {
        [RoleName.agent, .possessor].lazy.map { role in predication.arguments.filter { $0.role == role } }
            .first { !$0.isEmpty } ?? []
    }

    /// By-phrase, possessor, modifier, the carrying verb's subject: the first that is there, modifiers among the rest.
    private func nounDoers(_ predication: Predication) -> [PredicateArgument] {
        for role in [RoleName.agent, .possessor] {
            let found = predication.arguments.filter { $0.role == role }
            if !found.isEmpty { return found }
        }
        return predication.arguments.filter { [.modifier, .support, .oblique("between")].contains($0.role) }
    }

    /// Roles of a verb's pattern at the noun that names the act: "the expulsion *of two diplomats* *by Norway*".
    private func nominalFillers(_ role: RoleName, of noun: Int, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[noun]
        switch role {
        case .agent: return nounDoers(predication)
        case .patient:
            let objects: [RoleName] = [.oblique("of"), .oblique("on"), .oblique("against")]
            for object in objects {
                let found = predication.arguments.filter { $0.role == object }
                if !found.isEmpty { return found }
            }
            if predication.argument(.agent) != nil {
                return predication.arguments.filter { $0.role == .possessor }
            }
            return predication.arguments.filter {
                $0.role == .modifier && predication.argument(.possessor) != nil
            }
        default: return predication.arguments.filter { $0.role == role }
        }
    }
}
