internal import Demarche
package import Foundation

/// What a column holds, so that readers need not guess: codes such as `036` are no numbers.
package enum ColumnKind: String, Sendable { case text, integer, decimal, day }

/// Writes a table as Apache Parquet: plain encoding, no compression, every column optional, rows in groups.
///
/// The format in short (parquet-format 2.x): the bytes `PAR1`, a page for each column of each row group, then a footer of
/// Thrift's compact protocol that tells schema and places, its length in four bytes, and `PAR1`. Empty cells are null.
package struct ParquetWriter {
    private let columns: [(name: String, kind: ColumnKind)]
    private let write: (Data) throws -> Void
    private var rows: [[String]] = []
    private var groups: [Group] = []
    private var offset = 0

    /// So many rows make a group; what is in memory at once.
    private static let groupSize = 50_000
    private static let mark = Data("PAR1".utf8)

    private struct Group {
        let count: Int
        let chunks: [Chunk]
    }

    private struct Chunk {
        let offset: Int
        let size: Int
    }

    /// - Parameter write: takes the file's bytes in order.
    package init(columns: [(name: String, kind: ColumnKind)], write: @escaping (Data) throws -> Void) throws {
        self.columns = columns
        self.write = write
        try put(Self.mark)
    }

    package mutating func add(_ row: [String]) throws {
        precondition(row.count == columns.count, "A row has a cell for every column.")
        rows.append(row)
        if rows.count >= Self.groupSize { try flush() }
    }

    /// Writes the rest and the footer.
    package mutating func finish() throws {
        if !rows.isEmpty { try flush() }
        let footer = self.footer
        try put(footer + Self.littleEndian(UInt32(footer.count)) + Self.mark)
    }

    private mutating func put(_ data: Data) throws {
        try write(data)
        offset += data.count
    }

    private mutating func flush() throws {
        var chunks: [Chunk] = []
        for index in columns.indices {
            let page = self.page(rows.map { $0[index] }, columns[index].kind)
            chunks.append(Chunk(offset: offset, size: page.count))
            try put(page)
        }
        groups.append(Group(count: rows.count, chunks: chunks))
        rows.removeAll(keepingCapacity: true)
    }

    // MARK: Pages

    /// A data page: which cells are there, then the values of those that are.
    private func page(_ cells: [String], _ kind: ColumnKind) -> Data {
        let values = cells.map { Self.value($0, kind) }
        let levels = Self.levels(values.map { $0 != nil })
        var body = Self.littleEndian(UInt32(levels.count)) + levels
        for value in values { if let value { body += value } }
        var thrift = CompactWriter()
        thrift.begin()
        thrift.integer(1, 0)
        thrift.integer(2, body.count)
        thrift.integer(3, body.count)
        thrift.begin(5)
        thrift.integer(1, cells.count)
        thrift.integer(2, 0)
        thrift.integer(3, 3)
        thrift.integer(4, 3)
        thrift.end()
        thrift.end()
        return thrift.bytes + body
    }

    /// Runs of cells that are there (1) or not (0): a varint of twice the length, and the bit.
    private static func levels(_ present: [Bool]) -> Data {
        var data = Data()
        var start = 0
        while start < present.count {
            var end = start
            while end < present.count, present[end] == present[start] { end += 1 }
            data += CompactWriter.varint(UInt64(end - start) << 1)
            data.append(present[start] ? 1 : 0)
            start = end
        }
        return data
    }

    /// A cell's bytes; nil where it is empty or not of the column's kind.
    private static func value(_ cell: String, _ kind: ColumnKind) -> Data? {
        guard !cell.isEmpty else { return nil }
        switch kind {
        case .text: return littleEndian(UInt32(cell.utf8.count)) + Data(cell.utf8)
        case .integer: return Int64(cell).map(littleEndian)
        case .decimal: return Double(cell).map { littleEndian($0.bitPattern) }
        case .day: return days(cell).map(littleEndian)
        }
    }

    /// Days since 1 January 1970 of an ISO day.
    private static func days(_ cell: String) -> Int32? { Day(iso: cell).map { Int32($0.ordinal - epoch) } }

    private static let epoch = Day(year: 1970, month: 1, day: 1)?.ordinal ?? 0

    private static func littleEndian(_ value: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }

    // MARK: Footer

    private var footer: Data {
        var thrift = CompactWriter()
        thrift.begin()
        thrift.integer(1, 1)
        thrift.list(2, of: .structure, count: columns.count + 1)
        thrift.begin()
        thrift.text(4, "schema")
        thrift.integer(5, columns.count)
        thrift.end()
        for column in columns { element(column, &thrift) }
        thrift.long(3, groups.reduce(0) { $0 + $1.count })
        thrift.list(4, of: .structure, count: groups.count)
        for group in groups { self.group(group, &thrift) }
        thrift.text(6, "demarche")
        thrift.end()
        return thrift.bytes
    }

    private func element(_ column: (name: String, kind: ColumnKind), _ thrift: inout CompactWriter) {
        thrift.begin()
        thrift.integer(1, column.kind.physicalType)
        thrift.integer(3, 1)
        thrift.text(4, column.name)
        if let converted = column.kind.convertedType { thrift.integer(6, converted) }
        thrift.end()
    }

    private func group(_ group: Group, _ thrift: inout CompactWriter) {
        thrift.begin()
        thrift.list(1, of: .structure, count: columns.count)
        for (column, chunk) in zip(columns, group.chunks) {
            thrift.begin()
            thrift.long(2, chunk.offset)
            thrift.begin(3)
            thrift.integer(1, column.kind.physicalType)
            thrift.list(2, of: .integer, count: 2)
            thrift.element(0)
            thrift.element(3)
            thrift.list(3, of: .binary, count: 1)
            thrift.element(column.name)
            thrift.integer(4, 0)
            thrift.long(5, group.count)
            thrift.long(6, chunk.size)
            thrift.long(7, chunk.size)
            thrift.long(9, chunk.offset)
            thrift.end()
            thrift.end()
        }
        thrift.long(2, group.chunks.reduce(0) { $0 + $1.size })
        thrift.long(3, group.count)
        thrift.end()
    }
}

extension ColumnKind {
    /// Parquet's numbers: INT32 1, INT64 2, DOUBLE 5, BYTE_ARRAY 6.
    fileprivate var physicalType: Int {
        switch self {
        case .text: 6
        case .integer: 2
        case .decimal: 5
        case .day: 1
        }
    }

    /// UTF8 0, DATE 6.
    fileprivate var convertedType: Int? {
        switch self {
        case .text: 0
        case .day: 6
        case .integer, .decimal: nil
        }
    }
}

/// Thrift's compact protocol, as much of it as a Parquet footer needs.
private struct CompactWriter {
    private(set) var bytes = Data()
    /// The last field of each structure that is open.
    private var fields: [Int] = []

    enum Kind: UInt8 { case integer = 5, long = 6, binary = 8, list = 9, structure = 12 }

    static func varint(_ value: UInt64) -> Data {
        var (rest, data) = (value, Data())
        while rest >= 0x80 {
            data.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        data.append(UInt8(rest))
        return data
    }

    private mutating func field(_ number: Int, _ kind: Kind) {
        let last = fields.removeLast()
        fields.append(number)
        precondition((1...15).contains(number - last), "Fields are written in order.")
        bytes.append(UInt8(number - last) << 4 | kind.rawValue)
    }

    private mutating func zigzag(_ value: Int) {
        bytes += Self.varint(UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
    }

    /// A structure that is the whole, or the next element of a list.
    mutating func begin() { fields.append(0) }

    mutating func begin(_ number: Int) {
        field(number, .structure)
        begin()
    }

    mutating func end() {
        bytes.append(0)
        fields.removeLast()
    }

    mutating func integer(_ number: Int, _ value: Int) {
        field(number, .integer)
        zigzag(value)
    }

    mutating func long(_ number: Int, _ value: Int) {
        field(number, .long)
        zigzag(value)
    }

    mutating func text(_ number: Int, _ value: String) {
        field(number, .binary)
        element(value)
    }

    mutating func list(_ number: Int, of kind: Kind, count: Int) {
        field(number, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            bytes += Self.varint(UInt64(count))
        }
    }

    mutating func element(_ value: Int) { zigzag(value) }

    mutating func element(_ value: String) {
        bytes += Self.varint(UInt64(value.utf8.count))
        bytes += Data(value.utf8)
    }
}
