import ArgumentParser
import Demarche
import DemarcheLedger
import DemarcheRecording
import Foundation

/// `demarche recode`: the stored reports coded by the present versions.
struct RecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recode",
        abstract:
            "Says what coding all stored reports again would change: kept, changed, new, withdrawn claims.",
        discussion: """
            Nothing is stored without --apply; with it a run is added beside the old ones, which stay, and
            --as-known an earlier day gives them. Kept claims are counted, and listed with --kept. Ctrl-C stops
            between two reports; the same command again goes on.

            Examples:
              demarche recode
              demarche recode --format csv > changes.csv
              demarche recode --apply --received 2022-11-15
            """)

    @Flag(help: "Store what came out, as a new run.") var apply = false
    @Flag(help: "List the kept claims too.") var kept = false
    @Option(help: "With --apply, the day on which we knew (default: today).") var received: DayArgument?
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let store = try ledger.open()
        let digests = try store.digests().map(\.digest)
        let bench = try Workbench(workbench)
        let keeper = Keeper(coder: bench.coder, ledger: store, program: programVersion)
        var recoding = Recoding(command: self, keeper: keeper, total: digests.count)
        try recoding.run(digests, threads: bench.threads)
        try recoding.finish()
    }
}

/// One run of `recode`.
private struct Recoding {
    private let command: RecodeCommand
    private let keeper: Keeper
    private var progress: Progress
    private var writer: RowWriter
    private var counts: [Revision.Kind: Int] = [:]
    /// Judgements on claims that get another id, and on claims that go.
    private var judged = (moved: 0, gone: 0)
    private var waiting: [Entry] = []
    private var stored = 0
    private var wasInterrupted = false

    /// So many reports make one transaction.
    private static let batch = 64

    init(command: RecodeCommand, keeper: Keeper, total: Int) {
        self.command = command
        self.keeper = keeper
        progress = Progress(total: total)
        writer = RowWriter(command.format, columns: RevisionListing.columns)
    }

    mutating func run(_ digests: [String], threads: Int) throws {
        let interruption = Interruption()
        let recoder = Recoder(keeper: keeper)
        try digests.lazy.prefix { _ in !interruption.isRequested }.orderedParallelForEach(
            threads: threads, window: 32 * threads
        ) { digest in
            Result { try recoder.recoding(of: digest) }
        } consume: { result throws(any Error) in
            progress.advance(by: 1)
            guard let recoding = try result.get() else { return }
            try tell(recoding)
            if command.apply, let entry = recoding.entry { waiting.append(entry) }
            if waiting.count >= Self.batch { try flush() }
        }
        try flush()
        if command.apply { try keeper.settle() }
        wasInterrupted = interruption.isRequested
        progress.finish()
    }

    private mutating func tell(_ recoding: Recoder.Recoding) throws {
        var (moved, gone): ([String], [String]) = ([], [])
        for change in recoding.revision.changes {
            counts[change.kind, default: 0] += 1
            if let before = change.before, let after = change.after, after.id != before.id {
                moved.append(before.id)
            }
            if change.kind == .withdrawn, let before = change.before { gone.append(before.id) }
            guard change.kind != .kept || command.kept else { continue }
            let listing = RevisionListing(change: change, text: recoding.report.text)
            writer.text(listing.line)
            writer.row(listing.cells, listing.json)
        }
        judged.moved += try keeper.ledger.judgements(on: moved)
        judged.gone += try keeper.ledger.judgements(on: gone)
    }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        stored += try keeper.store(
            waiting, received: command.received?.day ?? DayArgument.today, gathering: .whenGrown
        ).count
        waiting.removeAll(keepingCapacity: true)
    }

    mutating func finish() throws {
        writer.finish()
        let said = RevisionListing.summary(counts)
        Messages.warn(
            command.apply
                ? "\(command.ledger.ledger): \(stored) reports coded again: \(said)"
                : "\(command.ledger.ledger): would be \(said); store it with: demarche recode --apply")
        if judged.moved > 0 {
            Messages.warn(
                "\(judged.moved) judgements rest on claims that get another id: corrections, merges and splits go over to it, the others want another look: demarche review"
            )
        }
        if judged.gone > 0 {
            Messages.warn("\(judged.gone) judgements rest on claims that go: they hold nothing any more")
        }
        guard wasInterrupted else { return try keeper.ledger.close() }
        Messages.warn("stopped by Ctrl-C; what was stored is safe; run the same command again to go on")
        throw ExitCode(ExitStatus.partlyDone.rawValue)
    }
}
