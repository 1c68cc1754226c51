import Demarche
import DemarcheLedger

/// Writes rows one by one in any of a listing's formats, however many there are.
struct RowWriter {
    private let format: Listing.Format
    private var output = Output()
    private(set) var count = 0

    init(_ format: Listing.Format, columns: [String]) {
        self.format = format
        switch format {
        case .text, .jsonl: break
        case .json: output.line("[")
        case .csv: output.line(Cells.csv(columns))
        case .tsv: output.line(Cells.tsv(columns))
        }
    }

    /// A line for people; nothing in the other formats.
    mutating func text(_ line: @autoclosure () -> String) { if format == .text { output.line(line()) } }

    /// A row for programs; nothing in text.
    mutating func row(_ cells: @autoclosure () -> [String], _ json: @autoclosure () -> JSON) {
        switch format {
        case .text: break
        case .jsonl: output.line(json().text)
        case .json: output.line((count > 0 ? "," : "") + json().text)
        case .csv: output.line(Cells.csv(cells()))
        case .tsv: output.line(Cells.tsv(cells()))
        }
        count += 1
    }

    mutating func finish() {
        if format == .json { output.line("]") }
        output.flush()
    }
}
