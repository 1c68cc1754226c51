internal import Demarche
internal import DemarcheLedger

/// How far the record can be trusted.
struct QualityPage {
    static let purpose =
        "How much of what was read is coded, why the rest is not, what people judged, and how accurate the program is on texts with known answers."

    let desk: Desk

    func page() throws -> Page {
        let coverage = try desk.views.coverage()
        let counts = try desk.views.judgementCounts()
        let silent = coverage.reasons.reduce(0) { $0 + $1.count }
        let total = max(1, coverage.coded + silent)
        let share = Int((Double(coverage.coded) / Double(total) * 100).rounded())
        func table(_ caption: String, _ name: String, _ rows: [(String, String)]) -> Markup {
            rows.isEmpty
                ? .tag("p", ["class": "none"], "Nothing of this kind.")
                : .table(
                    caption, columns: [name, "Number"], rows: rows.map { [.text($0.0), .text($0.1)] },
                    numbers: [1])
        }
        return Page(
            title: "Quality", purpose: Self.purpose, address: Address("quality"),
            body: [
                .tag(
                    "p", ["class": "figures"],
                    .text(
                        "\(Wording.grouped(coverage.coded)) of \(Wording.count(coverage.coded + silent, "sentence")) are coded (\(share) %). Every other sentence has its reason."
                    )),
                .section(
                    "Why sentences are not coded", id: "reasons",
                    [
                        table(
                            "Sentences by reason", "Reason",
                            coverage.reasons.map { ($0.reason, Wording.grouped($0.count)) })
                    ]),
                .section(
                    "What was set aside", id: "asides",
                    [
                        table(
                            "Passages by reason", "Reason",
                            coverage.asides.map { ($0.reason, Wording.grouped($0.count)) })
                    ]),
                .section(
                    "What people judged", id: "judged",
                    [table("Judgements", "Kind", counts.map { ($0.kind, Wording.grouped($0.count)) })]),
                .section(
                    "Accuracy on texts with known answers", id: "floors",
                    [
                        .tag(
                            "p", ["class": "note"],
                            desk.settings.floors.isEmpty
                                ? "The figures are not at hand: they lie in Evaluation/floors.json of the checkout."
                                : "Shares that the program's own tests hold; no change may lower them."),
                        desk.settings.floors.isEmpty
                            ? .nothing
                            : table("Floors", "Measure", desk.settings.floors.map { ($0.name, $0.value) }),
                    ]),
            ],
            json: .record([
                ("coded", .integer(coverage.coded)),
                ("reasons", .object(coverage.reasons.map { ($0.reason, .integer($0.count)) })),
                ("asides", .object(coverage.asides.map { ($0.reason, .integer($0.count)) })),
                ("judgements", .object(counts.map { ($0.kind, .integer($0.count)) })),
                ("floors", .object(desk.settings.floors.map { ($0.name, .string($0.value)) })),
            ]),
            table: Page.Table(
                columns: ["what", "name", "value"],
                rows: [["coded", "", String(coverage.coded)]]
                    + coverage.reasons.map { ["not coded", $0.reason, String($0.count)] }
                    + coverage.asides.map { ["set aside", $0.reason, String($0.count)] }
                    + counts.map { ["judged", $0.kind, String($0.count)] }
                    + desk.settings.floors.map { ["floor", $0.name, $0.value] }))
    }
}

/// What these data are, and every address at which they can be had.
struct AboutPage {
    static let purpose =
        "What these data are, how they were made, how to cite them, and every address at which they can be had."

    let desk: Desk

    func page() throws -> Page {
        let totals = try desk.views.totals()
        let versions = totals.versions.map { "\($0.program), lexicon \($0.lexicon), \($0.model)" }
        return Page(
            title: "About this data", purpose: Self.purpose, address: Address("about"),
            body: [
                .section("How it was made", rules.map { .tag("p", [:], .text($0)) }),
                .section(
                    "What made it",
                    [
                        .tag("ul", [:], versions.map { .tag("li", [:], .text($0)) }),
                        .tag(
                            "p", [:],
                            .text(
                                "\(Wording.count(totals.reports, "report")) (\(totals.withdrawn) withdrawn), \(Wording.count(totals.events, "event")), \(Wording.count(totals.judgements, "judgement"))."
                            )),
                    ]),
                .section(
                    "How to cite it",
                    [
                        .tag(
                            "p", [:],
                            .text(
                                "Cite a sentence as [report, sentence], an event by its id, and say as of which day it was known: \(citation(totals))."
                            ))
                    ]),
                .section(
                    "Addresses", id: "addresses",
                    [
                        .tag(
                            "p", [:],
                            .text(
                                "Every page is also JSON and CSV at the same address with .json or .csv. The "
                            ),
                            .tag(
                                "a", ["href": .address(Address("openapi").form("json"))], "OpenAPI document"),
                            .text(" tells every parameter.")),
                        .table(
                            "Pages", columns: ["Address", "What it is for"],
                            rows: Route.all.dropFirst().map {
                                [.tag("code", [:], .text($0.template)), .text($0.purpose)]
                            }),
                    ]),
                .section(
                    "Credits",
                    [
                        .tag(
                            "p", [:],
                            "The map is Natural Earth's, public domain. The program's own credits stand in its NOTICE."
                        )
                    ]),
            ],
            json: .record([
                ("program", .string(desk.settings.program)), ("versions", .array(versions.map(JSON.string))),
                ("reports", .integer(totals.reports)), ("events", .integer(totals.events)),
                ("judgements", .integer(totals.judgements)), ("cite", .string(citation(totals))),
            ]),
            table: Page.Table(
                columns: ["address", "purpose"],
                rows: Route.all.dropFirst().map { [$0.template, $0.purpose] }))
    }

    private func citation(_ totals: Views.Totals) -> String {
        "Demarche ledger \(desk.settings.ledger)\(totals.received.map { ", as known on \($0)" } ?? ""), \(desk.settings.program)"
    }

    private var rules: [String] {
        [
            "A claim is one act that one sentence reports: who did what to whom. Each field points at the words that show it, or names the rule that filled it. An event is what one or several claims tell of one act; counts count events, and reports are their evidence.",
            "Only what was done or goes on counts. What is planned, possible, denied or alleged is kept and shown apart. A day is never finer than the words; where the words give none, none is made up.",
            "Nothing is overwritten. A correction is a new row with who, when and why, and any past state can be asked for by the day on which it was known.",
            "A month without reports is hatched: what happened then is unknown, which is not nothing.",
        ]
    }
}

/// The OpenAPI document: every route of the table, in the words that the pages use.
struct OpenAPIPage {
    static let purpose = "Every address of the desk with its parameters, for programs: OpenAPI 3.1."

    let desk: Desk

    func page() -> Page {
        Page(
            title: "OpenAPI", purpose: Self.purpose, address: Address("openapi"),
            body: [
                .tag(
                    "p", [:],
                    .tag("a", ["href": .address(Address("openapi").form("json"))], "The document as JSON"))
            ],
            json: document)
    }

    private var document: JSON {
        .record([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .record([
                    ("title", .string("Demarche desk")), ("version", .string(desk.settings.program)),
                    ("description", .string("Pages about one ledger; each also as JSON and CSV.")),
                ])
            ),
            (
                "paths",
                .object(
                    Route.all.filter { $0.template != "/" }.flatMap { route in
                        ["json", "csv"].map { ("\(route.template).\($0)", path(route, $0)) }
                    })
            ),
        ])
    }

    private func path(_ route: Route, _ form: String) -> JSON {
        let open = route.template.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            $0.dropFirst().dropLast()
        }
        func parameter(_ name: String, _ place: String, _ meaning: String) -> JSON {
            .record([
                ("name", .string(name)), ("in", .string(place)), ("required", .boolean(place == "path")),
                ("description", .string(meaning)), ("schema", .record([("type", .string("string"))])),
            ])
        }
        let parameters =
            open.map { parameter(String($0), "path", "As the address shows.") }
            + route.parameters.map { parameter($0.name, "query", $0.meaning) }
        func answer(_ meaning: String) -> JSON { .record([("description", .string(meaning))]) }
        return .record([
            (
                "get",
                .record([
                    ("summary", .string(route.purpose)), ("parameters", .array(parameters)),
                    (
                        "responses",
                        .object([
                            (
                                "200",
                                .record([
                                    ("description", .string("The page's data.")),
                                    (
                                        "content",
                                        .object([
                                            (form == "json" ? "application/json" : "text/csv", .object([]))
                                        ])
                                    ),
                                ])
                            ), ("400", answer("A parameter cannot be read.")),
                            ("404", answer("There is no such page.")),
                        ])
                    ),
                ])
            )
        ])
    }
}
