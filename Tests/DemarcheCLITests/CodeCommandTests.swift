import Foundation
import Testing

/// What `demarche` does with what it is given: results, messages, exit codes.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct CodeCommandTests {
    static let good = Data("Norway expelled two Russian diplomats on Monday.\n".utf8)

    @Test func `a report on standard input gives its claim and exit code 0`() throws {
        let run = try Program.run(["code", "--format", "jsonl", "--date", "2022-10-31"], input: Self.good)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.contains(#""act":"expel-diplomats""#))
    }

    @Test func `a report that holds no claim exits 0`() throws {
        let run = try Program.run(["code", "--format", "jsonl"], input: Data("The weather was fine.\n".utf8))
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
    }

    /// Bytes that are no report, and what the message must name.
    static let bad: [(name: String, bytes: [UInt8], says: String)] = [
        ("empty.txt", [], "empty"),
        ("blank.txt", Array(" \n\n".utf8), "empty"),
        ("binary.txt", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0], "binary"),
        ("latin.txt", Array("Norway expelled ".utf8) + [0xE9, 0xE8] + Array(" diplomats.".utf8), "UTF-8"),
        ("broken.jsonl", Array(#"{"id": "a", "text": "#.utf8), "broken.jsonl"),
    ]

    @Test(arguments: bad.indices) func `bad input is told by its file and exits 3`(index: Int) throws {
        let item = Self.bad[index]
        let folder = try TemporaryFolder()
        let file = try folder.file(item.name, Data(item.bytes))
        let run = try Program.run(["code", file.path, "--format", "jsonl"])
        #expect(run.status == 3, "\(item.name)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(item.name))
        #expect(run.errors.contains(item.says), "\(run.errors)")
    }

    @Test func `one line of ten megabytes is refused in words`() throws {
        let words = "Norway expelled two Russian diplomats and "
        let line = String(repeating: words, count: 10_000_000 / words.utf8.count)
        let run = try Program.run(["code", "--format", "jsonl"], input: Data(line.utf8))
        #expect(run.status == 3)
        #expect(run.errors.contains("break the text into paragraphs"))
    }

    @Test func `a bad file among good ones exits 4 and the good ones are coded`() throws {
        let folder = try TemporaryFolder()
        let good = try folder.file("good.txt", Self.good)
        let missing = folder.url.appending(path: "missing.txt")
        let bad = try folder.file("bad.txt", Data([0, 1, 2]))
        let run = try Program.run(["code", missing.path, good.path, bad.path, "--format", "jsonl"])
        #expect(run.status == 4)
        #expect(run.output.contains(#""report":"good""#))
        #expect(run.errors.contains("missing.txt") && run.errors.contains("check the path"))
        #expect(run.errors.contains("bad.txt"))
    }

    @Test func `an unreadable file among good ones exits 4`() throws {
        let folder = try TemporaryFolder()
        let good = try folder.file("good.txt", Self.good)
        // A folder named like a file cannot be read by anybody, root included.
        let closed = folder.url.appending(path: "closed.txt")
        try FileManager.default.createDirectory(at: closed, withIntermediateDirectories: false)
        let run = try Program.run(["code", closed.path, good.path, "--format", "jsonl"])
        #expect(run.status == 4)
        #expect(run.errors.contains("closed.txt"))
    }

    @Test func `a missing model exits 3 and the message says what to do`() throws {
        let run = try Program.run(["code", "--model", "nowhere"], input: Self.good)
        #expect(run.status == 3)
        #expect(run.errors.contains("nowhere"))
        #expect(run.errors.contains("--model") || run.errors.contains("make setup"))
    }

    @Test func `missing lexicons exit 3 and the message says what to do`() throws {
        let run = try Program.run(["code", "--lexicons", "nowhere"], input: Self.good)
        #expect(run.status == 3)
        #expect(run.errors.contains("nowhere"))
        #expect(run.errors.contains("--lexicons"))
    }

    @Test(arguments: [
        ["code", "--colour"], ["code", "--date", "2022-02-30"], ["code", "--threads", "0"],
        ["code", "--format", "xml"],
        ["nonsense"], ["explain"], ["evaluate", "only-one"],
    ]) func `wrong usage exits 2 with a message and no result`(arguments: [String]) throws {
        let run = try Program.run(arguments, input: Self.good)
        #expect(run.status == 2, "\(arguments)")
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test func `an impossible day in a report is a warning and the report is undated`() throws {
        let report = #"{"id":"a","text":"Norway expelled two Russian diplomats.","date":"2022-02-30"}"#
        let run = try Program.run(["code", "--format", "jsonl"], input: Data(report.utf8))
        #expect(run.status == 0)
        #expect(run.errors.contains("warning"))
        #expect(run.output.contains(#""report":"a""#))
    }

    @Test func `one thread and two write the same bytes`() throws {
        let arguments = ["code", "Samples/emptied-embassies.txt", "--format", "jsonl", "--threads"]
        let runs = try ["1", "2", "2"].map { try Program.run(arguments + [$0]).output }
        #expect(Set(runs).count == 1)
        #expect(!runs[0].isEmpty)
    }
}
