/// A run of letters and digits of a name or a report, folded for look-up: case and accents gone, what the case was kept.
///
/// "U.S.-led" has two pieces (`us`, `led`), "People’s" two (`people`, `s`), "Sana'a" one.
package struct Piece: Hashable, Sendable {
    package let hash: UInt64
    package let length: Int
    package let startsUpper: Bool
    package let isAllUpper: Bool

    /// The pieces of a stretch of text.
    package static func pieces(of text: some Sequence<Unicode.Scalar>) -> [Piece] {
        var maker = PieceMaker()
        for scalar in text { maker.take(scalar) }
        return maker.finish()
    }

    /// The pieces of UTF-8 bytes; what is not UTF-8 separates.
    package static func pieces(utf8 bytes: ArraySlice<UInt8>) -> [Piece] {
        var maker = PieceMaker()
        if bytes.allSatisfy({ $0 < 128 }) {
            for byte in bytes { maker.take(Unicode.Scalar(byte)) }
        } else {
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { maker.take(scalar) }
        }
        return maker.finish()
    }

    /// A scalar without case and accent; nil for what no word is made of.
    static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
        let v = scalar.value
        switch v {
        case 97...122, 48...57: return v
        case 65...90: return v + 32
        case 0..<0xC0: return nil
        case 0xC0...0x24F: return latin(v - 0xC0, in: lowLatin, else: v)
        case 0x1E00...0x1EFF: return latin(v - 0x1E00, in: highLatin, else: v)
        default:
            return scalar.properties.isAlphabetic
                ? scalar.properties.lowercaseMapping.unicodeScalars.first?.value : nil
        }
    }

    private static func latin(_ index: UInt32, in table: StaticString, else value: UInt32) -> UInt32? {
        let byte = table.utf8Start[Int(index)]
        return byte == 45 ? (value == 0xD7 || value == 0xF7 ? nil : value) : UInt32(byte)
    }

    /// Base letters of U+00C0 to U+024F (Unicode decompositions; letters with strokes by their shape).
    private static let lowLatin: StaticString =
        """
        aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhh\
        iiiiiiiiiiiijjkk-llllllllllnnnnnn-nnoooooooorrrrrrsssssssstttt--uuuuuuuuuuuuwwyyyzzzzzzs---------------a\
        ----------------oo-------------uu-------------------dddlllnnnaaiioouuuuuuuuuu-aaaa----ggkkoooo--jdddgg--\
        nnaa----aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy----------------------------
        """
    /// Base letters of U+1E00 to U+1EFF.
    private static let highLatin: StaticString =
        """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssss\
        ssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas----aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooo\
        oooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------
        """
}

/// Makes pieces scalar by scalar: FNV-1a over folded letters.
private struct PieceMaker {
    private var pieces: [Piece] = []
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    private var length = 0
    private var startsUpper = false
    private var allUpper = true
    /// After an apostrophe inside a word: nothing known yet, or an `s` that may be a possessive.
    private var pending: Pending = .none

    private enum Pending { case none, apostrophe, possessive(Bool) }

    mutating func take(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value == 46 || (0x300...0x36F).contains(value) { return }
        if [39, 0x2019, 0x2018, 0x2BC, 0x60, 0xB4, 0x2BB].contains(value) {
            flushPossessive(atEnd: true)
            if length > 0 { pending = .apostrophe }
            return
        }
        guard let folded = Piece.folded(scalar) else { return flushWord() }
        let isUpper = value < 128 ? (65...90).contains(value) : scalar.properties.isUppercase
        switch pending {
        case .apostrophe where folded == 115:
            pending = .possessive(isUpper)
            return
        case .possessive: flushPossessive(atEnd: false)
        default: pending = .none
        }
        append(folded, isUpper: isUpper)
    }

    mutating func finish() -> [Piece] {
        flushWord()
        return pieces
    }

    private mutating func append(_ folded: UInt32, isUpper: Bool) {
        if length == 0 { startsUpper = isUpper }
        if !isUpper && !(48...57).contains(folded) { allUpper = false }
        hash = (hash ^ UInt64(folded)) &* 0x100_0000_01b3
        length += 1
    }

    /// `s` after an apostrophe is a word of its own at a word's end, and part of the word inside it.
    private mutating func flushPossessive(atEnd: Bool) {
        guard case .possessive(let isUpper) = pending else { return }
        pending = .none
        if atEnd { flushWord() }
        append(115, isUpper: isUpper)
        if atEnd { flushWord() }
    }

    private mutating func flushWord() {
        if case .possessive = pending { return flushPossessive(atEnd: true) }
        pending = .none
        guard length > 0 else { return }
        pieces.append(
            Piece(
                hash: hash, length: length, startsUpper: startsUpper,
                isAllUpper: allUpper && startsUpper && length > 1))
        (hash, length, startsUpper, allUpper) = (0xcbf2_9ce4_8422_2325, 0, false, true)
    }
}
