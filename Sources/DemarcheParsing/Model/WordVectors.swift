import Foundation

/// The model's table of word vectors: a mapped file of numbers, and rows found by the number of a word's string.
struct WordVectors: Sendable {
    let width: Int
    private let rows: Int
    private let numbers: MappedBytes
    private let index: RowIndex

    /// - Returns: nil for a model without vectors.
    init?(model: URL) throws {
        let vectors = try MappedFile(model.appending(path: "vocab/vectors"))
        let (shape, start) = try Self.header(of: vectors)
        guard shape.count == 2, shape[0] >= 0, shape[1] >= 0, shape[0] < 1 << 31, shape[1] < 1 << 16 else {
            throw vectors.damaged("vectors of shape \(shape)")
        }
        if shape[0] == 0 || shape[1] == 0 { return nil }
        guard vectors.bytes.count - start == shape[0] * shape[1] * 4 else {
            throw vectors.damaged("\(vectors.bytes.count) bytes for vectors of shape \(shape)")
        }
        rows = shape[0]
        width = shape[1]
        numbers = MappedBytes(file: vectors, range: start..<vectors.bytes.count)
        index = try RowIndex(MappedFile(model.appending(path: "vocab/key2row")), rows: rows)
    }

    /// The vector of a string's number, not aligned; nil when the word has none.
    func vector(of id: UInt64) -> UnsafeRawPointer? {
        index.row(of: id).flatMap { row in numbers.bytes.baseAddress.map { $0 + row * width * 4 } }
    }

    /// The shape that a NumPy file tells, and where its numbers begin.
    private static func header(of file: MappedFile) throws -> (shape: [Int], start: Int) {
        let bytes = file.bytes
        guard bytes.count >= 10, bytes.prefix(6).elementsEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]) else {
            throw file.damaged("no NumPy array")
        }
        let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
        guard bytes[6] == 1, start <= bytes.count else { throw file.damaged("no NumPy header") }
        let header = String(decoding: bytes[10..<start], as: UTF8.self)
        guard header.contains("'<f4'"), header.contains("'fortran_order': False"),
            let open = header.firstIndex(of: "("), let close = header[open...].firstIndex(of: ")")
        else { throw file.damaged("no array of 32-bit floats") }
        let shape = header[header.index(after: open)..<close].split(separator: ",").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        return (shape, start)
    }
}

/// Rows of a table by 64-bit number: pairs sorted into many small buckets, twelve bytes for each.
struct RowIndex: Sendable {
    private let keys: [UInt64]
    private let rows: [Int32]
    private let starts: [Int32]
    private let shift: UInt64

    /// Reads a map of numbers; each row must be below `rows`.
    init(_ file: MappedFile, rows limit: Int) throws {
        var reader = MessagePackReader(file)
        let count = try reader.mapCount()
        var pairs = (keys: [UInt64](), rows: [Int32]())
        pairs.keys.reserveCapacity(count)
        pairs.rows.reserveCapacity(count)
        for _ in 0..<count {
            pairs.keys.append(try reader.unsigned())
            let row = try reader.unsigned()
            guard row < UInt64(limit) else { throw file.damaged("row \(row) of \(limit)") }
            pairs.rows.append(Int32(row))
        }
        let bits = UInt64(max(1, (count / 4).bitWidth - (count / 4).leadingZeroBitCount))
        let shift = 64 - bits
        var starts = [Int32](repeating: 0, count: 1 << Int(bits) + 1)
        for key in pairs.keys { starts[Int(key >> shift) + 1] += 1 }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        var next = starts
        var sorted = (keys: [UInt64](repeating: 0, count: count), rows: [Int32](repeating: 0, count: count))
        for i in 0..<count {
            let bucket = Int(pairs.keys[i] >> shift)
            sorted.keys[Int(next[bucket])] = pairs.keys[i]
            sorted.rows[Int(next[bucket])] = pairs.rows[i]
            next[bucket] += 1
        }
        (keys, rows) = sorted
        self.starts = starts
        self.shift = shift
    }

    func row(of key: UInt64) -> Int? {
        let bucket = Int(key >> shift)
        for i in Int(starts[bucket])..<Int(starts[bucket + 1]) where keys[i] == key { return Int(rows[i]) }
        return nil
    }
}
