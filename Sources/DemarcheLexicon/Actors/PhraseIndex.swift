/// Finds the longest known phrase at each place of a text, in time linear in the text.
///
/// A trie over folded pieces, flattened: one open-addressing table holds the hash of every phrase and of every beginning
/// of one. 64-bit hashes stand for the words; two of a hundred thousand fall together once in 10⁹ lexicons.
package struct PhraseIndex: Sendable {
    /// What a phrase is: a kind and a row that its owner understands.
    package struct Entry: Sendable {
        package let kind: UInt8
        package let row: Int32
        /// Pieces whose first letter must be upper case, by bit.
        let upper: UInt32
        /// Pieces that must be upper case throughout, by bit.
        let acronym: UInt32
        fileprivate var next: Int32
    }

    private var keys: [UInt64]
    private var values: [Int32]
    private var used = 0
    private var entries: [Entry] = []

    private static let isPrefix: Int32 = -2

    package init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        values = [Int32](repeating: -1, count: size)
    }

    /// Adds a phrase; the words of one without capitals match in any case.
    package mutating func add(_ pieces: [Piece], kind: UInt8, row: Int) {
        guard !pieces.isEmpty, pieces.count <= 32 else { return }
        var (hash, upper, acronym): (UInt64, UInt32, UInt32) = (0, 0, 0)
        for (i, piece) in pieces.enumerated() {
            hash = Self.step(hash, piece)
            if piece.startsUpper { upper |= 1 << UInt32(i) }
            if piece.isAllUpper { acronym |= 1 << UInt32(i) }
            let slot = slot(for: hash)
            if i + 1 == pieces.count {
                let previous = values[slot] >= 0 ? values[slot] : -1
                entries.append(
                    Entry(kind: kind, row: Int32(row), upper: upper, acronym: acronym, next: previous))
                values[slot] = Int32(entries.count - 1)
            } else if values[slot] == -1 {
                values[slot] = Self.isPrefix
            }
        }
    }

    /// The entries of the longest phrase that begins at a piece, and how many pieces it has.
    ///
    /// - Parameter lenient: whether a text without capitals may stand for a name.
    package func longest(in pieces: [Piece], at start: Int, lenient: Bool) -> (length: Int, entries: [Entry])?
    {
        var hash: UInt64 = 0
        var best: (Int, [Entry])?
        var index = start
        while index < pieces.count {
            hash = Self.step(hash, pieces[index])
            index += 1
            guard let value = value(for: hash) else { break }
            if value >= 0 {
                let found = matching(value, pieces[start..<index], lenient: lenient)
                if !found.isEmpty { best = (index - start, found) }
            }
        }
        return best.map { (length: $0.0, entries: $0.1) }
    }

    private func matching(_ first: Int32, _ pieces: ArraySlice<Piece>, lenient: Bool) -> [Entry] {
        var found: [Entry] = []
        var at = first
        while at >= 0 {
            let entry = entries[Int(at)]
            if Self.agrees(entry, pieces, lenient: lenient) { found.append(entry) }
            at = entry.next
        }
        return found.reversed()
    }

    private static func agrees(_ entry: Entry, _ pieces: ArraySlice<Piece>, lenient: Bool) -> Bool {
        if entry.upper == 0 { return true }
        if lenient && entry.acronym == 0 { return true }
        for (i, piece) in pieces.enumerated() {
            let bit: UInt32 = 1 << UInt32(i)
            if entry.acronym & bit != 0 && piece.length < 4 && !piece.isAllUpper { return false }
            if entry.upper & bit != 0 && !piece.startsUpper { return false }
        }
        return true
    }

    private static func step(_ hash: UInt64, _ piece: Piece) -> UInt64 {
        let mixed = (hash ^ piece.hash) &* 0x9E37_79B9_7F4A_7C15
        return (mixed ^ (mixed >> 29)) | 1
    }

    private func value(for hash: UInt64) -> Int32? {
        var at = Int(truncatingIfNeeded: hash >> 1) & (keys.count - 1)
        while keys[at] != 0 {
            if keys[at] == hash { return values[at] }
            at = (at + 1) & (keys.count - 1)
        }
        return nil
    }

    private mutating func slot(for hash: UInt64) -> Int {
        if used * 2 >= keys.count { grow() }
        var at = Int(truncatingIfNeeded: hash >> 1) & (keys.count - 1)
        while keys[at] != 0 {
            if keys[at] == hash { return at }
            at = (at + 1) & (keys.count - 1)
        }
        keys[at] = hash
        used += 1
        return at
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        values = [Int32](repeating: -1, count: oldKeys.count * 2)
        used = 0
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            values[slot(for: key)] = value
        }
    }
}
