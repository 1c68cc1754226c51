package import Demarche

/// Gold claims as triggers to hand in: where each stands in the report, and which act of ours it is.
package struct GivenTriggers: Sendable {
    private let acts: [String: Act]

    package init(acts: [String: Act]) { self.acts = acts }

    /// A gold claim with what is given of it.
    package struct Item: Sendable {
        package let gold: GoldClaim
        package let given: GivenAct
    }

    /// The claims of a report that are no statements and not optional, at the first place where their words stand.
    package func items(of report: GoldReport, in text: ScalarText) -> [Item] {
        report.claims.filter { !$0.isStatement && !$0.trigger.isEmpty }.compactMap { claim in
            guard let sentence = text.firstSpan(of: claim.sentence),
                let trigger = text.firstSpan(of: claim.trigger, in: sentence), let act = act(of: claim)
            else { return nil }
            return Item(gold: claim, given: GivenAct(trigger: trigger, act: act))
        }.sorted { $0.given.trigger < $1.given.trigger }
    }

    /// What the coder is given: each act once, however many directions gold has of it.
    package func given(_ items: [Item]) -> [GivenAct] {
        var seen: Set<GivenAct> = []
        return items.map(\.given).filter { seen.insert($0).inserted }
    }

    /// The act of the lexicon that has a gold claim's code and type; where several have, one that goes both ways as most do.
    private func act(of claim: GoldClaim) -> Act? {
        let named = acts.values.sorted { $0.name < $1.name }
        let type = claim.plover.prefix { $0 != ":" }
        for digits in stride(from: claim.cameo.count, through: 2, by: -1) {
            let alike = named.filter {
                $0.cameo.hasPrefix(claim.cameo.prefix(digits)) && $0.plover.prefix { $0 != ":" } == type
            }
            if alike.isEmpty { continue }
            let exact = alike.filter { $0.cameo == claim.cameo }
            let moded = exact.filter { $0.plover == claim.plover }
            let chosen = !moded.isEmpty ? moded : exact.isEmpty ? alike : exact
            let isMutual = chosen.count(where: \.isMutual) * 2 > chosen.count
            return chosen.first { $0.isMutual == isMutual } ?? chosen.first
        }
        return nil
    }
}

extension ScalarText {
    /// Where these words first stand inside a span, scalar for scalar.
    func firstSpan(of words: String, in bounds: Span? = nil) -> Span? {
        let wanted = Array(words.unicodeScalars)
        let (low, high) = (bounds?.start ?? 0, bounds?.end ?? count)
        guard let first = wanted.first else { return Span(low, low) }
        guard wanted.count <= high - low else { return nil }
        let start = (low...(high - wanted.count)).first { start in
            scalars[start] == first && scalars[start..<(start + wanted.count)].elementsEqual(wanted)
        }
        return start.map { Span($0, $0 + wanted.count) }
    }
}
