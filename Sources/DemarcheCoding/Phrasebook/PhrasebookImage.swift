import Demarche
package import Foundation

/// A phrasebook as bytes: patterns that are decoded where a sentence may match them, and the words by which they are found.
///
/// The cache keeps it as a file that a start maps, so that a start costs what its words cost, not its 47,000 phrasings.
/// Bytes that are not whole are refused, by a checksum: nothing else is checked afterwards. A class, since it is handed to
/// every sentence.
///
/// All numbers are little-endian and 32 bits wide unless said otherwise. The header: “DMPB”, the layout's number, the
/// checksum of what follows it (64 bits), how many words patterns ask for, where each section ends. The sections:
/// - roles and relations by their codes; strings: lemmas, acts, words of failures. Each text after its length (16 bits).
/// - failures: place, example, reason, as strings.
/// - words: string, where its entries end, where the numbers that it meets end; each begins where the one before ends.
/// - rows: digest (64 bits), pattern; or, with the highest bit set, failure.
/// - places: where in the records each pattern begins. Records: see `PhrasebookBinder`.
/// - entries: pattern × 2 (+ 1 for the noun of an anchor verb), where in the asks its list begins.
/// - asks: lists of the numbers of words without which a pattern cannot match, each after its length.
/// - met: the numbers of the asked-for words that a word can stand for.
package final class PhrasebookImage: Sendable {
    /// The bytes, for the cache.
    package let data: Data
    /// How many different words patterns ask for beside their anchors.
    let askCount: Int
    /// The rows that do not compile.
    package let failures: [Failure]
    private let starts: [Int]
    private let strings: [String]
    private let roles: [RoleName]
    private let relations: [Pattern.Relation]
    private let words: [String: Word]

    /// Raised when the layout changes.
    static let layout = 1
    static let magic: [UInt8] = Array("DMPB".utf8)
    /// Where the checksum stands; it covers what follows.
    static let checksumAt = 8

    /// In the order in which they stand in the bytes.
    enum Section: Int, CaseIterable {
        case roles, relations, strings, failures, words, rows, places, records, entries, asks, met
    }

    static var headerSize: Int { checksumAt + 8 + 4 + 4 * Section.allCases.count }

    /// A row that does not compile.
    package struct Failure: Hashable, Sendable {
        /// `sanction.tsv:12`.
        package let place: String
        package let example: String
        package let error: MarkedExampleError
    }

    /// A pattern that a word may begin.
    struct Candidate: Sendable {
        let pattern: Int
        /// Whether the word is the noun of the anchor verb.
        let isNominalisation: Bool
    }

    /// Numbers of entries, and of what a word meets.
    private struct Word: Sendable {
        let entries: Range<Int>
        let met: Range<Int>
    }

    /// Nil where the bytes are damaged, or of another layout.
    package init?(_ data: Data) {
        guard let header = data.withUnsafeBytes({ Self.header(of: $0) }) else { return nil }
        let starts = header.starts
        func read<Value>(_ section: Section, _ reading: (consuming ByteCursor) -> Value) -> Value {
            data.withUnsafeBytes { bytes in
                reading(
                    ByteCursor(bytes: bytes, at: starts[section.rawValue], end: starts[section.rawValue + 1]))
            }
        }
        let strings = read(.strings, Self.texts)
        self.data = data
        self.starts = starts
        self.strings = strings
        askCount = header.askCount
        roles = read(.roles, Self.texts).compactMap { RoleName(code: $0) }
        relations = read(.relations, Self.texts).compactMap { Pattern.Relation(code: $0) }
        words = read(.words) { Self.words($0, strings) }
        failures = read(.failures) { Self.failures($0, strings) }
    }

    /// Where the sections begin, and where the last one ends; nil where the bytes are not whole.
    private static func header(of bytes: UnsafeRawBufferPointer) -> (askCount: Int, starts: [Int])? {
        guard bytes.count >= headerSize, bytes.prefix(4).elementsEqual(magic) else { return nil }
        var cursor = ByteCursor(bytes: bytes, at: 4, end: headerSize)
        guard cursor.word() == layout, cursor.number() == checksum(of: bytes) else { return nil }
        let askCount = cursor.word()
        let ends = Section.allCases.map { _ in cursor.word() }
        return (askCount, [headerSize] + ends)
    }

    /// FNV-1a over eight bytes at a time; any change of a single one gives another.
    static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
        var at = checksumAt + 8
        while at + 8 <= bytes.count {
            sum =
                (sum ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian)
                &* 0x0000_0100_0000_01b3
            at += 8
        }
        for byte in bytes[at...] { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return sum
    }

    private static func texts(_ cursor: consuming ByteCursor) -> [String] {
        var texts: [String] = []
        while !cursor.isAtEnd { texts.append(cursor.text()) }
        return texts
    }

    private static func words(_ cursor: consuming ByteCursor, _ strings: [String]) -> [String: Word] {
        var words: [String: Word] = [:]
        words.reserveCapacity(cursor.left / 12)
        var (entry, met) = (0, 0)
        while !cursor.isAtEnd {
            let string = strings[cursor.word()]
            let (lastEntry, lastMet) = (cursor.word(), cursor.word())
            words[string] = Word(entries: entry..<lastEntry, met: met..<lastMet)
            (entry, met) = (lastEntry, lastMet)
        }
        return words
    }

    private static func failures(_ cursor: consuming ByteCursor, _ strings: [String]) -> [Failure] {
        var failures: [Failure] = []
        while !cursor.isAtEnd {
            failures.append(
                Failure(
                    place: strings[cursor.word()], example: strings[cursor.word()],
                    error: MarkedExampleError(what: strings[cursor.word()])))
        }
        return failures
    }

    private func size(of section: Section) -> Int { starts[section.rawValue + 1] - starts[section.rawValue] }
    private func start(of section: Section) -> Int { starts[section.rawValue] }
}

// MARK: What is found

extension PhrasebookImage {
    /// The patterns that may match at a word, in the order of the rows.
    /// - Parameter isMet: which of the asked-for words the sentence has; nil for all patterns of the word.
    func candidates(at word: String, isMet: [Bool]? = nil) -> [Candidate] {
        guard let entries = words[word]?.entries, !entries.isEmpty else { return [] }
        let (entriesAt, asksAt) = (start(of: .entries), start(of: .asks))
        return data.withUnsafeBytes { bytes in
            var found: [Candidate] = []
            for entry in entries {
                let key = bytes.word(entriesAt + 8 * entry)
                if let isMet {
                    let list = asksAt + 4 * bytes.word(entriesAt + 8 * entry + 4)
                    let isWhole = (1..<1 + bytes.word(list)).allSatisfy { isMet[bytes.word(list + 4 * $0)] }
                    guard isWhole else { continue }
                }
                found.append(Candidate(pattern: key >> 1, isNominalisation: key & 1 != 0))
            }
            return found
        }
    }

    /// Marks the asked-for words that this word, or two words together, can stand for.
    func mark(_ word: String, in isMet: inout [Bool]) {
        guard let met = words[word]?.met, !met.isEmpty else { return }
        let metAt = start(of: .met)
        data.withUnsafeBytes { bytes in
            for place in met { isMet[bytes.word(metAt + 4 * place)] = true }
        }
    }

    var patternCount: Int { size(of: .places) / 4 }

    func pattern(_ number: Int) -> Pattern {
        data.withUnsafeBytes { bytes in
            let records = start(of: .records)
            var cursor = ByteCursor(
                bytes: bytes, at: records + bytes.word(start(of: .places) + 4 * number),
                end: start(of: .entries))
            return pattern(&cursor)
        }
    }

    private func pattern(_ cursor: inout ByteCursor) -> Pattern {
        let act = strings[cursor.word()]
        let kind = cursor.byte()
        let count = cursor.byte()
        var nodes: [Pattern.Node] = []
        nodes.reserveCapacity(count)
        for _ in 0..<count {
            let (lemma, kind, parent) = (strings[cursor.word()], cursor.byte(), cursor.byte())
            nodes.append(
                Pattern.Node(
                    lemma: lemma, isVerb: kind & 1 != 0, isNoun: kind & 2 != 0, parent: parent,
                    relation: relations[cursor.half()], isOwn: kind & 4 != 0, isUnreal: kind & 8 != 0,
                    isToDo: kind & 32 != 0, isNaming: kind & 16 != 0))
        }
        let (doer, recipient) = (slot(&cursor), slot(&cursor))
        return Pattern(
            act: act, example: cursor.text(), isNearMiss: kind & 1 != 0, nodes: nodes, doer: doer,
            recipient: recipient, isJoint: kind & 2 != 0)
    }

    private func slot(_ cursor: inout ByteCursor) -> Pattern.Slot? {
        let kind = cursor.byte()
        guard kind > 0 else { return nil }
        let (node, role) = (cursor.byte(), roles[cursor.half()])
        return Pattern.Slot(node: node, role: role, head: kind == 2 ? strings[cursor.word()] : nil)
    }
}

// MARK: Rows, for the next image

extension PhrasebookImage {
    /// The digest of each row, in the order of the tables.
    package var rowDigests: [UInt64] {
        data.withUnsafeBytes { bytes in
            var cursor = ByteCursor(bytes: bytes, at: start(of: .rows), end: start(of: .places))
            var digests: [UInt64] = []
            while !cursor.isAtEnd {
                digests.append(cursor.number())
                _ = cursor.word()
            }
            return digests
        }
    }

    /// The pattern of a row, or why it has none.
    package func outcome(ofRow row: Int) -> Result<Pattern, MarkedExampleError> {
        let number = data.withUnsafeBytes { $0.word(start(of: .rows) + 12 * row + 8) }
        return number & Self.failed == 0
            ? .success(pattern(number)) : .failure(failures[number & ~Self.failed].error)
    }

    /// Marks the number of a failure among those of patterns.
    static let failed = 1 << 31
}

/// A reader that goes through a stretch of bytes.
private struct ByteCursor {
    let bytes: UnsafeRawBufferPointer
    var at: Int
    let end: Int

    var isAtEnd: Bool { at >= end }
    var left: Int { end - at }

    mutating func byte() -> Int {
        defer { at += 1 }
        return Int(bytes[at])
    }

    mutating func half() -> Int {
        defer { at += 2 }
        return Int(bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self).littleEndian)
    }

    mutating func word() -> Int {
        defer { at += 4 }
        return bytes.word(at)
    }

    mutating func number() -> UInt64 {
        defer { at += 8 }
        return bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    }

    /// A text after its length.
    mutating func text() -> String {
        let length = half()
        defer { at += length }
        return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func word(_ at: Int) -> Int {
        Int(loadUnaligned(fromByteOffset: at, as: UInt32.self).littleEndian)
    }
}
