import ArgumentParser
import Demarche
import DemarcheLedger
import DemarcheLexicon
import DemarcheRecording
import Foundation

/// Which ledger a verb reads or writes.
struct LedgerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The ledger.", valueName: "file"))
    var ledger: String = "./demarche.db"

    var url: URL { URL(filePath: ledger) }

    func open(creating: Bool = false) throws -> Ledger { try Ledger(at: url, creating: creating) }
}

/// The ledger that a verb asks, and the lexicons by which claims are gathered anew.
struct ViewOptions: ParsableArguments {
    @OptionGroup var ledger: LedgerOptions
    @Option(
        help: ArgumentHelp(
            "The lexicons' folder (default: $DEMARCHE_LEXICONS, beside the binary, Lexicons/ here).",
            valueName: "folder"))
    var lexicons: String?

    /// The ledger's name as it was given.
    var name: String { ledger.ledger }

    /// The read side.
    /// - Parameter regathering: whether events must be made anew from what was known on an earlier day.
    func views(regathering: Bool = false) throws -> Views {
        let store = try ledger.open()
        return Views(ledger: store, maker: regathering ? try maker() : .single)
    }

    func maker() throws -> EventMaker {
        let folder = try folder()
        return EventMaker(
            record: try RecordLexicon(folder: folder), acts: try ActLexicon(folder: folder).acts)
    }

    func folder() throws -> URL {
        var options = WorkbenchOptions()
        options.lexicons = lexicons
        return try Workbench.lexicons(options)
    }
}

/// A day as an argument: `2022-10-31`.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(iso: argument) else { return nil }
        self.day = day
    }

    /// Today, in the machine's own time zone.
    static var today: Day {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day(ordinal: 0)
    }
}

/// An actor's code as an argument: `RUS`.
struct CodeArgument: ExpressibleByArgument {
    let code: String

    init?(argument: String) {
        guard argument.count == 3, argument.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        code = argument.uppercased()
    }
}

/// What a query gives, in any format.
struct Listing {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl, csv, tsv }

    let columns: [String]
    /// A row's cells beside its JSON.
    let rows: [(cells: [String], json: JSON)]
    /// As a person reads it.
    let text: [String]

    func print(_ format: Format) {
        var output = Output()
        switch format {
        case .text: for line in text { output.line(line) }
        case .jsonl: for row in rows { output.line(row.json.text) }
        case .json:
            output.line("[")
            for (index, row) in rows.enumerated() { output.line((index > 0 ? "," : "") + row.json.text) }
            output.line("]")
        case .csv:
            output.line(Cells.csv(columns))
            for row in rows { output.line(Cells.csv(row.cells)) }
        case .tsv:
            output.line(Cells.tsv(columns))
            for row in rows { output.line(Cells.tsv(row.cells)) }
        }
        output.flush()
    }

    /// Prints; where nothing was found, says so on standard error and exits 1.
    func finish(_ format: Format, nothing: String) throws {
        print(format)
        guard rows.isEmpty else { return }
        Messages.warn(nothing)
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}
