package import Demarche

/// Mends what the parser is known to misread, by the form of the words alone: before anything else asks the parse.
///
/// Each mend is a garden path that news English often leads into. A parse without one is returned as it is.
package struct ParseMender: Sendable {
    /// Nouns that name what a verb does, of which some are two words with a hyphen: "pull-out".
    let actNouns: Set<String>
    /// The months' names in lower case.
    var months: Set<String> = []
    /// Verbs that never go without an object: "free".
    var transitives: Set<String> = []
    /// Verbs that tell who says what a clause tells: "charge", "argue".
    var tellers: Set<String> = []
    /// Nouns under which acts are told: "*preparations* for the expulsion".
    var contentNouns: Set<String> = []
    /// Universal Dependencies' label for what belongs to a word that was split.
    static let partOfWord = "goeswith"

    package func mended(_ parse: Parse) -> Parse {
        var mending = Mending(parse: parse, words: self)
        for token in parse.tokens.indices {
            mending.mendDatedClause(token)
            mending.mendMainClause(token)
            mending.mendFrontedPhrase(token)
            mending.mendInsertedSpeech(token)
            mending.mendStrayDoer(token)
            mending.mendJoinedPassive(token)
            mending.mendSecondObject(token)
            mending.mendSwallowedVerb(token)
            mending.mendQuotation(token)
            mending.mendOwnedSubject(token)
            mending.mendAsPhrase(token)
            mending.mendSplitOwners(token)
            mending.mendHyphenNoun(token)
            mending.mendElision(token)
            mending.mendAside(token)
            mending.mendLemma(token)
            mending.mendOpeningNoun(token)
        }
        for entity in parse.entities where ["DATE", "TIME", "ORDINAL"].contains(entity.label) {
            mending.mendSwallowedNoun(behind: entity.tokens)
        }
        return mending.isMended ? Parse(tokens: mending.tokens, entities: parse.entities) : parse
    }
}

/// The mending of one parse: what is read is the parser's, what is written the mended tokens.
struct Mending {
    let parse: Parse
    let words: ParseMender
    var tokens: [Token]
    var isMended = false

    init(parse: Parse, words: ParseMender) {
        self.parse = parse
        self.words = words
        tokens = parse.tokens
    }

    mutating func hang(_ token: Int, on head: Int, as label: String) {
        tokens[token] = tokens[token].hung(on: head, as: label)
        isMended = true
    }

    /// "Japan on Friday *imposed* sanctions": the verb is taken for a participle before its own object, and the sentence
    /// for a noun.
    mutating func mendDatedClause(_ verb: Int) {
        guard parse.label(verb) == "amod", isPast(verb), verb > 1,
            parse.dependent(of: verb, "npadvmod") == verb - 1, parse.isOfTime(verb - 1)
        else { return }
        let object = parse.head(verb)
        let preposition = parse.head(object)
        let subject = parse.head(preposition)
        guard parse.label(object) == "pobj", parse.label(preposition) == "prep", object > verb,
            preposition < verb, parse.label(subject) == "ROOT", subject < preposition,
            parse.isNominal(subject)
        else { return }
        hang(verb, on: verb, as: "ROOT")
        if parse.tag(verb) == "JJ" {
            tokens[verb] = tokens[verb].read(as: String(parse.lower(verb).dropLast(2)))
        }
        tokens[verb] = tokens[verb].tagged("VBD", pos: "VERB")
        hang(subject, on: verb, as: "nsubj")
        hang(preposition, on: verb, as: "prep")
        hang(verb - 1, on: preposition, as: "pobj")
        hang(object, on: verb, as: "dobj")
        let openings: Set<String> = ["prep", "advmod", "npadvmod", "punct", "mark"]
        for child in parse.children[subject]
        where child > verb || child < subject && openings.contains(parse.label(child)) {
            hang(child, on: verb, as: parse.label(child))
        }
    }

    /// Whether a word is a past form, also one that the parser takes for an adjective: "unsealed".
    private func isPast(_ word: Int) -> Bool {
        ["VBN", "VBD"].contains(parse.tag(word))
            || parse.tag(word) == "JJ" && parse.lower(word).hasSuffix("ed")
    }

    /// "In response to the raid *Togo closed* its border": the clause is taken for a relative clause of the noun before it.
    mutating func mendMainClause(_ verb: Int) {
        let noun = parse.head(verb)
        guard parse.label(verb) == "relcl", parse.tellsFact(verb),
            parse.dependent(of: verb, "dobj") != nil || parse.dependent(of: verb, "nsubjpass") != nil,
            let subject = parse.dependent(of: verb, "nsubj") ?? parse.dependent(of: verb, "nsubjpass"),
            isName(subject), parse.subtree(of: subject).min() == noun + 1
        else { return }
        var root = noun
        while parse.head(root) != root { root = parse.head(root) }
        guard parse.tag(root) == "IN", root < noun, root == 0 || parse.tokens[root].startsSentence else {
            return
        }
        hang(verb, on: verb, as: "ROOT")
        hang(root, on: verb, as: "prep")
        for child in parse.children[root] where child > verb { hang(child, on: verb, as: parse.label(child)) }
    }

    /// "After a year of delay *Turkey* agreed", "at the end of May *Warsaw* banned it": the subject is taken for the last noun of
    /// the phrase before it.
    mutating func mendFrontedPhrase(_ verb: Int) {
        let auxiliaries = parse.dependents(of: verb, ["aux", "auxpass"]).filter { $0 < verb }
        let name = (auxiliaries.first ?? verb) - 1
        guard name > 1, parse.tellsFact(verb), isName(name), parse.label(name) == "pobj",
            !parse.children[verb].contains(where: { parse.label($0).contains("subj") }),
            let noun = nounBefore(name)
        else { return }
        let preposition = parse.head(name)
        guard noun > preposition, parse.head(noun) == name, parse.dominates(verb, preposition) else { return }
        hang(noun, on: preposition, as: "pobj")
        for token in preposition + 1..<noun where parse.head(token) == name {
            hang(token, on: noun, as: parse.label(token))
        }
        hang(
            name, on: verb, as: auxiliaries.contains { parse.label($0) == "auxpass" } ? "nsubjpass" : "nsubj")
    }

    /// The month or common noun that stands in front of a name as if it were a part of it.
    private func nounBefore(_ name: Int) -> Int? {
        if words.months.contains(parse.lower(name - 1)) { return name - 1 }
        guard let entity = parse.entities.first(where: { $0.tokens.contains(name) })?.tokens,
            entity.upperBound == name + 1, entity.lowerBound > 0
        else { return nil }
        let noun = entity.lowerBound - 1
        let isPlace = ["GPE", "LOC", "FAC"].contains(entityLabel(noun))
        return ["NOUN", "VERB"].contains(parse.tokens[noun].pos) || parse.isOfTime(noun) || isPlace
            ? noun : nil
    }

    /// "were arrested in July and *freed* on Monday": the second passive is taken for a verb of its own.
    mutating func mendJoinedPassive(_ verb: Int) {
        let first = parse.head(verb)
        guard parse.label(verb) == "conj", parse.tag(verb) == "VBD",
            words.transitives.contains(parse.lemma(verb)),
            parse.dependent(of: first, "auxpass") != nil,
            parse.dependents(of: verb, ["nsubj", "nsubjpass", "aux", "auxpass", "dobj", "ccomp", "xcomp"])
                .isEmpty
        else { return }
        tokens[verb] = tokens[verb].tagged("VBN", pos: "VERB")
        isMended = true
    }

    /// "Togolese agents, *Ghana charged*, had crossed the border": the words are the content of the speech inserted in them.
    mutating func mendInsertedSpeech(_ verb: Int) {
        let told = parse.head(verb)
        guard ["parataxis", "advcl"].contains(parse.label(verb)), words.tellers.contains(parse.lemma(verb)),
            parse.tellsFact(verb), parse.tellsFact(told) || parse.label(told) == "ROOT", verb < told,
            parse.dependent(of: verb, "nsubj") != nil,
            parse.dependents(of: verb, ["mark", "ccomp", "xcomp", "dobj", "advmod", "neg"]).isEmpty,
            let last = parse.subtree(of: verb).last, last + 1 < told,
            [last, last + 1].contains(where: { parse.tokens[$0].text == "," })
        else { return }
        let above = parse.head(told)
        hang(verb, on: above == told ? verb : above, as: parse.label(told))
        hang(told, on: verb, as: "ccomp")
    }

    /// "Ghana dismissed the charge *by Togo*": a doer hangs on a verb that has its subject, instead of on the deed.
    mutating func mendStrayDoer(_ preposition: Int) {
        let verb = parse.head(preposition)
        guard parse.label(preposition) == "agent", parse.dependent(of: verb, "auxpass") == nil,
            parse.dependent(of: verb, "nsubj") != nil,
            let deed = parse.dependents(of: verb, ["dobj"]).last(where: { $0 < preposition })
        else { return }
        hang(preposition, on: deed, as: "prep")
    }

    /// "branded Egypt *a foe*": what somebody is called is taken for a second object.
    mutating func mendSecondObject(_ noun: Int) {
        let verb = parse.head(noun)
        guard parse.label(noun) == "dobj", parse.tag(noun) == "NN",
            let first = parse.dependent(of: verb, "dobj"), first < noun, isName(first),
            parse.children[noun].contains(where: {
                parse.label($0) == "det" && parse.has("Definite=Ind", at: $0)
            })
        else { return }
        hang(noun, on: verb, as: "oprd")
    }

    /// "recognised it as Chilean territory *occupied by Peru*": a participle after "as" is taken for a clause of its own.
    mutating func mendAsPhrase(_ participle: Int) {
        guard parse.label(participle) == "advcl", ["VBN", "VBD"].contains(parse.tag(participle)),
            let mark = parse.dependent(of: participle, "mark"), parse.lower(mark) == "as",
            let noun = parse.dependent(of: participle, "nsubj"), mark < noun, noun < participle,
            parse.dependents(of: participle, ["aux", "auxpass", "dobj"]).isEmpty,
            parse.dependent(of: participle, "agent") != nil
        else { return }
        hang(mark, on: parse.head(participle), as: "prep")
        hang(noun, on: mark, as: "pobj")
        hang(participle, on: noun, as: "acl")
        tokens[participle] = tokens[participle].tagged("VBN", pos: "VERB")
    }

    /// "warships *of Iran and Oman*": the second name is joined to the ships instead of to the first.
    mutating func mendSplitOwners(_ second: Int) {
        let noun = parse.head(second)
        guard parse.label(second) == "conj", noun < second, isName(second), parse.tag(noun) == "NNS",
            let joint = parse.dependents(of: noun, ["cc"]).last(where: { $0 < second }),
            let preposition = parse.dependents(of: noun, ["prep"]).last(where: { $0 < joint }),
            let first = parse.dependent(of: preposition, "pobj"), isName(first), first + 1 == joint,
            parse.subtree(of: second, without: ["conj", "cc", "punct"]).min() == joint + 1,
            entityLabel(first) == entityLabel(second)
        else { return }
        hang(joint, on: first, as: "cc")
        hang(second, on: first, as: "conj")
    }

    /// "accepted the islands, disputed between the two, *as Chilean territory*": behind the comma that closes an aside, a phrase
    /// belongs to the verb above.
    mutating func mendAside(_ preposition: Int) {
        let participle = parse.head(preposition)
        guard parse.label(preposition) == "prep", preposition > 1, parse.tokens[preposition - 1].text == ",",
            ["acl", "advcl"].contains(parse.label(participle)), parse.tag(participle) == "VBN",
            participle < preposition, participle > 0, parse.tokens[participle - 1].text == ",",
            parse.dependents(of: participle, ["aux", "auxpass", "nsubj", "nsubjpass", "conj"]).isEmpty,
            parse.dependents(of: participle, ["prep", "agent"]).allSatisfy({
                $0 == preposition || $0 < preposition && parse.lower($0) != parse.lower(preposition)
            })
        else { return }
        var verb = parse.head(participle)
        for _ in 0..<8 where parse.head(verb) != verb && !parse.isVerbal(verb) { verb = parse.head(verb) }
        guard parse.isVerbal(verb), verb < participle else { return }
        hang(preposition, on: verb, as: "prep")
    }

    /// "by a decree of 5 September *Russia* ended it", "on the 3rd *relations* were broken off": the noun behind a date is taken
    /// for what the date belongs to.
    mutating func mendSwallowedNoun(behind date: Range<Int>) {
        let noun = date.upperBound
        guard let last = date.last, parse.tokens.indices.contains(noun), date.lowerBound > 0,
            let start = (0...date.lowerBound).last(where: { $0 == 0 || !isCount($0 - 1, of: date.upperBound) }
            )
        else { return }
        let above = parse.head(last)
        let isNext = noun == above && isName(noun)
        guard isNext || isDayBefore(above, date),
            ["compound", "nmod", "nummod", "amod"].contains(parse.label(last)),
            !parse.entities.contains(where: { $0.tokens.contains(above) && $0.tokens.lowerBound < noun })
        else { return }
        let opening = start > 0 && parse.label(start - 1) == "det" ? start - 1 : start
        guard opening > 0, parse.label(opening - 1) == "prep" else { return }
        let preposition = opening - 1
        guard entityLabel(last) != "ORDINAL" || parse.lower(preposition) == "on" else { return }
        let isObject = parse.label(above) == "pobj" && parse.head(above) == preposition
        guard isObject || parse.label(above).hasPrefix("nsubj") else { return }
        if isObject {
            guard let verb = subjectless(above: preposition, behind: above) else { return }
            hang(above, on: verb, as: parse.dependent(of: verb, "auxpass") == nil ? "nsubj" : "nsubjpass")
        }
        hang(last, on: preposition, as: "pobj")
        for token in opening..<last where parse.head(token) == above {
            hang(token, on: last, as: parse.label(token) == "det" ? "det" : "nummod")
        }
    }

    /// "On *3 March* new talks", "on *the 3rd* relations": a day by its number, in front of a common noun and its adjectives.
    private func isDayBefore(_ noun: Int, _ date: Range<Int>) -> Bool {
        parse.tokens[noun].pos == "NOUN" && noun >= date.upperBound
            && date.contains { parse.tokens[$0].text.first?.isNumber ?? false }
            && (date.upperBound..<noun).allSatisfy { parse.head($0) == noun && parse.label($0) == "amod" }
    }

    private func isCount(_ token: Int, of noun: Int) -> Bool {
        parse.tag(token) == "CD" && parse.head(token) == noun
    }

    /// The finite verb without a subject that stands next above a phrase, and behind it.
    private func subjectless(above token: Int, behind name: Int) -> Int? {
        var at = token
        for _ in 0..<8 where parse.head(at) != at && !parse.isVerbal(at) { at = parse.head(at) }
        let hasSubject = parse.children[at].contains { parse.label($0).contains("subj") }
        return parse.isVerbal(at) && at > name && parse.tellsFact(at) && !hasSubject ? at : nil
    }

    /// "the *pull-out* of troops": the parser takes the particle for the noun.
    mutating func mendHyphenNoun(_ noun: Int) {
        guard noun > 1, parse.isNominal(noun), parse.tokens[noun - 1].text == "-",
            !parse.tokens[noun - 1].spaceAfter, parse.head(noun - 2) == noun
        else { return }
        let (first, last) = (parse.lower(noun - 2), parse.lemma(noun))
        guard let whole = [first + "-" + last, first + last].first(where: words.actNouns.contains) else {
            return
        }
        tokens[noun] = tokens[noun].read(as: whole)
        for part in [noun - 2, noun - 1] { hang(part, on: noun, as: ParseMender.partOfWord) }
    }

    /// "the chargé *d’affaires*": the parser takes the second word of a noun borrowed whole for a word of its own.
    mutating func mendElision(_ word: Int) {
        let first = word - 1
        guard word > 0, let mark = parse.tokens[word].text.dropFirst().first, ["'", "’"].contains(mark),
            parse.lower(word).hasPrefix("d"), parse.tokens[word].text.count > 3,
            parse.isNominal(first) || parse.head(first) == word, parse.tokens[first].spaceAfter
        else { return }
        let second = parse.lower(word).replacing("’", with: "'")
        if parse.head(first) != word {
            let above = parse.head(first)
            hang(word, on: above == first ? word : above, as: parse.label(first))
            for child in parse.children[word] where child > word {
                hang(child, on: parse.isVerbal(above) ? above : word, as: parse.label(child))
            }
        }
        for child in parse.children[first] where child != word {
            hang(child, on: word, as: parse.label(child))
        }
        tokens[word] = tokens[word].tagged("NN", pos: "NOUN").read(as: parse.lower(first) + " " + second)
        hang(first, on: word, as: ParseMender.partOfWord)
    }

    /// "*staged* an attack", "*hopes* to join": the parser takes off all of the ending, where a word of one short vowel and one
    /// consonant would have doubled it ("stagged") or taken a bare "s" ("hops"); so the word has an "e".
    mutating func mendLemma(_ word: Int) {
        guard parse.tokens[word].pos == "VERB", Self.isShort(parse.lemma(word)) else { return }
        let (lemma, form) = (parse.lemma(word), parse.lower(word))
        guard form == lemma + "ed" || form == lemma + "ing" || form == lemma + "es" else { return }
        tokens[word] = tokens[word].read(as: lemma + "e")
        isMended = true
    }

    /// Whether a word is of one vowel and one consonant behind it that is doubled before an ending: "stag", not "head", "visit",
    /// "show", "bus".
    private static func isShort(_ word: String) -> Bool {
        let letters = Array(word)
        guard letters.count > 1, letters.allSatisfy(\.isLowercase), let last = letters.last else {
            return false
        }
        func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }
        let vowels = letters.indices.filter { isVowel(letters[$0]) }
        return vowels == [letters.count - 2] && !isVowel(last) && !"hswx".contains(last)
    }

    private func isName(_ token: Int) -> Bool { parse.tokens[token].pos == "PROPN" }

    private func entityLabel(_ token: Int) -> String {
        parse.entities.first { $0.tokens.contains(token) }?.label ?? ""
    }
}

extension Token {
    func hung(on head: Int, as label: String) -> Token {
        Token(
            text: text, span: span, tag: tag, pos: pos, morph: morph, lemma: lemma, head: head, label: label,
            startsSentence: startsSentence, spaceAfter: spaceAfter)
    }

    func tagged(_ tag: String, pos: String) -> Token {
        Token(
            text: text, span: span, tag: tag, pos: pos, morph: morph, lemma: lemma, head: head, label: label,
            startsSentence: startsSentence, spaceAfter: spaceAfter)
    }

    func read(as lemma: String) -> Token {
        Token(
            text: text, span: span, tag: tag, pos: pos, morph: morph, lemma: lemma, head: head, label: label,
            startsSentence: startsSentence, spaceAfter: spaceAfter)
    }
}
