import DemarcheTesting
import Foundation
import Testing

/// Lists of addresses on the command line, their pages from a server of the test.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct AddressListTests {
    private let allowing = ["--allow-host", "127.0.0.1"]

    private func server() throws -> CannedServer {
        try CannedServer([
            "/a": .page(
                "<html><head><title>Envoys leave</title></head><p>Norway expelled two Russian diplomats on Monday.</p></html>"
            ),
            "/b": .page("Russia expelled an envoy of Norway on Tuesday.\n", type: "text/plain"),
            "/paper": .page("%PDF", type: "application/pdf"),
        ])
    }

    private func list(_ paths: [String], _ server: CannedServer) -> Data {
        Data((["# ours", ""] + paths.map(server.address)).joined(separator: "\n").utf8)
    }

    @Test func `code reads the pages of a list, and tells what it cannot have`() throws {
        let server = try server()
        let run = try Program.run(
            ["code", "--format", "jsonl", "--date", "2022-11-01"] + allowing,
            input: list(["/a", "/gone", "/paper", "/b"], server))
        #expect(run.status == 4)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains(#""report":"\#(server.address("/a"))""#) == true, "\(run.output)")
        #expect(lines.last?.contains(server.address("/b")) == true)
        #expect(run.errors.contains("\(server.address("/gone")): the server answers 404 Not Found"))
        #expect(run.errors.contains("\(server.address("/paper")): of type application/pdf"))
    }

    @Test func `add keeps the pages of a list with their addresses, and a second run adds what was missing`()
        throws
    {
        let folder = try TemporaryFolder()
        let server = try server()
        let ledger = ["--ledger", folder.url.appending(path: "web.db").path]
        let file = try folder.file("list.txt", list(["/a"], server)).path
        let first = try Program.run(["add", file] + allowing + ledger)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("1 added"))
        _ = try folder.file("list.txt", list(["/a", "/b"], server))
        let second = try Program.run(["add", file] + allowing + ledger)
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.errors.contains("1 added, 1 known already"))
        let found = try Program.run(["search", "envoy", "--format", "jsonl"] + ledger)
        #expect(found.output.contains(server.address("/b")), "\(found.output)")
    }

    @Test func `a list that names this machine without leave is not followed`() throws {
        let server = try server()
        let run = try Program.run(["code"], input: list(["/a"], server))
        #expect(run.status == 3)
        #expect(run.errors.contains("--allow-host 127.0.0.1"))
        #expect(server.asked.isEmpty)
    }
}
