package import Foundation

/// The words of time: `times.tsv`, checked and looked up by atoms (runs of letters, runs of digits, single marks).
package struct TimeLexicon: Sendable {
    /// One meaning of one word or phrase.
    package struct Entry: Hashable, Sendable {
        package let word: TimeWord
        package let checks: Set<Check>
    }

    /// What the text must show before the words are taken in this meaning.
    package enum Check: String, Hashable, Sendable {
        case name, abbreviated, dotted, noun, guarded, adjective, adverb, bound
    }

    /// Atoms joined by spaces, lower case, to meanings.
    package let entries: [String: [Entry]]
    /// By its first atom, how many atoms the longest phrase has.
    package let longest: [String: Int]

    /// The months' names in full.
    package var months: Set<String> {
        Set(
            entries.filter {
                $0.value.contains {
                    if case .month = $0.word { !$0.checks.contains(.abbreviated) } else { false }
                }
            }.keys)
    }

    /// Reads `times.tsv`.
    /// - Throws: `LexiconError`.
    package init(_ url: URL) throws {
        try self.init(Table(url, columns: Self.columns))
    }

    package static let columns = ["words", "kind", "value", "check"]

    package init(_ table: Table) throws {
        var entries: [String: [Entry]] = [:]
        var longest: [String: Int] = [:]
        var last: (words: String, kind: String) = ("", "")
        for row in table.rows {
            let (words, kind) = (row["words"], row["kind"])
            guard !words.isEmpty, words == words.lowercased() else {
                throw row.error("words are “\(words)”; write them in lower case")
            }
            guard (last.words, last.kind) < (words, kind) else {
                throw row.error(
                    "“\(words)” (\(kind)) is out of order or given twice; sort by words, then kind")
            }
            last = (words, kind)
            guard let word = TimeWord(kind: kind, value: row["value"]) else {
                throw row.error(
                    "“\(row["value"])” is no value of kind “\(kind)”; see the comments at the top")
            }
            let checks = try row["check"].split(separator: " ").map { name in
                guard let check = Check(rawValue: String(name)) else {
                    throw row.error("no check is called “\(name)”; see the comments at the top")
                }
                return check
            }
            let atoms = Self.atoms(of: words)
            longest[atoms[0]] = max(longest[atoms[0]] ?? 1, atoms.count)
            entries[atoms.joined(separator: " "), default: []].append(Entry(word: word, checks: Set(checks)))
        }
        self.entries = entries
        self.longest = longest
    }

    /// The whole number that figures or words stand for: "1,200", "nine", "twenty-two"; nil for an unknown count.
    package func cardinal(_ words: String) -> Int? {
        if let number = Int(words.replacing(",", with: "")) { return number }
        let parts = words.split(separator: "-")
        let numbers = parts.compactMap { number(String($0)) }
        guard numbers.count == parts.count, let first = numbers.first else { return nil }
        if numbers.count == 1 { return first }
        let isTensAndUnits = numbers.count == 2 && (20..<100).contains(first) && (1..<10).contains(numbers[1])
        return isTensAndUnits ? first + numbers[1] : nil
    }

    private func number(_ word: String) -> Int? {
        for entry in entries[word] ?? [] {
            if case .number(let number?) = entry.word { return number }
        }
        return nil
    }

    /// The words as the finder cuts them: runs of letters, runs of digits, single marks; apostrophes alike.
    package static func atoms(of words: String) -> [String] {
        var atoms: [String] = []
        var last: AtomKind?
        for scalar in words.unicodeScalars {
            guard !scalar.properties.isWhitespace else { last = nil; continue }
            let kind = AtomKind(scalar)
            if kind == .mark || kind != last {
                atoms.append(String(AtomKind.plain(scalar)))
            } else {
                atoms[atoms.count - 1].unicodeScalars.append(scalar)
            }
            last = kind
        }
        return atoms
    }
}

/// What a run of characters is made of.
package enum AtomKind: Hashable, Sendable {
    case letters, digits, mark

    package init(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "0"..."9": self = .digits
        case "a"..."z", "A"..."Z": self = .letters
        default: self = !scalar.isASCII && scalar.properties.isAlphabetic ? .letters : .mark
        }
    }

    /// The scalar with typographic apostrophes and dashes made plain.
    package static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{2018}", "\u{2019}", "\u{02BC}": "'"
        case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": "-"
        default: scalar
        }
    }
}
