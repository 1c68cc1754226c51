import ArgumentParser
import Demarche
import DemarcheLedger

extension Answer.Basis: ExpressibleByArgument {}

/// `demarche chain`: what answers what.
struct ChainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "Shows what answers what: the whole record, or the chain of one event.",
        discussion: """
            Each answer has its basis: stated (with the words), sequence, supposed by somebody, or inferred.

            Examples:
              demarche chain
              demarche chain 6f4bfeb0bc8727eb --basis stated
            """)

    @Argument(help: "An event's or a claim's id.") var id: String?
    @Option(help: "Only answers of this basis: stated, sequence, supposed or inferred.") var basis:
        [Answer.Basis] = []
    @OptionGroup var horizon: HorizonOptions
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        try ledger.answer(horizon) { views in
            let bases = basis.isEmpty ? [Answer.Basis.stated, .sequence, .supposed, .inferred] : basis
            let links = try views.links(around: id, bases: bases, knownBy: horizon.asKnown?.day)
            let rows = links.map { (cells($0), json($0)) }
            let text = links.flatMap(LinkText.lines)
            let columns = ["from", "to", "basis", "cue", "lag_least", "lag_most", "citation", "answer"]
            try Listing(columns: columns, rows: rows, text: text).finish(
                format,
                nothing:
                    "no answer in \(ledger.name)\(id.map { " around \($0)" } ?? ""); list events with: demarche events"
            )
        }
    }

    private func cells(_ link: Views.Link) -> [String] {
        let lag = LinkText.days(link)
        return [
            link.from.event.id, link.to?.event.id ?? "", link.basis.rawValue, link.cue,
            lag.map { String($0.least) } ?? "",
            lag.map { String($0.most) } ?? "", link.citation?.text ?? "", link.id,
        ]
    }

    private func json(_ link: Views.Link) -> JSON {
        .record([
            ("from", .string(link.from.event.id)), ("to", link.to.map { .string($0.event.id) }),
            ("basis", .string(link.basis.rawValue)), ("cue", link.cue.isEmpty ? nil : .string(link.cue)),
            ("lag", LinkText.days(link).map { .array([.integer($0.least), .integer($0.most)]) }),
            ("citation", link.citation.map { .string($0.text) }), ("answer", .string(link.id)),
        ])
    }
}

/// An answer in words.
enum LinkText {
    static func lines(_ link: Views.Link) -> [String] {
        [
            EventListing.line(link.from),
            "    answers (\(link.basis.rawValue)\(link.cue.isEmpty ? "" : ", “\(link.cue)”")\(lag(link).map { ", \($0)" } ?? "")\(parity(link)))  \(link.id)",
            "    " + (link.to.map(EventListing.line) ?? "an act that is no event of the record"),
        ]
    }

    /// Days between cause and answer, least and most; nil where a day is missing.
    static func days(_ link: Views.Link) -> (least: Int, most: Int)? {
        guard let to = link.to?.event, let a = to.earliest, let b = to.latest ?? to.earliest,
            let c = link.from.event.earliest, let d = link.from.event.latest ?? link.from.event.earliest
        else { return nil }
        return (c.ordinal - b.ordinal, d.ordinal - a.ordinal)
    }

    private static func lag(_ link: Views.Link) -> String? {
        days(link).map { lag in
            if lag.least != lag.most { return "after \(lag.least) to \(lag.most) days" }
            return lag.least == 0 ? "the same day" : "after \(lag.least) \(lag.least == 1 ? "day" : "days")"
        }
    }

    private static func parity(_ link: Views.Link) -> String {
        guard let to = link.to?.event else { return "" }
        return to.act.name == link.from.event.act.name ? ", in kind" : ""
    }
}
