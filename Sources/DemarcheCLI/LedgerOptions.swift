import ArgumentParser
import Demarche
import DemarcheCoding
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

    /// Answers from the record: from all that is known, or with a horizon from what was known or published by a day.
    ///
    /// Of a damaged ledger the whole reports answer; then the exit code says that this is a part.
    func answer(_ horizon: HorizonOptions? = nil, _ body: (Views) throws -> Void) throws {
        do { try body(try views(of: try open(), horizon)) } catch let error as LedgerError
            where error.kind == .damaged
        {
            try answerFromRest(error, horizon, body)
        }
    }

    /// Opens the ledger, and makes the events that a run which was cut off, or still runs, left to be made.
    func open() throws -> Ledger {
        let store = try ledger.open()
        guard try store.isUnsettled() else { return store }
        do { try store.settle(maker: try maker()) } catch let error as LedgerError
            where error.kind == .unwritable
        {
            Messages.warn("\(name): the newest reports are not gathered into events yet: \(error)")
        }
        return store
    }

    private func views(of store: Ledger, _ horizon: HorizonOptions?) throws -> Views {
        guard let horizon, horizon.isSet else { return Views(ledger: store, maker: .single) }
        return Views(ledger: store, maker: try maker(), publishedBy: horizon.publishedBy?.day)
    }

    private func answerFromRest(
        _ error: LedgerError, _ horizon: HorizonOptions?, _ body: (Views) throws -> Void
    ) throws {
        let salvage = try Salvage(ledger.url)
        let folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let rest = folder.appending(path: "rest.db")
        try salvage.write(to: rest, maker: maker())
        Messages.warn(
            "\(name) is damaged: only its \(salvage.count) whole reports answer; adding the others again restores them"
        )
        try body(try views(of: Ledger(at: rest), horizon))
        throw ExitCode(ExitStatus.partlyDone.rawValue)
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

/// How much of the record a verb may look at.
struct HorizonOptions: ParsableArguments {
    @Option(help: "As it was known on this day: only reports received by then.") var asKnown: DayArgument?
    @Option(help: "Only what reports published by this day tell; undated reports are left out.")
    var publishedBy: DayArgument?

    var isSet: Bool { asKnown != nil || publishedBy != nil }
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

/// An actor as an argument: its code, `RUS`, or the name of a state, `Russia`.
struct ActorArgument: ExpressibleByArgument {
    /// The code; of a name only where it is resolved.
    private(set) var code: String

    init?(argument: String) {
        let isCode = argument.count == 3 && argument.allSatisfy { $0.isASCII && $0.isLetter }
        code = isCode ? argument.uppercased() : argument
    }

    /// With the code of the state that a name means today in the name's place.
    /// - Throws: `Failure` of wrong usage where it means none.
    func resolved(by ledger: ViewOptions) throws -> ActorArgument {
        guard code.count != 3 else { return self }
        let lexicon = try ActorLexicon(folder: ledger.folder())
        let answer = WhoAnswerer(lexicon: lexicon).answer(code, on: DayArgument.today)
        guard lexicon.states[answer.country] != nil else {
            throw Failure(
                .usage, "no state is called “\(code)”; give its code of three letters, as states.tsv has it")
        }
        var resolved = self
        resolved.code = answer.country
        return resolved
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
        var writer = RowWriter(format, columns: columns)
        for line in text { writer.text(line) }
        for row in rows { writer.row(row.cells, row.json) }
        writer.finish()
    }

    /// Prints; where nothing was found, says so on standard error and exits 1.
    func finish(_ format: Format, nothing: String) throws {
        print(format)
        guard rows.isEmpty else { return }
        Messages.warn(nothing)
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}
