import Demarche
import DemarcheLedger

/// Events as lines and rows.
struct EventListing {
    static let columns = [
        "event", "earliest", "latest", "source", "source_name", "act", "cameo", "plover", "target",
        "target_name",
        "modality", "speakers", "claims", "citations",
    ]

    static func listing(_ events: [Views.Cited], text: [String]) -> Listing {
        Listing(columns: columns, rows: events.map { (cells($0), json($0)) }, text: text)
    }

    /// A dated line with its citations.
    static func line(_ cited: Views.Cited) -> String {
        let event = cited.event
        let said = cited.speakers.isEmpty ? "" : ", according to \(cited.speakers.joined(separator: ", "))"
        let open = event.modality == .done ? "" : " [\(event.modality.rawValue)]"
        let cites = cited.citations.map(\.text).joined(separator: " ")
        return
            "\(days(event).padded(to: 24))  \(names(event.source)) → \(names(event.target)): \(event.act.name)\(open)\(said) \(cites)  \(event.id)"
    }

    /// `2022-10-01 to 2022-10-10`, `2022-10-04`, `undated`.
    static func days(_ event: Event) -> String { days(event.earliest, event.latest) }

    static func days(_ earliest: Day?, _ latest: Day?) -> String {
        switch (earliest, latest) {
        case (nil, nil): "undated"
        case (let first?, let last?): first == last ? "\(first)" : "\(first) to \(last)"
        case (let first?, nil): "from \(first)"
        case (nil, let last?): "by \(last)"
        }
    }

    private static func names(_ actors: [Actor]) -> String {
        actors.isEmpty
            ? "(nobody)"
            : actors.map { "\($0.name) (\($0.code)\($0.sector.isEmpty ? "" : "." + $0.sector))" }.joined(
                separator: " and ")
    }

    private static func cells(_ cited: Views.Cited) -> [String] {
        let event = cited.event
        func codes(_ actors: [Actor]) -> String {
            actors.map { $0.sector.isEmpty ? $0.code : "\($0.code).\($0.sector)" }.joined(separator: "|")
        }
        return [
            event.id, event.earliest?.description ?? "", event.latest?.description ?? "", codes(event.source),
            event.source.map(\.name).joined(separator: "|"), event.act.name, event.act.cameo,
            event.act.plover,
            codes(event.target), event.target.map(\.name).joined(separator: "|"), event.modality.rawValue,
            cited.speakers.joined(separator: "|"), event.claims.joined(separator: "|"),
            cited.citations.map(\.text).joined(separator: " "),
        ]
    }

    private static func json(_ cited: Views.Cited) -> JSON {
        guard case .object(let pairs) = cited.event.ledgerJSON else { return cited.event.ledgerJSON }
        var more = pairs
        if !cited.speakers.isEmpty {
            more.append((key: "speakers", value: .array(cited.speakers.map(JSON.string))))
        }
        let places = cited.citations.map { place in
            JSON.record([
                ("report", .string(place.report)), ("sentence", .integer(place.sentence)),
                ("url", place.url.map(JSON.string)),
            ])
        }
        more.append((key: "citations", value: .array(places)))
        return .object(more)
    }
}
