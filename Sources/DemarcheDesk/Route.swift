/// A kind of address, what its page is for, and how it is made: serving, the static site and the OpenAPI document read this table.
struct Route: Sendable {
    /// `/dyad/{first}/{second}`, as OpenAPI writes it.
    let template: String
    let purpose: String
    let parameters: [Parameter]
    let page: @Sendable (Desk, Asking) throws -> Page

    /// What can be asked in the query.
    struct Parameter: Sendable {
        let name: String
        let meaning: String

        init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// Whether the page has rows that a CSV can hold.
    var hasTable: Bool { template != "/openapi" }

    /// The open parts of a path of this kind; nil for another's.
    func parts(of path: [String]) -> [String]? {
        let wanted = template.split(separator: "/").map(String.init)
        guard wanted.count == path.count else { return nil }
        var open: [String] = []
        for (want, part) in zip(wanted, path) {
            if want.hasPrefix("{") { open.append(part) } else if want != part { return nil }
        }
        return open
    }

    private static let asOf = Parameter("as-of", "The day whose state is shown, ISO; nothing later counts.")
    private static let asKnown = Parameter("as-known", "Only reports received by this day, ISO.")
    private static let from = Parameter("from", "The first day, ISO.")
    private static let to = Parameter("to", "The last day, ISO.")
    private static let after = Parameter("after", "The cursor that the page before gave as “next”.")

    static let all: [Route] = [
        Route(
            template: "/", purpose: OverviewPage.purpose,
            parameters: [Parameter("month", "The month to compare with the norm, ISO, 2022-10.")],
            page: { try OverviewPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/overview", purpose: OverviewPage.purpose,
            parameters: [Parameter("month", "The month to compare with the norm, ISO, 2022-10.")],
            page: { try OverviewPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/dyad/{first}/{second}", purpose: DyadPage.purpose,
            parameters: [
                from, to, asOf, asKnown,
                Parameter("acts", "“all” shows planned, possible, denied and alleged acts too."),
            ],
            page: { try DyadPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/event/{id}", purpose: EventPage.purpose, parameters: [],
            page: { try EventPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/measures", purpose: MeasuresPage.purpose,
            parameters: [
                Parameter("by", "The code of who takes the measure."),
                Parameter("on", "The code of whom it meets."),
                Parameter("day", "The day on which it must be in force, ISO."), asKnown, after,
            ],
            page: { try MeasuresPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/actor", purpose: ActorPage.purpose,
            parameters: [Parameter("name", "A code, a state, a person or an organisation."), asOf],
            page: { try ActorPage.search($0, $1) }),
        Route(
            template: "/actor/{code}", purpose: ActorPage.purpose, parameters: [after],
            page: { try ActorPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/report/{id}", purpose: ReportPage.purpose, parameters: [],
            page: { try ReportPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/reports", purpose: ReportsPage.purpose, parameters: [after],
            page: { try ReportsPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/search", purpose: SearchPage.purpose,
            parameters: [Parameter("q", "The words; those in quotation marks stand together."), after],
            page: { try SearchPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/review", purpose: ReviewPage.purpose, parameters: [after],
            page: { try ReviewPage(desk: $0, asking: $1).page() }),
        Route(
            template: "/quality", purpose: QualityPage.purpose, parameters: [],
            page: { desk, _ in try QualityPage(desk: desk).page() }),
        Route(
            template: "/openapi", purpose: OpenAPIPage.purpose, parameters: [],
            page: { desk, _ in OpenAPIPage(desk: desk).page() }),
        Route(
            template: "/about", purpose: AboutPage.purpose, parameters: [],
            page: { desk, _ in try AboutPage(desk: desk).page() }),
    ]
}
