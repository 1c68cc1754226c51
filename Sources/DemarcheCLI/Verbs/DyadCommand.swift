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
            unless --all is given.

            Examples:
              demarche dyad RUS JPN --from 2022-09-01 --to 2022-10-31
              demarche dyad RUS JPN --as-known 2022-10-05 --format csv
            """)

    @Argument(help: "An actor's code.") var first: CodeArgument
    @Argument(help: "The other actor's code.") var second: CodeArgument
    @OptionGroup var span: EventOptions
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        try ledger.answer(span.horizon) { views in
            var lanes: [(title: String, events: [Views.Cited])] = []
            for (source, target) in [(first.code, second.code), (second.code, first.code)] {
                var query = span.query
                query.source = source
                query.target = target
                lanes.append(("\(source) → \(target)", try views.events(query)))
                if source == target { break }
            }
            let text = lanes.enumerated().flatMap { index, lane in
                (index > 0 ? [""] : []) + [
                    "\(lane.title): \(lane.events.count) \(lane.events.count == 1 ? "event" : "events")"
                ]
                    + lane.events.map { "  " + EventListing.line($0) }
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

    @Option(name: .customLong("by"), help: "Only events by this actor.") var source: CodeArgument?
    @Option(name: .customLong("on"), help: "Only events towards this actor.") var target: CodeArgument?
    @Option(help: "At most so many.") var limit: Int?
    @OptionGroup var span: EventOptions
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
    }

    func run() throws {
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
