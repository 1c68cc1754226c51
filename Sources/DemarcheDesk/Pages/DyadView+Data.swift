internal import Demarche
internal import DemarcheLedger

// MARK: Data

extension DyadView {
    func json(_ events: EventList) -> JSON {
        .record([
            ("first", .string(first)), ("second", .string(second)),
            ("state_on", .string(relation.stateDay.description)),
            ("from", .string(relation.span.lowerBound.description)),
            ("to", .string(relation.span.upperBound.description)),
            ("as_known", relation.window.knownBy.map { .string($0.description) }),
            ("total", .integer(relation.upper.total + relation.lower.total)),
            ("measures", .array(relation.measures.map(\.json))), ("events", events.json),
            ("answers", .array(relation.links.map(\.json))),
            ("third_parties", EventList(events: relation.thirds).json),
            (
                "named",
                .array(
                    relation.named.flatMap { direction, named in
                        named.map { one in
                            .record([
                                ("by", .string(direction.0)), ("on", .string(direction.1)),
                                ("name", .string(one.name)),
                                ("kind", .string(one.kind)), ("role", .string(one.role)),
                                ("claim", .string(one.claim)),
                                ("citation", one.citation.json),
                            ])
                        }
                    })
            ),
            (
                "conflicts",
                .array(
                    relation.conflicts.map {
                        .record([("event", .string($0.event.event.id)), ("conflict", $0.conflict.json)])
                    })
            ),
        ])
    }
}

/// Answers as a list and as data.
enum LinkList {
    static func item(_ link: Views.Link) -> Markup {
        let from = link.from.event
        var parts: [Markup] = [
            .tag("span", ["class": "basis \(link.basis.rawValue)"], .text(Wording.basis(link.basis))),
            .text(" "), .link(Address("event", from.id), .text(Self.name(from))),
            .text(", \(Wording.days(from)), answers "),
        ]
        if let to = link.to?.event {
            parts += [.link(Address("event", to.id), .text(Self.name(to))), .text(", \(Wording.days(to))")]
        } else {
            parts.append("an act that the record does not hold")
        }
        if !link.cue.isEmpty { parts += [.text(": "), .tag("q", [:], .text(link.cue))] }
        if let citation = link.citation { parts += [.text(" "), .citation(citation)] }
        return .tag("li", [:], parts)
    }

    private static func name(_ event: Event) -> String {
        "\(Wording.names(event.source)) → \(Wording.names(event.target)): \(Wording.act(event.act))"
    }
}

extension Views.Link {
    var json: JSON {
        .record([
            ("from", .string(from.event.id)), ("to", to.map { .string($0.event.id) }),
            ("basis", .string(basis.rawValue)),
            ("cue", cue.isEmpty ? nil : .string(cue)), ("citation", citation?.json),
        ])
    }
}

extension Views.MeasureHistory {
    var json: JSON {
        .record([
            ("by", .string(by)), ("on", .string(on)), ("kind", .string(kind)),
            ("steps", .array(steps.map(\.json))),
        ])
    }
}

extension Views.MeasureStep {
    var json: JSON {
        .record([
            ("status", .string(status)), ("earliest", earliest.map { .string($0.description) }),
            ("latest", latest.map { .string($0.description) }),
            ("published", published.map { .string($0.description) }),
            ("scope", scope.isEmpty ? nil : .string(scope)),
            ("counts", counts.isEmpty ? nil : .array(counts.map(JSON.integer))), ("open", .boolean(isOpen)),
            ("claims", .array(claims.map(JSON.string))), ("citations", .array(citations.map(\.json))),
        ])
    }
}
