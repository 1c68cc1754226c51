/// Cells of a table as text, in the two forms that spreadsheets and programs read.
///
/// Scalars are looked at, not characters: a mark that combines with a comma must not hide the comma.
package enum Cells {
    /// Cells apart by tabs; line ends and tabs inside become blanks.
    package static func tsv(_ cells: [String]) -> String {
        cells.map { cell in
            guard cell.unicodeScalars.contains(where: isBreak) else { return cell }
            var line = String.UnicodeScalarView()
            for scalar in cell.unicodeScalars { line.append(isBreak(scalar) ? " " : scalar) }
            return String(line)
        }.joined(separator: "\t")
    }

    /// Cells apart by commas, quoted where needed; a cell that a spreadsheet would run as a formula is guarded.
    package static func csv(_ cells: [String]) -> String {
        cells.map { cell in
            let guarded = isFormula(cell) ? "'" + cell : cell
            guard guarded.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || isBreak($0) }) else {
                return guarded
            }
            var quoted = "\"".unicodeScalars
            for scalar in guarded.unicodeScalars {
                if scalar == "\"" { quoted.append(scalar) }
                quoted.append(scalar)
            }
            quoted.append("\"")
            return String(quoted)
        }.joined(separator: ",")
    }

    /// A tab or an end of line.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        (0x09...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
    }

    /// Signs that begin a formula, their wide forms too; a number keeps its sign.
    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first, starts.contains(first) else { return false }
        return Double(cell) == nil
    }

    private static let starts = Set("=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)
}
