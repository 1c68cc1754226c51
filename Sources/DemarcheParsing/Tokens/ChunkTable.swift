/// Remembers which lexemes a chunk of text was cut into; looking a chunk up allocates nothing.
struct ChunkTable {
    private struct Entry {
        let hash: UInt64
        let codes: Range<Int32>
        let lexemes: Range<Int32>
    }

    private var slots = [Int32](repeating: -1, count: 1024)
    private var entries: [Entry] = []
    private var codes: [Code] = []
    private var lexemes: [Int32] = []

    var count: Int { entries.count }

    /// The place of the chunk's lexemes, for `lexeme(_:)`, or nil.
    func find(_ chunk: UnsafeBufferPointer<Code>) -> Range<Int32>? {
        let hash = Self.hash(chunk)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, equal(entry.codes, chunk) { return entry.lexemes }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func lexeme(_ place: Int32) -> Int32 { lexemes[Int(place)] }

    /// Forgets all chunks and keeps their room.
    mutating func removeAll() {
        for slot in slots.indices { slots[slot] = -1 }
        entries.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        lexemes.removeAll(keepingCapacity: true)
    }

    /// - Precondition: the chunk is not in the table.
    mutating func insert(_ chunk: UnsafeBufferPointer<Code>, _ found: [Int32]) -> Range<Int32> {
        if entries.count * 2 >= slots.count { grow() }
        let firstCode = Int32(codes.count)
        let firstLexeme = Int32(lexemes.count)
        codes.append(contentsOf: chunk)
        lexemes.append(contentsOf: found)
        let entry = Entry(
            hash: Self.hash(chunk), codes: firstCode..<Int32(codes.count),
            lexemes: firstLexeme..<Int32(lexemes.count))
        entries.append(entry)
        place(Int32(entries.count - 1), hash: entry.hash)
        return entry.lexemes
    }

    private mutating func place(_ index: Int32, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, entry) in entries.enumerated() { place(Int32(index), hash: entry.hash) }
    }

    private func equal(_ range: Range<Int32>, _ chunk: UnsafeBufferPointer<Code>) -> Bool {
        guard range.count == chunk.count else { return false }
        return codes.withUnsafeBufferPointer { codes in
            let first = Int(range.lowerBound)
            for i in 0..<chunk.count where codes[first + i] != chunk[i] { return false }
            return true
        }
    }

    private static func hash(_ chunk: UnsafeBufferPointer<Code>) -> UInt64 {
        var hash = UInt64(chunk.count) &* 0x9e37_79b9_7f4a_7c15
        for code in chunk { hash = (hash ^ UInt64(code)) &* 0xff51_afd7_ed55_8ccd; hash ^= hash >> 32 }
        return hash
    }
}
