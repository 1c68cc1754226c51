package import Demarche
package import DemarcheCoding
package import DemarcheLexicon
package import Foundation

/// Compiles phrasings to a phrasebook and keeps it, so that the next start with the same tables reads none of them, and
/// one changed row recompiles one row.
///
/// A cache that is missing, damaged or of another version is written anew; it never decides what is right.
package struct PhrasebookStore: Sendable {
    /// The folder of kept phrasebooks; nil keeps none.
    package let folder: URL?

    package init(folder: URL?) { self.folder = folder }

    /// The phrasebook and the rows that do not compile, each with its place and the reason.
    package struct Compiled: Sendable {
        package let phrasebook: Phrasebook
        package let failures: [LexiconError]
        /// How many rows had to be compiled, not read from the cache.
        package let compiledRows: Int

        init(_ image: PhrasebookImage, lexicon: ActLexicon, compiledRows: Int) {
            phrasebook = Phrasebook(image: image, lexicon: lexicon)
            failures = image.failures.map(LexiconError.init)
            self.compiledRows = compiledRows
        }
    }

    /// The phrasebook that is kept for this model and these tables; else one for which the rows that no kept one has are
    /// compiled on `threads` threads.
    /// - Parameter digest: that of all tables, `Lexicon.digest`.
    /// - Throws: `LexiconError` for the first phrasing's row that is wrong.
    package func phrasebook(for lexicon: ActLexicon, digest: String, parser: any Parsing, threads: Int) throws
        -> Compiled
    {
        let relater = Relater(cues: lexicon.cues, nouns: lexicon.nounsByVerb)
        let shelf = PhrasebookShelf(
            folder: folder, version: StableDigest.of([parser.name, Pattern.format] + relater.fingerprint))
        if let kept = shelf.image(digest: digest) {
            return Compiled(kept, lexicon: lexicon, compiledRows: 0)
        }
        let phrasings = try lexicon.phrasings.rows()
        let digests = phrasings.map(\.digest)
        var outcomes = shelf.outcomes(of: digests)
        let missing = outcomes.indices.filter { outcomes[$0] == nil }
        let fresh = Self.compile(
            missing.map { phrasings[$0] }, compiler: PatternCompiler(parser: parser, relater: relater),
            threads: threads)
        for (index, outcome) in zip(missing, fresh) { outcomes[index] = outcome }
        let rows = zip(phrasings, zip(digests, outcomes)).compactMap { phrasing, row in
            row.1.map { PhrasebookBinder.Row(digest: row.0, phrasing: phrasing, outcome: $0) }
        }
        let image = PhrasebookBinder.image(of: rows, lexicon: lexicon)
        if lexicon.phrasings.stands(at: digest) { shelf.keep(image, digest: digest) }
        return Compiled(image, lexicon: lexicon, compiledRows: missing.count)
    }

    /// For each phrasing its pattern, or why it has none.
    private static func compile(_ phrasings: [Phrasing], compiler: PatternCompiler, threads: Int)
        -> [PhrasebookShelf.Outcome]
    {
        phrasings.orderedParallelMap(threads: threads) { phrasing in
            do { return .success(try compiler.pattern(for: phrasing)) } catch {
                return .failure(error as? MarkedExampleError ?? MarkedExampleError(what: "\(error)"))
            }
        }
    }
}

extension LexiconError {
    fileprivate init(_ failure: PhrasebookImage.Failure) {
        let place = failure.place.split(separator: ":")
        self.init(
            file: String(place.first ?? ""), line: place.last.flatMap { Int($0) } ?? 0,
            what: "\(failure.error.what) · \(failure.example)")
    }
}

extension Phrasing {
    /// By which its compiled pattern is known again, wherever its row stands.
    fileprivate var digest: UInt64 {
        var digest = StableDigest()
        digest.add(act)
        digest.add(example)
        digest.add(isNearMiss ? "not" : "")
        return digest.value
    }
}

/// The kept phrasebooks of one version: a file for each state of the tables.
private struct PhrasebookShelf {
    typealias Outcome = Result<Pattern, MarkedExampleError>

    let folder: URL?
    /// Digest of what decides how a row compiles: the model, the pattern's format, the cues.
    let version: String

    private static let prefix = "phrasebook-"
    /// How many files stay, of all versions: whoever tries rows leaves one of some 8 MB for each state of the tables.
    private static let kept = 8

    private func file(digest: String) -> URL? {
        folder?.appending(path: "\(Self.prefix)\(version)-\(digest).bin")
    }

    func image(digest: String) -> PhrasebookImage? { file(digest: digest).flatMap(Self.image) }

    private static func image(_ file: URL) -> PhrasebookImage? {
        (try? Data(contentsOf: file, options: .alwaysMapped)).flatMap { PhrasebookImage($0) }
    }

    /// What the phrasings of these digests compiled to, nil where no kept phrasebook of this version has them.
    func outcomes(of digests: [UInt64]) -> [Outcome?] {
        var outcomes = [Outcome?](repeating: nil, count: digests.count)
        for file in files where file.lastPathComponent.hasPrefix(Self.prefix + version) {
            let missing = outcomes.indices.filter { outcomes[$0] == nil }
            guard !missing.isEmpty, let image = Self.image(file) else { continue }
            let rows = image.rowDigests
            let known = Dictionary(zip(rows, rows.indices), uniquingKeysWith: { first, _ in first })
            for index in missing { outcomes[index] = known[digests[index]].map(image.outcome) }
        }
        return outcomes
    }

    /// Writes a phrasebook and lets the oldest files go.
    func keep(_ image: PhrasebookImage, digest: String) {
        guard let folder, let file = file(digest: digest) else { return }
        // What cannot be kept costs time, not truth: the next start compiles again.
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? image.data.write(to: file, options: .atomic)
        for old in files.dropFirst(Self.kept) { try? FileManager.default.removeItem(at: old) }
    }

    /// The files of all versions, the newest first.
    private var files: [URL] {
        guard let folder else { return [] }
        let found =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
        let dated = found.filter { $0.lastPathComponent.hasPrefix(Self.prefix) }.map { file in
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey])
            return (file: file, date: values?.contentModificationDate ?? .distantPast)
        }
        return dated.sorted { ($0.date, $0.file.path) > ($1.date, $1.file.path) }.map(\.file)
    }
}
