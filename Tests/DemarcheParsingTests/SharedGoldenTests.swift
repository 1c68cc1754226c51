import Demarche
import DemarcheParsing
import Foundation
import Testing

/// spaCy's own answers on some hundred thousand tokens, when the shared folder is there.
@Suite struct SharedGoldenTests {
    @Test(
        .enabled(
            if: Fixtures.hasGolden("md"),
            "../shared/parsing/golden-md.jsonl.gz or Models/en_core_web_md is not there"),
        arguments: KernelPath.available)
    func `md answers as spaCy does on every path`(path: KernelPath) throws {
        try check("md", path)
    }

    @Test(
        .enabled(
            if: Fixtures.hasGolden("sm"),
            "../shared/parsing/golden-sm.jsonl.gz or Models/en_core_web_sm is not there"),
        arguments: KernelPath.available)
    func `sm answers as spaCy does on every path`(path: KernelPath) throws {
        try check("sm", path)
    }

    private func check(_ model: String, _ path: KernelPath) throws {
        let parser = try SpacyParser(model: Fixtures.model(model), kernel: path)
        var differences = 0
        for document in try Fixtures.golden(model) {
            let text = ScalarText(document.text)
            let parse = parser.parse(text, in: Span(0, text.count))
            let entities = parse.entities.map {
                GoldenEntity(start: $0.tokens.lowerBound, end: $0.tokens.upperBound, label: $0.label)
            }
            let isSame =
                parse.tokens.map(GoldenToken.init) == document.tokens && entities == document.ents
                && parse.tokens.allSatisfy { text[$0.span] == $0.text }
            if !isSame {
                differences += 1
                if differences <= 5 { Issue.record("\(document.id) differs: \(document.text)") }
            }
        }
        #expect(differences == 0)
    }
}
