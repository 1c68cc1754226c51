package import Demarche
package import DemarcheLedger

/// A relation's month in words, written from the record alone; every line cites [report, sentence].
package struct Digest: Sendable {
    package let title: String
    package let blocks: [Block]
    /// How many events it tells; none is an answer too.
    package let events: Int

    /// A part of the digest.
    package enum Block: Sendable {
        case heading(String)
        case paragraph([Run])
        case list([[Run]])
    }

    /// A stretch of text, or a citation with its address.
    package enum Run: Hashable, Sendable {
        case plain(String)
        case strong(String)
        case words(String)
        case citation(Views.Citation)
    }
}

extension Desk {
    /// The digest of what two actors did to each other in a month.
    /// - Parameters:
    ///   - month: any day of the month.
    ///   - known: only what was known by this day.
    package func digest(_ first: String, _ second: String, month: Day, knownBy known: Day? = nil) throws
        -> Digest
    {
        try DigestWriter(desk: self, first: first, second: second, month: month, known: known).digest()
    }
}

/// Writes a digest from the views.
private struct DigestWriter {
    let desk: Desk
    let first: String
    let second: String
    let month: Day
    let known: Day?

    private var names: (String, String) { (desk.name(first), desk.name(second)) }
    private var last: Day { month.lastOfMonth }

    func digest() throws -> Digest {
        var window = Views.Window()
        (window.from, window.to, window.knownBy) = (month.firstOfMonth, last, known)
        (window.limit, window.limitUndated) = (2000, 2000)
        var open = window
        open.modalities = [.planned, .hypothetical, .denied, .alleged]
        let directions = first == second ? [(first, second)] : [(first, second), (second, first)]
        let lanes = try directions.map { try desk.views.lane(from: $0.0, to: $0.1, window) }
        let events = lanes.flatMap(\.dated).sorted { $0.event.sortKey < $1.event.sortKey }
        let ids = Set(events.map(\.event.id))
        let reports = events.flatMap(\.cited.citations).map(\.report)
        let undated = lanes.flatMap(\.undated).filter { told in
            told.cited.citations.contains { reports.contains($0.report) }
        }
        let pending = try directions.flatMap { try desk.views.lane(from: $0.0, to: $0.1, open).dated }
        let links = try desk.views.answers(of: events.flatMap(\.event.claims), knownBy: known).filter {
            ids.contains($0.from.event.id)
        }
        let measures = try directions.flatMap { try desk.views.measures(by: $0.0, on: $0.1, knownBy: known) }
        let conflicts = try desk.views.conflicts(in: events)
        var blocks = opening(lanes) + chronology(events) + answers(links) + standing(measures)
        blocks += tray(undated) + notCounted(pending) + differing(conflicts)
        blocks += sources(events + undated + pending)
        return Digest(
            title: "\(names.0) and \(names.1), \(Wording.month(month))", blocks: blocks,
            events: events.count + undated.count)
    }

    private func opening(_ lanes: [Views.Lane]) -> [Digest.Block] {
        let counts = lanes.map { lane in
            "\(Wording.count(lane.dated.count, "act")) of \(desk.name(lane.source)) towards \(desk.name(lane.target))"
        }
        let basis = known.map { " as known on \(Wording.day($0))" } ?? ""
        return [
            .paragraph([
                .plain(
                    "The record holds \(counts.joined(separator: " and ")) in \(Wording.month(month))\(basis). Only what was done or goes on is counted. Each line gives the report's own words and cites [report, sentence]; no day is finer than the words."
                )
            ])
        ]
    }

    private func line(_ told: Views.Told) -> [Digest.Run] {
        let event = told.event
        let said =
            told.cited.speakers.isEmpty ? "" : ", according to \(told.cited.speakers.joined(separator: ", "))"
        let open = event.modality == .done ? "" : " (\(event.modality.rawValue))"
        return [
            .strong(Wording.days(event)),
            .plain(
                ". \(Wording.actors(event.source)) → \(Wording.actors(event.target)): \(Wording.act(event.act))\(open)\(said). "
            ),
            .words(told.words.unbroken),
        ] + told.cited.citations.flatMap { [.plain(" "), .citation($0)] }
    }

    private func chronology(_ events: [Views.Told]) -> [Digest.Block] {
        [.heading("Chronology")]
            + (events.isEmpty
                ? [
                    .paragraph([
                        .plain(
                            "No act of this month is on the record. That no report tells of one does not mean that there was none."
                        )
                    ])
                ]
                : [.list(events.map(line))])
    }

    private func answers(_ links: [Views.Link]) -> [Digest.Block] {
        let told = links.filter { $0.to != nil }
        guard !told.isEmpty else { return [] }
        func name(_ event: Event) -> String {
            "\(Wording.names(event.source)), \(Wording.act(event.act)) (\(Wording.days(event)))"
        }
        return [
            .heading("What answers what"),
            .list(
                told.map { link in
                    let cue = link.cue.isEmpty ? "" : ", “\(link.cue)”"
                    return [
                        .strong("\(Wording.basis(link.basis).capitalizedFirst)\(cue)"),
                        .plain(": \(name(link.from.event)) answers \(link.to.map { name($0.event) } ?? "")."),
                    ] + (link.citation.map { [.plain(" "), .citation($0)] } ?? [])
                }),
        ]
    }

    private func standing(_ measures: [Views.MeasureHistory]) -> [Digest.Block] {
        let held = measures.compactMap { history in history.step(on: last).map { (history, $0) } }
        guard !held.isEmpty else { return [] }
        return [
            .heading("Measures at the end of the month"),
            .list(
                held.map { history, step in
                    let counts =
                        step.counts.isEmpty
                        ? ""
                        : ", \(step.counts.map(String.init).joined(separator: " or "))\(step.counts.count > 1 ? " (counts in conflict)" : "")"
                    let since =
                        step.begins.map {
                            step.isDated
                                ? ", since \(Wording.days(step.earliest, step.latest))"
                                : ", as told by \(Wording.day($0))"
                        } ?? ""
                    return [
                        .strong(
                            "\(desk.name(history.by)) on \(desk.name(history.on)), \(Wording.plain(history.kind))\(counts)"
                        ),
                        .plain(
                            ": \(Wording.plain(step.status))\(step.isOpen ? ", only planned" : "")\(since)."),
                    ] + step.citations.flatMap { [.plain(" "), .citation($0)] }
                }),
        ]
    }

    private func tray(_ undated: [Views.Told]) -> [Digest.Block] {
        undated.isEmpty
            ? []
            : [
                .heading("Without a day"),
                .paragraph([.plain("Told in the same reports; the words give no day.")]),
                .list(undated.map(line)),
            ]
    }

    private func notCounted(_ pending: [Views.Told]) -> [Digest.Block] {
        pending.isEmpty
            ? []
            : [
                .heading("Planned, possible, denied or alleged"),
                .paragraph([.plain("These are told of, and are not counted as done.")]),
                .list(pending.sorted { $0.event.sortKey < $1.event.sortKey }.map(line)),
            ]
    }

    private func differing(_ conflicts: [Views.Disputed]) -> [Digest.Block] {
        guard !conflicts.isEmpty else { return [] }
        return [
            .heading("Told differently"),
            .list(
                conflicts.map { disputed in
                    let act = Wording.act(disputed.event.event.act).capitalizedFirst
                    return [.strong("\(act), \(disputed.conflict.field)"), .plain(": ")]
                        + disputed.conflict.versions.enumerated().flatMap { index, version -> [Digest.Run] in
                            let said =
                                version.speakers.isEmpty
                                ? "" : " by \(version.speakers.joined(separator: ", "))"
                            return [
                                .plain("\(index > 0 ? "; " : "")\(version.value)\(said) "),
                                .citation(version.citation),
                            ]
                        }
                }),
        ]
    }

    private func sources(_ events: [Views.Told]) -> [Digest.Block] {
        var seen: Set<String> = []
        let cited = events.flatMap(\.cited.citations).filter { seen.insert($0.report).inserted }.sorted {
            $0.report < $1.report
        }
        guard !cited.isEmpty else { return [] }
        return [
            .heading("Sources"),
            .list(cited.map { [.strong($0.report), .plain($0.url.map { ": \($0)" } ?? "")] }),
            .paragraph([
                .plain(
                    "Written by \(desk.settings.program) from the ledger \(desk.settings.ledger); corrections change the ledger, never this text."
                )
            ]),
        ]
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Digest {
    /// As Markdown; what could be read as markup in a report's words is escaped.
    package var markdown: String {
        "# \(Self.escaped(title))\n"
            + blocks.map { block in
                switch block {
                case .heading(let words): "\n## \(Self.escaped(words))\n"
                case .paragraph(let runs): "\n\(runs.map(Self.markdown).joined())\n"
                case .list(let items): "\n" + items.map { "- \($0.map(Self.markdown).joined())\n" }.joined()
                }
            }.joined()
    }

    private static func markdown(_ run: Run) -> String {
        switch run {
        case .plain(let words): escaped(words)
        case .strong(let words): "**\(escaped(words))**"
        case .words(let words): words.isEmpty ? "" : "“\(escaped(words))”"
        case .citation(let place):
            if let url = place.url, !url.contains(where: { " ()<>".contains($0) }) {
                "[\\[\(escaped(place.report)), \(place.sentence)\\]](\(url))"
            } else {
                "\\[\(escaped(place.report)), \(place.sentence)\\]"
            }
        }
    }

    private static func escaped(_ words: String) -> String {
        words.unicodeScalars.map { "\\`*_[]<>#|".unicodeScalars.contains($0) ? "\\\($0)" : String($0) }
            .joined()
    }

    /// As a page of its own, without anything from elsewhere.
    package var html: String {
        let body = blocks.map { block -> Markup in
            switch block {
            case .heading(let words): .tag("h2", [:], .text(words))
            case .paragraph(let runs): .tag("p", [:], runs.map(Self.markup))
            case .list(let items): .tag("ul", [:], items.map { .tag("li", [:], $0.map(Self.markup)) })
            }
        }
        var writer = MarkupWriter { $0.target }
        writer.write(
            .tag(
                "html", ["lang": "en"],
                .tag(
                    "head", [:], .tag("meta", ["charset": "utf-8"]),
                    .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                    .tag("title", [:], .text(title)), .tag("style", [:], .text(Self.style))),
                .tag("body", [:], [.tag("h1", [:], .text(title))] + body)))
        return "<!DOCTYPE html>\n\(writer.text)\n"
    }

    private static func markup(_ run: Run) -> Markup {
        switch run {
        case .plain(let words): return .text(words)
        case .strong(let words): return .tag("strong", [:], .text(words))
        case .words(let words): return words.isEmpty ? .nothing : .tag("q", [:], .text(words))
        case .citation(let place):
            guard let url = place.url, url.hasPrefix("https://") || url.hasPrefix("http://") else {
                return .text(place.text)
            }
            return .tag("a", ["href": .text(url)], .text(place.text))
        }
    }

    private static let style =
        "body{font:1.05rem/1.55 Palatino,Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h1,h2{line-height:1.2}li{margin:.5rem 0}a{white-space:nowrap}@media (prefers-color-scheme:dark){body{background:#16181b;color:#e6e3dc}a{color:#8fc1ea}}"
}
