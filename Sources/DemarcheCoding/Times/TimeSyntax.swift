import Demarche
import DemarcheLexicon

/// What the parse says about an expression's place: its head, the verb above it, that verb's tense.
struct TimeSyntax: Sendable {
    let parse: Parse
    let lexicon: TimeLexicon

    /// The token of a range that hangs on a word outside it.
    func head(of tokens: Range<Int>) -> Int? {
        let outer = tokens.filter { !tokens.contains(parse.tokens[$0].head) || parse.tokens[$0].head == $0 }
        return outer.first { parse.tokens[$0].label != "punct" } ?? outer.first ?? tokens.first
    }

    func isVerb(_ i: Int) -> Bool {
        let token = parse.tokens[i]
        return token.tag.hasPrefix("VB") || token.tag == "MD"
    }

    /// The tense of the verb that governs a token, found by climbing.
    func tense(above start: Int) -> TimeTense {
        var i = start
        var isAhead = false
        for _ in 0..<64 {
            if isVerb(i) {
                let tense = tense(ofVerb: i)
                return isAhead ? (tense == .past ? .open : .future) : tense
            }
            let token = parse.tokens[i]
            if i != start, token.tag.hasPrefix("JJ"), isProspective(i) { isAhead = true }
            guard token.head != i else { return isAhead ? .future : .open }
            i = token.head
        }
        return .open
    }

    func tense(ofVerb verb: Int, depth: Int = 0) -> TimeTense {
        guard depth < 12 else { return .open }
        let token = parse.tokens[verb]
        let helpers = parse.children[verb].filter { parse.tokens[$0].label.hasPrefix("aux") && $0 < verb }
            .map { parse.tokens[$0] }
        let isPerfect = helpers.contains { $0.lemma == "have" }
        if helpers.contains(where: { $0.tag == "MD" }) { return isPerfect ? .past : .future }
        if helpers.contains(where: { $0.tag == "TO" }) { return infinitive(verb, isPerfect, depth) }
        if isPerfect { return token.tag == "VBN" && isProspective(verb) ? .future : .past }
        let finite = helpers.first { ["VBD", "VBZ", "VBP"].contains($0.tag) }?.tag
        switch token.tag {
        case "VBD": return .past
        case "VBZ", "VBP": return .present
        case "MD": return .future
        case "VBN": return participle(verb, finite, depth)
        case "VBG":
            if let finite { return finite == "VBD" ? .past : .present }
            return inherited(verb, depth) ?? .open
        default:
            if finite == "VBD" { return .past }
            return token.label == "conj" ? inherited(verb, depth) ?? .open : finite == nil ? .open : .present
        }
    }

    private func participle(_ verb: Int, _ finite: String?, _ depth: Int) -> TimeTense {
        if let finite {
            guard isProspective(verb) else { return finite == "VBD" ? .past : .present }
            return finite == "VBD" ? .open : .future
        }
        if parse.tokens[verb].label == "conj", let tense = inherited(verb, depth) { return tense }
        return isProspective(verb) ? .future : .past
    }

    private func infinitive(_ verb: Int, _ isPerfect: Bool, _ depth: Int) -> TimeTense {
        let token = parse.tokens[verb]
        if isPerfect { return .past }
        guard token.head != verb, isVerb(token.head) else {
            return ["acl", "xcomp", "relcl"].contains(token.label) ? .future : .open
        }
        let above = tense(ofVerb: token.head, depth: depth + 1)
        if isProspective(token.head) || parse.tokens[token.head].lemma == "be" || above == .present {
            return .future
        }
        return above
    }

    private func inherited(_ verb: Int, _ depth: Int) -> TimeTense? {
        var i = parse.tokens[verb].head
        for _ in 0..<64 where !isVerb(i) { i = parse.tokens[i].head }
        return i == verb || !isVerb(i) ? nil : tense(ofVerb: i, depth: depth + 1)
    }

    func isProspective(_ i: Int) -> Bool {
        let token = parse.tokens[i]
        return means(token.lemma, .prospective) || means(token.text, .prospective)
    }

    func means(_ word: String, _ meaning: TimeWord) -> Bool {
        lexicon.entries[word.lowercased()]?.contains { $0.word == meaning } ?? false
    }

    /// What a preposition does to the days after it: "since", "until" …
    func preposition(_ word: String) -> String? {
        lexicon.entries[word.lowercased()]?.lazy.compactMap {
            if case .preposition(let role) = $0.word { role } else { nil }
        }.first
    }
}
