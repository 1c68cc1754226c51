extension JSON {
    /// Why a text is no JSON, with the byte where reading stopped.
    package struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let offset: Int
        package let what: String

        package var description: String { "\(what) at byte \(offset + 1)" }
    }

    /// Reads one value; keys keep their order, a null field is left out, a decimal keeps its number of places.
    package init(reading text: String) throws(ReadingError) {
        var reader = Reader(bytes: Array(text.utf8))
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.at == reader.bytes.count else { throw reader.error("more than one JSON value") }
        guard let value else { throw reader.error("null is no record") }
        self = value
    }

    /// The value of a key of an object; nil where there is none.
    package subscript(key: String) -> JSON? {
        guard case .object(let pairs) = self else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }

    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value, _): value
        default: nil
        }
    }

    /// The elements of an array; nothing for any other value.
    package var elements: [JSON] { if case .array(let values) = self { values } else { [] } }
}

/// Walks over the bytes of a JSON text.
private struct Reader {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func error(_ what: String) -> JSON.ReadingError { JSON.ReadingError(offset: at, what: what) }

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { at += 1 }
    }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: letter) else { return false }
        at += 1
        return true
    }

    /// Nil for null.
    mutating func value(depth: Int) throws(JSON.ReadingError) -> JSON? {
        guard depth < 64 else { throw error("nested too deeply") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", nil)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON?) throws(JSON.ReadingError) -> JSON? {
        let letters = Array(word.description.utf8)
        guard bytes[at...].starts(with: letters) else { throw error("no JSON value") }
        at += letters.count
        return value
    }

    private mutating func object(depth: Int) throws(JSON.ReadingError) -> JSON {
        at += 1
        var pairs: [(key: String, value: JSON)] = []
        skipBlanks()
        if take("}") { return .object(pairs) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw error("a key in quotes is missing") }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw error("a colon is missing") }
            if let value = try value(depth: depth + 1) { pairs.append((key, value)) }
            skipBlanks()
            if take(",") { continue }
            guard take("}") else { throw error("a comma or } is missing") }
            return .object(pairs)
        }
    }

    private mutating func array(depth: Int) throws(JSON.ReadingError) -> JSON {
        at += 1
        var values: [JSON] = []
        skipBlanks()
        if take("]") { return .array(values) }
        while true {
            if let value = try value(depth: depth + 1) { values.append(value) }
            skipBlanks()
            if take(",") { continue }
            guard take("]") else { throw error("a comma or ] is missing") }
            return .array(values)
        }
    }

    private mutating func number() throws(JSON.ReadingError) -> JSON {
        let start = at
        while let byte = next, "+-.0123456789eE".utf8.contains(byte) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            at = start
            throw error("no JSON value")
        }
        let fraction = text.split(separator: ".", omittingEmptySubsequences: false)
        return .number(number, places: fraction.count == 2 ? fraction[1].count : 0)
    }

    private mutating func string() throws(JSON.ReadingError) -> String {
        at += 1
        var out: [UInt8] = []
        while let byte = next {
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else { throw error("not UTF-8") }
                return text
            case UInt8(ascii: "\\"): out += Array(String(Character(try escape())).utf8)
            default: out.append(byte)
            }
        }
        throw error("a closing quote is missing")
    }

    private mutating func escape() throws(JSON.ReadingError) -> Unicode.Scalar {
        let letter = next ?? 0
        at += 1
        switch letter {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "u"): return try scalar()
        default: throw error("no such escape")
        }
    }

    /// After `\u`: a scalar, of two halves where it lies above U+FFFF.
    private mutating func scalar() throws(JSON.ReadingError) -> Unicode.Scalar {
        let high = try unit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), take("\\"), take("u") else { throw error("half of a pair") }
        let low = try unit()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("half of a pair") }
        return scalar
    }

    private mutating func unit() throws(JSON.ReadingError) -> UInt32 {
        guard at + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits are missing") }
        at += 4
        return unit
    }
}
