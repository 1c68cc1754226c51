import Demarche
import DemarcheCoding
import DemarcheLexicon

/// How a wording was made from a row's example.
package enum WordingTemplate: String, CaseIterable, Sendable {
    /// The example as it stands.
    case example
    /// A near miss's example, which must not give the act.
    case nearMiss = "near miss"
    /// Another doer and recipient.
    case others
    /// "[2] was … by [1]."
    case passive
    /// "[1], which …, said nothing."
    case relative
    /// "After …ing, [1] waited."
    case participle
    /// "The …ion of [2] by [1] took place on Monday."
    case nominal
}

/// Another sentence that says what an example says.
struct Wording: Sendable {
    let template: WordingTemplate
    let text: String
    /// The states that must stand in the claim's roles where the template changed them.
    var codes: [Int: String] = [:]
}

/// Says an active example in other words: passive, relative, participle, noun.
struct WordingMaker: Sendable {
    private let marked: MarkedText
    private let parse: Parse
    private let pattern: Pattern
    private let lexicon: Lexicon
    private let verb: Int
    private let doer: String

    /// Nil where the example is not "[1 doer] verb …" in the active past: nothing can be made of it by template.
    init?(_ marked: MarkedText, parse: Parse, pattern: Pattern, lexicon: Lexicon) {
        guard pattern.nodes[0].isVerb, pattern.doer?.role == .agent, pattern.doer?.node == 0,
            let slot = marked.slots[1],
            slot.start == 0, let doer = marked.words(of: 1),
            let verb = parse.tokens.indices.first(where: { index in
                parse.tokens[index].tag == "VBD" && parse.tokens[index].span.start == slot.end + 1
                    && parse.tokens[index].lemma.lowercased() == pattern.nodes[0].lemma
            })
        else { return nil }
        (self.marked, self.parse, self.pattern, self.lexicon, self.verb) = (
            marked, parse, pattern, lexicon, verb
        )
        self.doer = Self.inMidSentence(doer, first: parse.tokens[0])
    }

    var wordings: [Wording] { [passive, relative, participle].compactMap { $0 } + nominals }

    // MARK: The stretches of the example

    private var lemma: String { pattern.nodes[0].lemma }
    private var past: String { parse.tokens[verb].text }

    /// What follows the verb, without the full stop.
    private var rest: String { words(from: parse.tokens[verb].span.end) }

    private func words(from start: Int, to end: Int? = nil) -> String {
        let words = marked.text[Span(start, max(start, end ?? marked.text.count))]
        return words.hasSuffix(".") && end == nil ? String(words.dropLast()) : words
    }

    private static func inMidSentence(_ words: String, first: Token) -> String {
        let isCommon = ["DT", "CD", "PRP$", "NN", "NNS", "IN", "PDT"].contains(first.tag)
        return isCommon && !first.text.dropFirst().contains(where: \.isUppercase)
            ? words.prefix(1).lowercased() + words.dropFirst() : words
    }

    private static func atStart(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The object: the recipient's slot, or the words from the verb to the noun that it governs.
    private var object: (span: Span, head: Int)? {
        if pattern.recipient?.role == .patient, pattern.recipient?.node == 0, let slot = marked.slots[2] {
            return parse.head(of: slot).map { (slot, $0) }
        }
        guard let head = parse.children[verb].first(where: { ["dobj"].contains(parse.tokens[$0].label) }),
            ["NN", "NNS"].contains(parse.tokens[head].tag)
        else { return nil }
        let span = Span(parse.tokens[verb].span.end + 1, parse.tokens[head].span.end)
        let inside = parse.tokens.filter { span.contains($0.span) }
        guard !inside.contains(where: { $0.tag == "PRP$" || $0.pos == "ADP" }),
            marked.slots[2].map({ !$0.overlaps(span) }) ?? true
        else { return nil }
        return (span, head)
    }

    // MARK: The templates

    private var passive: Wording? {
        guard lexicon.wording.hasPassive(lemma),
            let participle = lexicon.wording.participle(of: lemma, past: past),
            let (span, head) = object
        else { return nil }
        // What follows the noun and belongs to it would have to move along; a second "by" would say another doer.
        let after = words(from: span.end)
        guard !after.hasPrefix(" of "), !rest.contains(" by ") else { return nil }
        let particles = words(from: parse.tokens[verb].span.end, to: span.start - 1)
        let isPlural =
            ["NNS", "NNPS"].contains(parse.tokens[head].tag)
            || parse.children[head].contains { parse.tokens[$0].label == "conj" }
        let be = isPlural ? "were" : "was"
        return Wording(
            template: .passive,
            text: "\(Self.atStart(marked.text[span])) \(be) \(participle)\(particles)\(after) by \(doer).")
    }

    private var relative: Wording? {
        guard let slot = marked.slots[1], let head = parse.head(of: slot) else { return nil }
        let isPerson =
            parse.tokens[head].tag == "NNS"
            || parse.entities.contains { $0.label == "PERSON" && $0.tokens.contains(head) }
        return Wording(
            template: .relative,
            text: "\(marked.text[slot]), \(isPerson ? "who" : "which") \(past)\(rest), said nothing.")
    }

    private var participle: Wording? {
        guard let gerund = lexicon.wording.gerund(of: lemma, past: past) else { return nil }
        return Wording(template: .participle, text: "After \(gerund)\(rest), \(doer) waited.")
    }

    /// One for each noun of the verb, where verb and roles are all that the example says.
    private var nominals: [Wording] {
        guard let slot = marked.slots[2], let recipient = pattern.recipient, recipient.node == 0,
            words(from: slot.end).isEmpty,
            pattern.nodes.allSatisfy({ $0.relation == .anchor || $0.relation == .preposition })
        else { return [] }
        let nouns = lexicon.acts.nounsByVerb[lemma] ?? []
        let end = "took place on Monday."
        switch recipient.role {
        case .patient where slot.start == parse.tokens[verb].span.end + 1:
            return nouns.map {
                Wording(template: .nominal, text: "The \($0) of \(marked.text[slot]) by \(doer) \(end)")
            }
        case .oblique, .clauseSubject:
            let owner = Self.atStart(doer) + (doer.hasSuffix("s") ? "'" : "'s")
            return nouns.map { Wording(template: .nominal, text: "\(owner) \($0)\(rest) \(end)") }
        default: return []
        }
    }
}
