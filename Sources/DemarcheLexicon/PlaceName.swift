internal import Foundation

/// How names of places are compared.
package enum PlaceName {
    /// Letters that do not decompose, and what they are written as without their marks.
    private static let letters: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a",
    ]

    /// A name without marks, case, apostrophes, full stops and doubled spaces; other signs become a space.
    ///
    /// `Scripts/compile-places.py` folds in the same way.
    package static func folded(_ name: String) -> String {
        var words = String.UnicodeScalarView()
        for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark || isDropped(scalar) { continue }
            for low in scalar.properties.lowercaseMapping.unicodeScalars {
                if let plain = letters[low] {
                    words.append(contentsOf: plain.unicodeScalars)
                } else if isWord(low) {
                    words.append(low)
                } else if low.properties.generalCategory != .nonspacingMark, words.last != " ", !words.isEmpty {
                    words.append(" ")
                }
            }
        }
        if words.last == " " { words.removeLast() }
        return String(words)
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
