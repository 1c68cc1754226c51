import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import DemarcheTesting
import Foundation

/// Where the tests find their files, and the whole coder, made once.
enum Fixtures {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let lexicons = root.appending(path: "Lexicons")
    static let goldens = root.appending(path: "Tests/Goldens")
    static let model = root.appending(path: "Models/\(ModelLocation.defaultName)")

    static var hasModel: Bool { exists(model.appending(path: "meta.json")) }
    static let threads = ProcessInfo.processInfo.activeProcessorCount

    /// A file of the shared examples beside the checkout; nil where it is not.
    static func shared(_ path: String) -> URL? {
        let file = root.appending(path: "../shared/\(path)")
        return exists(file) ? file : nil
    }

    static func hasShared(_ path: String) -> Bool { hasModel && shared(path) != nil }

    static func exists(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.path(percentEncoded: false))
    }

    /// Made once and kept by the runtime: parser, lexicon and phrasebook take seconds.
    static let made = Result { try make() }

    static var coder: Coder { get throws { try made.get().coder } }

    static func make() throws -> (coder: Coder, compiled: PhrasebookStore.Compiled) {
        let parser = try SpacyParser(model: model)
        let places = root.appending(path: "Models/places.bin")
        let lexicon = try Lexicon(folder: lexicons, gazetteer: exists(places) ? places : nil)
        let compiled = try PhrasebookStore(folder: nil).phrasebook(
            for: lexicon.acts, digest: lexicon.digest, parser: parser, threads: threads)
        return (
            Coder(lexicon: lexicon, phrasebook: compiled.phrasebook, parser: parser, program: "test"),
            compiled
        )
    }

    /// The reports of a file; gzip is undone by the system's own program.
    static func reports(_ file: URL) throws -> [Report] {
        let splitter = try coder.splitter
        let bytes = try Data(contents: file)
        return ReportReader(splitter: splitter).readings(of: [
            .bytes(Array(bytes), name: file.lastPathComponent)
        ])
        .compactMap { try? $0.report.get() }
    }

    /// The objects of a JSON Lines file.
    static func lines<T: Decodable>(_ type: T.Type, of file: URL) throws -> [T] {
        try Data(contents: file).split(separator: 10).map { try JSONDecoder().decode(T.self, from: Data($0)) }
    }

    /// Claims of reports, in order, coded on `threads` threads.
    static func claims(of reports: [Report], threads: Int = threads) throws -> [Claim] {
        let coder = try coder
        return reports.orderedParallelMap(threads: threads) { coder.coded($0).claims }.flatMap { $0 }
    }
}
