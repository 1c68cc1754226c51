package import Demarche

/// Finds an office holder whose name is spelled another way than in the lexicon: "Zentani" for "Zanati".
///
/// Names are compared letter group by letter group as transliterations differ (kh and h, y and i, ou and u …), words in
/// any order, rare words weighing more (inverse frequency). Without a day only near certainty counts.
package struct NameSpellings: Sendable {
    private let lexicon: ActorLexicon
    private let variants: [Variant]
    /// How many people have a word in their names.
    private let frequency: [String: Int]
    private let honorifics: Set<String>
    /// Unique words by first letter, and the variants that hold each.
    private let byInitial: [Character: [String]]
    private let holders: [String: [Int]]

    private struct Variant: Sendable {
        let first: Int
        let words: [String]
    }

    package init(_ lexicon: ActorLexicon) {
        self.lexicon = lexicon
        var (variants, frequency) = ([Variant](), [String: Int]())
        for row in 0..<lexicon.people.count where row == Int(lexicon.firstTerm[row]) {
            let names =
                [lexicon.people.text(row, 0)]
                + lexicon.people.parts(row, 1).map { String(decoding: $0, as: UTF8.self) }
            var mine: Set<String> = []
            for name in names {
                let words = Self.words(name)
                variants.append(Variant(first: row, words: words))
                mine.formUnion(words)
            }
            for word in mine { frequency[word, default: 0] += 1 }
        }
        self.variants = variants
        self.frequency = frequency
        var holders: [String: [Int]] = [:]
        for (i, variant) in variants.enumerated() {
            for word in variant.words { holders[word, default: []].append(i) }
        }
        self.holders = holders
        byInitial = Dictionary(grouping: holders.keys.sorted(), by: { $0.first ?? " " })
        honorifics = Set(lexicon.words.words(for: .honorific).map(Self.skeleton))
    }

    /// The person whom a name means in an odd spelling; nil where none is near, or two are as near.
    package func person(named name: String, on day: Day?) -> NamedPerson? {
        let all = Self.words(name)
        let words = all.filter { !honorifics.contains($0) }
        guard let longest = words.map(\.count).max(), longest > 2 else { return nil }
        let near = words.map { alike($0) }
        var best: (score: Double, first: Int)?
        var second = 0.0
        for at in Set(near.flatMap { $0.keys }.flatMap { holders[$0] ?? [] }).sorted() {
            let variant = variants[at]
            let score = likeness(words, near, variant.words)
            guard score > 0.6 else { continue }
            let inOffice = day.map { isHolding(variant.first, on: $0) } ?? false
            let weighed = inOffice ? score + 0.2 : score
            if let known = best, known.first == variant.first {
                best = (max(known.score, weighed), known.first)
            } else if weighed > best?.score ?? 0 {
                second = best?.score ?? 0
                best = (weighed, variant.first)
            } else if weighed > second {
                second = weighed
            }
        }
        guard let best, best.score >= 0.97, best.score > second else { return nil }
        return lexicon.meaning(ofPerson: best.first, on: day)
    }

    /// Whether the person holds an office within a month of a day (tables differ by days).
    private func isHolding(_ first: Int, on day: Day) -> Bool {
        [-31, 0, 31].contains { lexicon.meaning(ofPerson: first, on: day.adding(days: $0)).isInOffice }
    }

    /// Words of the lexicon's names that are much like a word, with how much.
    private func alike(_ word: String) -> [String: Double] {
        var found: [String: Double] = [:]
        for other in byInitial[word.first ?? " "] ?? [] {
            let similar = Self.similarity(word, other)
            if similar > 0.65 { found[other] = similar }
        }
        return found
    }

    /// 0 to 1: how much of the shorter name the longer one has, rare words weighing more.
    private func likeness(_ a: [String], _ near: [[String: Double]], _ b: [String]) -> Double {
        var its = b.filter { !honorifics.contains($0) }
        guard !its.isEmpty else { return 0 }
        let count = its.count
        var (sum, matched) = (0.0, 0)
        for candidates in near {
            let best = its.indices.max { candidates[its[$0]] ?? 0 < candidates[its[$1]] ?? 0 }
            guard let best, let similar = candidates[its[best]] else { continue }
            sum += weight(of: its[best]) * similar
            matched += 1
            its.remove(at: best)
            if its.isEmpty { break }
        }
        guard matched >= min(2, max(a.count, count)) || (min(a.count, count) == 1 && matched == 1) else {
            return 0
        }
        // What the shorter name has and the longer has not counts against it.
        let missing = (count <= a.count ? its : a.filter { alike in !b.contains(alike) }).prefix(
            min(a.count, count) - matched)
        let lost = missing.reduce(0) { $0 + weight(of: $1) }
        let kept = b.filter { !its.contains($0) && !honorifics.contains($0) }.reduce(0) {
            $0 + weight(of: $1)
        }
        let coverage = Double(matched) / Double(max(a.count, count))
        return kept + lost > 0 ? sum / (kept + lost) * (0.9 + 0.1 * coverage) : 0
    }

    private func weight(of word: String) -> Double {
        1 / (1 + Double(frequency[word] ?? 0).squareRoot() / 4) * (word.count < 3 ? 0.3 : 1)
    }

    private static func words(_ name: String) -> [String] {
        var (words, word) = ([String](), "")
        for scalar in name.unicodeScalars {
            if scalar == "'" || scalar == "’" || scalar == "." { continue }
            if let folded = Piece.folded(scalar), let letter = Unicode.Scalar(folded) {
                word.unicodeScalars.append(letter)
            } else if !word.isEmpty {
                words.append(skeleton(word))
                word = ""
            }
        }
        if !word.isEmpty { words.append(skeleton(word)) }
        return words.filter { !$0.isEmpty }
    }

    /// One letter for each sound that transliterations write in several ways, doubles once.
    static func skeleton(_ word: String) -> String {
        let letters = Array(word.utf8)
        var (out, at) = ([UInt8](), 0)
        while at < letters.count {
            var (taken, letter) = (1, letters[at])
            if at + 1 < letters.count, let sound = sounds[UInt16(letters[at]) << 8 | UInt16(letters[at + 1])]
            {
                (taken, letter) = (2, sound)
            } else if let sound = sounds[UInt16(letters[at])] {
                letter = sound
            }
            if letter != out.last { out.append(letter) }
            at += taken
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Letter groups that stand for one sound, each with the letter kept for it.
    private static let sounds: [UInt16: UInt8] = {
        let groups = """
            kh:h gh:g ph:f sh:s zh:z dj:j th:t ch:c ts:c tz:c cz:c sz:s ck:k ou:u oo:u ee:i ie:i ei:e ye:e yi:i iy:i \
            yu:u ya:a ia:a ks:x ae:e oe:o ue:u ij:i ey:e ay:e ai:e y:i j:i q:k w:v
            """
        var sounds: [UInt16: UInt8] = [:]
        for group in groups.split(separator: " ") {
            let bytes = Array(group.utf8)
            let key = bytes.count == 4 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : UInt16(bytes[0])
            sounds[key] = bytes[bytes.count - 1]
        }
        return sounds
    }()

    /// 1 for the same word, less by each letter that differs (Damerau–Levenshtein without swaps).
    static func similarity(_ a: String, _ b: String) -> Double {
        if a == b { return 1 }
        let (x, y) = (Array(a.utf8), Array(b.utf8))
        let longer = max(x.count, y.count)
        if longer < 3 || abs(x.count - y.count) * 3 > longer { return 0 }
        var row = Array(0...y.count)
        for i in 1...x.count {
            var diagonal = row[0]
            row[0] = i
            for j in 1...y.count {
                let cost = min(row[j] + 1, row[j - 1] + 1, diagonal + (x[i - 1] == y[j - 1] ? 0 : 1))
                diagonal = row[j]
                row[j] = cost
            }
        }
        return 1 - Double(row[y.count]) / Double(longer)
    }
}
