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
        let file = folder?.appending(path: "patterns-\(StableDigest.of([parser.name, Pattern.format])).cache")
        let cached = file.map(Self.read) ?? [:]
        let keys = lexicon.phrasings.map {
            StableDigest.of([$0.act, $0.example, $0.isNearMiss ? "not" : ""])
        }
        let missing = keys.indices.filter { cached[keys[$0]] == nil }
        let fresh = Self.compile(
            missing.map { lexicon.phrasings[$0] },
            compiler: PatternCompiler(
                parser: parser, relater: Relater(cues: lexicon.cues, nouns: lexicon.nounsByVerb)),
            threads: threads)
        var lines = cached
        for (index, line) in zip(missing, fresh) { lines[keys[index]] = line }
        if !missing.isEmpty, let file { Self.write(keys.map { ($0, lines[$0] ?? "") }, to: file) }
        var patterns: [Pattern] = []
        var failures: [LexiconError] = []
        for (phrasing, key) in zip(lexicon.phrasings, keys) {
            guard let line = lines[key] else { continue }
            if let pattern = Pattern(line: line) {
                patterns.append(pattern)
            } else {
                let place = phrasing.place.split(separator: ":")
                failures.append(
                    LexiconError(
                        file: String(place.first ?? ""), line: place.last.flatMap { Int($0) } ?? 0,
                        what: "\(line.dropFirst()) · \(phrasing.example)"))
            }
        }
        return Compiled(
            phrasebook: Phrasebook(acts: lexicon.acts, patterns: patterns, lexicon: lexicon),
            failures: failures, compiledRows: missing.count)
    }

    /// One line a phrasing: its pattern, or `!` and why it has none.
    private static func compile(_ phrasings: [Phrasing], compiler: PatternCompiler, threads: Int) -> [String]
    {
        phrasings.orderedParallelMap(threads: threads) { phrasing in
            do { return try compiler.pattern(for: phrasing).line } catch { return "!\(error)" }
        }
    }

    private static func read(_ file: URL) -> [String: String] {
        guard let data = try? Data(contentsOf: file), let text = String(validating: data, as: UTF8.self)
        else { return [:] }
        var lines: [String: String] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            lines[String(Substring(line[..<tab]))] = String(Substring(line[line.index(after: tab)...]))
        }
        return lines
    }

    private static func write(_ lines: [(String, String)], to file: URL) {
        let text = lines.filter { !$0.1.isEmpty }.map { "\($0.0)\t\($0.1)\n" }.joined()
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        // A cache that cannot be kept costs time, not truth: the next start compiles again.
        try? Data(text.utf8).write(to: file, options: .atomic)
    }
}
