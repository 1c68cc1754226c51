internal import Foundation

/// A name without what spellings differ in: script, marks, case, order.
package struct FoldedName: Hashable, Sendable {
    /// Latin letters in lower case, words apart by one space.
    package let text: String
    let words: [String]

    package init(_ name: String) {
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        let bare = latin.folding(
            options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        words = bare.lowercased().split {
            !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "ʹ" && $0 != "ʺ"
        }
        .map { $0.filter { $0.isLetter && $0 != "ʹ" && $0 != "ʺ" || $0.isNumber } }.filter { !$0.isEmpty }
        text = words.joined(separator: " ")
    }

    /// A name that was folded before, as the ledger keeps it.
    init(folded text: String) {
        self.text = text
        words = text.split(separator: " ").map(String.init)
    }

    /// How near another name is.
    package enum Nearness: Int, Comparable, Sendable {
        case near, same

        package static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
    }

    /// The same words in any order, or words that differ as transliterations do; nil where neither.
    package func nearness(to other: FoldedName) -> Nearness? {
        guard !words.isEmpty, !other.words.isEmpty else { return nil }
        if words.count == other.words.count, words.sorted() == other.words.sorted() { return .same }
        let (few, many) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
        let paired = few.allSatisfy { word in many.contains { Self.isNear(word, $0) } }
        return paired ? .near : nil
    }

    /// One letter in four may differ, and no more than two.
    private static func isNear(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        guard a.utf8.first == b.utf8.first else { return false }
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard min(a.count, b.count) >= 4 else { return false }
        return distance(a, b) <= min(2, max(a.count, b.count) / 4)
    }

    /// Levenshtein's distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let step = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = step
            }
        }
        return row[b.count]
    }
}
