internal import Demarche
internal import DemarcheLedger

extension Markup {
    /// `[kurils, 4]`, leading to the sentence.
    static func citation(_ citation: Views.Citation) -> Markup {
        .tag(
            "a",
            [
                "class": "cite",
                "href": .address(
                    Address(path: ["report", citation.report], fragment: "s\(citation.sentence)")),
            ], .text(citation.text))
    }

    static func citations(_ citations: [Views.Citation], most: Int = 6) -> [Markup] {
        let shown = citations.prefix(most).flatMap { [Markup.text(" "), .citation($0)] }
        return citations.count > most ? shown + [.text(" and \(citations.count - most) more")] : Array(shown)
    }

    /// An actor's code as a link to the actor.
    static func actor(_ code: String, _ name: String) -> Markup {
        code.isEmpty ? .text(name) : .link(Address("actor", code), .text(name))
    }

    /// A day in a table, never broken.
    static func day(_ day: Day?) -> Markup {
        .tag("span", ["class": "day"], .text(day.map(Wording.day) ?? "undated"))
    }

    /// A section with its heading.
    static func section(_ title: String, id: String? = nil, _ children: [Markup]) -> Markup {
        var attributes: [(name: String, value: Attribute)] = []
        if let id { attributes.append(("id", .text(id))) }
        return .element("section", attributes, [.tag("h2", [:], .text(title))] + children)
    }

    /// What is shown where there is nothing: what was looked for, and what to do.
    static func empty(_ what: String, _ advice: Markup...) -> Markup {
        .tag("div", ["class": "empty"], .tag("p", [:], .text(what)), .tag("p", [:], advice))
    }

    /// A field of a form with its label.
    static func field(
        _ label: String, name: String, value: String = "", kind: String = "text", hint: String = "",
        isRequired: Bool = false, list: String? = nil
    ) -> Markup {
        var attributes: [(name: String, value: Attribute)] = [
            ("name", .text(name)), ("type", .text(kind)), ("value", .text(value)),
            ("required", .flag(isRequired)),
        ]
        if !hint.isEmpty { attributes.append(("placeholder", .text(hint))) }
        if let list { attributes.append(("list", .text(list))) }
        return .tag("label", [:], .tag("span", [:], .text(label)), .element("input", attributes, []))
    }

    static func hidden(_ name: String, _ value: String) -> Markup {
        .tag("input", ["type": "hidden", "name": "\(name)", "value": "\(value)"])
    }

    /// A table of data that may be wider than the page; it scrolls by itself, also by keyboard.
    static func table(_ caption: String, columns: [String], rows: [[Markup]], numbers: Set<Int> = [])
        -> Markup
    {
        .tag(
            "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "\(caption)"],
            .tag(
                "table", [:], .tag("caption", [:], .text(caption)),
                .tag(
                    "thead", [:],
                    .tag(
                        "tr", [:],
                        columns.enumerated().map { index, words in
                            .tag(
                                "th", ["scope": "col", "class": numbers.contains(index) ? "number" : ""],
                                .text(words))
                        })),
                .tag(
                    "tbody", [:],
                    rows.map { cells in
                        .tag(
                            "tr", [:],
                            cells.enumerated().map { index, cell in
                                .tag("td", ["class": numbers.contains(index) ? "number" : ""], cell)
                            })
                    })))
    }

    /// A link to the next stretch of a long list.
    static func next(_ address: Address, _ words: String = "Next") -> Markup {
        .tag("p", ["class": "next"], .tag("a", ["href": .address(address), "rel": "next"], .text(words)))
    }

    /// A small sign with its words, for legends and lists.
    static func sign(_ quad: Int, hollow: Bool = false) -> Markup {
        .tag(
            "svg",
            [
                "class": "sign q\(quad)\(hollow ? " hollow" : "")", "viewBox": "0 0 18 18",
                "aria-hidden": "true",
            ],
            Mark.shape(quad, x: 9, y: 9))
    }
}

/// Events as a list, as JSON and as a table: the same everywhere.
struct EventList {
    let events: [Views.Told]

    var markup: Markup {
        .tag("ol", ["class": "events"], events.map(Self.item))
    }

    static func item(_ told: Views.Told) -> Markup {
        let event = told.event
        let open = event.modality == .done ? "" : event.modality.rawValue
        return .tag(
            "li", ["id": "e-\(event.id)"], .sign(event.act.quad, hollow: !told.isReviewed),
            .tag("span", ["class": "when"], .text(Wording.days(event))),
            .tag(
                "span", ["class": "what"],
                .tag(
                    "a", ["href": .address(Address("event", event.id))],
                    .text(
                        "\(Wording.names(event.source)) → \(Wording.names(event.target)): \(Wording.act(event.act))"
                    )),
                open.isEmpty ? .nothing : .tag("span", ["class": "open"], .text(" \(open)")),
                .tag("q", [:], .text(told.words.unbroken.shortened(to: 170))),
                .tag(
                    "span", ["class": "by"],
                    [.text(said(told))] + Markup.citations(told.cited.citations, most: 3))))
    }

    private static func said(_ told: Views.Told) -> String {
        told.cited.speakers.isEmpty ? "" : "said by \(told.cited.speakers.joined(separator: ", "))"
    }

    static let columns = [
        "event", "earliest", "latest", "source", "source_name", "act", "cameo", "plover", "target",
        "target_name",
        "modality", "reviewed", "speakers", "claims", "citations",
    ]

    var rows: [[String]] {
        events.map { told in
            let event = told.event
            return [
                event.id, event.earliest?.description ?? "", event.latest?.description ?? "",
                event.source.map(Wording.code).joined(separator: "|"),
                event.source.map(\.name).joined(separator: "|"),
                event.act.name, event.act.cameo, event.act.plover,
                event.target.map(Wording.code).joined(separator: "|"),
                event.target.map(\.name).joined(separator: "|"), event.modality.rawValue,
                told.isReviewed ? "yes" : "no", told.cited.speakers.joined(separator: "|"),
                event.claims.joined(separator: "|"), told.cited.citations.map(\.text).joined(separator: " "),
            ]
        }
    }

    var table: Page.Table { Page.Table(columns: Self.columns, rows: rows) }
    var json: JSON { .array(events.map(Self.json)) }

    static func json(_ told: Views.Told) -> JSON {
        guard case .object(let pairs) = told.event.ledgerJSON else { return told.event.ledgerJSON }
        let more: [(key: String, value: JSON)] = [
            ("reviewed", .boolean(told.isReviewed)),
            ("speakers", .array(told.cited.speakers.map(JSON.string))),
            ("words", .string(told.words)), ("citations", .array(told.cited.citations.map(\.json))),
        ]
        return .object(pairs + more)
    }
}

extension Views.Citation {
    var json: JSON {
        .record([
            ("report", .string(report)), ("sentence", .integer(sentence)), ("url", url.map(JSON.string)),
        ])
    }
}
