import Foundation
import Testing

/// The program and its guide document each other.
@Suite(.enabled(if: Program.binary != nil, "the program is not built beside the tests")) struct HelpTests {
    /// The verbs that `--help` of a command lists.
    private func verbs(of command: [String]) throws -> [String] {
        let help = try Program.run(command + ["--help"])
        #expect(help.status == 0)
        let lists = help.output.components(separatedBy: "SUBCOMMANDS:\n").dropFirst()
        return lists.joined(separator: "\n").split(separator: "\n").filter {
            $0.hasPrefix("  ") && !$0.hasPrefix("   ")
        }
        .compactMap { $0.split(whereSeparator: { $0 == " " || $0 == "," }).first.map(String.init) }
        .filter { $0 != "See" && $0 != "help" }
    }

    @Test func `the help of every verb shows an example`() throws {
        let verbs = try verbs(of: [])
        #expect(verbs.count >= 30)
        for verb in verbs {
            let help = try Program.run([verb, "--help"])
            #expect(help.status == 0)
            let inner = try self.verbs(of: [verb])
            if inner.isEmpty {
                #expect(
                    help.output.contains("demarche \(verb) ") || help.output.contains("| demarche \(verb)"),
                    "\(verb)")
            }
            for name in inner {
                let help = try Program.run([verb, name, "--help"])
                #expect(
                    help.output.contains("Example") && help.output.contains("demarche \(verb) \(name)"),
                    "\(verb) \(name)")
            }
        }
    }

    @Test func `the guide tells of every verb`() throws {
        let file = Program.root.appending(path: "Documentation/Guide.md")
        let guide = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        for verb in try verbs(of: []) {
            #expect(guide.contains("demarche \(verb)"), "Documentation/Guide.md says nothing of \(verb)")
            for inner in try verbs(of: [verb]) {
                #expect(
                    guide.contains("demarche \(verb) \(inner)"),
                    "Documentation/Guide.md says nothing of \(verb) \(inner)")
            }
        }
    }

    @Test func `a word that is no verb is named as such`() throws {
        let run = try Program.run(["dyed", "RUS", "JPN"])
        #expect(run.status == 2)
        #expect(run.errors.contains("no verb “dyed”"))
    }

    @Test func `the version names the program`() throws {
        let run = try Program.run(["--version"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("demarche "))
    }
}
