import Foundation
import Testing

/// `demarche code --pairs` and `demarche lexicon suggest`, as a user runs them.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct PairsCommandTests {
    private static let line =
        #"{"id":"a","text":"Norway expelled two Russian diplomats.","source_spans":[[0,6]],"target_spans":[[16,37]]}"#

    @Test func `a pair is answered on one line with its reason`() throws {
        let run = try Program.run(["code", "--pairs"], input: Data(Self.line.utf8))
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.hasPrefix(#"{"id":"a","act":"expel-diplomats","cameo":"161","#))
        #expect(run.output.contains(#""plover":"SANCTION:expel""#))
        #expect(run.output.contains(#""phrasing":"expel-diplomats: [1 "#))
    }

    @Test func `strictly, a pair that no phrasing fits has no act`() throws {
        let line =
            #"{"id":"b","text":"Norway serenaded Chad.","source_spans":[[0,6]],"target_spans":[[17,21]]}"#
        let strict = try Program.run(["code", "--pairs", "--strict"], input: Data(line.utf8))
        #expect(strict.output.contains(#""id":"b""#) && !strict.output.contains(#""act""#))
        let free = try Program.run(["code", "--pairs"], input: Data(line.utf8))
        #expect(free.output.contains(#""act""#))
    }

    @Test func `a bad line among good ones exits 4 and is told by its number`() throws {
        let run = try Program.run(["code", "--pairs"], input: Data((Self.line + "\n{\"id\":\"x\"}\n").utf8))
        #expect(run.status == 4)
        #expect(run.output.contains(#""id":"a""#))
        #expect(run.errors.contains("<stdin>:2"))
    }

    @Test func `where phrasings tell all, suggest says so and exits 1`() throws {
        let run = try Program.run(
            ["lexicon", "suggest"], input: Data("Norway expelled two Russian diplomats.".utf8))
        #expect(run.status == 1)
        #expect(run.output.isEmpty && run.errors.contains("--least"))
    }

    @Test func `what stands uncoded between actors is suggested with how often`() throws {
        let text =
            "Norway serenaded Chad. Later Kenya serenaded Peru. Norway expelled two Russian diplomats.\n"
        let run = try Program.run(["lexicon", "suggest", "--format", "tsv"], input: Data(text.utf8))
        #expect(run.status == 0)
        let rows = run.output.split(separator: "\n")
        #expect(rows.count == 2, "\(run.output)")
        #expect(rows.last?.hasPrefix("serenade\t2\t") ?? false)
    }
}
