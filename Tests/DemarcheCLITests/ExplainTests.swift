import Foundation
import Testing

/// What `explain` says of phrasings that were tried.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct ExplainTests {
    private func lines(_ text: String) throws -> [String] {
        let run = try Program.run(["explain", text])
        #expect(run.status == 0)
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test func `the name of a file in the place of a text is wrong usage that names the option`() throws {
        let run = try Program.run(["explain", "Samples/emptied-embassies.txt"])
        #expect(run.status == 2)
        #expect(run.errors.contains("--file Samples/emptied-embassies.txt"))
    }

    @Test func `a verb that no phrasing knows is named`() throws {
        let lines = try lines("Norway yodelled at Russia.")
        #expect(lines.contains("    yodelled: no phrasing begins with “yodel”"))
        #expect(lines.contains("  no claim"))
    }

    @Test func `where nothing matches, the nearest phrasings stand with what they lack, five at most`() throws
    {
        let lines = try lines("Norway imposed a small fee on its own opera house.")
        let head = try #require(
            lines.firstIndex { $0.hasPrefix("    imposed: ") && $0.hasSuffix(" 0 match") })
        let trials = lines[(head + 1)...].prefix { $0.hasPrefix("      ") }
        #expect((2...6).contains(trials.count))
        #expect(trials.allSatisfy { $0.contains(" — ") || $0.hasPrefix("      … and ") })
        #expect(trials.contains { $0.contains("— no “") })
    }

    @Test func `where a phrasing matches it is shown, and what failed besides is not`() throws {
        let lines = try lines("Norway expelled two Russian diplomats.")
        let head = try #require(lines.firstIndex { $0.hasPrefix("    expelled: ") })
        let trials = lines[(head + 1)...].prefix { $0.hasPrefix("      ") }
        #expect(!trials.isEmpty && trials.allSatisfy { $0.hasPrefix("      matches: ") })
    }
}
