import ArgumentParser
import DemarcheIntake
import DemarcheLedger
import Foundation

/// `demarche import`: a record that `export --format jsonl` wrote, into a ledger.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes in a record that “demarche export --format jsonl” wrote; codes nothing anew.",
        discussion: """
            Texts, every run's claims, the days on which we knew, judgements and tombstones come back as they were.
            What the ledger holds already stays as it is, so that the same command can be run again after a stop.

            Examples:
              demarche import record.jsonl --ledger copy.db
              demarche export --format jsonl --ledger a.db | demarche import - --ledger b.db
            """)

    @Argument(help: "The file; “-” reads standard input.") var file: String
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        let input = try handle()
        let store = try ledger.ledger.open(creating: true)
        var reader = ArchiveReader(ledger: store, maker: try ledger.maker())
        let interruption = Interruption()
        var progress = Progress(total: nil)
        var lines = LineReader(input)
        do {
            while !interruption.isRequested, let line = try lines.next() {
                try reader.read(line)
                if line.hasPrefix("{\"type\":\"report\"") { progress.advance(by: 1) }
            }
            try reader.finish()
        } catch let error as LedgerError where error.kind == .refused {
            throw Failure(.badInput, "\(file): \(error)")
        }
        progress.finish()
        try store.close()
        let said = [(Outcome.added, "reports added"), (.recoded, "codings added"), (.known, "known already")]
            .compactMap { outcome, words in reader.counts[outcome].map { "\($0) \(words)" } }
        Messages.warn("\(ledger.name): \(said.isEmpty ? "nothing new" : said.joined(separator: ", "))")
        guard interruption.isRequested else { return }
        Messages.warn("stopped by Ctrl-C; what was taken in is safe; run the same command again to go on")
        throw ExitCode(ExitStatus.partlyDone.rawValue)
    }

    private func handle() throws -> FileHandle {
        if file == "-" { return .standardInput }
        do { return try FileHandle(forReadingFrom: URL(filePath: file)) } catch {
            throw Failure(.badInput, "\(file): cannot be opened; check the path")
        }
    }
}

/// The lines of a file, read piece by piece.
struct LineReader {
    private let handle: FileHandle
    private var buffer = Data()
    /// Where the next line begins in the buffer.
    private var start = 0
    private var isAtEnd = false

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line without its end; nil after the last.
    /// - Throws: `Failure` where it is not UTF-8 or longer than any report.
    mutating func next() throws -> String? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return try text(buffer[start..<end])
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return try text(buffer[start...])
            }
            buffer = Data(buffer[start...])
            start = 0
            guard buffer.count <= 2 * ReportReader.largest else {
                throw Failure(.badInput, "a line longer than any report; this is no record")
            }
            if let more = try handle.read(upToCount: 1 << 18), !more.isEmpty {
                buffer += more
            } else {
                isAtEnd = true
            }
        }
    }

    private func text(_ bytes: Data) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.badInput, "a line that is not UTF-8; this is no record")
        }
        return text
    }
}
