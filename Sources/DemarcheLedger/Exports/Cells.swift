/// Cells of a table as text, in the two forms that spreadsheets and programs read.
package enum Cells {
    /// Cells apart by tabs; line ends and tabs inside become blanks.
    package static func tsv(_ cells: [String]) -> String {
        cells.map { cell in
            String(cell.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        }.joined(separator: "\t")
    }

    /// Cells apart by commas, quoted where needed; a cell that a spreadsheet would run as a formula is guarded.
    package static func csv(_ cells: [String]) -> String {
        cells.map { cell in
            let isFormula = cell.first.map { "=+-@\t\r".contains($0) } == true && Double(cell) == nil
            let guarded = isFormula ? "'" + cell : cell
            let needsQuotes = guarded.contains { ",\"".contains($0) || $0.isNewline }
            return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
        }.joined(separator: ",")
    }
}
