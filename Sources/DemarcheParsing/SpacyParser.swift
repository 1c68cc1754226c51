package import Demarche
package import Foundation
import Synchronization

/// A word as the tokenizer alone cuts it.
package struct Word: Hashable, Sendable {
    package let text: String
    /// Where it stands in the whole text.
    package let span: Span
    package let spaceAfter: Bool
}

/// The neural parser: runs a spaCy 3 CNN pipeline, with the same answers, by our own code.
///
/// It may be called from many threads at once; each call borrows a worker with its own caches.
package final class SpacyParser: Parsing {
    /// Name and version of the model: `en_core_web_md 3.8.0`.
    package let name: String
    /// The path of the numeric kernel that is in use.
    package let kernel: KernelPath
    private let model: SpacyModel
    private let cacheLimit: Int
    private let idle = Mutex<[ParsingWorker]>([])
    private let keptWorkers = ProcessInfo.processInfo.activeProcessorCount

    /// A longer text is parsed in stretches, so that memory stays bounded.
    private static let longestStretch = 40_000

    /// Reads the model that lies in a folder.
    ///
    /// - Parameters:
    ///   - model: a folder with `meta.json`, `tok2vec/model` and so on.
    ///   - kernel: the path to use, nil for the fastest.
    ///   - cacheLimit: word forms that a thread remembers before it drops its caches.
    package init(model folder: URL, kernel: KernelPath? = nil, cacheLimit: Int = 5_000) throws {
        let path = kernel ?? .fastest
        guard path.isAvailable else {
            throw ModelError.kernel(name: path.rawValue, available: KernelPath.available.map(\.rawValue))
        }
        model = try SpacyModel(folder, path: path)
        name = model.name
        self.kernel = path
        self.cacheLimit = cacheLimit
    }

    /// The parse of the words at `span`, as if they were a text by themselves; token spans count from the start of
    /// `text`.
    package func parse(_ text: ScalarText, in span: Span) -> Parse {
        parse(text, in: span, findsEntities: true)
    }

    /// The same without named entities, whose network costs as much as the parser's: for whoever is given the names.
    package func syntax(of text: ScalarText, in span: Span) -> Parse {
        parse(text, in: span, findsEntities: false)
    }

    private func parse(_ text: ScalarText, in span: Span, findsEntities: Bool) -> Parse {
        let worker = borrow()
        defer { giveBack(worker) }
        var tokens: [Token] = []
        var entities: [Entity] = []
        for stretch in Self.stretches(of: text, in: span) {
            let part = worker.parse(
                Self.codes(text, stretch), offset: stretch.start, first: tokens.count,
                findsEntities: findsEntities)
            tokens += part.tokens
            entities += part.entities
        }
        return Parse(tokens: tokens, entities: entities)
    }

    /// The words at `span` as the tokenizer cuts them, without tags or heads.
    package func tokens(of text: ScalarText, in span: Span) -> [Word] {
        let worker = borrow()
        defer { giveBack(worker) }
        return Self.stretches(of: text, in: span).flatMap { stretch in
            worker.words(of: Self.codes(text, stretch)).map { token, lexeme in
                let start = stretch.start + Int(token.start)
                return Word(
                    text: lexeme.text, span: Span(start, start + Int(lexeme.length)),
                    spaceAfter: token.spaceAfter)
            }
        }
    }

    /// The model's vector of a word as it is written; nil when it has none.
    package func wordVector(of word: String) -> [Float]? {
        guard let vectors = model.vectors, let start = vectors.vector(of: model.lexemes.identity.id(of: word))
        else {
            return nil
        }
        return (0..<vectors.width).map { start.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }

    /// Workers that wait for work: at most as many as there are processors.
    package var idleWorkers: Int { idle.withLock { $0.count } }

    /// How often workers that wait have dropped their caches because these had grown past their bound.
    package var cacheDrops: Int { idle.withLock { $0.reduce(0) { $0 + $1.drops } } }

    /// Floats that workers that wait hold for texts to come.
    package var heldFloats: Int { idle.withLock { $0.reduce(0) { $0 + $1.heldFloats } } }

    private func borrow() -> ParsingWorker {
        let worker = idle.withLock { workers in Borrowed(worker: workers.popLast()) }
        return worker.worker ?? ParsingWorker(model, cacheLimit: cacheLimit)
    }

    /// Keeps the worker for the next call, unless as many as there are processors are kept already.
    private func giveBack(_ worker: ParsingWorker) {
        let borrowed = Borrowed(worker: worker)
        idle.withLock { workers in
            if let worker = borrowed.worker, workers.count < keptWorkers { workers.append(worker) }
        }
    }

    /// Carries a worker through the lock: whoever took it out of the pool is its only user.
    private struct Borrowed: @unchecked Sendable {
        let worker: ParsingWorker?
    }

    private static func codes(_ text: ScalarText, _ span: Span) -> [Code] {
        text.scalars[span.start..<span.end].map(\.value)
    }

    /// Cuts a very long span after whitespace, a line's end before all, into spans that are not too long.
    private static func stretches(of text: ScalarText, in span: Span) -> [Span] {
        var stretches: [Span] = []
        var start = span.start
        while span.end - start > longestStretch {
            let window = text.scalars[start..<(start + longestStretch)]
            let last =
                window.lastIndex { $0 == "\n" } ?? window.lastIndex { ScalarClass.isSpace($0.value) }
                ?? window.endIndex - 1
            stretches.append(Span(start, last + 1))
            start = last + 1
        }
        stretches.append(Span(start, span.end))
        return stretches
    }
}
