package import Demarche

/// Questions of syntax that every stage after the parser asks.
extension Parse {
    /// Dependents of a token under one of these labels, in text order.
    func dependents(of token: Int, _ labels: Set<String>) -> [Int] {
        children[token].filter { labels.contains(tokens[$0].label) }
    }

    func dependent(of token: Int, _ label: String) -> Int? {
        children[token].first { tokens[$0].label == label }
    }

    func isVerbal(_ token: Int) -> Bool {
        tokens[token].tag.hasPrefix("VB") || tokens[token].pos == "VERB" || tokens[token].pos == "AUX"
    }

    func isNominal(_ token: Int) -> Bool {
        switch tokens[token].pos {
        case "NOUN", "PROPN", "PRON", "NUM": true
        default: false
        }
    }

    /// A word of a day, month or hour.
    func isOfTime(_ token: Int) -> Bool {
        entities.contains { $0.tokens.contains(token) && ["DATE", "TIME"].contains($0.label) }
    }

    /// Whether a word heads a measure of time, share or money.
    func isAmount(_ token: Int) -> Bool {
        entities.contains {
            $0.tokens.contains(token) && ["DATE", "TIME", "PERCENT", "QUANTITY", "MONEY"].contains($0.label)
        }
    }

    /// Whether a clause is one that "that" opens.
    func hasComplementiser(_ clause: Int) -> Bool {
        dependents(of: clause, ["mark"]).contains { lower($0) == "that" }
    }

    /// A token with the tokens coordinated with it: "Japan, Korea and China" from "Japan".
    ///
    /// Only nominal conjuncts of a nominal, so that a clause wrongly joined to a noun stays out.
    func coordinated(_ token: Int) -> [Int] {
        var found = [token]
        var index = 0
        while index < found.count {
            let joined =
                children[found[index]].filter { label($0) == "conj" } + misplacedConjuncts(found[index])
            for child in joined where isNominal(child) == isNominal(token) && !found.contains(child) {
                found.append(child)
            }
            index += 1
        }
        return found.sorted()
    }

    /// "President Ann Smith *and* President Bo Li": the parser hangs the first name below the second, or the second below
    /// the first one's title.
    private func misplacedConjuncts(_ token: Int) -> [Int] {
        children[token].flatMap { child -> [Int] in
            guard tokens[child].pos == "PROPN" else { return [] }
            let conjuncts = children[child].filter { label($0) == "conj" }
            switch label(child) {
            case "nmod", "compound":
                let isJoined =
                    conjuncts.isEmpty && children[child].contains { label($0) == "cc" && $0 > child }
                return isJoined && tokens[token].pos == "PROPN" ? [child] : []
            case "appos":
                return subtree(of: child, without: ["conj", "cc"]).min() == token + 1 ? conjuncts : []
            default: return []
            }
        }
    }

    /// The tokens of a subtree, in text order; labels in `without` are cut off with all below them.
    func subtree(of token: Int, without: Set<String> = []) -> [Int] {
        var found = [token]
        var index = 0
        while index < found.count {
            for child in children[found[index]] where !without.contains(tokens[child].label) {
                found.append(child)
            }
            index += 1
        }
        return found.sorted()
    }

    /// The words of a token's own clause: infinitives belong to it ("a week to leave"), clauses with a verb of their own not.
    func ownWords(of token: Int) -> [Int] {
        var found = [token]
        var index = 0
        while index < found.count {
            for child in children[found[index]] {
                let isApart = label(child) == "relcl" || label(child) == "advcl"
                if !isApart || children[child].contains(where: { tag($0) == "TO" }) { found.append(child) }
            }
            index += 1
        }
        return found.sorted()
    }

    /// The sentence that holds a token.
    func sentence(of token: Int) -> Range<Int> {
        var (low, high) = (0, sentences.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if sentences[middle].lowerBound <= token { low = middle } else { high = middle }
        }
        return sentences.isEmpty ? 0..<0 : sentences[low]
    }

    /// How many arcs lie between a token and its root.
    func depth(of token: Int) -> Int {
        var (depth, at) = (0, token)
        while tokens[at].head != at && depth <= tokens.count {
            at = tokens[at].head
            depth += 1
        }
        return depth
    }

    /// Whether `ancestor` is the token itself or stands above it.
    func dominates(_ ancestor: Int, _ token: Int) -> Bool {
        var (at, steps) = (token, 0)
        while at != ancestor {
            if tokens[at].head == at || steps > tokens.count { return false }
            at = tokens[at].head
            steps += 1
        }
        return true
    }

    /// Whether a verb, by its form or its auxiliaries, tells what is or was: "withdrew", "has withdrawn", not "(to) withdraw".
    func tellsFact(_ verb: Int) -> Bool {
        let finite: Set<String> = ["VBD", "VBZ"]
        return finite.contains(tag(verb))
            || children[verb].contains { ["aux", "auxpass"].contains(label($0)) && finite.contains(tag($0)) }
    }

    /// "that it *would* leave": a clause of its own, nothing that somebody is to do.
    func tellsOfItself(_ clause: Int) -> Bool {
        children[clause].contains { label($0) == "mark" || tag($0) == "MD" }
    }

    /// Whether a verb's subject is a pronoun for somebody told before: "said *it* would".
    func isOfPronoun(_ verb: Int) -> Bool {
        children[verb].contains { ["nsubj", "nsubjpass"].contains(label($0)) && tag($0) == "PRP" }
    }

    /// ", which": an object that may stand for what the clause above told.
    func isSentenceRelative(_ token: Int) -> Bool {
        token > 0 && lower(token) == "which" && lower(token - 1) == ","
            && ["dobj", "nsubjpass"].contains(label(token))
    }

    /// Whether a token denies what it stands at: "not", "no".
    func isNegative(_ token: Int) -> Bool {
        label(token) == "neg" || ["no", "nothing", "none"].contains(lower(token))
    }

    /// Whether a noun, a name or a personal pronoun means one who acts or speaks: by its form, a relative pronoun by what its
    /// clause hangs on.
    func isSingular(_ token: Int) -> Bool {
        switch tag(token) {
        case "NN", "NNP": return !children[token].contains { label($0) == "conj" }
        case "PRP", "PRP$": return !isOfSeveral(token)
        case "WP", "WDT":
            let verb = head(token)
            return label(verb) == "relcl" && head(verb) != verb && isSingular(head(verb))
        default: return false
        }
    }

    /// Whether the parser gives a word a feature of Universal Dependencies: `Number=Plur`.
    func has(_ feature: String, at token: Int) -> Bool {
        tokens[token].morph.split(separator: "|").contains { $0 == feature }
    }

    /// "they", "them", "their": several who were told of before.
    func isOfSeveral(_ pronoun: Int) -> Bool {
        tag(pronoun).hasPrefix("PRP") && has("Number=Plur", at: pronoun) && has("Person=3", at: pronoun)
    }

    /// "the verdict", "these bans": a noun that points at what is known.
    func isDefinite(_ noun: Int) -> Bool {
        dependents(of: noun, ["det"]).contains {
            has("Definite=Def", at: $0) || has("PronType=Dem", at: $0)
        }
    }

    /// "this", "it", "which": a pronoun that may stand for a deed just told.
    func mayStandForDeed(_ token: Int) -> Bool {
        guard label(token) != "det" else { return false }
        // "Called *that* a siege": the tagger takes it for the conjunction.
        let isObject = ["dobj", "pobj", "nsubj", "nsubjpass"].contains(label(token))
        return has("PronType=Dem", at: token) || tag(token) == "WDT"
            || tokens[token].pos == "SCONJ" && isObject
            || tag(token) == "PRP" && has("Gender=Neut", at: token) && !has("Reflex=Yes", at: token)
    }

    /// Lower-case lemma, as the lexicon writes words.
    func lemma(_ token: Int) -> String { tokens[token].lemma.lowercased() }
    func lower(_ token: Int) -> String { tokens[token].text.lowercased() }
    func tag(_ token: Int) -> String { tokens[token].tag }
    func label(_ token: Int) -> String { tokens[token].label }
    func head(_ token: Int) -> Int { tokens[token].head }

    /// "It was *Norway* that expelled the consul": what the clause is said of; nil for any other clause.
    func focus(ofCleft clause: Int) -> Int? {
        let copula = head(clause)
        guard label(clause) == "ccomp", copula != clause, lemma(copula) == "be",
            children[copula].contains(where: { label($0) == "nsubj" && lower($0) == "it" }),
            children[clause].contains(where: { ["WDT", "WP"].contains(tag($0)) })
        else { return nil }
        return children[copula].first { label($0) == "attr" && $0 > copula && $0 < clause }
    }

    /// "Chile *to expel* two diplomats": the infinitive of a headline, whose noun is all that stands above it.
    func isHeadlineInfinitive(_ verb: Int) -> Bool {
        let noun = head(verb)
        return noun < verb && head(noun) == noun && tokens[noun].pos == "PROPN"
            && children[verb].contains { tag($0) == "TO" && $0 < verb }
    }

    /// The text span from the first to the last of these tokens.
    func span(of tokens: [Int]) -> Span? {
        guard let first = tokens.min(), let last = tokens.max() else { return nil }
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)
    }
}

extension Sequence {
    /// The first value that the transform gives: `lazy.compactMap.first`, which would call it twice.
    func firstNonNil<Value>(_ transform: (Element) -> Value?) -> Value? {
        for element in self {
            if let value = transform(element) { return value }
        }
        return nil
    }
}
