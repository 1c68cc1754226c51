internal import Demarche
internal import DemarcheLedger

/// A report's whole text: what was coded, what was not and why, what was set aside.
struct ReportPage {
    static let purpose =
        "The whole report, sentence by sentence: marked words lead to what was read from them, the margin tells why a sentence is not coded, and what was set aside is grey."

    let desk: Desk
    let asking: Asking

    func page() throws -> Page {
        let id = asking.parts[0]
        guard let stored = try desk.views.report(named: id) else {
            throw PageError(
                404, "No report is called “\(id)”.",
                advice: "The reports of this ledger are listed under “Reports”.")
        }
        let report = stored.report
        let lines = stored.withdrawn == nil ? Self.lines(of: stored) : []
        return Page(
            title: report.title?.unbroken ?? report.id, purpose: Self.purpose, address: Address("report", id),
            body: [facts(stored)] + notice(stored)
                + (lines.isEmpty
                    ? [] : [.tag("ol", ["class": "report"], lines.map { row($0, report.text) })]),
            json: json(stored), table: table(stored))
    }

    private func notice(_ stored: Views.StoredReport) -> [Markup] {
        stored.withdrawn.map {
            [
                .tag(
                    "p", ["class": "notice"],
                    .text("This report was withdrawn (\($0)). Its words are erased; this stone stays."))
            ]
        } ?? []
    }

    private func facts(_ stored: Views.StoredReport) -> Markup {
        let report = stored.report
        let coded = stored.sentences.filter { sentence in
            stored.claims.contains { $0.trigger.overlaps(sentence.span) }
        }.count
        var parts: [Markup] = [
            .text(
                "\(report.source.map { "From \($0), p" } ?? "P")ublished \(report.published.map(Wording.day) ?? "on no known day")\(stored.received.map { ", in this ledger since \(Wording.day($0))" } ?? ""). "
            ),
            .text(
                "\(Wording.count(stored.sentences.count, "sentence")), \(coded) coded, \(Wording.count(stored.claims.count, "claim")). Cited as [\(report.id), sentence]. "
            ),
        ]
        if let url = report.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
            parts.append(
                .tag(
                    "a", ["href": .text(url), "rel": "noreferrer noopener", "class": "outside"],
                    "At its source"))
        } else if let url = report.url {
            parts.append(.text(url))
        }
        parts += stored.sightings.map { .tag("span", ["class": "note"], .text(" Also seen as \($0).")) }
        return .tag("p", ["class": "figures"], parts)
    }

    /// A longer sentence, in scalars, scrolls by itself: it may not push the others out of sight.
    private static let long = 2000

    /// A sentence or a passage that was set aside, in the order of the text.
    enum Line {
        case sentence(number: Int, Entry.Sentence, [Claim])
        case aside(Span, reason: String)
    }

    static func lines(of stored: Views.StoredReport) -> [Line] {
        let sentences = stored.sentences.enumerated().map { index, sentence in
            (
                sentence.span.start,
                Line.sentence(
                    number: index + 1, sentence, stored.claims.filter { $0.trigger.overlaps(sentence.span) })
            )
        }
        let asides = stored.passages.compactMap { passage -> (Int, Line)? in
            guard case .aside(let reason, _) = passage.kind else { return nil }
            return (passage.span.start, .aside(passage.span, reason: reason))
        }
        return (sentences + asides).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func row(_ line: Line, _ text: ScalarText) -> Markup {
        switch line {
        case .aside(let span, let reason):
            let words = span.end <= text.count ? text[span] : ""
            return .tag(
                "li", ["class": "aside"], .tag("span", ["class": "no"], ""),
                .tag("p", [:], .text(words)), .tag("p", ["class": "margin"], .text("set aside: \(reason)")))
        case .sentence(let number, let sentence, let claims):
            return .tag(
                "li", ["id": "s\(number)", "class": claims.isEmpty ? "silent" : "coded"],
                .tag(
                    "a", ["class": "no", "href": "#s\(number)", "aria-label": "Sentence \(number)"],
                    .text(String(number))),
                sentence.span.count > Self.long
                    ? .tag(
                        "p",
                        [
                            "class": "long", "tabindex": "0", "role": "region",
                            "aria-label": "Sentence \(number), which is long and scrolls",
                        ], words(of: sentence.span, claims, text))
                    : .tag("p", [:], words(of: sentence.span, claims, text)),
                .tag(
                    "div", ["class": "margin"],
                    claims.isEmpty
                        ? [
                            .tag(
                                "p", [:],
                                .text(
                                    "not coded: \(sentence.reason.isEmpty ? "no word of an act" : sentence.reason)"
                                ))
                        ]
                        : claims.map(margin)))
        }
    }

    private func margin(_ claim: Claim) -> Markup {
        let open = claim.modality == .done ? "" : ", \(claim.modality.rawValue)"
        return .tag(
            "p", [:], .sign(claim.act.quad), .text(" "),
            .link(
                Address("event", claim.id),
                .text(
                    "\(claim.source.map(\.actor.code).joined(separator: "+")) → \(claim.target.map(\.actor.code).joined(separator: "+")) \(Wording.act(claim.act))\(open)"
                )))
    }

    /// The words that tell an act lead to it; the words that show its roles are underlined.
    private func words(of span: Span, _ claims: [Claim], _ text: ScalarText) -> [Markup] {
        guard span.end <= text.count else { return [] }
        var marks: [(span: Span, claim: Claim, isAct: Bool)] = []
        for claim in claims {
            marks.append((claim.trigger, claim, true))
            marks += (claim.source + claim.target).compactMap { role in role.span.map { ($0, claim, false) } }
            if let when = claim.when, when.rule != "judgement" { marks.append((when.span, claim, false)) }
        }
        marks = marks.filter { span.contains($0.span) && $0.span.count > 0 }
        let cuts = Set(marks.flatMap { [$0.span.start, $0.span.end] } + [span.start, span.end]).sorted()
        return zip(cuts, cuts.dropFirst()).map { from, to in
            let piece = text[Span(from, to)]
            let here = marks.filter { $0.span.start <= from && to <= $0.span.end }
            if let act = here.first(where: \.isAct) {
                return .tag(
                    "a",
                    [
                        "class": "act q\(act.claim.act.quad)",
                        "href": .address(Address("event", act.claim.id)),
                    ],
                    .text(piece))
            }
            return here.isEmpty ? .text(piece) : .tag("span", ["class": "role"], .text(piece))
        }
    }

    private func json(_ stored: Views.StoredReport) -> JSON {
        let report = stored.report
        return .record([
            ("id", .string(report.id)), ("digest", .string(report.digest)),
            ("published", report.published.map { .string($0.description) }),
            ("title", report.title.map(JSON.string)),
            ("source", report.source.map(JSON.string)), ("url", report.url.map(JSON.string)),
            ("received", stored.received.map { .string($0.description) }),
            ("withdrawn", stored.withdrawn.map(JSON.string)), ("text", .string(report.text.string)),
            (
                "sentences",
                .array(
                    stored.sentences.map {
                        .record([
                            ("span", $0.span.json), ("reason", $0.reason.isEmpty ? nil : .string($0.reason)),
                        ])
                    })
            ),
            (
                "asides",
                .array(
                    stored.passages.compactMap { passage in
                        guard case .aside(let reason, let rule) = passage.kind else { return nil }
                        return .record([
                            ("span", passage.span.json), ("reason", .string(reason)), ("rule", .string(rule)),
                        ])
                    })
            ), ("claims", .array(stored.claims.map(\.json))),
        ])
    }

    private func table(_ stored: Views.StoredReport) -> Page.Table {
        let text = stored.report.text
        return Page.Table(
            columns: ["kind", "sentence", "start", "end", "words", "claims", "reason"],
            rows: stored.withdrawn == nil
                ? Self.lines(of: stored).map { line in
                    switch line {
                    case .aside(let span, let reason):
                        [
                            "aside", "", String(span.start), String(span.end),
                            span.end <= text.count ? text[span] : "",
                            "", reason,
                        ]
                    case .sentence(let number, let sentence, let claims):
                        [
                            "sentence", String(number), String(sentence.span.start),
                            String(sentence.span.end),
                            sentence.span.end <= text.count ? text[sentence.span] : "",
                            claims.map(\.id).joined(separator: "|"), sentence.reason,
                        ]
                    }
                } : [])
    }
}
