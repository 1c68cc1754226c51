/// Gives strings the numbers by which a model knows them.
package struct StringIdentity: Sendable {
    private let symbols = StringTables.symbols()

    package init() {}

    /// 0 for the empty string, a small number for a symbol, else the hash of its UTF-8.
    package func id(of string: String) -> UInt64 {
        if string.isEmpty { return 0 }
        if let symbol = symbols[string] { return symbol }
        var string = string
        return string.withUTF8 { Hashing.murmur64(UnsafeRawBufferPointer($0)) }
    }
}

/// The two hash functions of spaCy's models.
package enum Hashing {
    /// MurmurHash64A.
    package static func murmur64(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 1) -> UInt64 {
        let multiplier: UInt64 = 0xc6a4_a793_5bd1_e995
        let count = bytes.count
        var hash = seed ^ (UInt64(count) &* multiplier)
        var i = 0
        while i + 8 <= count {
            var k =
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* multiplier
            k ^= k >> 47
            hash = (hash ^ (k &* multiplier)) &* multiplier
            i += 8
        }
        if i < count {
            var tail: UInt64 = 0
            for j in i..<count { tail |= UInt64(bytes[j]) << UInt64(8 * (j - i)) }
            hash = (hash ^ tail) &* multiplier
        }
        hash = (hash ^ (hash >> 47)) &* multiplier
        return hash ^ (hash >> 47)
    }

    /// The four keys of a hash embedding, by which four of its rows are chosen.
    package static func embeddingKeys(_ value: UInt64, seed: UInt64) -> SIMD4<UInt32> {
        var a = value &* 0x87c3_7b91_1142_53d5
        a = (a << 31 | a >> 33) &* 0x4cf5_ad43_2745_937f
        a ^= seed ^ 8
        var b = seed ^ 8
        a = a &+ b
        b = b &+ a
        a = mixed(a)
        b = mixed(b)
        a = a &+ b
        b = b &+ a
        return SIMD4(
            UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: a >> 32),
            UInt32(truncatingIfNeeded: b), UInt32(truncatingIfNeeded: b >> 32))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var x = value
        x = (x ^ (x >> 33)) &* 0xff51_afd7_ed55_8ccd
        x = (x ^ (x >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return x ^ (x >> 33)
    }
}
