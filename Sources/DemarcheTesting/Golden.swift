package import Foundation

/// Answers that were looked over once and kept under `Tests/Goldens`.
///
/// `RECORD=1` in the environment rewrites the files that differ, and fails that run, so that nobody records by
/// accident.
package enum Golden {
    /// `Tests/Goldens` of this checkout.
    package static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Tests/Goldens")
    }

    /// What the golden at that path holds now; empty when it is not there yet.
    package static func text(at path: String) throws -> String {
        let file = folder.appending(path: path)
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return "" }
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// Throws unless the golden at `path`, such as `Parses/ours.conllu`, holds exactly this text.
    package static func check(_ text: String, at path: String) throws {
        let kept = try self.text(at: path)
        guard kept != text else { return }
        guard ProcessInfo.processInfo.environment["RECORD"] == "1" else {
            throw GoldenDifference(path: path, what: Self.firstDifference(of: text, from: kept))
        }
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        throw GoldenDifference(path: path, what: "recorded; read it over, then run again without RECORD=1")
    }

    private static func firstDifference(of text: String, from kept: String) -> String {
        if kept.isEmpty { return "not there yet; record it with RECORD=1" }
        let new = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        let old = kept.utf8.split(separator: 10, omittingEmptySubsequences: false)
        let line = zip(new, old).enumerated().first { $0.element.0.elementsEqual($0.element.1) == false }
        guard let line else {
            return "\(new.count) lines, expected \(old.count); RECORD=1 keeps the new answer"
        }
        return """
            line \(line.offset + 1) is “\(Substring(line.element.0))”, expected “\(Substring(line.element.1))”; \
            RECORD=1 keeps the new answer
            """
    }
}

/// How an answer differs from its golden.
package struct GoldenDifference: Error, CustomStringConvertible {
    package let path: String
    package let what: String

    package var description: String { "Tests/Goldens/\(path): \(what)" }
}
