import Demarche
import DemarcheCoding
import DemarcheLexicon
import DemarcheRecording
import Foundation
import Testing

/// The cache of compiled phrasings, and the search by what a sentence has.
@Suite(.enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct PhrasebookStoreTests {
    static let act = Act(name: "expel", cameo: "161", plover: "SANCTION:expel", quad: 4, intensity: -5)
    static let examples = [
        "[1 Norway] {expelled} [2 two Russian {diplomats}].", "[1 Chad] {threw} [2 a Togolese envoy] {out}.",
        "[1 Chad] {declared} [2 the Togolese consul] {persona non grata}.", "nobody is marked here",
    ]

    private static func lexicon(_ examples: [String]) -> ActLexicon {
        ActLexicon(
            acts: [act.name: act],
            phrasings: examples.enumerated().map {
                Phrasing(act: act.name, example: $1, place: "test.tsv:\($0 + 1)")
            })
    }

    @Test func `one changed row compiles one row, and what was kept is what would be compiled`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "phrasebook-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let parser = try Fixtures.coder.parser
        func compiled(_ examples: [String], in folder: URL?) throws -> PhrasebookStore.Compiled {
            try PhrasebookStore(folder: folder).phrasebook(
                for: Self.lexicon(examples), digest: StableDigest.of(examples), parser: parser, threads: 1)
        }
        func patterns(_ compiled: PhrasebookStore.Compiled) -> [Pattern] {
            Array(compiled.phrasebook.patterns)
        }
        let first = try compiled(Self.examples, in: folder)
        #expect(first.compiledRows == 4 && first.failures.map(\.line) == [4])
        let second = try compiled(Self.examples, in: folder)
        #expect(second.compiledRows == 0 && second.failures == first.failures)
        #expect(patterns(second) == patterns(first))
        // A row in front, one away, one changed.
        let changed = ["[1 Mali] {ousted} [2 a French envoy]."] + Self.examples.dropFirst().reversed()
        let third = try compiled(changed, in: folder)
        #expect(third.compiledRows == 1)
        #expect(try patterns(third) == patterns(compiled(changed, in: nil)))
        // The older tables' phrasebook is kept beside the new one.
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count == 2)
        #expect(try compiled(Self.examples, in: folder).compiledRows == 0)
        for file in files { try Data(contentsOf: file).prefix(90).write(to: file) }
        let damaged = try compiled(changed, in: folder)
        #expect(damaged.compiledRows == 4 && patterns(damaged) == patterns(third))
        #expect(try compiled(changed, in: folder).compiledRows == 0)
    }

    @Test func `only the newest phrasebooks are kept`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "phrasebook-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let parser = try Fixtures.coder.parser
        for number in 0..<12 {
            let compiled = try PhrasebookStore(folder: folder).phrasebook(
                for: Self.lexicon(Self.examples), digest: "\(number)", parser: parser, threads: 1)
            #expect(compiled.compiledRows == (number == 0 ? 4 : 0))
        }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count == 8)
    }

    @Test func `no phrasing that would match is left out because of what the sentence lacks`() throws {
        let coder = try Fixtures.coder
        let matcher = PatternMatcher(phrasebook: coder.phrasebook)
        var matched = 0
        for report in try Fixtures.reports(Fixtures.goldens.appending(path: "Digests/digests_docs.json")) {
            for read in coder.coded(report).read {
                for sentence in read.parse.sentences {
                    let search = matcher.search(
                        in: sentence, of: read.parse, predications: read.predications)
                    for token in sentence {
                        let tried = search.attempts(at: token).compactMap { try? $0.outcome.get() }
                        let found = search.matches(at: token)
                        #expect(Set(found) == Set(tried))
                        matched += found.count
                    }
                }
            }
        }
        #expect(matched > 100)
    }
}
