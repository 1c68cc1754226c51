package import DemarcheLexicon

/// Names the kind of act that our phrasings would give a sentence that none of them matches.
///
/// A multinomial logistic regression over `PairFeatures`, learned from the phrasings alone (`demarche lexicon learn`).
/// A word that no phrasing has is weighed by its nearest ones that do, as word vectors have them.
package struct Generaliser: Sendable {
    /// The kinds told apart, in the order of the weights.
    package let kinds: [String]
    /// Each feature's weight for each kind.
    let weights: [String: [Float]]
    private let neighbours: WordNeighbours?

    package init(kinds: [String], weights: [String: [Float]], neighbours: WordNeighbours? = nil) {
        precondition(
            weights.values.allSatisfy { $0.count == kinds.count }, "A feature has a weight for each kind.")
        self.kinds = kinds
        self.weights = weights
        self.neighbours = neighbours
    }

    /// From the learned table.
    /// - Parameter vector: a word's vector, nil where it has none.
    package init(table: GeneralisingTable, vector: @escaping @Sendable (String) -> [Float]?) {
        let words = table.weights.keys.compactMap { name in
            Self.split(name).map(\.word)
        }
        self.init(
            kinds: table.kinds, weights: table.weights,
            neighbours: WordNeighbours(words: words, vector: vector))
    }

    /// As the table that keeps it.
    package var table: GeneralisingTable { GeneralisingTable(kinds: kinds, weights: weights) }

    /// The feature that every sentence has.
    static let bias = "bias"
    /// Features that end in a word for which another may stand in, by their signs: those of the path itself.
    private static let wordy: Set<Substring> = ["a", "c"]

    /// A guess: how the kinds share the sentence, and which facts speak most for the first.
    package struct Guess: Sendable {
        /// By kind, in the order of `kinds`; sums to 1.
        package let shares: [Double]
        /// The words that stood in for words that no phrasing has: "torched" → "burn".
        package let standIns: [String: String]
    }

    package func guess(_ features: PairFeatures) -> Guess {
        var sums = [Float](repeating: 0, count: kinds.count)
        var standIns: [String: String] = [:]
        add(Self.bias, 1, to: &sums)
        for name in features.names where !add(name, 1, to: &sums) {
            guard let neighbours, let (sign, word) = Self.split(name) else { continue }
            for near in neighbours.nearest(to: word) {
                if add(sign + near.word, near.likeness, to: &sums), standIns[word] == nil {
                    standIns[word] = near.word
                }
            }
        }
        return Guess(shares: Self.softmax(sums), standIns: standIns)
    }

    /// Whether the phrasings taught of a feature.
    func knows(_ name: String) -> Bool { weights[name] != nil }

    /// - Returns: whether the feature is known.
    @discardableResult
    private func add(_ name: String, _ factor: Float, to sums: inout [Float]) -> Bool {
        guard let row = weights[name] else { return false }
        for kind in row.indices { sums[kind] += factor * row[kind] }
        return true
    }

    /// `in.w:torch` → `in.w:` and `torch`.
    private static func split(_ name: String) -> (sign: String, word: String)? {
        guard let colon = name.firstIndex(of: ":") else { return nil }
        let sign = name[..<colon]
        guard wordy.contains(sign.split(separator: ".").last ?? sign) else { return nil }
        return (String(name[...colon]), String(name[name.index(after: colon)...]))
    }

    static func softmax(_ sums: [Float]) -> [Double] {
        let top = sums.max() ?? 0
        let powers = sums.map { Exponential.of(Double($0 - top)) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}
