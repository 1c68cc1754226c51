import Crypto
import Demarche
import DemarcheLedger
import Foundation

/// Reports, claims and ledgers made by hand.
enum Sample {
    static let received = day("2022-11-01")
    static let version = Claim.Version(program: "demarche test", lexicon: "0", model: "hand")

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(ordinal: 0) }

    static func report(_ id: String, _ text: String, published: String? = "2022-10-31") -> Report {
        Report(
            id: id, text: ScalarText(text), published: published.map(day), url: "https://example.org/\(id)",
            digest: SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined())
    }

    static let expel = Act(
        name: "expel-diplomats", cameo: "161", plover: "SANCTION:expel", contexts: ["diplomatic"], quad: 4,
        intensity: -4)

    /// A claim whose words are found in the report; a field that names words that are not there stops the test.
    static func claim(
        in report: Report, id: String, source: (code: String, words: String), trigger: String,
        target: (code: String, words: String), act: Act = expel, modality: Claim.Modality = .done,
        when: (phrase: String, earliest: String, latest: String)? = nil, objects: [Claim.NamedObject] = [],
        quantities: [Claim.Quantity] = []
    ) -> Claim {
        func role(_ code: String, _ words: String) -> Claim.Role {
            Claim.Role(
                actor: Actor(code: code, sector: "GOV", name: words), span: span(words, in: report),
                text: words,
                ground: .words)
        }
        let time = when.map { when in
            TimeExpression(
                span: span(when.phrase, in: report), phrase: when.phrase, earliest: day(when.earliest),
                latest: day(when.latest), precision: "day", rule: "weekday", timexType: "", timexValue: "")
        }
        return Claim(
            report: report.id, id: id, sentence: Span(0, report.text.count),
            trigger: span(trigger, in: report), act: act,
            source: [role(source.code, source.words)], target: [role(target.code, target.words)],
            modality: modality,
            speaker: [], when: time, place: nil, quantities: quantities, objects: objects, confidence: 0.9,
            evidence: Claim.Evidence(
                phrasing: "expel: [1 Norway] {expelled} [2 a diplomat].", rule: "", version: version))
    }

    static func span(_ words: String, in report: Report) -> Span {
        let text = report.text.string
        guard let range = text.range(of: words) else {
            return Span(text.unicodeScalars.count + 1, text.unicodeScalars.count + 2)
        }
        let start = text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: range.lowerBound)
        return Span(start, start + words.unicodeScalars.count)
    }

    static func entry(
        _ report: Report, _ claims: [Claim], answers: [Answer] = [], measures: [Measure] = [],
        designations: [Designation] = [], version: Claim.Version = version
    ) -> Entry {
        Entry(
            report: report, version: version,
            passages: [Passage(span: Span(0, report.text.count), kind: .prose)],
            sentences: [
                Entry.Sentence(span: Span(0, report.text.count), reason: claims.isEmpty ? "no phrasing" : "")
            ],
            claims: claims, answers: answers, measures: measures, designations: designations)
    }

    /// Norway expels, Russia answers.
    static var affair: [Entry] {
        let first = report("first", "Norway expelled two Russian diplomats on 3 October.")
        let second = report("second", "Russia ordered a Norwegian consul to leave in response on 5 October.")
        let cause = claim(
            in: first, id: "c1", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian diplomats"),
            when: ("on 3 October", "2022-10-03", "2022-10-03"))
        let reply = claim(
            in: second, id: "c2", source: ("RUS", "Russia"), trigger: "ordered",
            target: ("NOR", "Norwegian consul"),
            when: ("on 5 October", "2022-10-05", "2022-10-05"))
        return [
            entry(first, [cause]),
            entry(
                second, [reply],
                answers: [
                    Answer(
                        report: "second", from: "c2", to: "c1", basis: .stated, cue: "in response",
                        span: span("in response", in: second))
                ]),
        ]
    }

    /// A ledger in a new folder, removed after the body.
    @discardableResult
    static func withLedger<Value>(_ body: (Ledger, URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "test.db")
        return try body(Ledger(at: file, creating: true), file)
    }
}

extension Sample {
    /// A report with measures, names and a passage set aside.
    static var rich: Entry {
        let report = report(
            "rich", "Canada sanctioned 12 officials and Oleg Petrov of Belarus on 1 October.\n\nTAGS: Minsk")
        let object = Claim.NamedObject(
            name: "Oleg Petrov", kind: "person", role: "target", span: span("Oleg Petrov", in: report))
        let claim = claim(
            in: report, id: "c3", source: ("CAN", "Canada"), trigger: "sanctioned",
            target: ("BLR", "officials"),
            act: Act(
                name: "impose-sanctions", cameo: "163", plover: "SANCTION:discontinue", quad: 4, intensity: -8
            ),
            when: ("on 1 October", "2022-10-01", "2022-10-01"), objects: [object])
        let tags = span("TAGS: Minsk", in: report)
        return Entry(
            report: report, version: version,
            passages: [
                Passage(span: Span(0, tags.start - 2), kind: .prose),
                Passage(span: tags, kind: .aside(reason: "tags", rule: "tags:1")),
            ], sentences: [Entry.Sentence(span: Span(0, tags.start - 2), reason: "")], claims: [claim],
            measures: [
                Measure(
                    report: "rich", by: "CAN", on: "BLR", kind: "sanctions-persons", status: "in-force",
                    scope: "sanctioned", count: 12, claims: ["c3"])
            ], designations: [Designation(report: "rich", object: object, claim: "c3")])
    }

    /// So many reports of one act each, one a day, between two pairs of states in turn.
    static func days(_ count: Int) -> [Entry] {
        (0..<count).map { index in
            let date = Day(ordinal: day("2021-01-01").ordinal + index)
            let source = index % 2 == 0 ? ("NOR", "Norway") : ("CAN", "Canada")
            let filler = (0..<40).map { "word\(index * 40 + $0)" }.joined(separator: " ")
            let report = report(
                "day\(index)", "\(source.1) expelled \(index + 2) Russian diplomats. \(filler).",
                published: date.description)
            let told = claim(
                in: report, id: "d\(index)", source: source, trigger: "expelled",
                target: ("RUS", "Russian diplomats"))
            return entry(report, [told])
        }
    }
}
