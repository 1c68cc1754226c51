package import Demarche

/// A pattern tried at a word, and what came of it.
package struct PatternAttempt: Sendable {
    package let pattern: Pattern
    package let outcome: Result<Match, Failure>
    /// Whether the sentence has all its words, wherever they stand: it failed by how they hang together.
    let hasAllWords: Bool

    /// The first thing that a pattern asks for and the sentence lacks.
    package enum Failure: Error, Hashable, Sendable {
        /// The word is of another kind here: a noun or a name where the pattern has a verb.
        case form
        /// Nothing stands where the pattern has this node's word.
        case word(node: Int)
        /// The verb has a particle here that the pattern has not.
        case particle(token: Int)
        /// The pattern is told in the passive, and here somebody does it.
        case agent
        /// Nobody of the asked-for class stands as doer.
        case doer
        /// Nobody of the asked-for class stands as recipient.
        case recipient
    }

    /// Whether only the spelling is shared: the pattern's verb is a noun here, or the other way round.
    package var isOfAnotherWord: Bool { if case .failure(.form) = outcome { true } else { false } }

    /// How much of the pattern was there: what comes nearest is told first, of all those that have all words in the sentence.
    var nearness: Double { share + (hasAllWords ? 1 : 0) }

    private var share: Double {
        let parts = Double(pattern.nodes.count + 2)
        return switch outcome {
        case .success: 1
        case .failure(.form): 0
        case .failure(.word(let node)): Double(node) / parts
        case .failure(.particle), .failure(.agent), .failure(.doer): Double(pattern.nodes.count) / parts
        case .failure(.recipient): Double(pattern.nodes.count + 1) / parts
        }
    }

    /// Why it does not match, in words; nil where it does.
    package func reason(in parse: Parse) -> String? {
        guard case .failure(let failure) = outcome else { return nil }
        switch failure {
        case .form: return "“\(pattern.nodes[0].lemma)” is another kind of word here"
        case .word(let index):
            let node = pattern.nodes[index]
            let parent = pattern.nodes[node.parent].lemma
            switch node.relation {
            case .role(let role): return "no “\(node.lemma)” as the \(role.code) of “\(parent)”"
            case .preposition: return "no “\(node.lemma)” at “\(parent)”"
            case .below, .anchor: return "no “\(node.lemma)” below “\(parent)”"
            }
        case .particle(let token): return "“\(parse.tokens[token].text)” makes another verb of it"
        case .agent: return "told only of what was done, and here somebody does it"
        case .doer: return "no “\(pattern.doer?.head ?? "")” or word of its class as doer"
        case .recipient: return "no “\(pattern.recipient?.head ?? "")” or word of its class as recipient"
        }
    }
}

extension [PatternAttempt] {
    /// The failures that came nearest, one for each reason and act, at most so many.
    package func nearest(_ count: Int, in parse: Parse) -> [(attempt: PatternAttempt, reason: String)] {
        var seen: Set<String> = []
        var nearest: [(attempt: PatternAttempt, reason: String)] = []
        let ranked = enumerated().sorted {
            ($0.element.nearness, $1.offset) > ($1.element.nearness, $0.offset)
        }
        for (_, attempt) in ranked where nearest.count < count {
            guard let reason = attempt.reason(in: parse),
                seen.insert("\(attempt.pattern.act) \(reason)").inserted
            else { continue }
            nearest.append((attempt, reason))
        }
        return nearest
    }
}
