import Demarche
import DemarcheCoding
import DemarcheLexicon
import DemarcheRecording
import DemarcheTesting
import Foundation
import Testing

/// Accuracy on the sets that we have: it may rise, and never fall below `Evaluation/floors.json`.
@Suite(.serialized, .enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct FloorsTests {
    // MARK: Our own goldens

    @Test(arguments: ["Analyses", "Blind", "Digests", "Kept", "Open"])
    func `our own digests hold their floors`(folder: String) throws {
        let folderURL = Fixtures.goldens.appending(path: folder)
        try holdClaims(
            "own \(folder.lowercased())", docs: folderURL.appending(path: "digests_docs.json"),
            gold: GoldReport.read(Data(contents: folderURL.appending(path: "digests_gold.json"))))
    }

    @Test(arguments: ["Analyses", "Blind", "Digests", "Kept", "Lessons/t1", "Lessons/t2", "Open"])
    func `the record of our own digests holds its floors`(folder: String) throws {
        let files = Fixtures.goldens.appending(path: folder)
        let gold = try GoldReport.read(Data(contents: files.appending(path: "digests_gold.json")))
        let coder = try Fixtures.coder
        let told = try Fixtures.reports(files.appending(path: "digests_docs.json")).map { report in
            let coded = coder.coded(report)
            return (
                report.id,
                RecordScorer.Told(text: report.text, claims: coded.claims, record: coder.record(of: coded))
            )
        }
        let outcome = RecordScorer().outcome(
            gold: gold, told: Dictionary(told, uniquingKeysWith: { first, _ in first }))
        var floors = Dictionary(
            uniqueKeysWithValues: RecordScorer.Part.allCases.map { ($0.rawValue, outcome.rates[$0]?.f1 ?? 0) }
        )
        floors["status"] = nil
        floors["status precision"] = outcome.rates[.status]?.precision ?? 0
        let set = folder.lowercased().replacing("/", with: " ")
        try Floors.hold("record \(set)", floors: floors)
    }

    @Test(arguments: ["read", "unread"])
    func `passages over the whole field hold their floors`(half: String) throws {
        let folder = Fixtures.goldens.appending(path: "Field/\(half)")
        try holdClaims(
            "own field \(half)", docs: folder.appending(path: "passages_docs.json"),
            gold: GoldReport.read(Data(contents: folder.appending(path: "passages_gold.json"))))
    }

    @Test func `our own sentences hold their floors`() throws {
        let file = Fixtures.goldens.appending(path: "Sentences/sentences.jsonl")
        let gold = try Fixtures.lines(OwnSentence.self, of: file).map(\.gold)
        try holdClaims("own sentences", docs: file, gold: gold)
    }

    @Test func `a sentence for every kind of act holds its floors`() throws {
        try holdSentences("own codes", file: Fixtures.goldens.appending(path: "Codes/codes.jsonl"))
    }

    @Test func `other wordings of the lexicon's examples hold their floors`() throws {
        let coder = try Fixtures.coder
        let phrasings = try coder.lexicon.acts.phrasings.rows()
        let outcome = PhrasingCheck(coder: coder).outcome(
            of: phrasings, threads: Fixtures.threads)
        let shares = outcome.counts.map { ($0.key.rawValue, $0.value.share) }
        let compiled = try Fixtures.made.get().compiled
        let rows = Double(phrasings.count)
        try Floors.hold(
            "wordings",
            floors: Dictionary(uniqueKeysWithValues: shares).merging([
                "compiles": 1 - Double(compiled.failures.count) / rows
            ]) { a, _ in a })
    }

    // MARK: The shared development sets

    @Test(
        .enabled(if: Fixtures.hasShared("gold/dev/seed_gold.json"), "../shared/gold/dev is not there"),
        arguments: ["seed", "digest"])
    func `the shared digests hold their floors`(name: String) throws {
        guard let docs = Fixtures.shared("gold/dev/\(name)_docs.json"),
            let gold = Fixtures.shared("gold/dev/\(name)_gold.json")
        else { return }
        try holdClaims("shared \(name)", docs: docs, gold: GoldReport.read(Data(contents: gold)))
    }

    @Test(.enabled(if: Fixtures.hasShared("gold/dev/traps_dev.jsonl"), "../shared/gold/dev is not there"))
    func `the shared traps hold their ceiling`() throws {
        guard let file = Fixtures.shared("gold/dev/traps_dev.jsonl") else { return }
        let traps = try Fixtures.lines(Trap.self, of: file)
        let sprung = TrapScorer().sprung(traps, by: try Fixtures.claims(of: Fixtures.reports(file)))
        try Floors.hold(
            "shared traps", floors: [:],
            ceilings: ["sprung": Double(sprung.count) / Double(max(1, traps.count))])
    }

    @Test(
        .enabled(if: Fixtures.hasShared("gold/dev/plover_gsr.jsonl"), "../shared/gold/dev is not there"),
        arguments: ["plover_gsr", "cameo_examples"])
    func `the shared sentences hold their floors`(name: String) throws {
        guard let file = Fixtures.shared("gold/dev/\(name).jsonl") else { return }
        try holdSentences("shared \(name)", file: file)
    }

    @Test(
        .enabled(
            if: Fixtures.hasShared("tools/score_actors.py") && Fixtures.exists(SharedScorers.program),
            "../shared/tools or the built program is not there"))
    func `what the shared scorers read holds its floors`() throws {
        for (set, figures) in try SharedScorers.figures(of: SharedScorers.sets).sorted(by: { $0.key < $1.key }
        ) {
            try Floors.hold(set, floors: figures)
        }
    }

    // MARK: Holding

    private func holdSentences(_ set: String, file: URL) throws {
        let sentences = try Fixtures.lines(CodedSentence.self, of: file)
        let reports = sentences.enumerated().map { line, sentence in
            Report(
                id: sentence.id ?? String(line), text: ScalarText(sentence.text), published: nil, digest: "")
        }
        let outcome = SentenceScorer(types: OlderNames.types).outcome(
            of: sentences, claims: try Fixtures.claims(of: reports))
        let floors =
            sentences.contains { $0.event != nil }
            ? ["any": outcome.any, "type": outcome.type]
            : ["any": outcome.any, "root": outcome.root, "code": outcome.code]
        try Floors.hold(set, floors: floors, ceilings: ["claims": outcome.claims])
    }

    private func holdClaims(_ set: String, docs: URL, gold: [GoldReport]) throws {
        let reports = try Fixtures.reports(docs)
        #expect(reports.count == gold.count)
        let texts = Dictionary(reports.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        let outcome = ClaimScorer().outcome(
            gold: gold, texts: texts, claims: try Fixtures.claims(of: reports))
        var floors: [String: Double] = [:]
        for level in [ClaimScorer.Level.dyad, .type, .full] {
            floors[level.rawValue] = outcome.rates[level]?.f1 ?? 0
        }
        try Floors.hold(
            set, floors: floors,
            ceilings: ["unsafe": Double(outcome.unsafe), "in silent lines": Double(outcome.inSilentLines)])
    }
}

/// Figures of the built program by the shared scorers: what `Evaluation/figures` prints.
enum SharedScorers {
    static let sets = ["actors", "leaders", "pairs", "places", "record", "times"]
    static let program = Fixtures.root.appending(path: ".build/release/demarche")

    static func figures(of sets: [String]) throws -> [String: [String: Double]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", Fixtures.root.appending(path: "Evaluation/figures").path(percentEncoded: false),
            "--program", program.path(percentEncoded: false), "--only", sets.joined(separator: ","), "--json",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "Evaluation/figures failed")
        return try JSONDecoder().decode([String: [String: Double]].self, from: printed)
    }
}

/// PLOVER's older names of types, as `score_sentences.py` maps them.
enum OlderNames {
    static let types: [String: Set<String>] = [
        "YIELD": ["CONCEDE", "RETREAT"], "DEMAND": ["REQUEST"], "DISAPPROVE": ["ACCUSE"],
        "INVESTIGATE": ["ACCUSE"],
        "FIGHT": ["ASSAULT"], "ENGAGE": ["COOPERATE"],
    ]
}

/// A line of `Goldens/Sentences`, and the gold report that it is: what `as_gold.py` makes of it.
struct OwnSentence: Decodable {
    struct OwnClaim: Decodable {
        let source: String
        let source_sector: String
        let target: String
        let target_sector: String
        let cameo: String
        let plover: String
        let modality: String
        let alt: [[String]]?
        let note: String?
    }

    let id: String
    let text: String
    let claims: [OwnClaim]

    var gold: GoldReport {
        GoldReport(
            doc: id,
            claims: claims.enumerated().map { index, claim in
                GoldClaim(
                    id: "c\(index + 1)", sentence: text, trigger: "",
                    source: side(claim.source, claim.source_sector),
                    target: side(claim.target, claim.target_sector), cameo: claim.cameo, plover: claim.plover,
                    modality: claim.modality, note: claim.note, alt: claim.alt)
            }, silent: nil)
    }

    private func side(_ code: String, _ sector: String) -> [GoldClaim.Side] {
        code.isEmpty ? [] : [GoldClaim.Side(code: code, sector: sector, text: "")]
    }
}
