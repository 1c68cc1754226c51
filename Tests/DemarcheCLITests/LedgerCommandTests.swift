import DemarcheTesting
import Foundation
import Testing

/// The ledger's verbs as people use them: formats, exit codes, stops, damage.
@Suite(
    .serialized,
    .enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct LedgerCommandTests {
    /// A ledger of the four reports on one affair, made once.
    private static let made = Result { () throws -> (folder: TemporaryFolder, ledger: String) in
        let folder = try TemporaryFolder()
        let ledger = folder.url.appending(path: "affair.db").path
        let run = try Program.run([
            "add", "Tests/Goldens/Affair/reports.jsonl", "--ledger", ledger, "--received", "2022-11-01",
        ])
        #expect(run.status == 0, "\(run.errors)")
        return (folder, ledger)
    }

    private func ledger() throws -> String { try Self.made.get().ledger }

    private func run(_ arguments: [String], on ledger: String? = nil) throws -> Program.Run {
        try Program.run(arguments + ["--ledger", ledger ?? (try self.ledger())])
    }

    /// A copy of the ledger that a test may spoil.
    private func copy(in folder: TemporaryFolder) throws -> URL {
        let copy = folder.url.appending(path: "copy.db")
        try FileManager.default.copyItem(atPath: ledger(), toPath: copy.path)
        return copy
    }

    // MARK: Formats

    private static let queries = [
        ["dyad", "RUS", "JPN"], ["dyad", "RUS", "JPN", "--thirds"], ["events", "--all"], ["measures"],
        ["chain"], ["search", "consul"],
        ["changes", "--since", "2022-11-01"], ["review"], ["panel", "RUS", "JPN"],
        ["sanctioned", "Tatsunori Motoki", "--on", "2022-10-31"], ["doctor"], ["recode"],
    ]

    @Test(arguments: queries) func `a query prints its rows in every format`(query: [String]) throws {
        var counts: [Int] = []
        for format in ["text", "jsonl", "csv", "tsv", "json"] {
            let run = try run(query + ["--format", format])
            #expect(run.status <= 1, "\(query) \(format): \(run.errors)")
            let lines = run.output.split(separator: "\n")
            switch format {
            case "jsonl":
                for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
                counts.append(lines.count)
            case "json":
                let rows = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [Any]
                counts.append(try #require(rows).count)
            case "csv", "tsv": counts.append(lines.count - 1)
            default: break
            }
        }
        #expect(Set(counts).count == 1, "\(query): \(counts)")
    }

    @Test(arguments: [
        (["measures"], "measure", "scope"), (["chain", "--basis", "stated"], "answer", "cue"),
        (["events"], "event", "act"),
    ])
    func `why answers to the ids that verbs show, with the words that it rests on`(
        query: [String], key: String, words: String
    ) throws {
        let listed = try run(query + ["--format", "jsonl"])
        let line = try #require(listed.output.split(separator: "\n").first)
        let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let id = try #require(row[key] as? String)
        let why = try run(["why", id])
        #expect(why.status == 0, "\(why.errors)")
        #expect(why.output.contains(try #require(row[words] as? String)))
        #expect(why.output.contains("from “"))
        let field = try run(["why", id + ".act"])
        #expect(field.output.contains("as in:") && !field.output.contains("  source:"))
        #expect(try run(["why", "0000000000000000"]).status == 3)
    }

    @Test func `nothing found says what was looked for and exits 1`() throws {
        for query in [
            ["dyad", "PER", "FJI"], ["events", "--by", "FJI"], ["search", "zyzzyva"],
            ["measures", "--by", "FJI"], ["sanctioned", "Nobody Atall"],
        ] {
            let run = try run(query + ["--format", "jsonl"])
            #expect(run.status == 1, "\(query)")
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("demarche:"))
        }
    }

    @Test func `a state's name stands for its code, and a name of no state is wrong usage`() throws {
        let (named, coded) = (["dyad", "russia", "Japan"], ["dyad", "RUS", "JPN"])
        #expect(try run(named).output == run(coded).output)
        let none = try run(["dyad", "Russia", "Ruritania"])
        #expect(none.status == 2)
        #expect(none.errors.contains("“Ruritania”"))
    }

    @Test func `a port that another program has is told as such`() throws {
        let other = try CannedServer([:])
        let run = try run(["serve", "--port", String(other.port)])
        #expect(run.status == 3)
        #expect(run.errors.contains("another program has this port; try another --port"))
    }

    @Test func `months that nobody read are one line of the panel as text, and rows of their own elsewhere`()
        throws
    {
        let panel = ["panel", "RUS", "JPN", "--from", "1990-01", "--to", "1999-12"]
        #expect(
            try run(panel).output.split(separator: "\n").map { $0.contains("1990-01 to 1999-12") } == [
                true, true,
            ])
        #expect(try run(panel + ["--format", "csv"]).output.split(separator: "\n").count == 1 + 2 * 120)
    }

    @Test func `a withdrawn report that is added again is told as withdrawn`() throws {
        let folder = try TemporaryFolder()
        let copy = try copy(in: folder).path
        let report = try folder.file("report.txt", Data("Chad expelled two diplomats of Mali.\n".utf8)).path
        #expect(try run(["add", report], on: copy).errors.contains("1 added"))
        #expect(try run(["withdraw", "report", "--because", "a hoax"], on: copy).status == 0)
        #expect(try run(["add", report], on: copy).errors.contains("1 withdrawn and left out"))
    }

    @Test(arguments: [
        ["panel", "RUS"], ["panel", "--from", "2022"], ["export", "--format", "jsonl", "--all"],
        ["export", "--format", "ftm", "--as", "csv"], ["events", "--published-by", "2022-02-30"],
        ["dyad", "RUS", "JPN", "--from", "2022-10-02", "--to", "2022-10-01"],
    ]) func `wrong usage exits 2`(arguments: [String]) throws {
        #expect(try run(arguments).status == 2)
    }

    // MARK: Import, recode, diff

    @Test func `the record exported, imported and exported again is the same bytes`() throws {
        let folder = try TemporaryFolder()
        let first = try run(["export", "--format", "jsonl"])
        let file = try folder.file("record.jsonl", Data(first.output.utf8))
        let other = folder.url.appending(path: "other.db").path
        #expect(try run(["import", file.path], on: other).status == 0)
        #expect(try run(["export", "--format", "jsonl"], on: other).output == first.output)
        #expect(try run(["verify"], on: other).status == 0)
        let same = try Program.run(["diff", ledger(), other])
        #expect(same.status == 0, "\(same.errors)")
        #expect(try run(["import", ledger()], on: other).status == 3)
    }

    @Test func `recode by the same versions keeps every claim and stores nothing`() throws {
        let run = try run(["recode", "--apply"])
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("0 changed, 0 new, 0 withdrawn"))
        #expect(run.errors.contains("0 reports coded again"))
    }

    @Test func `recode by another lexicon tells what changes, before and while it changes`() throws {
        let folder = try TemporaryFolder()
        let copy = try copy(in: folder)
        let lexicons = folder.url.appending(path: "Lexicons")
        try FileManager.default.copyItem(at: Program.root.appending(path: "Lexicons"), to: lexicons)
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "Models"),
            withDestinationURL: Program.root.appending(path: "Models"))
        // With another code every claim of the act changes and keeps its id.
        let table = lexicons.appending(path: "acts.tsv")
        let text = String(decoding: try Data(contentsOf: table), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("expel-diplomats\t") ? String(line).replacing("161", with: "160") : String(line)
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: table)
        let options = ["--lexicons", lexicons.path, "--ledger", copy.path, "--format", "jsonl"]
        let before = try Program.run(["export", "--format", "claims", "--all", "--ledger", copy.path])
        let told = try Program.run(["recode"] + options)
        #expect(told.output.contains("\"fields\":[\"cameo\"]"), "\(told.output) \(told.errors)")
        #expect(
            try Program.run(["export", "--format", "claims", "--all", "--ledger", copy.path]).output
                == before.output)
        let done = try Program.run(["recode", "--apply", "--received", "2022-11-20"] + options)
        #expect(done.output == told.output)
        let after = try Program.run(["export", "--format", "claims", "--all", "--ledger", copy.path])
        let changed = "\"act\":\"expel-diplomats\",\"cameo\":\"160\""
        #expect(after.output.contains(changed))
        let then = try Program.run([
            "export", "--format", "claims", "--all", "--as-known", "2022-11-19", "--ledger", copy.path,
        ])
        #expect(then.output.contains("expel-diplomats") && !then.output.contains(changed))
        #expect(try Program.run(["verify", "--ledger", copy.path]).status == 0)
        let differ = try Program.run(["diff", ledger(), copy.path])
        #expect(differ.status == 1)
        #expect(differ.output.contains("cameo: 161 → 160"))
    }

    // MARK: Stops and damage

    @Test func `a truncated ledger is told, its rest answers, and adding again restores it`() throws {
        let folder = try TemporaryFolder()
        let copy = try copy(in: folder)
        let whole = try run(["export", "--format", "claims", "--all"])
        let handle = try FileHandle(forWritingTo: copy)
        try handle.truncate(atOffset: handle.seekToEnd() * 2 / 3)
        try handle.close()
        let verified = try run(["verify"], on: copy.path)
        #expect(verified.status == 5)
        #expect(verified.output.contains("truncated"), "\(verified.output)")
        let rest = try run(["events", "--all", "--format", "jsonl"], on: copy.path)
        #expect([1, 4, 5].contains(rest.status), "\(rest.errors)")
        let again = try Program.run([
            "add", "Tests/Goldens/Affair/reports.jsonl", "--ledger", copy.path, "--received", "2022-11-01",
        ])
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.errors.contains("was damaged"))
        #expect(try run(["verify"], on: copy.path).status == 0)
        #expect(try run(["export", "--format", "claims", "--all"], on: copy.path).output == whole.output)
    }

    @Test func `killed at once or later, add leaves a whole ledger, and the next run completes it`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "killed.db").path
        let stories = "Tests/Goldens/Rewrites/stories.jsonl"
        let arguments = ["add", stories, "--ledger", file, "--received", "2023-11-01", "--threads", "1"]
        var before = 0
        for delay in [0.3, 0.8, 1.3, 1.8, 2.5] {
            try Program.kill(arguments, after: delay)
            guard FileManager.default.fileExists(atPath: file) else { continue }
            let run = try run(["verify"], on: file)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            let count =
                Int(run.output.components(separatedBy: ": ").dropFirst().first?.prefix { $0 != " " } ?? "")
                ?? 0
            #expect(count >= before)
            before = count
        }
        #expect(try Program.run(arguments).status == 0)
        #expect(try run(["verify"], on: file).output.contains("72 reports"))
    }

    @Test func `a file-size limit stops add in words, loses nothing committed, and room lets it go on`()
        throws
    {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "full.db").path
        let arguments = [
            "add", "Tests/Goldens/Rewrites/stories.jsonl", "--ledger", file, "--received", "2023-11-01",
        ]
        let short = try Program.run(arguments, fileBlocks: 300)
        #expect(short.status == 4, "\(short.status) \(short.errors)")
        #expect(short.errors.contains("what was committed is safe"), "\(short.errors)")
        #expect(try run(["verify"], on: file).status == 0)
        #expect(try Program.run(arguments).status == 0)
        #expect(try run(["verify"], on: file).output.contains("72 reports"))
    }

    // MARK: Exports

    @Test(.enabled(if: Python.canLoad, "python3 with pandas, pyarrow and duckdb is not there"))
    func `every table loads in pandas and DuckDB without a warning`() throws {
        let folder = try TemporaryFolder()
        for format in ["csv", "gdelt", "phoenix", "icews", "polecat", "petrarch"] {
            let target = folder.url.appending(path: format).path
            #expect(try run(["export", "--format", format, "--all", "--into", target]).status == 0)
        }
        for format in ["jsonl", "claims", "plover", "ftm"] {
            let run = try run(["export", "--format", format])
            _ = try folder.file("\(format).jsonl", Data(run.output.utf8))
        }
        let (status, said) = try Python.run(
            Program.root.appending(path: "Tests/DemarcheCLITests/load_exports.py").path, [folder.url.path])
        #expect(status == 0, "\(said)")
    }
}

/// A Python that has the field's tools; what they are is no part of the product.
enum Python {
    private static let program = ProcessInfo.processInfo.environment["DEMARCHE_PYTHON"] ?? "python3"

    static let canLoad = (try? run("-c", ["import pandas, pyarrow, duckdb"]).status) == 0

    static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program, script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
