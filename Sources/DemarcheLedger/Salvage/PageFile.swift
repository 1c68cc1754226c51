internal import Foundation

/// The pages of an SQLite file, read without SQLite: what a truncated or damaged file still holds.
///
/// Follows "Database File Format" of sqlite.org. Every offset is checked, and every page visited once: a page that is not
/// there or makes no sense is passed over, and what lies below other pages is still found.
struct PageFile {
    private let bytes: Data
    /// Pages that the write-ahead log holds in a newer state, by number.
    private let newer: [Int: Data]
    private let pageSize: Int
    /// Bytes of a page that hold content.
    private let usable: Int

    /// A cell of a row.
    enum Value: Hashable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        case blob(Data)
    }

    /// A row with its number; a table without row numbers gives 0.
    struct FoundRow {
        let number: Int64
        let values: [Value]
    }

    /// Nil where the file does not begin as an SQLite file.
    init?(_ file: URL) {
        guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe), bytes.count >= 100,
            bytes.starts(with: Data("SQLite format 3\0".utf8))
        else { return nil }
        self.bytes = bytes
        let size = Int(bytes[16]) << 8 | Int(bytes[17])
        let pageSize = size == 1 ? 65536 : size
        self.pageSize = pageSize
        usable = pageSize - Int(bytes[20])
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0, usable >= 480 else { return nil }
        newer = Self.committed(
            in: try? Data(contentsOf: URL(filePath: file.path + "-wal")), pageSize: pageSize)
    }

    /// Which program's file this is, as SQLite's header says.
    var applicationID: Int { bytes[68..<72].reduce(0) { $0 << 8 | Int($1) } }

    /// The rows of a tree that can still be read.
    /// - Parameter root: the number of its first page.
    func rows(root: Int) -> [FoundRow] {
        var rows: [FoundRow] = []
        var seen: Set<Int> = []
        var waiting = [root]
        while let number = waiting.popLast() {
            guard seen.insert(number).inserted, let page = page(number) else { continue }
            waiting += read(page, isFirst: number == 1, into: &rows).reversed()
        }
        return rows
    }

    // MARK: Pages

    private func page(_ number: Int) -> [UInt8]? {
        if let page = newer[number] { return [UInt8](page) }
        guard number >= 1, number <= bytes.count / pageSize else { return nil }
        return [UInt8](bytes[((number - 1) * pageSize)..<(number * pageSize)])
    }

    /// Adds the rows of a page, and gives the pages below it in order.
    private func read(_ page: [UInt8], isFirst: Bool, into rows: inout [FoundRow]) -> [Int] {
        // The file's own header stands before that of page 1.
        let header = isFirst ? 100 : 0
        let isTable = page[header] == 0x05 || page[header] == 0x0D
        let isInterior = page[header] == 0x02 || page[header] == 0x05
        guard isTable || page[header] == 0x02 || page[header] == 0x0A else { return [] }
        let count = Int(page[header + 3]) << 8 | Int(page[header + 4])
        let pointers = header + (isInterior ? 12 : 8)
        guard pointers + 2 * count <= page.count else { return [] }
        var below: [Int] = []
        for index in 0..<count {
            var at = Int(page[pointers + 2 * index]) << 8 | Int(page[pointers + 2 * index + 1])
            if isInterior {
                guard let child = integer32(page, at) else { continue }
                below.append(child)
                at += 4
            }
            if isTable && isInterior { continue }
            if let row = row(page, at, isTable: isTable) { rows.append(row) }
        }
        if isInterior, let last = integer32(page, header + 8) { below.append(last) }
        return below
    }

    private func row(_ page: [UInt8], _ start: Int, isTable: Bool) -> FoundRow? {
        var at = start
        guard let size = varint(page, &at), size >= 0, size <= bytes.count + 65536 else { return nil }
        var number: Int64 = 0
        if isTable {
            guard let found = varint(page, &at) else { return nil }
            number = found
        }
        guard let payload = payload(page, at, size: Int(size), isTable: isTable),
            let values = record(payload)
        else { return nil }
        return FoundRow(number: number, values: values)
    }

    /// A row's bytes: those on its page, then those on pages that continue it.
    private func payload(_ page: [UInt8], _ at: Int, size: Int, isTable: Bool) -> [UInt8]? {
        let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
        let least = (usable - 12) * 32 / 255 - 23
        var local = size
        if size > most {
            let fit = least + (size - least) % (usable - 4)
            local = fit <= most ? fit : least
        }
        guard at >= 0, at + local <= page.count else { return nil }
        var payload = Array(page[at..<(at + local)])
        guard local < size else { return payload }
        var next = integer32(page, at + local) ?? 0
        var seen: Set<Int> = []
        while payload.count < size {
            guard next != 0, seen.insert(next).inserted, let more = self.page(next),
                let following = integer32(more, 0)
            else { return nil }
            payload += more[4..<min(usable, 4 + size - payload.count)]
            next = following
        }
        return payload
    }

    // MARK: Records

    private func record(_ bytes: [UInt8]) -> [Value]? {
        var at = 0
        guard let headerSize = varint(bytes, &at), headerSize >= 1, headerSize <= bytes.count else {
            return nil
        }
        var body = Int(headerSize)
        var values: [Value] = []
        while at < Int(headerSize) {
            guard let kind = varint(bytes, &at), let value = value(bytes, &body, kind: kind) else {
                return nil
            }
            values.append(value)
        }
        return values
    }

    private func value(_ bytes: [UInt8], _ at: inout Int, kind: Int64) -> Value? {
        let sizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
        switch kind {
        case 0: return .null
        case 8: return .integer(0)
        case 9: return .integer(1)
        case 1...7:
            guard let part = take(bytes, &at, sizes[Int(kind)]) else { return nil }
            let bits = part.reduce(part[0] & 0x80 == 0 ? 0 : UInt64.max) { $0 << 8 | UInt64($1) }
            return kind == 7 ? .real(Double(bitPattern: bits)) : .integer(Int64(bitPattern: bits))
        case 12...:
            guard kind < Int64(bytes.count) * 2 + 14, let part = take(bytes, &at, Int(kind - 12) / 2) else {
                return nil
            }
            if kind % 2 == 0 { return .blob(Data(part)) }
            return String(validating: part, as: UTF8.self).map(Value.text)
        default: return nil
        }
    }

    private func take(_ bytes: [UInt8], _ at: inout Int, _ count: Int) -> [UInt8]? {
        guard at + count <= bytes.count else { return nil }
        defer { at += count }
        return Array(bytes[at..<(at + count)])
    }

    private func integer32(_ page: [UInt8], _ at: Int) -> Int? {
        guard at >= 0, at + 4 <= page.count else { return nil }
        return page[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// One to nine bytes, seven bits each, the ninth whole.
    private func varint(_ bytes: [UInt8], _ at: inout Int) -> Int64? {
        var value: UInt64 = 0
        for index in 0..<9 {
            guard at >= 0, at < bytes.count else { return nil }
            let byte = bytes[at]
            at += 1
            if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { return Int64(bitPattern: value) }
        }
        return nil
    }

    // MARK: The write-ahead log

    /// Pages of transactions that were committed, the newest state of each.
    private static func committed(in log: Data?, pageSize: Int) -> [Int: Data] {
        let bytes = [UInt8](log ?? Data())
        guard bytes.count >= 32 else { return [:] }
        func word(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        guard word(0) & ~1 == 0x377F_0682, word(8) == pageSize else { return [:] }
        var pages: [Int: Data] = [:]
        var open: [Int: Data] = [:]
        var at = 32
        while at + 24 + pageSize <= bytes.count, word(at + 8) == word(16), word(at + 12) == word(20) {
            open[word(at)] = Data(bytes[(at + 24)..<(at + 24 + pageSize)])
            if word(at + 4) != 0 {
                pages.merge(open) { _, new in new }
                open = [:]
            }
            at += 24 + pageSize
        }
        return pages
    }
}
