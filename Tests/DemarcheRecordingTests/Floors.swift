import Foundation
import Testing

/// What was reached once and must not be lost: `Evaluation/floors.json`, by set and measure.
///
/// Floors only rise and ceilings only fall: `RECORD=1` writes what was measured where it is better, and fails that run.
struct Floors: Codable {
    /// Lowest figures allowed: F1s and shares that are right.
    var floors: [String: [String: Double]] = [:]
    /// Highest figures allowed: unsafe claims, sprung traps, claims per sentence.
    var ceilings: [String: [String: Double]] = [:]
    /// Measures that have fallen below their floors, or risen above their ceilings, and must come back: each run tells them as known issues.
    var owed: [String: [String]]? = [:]

    static let file = Fixtures.root.appending(path: "Evaluation/floors.json")
    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

    static func read() throws -> Floors {
        try JSONDecoder().decode(Floors.self, from: Data(contentsOf: file))
    }

    /// Holds a set's measures against what is written, or writes them.
    static func hold(_ set: String, floors: [String: Double], ceilings: [String: Double] = [:]) throws {
        if isRecording { return try record(set, floors: floors, ceilings: ceilings) }
        let written = try read()
        for (measure, floor) in (written.floors[set] ?? [:]).sorted(by: { $0.key < $1.key }) {
            let reached = try #require(floors[measure], "\(set) \(measure): is no longer measured")
            tell(
                reached + 1e-9 >= floor, "\(set): \(measure) is \(reached), its floor \(floor)",
                isOwed: written.isOwed(measure, of: set))
        }
        for (measure, ceiling) in (written.ceilings[set] ?? [:]).sorted(by: { $0.key < $1.key }) {
            let reached = try #require(ceilings[measure], "\(set) \(measure): is no longer measured")
            tell(
                reached - 1e-9 <= ceiling, "\(set): \(measure) is \(reached), its ceiling \(ceiling)",
                isOwed: written.isOwed(measure, of: set))
        }
    }

    private func isOwed(_ measure: String, of set: String) -> Bool {
        owed?[set]?.contains(measure) == true
    }

    private static func tell(_ holds: Bool, _ told: Comment, isOwed: Bool) {
        if isOwed {
            withKnownIssue(told, isIntermittent: true) { #expect(holds, told) }
        } else {
            #expect(holds, told)
        }
    }

    private static func record(_ set: String, floors: [String: Double], ceilings: [String: Double]) throws {
        var written = (try? read()) ?? Floors()
        for (measure, reached) in floors {
            let old = written.floors[set]?[measure] ?? 0
            written.floors[set, default: [:]][measure] = max(old, (reached * 100 + 1e-9).rounded(.down) / 100)
        }
        for (measure, reached) in ceilings {
            let old = written.ceilings[set]?[measure] ?? .infinity
            written.ceilings[set, default: [:]][measure] = min(
                old, max(0, (reached * 100 - 1e-9).rounded(.up)) / 100)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(written) + Data("\n".utf8)).write(to: file)
        Issue.record("\(set): floors are written; read the difference and run again without RECORD")
    }
}
