internal import Foundation

/// How names of places are compared.
package enum PlaceName {
    /// Letters that do not decompose, and what they are written as without their marks.
    private static let letters: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
        "ə": "a",
    ]

    /// A name without marks, case, apostrophes, full stops and doubled spaces; other signs become a space.
    ///
    /// `Scripts/compile-places.py` folds in the same way.
    package static func folded(_ name: String) -> String {
        if let plain = plain(name) { return plain }
        var words = String.UnicodeScalarView()
        for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark || isDropped(scalar) { continue }
            for low in scalar.properties.lowercaseMapping.unicodeScalars {
                if let plain = letters[low] {
                    words.append(contentsOf: plain.unicodeScalars)
                } else if isWord(low) {
                    words.append(low)
                } else if low.properties.generalCategory != .nonspacingMark, words.last != " ", !words.isEmpty
                {
                    words.append(" ")
                }
            }
        }
        if words.last == " " { words.removeLast() }
        return String(words)
    }

    /// The quick way for letters and single spaces of ASCII, which most names are.
    private static func plain(_ name: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: " ") where bytes.last.map { $0 != byte } ?? false: bytes.append(byte)
            default: return nil
            }
        }
        return bytes.last == UInt8(ascii: " ") ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "’", "‘", "ʼ", "ʻ", "`", "´", "ʹ", "ʾ", "ʿ", ".": true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
