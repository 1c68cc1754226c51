internal import Demarche
internal import DemarcheLexicon

/// Finds the names in one parse that may be places: the longest stretch that a table knows, where the words around it and the
/// parser's entities allow a place.
struct PlaceNames {
    let parse: Parse
    let text: ScalarText
    let lexicon: PlaceLexicon
    /// Words of persons' names in the report, which are no unknown places.
    let people: Set<String>
    /// Folded names that are places elsewhere in the report, so far.
    private(set) var known: Set<String> = []
    /// For each token, the entity that holds it; an article before the name and a possessive after it do not
    /// count.
    let entityAt: [Range<Int>?]
    let labels: [Int: String]
    /// Tokens of places found so far.
    private(set) var isFound: [Bool]
    /// For each token, the stretches that start there and that a table knows, the longest first.
    private var stretches: [[Stretch]] = []

    /// A stretch of words that a table knows.
    private struct Stretch {
        let tokens: Range<Int>
        let key: String
        let options: [Place]
    }

    /// Names of more tokens are not looked up.
    private static let longest = 7

    init(
        parse: Parse, text: ScalarText, lexicon: PlaceLexicon, people: Set<String>,
        memo: inout [String: PlaceLexicon.Found]
    ) {
        self.parse = parse
        self.text = text
        self.lexicon = lexicon
        self.people = people
        var entityAt = [Range<Int>?](repeating: nil, count: parse.tokens.count)
        var labels: [Int: String] = [:]
        for entity in parse.entities {
            var tokens = entity.tokens
            if tokens.count > 1, parse.tokens[tokens.lowerBound].pos == "DET" { tokens = tokens.dropFirst() }
            if tokens.count > 1, parse.tokens[tokens.upperBound - 1].tag == "POS" {
                tokens = tokens.dropLast()
            }
            for i in tokens { entityAt[i] = tokens }
            labels[tokens.lowerBound] = entity.label
        }
        self.entityAt = entityAt
        self.labels = labels
        isFound = [Bool](repeating: false, count: parse.tokens.count)
        for sentence in parse.sentences {
            for i in sentence { stretches.append(stretches(from: i, in: sentence, memo: &memo)) }
        }
    }

    /// Takes in what an earlier pass over the report found.
    mutating func learn(known: Set<String>, found: [Range<Int>]) {
        self.known = known
        isFound = [Bool](repeating: false, count: parse.tokens.count)
        for i in found.joined() { isFound[i] = true }
    }

    /// The words of all persons' names.
    static func people(in parses: [Parse]) -> Set<String> {
        var words: Set<String> = []
        for parse in parses {
            for entity in parse.entities where entity.label == "PERSON" && entity.tokens.count > 1 {
                for i in entity.tokens { words.insert(parse.tokens[i].text) }
            }
        }
        return words
    }

    /// The candidates in text order, none overlapping.
    func candidates(parse index: Int) -> [PlaceCandidate] {
        var found: [PlaceCandidate] = []
        for sentence in parse.sentences {
            var i = sentence.lowerBound
            while i < sentence.upperBound {
                if let candidate = candidate(at: i, in: sentence, parse: index) {
                    found.append(candidate)
                    i = candidate.tokens.upperBound
                } else {
                    i += 1
                }
            }
        }
        return found
    }

    private func candidate(at start: Int, in sentence: Range<Int>, parse index: Int) -> PlaceCandidate? {
        for stretch in stretches[start] where accepts(stretch.tokens, stretch.options, key: stretch.key) {
            return candidate(stretch.tokens, parse: index, options: stretch.options)
        }
        return unknown(at: start, parse: index)
    }

    /// - Parameter memo: what the report's names gave so far: a report names few places again and again.
    private func stretches(
        from start: Int, in sentence: Range<Int>, memo: inout [String: PlaceLexicon.Found]
    ) -> [Stretch] {
        guard canStart(start) else { return [] }
        var found: [Stretch] = []
        let isLed = lexicon.has(parse.tokens[start].text, .regionBefore)
        for end in start + 1...max(start + 1, min(sentence.upperBound, start + Self.longest)) {
            let words = text[span(of: start..<end)]
            let (direct, mayGoOn) = memo[words] ?? lexicon.search(words)
            memo[words] = (direct, mayGoOn)
            if canEnd(end - 1), isWhole(start..<end) {
                let options = direct.isEmpty ? regions(of: start..<end) : direct
                if !options.isEmpty {
                    found.append(Stretch(tokens: start..<end, key: PlaceName.folded(words), options: options))
                }
            }
            // No name goes on like this, but for "Nyanza" before "Province", and what "Province of" leads to.
            let next = end < sentence.upperBound ? parse.tokens[end].text : ""
            guard mayGoOn || isLed || lexicon.has(next, .regionAfter) else { break }
        }
        return found.reversed()
    }

    private func candidate(_ tokens: Range<Int>, parse index: Int, options: [Place]) -> PlaceCandidate {
        let span = span(of: tokens)
        return PlaceCandidate(
            parse: index, tokens: tokens, span: span, key: PlaceName.folded(text[span]), options: options,
            isNamedSo: isNamedSo(tokens))
    }

    /// What "Nyanza Province" and "Province of Nyanza" mean: regions alone.
    private func regions(of tokens: Range<Int>) -> [Place] {
        guard tokens.count > 1 else { return [] }
        let last = parse.tokens[tokens.upperBound - 1].text
        if lexicon.has(last, .regionAfter), isCapital(tokens.upperBound - 2) {
            return regions(named: text[span(of: tokens.dropLast())])
        }
        let first = parse.tokens[tokens.lowerBound].text
        if lexicon.has(first, .regionBefore), tokens.count > 2,
            parse.tokens[tokens.lowerBound + 1].text == "of"
        {
            return regions(named: text[span(of: tokens.dropFirst(2))])
        }
        return []
    }

    private func regions(named name: String) -> [Place] {
        let all = lexicon.places(named: name)
        let regions = all.filter {
            $0.isOwn ? $0.kind == "province" || $0.kind == "region" : $0.kind != "city"
        }
        return regions.isEmpty ? all.filter { $0.kind == "city" && $0.population >= Self.large } : regions
    }

    /// A name that the parser or the words before it take for a place and no table knows: found, without
    /// coordinates.
    private func unknown(at start: Int, parse index: Int) -> PlaceCandidate? {
        guard isCapital(start), parse.tokens[start].pos == "PROPN" else { return nil }
        if let entity = entityAt[start] {
            let key = PlaceName.folded(text[span(of: entity)])
            guard entity.lowerBound == start, !isPartOfAnotherName(entity) else { return nil }
            let isPlace = ["GPE", "LOC"].contains(labels[start] ?? "")
            guard isPlace || isNamedSo(entity) || known.contains(key) else { return nil }
            let isName = !entity.contains { people.contains(parse.tokens[$0].text) } || known.contains(key)
            let isStrange = !entity.contains { i in
                isCapital(i) && i != start
                    && lexicon.places(named: parse.tokens[i].text).contains(where: \.isOwn)
            }
            let isWeak = entity.allSatisfy { lexicon.has(parse.tokens[$0].text, .weak) }
            return isName && isStrange && !isWeak ? candidate(entity, parse: index, options: []) : nil
        }
        var end = start + 1
        while end < parse.tokens.count, parse.tokens[end].pos == "PROPN", isCapital(end), entityAt[end] == nil
        { end += 1 }
        let tokens = start..<end
        let key = PlaceName.folded(text[span(of: tokens)])
        return isNamedSo(tokens) || known.contains(key) ? candidate(tokens, parse: index, options: []) : nil
    }
}
