internal import Demarche
internal import Foundation
internal import GRDB

/// Makes the record of the lines that `ArchiveWriter` wrote; what the ledger holds already stays as it is.
package struct ArchiveReader {
    private let ledger: Ledger
    private let maker: EventMaker
    private var number = 0
    private var report: StoredReport?
    private var open: EntryLines?
    private var waiting: [Waiting] = []
    /// What became of the codings so far.
    package private(set) var counts: [Outcome: Int] = [:]

    /// So many codings make one transaction.
    private static let batch = 64

    /// A coding, or a text's other appearance, that is to be stored.
    private struct Waiting {
        let entry: Entry
        let received: Day
        let isSighting: Bool
    }

    package init(ledger: Ledger, maker: EventMaker) {
        self.ledger = ledger
        self.maker = maker
    }

    /// Takes in one line; lines of one coding are stored together when the next begins.
    /// - Throws: `LedgerError` of kind `refused` that names the line which is none of an archive.
    package mutating func read(_ line: String) throws {
        number += 1
        guard !line.allSatisfy(\.isWhitespace) else { return }
        let json: JSON
        do { json = try JSON(reading: line) } catch { throw refused("no JSON: \(error)") }
        switch json["type"]?.string {
        case "report": try begin(report: json)
        case "coding": try begin(coding: json)
        case "judgement":
            try flush(all: true)
            try ledger.judge(try decision(json), maker: maker, restoring: true)
        case let type:
            guard open != nil else {
                throw refused(
                    "no report before it; import reads what “demarche export --format jsonl” writes")
            }
            try take(json, type)
        }
    }

    /// Stores what is still open.
    package mutating func finish() throws {
        try flush(all: true)
        try ledger.settle(maker: maker)
    }

    private func refused(_ what: String) -> LedgerError { LedgerError(.refused, "line \(number): \(what)") }

    private mutating func begin(report json: JSON) throws {
        try flush(all: false)
        let day = try self.day(json["received"])
        guard let id = json["report"]?.string, let digest = json["digest"]?.string,
            let document = json["document"]
        else { throw refused("a report without id, digest or document") }
        let stored = StoredReport(json: json, id: id, digest: digest, document: document, received: day)
        report = stored
        guard let text = stored.report else {
            guard let because = json["withdrawn"]?["because"]?.string else {
                throw refused("the report “\(id)” has no text and is not withdrawn")
            }
            try flush(all: true)
            try ledger.restore(
                Tombstone(
                    id: id, digest: digest, published: stored.published, source: stored.source,
                    url: stored.url, language: stored.language, received: day,
                    scalars: json["scalars"]?.integer ?? 0, because: because,
                    who: json["withdrawn"]?["who"]?.string ?? "",
                    withdrawn: self.day(json["withdrawn"]?["received"])))
            return
        }
        guard Chain.hexadecimal(text.text.string) == digest else {
            throw refused("the text of “\(id)” does not give its digest")
        }
    }

    private mutating func begin(coding json: JSON) throws {
        try flush(all: false)
        guard let stored = report, let report = stored.report, stored.digest == json["digest"]?.string,
            let version = json["version"], let program = version["program"]?.string,
            let lexicon = version["lexicon"]?.string, let model = version["model"]?.string
        else { throw refused("a coding that follows no text of its report, or names no version") }
        let day = try self.day(json["received"])
        open = EntryLines(
            report: report, version: Claim.Version(program: program, lexicon: lexicon, model: model),
            received: day, json: json)
    }

    private mutating func take(_ json: JSON, _ type: String?) throws {
        do { try open?.take(json, type) } catch { throw refused("\(error)") }
    }

    private func decision(_ json: JSON) throws -> Decision {
        guard let kind = json["kind"]?.string.flatMap(Decision.Kind.init(rawValue:)) else {
            throw refused("a judgement of no known kind")
        }
        return Decision(
            kind: kind, claims: (json["claims"]?.elements ?? []).compactMap(\.string),
            field: json["field"]?.string ?? "", value: json["value"]?.string ?? "",
            because: json["because"]?.string ?? "", who: json["who"]?.string ?? "",
            received: try day(json["received"]))
    }

    private func day(_ json: JSON?) throws -> Day {
        guard let day = json?.string.flatMap({ Day(iso: $0) }) else {
            throw refused("“received” is no day")
        }
        return day
    }

    /// Stores what waits: when enough does, or another day begins, or at an end.
    private mutating func flush(all: Bool) throws {
        if let lines = open.take() {
            waiting.append(Waiting(entry: lines.entry, received: lines.received, isSighting: false))
            for sighting in report?.takeSightings() ?? [] {
                let entry = Entry(
                    report: sighting.report, version: lines.version, passages: [], sentences: [], claims: [])
                waiting.append(Waiting(entry: entry, received: sighting.received, isSighting: true))
            }
        }
        guard all || waiting.count >= Self.batch else { return }
        var rest = waiting[...]
        while let first = rest.first {
            let same = rest.prefix { $0.received == first.received }
            let outcomes = try ledger.add(
                same.map(\.entry), received: first.received, maker: maker, gathering: .whenGrown)
            for (outcome, item) in zip(outcomes, same) where !item.isSighting {
                counts[outcome, default: 0] += 1
            }
            rest = rest.dropFirst(same.count)
        }
        waiting.removeAll()
    }
}
