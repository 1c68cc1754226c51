/// What a MessagePack document holds, in the subset that spaCy writes.
package indirect enum MessagePackValue {
    case null
    case bool(Bool)
    case unsigned(UInt64)
    /// Negative numbers only.
    case signed(Int64)
    case real(Double)
    case text(String)
    case binary(MappedBytes)
    case array([MessagePackValue])
    case map([(key: MessagePackValue, value: MessagePackValue)])

    /// Text, or the text that a binary holds.
    package var string: String? {
        switch self {
        case .text(let text): text
        case .binary(let data): String(decoding: data.bytes, as: UTF8.self)
        default: nil
        }
    }

    /// A number of zero or more.
    package var unsigned: UInt64? { if case .unsigned(let value) = self { value } else { nil } }

    /// A whole number.
    package var int: Int? {
        switch self {
        case .unsigned(let value): Int(exactly: value)
        case .signed(let value): Int(value)
        default: nil
        }
    }

    /// The elements of an array.
    package var array: [MessagePackValue]? { if case .array(let values) = self { values } else { nil } }

    /// The pairs of a map, in file order.
    package var map: [(key: MessagePackValue, value: MessagePackValue)]? {
        if case .map(let pairs) = self { pairs } else { nil }
    }

    /// The value of a text key, or nil.
    package subscript(key: String) -> MessagePackValue? {
        map?.first { $0.key.string == key }?.value
    }

    /// The value of a key that was written as a number, or as that number's digits.
    package subscript(key: UInt64) -> MessagePackValue? {
        map?.first { $0.key.unsigned == key || $0.key.string == String(key) }?.value
    }
}

/// Reads MessagePack from a mapped file, front to back, as a whole or piece by piece; wrong bytes are an error, never
/// a trap.
package struct MessagePackReader {
    private let file: MappedFile
    private let end: Int
    private(set) var position: Int
    /// Real files nest five deep.
    private static let deepest = 32

    init(_ file: MappedFile) {
        self.file = file
        position = 0
        end = file.bytes.count
    }

    init(_ data: MappedBytes) {
        file = data.file
        position = data.range.lowerBound
        end = data.range.upperBound
    }

    /// The one value that a file holds.
    package static func value(of file: MappedFile) throws -> MessagePackValue {
        var reader = MessagePackReader(file)
        return try reader.value()
    }

    private func wrong(_ what: String) -> ModelError { file.damaged("\(what) at byte \(position)") }

    private mutating func bigEndian(_ count: Int) throws -> UInt64 {
        guard count <= end - position else { throw wrong("cut short") }
        var value: UInt64 = 0
        for i in 0..<count { value = value << 8 | UInt64(file.bytes[position + i]) }
        position += count
        return value
    }

    /// The place of the next `count` bytes.
    private mutating func take(_ count: UInt64) throws -> Range<Int> {
        guard count <= UInt64(end - position) else { throw wrong("cut short") }
        let range = position..<position + Int(count)
        position = range.upperBound
        return range
    }

    private mutating func type() throws -> UInt8 { UInt8(truncatingIfNeeded: try bigEndian(1)) }

    /// The length that follows a type byte, `sizes` being 1, 2, 4 bytes from that byte on.
    private mutating func length(_ type: UInt8, from first: UInt8, bytes: Int) throws -> UInt64 {
        try bigEndian(bytes << Int(type - first))
    }

    /// Every element takes a byte at least, so that a wild count is caught before memory is set aside for it.
    private func checked(_ count: UInt64, elementBytes: UInt64) throws -> Int {
        guard count <= UInt64(end - position) / elementBytes else { throw wrong("wrong count \(count)") }
        return Int(count)
    }

    /// Reads the head of a map; as many keys with their values follow.
    mutating func mapCount() throws -> Int {
        let type = try type()
        switch type {
        case 0x80...0x8f: return try checked(UInt64(type & 15), elementBytes: 2)
        case 0xde, 0xdf: return try checked(length(type, from: 0xde, bytes: 2), elementBytes: 2)
        default: throw wrong("no map")
        }
    }

    /// Reads the head of an array; as many values follow.
    mutating func arrayCount() throws -> Int {
        let type = try type()
        switch type {
        case 0x90...0x9f: return try checked(UInt64(type & 15), elementBytes: 1)
        case 0xdc, 0xdd: return try checked(length(type, from: 0xdc, bytes: 2), elementBytes: 1)
        default: throw wrong("no array")
        }
    }

    /// Reads a number of zero or more.
    mutating func unsigned() throws -> UInt64 {
        let type = try type()
        switch type {
        case 0..<0x80: return UInt64(type)
        case 0xcc...0xcf: return try length(type, from: 0xcc, bytes: 1)
        default: throw wrong("no number")
        }
    }

    /// Reads text and gives its UTF-8 where it lies.
    mutating func utf8() throws -> UnsafeRawBufferPointer {
        let type = try type()
        let range =
            switch type {
            case 0xa0...0xbf: try take(UInt64(type & 31))
            case 0xd9...0xdb: try take(length(type, from: 0xd9, bytes: 1))
            default: throw wrong("no text")
            }
        return UnsafeRawBufferPointer(rebasing: file.bytes[range])
    }

    /// Reads any value.
    mutating func value(depth: Int = 0) throws -> MessagePackValue {
        guard depth < Self.deepest else { throw wrong("nested too deep") }
        guard position < end else { throw wrong("cut short") }
        switch file.bytes[position] {
        case 0..<0x80, 0xcc...0xcf: return .unsigned(try unsigned())
        case 0x80...0x8f, 0xde, 0xdf: return try mapValue(depth)
        case 0x90...0x9f, 0xdc, 0xdd: return try arrayValue(depth)
        case 0xa0...0xbf, 0xd9...0xdb: return .text(String(decoding: try utf8(), as: UTF8.self))
        default: return try scalarValue()
        }
    }

    private mutating func mapValue(_ depth: Int) throws -> MessagePackValue {
        let count = try mapCount()
        var pairs: [(key: MessagePackValue, value: MessagePackValue)] = []
        for _ in 0..<count {
            let key = try value(depth: depth + 1)
            pairs.append((key, try value(depth: depth + 1)))
        }
        return .map(pairs)
    }

    private mutating func arrayValue(_ depth: Int) throws -> MessagePackValue {
        let count = try arrayCount()
        var values: [MessagePackValue] = []
        for _ in 0..<count { values.append(try value(depth: depth + 1)) }
        return .array(values)
    }

    private mutating func scalarValue() throws -> MessagePackValue {
        let type = try type()
        switch type {
        case 0xc0: return .null
        case 0xc2: return .bool(false)
        case 0xc3: return .bool(true)
        case 0xc4...0xc6:
            return .binary(MappedBytes(file: file, range: try take(length(type, from: 0xc4, bytes: 1))))
        case 0xca: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: try bigEndian(4)))))
        case 0xcb: return .real(Double(bitPattern: try bigEndian(8)))
        case 0xd0: return integer(Int64(Int8(truncatingIfNeeded: try bigEndian(1))))
        case 0xd1: return integer(Int64(Int16(truncatingIfNeeded: try bigEndian(2))))
        case 0xd2: return integer(Int64(Int32(truncatingIfNeeded: try bigEndian(4))))
        case 0xd3: return integer(Int64(bitPattern: try bigEndian(8)))
        case 0xe0...0xff: return .signed(Int64(Int8(bitPattern: type)))
        default: throw wrong("unknown type \(type)")
        }
    }

    private func integer(_ value: Int64) -> MessagePackValue {
        value < 0 ? .signed(value) : .unsigned(UInt64(value))
    }
}
