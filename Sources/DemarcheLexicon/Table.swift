package import Foundation

/// A table of facts: tab-separated cells under a header line, `#` comments, one fact a line.
///
/// The only reader of TSV in the program. Every complaint says where, what, and what to do.
package struct Table: Sendable {
    /// One line of facts.
    package struct Row: Sendable {
        package let file: String
        /// From 1, as editors count.
        package let line: Int
        package let cells: [String]
        fileprivate let columns: [String: Int]

        /// The cell under a column's name; empty cells are "".
        package subscript(_ column: String) -> String {
            guard let index = columns[column] else {
                preconditionFailure("\(file) was read without its column \(column).")
            }
            return cells[index]
        }

        /// The parts of a cell that lists several things, separated by `|`.
        package func list(_ column: String) -> [String] {
            self[column].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }

        package func error(_ what: String) -> LexiconError {
            LexiconError(file: file, line: line, what: what)
        }
    }

    package let file: String
    package let rows: [Row]

    /// Reads a table and checks its shape: the header names exactly these columns, each row has a cell for each.
    /// - Throws: `LexiconError`.
    package init(_ url: URL, columns: [String]) throws {
        let file = url.lastPathComponent
        let data: Data
        do { data = try Data(contentsOf: url) } catch {
            throw LexiconError(
                file: file, line: 0, what: "cannot be read at \(url.path); name the folder with --lexicons")
        }
        guard String(validating: data, as: UTF8.self) != nil else {
            throw LexiconError(file: file, line: 0, what: "is not UTF-8; save it as UTF-8")
        }
        try self.init(bytes: [UInt8](data), file: file, columns: columns)
    }

    /// From text at hand.
    package init(text: String, file: String, columns: [String]) throws {
        try self.init(bytes: Array(text.utf8), file: file, columns: columns)
    }

    private init(bytes: [UInt8], file: String, columns: [String]) throws {
        self.file = file
        var rows: [Row] = []
        var index: [String: Int]?
        var line = 0
        // By bytes: the tables hold tens of thousands of lines.
        for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            if raw.isEmpty || raw.first == UInt8(ascii: "#") { continue }
            let cells = raw.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard let known = index else {
                guard cells == columns else {
                    throw LexiconError(
                        file: file, line: line,
                        what:
                            "header is “\(cells.joined(separator: ", "))”, expected “\(columns.joined(separator: ", "))”, separated by tabs"
                    )
                }
                index = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
                continue
            }
            guard cells.count == columns.count else {
                throw LexiconError(
                    file: file, line: line,
                    what: "\(cells.count) columns, expected \(columns.count); cells are separated by tabs")
            }
            rows.append(Row(file: file, line: line, cells: cells, columns: known))
        }
        guard index != nil else {
            throw LexiconError(
                file: file, line: 1, what: "no header; expected “\(columns.joined(separator: ", "))”")
        }
        self.rows = rows
    }
}

/// What is wrong with a table: where, what, and what to do.
package struct LexiconError: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// 0 when the whole file is meant.
    package let line: Int
    package let what: String

    package init(file: String, line: Int, what: String) {
        self.file = file
        self.line = line
        self.what = what
    }

    package var description: String { line > 0 ? "\(file):\(line): \(what)" : "\(file): \(what)" }
}
