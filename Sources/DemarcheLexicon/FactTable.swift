package import Demarche
package import Foundation

/// `Table` for tens of thousands of rows: the same file format, kept as bytes, cells decoded when asked for.
package struct FactTable: Sendable {
    package let file: String
    package let width: Int
    /// Rows without header and comments.
    package let count: Int
    private let bytes: [UInt8]
    /// For each row its cells' starts, then the position behind its line end.
    private let starts: [Int32]
    private let lines: [Int32]

    /// - Throws: `LexiconError` where the file cannot be read or a row has not a cell for each column.
    package init(_ url: URL, columns: [String]) throws {
        let file = url.lastPathComponent
        guard let data = try? Data(contentsOf: url) else {
            throw LexiconError(
                file: file, line: 0, what: "cannot be read at \(url.path); name the folder with --lexicons")
        }
        try self.init(bytes: [UInt8](data), file: file, columns: columns)
    }

    /// The same from bytes at hand.
    package init(bytes: [UInt8], file: String, columns: [String]) throws {
        self.file = file
        self.bytes = bytes
        width = columns.count
        var starts: [Int32] = []
        var lines: [Int32] = []
        starts.reserveCapacity(bytes.count / 8)
        var (line, position, sawHeader) = (0, 0, false)
        while position < bytes.count {
            line += 1
            let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
            defer { position = end + 1 }
            if end == position || bytes[position] == 35 { continue }
            let first = starts.count
            starts.append(Int32(position))
            for index in position..<end where bytes[index] == 9 { starts.append(Int32(index + 1)) }
            let cells = starts.count - first
            guard cells == columns.count else {
                throw LexiconError(
                    file: file, line: line,
                    what: "\(cells) columns, expected \(columns.count); cells are separated by tabs")
            }
            if !sawHeader {
                sawHeader = true
                starts.removeSubrange(first...)
                let header = String(decoding: bytes[position..<end], as: UTF8.self)
                guard header == columns.joined(separator: "\t") else {
                    let expected = columns.joined(separator: ", ")
                    throw LexiconError(
                        file: file, line: line, what: "header is “\(header)”, expected “\(expected)”")
                }
                continue
            }
            starts.append(Int32(end + 1))
            lines.append(Int32(line))
        }
        guard sawHeader else {
            throw LexiconError(
                file: file, line: 1, what: "no header; expected “\(columns.joined(separator: ", "))”")
        }
        self.starts = starts
        self.lines = lines
        count = lines.count
    }

    /// A cell's bytes.
    package func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        let at = row * (width + 1) + column
        return bytes[Int(starts[at])..<Int(starts[at + 1]) - 1]
    }

    /// A cell's text.
    package func text(_ row: Int, _ column: Int) -> String {
        String(decoding: cell(row, column), as: UTF8.self)
    }

    /// A cell's parts between `|`.
    package func parts(_ row: Int, _ column: Int) -> [ArraySlice<UInt8>] {
        let whole = cell(row, column)
        return whole.isEmpty ? [] : whole.split(separator: 124)
    }

    /// A cell's ISO day; nil where it is empty.
    /// - Throws: `LexiconError` where it is neither.
    package func day(_ row: Int, _ column: Int) throws -> Day? {
        let cell = cell(row, column)
        if cell.isEmpty { return nil }
        let d = cell.map { Int($0) - 48 }
        guard d.count == 10, d[4] == -3, d[7] == -3,
            let day = Day(
                year: d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3], month: d[5] * 10 + d[6],
                day: d[8] * 10 + d[9])
        else {
            throw error(row, "“\(text(row, column))” is no day; write it as 2022-10-31 or leave it empty")
        }
        return day
    }

    /// What is wrong with a row.
    package func error(_ row: Int, _ what: String) -> LexiconError {
        LexiconError(file: file, line: Int(lines[row]), what: what)
    }
}
