/// A Unicode scalar's number, as the tokenizer handles it.
package typealias Code = UInt32

/// Classes of single scalars as Python and spaCy see them, and the shape of a word.
package enum ScalarClass {
    static func isSpace(_ c: Code) -> Bool {
        if c < 128 { return c == 32 || (9...13).contains(c) || (0x1c...0x1f).contains(c) }
        switch c {
        case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: return true
        default: return false
        }
    }

    static func isASCIIDigit(_ c: Code) -> Bool { (48...57).contains(c) }

    static func isLetter(_ c: Code) -> Bool {
        if c < 128 { return (97...122).contains(c) || (65...90).contains(c) }
        switch properties(c).generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    static func isDigit(_ c: Code) -> Bool {
        if c < 128 { return isASCIIDigit(c) }
        let type = properties(c).numericType
        return type == .decimal || type == .digit
    }

    static func isUppercase(_ c: Code) -> Bool { c < 128 ? (65...90).contains(c) : properties(c).isUppercase }

    private static func properties(_ c: Code) -> Unicode.Scalar.Properties {
        (Unicode.Scalar(c) ?? " ").properties
    }

    /// `Xxxxx` for "Russia", `d.dd` for "4.25": letters and digits by kind, at most four alike in a row.
    package static func shape(_ word: some Collection<Code>) -> String {
        if word.count >= 100 { return "LONG" }
        var shape: [Code] = []
        var last: Code?
        var repeats = 0
        for c in word {
            let kind: Code = isLetter(c) ? (isUppercase(c) ? 88 : 120) : isDigit(c) ? 100 : c
            repeats = kind == last ? repeats + 1 : 0
            last = kind
            if repeats < 4 { shape.append(kind) }
        }
        return String(codes: shape)
    }
}

extension String {
    /// The string of these scalars.
    init(codes: some Sequence<Code>) {
        var view = String.UnicodeScalarView()
        for c in codes { view.append(Unicode.Scalar(c) ?? "\u{fffd}") }
        self.init(view)
    }

    /// Its scalars' numbers.
    var codes: [Code] { unicodeScalars.map(\.value) }
}

/// A set of scalars with constant-time membership.
struct ScalarSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 0x110000 / 64)

    init(_ characters: String) {
        for scalar in characters.unicodeScalars { insert(scalar.value...scalar.value) }
    }

    /// The body of a regular expression's `[…]`: scalars, ranges, `\uXXXX`, `\UXXXXXXXX` and escaped scalars.
    init?(classBody body: some RandomAccessCollection<Code>) {
        let body = Array(body)
        var i = 0
        while i < body.count {
            guard let first = Self.scalar(in: body, at: &i) else { return nil }
            var last = first
            if i + 1 < body.count, body[i] == 45 {
                i += 1
                guard let upper = Self.scalar(in: body, at: &i) else { return nil }
                last = upper
            }
            guard first <= last, last < 0x110000 else { return nil }
            insert(first...last)
        }
    }

    func contains(_ c: Code) -> Bool { words[Int(c >> 6)] >> UInt64(c & 63) & 1 == 1 }

    private mutating func insert(_ range: ClosedRange<Code>) {
        for c in range { words[Int(c >> 6)] |= 1 << UInt64(c & 63) }
    }

    private static func scalar(in body: [Code], at i: inout Int) -> Code? {
        guard body[i] == 92 else {
            i += 1
            return body[i - 1]
        }
        guard i + 1 < body.count else { return nil }
        let kind = body[i + 1]
        let digits = kind == 117 ? 4 : kind == 85 ? 8 : 0
        i += 2 + digits
        if digits == 0 { return kind }
        guard i <= body.count else { return nil }
        return Code(String(codes: body[(i - digits)..<i]), radix: 16)
    }

    /// The bodies of the long `[…]` groups of a regular expression, in order.
    static func longClasses(in pattern: [Code]) -> [ArraySlice<Code>] {
        var classes: [ArraySlice<Code>] = []
        var i = 0
        while i < pattern.count {
            if pattern[i] == 91 {
                var end = i + 1
                while end < pattern.count, pattern[end] != 93 { end += pattern[end] == 92 ? 2 : 1 }
                guard end < pattern.count else { break }
                if end - i - 1 > 80 { classes.append(pattern[(i + 1)..<end]) }
                i = end + 1
            } else {
                i += pattern[i] == 92 ? 2 : 1
            }
        }
        return classes
    }
}
