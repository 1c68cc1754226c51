import Demarche
import DemarcheLexicon
import Foundation

import DemarcheIntake

/// The checkout that this file lies in.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The folder of shared examples beside the checkout; nil where it was not handed out.
let shared: URL? = [checkout.appending(path: "../shared")]
    .first { FileManager.default.fileExists(atPath: $0.path) }

func discards() throws -> DiscardTable { try DiscardTable(folder: checkout.appending(path: "Lexicons")) }

func splitter() throws -> Splitter { Splitter(rules: try discards().rules) }

func report(_ text: String, title: String? = nil) -> Report {
    Report(id: "test", text: ScalarText(text), published: nil, title: title, digest: "")
}

/// A passage in short: its kind, and its words.
struct Sorted: Equatable, CustomStringConvertible {
    let kind: String
    let words: String

    var description: String { "\(kind): \(words)" }
}

func sorted(_ text: String, title: String? = nil) throws -> [Sorted] {
    let report = report(text, title: title)
    return try splitter().passages(of: report).map { passage in
        switch passage.kind {
        case .prose: Sorted(kind: "prose", words: report.text[passage.span])
        case .headline: Sorted(kind: "headline", words: report.text[passage.span])
        case .aside(let reason, _): Sorted(kind: reason, words: report.text[passage.span])
        }
    }
}

func readings(_ text: String, name: String = "test.jsonl", day: Day? = nil) throws -> [Reading] {
    try readings(bytes: Array(text.utf8), name: name, day: day)
}

func readings(bytes: [UInt8], name: String, day: Day? = nil) throws -> [Reading] {
    Array(ReportReader(splitter: try splitter(), day: day).readings(of: [.bytes(bytes, name: name)]))
}

extension Reading {
    var error: String? {
        if case .failure(let error) = report { error.description } else { nil }
    }
    var value: Report? { try? report.get() }
}
