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

    /// The first and the last day that a cell and the next one give; nil where a cell is empty.
    ///
    /// A month (`2003-05`) or a year (`2003`) is its first day as a beginning, its last as an end: the days are the
    /// widest that the words allow.
    /// - Throws: `LexiconError` where a cell is no day, month or year.
    package func days(_ row: Int, from column: Int) throws -> (from: Day?, to: Day?) {
        (try day(row, column, isEnd: false), try day(row, column + 1, isEnd: true))
    }

    private func day(_ row: Int, _ column: Int, isEnd: Bool) throws -> Day? {
        let cell = cell(row, column)
        if cell.isEmpty { return nil }
        let numbers = cell.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map {
            $0.reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        let hasForm = [4, 7, 10].contains(cell.count) && numbers.count == (cell.count - 1) / 3
        let isOfDigits = cell.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
        guard hasForm, isOfDigits,
            let month = Day(
                year: numbers[0], month: numbers.count > 1 ? numbers[1] : isEnd ? 12 : 1, day: 1),
            let day = numbers.count > 2
                ? Day(year: month.year, month: month.month, day: numbers[2])
                : isEnd ? month.adding(months: 1).adding(days: -1) : month
        else {
            throw error(
                row,
                "“\(text(row, column))” is no day; write it as 2022-10-31, 2022-10, 2022, or leave it empty"
            )
        }
        return day
    }

    /// What is wrong with a row.
    package func error(_ row: Int, _ what: String) -> LexiconError {
        LexiconError(file: file, line: Int(lines[row]), what: what)
    }
}
