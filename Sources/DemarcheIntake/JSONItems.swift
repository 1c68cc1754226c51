internal import Foundation

/// Bytes of a file or of standard input, chunk by chunk.
final class ByteSource {
    private static let chunk = 1 << 18
    private let handle: FileHandle?
    private var rest: [UInt8]

    init(_ handle: FileHandle) {
        self.handle = handle
        rest = []
    }

    init(_ bytes: [UInt8]) {
        handle = nil
        rest = bytes
    }

    /// The next bytes, empty at the end.
    /// - Throws: what the system says when a read fails.
    func next() throws -> [UInt8] {
        if !rest.isEmpty {
            defer { rest = [] }
            return rest
        }
        guard let handle else { return [] }
        return [UInt8](try handle.read(upToCount: Self.chunk) ?? Data())
    }

    /// Puts bytes back in front, so that the start can be looked at and read again.
    func putBack(_ bytes: [UInt8]) { rest = bytes + rest }
}

/// Cuts a stream of JSON into values: one a line, or the elements of an array, with bounded memory.
struct JSONItems {
    enum Shape { case lines, array, value }

    /// One value's bytes, or nil where it was longer than allowed; and the line it starts on.
    struct Item {
        let bytes: [UInt8]?
        let line: Int
    }

    private let source: ByteSource
    private let shape: Shape
    private let longest: Int
    private var chunk: [UInt8] = []
    private var at = 0
    private var line = 1
    private var ended = false
    private var opened = false

    init(_ source: ByteSource, shape: Shape, longest: Int) {
        self.source = source
        self.shape = shape
        self.longest = longest
    }

    /// The next value; nil at the end.
    mutating func next() throws -> Item? {
        switch shape {
        case .lines: try nextLine()
        case .array, .value: try nextValue()
        }
    }

    private mutating func fill() throws -> Bool {
        if at < chunk.count { return true }
        if ended { return false }
        chunk = try source.next()
        at = 0
        ended = chunk.isEmpty
        return !ended
    }

    private mutating func nextLine() throws -> Item? {
        var bytes: [UInt8] = []
        var tooLong = false
        var started = false
        let first = line
        while try fill() {
            started = true
            let end = chunk[at...].firstIndex(of: UInt8(ascii: "\n")) ?? chunk.count
            tooLong = tooLong || bytes.count + end - at > longest
            if tooLong { bytes = [] } else { bytes += chunk[at..<end] }
            at = end + 1
            if end < chunk.count {
                line += 1
                return Item(bytes: tooLong ? nil : bytes, line: first)
            }
        }
        return started ? Item(bytes: tooLong ? nil : bytes, line: first) : nil
    }

    /// Elements by their brackets and quotes alone; what stands inside is for the decoder to judge.
    private mutating func nextValue() throws -> Item? {
        var bytes: [UInt8] = []
        var count = 0
        var depth = 0
        var (quoted, escaped) = (false, false)
        var first = line
        while try fill() {
            let byte = chunk[at]
            at += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if shape == .array, !opened {
                opened = byte == UInt8(ascii: "[")
                continue
            }
            if !quoted, depth == 0 {
                let closes = byte == UInt8(ascii: ",") || (shape == .array && byte == UInt8(ascii: "]"))
                if closes {
                    if count > 0 { return Item(bytes: count > longest ? nil : bytes, line: first) }
                    continue
                }
                if count == 0, byte <= 0x20 { continue }
            }
            if count == 0 { first = line }
            count += 1
            if count <= longest { bytes.append(byte) } else { bytes = [] }
            if quoted {
                quoted = escaped || byte != UInt8(ascii: "\"")
                escaped = !escaped && byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "\"") {
                quoted = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
                if depth <= 0, count > 0 { return Item(bytes: count > longest ? nil : bytes, line: first) }
            }
        }
        return count > 0 ? Item(bytes: count > longest ? nil : bytes, line: first) : nil
    }
}
