import ArgumentParser
import Demarche
import DemarcheIntake
import DemarcheLedger
import DemarcheLexicon
import DemarcheRecording
import Foundation

/// `demarche add`: reports in, ledger out.
struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Codes reports and stores them in the ledger.",
        discussion: """
            The same text added twice is one report. Ctrl-C stops between two reports; running the same command
            again goes on where it stopped.

            Examples:
              demarche add digest.txt --date 2022-10-31
              demarche add archive/ --ledger archive.db --received 2022-11-01
              demarche add addresses.txt        # a list: the pages are fetched
            """)

    @Argument(
        help:
            "Text or HTML files, JSON Lines, JSON arrays, lists of addresses whose pages are fetched, or folders of them; “-” reads standard input."
    )
    var files: [String] = []
    @Option(
        help: "The publication day of plain texts (ISO, 2022-10-31); else a dateline in the text is read.")
    var date: DayArgument?
    @Option(help: "The day on which we knew (default: today).") var received: DayArgument?
    @OptionGroup var fetching: FetchOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var workbench: WorkbenchOptions

    /// So many reports make one transaction, or as many as come in two seconds: what a crash can cost.
    private static let batch = 64

    func validate() throws {
        if files.isEmpty { throw ValidationError("name a file or a folder, or “-” for standard input") }
    }

    func run() throws {
        let inputs = try InputFiles(files).inputs
        let bench = try Workbench(workbench)
        do { try add(inputs, bench) } catch let error as LedgerError where error.kind == .damaged {
            try restore(bench)
            guard !files.contains("-") else {
                throw Failure(.partlyDone, "standard input cannot be read twice; run the same command again")
            }
            try add(inputs, bench)
        }
    }

    private func add(_ inputs: [ReportReader.Input], _ bench: Workbench) throws {
        let store = try ledger.open(creating: true)
        let keeper = Keeper(coder: bench.coder, ledger: store, program: programVersion)
        let reader = ReportReader(splitter: bench.splitter, day: date?.day, pages: fetching.pages)
        var adding = Adding(keeper: keeper, received: received?.day ?? DayArgument.today, inputs: inputs)
        try adding.run(reader.readings(of: inputs), threads: bench.threads, batch: Self.batch)
        try store.close()
        try adding.finish(ledger.ledger)
    }

    /// Puts what is whole of a damaged ledger in its place, so that adding restores the rest.
    private func restore(_ bench: Workbench) throws {
        let rest = try Salvage(ledger.url)
        let maker = EventMaker(record: bench.lexicon.record, acts: bench.lexicon.acts.acts)
        let kept = try Ledger.replace(damaged: ledger.url, by: rest, maker: maker)
        Messages.warn(
            "\(ledger.ledger) was damaged: its \(rest.count) whole reports were kept, \(rest.lost.count) were not whole; the damaged file lies at \(kept.path)"
        )
    }
}

/// One run of `add`: reads, codes on several threads, writes batch by batch.
private struct Adding {
    let keeper: Keeper
    let received: Day
    private var tally = Tally()
    private var progress: Progress
    private var counts: [Outcome: Int] = [:]
    private var waiting: [Entry] = []
    private var lastFlush = ContinuousClock.now
    private var wasInterrupted = false

    /// What became of one reading.
    private enum Step: Sendable {
        case coded(Entry)
        case skipped(Reading)
    }

    init(keeper: Keeper, received: Day, inputs: [ReportReader.Input]) {
        self.keeper = keeper
        self.received = received
        progress = Progress(total: InputFiles.count(inputs))
    }

    mutating func run(_ readings: some Sequence<Reading>, threads: Int, batch: Int) throws {
        let interruption = Interruption()
        var (tally, skipped) = (self.tally, [Outcome: Int]())
        var failure: (any Error)?
        let keeper = self.keeper
        let reports = readings.lazy.prefix { _ in !interruption.isRequested && failure == nil }.compactMap {
            tally.report(of: $0)
        }
        .filter { report in
            do {
                guard let outcome = try keeper.standing(of: report) else { return true }
                skipped[outcome, default: 0] += 1
            } catch { failure = error }
            return false
        }
        try reports.orderedParallelForEach(threads: threads, window: 32 * threads) {
            keeper.entry(for: $0)
        } consume: { entry in
            waiting.append(entry)
            progress.advance(by: 1)
            if waiting.count >= batch || ContinuousClock.now - lastFlush > .seconds(2) {
                do { try flush() } catch {
                    failure = error
                    throw error
                }
            }
        }
        if let failure { throw failure }
        try flush()
        try keeper.settle()
        counts.merge(skipped, uniquingKeysWith: +)
        self.tally = tally
        wasInterrupted = interruption.isRequested
        progress.finish()
    }

    private mutating func flush() throws {
        lastFlush = ContinuousClock.now
        guard !waiting.isEmpty else { return }
        for outcome in try keeper.store(waiting, received: received, gathering: .whenGrown) {
            counts[outcome, default: 0] += 1
        }
        waiting.removeAll(keepingCapacity: true)
    }

    func finish(_ ledger: String) throws {
        let parts: [(Outcome, String)] = [
            (.added, "added"), (.recoded, "coded again by newer versions"), (.known, "known already"),
            (.withdrawn, "withdrawn and left out"),
        ]
        let said = parts.compactMap { outcome, words in
            counts[outcome].flatMap { $0 > 0 ? "\($0) \(words)" : nil }
        }
        Messages.warn("\(ledger): \(said.isEmpty ? "no report" : said.joined(separator: ", "))")
        if wasInterrupted {
            Messages.warn("stopped by Ctrl-C; what was added is safe; run the same command again to go on")
            throw ExitCode(ExitStatus.partlyDone.rawValue)
        }
        try tally.finish()
    }
}

/// Files and folders as inputs.
struct InputFiles {
    let inputs: [ReportReader.Input]

    /// Folders give their files of reports, sorted by path.
    init(_ names: [String]) throws {
        inputs = try names.flatMap { name -> [ReportReader.Input] in
            if name == "-" { return [.standardInput] }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue
            else {
                return [.file(URL(filePath: name))]
            }
            let kinds: Set<String> = ["txt", "json", "jsonl", "ndjson", "html", "htm", "xhtml"]
            let paths = try FileManager.default.subpathsOfDirectory(atPath: name).sorted().filter { path in
                kinds.contains(URL(filePath: path).pathExtension.lowercased())
            }
            guard !paths.isEmpty else {
                throw Failure(.badInput, "\(name): a folder without .txt, .html, .json or .jsonl files")
            }
            return paths.map { .file(URL(filePath: name).appending(path: $0)) }
        }
    }

    /// How many reports there will be; nil where that cannot be told before reading.
    static func count(_ inputs: [ReportReader.Input]) -> Int? {
        var total = 0
        for input in inputs {
            guard case .file(let url) = input else { return nil }
            switch url.pathExtension.lowercased() {
            case "json": return nil
            case "html", "htm", "xhtml": total += 1
            case "jsonl", "ndjson":
                guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
                while let data = try? handle.read(upToCount: 1 << 20), !data.isEmpty {
                    total += data.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
                }
            default: total += AddressList.count(in: url) ?? 1
            }
        }
        return total
    }
}
