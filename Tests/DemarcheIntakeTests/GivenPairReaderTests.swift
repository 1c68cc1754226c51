import Demarche
import DemarcheIntake
import Testing

struct GivenPairReaderTests {
    private static func read(_ lines: String) -> [Result<GivenPair, IntakeError>] {
        Array(GivenPairReader().pairs(of: [.bytes(Array(lines.utf8), name: "pairs.jsonl")]))
    }

    @Test func `a line gives its text, its spans and its day`() throws {
        let line =
            #"{"id":7,"text":"Norway met Chad.","source_spans":[[0,6]],"target_spans":[[11,15]],"date":"2022-10-04"}"#
        let pair = try #require(try Self.read(line + "\n\n").first?.get())
        #expect(pair.id == "7")
        #expect(pair.source.map { pair.text[$0] } == ["Norway"])
        #expect(pair.target.map { pair.text[$0] } == ["Chad"])
        #expect(pair.published == Day(iso: "2022-10-04"))
    }

    @Test(arguments: [
        (#"{"id":"a","text":"Norway met Chad.","source_spans":[[0,99]]}"#, "a span is not"),
        (#"{"id":"a","text":"Norway met Chad.","source_spans":[[4,2]]}"#, "a span is not"),
        (#"{"id":"a","text":"Norway met Chad.","source_spans":[]}"#, "neither source_spans nor target_spans"),
        (#"{"text":"Norway met Chad.","source_spans":[[0,6]]}"#, "no “id”"),
        (#"{"id":"a","text":"Norway met Chad.","source_spans":[[0,6]],"date":"4 October"}"#, "is no day"),
        (#"{"id":"a","text":"#, "not valid JSON"),
    ]) func `a bad line is told by its number and the next is read`(line: String, says: String) throws {
        let read = Self.read(line + "\n" + #"{"id":"b","text":"Chad won.","source_spans":[[0,4]]}"#)
        try #require(read.count == 2)
        guard case .failure(let error) = read[0] else { Issue.record("the line was taken"); return }
        #expect(error.line == 1 && error.what.contains(says), "\(error)")
        #expect(try read[1].get().id == "b")
    }
}
