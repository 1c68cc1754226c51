internal import Demarche
internal import DemarcheLedger

/// How far the record can be trusted.
struct QualityPage {
    static let purpose =
        "How much of what was read is coded, why the rest is not, what people judged, and how accurate the program is on texts with known answers."

    let desk: Desk

    /// How many there are of each name.
    private typealias Tally = [(name: String, count: Int)]

    func page() throws -> Page {
        let coverage = try desk.views.coverage()
        let counts = try desk.views.judgementCounts()
        let uncoded = coverage.reasons.map { (name: $0.reason, count: $0.count) }
        let aside = coverage.asides.map { (name: $0.reason, count: $0.count) }
        let judged = counts.map { (name: $0.kind, count: $0.count) }
        func json(_ tally: Tally) -> JSON { .object(tally.map { ($0.name, .integer($0.count)) }) }
        func rows(_ what: String, _ tally: Tally) -> [[String]] {
            tally.map { [what, $0.name, String($0.count)] }
        }
        return Page(
            title: "Quality", purpose: Self.purpose, address: Address("quality"),
            body: [
                .tag("p", ["class": "figures"], .text(share(coverage))),
                .section(
                    "Why sentences are not coded", id: "reasons",
                    [table("Sentences by reason", "Reason", uncoded)]),
                .section(
                    "What was set aside", id: "asides",
                    [table("Passages by reason", "Reason", aside)]),
                .section("What people judged", id: "judged", [table("Judgements", "Kind", judged)]),
                .section("Accuracy on texts with known answers", id: "floors", accuracy),
            ],
            json: .record([
                ("coded", .integer(coverage.coded)), ("reports", coverage.reports.map(JSON.integer)),
                ("reasons", json(uncoded)), ("asides", json(aside)), ("judgements", json(judged)),
                ("floors", .object(desk.settings.floors.map { ($0.name, .string($0.value)) })),
            ]),
            table: Page.Table(
                columns: ["what", "name", "value"],
                rows: [["coded", "", String(coverage.coded)]]
                    + rows("not coded", uncoded) + rows("set aside", aside) + rows("judged", judged)
                    + desk.settings.floors.map { ["floor", $0.name, $0.value] }))
    }

    private func share(_ coverage: Views.Coverage) -> String {
        let total = coverage.coded + coverage.reasons.reduce(0) { $0 + $1.count }
        let share = Int((Double(coverage.coded) / Double(max(1, total)) * 100).rounded())
        let span = coverage.reports.map {
            " Counted over the \(Wording.grouped($0)) reports that came in last."
        }
        return
            "\(Wording.grouped(coverage.coded)) of \(Wording.count(total, "sentence")) are coded (\(share) %). Every other sentence has its reason.\(span ?? "")"
    }

    private func table(_ caption: String, _ name: String, _ tally: Tally) -> Markup {
        tally.isEmpty
            ? .tag("p", ["class": "none"], "Nothing of this kind.")
            : .table(
                caption, columns: [name, "Number"],
                rows: tally.map { [.text($0.name), .text(Wording.grouped($0.count))] }, numbers: [1])
    }

    private var accuracy: [Markup] {
        guard !desk.settings.floors.isEmpty else {
            return [
                .tag(
                    "p", ["class": "note"],
                    "The figures are not at hand: they lie in Evaluation/floors.json of the checkout.")
            ]
        }
        return [
            .tag(
                "p", ["class": "note"],
                "Shares that the program's own tests hold on each set of texts; no change may lower them. “Own” sets lie in Tests/Goldens, “shared” ones beside the checkout. A dyad is who and whom, a type the kind of act; full means who, what, whom and how it is told, all right at once."
            ),
            .table(
                "Held accuracy, in per cent",
                columns: ["Texts", "What is compared, and how often it is right"],
                rows: floors.map { [.text($0.set), .text($0.shares)] }),
        ]
    }
}

extension QualityPage {
    /// Each set of texts with all its shares on one line.
    private var floors: [(set: String, shares: String)] {
        var sets: [(set: String, shares: [String])] = []
        for floor in desk.settings.floors {
            let parts = floor.name.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
            let (set, name) = (parts[0], parts.count > 1 ? parts[1] : "")
            let value = Double(floor.value) ?? 0
            // Some are kept as shares of one, some of a hundred.
            let share = "\(name) \(Int((value > 1 ? value : value * 100).rounded())) %"
            if sets.last?.set == set {
                sets[sets.count - 1].shares.append(share)
            } else {
                sets.append((set, [share]))
            }
        }
        return sets.map { ($0.set, $0.shares.joined(separator: ", ")) }
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
                        (route.hasTable ? ["json", "csv"] : ["json"]).map {
                            ("\(route.template).\($0)", path(route, $0))
                        }
                    } + writings)
            ),
        ])
    }

    /// What may be written, by whoever shows the token.
    private var writings: [(String, JSON)] {
        func field(_ name: String, _ meaning: String, kinds: [String] = []) -> (String, JSON) {
            (
                name,
                .record([
                    ("type", .string("string")), ("description", .string(meaning)),
                    ("enum", kinds.isEmpty ? nil : .array(kinds.map(JSON.string))),
                ])
            )
        }
        let kinds = ["accept", "reject", "fix", "split", "merge"]
        return [
            (
                "/judge",
                writing(
                    "Writes a judgement on a claim; nothing is overwritten.",
                    kind: "application/x-www-form-urlencoded", required: ["kind", "claim"],
                    [
                        field("kind", "What is judged.", kinds: kinds), field("claim", "The claim's id."),
                        field("because", "The reason; only an acceptance may do without."),
                        field("field", "Of a correction: act, source, target, modality, earliest or latest."),
                        field("value", "Of a correction: what is right."),
                        field("other", "Of a merger: the other event's id."),
                    ])
            ),
            (
                "/add",
                writing(
                    "Codes and stores reports; the page that it leads to tells how far the work is.",
                    kind: "multipart/form-data", required: [],
                    [
                        field("text", "A report's text; or:"),
                        field("file", "A file: text, JSON Lines or a JSON array."),
                        field("date", "The day of publication, ISO."), field("title", "Its title."),
                        field("source", "Who published it."), field("url", "Its address."),
                        field("id", "A short name for citing."),
                    ])
            ),
        ]
    }

    private func writing(_ summary: String, kind: String, required: [String], _ fields: [(String, JSON)])
        -> JSON
    {
        func answer(_ meaning: String) -> JSON { .record([("description", .string(meaning))]) }
        let schema = JSON.record([
            ("type", .string("object")), ("properties", .object(fields)),
            ("required", required.isEmpty ? nil : .array(required.map(JSON.string))),
        ])
        return .record([
            (
                "post",
                .record([
                    ("summary", .string(summary)),
                    (
                        "parameters",
                        .array([
                            .record([
                                ("name", .string("Authorization")), ("in", .string("header")),
                                ("required", .boolean(false)),
                                (
                                    "description",
                                    .string("“Bearer” and the token; a browser sends it as a cookie instead.")
                                ), ("schema", .record([("type", .string("string"))])),
                            ])
                        ])
                    ),
                    (
                        "requestBody",
                        .record([
                            ("required", .boolean(true)),
                            ("content", .object([(kind, .record([("schema", schema)]))])),
                        ])
                    ),
                    (
                        "responses",
                        .object([
                            ("303", answer("It was taken; “location” tells the page to look at.")),
                            ("400", answer("A field is missing or cannot be read.")),
                            ("403", answer("The token was not shown, or another site asked.")),
                        ])
                    ),
                ])
            )
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
