package import Demarche
package import DemarcheCoding
package import DemarcheLexicon
package import Foundation

/// Compiles phrasings to a phrasebook and keeps each row's pattern, so that one changed row recompiles one row.
///
/// A cache that is missing, damaged or of another version is written anew; it never decides what is right.
package struct PhrasebookStore: Sendable {
    /// The folder of cached patterns; nil keeps none.
    package let folder: URL?

    package init(folder: URL?) { self.folder = folder }

    /// The phrasebook and the rows that do not compile, each with its place and the reason.
    package struct Compiled: Sendable {
        package let phrasebook: Phrasebook
        package let failures: [LexiconError]
        /// How many rows had to be compiled, not read from the cache.
        package let compiledRows: Int
    }

    /// Reads what is cached for this model and compiles the rest on `threads` threads.
    package func phrasebook(for lexicon: ActLexicon, parser: any Parsing, threads: Int) -> Compiled {
        let relater = Relater(cues: lexicon.cues, nouns: lexicon.nounsByVerb)
        let version = StableDigest.of([parser.name, Pattern.format] + relater.fingerprint)
        let file = folder?.appending(path: "patterns-\(version).bin")
        var rows = CachedRows.matching(lexicon.phrasings, in: file)
        let missing = rows.indices.filter { rows[$0] == nil }
        let fresh = Self.compile(
            missing.map { lexicon.phrasings[$0] },
            compiler: PatternCompiler(parser: parser, relater: relater), threads: threads)
        for (index, row) in zip(missing, fresh) { rows[index] = row }
        if !missing.isEmpty, let file { CachedRows.write(rows, of: lexicon.phrasings, to: file) }
        var patterns: [Pattern] = []
        patterns.reserveCapacity(rows.count)
        var failures: [LexiconError] = []
        for (phrasing, row) in zip(lexicon.phrasings, rows) {
            switch row {
            case .success(let pattern): patterns.append(pattern)
            case .failure(let error): failures.append(Self.failure(of: phrasing, error))
            case nil: continue
            }
        }
        return Compiled(
            phrasebook: Phrasebook(acts: lexicon.acts, patterns: patterns, lexicon: lexicon),
            failures: failures, compiledRows: missing.count)
    }

    private static func failure(of phrasing: Phrasing, _ error: MarkedExampleError) -> LexiconError {
        let place = phrasing.place.split(separator: ":")
        return LexiconError(
            file: String(place.first ?? ""), line: place.last.flatMap { Int($0) } ?? 0,
            what: "\(error.what) · \(phrasing.example)")
    }

    /// For each phrasing its pattern, or why it has none.
    private static func compile(_ phrasings: [Phrasing], compiler: PatternCompiler, threads: Int)
        -> [CachedRows.Row]
    {
        phrasings.orderedParallelMap(threads: threads) { phrasing in
            do { return .success(try compiler.pattern(for: phrasing)) } catch {
                return .failure(error as? MarkedExampleError ?? MarkedExampleError(what: "\(error)"))
            }
        }
    }
}

/// The cache's file: for each row its digest and its pattern, or why it has none, in the order of the tables.
enum CachedRows {
    typealias Row = Result<Pattern, MarkedExampleError>

    private static func digest(of phrasing: Phrasing) -> UInt64 {
        var digest = StableDigest()
        digest.add(phrasing.act)
        digest.add(phrasing.example)
        digest.add(phrasing.isNearMiss ? "not" : "")
        return digest.value
    }

    /// The rows of these phrasings, nil where the file has none.
    ///
    /// While the tables are as they were, each row is the file's next; after a change, what was moved is looked up.
    static func matching(_ phrasings: [Phrasing], in file: URL?) -> [Row?] {
        var rows = [Row?](repeating: nil, count: phrasings.count)
        guard let file, let data = try? Data(contentsOf: file),
            var reader = PatternReader(bytes: [UInt8](data))
        else { return rows }
        let digests = phrasings.map(digest)
        var next = 0
        var places: [UInt64: Int]?
        while let digest = reader.number() {
            var place: Int?
            if next < digests.count, digests[next] == digest {
                place = next
            } else {
                let known = places ?? Dictionary(zip(digests, digests.indices), uniquingKeysWith: { $1 })
                places = known
                place = known[digest]
            }
            guard let row = row(from: &reader, for: place.map { phrasings[$0] }) else { break }
            if let place {
                rows[place] = row
                next = place + 1
            }
        }
        return rows
    }

    /// The next row, also one that no phrasing asks for; nil where the file is damaged.
    private static func row(from reader: inout PatternReader, for phrasing: Phrasing?) -> Row? {
        guard let failure = reader.text() else { return nil }
        if !failure.isEmpty { return .failure(MarkedExampleError(what: failure)) }
        return reader.pattern(
            act: phrasing?.act ?? "", example: phrasing?.example ?? "",
            isNearMiss: phrasing?.isNearMiss ?? false
        ).map(Row.success)
    }

    static func write(_ rows: [Row?], of phrasings: [Phrasing], to file: URL) {
        var writer = PatternWriter()
        for (phrasing, row) in zip(phrasings, rows) {
            guard let row else { continue }
            writer.write(digest(of: phrasing))
            switch row {
            case .success(let pattern):
                writer.write("")
                writer.write(pattern)
            case .failure(let error): writer.write(error.what)
            }
        }
        // A cache that cannot be kept costs time, not truth: the next start compiles again.
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data(writer.bytes).write(to: file, options: .atomic)
    }
}
