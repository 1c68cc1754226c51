import Demarche
package import DemarcheLexicon

/// Reads features out of a scene.
package struct PairFeatureReader: Sendable {
    let cues: CueIndex
    let classesByWord: [String: [String]]
    let verbsByNoun: [String: [String]]

    package init(lexicon: ActLexicon) {
        cues = CueIndex(lexicon.cues)
        classesByWord = lexicon.classesByWord
        var verbs: [String: [String]] = [:]
        for (verb, nouns) in lexicon.nounsByVerb {
            for noun in nouns { verbs[noun, default: []].append(verb) }
        }
        verbsByNoun = verbs.mapValues { $0.sorted() }
    }

    package func features(of scene: PairScene) -> PairFeatures {
        var reading = FeatureReading(reader: self, scene: scene)
        reading.run()
        return PairFeatures(reading.names)
    }
}

/// The reading of one scene.
private struct FeatureReading {
    let reader: PairFeatureReader
    let scene: PairScene
    let inside: Set<Int>
    let onPath: Set<Int>
    var names: Set<String> = []
    private var seen: Set<Int> = []

    init(reader: PairFeatureReader, scene: PairScene) {
        self.reader = reader
        self.scene = scene
        inside = scene.source.tokens.union(scene.target.tokens)
        onPath = Set(scene.path)
    }

    private var parse: Parse { scene.parse }

    mutating func run() {
        let words = scene.path.filter(isContent)
        let frame = words.first { isFrame($0) || isHeldBack($0) }
        let isInclusive = frame.map { isHeldBack($0) } ?? false
        for token in words {
            let isInner =
                frame.map { $0 == token ? isInclusive : parse.dominates($0, token) } ?? false
            let mark = isInner ? PairFeatures.inner : ""
            let isAnchor = token == words.first
            names.insert(mark + "c:" + parse.lemma(token))
            add(token, mark: mark)
            if isAnchor { names.insert(mark + "a:" + parse.lemma(token)) }
            let below = token == frame ? PairFeatures.inner : mark
            readAuxiliaries(of: token)
            readDependents(of: token, mark: mark, below: below, isAnchor: isAnchor)
        }
        readSides(anchor: words.first, mark: frame == nil ? "" : PairFeatures.inner)
    }

    // MARK: Cues

    /// A verb, noun or adjective that governs what is asked for, promised, threatened, refused, planned.
    private func isFrame(_ token: Int) -> Bool {
        let part: Cue.Part =
            parse.isVerbal(token) ? .verb : parse.tokens[token].pos == "ADJ" ? .adjective : .noun
        // "Call *off*", "set *up*": with a particle it is another verb.
        guard parse.lemma(token) != "be", parse.dependent(of: token, "prt") == nil else { return false }
        return reader.cues.cues(parse.lemma(token), part).contains { cue in
            (cue.effect.isFrame || cue.effect == .planned)
                && (cue.scope.isEmpty || parse.children[token].contains { isReached($0, by: cue) })
        }
    }

    /// Whether a cue's effect reaches a dependent: a clause, an object, a preposition, as its scope says.
    private func isReached(_ child: Int, by cue: Cue) -> Bool {
        switch parse.label(child) {
        case "xcomp", "ccomp", "acl", "relcl": cue.scope.contains("clause")
        case "dobj", "nsubjpass", "attr": cue.scope.contains("object")
        case "prep", "dative", "agent": cue.scope.contains(parse.lower(child))
        default: false
        }
    }

    /// "Will not visit": negated, or still to come.
    private func isHeldBack(_ token: Int) -> Bool {
        parse.children[token].contains { isNegation($0) || isFuture($0) }
    }

    private func isNegation(_ child: Int) -> Bool {
        parse.label(child) == "neg"
    }

    private func isFuture(_ child: Int) -> Bool {
        guard parse.label(child) == "aux", parse.tag(child) == "MD" else { return false }
        let isTold = parse.label(parse.head(child)) == "ccomp"
        return reader.cues.has(parse.lower(child), .modal, .planned)
            || isTold && reader.cues.has(parse.lower(child), .modal, .void)
    }

    private mutating func readAuxiliaries(of token: Int) {
        for child in parse.children[token] {
            if isNegation(child) { names.insert("q:not") }
            if isFuture(child) {
                names.insert("q:will")
            } else if parse.label(child) == "aux", parse.tag(child) == "MD" {
                names.insert("md:" + parse.lower(child))
            }
            if parse.label(child) == "prt" {
                names.insert("ap:" + parse.lemma(token) + " " + parse.lower(child))
            }
        }
    }

    // MARK: Words

    private static let below: Set<String> = [
        "dobj", "nsubjpass", "attr", "acomp", "oprd", "dative", "advmod", "xcomp", "ccomp", "pcomp",
        "compound",
        "amod", "prep", "agent", "acl", "nsubj", "poss", "prt",
    ]
    private static let further: Set<String> = [
        "dobj", "pobj", "prep", "compound", "amod", "xcomp", "pcomp", "prt", "acl", "oprd", "attr",
        "nsubjpass",
    ]
    private static let governed: Set<String> = ["xcomp", "ccomp", "dobj", "prep", "acl", "pcomp"]

    private mutating func readDependents(of token: Int, mark: String, below: String, isAnchor: Bool) {
        for child in parse.children[token] where Self.below.contains(parse.label(child)) {
            let isGoverned = Self.governed.contains(parse.label(child))
            descend(
                child, mark: isGoverned ? below : mark, depth: 0,
                anchor: isAnchor ? parse.lemma(token) : nil)
        }
    }

    private mutating func descend(_ token: Int, mark: String, depth: Int, anchor: String?) {
        guard depth < 4, !inside.contains(token), !onPath.contains(token) else { return }
        if isContent(token) {
            add(token, mark: mark)
            names.insert(mark + "o:" + parse.lemma(token))
            if let anchor, depth < 2 { names.insert("ao:" + anchor + " " + parse.lemma(token)) }
        }
        for child in parse.children[token] where Self.further.contains(parse.label(child)) {
            descend(child, mark: mark, depth: depth + 1, anchor: anchor)
        }
    }

    private mutating func add(_ token: Int, mark: String) {
        guard seen.insert(token).inserted else { return }
        let lemma = parse.lemma(token)
        names.insert(mark + "w:" + lemma)
        if parse.isNominal(token) {
            for verb in reader.verbsByNoun[lemma] ?? [] { names.insert(mark + "w:" + verb) }
        }
        for name in reader.classesByWord[lemma] ?? [] { names.insert(mark + "k:" + name) }
        let part: Cue.Part? =
            switch parse.tokens[token].pos {
            case "VERB": .verb
            case "NOUN": .noun
            case "ADJ": .adjective
            default: nil
            }
        if let part {
            for cue in reader.cues.cues(lemma, part) where cue.effect.isFrame || cue.effect == .planned {
                names.insert(mark + "q:" + cue.effect.rawValue)
            }
        }
    }

    private mutating func readSides(anchor: Int?, mark: String) {
        for head in scene.target.heads where isContent(head) {
            add(head, mark: mark)
            for child in parse.dependents(of: head, ["compound", "amod"]) where isContent(child) {
                add(child, mark: mark)
            }
        }
        if let anchor, let head = scene.target.heads.first {
            names.insert("at:" + parse.lemma(anchor) + " " + place(head))
        }
    }

    /// The label of a token, or the preposition above it.
    private func place(_ token: Int) -> String {
        switch parse.label(token) {
        case "pobj", "pcomp": parse.lower(parse.head(token))
        default: parse.label(token)
        }
    }

    private func isContent(_ token: Int) -> Bool {
        switch parse.tokens[token].pos {
        case "VERB", "NOUN", "ADJ", "ADV": true
        case "AUX": !["aux", "auxpass"].contains(parse.label(token))
        default: false
        }
    }
}
