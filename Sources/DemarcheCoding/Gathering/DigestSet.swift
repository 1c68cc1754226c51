import Demarche

/// A set of words as sorted digests: made once for a claim, compared with many.
///
/// Two words of one digest would count as one; among 64 bits that happens to nobody's report.
package struct DigestSet: Hashable, Sendable {
    private let digests: [UInt64]

    package init(_ words: some Sequence<String>) {
        self.init(
            digests: words.map { word in
                var digest = StableDigest()
                digest.add(word)
                return digest.value
            })
    }

    init(digests: [UInt64]) {
        let sorted = digests.sorted()
        self.digests = sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }

    package var count: Int { digests.count }
    package var isEmpty: Bool { digests.isEmpty }

    /// How many members both hold.
    package func shared(with other: DigestSet) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < digests.count, j < other.digests.count {
            let (a, b) = (digests[i], other.digests[j])
            if a == b { count += 1 }
            if a <= b { i += 1 }
            if b <= a { j += 1 }
        }
        return count
    }

    package func isDisjoint(with other: DigestSet) -> Bool {
        !isEmpty && !other.isEmpty ? shared(with: other) == 0 : true
    }

    package func union(_ other: DigestSet) -> DigestSet { DigestSet(digests: digests + other.digests) }
}
