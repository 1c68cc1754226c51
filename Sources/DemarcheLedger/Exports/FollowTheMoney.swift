package import Demarche

/// The record as entities of FollowTheMoney 4, for tools of investigation: actors, who is under measures, events.
///
/// Ids are digests of what they stand for, so that the same actor has the same id in every ledger.
package struct FollowTheMoney {
    private let states: [String: StateCodes]
    private var told: Set<String> = []

    package init(states: [String: StateCodes]) { self.states = states }

    /// The event of an item, after the actors and objects that were not told before.
    package mutating func entities(for item: ExportItem) -> [JSON] {
        let event = item.event
        var lines = (event.source + event.target).compactMap { fresh($0) }
        var involved = event.target.map(id)
        for object in item.tellings.flatMap(\.claim.objects) {
            lines += [fresh(named: object.name, kind: object.kind)].compactMap { $0 }
            involved.append(id(ofNamed: object.name))
        }
        let names = [event.source, event.target].map { $0.map(\.name).joined(separator: ", ") }
        let title = "\(names[0]) → \(names[1]): \(event.act.name)"
        let isOneDay = event.earliest != nil && event.earliest == event.latest
        let sentences = item.tellings.compactMap { $0.report.text[checked: $0.claim.sentence] }
        lines.append(
            entity(
                event.id, "Event",
                [
                    ("name", [title]), ("date", isOneDay ? days(event.earliest) : []),
                    ("startDate", isOneDay ? [] : days(event.earliest)),
                    ("endDate", isOneDay ? [] : days(event.latest)), ("organizer", event.source.map(id)),
                    ("involved", unique(involved)), ("location", [item.place?.name].compactMap { $0 }),
                    ("country", [item.place.flatMap { alpha2($0.country) }].compactMap { $0 }),
                    ("summary", unique(sentences)), ("sourceUrl", unique(item.reports.compactMap(\.url))),
                    ("publisher", unique(item.reports.compactMap(\.source))),
                ]))
        return lines
    }

    /// A designation as a sanction on the named; nothing where only a relative, an owner or a chief is named.
    package mutating func entities(for designated: Views.Designated) -> [JSON] {
        guard designated.role == "target" else { return [] }
        let subject = fresh(named: designated.name, kind: designated.kind)
        let first = designated.history?.steps.first { $0.isInForce }
        let last = designated.history?.steps.last
        let authority = states[designated.by]?.name ?? designated.by
        let measure = StableDigest.of([
            "sanction", designated.by, designated.measureKind, FoldedName(designated.name).text,
        ])
        guard told.insert(measure).inserted else { return [subject].compactMap { $0 } }
        let sanction = entity(
            measure, "Sanction",
            [
                ("entity", [id(ofNamed: designated.name)]), ("authority", [authority]),
                ("program", [designated.measureKind].filter { !$0.isEmpty }),
                ("provisions", [designated.claim.act.name]),
                ("status", [last?.status].compactMap { $0 }),
                ("country", [alpha2(designated.by)].compactMap { $0 }),
                ("startDate", days(first?.earliest ?? first?.latest)),
                ("endDate", last.map { $0.isOver ? days($0.latest ?? $0.earliest) : [] } ?? []),
                ("listingDate", days(designated.claim.when?.latest ?? designated.claim.when?.earliest)),
                ("sourceUrl", [designated.citation.url].compactMap { $0 }),
            ])
        return [subject, sanction].compactMap { $0 }
    }

    // MARK: Entities

    private func entity(_ id: String, _ schema: String, _ properties: [(String, [String])]) -> JSON {
        .record([
            ("id", .string(id)), ("schema", .string(schema)),
            (
                "properties",
                .record(properties.map { ($0, $1.isEmpty ? nil : .array($1.map(JSON.string))) })
            ),
        ])
    }

    private mutating func fresh(_ actor: Actor) -> JSON? {
        guard told.insert(id(actor)).inserted else { return nil }
        let isPublic = states[actor.code] != nil && Self.publicSectors.contains(actor.sector)
        return entity(
            id(actor), isPublic ? "PublicBody" : "Organization",
            [
                ("name", [actor.name.isEmpty ? actor.code : actor.name]),
                ("country", [alpha2(actor.code)].compactMap { $0 }),
                ("classification", [actor.sector].filter { !$0.isEmpty }),
            ])
    }

    private mutating func fresh(named name: String, kind: String) -> JSON? {
        guard told.insert(id(ofNamed: name)).inserted else { return nil }
        return entity(
            id(ofNamed: name), kind == "person" ? "Person" : "Organization", [("name", [name])])
    }

    /// PLOVER's sectors that are organs of a state.
    private static let publicSectors: Set<String> = ["GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PRM"]

    private func id(_ actor: Actor) -> String {
        StableDigest.of(["actor", actor.code, actor.sector, FoldedName(actor.name).text])
    }

    private func id(ofNamed name: String) -> String { StableDigest.of(["named", FoldedName(name).text]) }

    private func alpha2(_ code: String) -> String? {
        states[code].flatMap { $0.alpha2.isEmpty ? nil : $0.alpha2.lowercased() }
    }

    private func days(_ day: Day?) -> [String] { day.map { [$0.description] } ?? [] }

    private func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }
}
