import ArgumentParser
import Demarche
import DemarcheIntake
import DemarcheLexicon
import Foundation

/// The reports that a verb reads.
struct ReportOptions: ParsableArguments {
    @Argument(
        help:
            "Text or HTML files, JSON Lines or JSON arrays of reports, lists of addresses whose pages are fetched; “-” or nothing reads standard input."
    )
    var files: [String] = []

    @Option(
        help: "The publication day of plain texts (ISO, 2022-10-31); else a dateline in the text is read.")
    var date: String?
    @OptionGroup var fetching: FetchOptions

    func validate() throws { _ = try day() }

    func day() throws -> Day? {
        guard let date else { return nil }
        guard let day = Day(iso: date) else {
            throw ValidationError("--date “\(date)” is no day; write it like 2022-10-31")
        }
        return day
    }

    func readings(splitter: Splitter) throws -> some Sequence<Reading> {
        let inputs: [ReportReader.Input] =
            files.isEmpty
            ? [.standardInput] : files.map { $0 == "-" ? .standardInput : .file(URL(filePath: $0)) }
        let reader = ReportReader(splitter: splitter, day: try day(), pages: fetching.pages)
        return reader.readings(of: inputs)
    }
}

/// Counts what went wrong, so that the verb can say so at its end.
struct Tally {
    private(set) var done = 0
    private(set) var failed = 0

    /// The report of a reading; its warnings and its error go to standard error.
    mutating func report(of reading: Reading) -> Report? {
        for warning in reading.warnings { Messages.warn("warning: \(warning)") }
        switch reading.report {
        case .success(let report):
            done += 1
            return report
        case .failure(let error):
            failed += 1
            Messages.warn("\(error)")
            return nil
        }
    }

    /// The pair of a line; its error goes to standard error.
    mutating func pair(of reading: Result<GivenPair, IntakeError>) -> GivenPair? {
        switch reading {
        case .success(let pair):
            done += 1
            return pair
        case .failure(let error):
            failed += 1
            Messages.warn("\(error)")
            return nil
        }
    }

    /// 0 when all went well, 3 when nothing could be read, 4 when something could.
    func finish() throws {
        if failed == 0 { return }
        throw ExitCode((done == 0 ? ExitStatus.badInput : .partlyDone).rawValue)
    }
}

/// Results, buffered.
struct Output {
    private var buffer = Data()

    mutating func line(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 1 << 16 { flush() }
    }

    mutating func flush() {
        guard !buffer.isEmpty else { return }
        do { try FileHandle.standardOutput.write(contentsOf: buffer) } catch {
            Messages.warn("results could not be written: \(Failure(error).message)")
            exit(ExitStatus.partlyDone.rawValue)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
