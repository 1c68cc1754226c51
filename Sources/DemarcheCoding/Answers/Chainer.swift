package import Demarche
package import DemarcheLexicon

/// Ties events together by the answers of many reports: what one report only says was answered, another may tell.
package struct Chainer: Sendable {
    private let families: FamilyTable

    package init(lexicon: RecordLexicon) { families = lexicon.families }

    /// One event answers another; the basis and cue are those of the report that says so.
    package struct Link: Hashable, Sendable {
        /// Event ids.
        package let from: String
        package let to: String
        package let answer: Answer
        /// The days that lie between the two at least and at most; nil where either has no day.
        package let lag: ClosedRange<Int>?
        /// Whether both are acts of one family: like for like.
        package let isInKind: Bool
    }

    /// The links among these events, each pair once and under its strongest basis, by the order of events.
    ///
    /// An answer without a told act is tied to the last earlier act of those it is aimed at, of the same family where
    /// there is one, at most sixty days before.
    package func links(of answers: [Answer], among events: [Event]) -> [Link] {
        let byClaim = Dictionary(
            events.flatMap { event in event.claims.map { ($0, event) } },
            uniquingKeysWith: { first, _ in first })
        let strength: [Answer.Basis] = [.stated, .sequence, .supposed, .inferred]
        let ordered = answers.sorted { a, b in
            let (x, y) = (strength.firstIndex(of: a.basis) ?? 9, strength.firstIndex(of: b.basis) ?? 9)
            return (x, a.report, a.from, a.to ?? "") < (y, b.report, b.from, b.to ?? "")
        }
        var seen: Set<[String]> = []
        var links: [Link] = []
        for answer in ordered {
            guard let from = byClaim[answer.from],
                let to = answer.to.map({ byClaim[$0] }) ?? untold(from, among: events),
                from.id != to.id, seen.insert([from.id, to.id]).inserted
            else { continue }
            links.append(link(from, to, answer))
        }
        return links
    }

    private func link(_ from: Event, _ to: Event, _ answer: Answer) -> Link {
        Link(
            from: from.id, to: to.id, answer: answer, lag: Self.lag(from, to),
            isInKind: families.family(of: from.act) == families.family(of: to.act))
    }

    private static func lag(_ from: Event, _ to: Event) -> ClosedRange<Int>? {
        guard let a = from.earliest, let b = from.latest, let c = to.earliest, let d = to.latest else {
            return nil
        }
        let (least, most) = (a.ordinal - d.ordinal, b.ordinal - c.ordinal)
        return least <= most ? least...most : nil
    }

    private func untold(_ from: Event, among events: [Event]) -> Event? {
        guard let day = from.latest else { return nil }
        let (doers, aimed) = (Self.codes(from.source), Self.codes(from.target))
        let before = events.filter { event in
            guard let latest = event.latest, latest <= day, day.ordinal - latest.ordinal <= 60,
                event.modality == .done
            else { return false }
            return event.id != from.id && !Self.codes(event.source).isDisjoint(with: aimed)
                && !Self.codes(event.target).isDisjoint(with: doers)
        }
        let alike = before.filter { families.family(of: $0.act) == families.family(of: from.act) }
        return (alike.isEmpty ? before : alike).max { a, b in
            ((a.latest?.ordinal ?? 0), a.id) < ((b.latest?.ordinal ?? 0), b.id)
        }
    }

    private static func codes(_ actors: [Actor]) -> Set<String> {
        Set(actors.map(\.code)).subtracting(["", "UNK"])
    }
}
