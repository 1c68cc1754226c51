package import Foundation

/// Writes the rows of a table in one form, piece by piece.
package struct TableWriter {
    /// In what form a table is written.
    package enum Form: String, Sendable, CaseIterable {
        /// As the scheme's own files are.
        case native
        case csv, tsv, parquet
    }

    private let table: ExportTable
    private let form: Form
    private let write: (Data) throws -> Void
    private var parquet: ParquetWriter?
    private var waiting = Data()

    /// - Parameter write: takes the file's bytes in order.
    package init(_ table: ExportTable, as form: Form, write: @escaping (Data) throws -> Void) throws {
        self.table = table
        self.form = form
        self.write = write
        if form == .parquet {
            parquet = try ParquetWriter(columns: table.typedColumns, write: write)
        } else if form != .native || table.hasHeader {
            try put(table.columns)
        }
    }

    package mutating func add(_ row: [String]) throws {
        if parquet != nil { try parquet?.add(row) } else { try put(row) }
    }

    package mutating func finish() throws {
        try parquet?.finish()
        try flush()
    }

    private mutating func put(_ row: [String]) throws {
        let isCSV = form == .csv || form == .native && table.isCSV
        waiting += Data(((isCSV ? Cells.csv(row) : Cells.tsv(row)) + "\n").utf8)
        if waiting.count > 1 << 16 { try flush() }
    }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        try write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
