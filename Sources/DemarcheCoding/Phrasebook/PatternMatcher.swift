package import Demarche
import DemarcheLexicon

/// A pattern found at a token, with what stands in its slots.
package struct Match: Hashable, Sendable {
    package let pattern: Pattern
    package let anchor: Int
    /// The tokens of the nodes, anchor first.
    package let tokens: [Int]
    package let doers: [PredicateArgument]
    package let recipients: [PredicateArgument]
    /// `direct` or `nominal`.
    package let form: String
    /// Whether a noun names the act without the thing that the phrasing asks for: "the expulsions". It tells no new act.
    package var isBare = false
}

extension Match {
    /// A duty that a modal tells ("said that Sudan *must* return it") as a match of the cue's own example.
    static func duty(
        _ cue: Cue, act: Act, verb: Int, modal: Int, in parse: Parse, _ doers: [PredicateArgument],
        _ recipients: [PredicateArgument]
    ) -> Match {
        let node = Pattern.Node(
            lemma: parse.lemma(verb), isVerb: true, isNoun: false, parent: 0, relation: .anchor)
        let pattern = Pattern(
            act: act.name, example: cue.example, isNearMiss: false, nodes: [node], doer: nil, recipient: nil)
        return Match(
            pattern: pattern, anchor: verb, tokens: [verb, modal], doers: doers, recipients: recipients,
            form: "duty by \(cue.words)")
    }
}

/// Finds a phrasebook's patterns in predications.
package struct PatternMatcher: Sendable {
    private let phrasebook: Phrasebook

    package init(phrasebook: Phrasebook) { self.phrasebook = phrasebook }

    /// The patterns that match at a token, most specific first.
    package func matches(at token: Int, in parse: Parse, predications: [Predication]) -> [Match] {
        let seeker = Seeker(phrasebook: phrasebook, parse: parse, predications: predications)
        return phrasebook.entries(for: parse.lemma(token)).compactMap { entry in
            seeker.match(phrasebook.patterns[entry.pattern], at: token, nominalised: entry.isNominalisation)
        }.sorted { $0.pattern.specificity > $1.pattern.specificity }
    }
}

/// The search in one parse.
private struct Seeker {
    let phrasebook: Phrasebook
    let parse: Parse
    let predications: [Predication]

    func match(_ pattern: Pattern, at token: Int, nominalised: Bool) -> Match? {
        let anchor = pattern.nodes[0]
        if nominalised {
            // "The Siege of Malta", "the Peace Prize": a name names no act.
            guard parse.isNominal(token), !parse.tag(token).hasPrefix("NNP") else { return nil }
        } else {
            if anchor.isVerb != parse.isVerbal(token) && !(anchor.isVerb && isParticipleAdjective(token)) {
                return nil
            }
            if anchor.isNoun && !parse.isNominal(token) { return nil }
        }
        guard let tokens = nodeTokens(pattern, at: token, nominalised: nominalised) else { return nil }
        if anchor.isVerb, !nominalised, let particle = predications[token].argument(.particle),
            !tokens.contains(particle.head)
        {
            return nil
        }
        if anchor.isVerb, !nominalised, isAgentless(pattern), predications[token].argument(.agent) != nil {
            return nil
        }
        guard let doers = fillers(pattern.doer, pattern, tokens, nominalised: nominalised, isDoer: true),
            let recipients = fillers(
                pattern.recipient, pattern, tokens, nominalised: nominalised, isDoer: false)
        else { return nil }
        let taken = Set(doers.map(\.head))
        let mutual = pattern.doer?.role == pattern.recipient?.role
        return Match(
            pattern: pattern, anchor: token, tokens: tokens, doers: doers,
            recipients: mutual
                ? recipients + (isJoint(pattern) ? oblique("with", near: tokens) : [])
                : recipients.filter { !taken.contains($0.head) },
            form: nominalised ? "nominal" : "direct",
            isBare: nominalised && recipients.isEmpty && pattern.recipient?.head != nil)
    }

    /// "[1 Chad] and [2 Israel] restored relations": with one subject, the other side may stand behind "with".
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

    /// A token for every node, or nil.
    private func nodeTokens(_ pattern: Pattern, at anchor: Int, nominalised: Bool) -> [Int]? {
        var tokens = [anchor]
        for node in pattern.nodes.dropFirst() {
            let parent = tokens[node.parent]
            let fromNoun = nominalised && node.parent == 0
            let found = candidates(for: node, at: parent, fromNoun: fromNoun, anchor: anchor).lazy.compactMap
            { token -> Int? in
                if fromNoun, node.relation == .preposition, parse.lower(token) == "between" { return token }
                return standing(token, for: node, anchor: anchor)
            }.first
            guard let found else { return nil }
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
            return parse.subtree(of: parent, without: node.isVerb ? ["relcl"] : ["relcl", "advcl"]).filter {
                $0 != parent
            }
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
            }
            if role == .patient { found += predications[parent].fillers(.attribute) }
            return found
        }
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
            guard before.contains(title - 1) else { return parse.lemma(title) }
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

    private func direct(_ role: RoleName, at owner: Int, isNoun: Bool, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[owner]
        switch role {
        case .possessor, .modifier, .support, .agent:
            guard isNoun else { return predication.arguments.filter { $0.role == role } }
            if !isDoer { return predication.arguments.filter { $0.role == role } }
            return nounDoers(predication)
        case .oblique:
            let own = predication.arguments.filter { $0.role == role }
            return own.isEmpty && isNoun
                ? predication.arguments.filter { $0.role == .oblique("between") } : own
        default: return predication.arguments.filter { $0.role == role }
        }
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
