import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheLedger
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// `demarche doctor`: whether everything that the program stands on is there.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks model, lexicons, places, cache and ledger, codes a test sentence, says what to do.",
        discussion: """
            Each line is ok, note or fault; faults end with what to do. Exit code 1 says that there is a fault. The
            ledger's content is checked by: demarche verify

            Examples:
              demarche doctor
              demarche doctor --ledger archive.db --format json
            """)

    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let findings = Examination(workbench: workbench, ledger: ledger).findings
        let rows = findings.map { finding in
            (
                cells: [finding.state.rawValue, finding.part, finding.what],
                json: JSON.record([
                    ("state", .string(finding.state.rawValue)), ("part", .string(finding.part)),
                    ("what", .string(finding.what)),
                ])
            )
        }
        let text = findings.map {
            "\($0.state.rawValue.padded(to: 5))  \($0.part.padded(to: 9))  \($0.what)"
        }
        Listing(columns: ["state", "part", "what"], rows: rows, text: text).print(format)
        guard findings.contains(where: { $0.state == .fault }) else { return }
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}

/// Looks at each part in turn; what cannot be loaded is a finding, not an end.
private struct Examination {
    let workbench: WorkbenchOptions
    let ledger: LedgerOptions

    struct Finding {
        enum State: String { case ok, note, fault }

        let state: State
        let part: String
        let what: String
    }

    var findings: [Finding] {
        let bench = Result { try Workbench(workbench) }
        return [program, model, lexicons] + coding(bench) + [places, cache] + record(bench) + [room]
    }

    private var program: Finding {
        let path = Bundle.main.executableURL?.path ?? "?"
        return Finding(state: .ok, part: "program", what: "\(programVersion), \(path)")
    }

    private var model: Finding {
        found("model") {
            let parser = try Workbench.parser(workbench)
            return parser.name
        }
    }

    private var lexicons: Finding {
        found("lexicons") {
            let folder = try Workbench.lexicons(workbench)
            let lexicon = try Lexicon(folder: folder, gazetteer: nil)
            return
                "\(folder.path), digest \(lexicon.digest), \(try lexicon.acts.phrasings.rows().count) phrasings"
        }
    }

    /// So many of the lexicon's examples are coded until one gives a claim: alone, some lack what a report around them tells.
    private static let trials = 20

    /// The phrasebook, and examples of the lexicon's own coded by the whole way.
    private func coding(_ bench: Result<Workbench, any Error>) -> [Finding] {
        guard case .success(let bench) = bench else { return [] }
        let failed = bench.compiled.failures.count
        let rows = Finding(
            state: failed == 0 ? .ok : .note, part: "phrasings",
            what: failed == 0
                ? "all compile" : "\(failed) do not compile with this model; see: demarche lexicon check")
        let examples = bench.compiled.phrasebook.patterns.lazy.filter { !$0.isNearMiss }.prefix(Self.trials)
            .compactMap { try? MarkedExample($0.example).text }
        let coded = examples.first { text in
            !bench.coder.coded(Report(id: "doctor", text: text, published: nil, digest: "")).claims.isEmpty
        }
        let coding = Finding(
            state: coded == nil ? .fault : .ok, part: "coding",
            what: coded.map { "“\($0.string)” gives a claim" }
                ?? "no example of the lexicon gives a claim; set up anew with: make setup")
        return [rows, coding]
    }

    private var places: Finding {
        guard let folder = try? Workbench.lexicons(workbench), let file = Workbench.gazetteer(besides: folder)
        else {
            return Finding(
                state: .note, part: "places",
                what: "Models/places.bin is not there: towns get no coordinates; fetch it with: make setup")
        }
        return Finding(state: .ok, part: "places", what: file.path)
    }

    private var cache: Finding {
        guard let folder = Workbench.cacheFolder else {
            return Finding(
                state: .note, part: "cache", what: "none: each start compiles all phrasings anew")
        }
        let isWritable =
            FileManager.default.isWritableFile(atPath: folder.path)
            || FileManager.default.isWritableFile(atPath: folder.deletingLastPathComponent().path)
        return Finding(
            state: isWritable ? .ok : .note, part: "cache",
            what: isWritable
                ? folder.path
                : "\(folder.path) cannot be written: each start compiles anew; name another with DEMARCHE_CACHE"
        )
    }

    /// Whether the ledger opens, and whether the present versions coded it.
    private func record(_ bench: Result<Workbench, any Error>) -> [Finding] {
        guard FileManager.default.fileExists(atPath: ledger.url.path) else {
            return [
                Finding(
                    state: .note, part: "ledger",
                    what: "none at \(ledger.ledger); make one with: demarche add FILE")
            ]
        }
        let opened = found("ledger") {
            let versions = try ledger.open().versions()
            let count = versions.reduce(0) { $0 + $1.reports }
            return "\(ledger.ledger), \(count) reports; its content is checked by: demarche verify"
        }
        guard opened.state == .ok, case .success(let bench) = bench,
            let versions = try? ledger.open().versions()
        else { return [opened] }
        let present = Claim.Version(
            program: programVersion, lexicon: bench.lexicon.digest, model: bench.parser.name)
        let older = versions.filter { $0.version != present }.reduce(0) { $0 + $1.reports }
        guard older > 0 else { return [opened] }
        let note = "\(older) reports were coded by other versions; see what would change: demarche recode"
        return [opened, Finding(state: .note, part: "versions", what: note)]
    }

    /// Space where the ledger is written.
    private var room: Finding {
        let folder = ledger.url.deletingLastPathComponent().path
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return Finding(
                state: .fault, part: "room", what: "\(folder) is not there; name another with --ledger")
        }
        let megabytes = free >> 20
        return Finding(
            state: megabytes < 200 ? .note : .ok, part: "room",
            what:
                "\(megabytes) MB free in \(folder)\(megabytes < 200 ? "; make room before adding much" : "")")
    }

    /// What a check says, or the words of its error.
    private func found(_ part: String, _ check: () throws -> String) -> Finding {
        do { return Finding(state: .ok, part: part, what: try check()) } catch {
            return Finding(state: .fault, part: part, what: Failure(error).message)
        }
    }
}
