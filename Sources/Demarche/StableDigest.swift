/// A 64-bit FNV-1a digest of parts, for identifiers that must be the same on every run and machine.
///
/// Not for security. Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
package struct StableDigest: Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    /// Adds a part; parts are kept apart, so that ("ab", "c") is not ("a", "bc").
    package mutating func add(_ part: some StringProtocol) {
        let known: Void? = part.utf8.withContiguousStorageIfAvailable { mix($0) }
        if known == nil { for byte in part.utf8 { mix(byte) } }
        mix(0xFF)
    }

    /// Adds bytes as one part.
    package mutating func add(bytes: [UInt8]) {
        for byte in bytes { mix(byte) }
        mix(0xFF)
    }

    /// All bytes at once: a lexicon's start digests some megabytes.
    private mutating func mix(_ bytes: UnsafeBufferPointer<UInt8>) { for byte in bytes { mix(byte) } }

    private mutating func mix(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

    /// The digest itself.
    package var value: UInt64 { state }

    /// 16 lower-case hexadecimal digits.
    package var hexadecimal: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The digest of parts in a row.
    package static func of(_ parts: [String]) -> String {
        var digest = StableDigest()
        for part in parts { digest.add(part) }
        return digest.hexadecimal
    }
}
