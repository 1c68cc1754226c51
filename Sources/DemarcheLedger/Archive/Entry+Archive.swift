internal import Demarche
internal import Foundation
internal import GRDB

extension Entry {
    /// The lines of the archive that hold this coding: what was read, the claims, the rest of the record.
    ///
    /// Their digest stands in the chain of entries, so that every row of a coding is vouched for.
    func archived(received: Day) -> [String] {
        [head(received: received).text] + claims.map(\.json.text) + answers.map(\.archived.text)
            + measures.map(\.archived.text) + designations.map(\.archived.text)
    }

    private func head(received: Day) -> JSON {
        .record([
            ("type", .string("coding")), ("digest", .string(report.digest)),
            ("received", .string(received.description)),
            (
                "version",
                .record([
                    ("program", .string(version.program)), ("lexicon", .string(version.lexicon)),
                    ("model", .string(version.model)),
                ])
            ), ("passages", list(passages.map(Self.passage))),
            (
                "sentences",
                list(sentences.map { .record([("span", $0.span.json), ("reason", filled($0.reason))]) })
            ),
        ])
    }

    private static func passage(_ passage: Passage) -> JSON {
        let (kind, reason, rule) = passage.kind.columns
        return .record([
            ("span", passage.span.json), ("kind", .string(kind)), ("reason", filled(reason)),
            ("rule", filled(rule)),
        ])
    }
}

extension Passage.Kind {
    /// As the ledger and the archive write it: kind, reason, rule.
    var columns: (kind: String, reason: String, rule: String) {
        switch self {
        case .prose: ("prose", "", "")
        case .headline: ("headline", "", "")
        case .aside(let reason, let rule): ("aside", reason, rule)
        }
    }

    /// Nil where no passage is of that kind.
    init?(kind: String, reason: String, rule: String) {
        switch kind {
        case "prose": self = .prose
        case "headline": self = .headline
        case "aside": self = .aside(reason: reason, rule: rule)
        default: return nil
        }
    }
}

extension Answer {
    fileprivate var archived: JSON {
        .record([
            ("type", .string("answer")), ("from", .record([("claim", .string(from))])),
            ("to", to.map { .record([("claim", .string($0))]) }), ("basis", .string(basis.rawValue)),
            ("cue", filled(cue)), ("span", span?.json),
        ])
    }
}

extension Measure {
    fileprivate var archived: JSON {
        .record([
            ("type", .string("measure")), ("by", .string(by)), ("on", .string(on)), ("kind", .string(kind)),
            ("status", .string(status)), ("scope", filled(scope)), ("count", count.map(JSON.integer)),
            ("claims", .array(claims.map(JSON.string))),
        ])
    }
}

extension Designation {
    fileprivate var archived: JSON {
        .record([
            ("type", .string("designation")), ("name", .string(object.name)), ("kind", .string(object.kind)),
            ("role", .string(object.role)), ("claims", .array([.string(claim)])), ("span", object.span.json),
        ])
    }
}

extension Decision {
    /// As a line of the archive.
    var archived: JSON {
        .record([
            ("type", .string("judgement")), ("kind", .string(kind.rawValue)),
            ("claims", .array(claims.map(JSON.string))), ("field", filled(field)),
            ("value", kind == .fix ? .string(value) : nil), ("because", .string(because)),
            ("who", .string(who)), ("received", .string(received.description)),
        ])
    }
}

private func list(_ values: [JSON]) -> JSON? { values.isEmpty ? nil : .array(values) }
private func filled(_ text: String) -> JSON? { text.isEmpty ? nil : .string(text) }

/// Codings as they were added.
struct StoredEntries {
    let db: Database

    /// A coding's entry; the claims of a coding that was withdrawn are gone.
    func entry(coding: Int64, of report: Report, version: Claim.Version) throws -> Entry {
        Entry(
            report: report, version: version,
            passages: try rows("passages", coding).map { row in
                guard
                    let kind = Passage.Kind(kind: row["kind"], reason: row["reason"], rule: row["rule"])
                else { throw Self.damaged("a passage") }
                return Passage(span: Span(row["first"], row["last"]), kind: kind)
            },
            sentences: try rows("sentences", coding).map {
                Entry.Sentence(span: Span($0["first"], $0["last"]), reason: $0["reason"])
            }, claims: try rows("claims", coding).map { try Claim(stored: $0["json"]) },
            answers: try answers(coding, report), measures: try measures(coding, report),
            designations: try rows("designations", coding).map { row in
                let object = Claim.NamedObject(
                    name: row["name"], kind: row["kind"], role: row["role"],
                    span: Span(row["first"], row["last"]))
                return Designation(report: report.id, object: object, claim: row["claim"])
            })
    }

    private func answers(_ coding: Int64, _ report: Report) throws -> [Answer] {
        try rows("answers", coding).map { row in
            guard let basis = Answer.Basis(rawValue: row["basis"]) else { throw Self.damaged("an answer") }
            let ends = (row["first"] as Int?, row["last"] as Int?)
            return Answer(
                report: report.id, from: row["origin"], to: row["reply_to"], basis: basis, cue: row["cue"],
                span: ends.0.flatMap { first in ends.1.map { Span(first, $0) } })
        }
    }

    private func measures(_ coding: Int64, _ report: Report) throws -> [Measure] {
        try rows("measures", coding).map { row in
            let claims = try String.fetchAll(
                db, sql: "SELECT claim FROM measure_claims WHERE measure = ? ORDER BY ordinal",
                arguments: [row["seq"] as Int64])
            return Measure(
                report: report.id, by: row["sender"], on: row["target"], kind: row["kind"],
                status: row["status"],
                scope: row["scope"], count: row["count"], claims: claims)
        }
    }

    private func rows(_ table: String, _ coding: Int64) throws -> [Row] {
        let order = ["passages", "sentences", "claims"].contains(table) ? "ordinal" : "seq"
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM \(table) WHERE coding = ? ORDER BY \(order)")
        return try Row.fetchAll(statement, arguments: [coding])
    }

    private static func damaged(_ what: String) -> LedgerError {
        LedgerError(.damaged, "\(what) that was stored cannot be read; run: demarche verify")
    }
}
