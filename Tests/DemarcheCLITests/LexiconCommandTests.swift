import Foundation
import Testing

/// What an analyst changes in the tables, as the built program sees it.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct LexiconCommandTests {
    /// A copy of the tables beside the checkout's places.
    private func copy(adding row: String, to table: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let lexicons = folder.url.appending(path: "Lexicons")
        try FileManager.default.copyItem(at: Program.root.appending(path: "Lexicons"), to: lexicons)
        let file = lexicons.appending(path: table)
        try (String(contentsOf: file, encoding: .utf8) + row + "\n").write(
            to: file, atomically: true, encoding: .utf8)
        return folder
    }

    @Test func `a leader who takes office is one row more for the same program, from the first day on`()
        throws
    {
        let row = "Žanna Quillfeather\tZhanna Quillfeather\tNOR\thead-of-government\tGOV\t2031-03-04\t"
        let folder = try copy(adding: row, to: "people.tsv")
        func answer(_ name: String, on day: String, lexicons: URL) throws -> String {
            try Program.run([
                "actor", name, "--on", day, "--lexicons", lexicons.path(percentEncoded: false),
            ]).output
        }
        let (before, after) = (
            Program.root.appending(path: "Lexicons"), folder.url.appending(path: "Lexicons")
        )
        #expect(
            try answer("Zanna Quillfeather", on: "2031-03-04", lexicons: before).hasSuffix(
                "no actor of the lexicon\n"))
        let inOffice = try answer("Zanna Quillfeather", on: "2031-03-04", lexicons: after)
        #expect(inOffice == "NOR.GOV Žanna Quillfeather: head-of-government of NOR\n")
        #expect(try answer("Quillfeather", on: "2031-03-05", lexicons: after).hasPrefix("NOR.GOV"))
        #expect(try answer("Zhanna Quillfeather", on: "2031-03-03", lexicons: after).hasPrefix("NOR.PTY"))
    }

    @Test func `a state is shown by its code, and of whom the lexicon knows nothing nobody is said`() throws {
        let state = try Program.run(["actor", "Fiji"])
        #expect(state.output.hasPrefix("FJI Fiji:"))
        let nobody = try Program.run(["actor", "Quillfeather"])
        #expect(nobody.status == 1)
        #expect(nobody.output.hasPrefix("nobody:"))
    }

    @Test func `the doctor finds a lexicon and a model that code`() throws {
        let run = try Program.run(["doctor"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("gives a claim"))
    }
}
