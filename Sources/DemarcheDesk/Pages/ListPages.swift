internal import Demarche
internal import DemarcheLedger

/// The reports of the ledger, the newest first.
struct ReportsPage {
    static let purpose =
        "Everything that was read, the newest first; each report shows its whole text and what became of every sentence."

    let desk: Desk
    let asking: Asking

    private static let many = 50

    func page() throws -> Page {
        let cursor = try asking.number("after").map(Int64.init)
        let found = try desk.views.reports(limit: Self.many + 1, before: cursor)
        let shown = found.prefix(Self.many)
        let next = found.count > Self.many ? shown.last.map { String($0.seq) } : nil
        let rows = shown.map { report in
            [
                Markup.link(
                    Address("report", report.id), .text(report.title?.unbroken.shortened(to: 90) ?? report.id)
                ),
                .text(report.source ?? ""), .day(report.published), .day(report.received),
                .text(report.isWithdrawn ? "withdrawn" : String(report.sentences)),
                .text(String(report.claims)),
            ]
        }
        let body: [Markup] =
            shown.isEmpty
            ? [.empty("No report was read.", .link(Address("add"), "Add a report"), ".")]
            : [
                .table(
                    "Reports", columns: ["Report", "Source", "Published", "Received", "Sentences", "Claims"],
                    rows: rows,
                    numbers: [4, 5])
            ]
        return Page(
            title: "Reports", purpose: Self.purpose, address: asking.address,
            body: body + (next.map { [.next(asking.address.with(["after": $0]), "Older reports")] } ?? []),
            json: .record([
                (
                    "reports",
                    .array(
                        shown.map { report in
                            .record([
                                ("id", .string(report.id)), ("digest", .string(report.digest)),
                                ("title", report.title.map(JSON.string)),
                                ("source", report.source.map(JSON.string)),
                                ("published", report.published.map { .string($0.description) }),
                                ("received", report.received.map { .string($0.description) }),
                                ("withdrawn", .boolean(report.isWithdrawn)),
                                ("sentences", .integer(report.sentences)),
                                ("claims", .integer(report.claims)),
                            ])
                        })
                ), ("next", next.map(JSON.string)),
            ]),
            table: Page.Table(
                columns: [
                    "id", "digest", "title", "source", "published", "received", "withdrawn", "sentences",
                    "claims",
                ],
                rows: shown.map {
                    [
                        $0.id, $0.digest, $0.title ?? "", $0.source ?? "", $0.published?.description ?? "",
                        $0.received?.description ?? "", $0.isWithdrawn ? "yes" : "no", String($0.sentences),
                        String($0.claims),
                    ]
                }))
    }
}

/// Sentences that hold words.
struct SearchPage {
    static let purpose =
        "Finds the sentences that hold all your words, coded or not; words in quotation marks stand together."

    let desk: Desk
    let asking: Asking

    private static let many = 40
    private static let most = 1000

    func page() throws -> Page {
        let words = asking.word("q")
        let offset = min(try asking.number("after") ?? 0, Self.most)
        let found = words.isEmpty ? [] : try desk.views.sentences(with: words, limit: offset + Self.many + 1)
        let shown = found.dropFirst(offset).prefix(Self.many)
        let next =
            found.count > offset + Self.many && offset + Self.many < Self.most ? offset + Self.many : nil
        return Page(
            title: words.isEmpty ? "Search" : "Sentences with “\(words)”", purpose: Self.purpose,
            address: asking.address,
            body: [form(words)] + results(Array(shown), words)
                + (next.map { [.next(asking.address.with(["after": String($0)]), "More sentences")] } ?? []),
            json: .record([
                ("query", .string(words)),
                (
                    "sentences",
                    .array(
                        shown.map { item in
                            .record([
                                ("report", .string(item.citation.report)),
                                ("sentence", .integer(item.citation.sentence)),
                                ("published", item.published.map { .string($0.description) }),
                                ("text", .string(item.text)),
                                ("claims", .array(item.claims.map(JSON.string))),
                                ("reason", item.reason.isEmpty ? nil : .string(item.reason)),
                            ])
                        })
                ), ("next", next.map(JSON.integer)),
            ]),
            table: Page.Table(
                columns: ["report", "sentence", "published", "text", "claims", "reason"],
                rows: shown.map {
                    [
                        $0.citation.report, String($0.citation.sentence), $0.published?.description ?? "",
                        $0.text,
                        $0.claims.joined(separator: "|"), $0.reason,
                    ]
                }))
    }

    private func form(_ words: String) -> Markup {
        .tag(
            "form",
            [
                "class": "controls", "method": "get", "action": .address(Address("search")), "role": "search",
                "data-live": "#content",
            ],
            .field("Words", name: "q", value: words, kind: "search", hint: "consul Vladivostok"),
            .tag("button", [:], "Find"))
    }

    private func results(_ found: [Views.Found], _ words: String) -> [Markup] {
        if words.isEmpty { return [] }
        guard !found.isEmpty else {
            return [
                .empty(
                    "No sentence holds all of “\(words)”.",
                    "Every word must stand in the sentence as written; try fewer words, or look through ",
                    .link(Address("reports"), "the reports"), ".")
            ]
        }
        return [
            .tag(
                "ol", ["class": "found"],
                found.map { item in
                    .tag(
                        "li", [:], .tag("q", [:], .text(item.text.unbroken.shortened(to: 600))),
                        .tag(
                            "p", ["class": "by"],
                            [
                                .citation(item.citation),
                                .text(" \(item.published.map(Wording.day) ?? "undated"). "),
                            ]
                                + (item.claims.isEmpty
                                    ? [.text("Not coded: \(item.reason)")]
                                    : item.claims.enumerated().flatMap { index, claim in
                                        [.link(Address("event", claim), "Act \(index + 1)"), .text(" ")]
                                    })))
                })
        ]
    }
}
