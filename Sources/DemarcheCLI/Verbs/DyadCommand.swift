import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche dyad`: what two actors did to each other, in two lanes.
struct DyadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dyad",
        abstract: "Shows what two actors did to each other: two lanes of dated lines with citations.",
        discussion: """
            Each citation is [report, sentence]. Undated events stand last. Only what was done or goes on is shown,
            unless --all is given. As text, the last 200 events of each lane are shown; --limit 0 shows all. Below the
            lanes stands what a third actor did towards one of the two in sentences that name the other; --thirds
            adds it to the other formats.

            Examples:
              demarche dyad RUS JPN --from 2022-09-01 --to 2022-10-31
              demarche dyad Russia Japan --as-known 2022-10-05 --format csv
            """)

    @Argument(help: "An actor's code, or the name of a state.") var first: ActorArgument
    @Argument(help: "The other actor's.") var second: ActorArgument
    @Option(help: "At most so many events of each lane, the last ones; 0 for all (default: 200 as text).")
    var limit: Int?
    @Flag(help: "Third parties' marks in every format.") var thirds = false
    @OptionGroup var span: EventOptions
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more, not \(limit)") }
    }

    /// What one actor did to the other, with a line above it.
    private struct Lane {
        let title: String
        let events: [Views.Cited]
    }

    private func lane(from source: String, to target: String, _ views: Views) throws -> Lane {
        var query = span.query
        query.source = source
        query.target = target
        query.keepsLast = true
        // One more tells that there are more.
        query.limit = most.map { $0 + 1 }
        let found = try views.events(query)
        guard let most, found.count > most else {
            let count = "\(found.count) \(found.count == 1 ? "event" : "events")"
            return Lane(title: "\(source) → \(target): \(count)", events: found)
        }
        return Lane(
            title: "\(source) → \(target): the last \(most) events; all of them: --limit 0",
            events: Self.dropping(found))
    }

    /// What others did towards one of the two, in the reports of these events and on the days asked for.
    private func thirdParties(_ events: [Views.Cited], _ views: Views) throws -> [Views.Cited] {
        guard thirds || span.format == .text, first.code != second.code else { return [] }
        let reports = Set(events.flatMap(\.citations).map(\.report)).sorted()
        let names = (Self.name(of: first.code, in: events), Self.name(of: second.code, in: events))
        let query = span.query
        return try views.thirdParties(
            to: (first.code, second.code), reports: reports, names: names, knownBy: query.knownBy
        ).map(\.cited).filter { cited in
            let (earliest, latest) = (cited.event.earliest, cited.event.latest ?? cited.event.earliest)
            return query.from.map { from in latest.map { $0 >= from } ?? true } ?? true
                && query.to.map { to in earliest.map { $0 <= to } ?? true } ?? true
        }
    }

    /// A state's name as its government is called in these events; else the code.
    private static func name(of code: String, in events: [Views.Cited]) -> String {
        events.lazy.flatMap { $0.event.source + $0.event.target }
            .first { $0.code == code && $0.sector == "GOV" }?.name ?? code
    }

    /// Without the one too many: the first of the dated, or the last of the undated.
    private static func dropping(_ events: [Views.Cited]) -> [Views.Cited] {
        let hasUndated = events.last.map { $0.event.earliest == nil && $0.event.latest == nil } ?? false
        return Array(hasUndated ? events.dropLast() : events.dropFirst())
    }

    /// Nil for all.
    private var most: Int? {
        let most = limit ?? (span.format == .text ? 200 : 0)
        return most == 0 ? nil : most
    }

    mutating func run() throws {
        first = try first.resolved(by: ledger)
        second = try second.resolved(by: ledger)
        try ledger.answer(span.horizon) { views in
            var lanes: [Lane] = []
            for (source, target) in [(first.code, second.code), (second.code, first.code)] {
                lanes.append(try lane(from: source, to: target, views))
                if source == target { break }
            }
            let others = try thirdParties(lanes.flatMap(\.events), views)
            if !others.isEmpty {
                lanes.append(Lane(title: "third parties, in sentences that name both:", events: others))
            }
            let text = lanes.enumerated().flatMap { index, lane in
                (index > 0 ? [""] : []) + [lane.title] + lane.events.map { "  " + EventListing.line($0) }
            }
            try EventListing.listing(lanes.flatMap(\.events), text: text).finish(
                span.format,
                nothing:
                    "no events between \(first.code) and \(second.code) in \(ledger.name) for these days; see what is there with: demarche search WORDS"
            )
        }
    }
}

/// Which events, known when, in which format.
struct EventOptions: ParsableArguments {
    @Option(help: "Only events that can be on this day or later.") var from: DayArgument?
    @Option(help: "Only events that can be on this day or earlier.") var to: DayArgument?
    @Option(help: "As it was on this day: nothing later.") var asOf: DayArgument?
    @Option(help: "Only acts of this name (acts.tsv).") var act: String?
    @Flag(help: "Also planned, hypothetical, denied and alleged acts.") var all = false
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text

    func validate() throws {
        if let from, let to, to.day < from.day {
            throw ValidationError("--to \(to.day) is before --from \(from.day)")
        }
    }

    var query: Views.Query {
        var query = Views.Query()
        query.from = from?.day
        query.to = [to?.day, asOf?.day].compactMap { $0 }.min()
        query.knownBy = horizon.asKnown?.day
        query.act = act
        if all { query.modalities = Claim.Modality.allCases }
        return query
    }
}

/// `demarche events`: the events of the record.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Lists the events of the record.",
        discussion: """
            Examples:
              demarche events --by JPN --from 2022-10-01
              demarche events --act expel-diplomats --all --format jsonl
            """)

    @Option(name: .customLong("by"), help: "Only events by this actor.") var source: ActorArgument?
    @Option(name: .customLong("on"), help: "Only events towards this actor.") var target: ActorArgument?
    @Option(help: "At most so many.") var limit: Int?
    @OptionGroup var span: EventOptions
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
    }

    mutating func run() throws {
        source = try source?.resolved(by: ledger)
        target = try target?.resolved(by: ledger)
        try ledger.answer(span.horizon) { views in
            var query = span.query
            query.source = source?.code
            query.target = target?.code
            query.limit = limit
            let events = try views.events(query)
            try EventListing.listing(events, text: events.map(EventListing.line)).finish(
                span.format,
                nothing:
                    "no such event in \(ledger.name); with --all planned, alleged and denied acts are listed too"
            )
        }
    }
}
