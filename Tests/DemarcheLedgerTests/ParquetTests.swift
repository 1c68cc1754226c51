import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

struct ParquetTests {
    private static let columns: [(name: String, kind: ColumnKind)] = [
        ("name", .text), ("many", .integer), ("share", .decimal), ("since", .day),
    ]

    private func bytes(of rows: [[String]]) throws -> Data {
        var bytes = Data()
        var writer = try ParquetWriter(columns: Self.columns) { bytes += $0 }
        for row in rows { try writer.add(row) }
        try writer.finish()
        return bytes
    }

    /// The golden was read back by pyarrow 26 and DuckDB 2.0: these rows, with nulls for the empty cells.
    @Test func `a small table is the bytes that pyarrow and DuckDB read back`() throws {
        let rows = [
            ["Norway", "2", "-4.0", "2022-10-03"], ["Côte d’Ivoire", "", "0.25", ""],
            ["", "-7", "", "1969-12-31"],
        ]
        let hex = try bytes(of: rows).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try Golden.check(hex + "\n", at: "Exports/small.parquet.hex")
    }

    @Test(arguments: [0, 1, 50_000, 50_001])
    func `a file begins and ends with its mark, and its footer lies inside`(
        count: Int
    ) throws {
        let data = try bytes(of: (0..<count).map { ["x", String($0), "0.5", "2020-01-01"] })
        let mark = Data("PAR1".utf8)
        #expect(data.prefix(4) == mark && data.suffix(4) == mark)
        let length = data.suffix(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length > 0 && length <= data.count - 12)
    }
}
