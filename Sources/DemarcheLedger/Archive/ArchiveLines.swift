internal import Demarche
internal import Foundation
internal import GRDB

/// A report as a line of the archive tells it.
struct StoredReport {
    let id: String
    let digest: String
    let received: Day
    let published: String?
    let source: String?
    let url: String?
    let language: String?
    /// Nil where its text was withdrawn.
    let report: Report?
    private var sightings: [(report: Report, received: Day)]

    init(json: JSON, id: String, digest: String, document: JSON, received: Day) {
        self.id = id
        self.digest = digest
        self.received = received
        published = document["date"]?.string
        source = document["source"]?.string
        url = document["url"]?.string
        language = document["lang"]?.string
        guard let text = document["text"]?.string.map(ScalarText.init) else {
            (report, sightings) = (nil, [])
            return
        }
        let language = language
        func appearance(_ json: JSON, id: String) -> Report {
            Report(
                id: id, text: text, published: json["date"]?.string.flatMap { Day(iso: $0) },
                title: json["title"]?.string, source: json["source"]?.string, url: json["url"]?.string,
                language: language, digest: digest)
        }
        report = appearance(document, id: id)
        sightings = (json["sightings"]?.elements ?? []).map { item in
            (
                appearance(item, id: item["id"]?.string ?? id),
                item["received"]?.string.flatMap { Day(iso: $0) } ?? received
            )
        }
    }

    /// The other appearances of the text, handed out once.
    mutating func takeSightings() -> [(report: Report, received: Day)] {
        defer { sightings = [] }
        return sightings
    }
}

/// The lines of one coding, gathered to an entry.
struct EntryLines {
    let version: Claim.Version
    let received: Day
    private let report: Report
    private let passages: [Passage]
    private let sentences: [Entry.Sentence]
    private var claims: [Claim] = []
    private var answers: [Answer] = []
    private var measures: [Measure] = []
    private var designations: [Designation] = []

    /// A line that holds not what its type asks for.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    init(report: Report, version: Claim.Version, received: Day, json: JSON) {
        self.report = report
        self.version = version
        self.received = received
        passages = (json["passages"]?.elements ?? []).compactMap { item in
            let word = { (key: String) in item[key]?.string ?? "" }
            guard let span = Self.span(item["span"]),
                let kind = Passage.Kind(kind: word("kind"), reason: word("reason"), rule: word("rule"))
            else { return nil }
            return Passage(span: span, kind: kind)
        }
        sentences = (json["sentences"]?.elements ?? []).compactMap { item in
            Self.span(item["span"]).map { Entry.Sentence(span: $0, reason: item["reason"]?.string ?? "") }
        }
    }

    var entry: Entry {
        Entry(
            report: report, version: version, passages: passages, sentences: sentences, claims: claims,
            answers: answers, measures: measures, designations: designations)
    }

    /// - Parameter type: nil for a claim.
    mutating func take(_ json: JSON, _ type: String?) throws {
        switch type {
        case nil: claims.append(try claim(json))
        case "answer": answers.append(try answer(json))
        case "measure": measures.append(try measure(json))
        case "designation": designations.append(try designation(json))
        case let other?: throw Fault(description: "no line of an archive is of the type “\(other)”")
        }
    }

    private func claim(_ json: JSON) throws -> Claim {
        let claim = try Claim(json: json)
        if let fault = claim.unsupported(in: report.text).first {
            throw Fault(description: "claim \(claim.id): \(fault)")
        }
        return claim
    }

    private func answer(_ json: JSON) throws -> Answer {
        guard let basis = json["basis"]?.string.flatMap(Answer.Basis.init(rawValue:)) else {
            throw Fault(description: "an answer of no known basis")
        }
        return Answer(
            report: report.id, from: try word(json["from"], "claim"), to: json["to"]?["claim"]?.string,
            basis: basis, cue: json["cue"]?.string ?? "", span: Self.span(json["span"]))
    }

    private func measure(_ json: JSON) throws -> Measure {
        Measure(
            report: report.id, by: try word(json, "by"), on: try word(json, "on"),
            kind: try word(json, "kind"), status: try word(json, "status"),
            scope: json["scope"]?.string ?? "", count: json["count"]?.integer,
            claims: (json["claims"]?.elements ?? []).compactMap(\.string))
    }

    private func designation(_ json: JSON) throws -> Designation {
        guard let span = Self.span(json["span"]), let claim = json["claims"]?.elements.first?.string else {
            throw Fault(description: "a designation without span or claim")
        }
        let object = Claim.NamedObject(
            name: try word(json, "name"), kind: try word(json, "kind"), role: try word(json, "role"),
            span: span)
        return Designation(report: report.id, object: object, claim: claim)
    }

    private func word(_ json: JSON?, _ key: String) throws -> String {
        guard let word = json?[key]?.string else { throw Fault(description: "“\(key)” is missing") }
        return word
    }

    private static func span(_ json: JSON?) -> Span? {
        let ends = (json?.elements ?? []).compactMap(\.integer)
        return ends.count == 2 && 0 <= ends[0] && ends[0] <= ends[1] ? Span(ends[0], ends[1]) : nil
    }
}

/// What stays of a report that was withdrawn.
struct Tombstone {
    let id: String
    let digest: String
    let published: String?
    let source: String?
    let url: String?
    let language: String?
    let received: Day
    let scalars: Int
    let because: String
    let who: String
    let withdrawn: Day
}

extension Ledger {
    /// Stores the tombstone of a report that was withdrawn elsewhere; nothing where the text is known.
    func restore(_ tombstone: Tombstone) throws {
        try write { db in
            guard
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM reports WHERE digest = ?)",
                    arguments: [tombstone.digest]) == false
            else { return }
            try db.execute(
                sql: """
                    INSERT INTO reports (digest, id, published, source, url, language, received, scalars)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    tombstone.digest, tombstone.id, tombstone.published, tombstone.source, tombstone.url,
                    tombstone.language, tombstone.received.description, tombstone.scalars,
                ])
            try db.execute(
                sql: "INSERT INTO withdrawals VALUES (?, ?, ?, ?)",
                arguments: [
                    db.lastInsertedRowID, tombstone.because, tombstone.who, tombstone.withdrawn.description,
                ])
        }
    }
}
