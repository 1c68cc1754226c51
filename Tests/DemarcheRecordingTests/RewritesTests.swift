import Demarche
import DemarcheLedger
import DemarcheRecording
import DemarcheTesting
import Foundation
import Testing

/// One act told in many words is one event; acts that look alike are two; the order of arrival changes nothing.
@Suite(.serialized, .enabled(if: Fixtures.hasModel, "Models/en_core_web_md is not there; run make setup"))
struct RewritesTests {
    /// A report of `Goldens/Rewrites` with its main act.
    private struct Rewrite: Decodable {
        struct Main: Decodable {
            let source: String
            let target: String?
            let cameo: String
        }

        let id: String
        let story: String?
        let pair: String?
        let main: Main
        var group: String { story ?? pair ?? "" }
    }

    private static let folder = Fixtures.goldens.appending(path: "Rewrites")

    /// The event of each report's main act where it is coded.
    private func mains(_ name: String) throws -> [(group: String, event: String)] {
        let file = Self.folder.appending(path: name)
        let rewrites = try Fixtures.lines(Rewrite.self, of: file)
        return try Recorded.withLedger(of: try Fixtures.reports(file)) { _, views in
            let events = try Recorded.events(views)
            return try rewrites.compactMap { rewrite in
                for cited in events where cited.citations.contains(where: { $0.report == rewrite.id }) {
                    for claim in cited.event.claims {
                        guard case .claim(let grounds) = try views.reason(for: claim),
                            let told = grounds.first?.claim, told.report == rewrite.id,
                            Self.tells(told, rewrite.main)
                        else { continue }
                        return (rewrite.group, cited.event.id)
                    }
                }
                return nil
            }
        }
    }

    private static func tells(_ claim: Claim, _ main: Rewrite.Main) -> Bool {
        claim.source.contains { $0.actor.code == main.source } && claim.act.cameo.hasPrefix(main.cameo)
            && main.target.map { code in claim.target.contains { $0.actor.code == code } } ?? true
    }

    @Test func `rewordings of one story are one event`() throws {
        let mains = try mains("stories.jsonl")
        var (both, gold, told) = (0, 0, 0)
        for (index, a) in mains.enumerated() {
            for b in mains.dropFirst(index + 1) {
                let (isOne, isJoined) = (a.group == b.group, a.event == b.event)
                both += isOne && isJoined ? 1 : 0
                gold += isOne ? 1 : 0
                told += isJoined ? 1 : 0
            }
        }
        let f1 = 2 * Double(both) / Double(max(1, gold + told))
        // 41 of 72 main acts were coded when this was written; among those coded, nearly all must be gathered right.
        #expect(mains.count >= 38)
        #expect(f1 >= 0.95, "\(both) of \(gold) pairs, \(told) joined")
    }

    @Test func `acts that look alike stay apart`() throws {
        let mains = try mains("lookalikes.jsonl")
        let joined = Dictionary(grouping: mains, by: \.group).values.filter { pair in
            pair.count == 2 && pair[0].event == pair[1].event
        }
        #expect(mains.count >= 28)
        #expect(joined.isEmpty, "\(joined)")
    }

    @Test func `any order of arrival gives the same events with the same ids`() throws {
        let reports = try ["stories", "lookalikes"].flatMap {
            try Fixtures.reports(Self.folder.appending(path: "\($0).jsonl"))
        }
        var generator = SeededGenerator(seed: 20_221_031)
        var first: [Event]?
        for batch in [1, 7, 64] {
            let events = try Recorded.withLedger(of: reports.shuffled(using: &generator), batch: batch) {
                _, views in
                try Recorded.events(views).map(\.event).sorted { $0.id < $1.id }
            }
            #expect(!events.isEmpty)
            #expect(events == first ?? events)
            first = first ?? events
        }
    }

    @Test func `coding again by a newer program keeps every id`() throws {
        let reports = try Fixtures.reports(Fixtures.goldens.appending(path: "Affair/reports.jsonl"))
        try Recorded.withLedger(of: reports) { ledger, views in
            let before = try Recorded.events(views).map(\.event)
            let newer = Keeper(coder: try Fixtures.coder, ledger: ledger, program: "test 2")
            let recoder = Recoder(keeper: newer)
            for (_, digest) in try ledger.digests() {
                let recoding = try #require(try recoder.recoding(of: digest))
                #expect(recoding.revision.changes.allSatisfy { $0.kind == .kept })
                let entry = try #require(recoding.entry)
                #expect(try newer.store([entry], received: Recorded.received) == [.recoded])
            }
            #expect(try Recorded.events(views).map(\.event) == before)
            #expect(try Verifier(ledger: ledger).result().findings.isEmpty)
        }
    }
}
