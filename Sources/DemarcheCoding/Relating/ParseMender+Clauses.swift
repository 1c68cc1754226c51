import Demarche

/// Clauses that the parser takes for phrases, and a noun that it takes for a name.
extension Mending {
    /// "Niger's junta *imposed* sanctions on Bolivia", "the ministry in Lima *ordered* troops to leave": between two nouns the
    /// verb of a sentence is taken for a participle of the second.
    mutating func mendSwallowedVerb(_ verb: Int) {
        let object = parse.head(verb)
        guard ["VBN", "VBD"].contains(parse.tag(verb)), ["amod", "compound"].contains(parse.label(verb)),
            object > verb, parse.tag(object) == "NNS", let subject = nounPhrase(before: verb, of: object),
            let top = clauseTop(above: object)
        else { return }
        let above = parse.head(top)
        hang(verb, on: above == top ? verb : above, as: parse.label(top))
        tokens[verb] = tokens[verb].tagged("VBD", pos: "VERB")
        for child in parse.children[object] where child < verb && child != subject {
            let isOfPhrase = !["prep", "punct", "advmod"].contains(parse.label(child))
            hang(child, on: isOfPhrase ? subject : verb, as: parse.label(child))
        }
        hang(subject, on: verb, as: "nsubj")
        if parse.tag(subject) == "JJ" { tokens[subject] = tokens[subject].tagged("NN", pos: "NOUN") }
        hang(top, on: verb, as: top == object ? "dobj" : "ccomp")
        for child in parse.children[top] where parse.label(child) == "punct" || top != object && child < verb
        {
            hang(child, on: verb, as: parse.label(child))
        }
    }

    /// The head of the noun phrase that ends where the verb begins: a noun, or what stands for one behind its owner.
    private func nounPhrase(before verb: Int, of object: Int) -> Int? {
        guard
            let head = (parse.children[verb] + parse.children[object]).first(where: {
                $0 < verb && parse.subtree(of: $0).last == verb - 1
            })
        else { return nil }
        switch parse.label(head) {
        case "compound", "nmod", "npadvmod": return parse.isNominal(head) ? head : nil
        case "amod":
            return parse.tag(head) == "JJ" && head > 0 && parse.label(head - 1) == "case" ? head : nil
        default: return nil
        }
    }

    /// What stands highest in a clause without a finite verb: the noun itself, or the infinitive of which it is the subject.
    private func clauseTop(above noun: Int) -> Int? {
        if ["ROOT", "ccomp"].contains(parse.label(noun)) { return noun }
        let infinitive = parse.head(noun)
        return parse.label(noun) == "nsubj" && ["ROOT", "ccomp"].contains(parse.label(infinitive))
            && parse.children[infinitive].contains(where: { parse.tag($0) == "TO" && $0 > noun })
            ? infinitive : nil
    }

    /// "“*Childish*,” the minister remarked", "An *insult*, said Chad": the parser takes a quotation without a verb for the
    /// subject or an adverb of the verb that reports it.
    mutating func mendQuotation(_ verb: Int) {
        guard words.tellers.contains(parse.lemma(verb)), parse.tokens[verb].pos == "VERB" else { return }
        let subjects = parse.dependents(of: verb, ["nsubj"])
        for quoted in parse.dependents(of: verb, ["nsubj", "npadvmod", "amod", "dep"])
        where isQuotation(quoted, before: verb) {
            let others = subjects.filter { $0 != quoted }
            if others.isEmpty {
                guard let speaker = parse.dependents(of: verb, ["dobj"]).first(where: { $0 > verb }),
                    parse.subtree(of: speaker).first == verb + 1,
                    (quoted + 1..<verb).allSatisfy({
                        parse.dominates(quoted, $0) || parse.tokens[$0].pos == "PUNCT"
                    })
                else { continue }
                hang(speaker, on: verb, as: "nsubj")
            }
            hang(quoted, on: verb, as: "ccomp")
        }
    }

    /// A common noun or an adjective, and a comma behind it, but none within.
    private func isQuotation(_ token: Int, before verb: Int) -> Bool {
        let phrase = parse.subtree(of: token, without: ["punct"])
        guard ["NOUN", "ADJ"].contains(parse.tokens[token].pos), !parse.isOfTime(token),
            let first = phrase.first, let last = phrase.last, last < verb
        else { return false }
        return (first...last).allSatisfy { parse.tokens[$0].text != "," }
            && (last + 1..<verb).contains { parse.tokens[$0].text == "," }
    }

    /// "Niger's *junta* condemned it": behind its owner, what is the subject is a noun.
    mutating func mendOwnedSubject(_ word: Int) {
        guard parse.tag(word) == "JJ", parse.label(word).hasPrefix("nsubj"),
            parse.children[word].contains(word - 2), word > 1, parse.label(word - 1) == "case"
        else { return }
        tokens[word] = tokens[word].tagged("NN", pos: "NOUN")
        isMended = true
    }

    /// "*Preparations* for the raid began": the capital that opens a sentence is taken for that of a name.
    mutating func mendOpeningNoun(_ word: Int) {
        let token = parse.tokens[word]
        guard token.startsSentence, token.tag.hasPrefix("NNP"), parse.lower(word).hasSuffix("s"),
            word + 1 < parse.tokens.count, parse.tokens[word + 1].pos != "PROPN"
        else { return }
        let singular = String(parse.lower(word).dropLast())
        guard words.actNouns.contains(singular) || words.contentNouns.contains(singular) else { return }
        tokens[word] = tokens[word].tagged("NNS", pos: "NOUN").read(as: singular)
        isMended = true
    }
}
