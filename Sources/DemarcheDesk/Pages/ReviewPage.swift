internal import Demarche
internal import DemarcheLedger

/// Claims that no person has judged, the least certain first.
struct ReviewPage {
    static let purpose =
        "Claims that no person has judged yet, the least certain first: read the words, then accept, reject or correct. Keys: J and K move, A accepts, R rejects, F corrects, N skips."

    let desk: Desk
    let asking: Asking

    private static let many = 8

    func page() throws -> Page {
        let found = try desk.views.unreviewed(limit: Self.many + 1, after: cursor)
        let shown = found.prefix(Self.many)
        let next =
            found.count > Self.many ? shown.last.map { "\($0.cursor.confidence)_\($0.cursor.seq)" } : nil
        let counts = try desk.views.judgementCounts()
        let done = counts.reduce(0) { $0 + $1.count }
        let list: [Markup] =
            shown.isEmpty
            ? [
                .empty(
                    asking.address["after"] == nil ? "Every claim was judged." : "No more claims wait here.",
                    .link(Address("review"), "From the beginning"), ", or ",
                    .link(Address("add"), "add a report"), ".")
            ]
            : [
                .tag(
                    "ol", ["class": "queue", "id": "queue"],
                    shown.map { item in
                        .tag(
                            "li",
                            ["class": "item", "tabindex": "-1", "data-claim": "\(item.ground.claim.id)"],
                            ClaimView(desk: desk, ground: item.ground).markup,
                            ReviewForms(claims: [item.ground.claim], event: nil).quick)
                    })
            ]
        return Page(
            title: "Review", purpose: Self.purpose, address: asking.address,
            body: [
                .tag(
                    "p", ["class": "figures"],
                    .text(
                        "\(Wording.count(done, "judgement")) so far\(counts.isEmpty ? "" : ": " + counts.map { "\($0.count) \($0.kind)" }.joined(separator: ", "))."
                    ))
            ] + list + (next.map { [.next(asking.address.with(["after": $0]), "Skip these")] } ?? []),
            json: .record([
                (
                    "claims",
                    .array(
                        shown.map {
                            .record([
                                ("claim", $0.ground.claim.json), ("words", .string($0.ground.sentence)),
                                ("citation", $0.ground.citation.json),
                            ])
                        })
                ), ("next", next.map(JSON.string)),
            ]),
            table: Page.Table(
                columns: ["claim", "report", "sentence", "act", "modality", "confidence", "words"],
                rows: shown.map {
                    let claim = $0.ground.claim
                    return [
                        claim.id, $0.ground.citation.report, String($0.ground.citation.sentence),
                        claim.act.name,
                        claim.modality.rawValue, JSON.decimal(claim.confidence, places: 2),
                        $0.ground.sentence,
                    ]
                }))
    }

    private var cursor: Views.ReviewCursor? {
        let parts = (asking.address["after"] ?? "").split(separator: "_")
        guard parts.count == 2, let confidence = Double(parts[0]), let seq = Int64(parts[1]) else {
            return nil
        }
        return Views.ReviewCursor(confidence: confidence, seq: seq)
    }
}

/// Forms by which a person judges claims. They are there for every reader; the server asks for the right to write.
struct ReviewForms {
    let claims: [Claim]
    let event: Event?

    /// Accept, reject or correct one claim: what the queue shows.
    var quick: Markup {
        guard let claim = claims.first else { return .nothing }
        return .tag("div", ["class": "judge"], judge(claim), fix(claim))
    }

    /// Everything that can be judged about an event.
    var markup: Markup {
        var parts: [Markup] = claims.map { claim in
            .tag(
                "div", ["class": "judge"],
                [.tag("h3", [:], "Claim \(claim.id)"), judge(claim), fix(claim)]
                    + (claims.count > 1 ? [split(claim)] : []))
        }
        if let event { parts.append(.tag("div", ["class": "judge"], merge(event))) }
        return .tag("section", ["class": "write", "id": "judge"], [.tag("h2", [:], "Judge it")] + parts)
    }

    private func form(_ kind: String, _ children: [Markup]) -> Markup {
        .tag(
            "form", ["method": "post", "action": .address(Address("judge")), "class": "\(kind)"],
            [.hidden("kind", kind)] + children)
    }

    private func judge(_ claim: Claim) -> Markup {
        .tag(
            "form", ["method": "post", "action": .address(Address("judge")), "class": "verdict"],
            .hidden("claim", claim.id), .field("Because", name: "because", hint: "optional when it is right"),
            .tag("button", ["name": "kind", "value": "accept", "class": "accept"], "Accept"),
            .tag("button", ["name": "kind", "value": "reject", "class": "reject"], "Reject"))
    }

    private func fix(_ claim: Claim) -> Markup {
        let fields = ["act", "source", "target", "modality", "earliest", "latest"]
        return .tag(
            "details", [:], .tag("summary", [:], "Correct a field"),
            form(
                "fix",
                [
                    .hidden("claim", claim.id),
                    .tag(
                        "label", [:], .tag("span", [:], "Field"),
                        .tag(
                            "select", ["name": "field"],
                            fields.map { .tag("option", ["value": "\($0)"], .text($0)) })),
                    .field("Value", name: "value", hint: "alleged, 2022-09-22, RUS.SPY …", isRequired: true),
                    .field("Because", name: "because", isRequired: true), .tag("button", [:], "Correct"),
                ]))
    }

    private func split(_ claim: Claim) -> Markup {
        .tag(
            "details", [:], .tag("summary", [:], "Tells of another event"),
            form(
                "split",
                [
                    .hidden("claim", claim.id), .field("Because", name: "because", isRequired: true),
                    .tag("button", [:], "Part it from the others"),
                ]))
    }

    private func merge(_ event: Event) -> Markup {
        .tag(
            "details", [:], .tag("summary", [:], "Tells of the same act as another event"),
            form(
                "merge",
                [
                    .hidden("claim", event.id),
                    .field("The other event's id", name: "other", isRequired: true),
                    .field("Because", name: "because", isRequired: true), .tag("button", [:], "Join them"),
                ]))
    }
}
