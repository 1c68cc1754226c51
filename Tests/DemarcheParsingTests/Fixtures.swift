import Demarche
import DemarcheTesting
import Foundation

/// Where the tests find their files: models, shared goldens, and the project's own.
enum Fixtures {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func model(_ size: String) -> URL { root.appending(path: "Models/en_core_web_\(size)") }

    static func exists(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.path(percentEncoded: false))
    }

    static func hasModel(_ size: String) -> Bool { exists(model(size).appending(path: "meta.json")) }

    /// The shared goldens lie beside the checkout.
    static func goldenFile(_ size: String) -> URL? {
        let file = root.appending(path: "../shared/parsing/golden-\(size).jsonl.gz")
        return exists(file) ? file : nil
    }

    static func hasGolden(_ size: String) -> Bool { hasModel(size) && goldenFile(size) != nil }

    static func golden(_ size: String) throws -> [GoldenDocument] {
        guard let file = goldenFile(size) else { return [] }
        return try Data(contents: file).split(separator: 10).map {
            try JSONDecoder().decode(GoldenDocument.self, from: Data($0))
        }
    }
}

/// One document of a shared golden.
struct GoldenDocument: Decodable {
    let id: String
    let text: String
    let tokens: [GoldenToken]
    let ents: [GoldenEntity]
}

/// Text, space after, tag, part of speech, features, lemma, label, head, start of a sentence.
struct GoldenToken: Decodable, Equatable {
    let strings: [String]
    let numbers: [Int]

    init(_ token: Token) {
        strings = [token.text, token.tag, token.pos, token.morph, token.lemma, token.label]
        numbers = [token.spaceAfter ? 1 : 0, token.head, token.startsSentence ? 1 : 0]
    }

    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        let text = try row.decode(String.self)
        let space = try row.decode(Int.self)
        let rest = try (0..<5).map { _ in try row.decode(String.self) }
        strings = [text] + rest
        numbers = [space, try row.decode(Int.self), try row.decode(Int.self)]
    }
}

struct GoldenEntity: Decodable, Equatable {
    let start: Int
    let end: Int
    let label: String

    init(start: Int, end: Int, label: String) {
        self.start = start
        self.end = end
        self.label = label
    }

    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        start = try row.decode(Int.self)
        end = try row.decode(Int.self)
        label = try row.decode(String.self)
    }
}
