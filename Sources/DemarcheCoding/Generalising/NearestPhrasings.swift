package import Demarche
package import DemarcheLexicon

/// A phrasing with its share of what speaks for a kind.
package struct NearPhrasing: Sendable {
    package let pattern: Pattern
    package let share: Double
    /// How much of what its words tell the sentence has too, 0 to 1.
    package let cover: Double
}

/// Finds the phrasings of a kind whose words are nearest to a sentence's: the reason that generalising gives.
package struct NearestPhrasings: Sendable {
    private let phrasebook: Phrasebook
    /// Pattern numbers by kind and word.
    private let numbers: [String: [String: [Int]]]
    /// How much a word tells: less, the more phrasings have it.
    private let worths: [String: Double]
    /// How many phrasings of a kind a word opens, by kind and word.
    private let openings: [String: [String: Int]]
    /// The act that stands for a kind where no phrasing has any of the words: the one with most phrasings.
    private let plainActs: [String: Act]

    package init(phrasebook: Phrasebook, lexicon: ActLexicon) {
        self.phrasebook = phrasebook
        var numbers: [String: [String: [Int]]] = [:]
        var counts: [String: Int] = [:]
        var perAct: [String: [String: Int]] = [:]
        var openings: [String: [String: Int]] = [:]
        for (number, pattern) in phrasebook.patterns.enumerated() where !pattern.isNearMiss {
            guard let act = phrasebook.acts[pattern.act], let kind = lexicon.kind(of: act) else { continue }
            perAct[kind, default: [:]][act.name, default: 0] += 1
            openings[pattern.nodes[0].lemma, default: [:]][kind, default: 0] += 1
            for word in Set(pattern.nodes.map(\.lemma)) {
                numbers[kind, default: [:]][word, default: []].append(number)
                counts[word, default: 0] += 1
            }
        }
        self.numbers = numbers
        self.openings = openings
        worths = counts.mapValues { 1 / (1 + Double($0)).squareRoot() }
        plainActs = perAct.compactMapValues { acts in
            acts.max { ($0.value, $1.key) < ($1.value, $0.key) }.flatMap { phrasebook.acts[$0.key] }
        }
    }

    /// At most three phrasings of a kind that share words with the sentence; their shares sum to 1.
    package func nearest(to features: PairFeatures, standIns: [String: String], kind: String)
        -> [NearPhrasing]
    {
        guard let byWord = numbers[kind] else { return [] }
        var words = features.words
        for (word, standIn) in standIns where words.contains(word) { words.insert(standIn) }
        var sums: [Int: Double] = [:]
        for word in words.sorted() {
            for number in byWord[word] ?? [] { sums[number, default: 0] += worths[word] ?? 0 }
        }
        let rated = sums.map { number, sum -> (number: Int, worth: Double, cover: Double) in
            let whole = phrasebook.patterns[number].nodes.reduce(0) { $0 + (worths[$1.lemma] ?? 0) }
            let cover = sum / max(whole, sum)
            return (number, sum * cover, cover)
        }
        let best = rated.sorted { ($1.worth, $0.number) < ($0.worth, $1.number) }.prefix(3)
        let total = best.reduce(0) { $0 + $1.worth }
        return best.map {
            NearPhrasing(
                pattern: phrasebook.patterns[$0.number], share: $0.worth / max(total, 1e-9), cover: $0.cover)
        }
    }

    /// How many phrasings of a kind begin at a word, and how many of all kinds.
    func openings(at word: String, of kind: String) -> (own: Int, all: Int) {
        let counts = openings[word] ?? [:]
        return (counts[kind] ?? 0, counts.values.reduce(0, +))
    }

    /// The act of the nearest phrasing, or the kind's plainest.
    package func act(of nearest: [NearPhrasing], kind: String) -> Act? {
        nearest.first.flatMap { phrasebook.acts[$0.pattern.act] } ?? plainActs[kind]
    }
}

extension PairFeatures {
    /// The words that the facts name.
    var words: Set<String> {
        Set(
            names.compactMap { name in
                let bare = name.hasPrefix(Self.inner) ? name.dropFirst(Self.inner.count) : Substring(name)
                return bare.hasPrefix("w:") ? String(bare.dropFirst(2)) : nil
            })
    }
}
