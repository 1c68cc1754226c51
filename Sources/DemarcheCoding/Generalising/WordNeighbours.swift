import Synchronization

/// The known words nearest to an unknown one, by the cosine of their vectors.
package final class WordNeighbours: Sendable {
    private let words: [String]
    /// Unit vectors in lanes of eight, one after another, each filled up with zeros.
    private let lanes: [SIMD8<Float>]
    private let lanesEach: Int
    private let vector: @Sendable (String) -> [Float]?
    private let found = Mutex<[String: [Neighbour]]>([:])

    /// A known word and how like it is, 0 to 1.
    package struct Neighbour: Hashable, Sendable {
        package let word: String
        package let likeness: Float
    }

    /// Words that are less alike than this say nothing of one another.
    private static let least: Float = 0.5
    private static let most = 3
    private static let keptWords = 50_000

    /// - Parameter vector: a word's vector, nil where it has none.
    package init(words: [String], vector: @escaping @Sendable (String) -> [Float]?) {
        self.vector = vector
        let known = Set(words).sorted().compactMap { word in
            vector(word).flatMap(Self.unit).map { (word: word, lanes: $0) }
        }
        self.words = known.map(\.word)
        lanes = known.flatMap(\.lanes)
        lanesEach = known.first?.lanes.count ?? 0
    }

    /// At most three, the nearest first; none for a word without a vector.
    package func nearest(to word: String) -> [Neighbour] {
        if let known = found.withLock({ $0[word] }) { return known }
        let neighbours = search(word)
        found.withLock { found in
            if found.count >= Self.keptWords { found = [:] }
            found[word] = neighbours
        }
        return neighbours
    }

    private func search(_ word: String) -> [Neighbour] {
        guard let unit = vector(word).flatMap(Self.unit), unit.count == lanesEach else { return [] }
        var best: [Neighbour] = []
        for index in words.indices {
            var sums = SIMD8<Float>.zero
            for lane in 0..<lanesEach { sums += lanes[index * lanesEach + lane] * unit[lane] }
            let likeness = sums.sum()
            guard likeness >= Self.least, best.count < Self.most || likeness > (best.last?.likeness ?? 0)
            else { continue }
            best.append(Neighbour(word: words[index], likeness: likeness))
            best.sort { ($1.likeness, $0.word) < ($0.likeness, $1.word) }
            if best.count > Self.most { best.removeLast() }
        }
        return best
    }

    /// A vector of length 1 in lanes of eight; nil for one without direction.
    private static func unit(_ vector: [Float]) -> [SIMD8<Float>]? {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return nil }
        return stride(from: 0, to: vector.count, by: 8).map { start in
            var lane = SIMD8<Float>.zero
            for place in 0..<min(8, vector.count - start) { lane[place] = vector[start + place] / length }
            return lane
        }
    }
}
