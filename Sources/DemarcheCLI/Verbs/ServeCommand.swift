import ArgumentParser
import Demarche
import DemarcheDesk
import DemarcheIntake
import DemarcheLedger
import DemarcheLexicon
import DemarcheRecording
import Foundation
import Synchronization

extension LedgerOptions {
    /// The desk on the ledger, for every verb that makes pages.
    func desk(_ store: Ledger, maker: EventMaker, lexicons: URL) throws -> Desk {
        let actors = try ActorLexicon(folder: lexicons)
        let names = actors.states.mapValues(\.name).merging(actors.words.names(ofCodes: .stateless)) { $1 }
        return Desk(
            views: Views(ledger: store, maker: maker),
            settings: Desk.Settings(
                ledger: url.lastPathComponent, names: names,
                borders: try BorderTable(folder: lexicons).paths,
                today: { DayArgument.today }, floors: Self.floors(besides: lexicons), program: programVersion)
        )
    }

    /// Figures that the program's own tests hold, where the checkout is at hand.
    private static func floors(besides lexicons: URL) -> [(name: String, value: String)] {
        let file = lexicons.deletingLastPathComponent().appending(path: "Evaluation/floors.json")
        guard let text = try? String(contentsOf: file, encoding: .utf8), let json = try? JSON(reading: text),
            case .object(let sets)? = json["floors"]
        else { return [] }
        return sets.flatMap { set, values -> [(name: String, value: String)] in
            guard case .object(let figures) = values else { return [] }
            return figures.compactMap { name, value in
                value.double.map { ("\(set): \(name)", JSON.decimal($0, places: 2)) }
            }
        }
    }
}

/// `demarche serve`: the desk in a browser.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Shows the ledger in a browser, on this machine alone.",
        discussion: """
            Listens on 127.0.0.1. The address printed at the start holds a token: who opens it may also add reports and
            judge claims; without it the pages can only be read.

            Examples:
              demarche serve
              demarche serve --ledger archive.db --port 9000
            """)

    @Option(help: "The port on 127.0.0.1.") var port: Int = 8642
    @Option(help: "Who judges (default: the user's name).") var who: String?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var workbench: WorkbenchOptions

    func validate() throws {
        guard (1...65535).contains(port) else {
            throw ValidationError("--port must be 1 to 65535, not \(port)")
        }
    }

    func run() throws {
        let lexicons = try Workbench.lexicons(workbench)
        let store = try ledger.open(creating: true)
        let acts = try ActLexicon(folder: lexicons).acts
        let maker = EventMaker(record: try RecordLexicon(folder: lexicons), acts: acts)
        try store.settle(maker: maker)
        let token = Self.token()
        let bench = LazyBench(workbench, ledger: store)
        let reception = Reception(
            desk: try ledger.desk(store, maker: maker, lexicons: lexicons),
            access: Reception.Access(
                hosts: Set(["127.0.0.1", "localhost"].map { "\($0):\(port)" }), token: token),
            writing: Writing(
                ledger: store, maker: maker,
                who: who ?? ProcessInfo.processInfo.environment["USER"] ?? "unknown",
                today: { DayArgument.today }, act: { name in acts[name].map(FixCommand.stored) },
                add: { upload, progress in try bench.add(upload, progress) }))
        let address = "http://127.0.0.1:\(port)/?token=\(token)"
        let name = ledger.ledger
        try Self.wait {
            try await DeskServer(reception: reception, port: port).run {
                Messages.warn("\(name) is on your desk at \(address)")
                Messages.warn(
                    "this address lets you write; without the token the pages can only be read; Ctrl-C stops")
            }
        }
        try store.close()
    }

    /// 128 bits by the system's generator.
    private static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Runs to the end what waits for connections.
    private static func wait(_ body: @escaping @Sendable () async throws -> Void) throws {
        let end = DispatchSemaphore(value: 0)
        let fault = Fault()
        Task.detached {
            do { try await body() } catch is DeskServer.PortTaken {
                fault.told.withLock { $0 = "another program has this port" }
            } catch { fault.told.withLock { $0 = "\(error)" } }
            end.signal()
        }
        end.wait()
        if let error = fault.told.withLock({ $0 }) {
            throw Failure(.badInput, "the desk cannot be served: \(error); try another --port")
        }
    }
}

/// What went wrong on another thread.
private final class Fault: Sendable {
    let told = Mutex<String?>(nil)
}

/// Model and lexicons, loaded when the first report is added: who only reads does not wait for them.
private final class LazyBench: Sendable {
    private let options: WorkbenchOptions
    private let ledger: Ledger
    private let keeper = Mutex<Keeper?>(nil)

    init(_ options: WorkbenchOptions, ledger: Ledger) {
        self.options = options
        self.ledger = ledger
    }

    func add(_ upload: Writing.Upload, _ progress: (Int) -> Void) throws -> Writing.Added {
        let keeper = try loaded()
        let added = try keeper.add(
            [.bytes(upload.bytes, name: upload.name)], day: upload.day, received: DayArgument.today,
            progress: progress)
        return Writing.Added(outcomes: added.outcomes, faults: added.faults)
    }

    private func loaded() throws -> Keeper {
        try keeper.withLock { kept in
            if let kept { return kept }
            let made = Keeper(coder: try Workbench(options).coder, ledger: ledger, program: programVersion)
            kept = made
            return made
        }
    }
}
