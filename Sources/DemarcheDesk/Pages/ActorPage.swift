internal import Demarche
internal import DemarcheLedger

/// An actor: with whom it deals, and who bears its name under measures.
struct ActorPage {
    static let purpose =
        "One actor: with whom it deals in the record, most first; or, by name, who is told to be under measures on a day."

    let desk: Desk
    let asking: Asking
    let code: String

    private static let many = 60

    init(desk: Desk, asking: Asking) throws {
        self.desk = desk
        self.asking = asking
        code = try Asking.code(asking.parts[0])
    }

    func page() throws -> Page {
        let offset = try asking.number("after") ?? 0
        let found = try desk.views.pairs(of: code, limit: Self.many + 1, offset: offset)
        let shown = found.prefix(Self.many)
        let next = found.count > Self.many ? offset + Self.many : nil
        let measures = try desk.views.measurePairs(by: code, on: nil, limit: 40, after: nil)
        let met = try desk.views.measurePairs(by: nil, on: code, limit: 40, after: nil)
        return Page(
            title: "\(desk.name(code)) (\(code))", purpose: Self.purpose, address: asking.address,
            body: [Self.finder("", asking), partners(shown)]
                + (next.map { [.next(asking.address.with(["after": String($0)]), "More actors")] } ?? [])
                + [
                    list("Measures that it takes", measures) {
                        ($0.target, Address("measures", query: [.init("by", code), .init("on", $0.target)]))
                    }
                ]
                + [
                    list("Measures that it meets", met) {
                        ($0.source, Address("measures", query: [.init("by", $0.source), .init("on", code)]))
                    }
                ],
            json: .record([
                ("code", .string(code)), ("name", .string(desk.name(code))),
                (
                    "pairs",
                    .array(
                        shown.map {
                            .record([
                                ("source", .string($0.source)), ("target", .string($0.target)),
                                ("events", .integer($0.count)),
                            ])
                        })
                ), ("next", next.map(JSON.integer)),
            ]),
            table: Page.Table(
                columns: ["source", "target", "events"],
                rows: shown.map { [$0.source, $0.target, String($0.count)] }))
    }

    /// With whom it deals, or that the record knows nobody.
    private func partners(_ pairs: some Sequence<Views.PairCount>) -> Markup {
        let rows = pairs.map { pair in
            let words = "\(desk.name(pair.source)) → \(desk.name(pair.target))"
            return [
                partner(pair).count == 3
                    ? Markup.link(Address("dyad", pair.source, pair.target), .text(words)) : .text(words),
                .text(Wording.grouped(pair.count)), .actor(partner(pair), desk.name(partner(pair))),
            ]
        }
        guard !rows.isEmpty else {
            return .empty(
                "No event of the record has \(desk.name(code)) as its doer or its recipient.",
                .link(Address("search", query: [.init("q", desk.name(code))]), "Sentences that name it"), ".")
        }
        return .section(
            "With whom it deals", id: "partners",
            [
                .table(
                    "Done events by direction", columns: ["Who to whom", "Events", "The other's page"],
                    rows: rows, numbers: [1])
            ])
    }

    private func partner(_ pair: Views.PairCount) -> String {
        pair.source == code ? pair.target : pair.source
    }

    private func list(
        _ title: String, _ pairs: [Views.PairCount], _ lead: (Views.PairCount) -> (String, Address)
    ) -> Markup {
        guard !pairs.isEmpty else { return .nothing }
        return .section(
            title,
            [
                .tag(
                    "ul", ["class": "names"],
                    pairs.map { pair in
                        let (other, address) = lead(pair)
                        return .tag(
                            "li", [:], .link(address, .text(desk.name(other))),
                            .text(", \(Wording.count(pair.count, "status", "statuses")) told"))
                    })
            ])
    }

    // MARK: By name

    private static func finder(_ name: String, _ asking: Asking) -> Markup {
        .tag(
            "form", ["class": "controls", "method": "get", "action": .address(Address("actor"))],
            .field(
                "Actor, person or organisation", name: "name", value: name, hint: "Japan"),
            .field("Under measures on", name: "as-of", value: asking.word("as-of"), kind: "date"),
            .tag("button", [:], "Find"))
    }

    /// States of that name, and persons and organisations named as the objects of measures.
    static func search(_ desk: Desk, _ asking: Asking) throws -> Page {
        let name = asking.word("name")
        let day = try asking.day("as-of") ?? desk.settings.today()
        let wanted = name.lowercased()
        let codes =
            name.isEmpty
            ? []
            : desk.settings.names.filter {
                $0.key.lowercased() == wanted || $0.value.lowercased().contains(wanted)
            }
            .keys.sorted().prefix(30)
        let found = name.isEmpty ? [] : try desk.views.designations(of: name, on: day)
        return Page(
            title: name.isEmpty ? "Actors" : "Who is “\(name)”", purpose: Self.purpose,
            address: asking.address,
            body: [finder(name, asking)] + answer(desk, name, Array(codes), found, day),
            json: .record([
                ("name", .string(name)), ("on", .string(day.description)),
                ("actors", .array(codes.map(JSON.string))),
                (
                    "designations",
                    .array(
                        found.map { one in
                            .record([
                                ("name", .string(one.name)), ("kind", .string(one.kind)),
                                ("role", .string(one.role)),
                                ("spelling", .string(one.nearness == .same ? "same" : "near")),
                                ("by", .string(one.by)),
                                ("measure", .string(one.measureKind)),
                                ("status", one.state.map { .string($0.status) }),
                                ("under_measure", .boolean(one.isUnderMeasure)),
                                ("claim", .string(one.claim.id)),
                                ("citation", one.citation.json),
                            ])
                        })
                ),
            ]),
            table: Page.Table(
                columns: [
                    "name", "kind", "role", "spelling", "by", "measure", "status", "under_measure", "claim",
                    "citation",
                ],
                rows: found.map {
                    [
                        $0.name, $0.kind, $0.role, $0.nearness == .same ? "same" : "near", $0.by,
                        $0.measureKind,
                        $0.state?.status ?? "", $0.isUnderMeasure ? "yes" : "no", $0.claim.id,
                        $0.citation.text,
                    ]
                }))
    }

    private static func answer(
        _ desk: Desk, _ name: String, _ codes: [String], _ found: [Views.Designated], _ day: Day
    ) -> [Markup] {
        if name.isEmpty { return [] }
        if codes.isEmpty, found.isEmpty {
            return [
                .empty(
                    "The record holds no actor called “\(name)”, and no measure names such a person or organisation.",
                    .link(Address("search", query: [.init("q", name)]), "Look for sentences that name it"),
                    ".")
            ]
        }
        var body: [Markup] = []
        if !codes.isEmpty {
            body.append(
                .section(
                    "Actors",
                    [
                        .tag(
                            "ul", ["class": "names"],
                            codes.map { .tag("li", [:], .actor($0, "\(desk.name($0)) (\($0))")) })
                    ]))
        }
        if !found.isEmpty {
            body.append(
                .section(
                    "Named under measures, as of \(Wording.day(day))",
                    [.tag("ul", ["class": "names"], found.map { designation(desk, $0) })]))
        }
        return body
    }

    private static func designation(_ desk: Desk, _ one: Views.Designated) -> Markup {
        let under =
            one.role != "target"
            ? "named only as \(Wording.plain(one.role)); not under the measure by these words"
            : one.isUnderMeasure
                ? "under this measure on that day"
                : one.state.map { "not in force on that day: \(Wording.plain($0.status))" }
                    ?? "had not begun on that day"
        return .tag(
            "li", [:], .tag("strong", [:], .text(one.name)),
            .text(
                "\(one.nearness == .same ? "" : " (a near spelling)"), \(one.kind): \(Wording.plain(one.measureKind)) by \(desk.name(one.by)); \(under) "
            ), .link(Address("event", one.claim.id), "the words"), .text(" "), .citation(one.citation))
    }
}
