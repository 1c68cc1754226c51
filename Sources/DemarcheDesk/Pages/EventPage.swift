internal import Demarche
internal import DemarcheLedger

/// One act: the words that tell it, and where each field comes from.
struct EventPage {
    static let purpose =
        "One act: at the left the report's own words, at the right what was read from them, each field from these words or by a named rule."

    let desk: Desk
    let id: String

    init(desk: Desk, asking: Asking) throws {
        self.desk = desk
        id = asking.parts[0]
    }

    func page() throws -> Page {
        let reason: Views.Reason
        do { reason = try desk.views.reason(for: id) } catch let error as LedgerError
            where error.kind == .missing
        {
            throw PageError(
                404, "No event and no claim is called \(id).",
                advice: "Events lead here from the overview and from each pair of actors.")
        }
        switch reason {
        case .event(let cited, let grounds, let successor):
            return try page(cited, grounds, successor: successor)
        case .claim(let grounds):
            guard let ground = grounds.first else {
                throw PageError(404, "No claim is called \(id).", advice: "Look for its words under Search.")
            }
            guard let cited = try desk.views.event(ofClaim: ground.claim.id) else {
                return lone(ground)
            }
            return try page(cited, grounds, successor: nil)
        }
    }

    private func page(_ cited: Views.Cited, _ grounds: [Views.Ground], successor: String?) throws -> Page {
        let event = cited.event
        let links = try desk.views.answers(of: event.claims)
        let told = grounds.map { ClaimView(desk: desk, ground: $0) }
        let first = event.source.first?.code ?? ""
        let second = event.target.first?.code ?? ""
        let back: [Markup] =
            first.count == 3 && second.count == 3
            ? [
                .tag(
                    "p", ["class": "back"],
                    .link(
                        Address("dyad", first, second),
                        "All between \(desk.name(first)) and \(desk.name(second))"))
            ] : []
        return Page(
            title:
                "\(Wording.names(event.source)) → \(Wording.names(event.target)): \(Wording.act(event.act))",
            purpose: Self.purpose, address: Address("event", id),
            body: back + [summary(cited)] + ended(successor) + answers(links, of: event)
                + conflicts(grounds) + told.map(\.markup)
                + joins(event) + [ReviewForms(claims: grounds.map(\.claim), event: event).markup],
            json: json(cited, grounds, links, successor), table: table(grounds))
    }

    private func lone(_ ground: Views.Ground) -> Page {
        Page(
            title: "A claim that counts nowhere", purpose: Self.purpose, address: Address("event", id),
            body: [
                .tag(
                    "p", ["class": "note"],
                    "People rejected this claim, or it was coded anew; it is kept and stands in no event."),
                ClaimView(desk: desk, ground: ground).markup,
                ReviewForms(claims: [ground.claim], event: nil).markup,
            ], json: ground.claim.json, table: table([ground]))
    }

    private func summary(_ cited: Views.Cited) -> Markup {
        let event = cited.event
        let act = event.act
        func row(_ term: String, class kind: String = "", _ words: Markup...) -> Markup {
            .tag("div", ["class": "\(kind)"], .tag("dt", [:], .text(term)), .tag("dd", [:], words))
        }
        let said = cited.speakers.isEmpty ? "the report's author" : cited.speakers.joined(separator: ", ")
        return .tag(
            "dl", ["class": "summary"],
            row("When", .text(Wording.days(event))), row("Told as", .text(event.modality.rawValue)),
            row("Kind", .sign(act.quad), .text(" \(Wording.kind(act.quad))")),
            row(
                "Coded as", class: "whole",
                .text(
                    "\(act.name) · CAMEO \(act.cameo)\(act.plover.isEmpty ? "" : " · PLOVER \(act.plover)") · quad class \(act.quad) · Goldstein \(JSON.decimal(act.intensity, places: 1))\(act.contexts.isEmpty ? "" : " · \(act.contexts.joined(separator: ", "))")"
                )), row("Said by", .text(said)),
            row(
                "Rests on",
                .text("\(Wording.count(event.claims.count, "claim")):"),
                .group(Markup.citations(cited.citations))))
    }

    private func ended(_ successor: String?) -> [Markup] {
        guard let successor else { return [] }
        return [
            .tag(
                "p", ["class": "notice"],
                successor.isEmpty
                    ? .text(
                        "This event no longer stands: its claims were withdrawn or coded anew. It is shown as it was."
                    )
                    : .group([
                        "A later report or a correction changed this event. It goes on as ",
                        .link(Address("event", successor), "event \(successor)"), ".",
                    ]))
        ]
    }

    private func answers(_ links: [Views.Link], of event: Event) -> [Markup] {
        guard !links.isEmpty else { return [] }
        return [
            .section(
                "What it answers, and what answers it", id: "answers",
                [.tag("ul", ["class": "chain"], links.map(LinkList.item))])
        ]
    }

    private func conflicts(_ grounds: [Views.Ground]) -> [Markup] {
        let found = Views.conflicts(among: grounds)
        guard !found.isEmpty else { return [] }
        return [
            .section(
                "Told differently", id: "conflicts",
                [
                    .tag(
                        "ul", ["class": "conflicts"],
                        found.map { .tag("li", [:], ConflictList.words($0)) })
                ])
        ]
    }

    private func joins(_ event: Event) -> [Markup] {
        guard !event.joins.isEmpty else { return [] }
        return [
            .section(
                "Why these claims are one event", id: "joins",
                [
                    .tag(
                        "ul", [:],
                        event.joins.map {
                            .tag(
                                "li", [:],
                                .text("Claim \($0.claim) tells the same as \($0.with): \($0.reason)."))
                        })
                ])
        ]
    }

    private func json(
        _ cited: Views.Cited, _ grounds: [Views.Ground], _ links: [Views.Link], _ successor: String?
    ) -> JSON {
        .record([
            ("event", cited.event.ledgerJSON), ("successor", successor.map(JSON.string)),
            ("citations", .array(cited.citations.map(\.json))),
            (
                "claims",
                .array(
                    grounds.map { ground in
                        .record([
                            ("claim", ground.claim.json(event: cited.event.id)),
                            ("words", .string(ground.sentence)),
                            ("citation", ground.citation.json),
                            ("published", ground.published.map { .string($0.description) }),
                            ("received", ground.received.map { .string($0.description) }),
                            ("judgements", .array(ground.judgements.map(\.json))),
                        ])
                    })
            ), ("answers", .array(links.map(\.json))),
        ])
    }

    private func table(_ grounds: [Views.Ground]) -> Page.Table {
        Page.Table(
            columns: [
                "claim", "report", "sentence", "published", "act", "cameo", "plover", "source", "target",
                "modality",
                "earliest", "latest", "when", "where", "speakers", "confidence", "words",
            ],
            rows: grounds.map { ground in
                let claim = ground.claim
                return [
                    claim.id, ground.citation.report, String(ground.citation.sentence),
                    ground.published?.description ?? "", claim.act.name, claim.act.cameo, claim.act.plover,
                    claim.source.map { Wording.code($0.actor) }.joined(separator: "|"),
                    claim.target.map { Wording.code($0.actor) }.joined(separator: "|"),
                    claim.modality.rawValue,
                    claim.when?.earliest?.description ?? "", claim.when?.latest?.description ?? "",
                    claim.when?.phrase ?? "", claim.place?.name ?? "",
                    claim.speaker.map(\.name).joined(separator: "|"),
                    JSON.decimal(claim.confidence, places: 2),
                    ground.sentence,
                ]
            })
    }
}

extension Decision {
    var json: JSON {
        .record([
            ("kind", .string(kind.rawValue)), ("field", field.isEmpty ? nil : .string(field)),
            ("value", value.isEmpty ? nil : .string(value)), ("because", .string(because)),
            ("who", .string(who)),
            ("received", .string(received.description)),
        ])
    }
}
