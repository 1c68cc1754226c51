package import Demarche
package import DemarcheLexicon

/// All patterns, found by the word that anchors them.
package struct Phrasebook: Sendable {
    package let acts: [String: Act]
    private let image: PhrasebookImage
    private let classesByWord: [String: [String]]
    private let measures: Set<String>
    private let carriers: Set<String>
    private let defaultRecipients: [String: ActLexicon.DefaultRecipient]
    private let keptUnsaid: Set<String>
    private let unsaidDoers: [String: String]
    private let purposes: [String: [String: String]]
    private let frames: [Cue.Effect: [String: String]]
    private let silentWords: [String: ActLexicon.SilentWord]
    /// The first words of silent words that are two.
    private let silentFirsts: Set<Substring>
    private let pointers: Set<String>
    private let reciprocals: Set<String>
    private let nounsByVerb: [String: [String]]
    private let echoesByVerb: [String: [Echo]]
    private let instruments: WordsByClass
    private let hidden: WordsByClass
    /// The prepositions that lead to whom an act is aimed at, sorted.
    let aimingPrepositions: [String]
    /// Where a thing's owner stands: its possessor, "of", "for".
    let belongingRoles: [RoleName]
    /// Where the place stands at which a thing lies: "in", "near".
    let lyingRoles: [RoleName]

    /// - Parameter image: bound with the same lexicon.
    package init(image: PhrasebookImage, lexicon: ActLexicon) {
        self.image = image
        acts = lexicon.acts
        classesByWord = lexicon.classesByWord
        measures = Set(lexicon.cues.filter { $0.effect == .measure }.map(\.words))
        carriers = Set(lexicon.cues.filter { $0.effect == .carrier }.map(\.words))
        pointers = Set(lexicon.cues.filter { $0.effect == .pointer }.map(\.words)).union(
            lexicon.nounsByVerb.values.joined())
        reciprocals = Set(
            lexicon.cues.filter { $0.part == .noun && $0.effect == .reciprocal }.map(\.words))
        instruments = WordsByClass(lexicon.cues, .instrument)
        hidden = WordsByClass(lexicon.cues, .hidden)
        aimingPrepositions = lexicon.cues.filter { $0.part == .preposition && $0.effect == .aim }.map(\.words)
            .sorted()
        nounsByVerb = lexicon.nounsByVerb
        echoesByVerb = Dictionary(grouping: lexicon.echoes, by: \.verb)
        func roles(_ effect: Cue.Effect) -> [RoleName] {
            lexicon.cues.filter { $0.part == .preposition && $0.effect == effect }.map(\.words).sorted().map(
                RoleName.oblique)
        }
        belongingRoles = [.possessor] + roles(.belong)
        lyingRoles = roles(.lie)
        silentWords = lexicon.silentWords
        silentFirsts = Set(
            lexicon.silentWords.keys.filter { $0.contains(" ") }.compactMap { $0.split(separator: " ").first }
        )
        frames = lexicon.frames
        defaultRecipients = lexicon.defaultRecipients
        keptUnsaid = lexicon.keptUnsaid
        unsaidDoers = lexicon.unsaidDoers
        purposes = lexicon.purposes
    }

    /// All patterns, each decoded when it is asked for: those of the rows, then what mutual ones also say.
    package var patterns: LazyMapCollection<Range<Int>, Pattern> {
        (0..<image.patternCount).lazy.map(image.pattern)
    }

    func pattern(_ number: Int) -> Pattern { image.pattern(number) }

    /// How many different words patterns ask for.
    var askCount: Int { image.askCount }

    /// Marks the asked-for words that this word, or two words together, can stand for.
    func mark(_ word: String, in isMet: inout [Bool]) { image.mark(word, in: &isMet) }

    /// The patterns that a word may begin, in the order of the rows; with `isMet` only those whose words are all there.
    func candidates(at word: String, isMet: [Bool]? = nil) -> [PhrasebookImage.Candidate] {
        image.candidates(at: word, isMet: isMet)
    }

    /// Whether a word may stand where a pattern has `lemma`: the same word, or one of its class.
    /// - Parameter isVerb: whether it stands as a verb; the classes of verbs are for these alone ("call" for "term").
    func word(_ word: String, compound: String?, standsFor lemma: String, isVerb: Bool) -> Bool {
        if word == lemma { return true }
        guard let classes = classesByWord[lemma] else { return false }
        func shares(_ own: [String]) -> Bool {
            own.contains { (isVerb || !Pattern.isOfVerbs($0)) && classes.contains($0) }
        }
        if let own = classesByWord[word], shares(own) { return true }
        if let compound, let own = classesByWord[compound] { return compound == lemma || shares(own) }
        return false
    }

    /// Whether a word, or a name of several, is of any class.
    func hasClass(_ word: String) -> Bool { classesByWord[word] != nil }

    /// Whether a noun only counts or bundles what its "of" names: a batch, a series, hundreds.
    func isMeasure(_ word: String) -> Bool { measures.contains(word) }

    /// Whether a noun speaks for whose it is: a statement, a communiqué.
    func isCarrier(_ word: String) -> Bool { carriers.contains(word) }

    /// The field that makes a sentence silent by its words ("sport"), or nil. Each word counts once.
    /// - Parameter report: the field that the whole report is about: one word of it is enough.
    func silentTopic(of sentence: Range<Int>, in parse: Parse, about report: String? = nil) -> String? {
        let sums = topicWords(of: sentence, in: parse).values.reduce(into: [String: Double]()) {
            $0[$1.topic, default: 0] += $1.weight
        }
        if let report, sums[report] != nil { return report }
        return sums.filter { $0.value >= 1 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The field that a report is about: at least two fifths of its sentences, and words of weight 3, speak of it.
    func topic(of parses: [Parse]) -> String? {
        var sentences = 0
        var shares: [String: Int] = [:]
        var words: [String: ActLexicon.SilentWord] = [:]
        for parse in parses {
            for sentence in parse.sentences {
                let found = topicWords(of: sentence, in: parse)
                sentences += 1
                for topic in Set(found.values.map(\.topic)) { shares[topic, default: 0] += 1 }
                words.merge(found) { first, _ in first }
            }
        }
        let sums = words.values.reduce(into: [String: Double]()) { $0[$1.topic, default: 0] += $1.weight }
        return shares.filter { topic, count in count * 5 >= sentences * 2 && sums[topic, default: 0] >= 3 }
            .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The share of sentences in which any word speaks of a field.
    func topicalShare(of parses: [Parse]) -> Double {
        let sentences = parses.flatMap { parse in parse.sentences.map { (parse, $0) } }
        let topical = sentences.count { !topicWords(of: $1, in: $0).isEmpty }
        return Double(topical) / Double(max(sentences.count, 1))
    }

    /// The words of a sentence that speak of a field.
    private func topicWords(of sentence: Range<Int>, in parse: Parse) -> [String: ActLexicon.SilentWord] {
        var found: [String: ActLexicon.SilentWord] = [:]
        for token in sentence {
            let lemma = parse.lemma(token)
            if let word = silentWords[lemma] { found[lemma] = word }
            guard token + 1 < sentence.upperBound else { continue }
            let lower = parse.lower(token)
            guard silentFirsts.contains(lower[...]) else { continue }
            let two = lower + " " + parse.lemma(token + 1)
            if let word = silentWords[two] { found[two] = word }
        }
        return found
    }

    /// What an utterance about an act is: the longest code of `frames.tsv` that the act's code begins with decides.
    func framed(_ effect: Cue.Effect, about act: Act) -> Act? {
        frames[effect].flatMap { Self.longest(act.cameo, in: $0) }.flatMap { acts[$0] }
    }

    /// What an utterance is when the act that it is about is none of ours: the row `*`.
    func framedInGeneral(_ effect: Cue.Effect) -> Act? { frames[effect]?["*"].flatMap { acts[$0] } }

    /// What an act is that is done for an aim, by `purposes.tsv`: a strike for the minister's resignation.
    func pressing(_ act: Act, for aim: Act) -> Act? {
        purposes[act.name].flatMap { Self.longest(aim.cameo, in: $0) }.flatMap { acts[$0] }
    }

    /// What an act is where a doer of this sector does it, by `purposes.tsv`: a government that protests complains.
    func act(_ act: Act, by sector: String) -> Act? { purposes[act.name]?[sector].flatMap { acts[$0] } }

    /// Whether an act is another by what it is done to press for.
    func isDoneForAims(_ act: Act) -> Bool { purposes[act.name] != nil }

    /// Whom an act is aimed at when no words show it; nil where the report must tell.
    package func defaultRecipient(of act: Act) -> ActLexicon.DefaultRecipient? {
        defaultRecipients[act.plover] ?? Self.longest(act.cameo, in: defaultRecipients)
    }

    /// Whether an act is recorded though nobody is shown to receive it: a statement, or by `recipients.tsv`.
    package func isKeptUnsaid(_ act: Act) -> Bool {
        act.quad == 0 || keptUnsaid.contains { act.cameo.hasPrefix($0) }
    }

    /// The sector of a doer whom no words show: police arrest, courts convict; nil where it is the government.
    func unsaidDoer(of act: Act) -> String? { Self.longest(act.cameo, in: unsaidDoers) }

    /// The echoes of a verb, those of more words first.
    func echoes(of verb: String) -> [Echo] {
        (echoesByVerb[verb] ?? []).sorted { $0.others.count > $1.others.count }
    }

    /// Whether an act answers what was asked or said before: the whole root of its CAMEO code decides.
    func isAnswer(_ act: Act) -> Bool { defaultRecipients[String(act.cameo.prefix(2))] == .answer }

    /// The nouns that name what a verb does.
    func nouns(of verb: String) -> [String] { nounsByVerb[verb] ?? [] }

    private static func longest<Value>(_ cameo: String, in table: [String: Value]) -> Value? {
        var code = Substring(cameo)
        while code.count >= 2 {
            if let value = table[String(code)] { return value }
            code = code.dropLast()
        }
        return nil
    }

    /// Whether a noun names what somebody did or said: a verdict, an invasion, remarks.
    func isPointer(_ word: String) -> Bool { pointers.contains(word) }

    /// Whether words stand for those who act on one another: "each other".
    func isReciprocal(_ words: String) -> Bool { reciprocals.contains(words) }

    /// Whether a noun is a thing or a deed that does it for somebody who is not shown: a bomb, a missile, a raid.
    func isInstrument(_ word: String) -> Bool { instruments.has(word, classesByWord) || isHidden(word) }

    /// Whether a noun is an instrument whose hand nobody sees: a bomb, a mine, a bombing.
    func isHidden(_ word: String) -> Bool { hidden.has(word, classesByWord) }
}

/// Nouns of a cue's effect: words, and the classes whose words all have it (scope `class`).
private struct WordsByClass {
    let words: Set<String>
    let classes: Set<String>

    init(_ cues: [Cue], _ effect: Cue.Effect) {
        let own = cues.filter { $0.effect == effect }
        words = Set(own.filter { !$0.scope.contains("class") }.map(\.words))
        classes = Set(own.filter { $0.scope.contains("class") }.map(\.words))
    }

    func has(_ word: String, _ classesByWord: [String: [String]]) -> Bool {
        words.contains(word) || classesByWord[word]?.contains(where: classes.contains) ?? false
    }
}
