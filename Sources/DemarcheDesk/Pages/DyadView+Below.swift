internal import Demarche
internal import DemarcheLedger

// MARK: Below the lanes

extension DyadView {
    var undated: Markup {
        let events = relation.upper.undated + relation.lower.undated
        guard !events.isEmpty else { return .nothing }
        let total = relation.upper.totalUndated + relation.lower.totalUndated
        return .section(
            "Without a day", id: "undated",
            [
                .tag(
                    "p", ["class": "note"],
                    .text(
                        "The words give no day for \(total == 1 ? "this" : "these \(Wording.grouped(total))"); none is made up.\(events.count < total ? " The \(Wording.grouped(events.count)) that came in last are shown; the program's own dyad lists them all." : "")"
                    )), EventList(events: events).markup,
            ])
    }

    var list: Markup {
        let dated = (relation.upper.dated + relation.lower.dated).sorted {
            $0.event.sortKey < $1.event.sortKey
        }
        guard !dated.isEmpty else { return .nothing }
        return .section("Events in order", id: "events", [EventList(events: dated).markup])
    }

    /// How grave, by direction: four kinds side by side, never one score.
    var severity: Markup {
        let lanes = first == second ? [relation.upper] : [relation.upper, relation.lower]
        let counts = lanes.map { lane in
            (1...4).map { quad in (lane.dated + lane.undated).filter { $0.event.act.quad == quad }.count }
        }
        let most = max(1, counts.flatMap { $0 }.max() ?? 1)
        let rows = zip(lanes, counts).map { lane, counts in
            [Markup.text("\(desk.name(lane.source)) → \(desk.name(lane.target))")]
                + counts.enumerated().map { index, count in
                    .group([
                        .tag(
                            "svg",
                            [
                                "class": "bar-cell q\(index + 1)", "viewBox": "0 0 60 10",
                                "aria-hidden": "true",
                            ],
                            .tag(
                                "rect",
                                [
                                    "x": "0", "y": "0", "height": "10",
                                    "width": "\(svg(60 * Double(count) / Double(most)))",
                                ])), .text(" \(count)"),
                    ])
                } + [.text(gravest(lane))]
        }
        return .section(
            "Severity by direction", id: "severity",
            [
                .table(
                    "Events shown, by kind",
                    columns: ["Direction"] + (1...4).map { Wording.kind($0) } + ["Gravest act"],
                    rows: rows)
            ])
    }

    private func gravest(_ lane: Views.Lane) -> String {
        let worst = (lane.dated + lane.undated).filter { $0.event.act.intensity < 0 }.min {
            ($0.event.act.intensity, $0.event.id) < ($1.event.act.intensity, $1.event.id)
        }
        return worst.map {
            "\(Wording.act($0.event.act)) (Goldstein \(JSON.decimal($0.event.act.intensity, places: 1)))"
        } ?? "none"
    }

    var chains: Markup {
        let links = relation.links.filter { $0.to != nil }
        guard !links.isEmpty else { return .nothing }
        return .section(
            "What answers what", id: "chains",
            [
                .tag(
                    "p", ["class": "note"],
                    "An answer that the words state, one told in sequence, one that the author supposes and one inferred are different things and are never counted together."
                ), .tag("ul", ["class": "chain"], links.map(LinkList.item)),
            ])
    }

    var thirdParties: Markup {
        guard !relation.thirds.isEmpty else { return .nothing }
        return .section(
            "Others, naming both", id: "others",
            [
                .tag(
                    "p", ["class": "note"],
                    "What a third party did towards one of the two, in sentences that name the other."),
                EventList(events: relation.thirds).markup,
            ])
    }

    var designated: Markup {
        let blocks = relation.named.filter { !$0.named.isEmpty }.map { direction, named in
            let people = Dictionary(grouping: named) { "\($0.name)\u{1}\($0.role)" }
            return Markup.group([
                .tag("h3", [:], .text("By \(desk.name(direction.0)), on \(desk.name(direction.1))")),
                .tag(
                    "ul", ["class": "names"],
                    people.keys.sorted().compactMap { key in
                        people[key]?.first.map { one in
                            .tag(
                                "li", [:],
                                [
                                    .link(
                                        Address("actor", query: [.init("name", one.name)]), .text(one.name)),
                                    .text(
                                        one.role == "target"
                                            ? ", \(one.kind)"
                                            : ", \(one.kind), only as \(Wording.plain(one.role))"),
                                ] + Markup.citations((people[key] ?? []).map(\.citation), most: 3))
                        }
                    }),
            ])
        }
        guard !blocks.isEmpty else { return .nothing }
        return .section("People and organisations under measures", id: "named", blocks)
    }

    var conflicts: Markup {
        let counts = relation.measures.flatMap { history in
            history.steps.filter { $0.counts.count > 1 }.map { (history, $0) }
        }
        guard !relation.conflicts.isEmpty || !counts.isEmpty else { return .nothing }
        let told = relation.conflicts.map { disputed in
            Markup.tag(
                "li", [:],
                [
                    .link(
                        Address("event", disputed.event.event.id),
                        .text(Wording.act(disputed.event.event.act))),
                    .text(", "),
                ] + ConflictList.words(disputed.conflict))
        }
        let numbers = counts.map { history, step in
            Markup.tag(
                "li", [:],
                [
                    .text(
                        "\(history.by) on \(history.on), \(Wording.plain(history.kind)), \(Wording.plain(step.status)): "
                    ),
                    .tag("strong", [:], .text(step.counts.map(String.init).joined(separator: " or "))),
                ] + Markup.citations(step.citations))
        }
        return .section(
            "Told differently", id: "conflicts",
            [
                .tag(
                    "p", ["class": "note"],
                    "Every version is kept with its speaker; none is corrected in silence."),
                .tag("ul", ["class": "conflicts"], told + numbers),
            ])
    }
}

/// Versions that do not agree, each with its speaker.
enum ConflictList {
    static func words(_ conflict: Views.Conflict) -> [Markup] {
        [.text("\(conflict.field): ")]
            + together(conflict.versions).enumerated().flatMap { index, versions -> [Markup] in
                let said = versions[0].speakers
                return [
                    .text(index > 0 ? "; " : ""), .tag("strong", [:], .text(versions[0].value)),
                    .text(said.isEmpty ? "" : " by \(said.joined(separator: ", "))"),
                ] + Markup.citations(versions.map(\.citation))
            }
    }

    /// Those that say the same by the same speakers, in the order in which they were told.
    private static func together(_ versions: [Views.Conflict.Version]) -> [[Views.Conflict.Version]] {
        versions.reduce(into: []) { groups, version in
            let index = groups.firstIndex {
                $0[0].value == version.value && $0[0].speakers == version.speakers
            }
            if let index { groups[index].append(version) } else { groups.append([version]) }
        }
    }
}

extension Views.Conflict {
    var json: JSON {
        .record([
            ("field", .string(field)),
            (
                "versions",
                .array(
                    versions.map {
                        .record([
                            ("value", .string($0.value)), ("claim", .string($0.claim)),
                            ("speakers", .array($0.speakers.map(JSON.string))),
                            ("citation", $0.citation.json),
                        ])
                    })
            ),
        ])
    }
}
