import Crypto
package import Demarche
import Foundation

/// Reports and claims made by hand, for tests of what stands behind the coder.
package protocol HandMade {}

extension HandMade {
    package static var version: Claim.Version {
        Claim.Version(program: "demarche test", lexicon: "0", model: "hand")
    }

    package static var expel: Act {
        Act(
            name: "expel-diplomats", cameo: "161", plover: "SANCTION:expel", contexts: ["diplomatic"],
            quad: 4,
            intensity: -4)
    }

    package static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(ordinal: 0) }

    package static func report(
        _ id: String, _ text: String, published: String? = "2022-10-31", title: String? = nil
    ) -> Report {
        Report(
            id: id, text: ScalarText(text), published: published.map(day), title: title,
            url: "https://example.org/\(id)",
            digest: SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined())
    }

    /// A claim whose words are found in the report; a field that names words that are not there stops the test.
    package static func claim(
        in report: Report, id: String, source: (code: String, words: String), trigger: String,
        target: (code: String, words: String), act: Act? = nil, modality: Claim.Modality = .done,
        when: (phrase: String, earliest: String, latest: String)? = nil, objects: [Claim.NamedObject] = [],
        quantities: [Claim.Quantity] = []
    ) -> Claim {
        func role(_ side: (code: String, words: String)) -> Claim.Role {
            Claim.Role(
                actor: Actor(code: side.code, sector: "GOV", name: side.words),
                span: span(side.words, in: report), text: side.words, ground: .words)
        }
        let time = when.map { when in
            TimeExpression(
                span: span(when.phrase, in: report), phrase: when.phrase, earliest: day(when.earliest),
                latest: day(when.latest), precision: "day", rule: "weekday", timexType: "", timexValue: "")
        }
        return Claim(
            report: report.id, id: id, sentence: Span(0, report.text.count),
            trigger: span(trigger, in: report), act: act ?? expel, source: [role(source)],
            target: [role(target)], modality: modality, speaker: [], when: time, place: nil,
            quantities: quantities, objects: objects, confidence: 0.9,
            evidence: Claim.Evidence(
                phrasing: "expel: [1 Norway] {expelled} [2 a diplomat].", rule: "", version: version))
    }

    /// Where words stand in a report; beyond its end where they do not.
    package static func span(_ words: String, in report: Report) -> Span {
        let text = report.text.string
        guard let range = text.range(of: words) else {
            return Span(text.unicodeScalars.count + 1, text.unicodeScalars.count + 2)
        }
        let start = text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: range.lowerBound)
        return Span(start, start + words.unicodeScalars.count)
    }
}
