package import Demarche
package import DemarcheLexicon

/// Tells the measures that a report's claims make, change or end: one line for each status. Codebook §8.
package struct MeasureTeller: Sendable {
    private let rules: [MeasureRule]
    private let kinds: [String: MeasureKind]

    package init(lexicon: RecordLexicon) {
        rules = lexicon.measures
        kinds = lexicon.kinds
    }

    /// The measures of a report in text order, duplicates merged; counts in conflict are lines of their own.
    /// - Parameter events: the event of each claim: what one act is called in general yields to what it is called exactly.
    package func measures(of claims: [Claim], in text: ScalarText, events: [String: String]) -> [Measure] {
        let lines = claims.flatMap { self.lines(of: $0, text) }
        let exact = Set(
            lines.filter { !isBroad($0.kind) }.compactMap { line in
                events[line.claim.id].map { [$0, line.by, line.on] }
            })
        var merged: [Measure] = []
        for line in lines {
            if isBroad(line.kind), let event = events[line.claim.id],
                exact.contains([event, line.by, line.on])
            {
                continue
            }
            if let index = merged.firstIndex(where: { line.agrees(with: $0) }) {
                merged[index] = line.adding(to: merged[index])
            } else {
                merged.append(line.measure)
            }
        }
        return merged
    }

    private func isBroad(_ kind: String) -> Bool { kinds[kind]?.isBroad ?? false }

    /// One kind and status that a claim tells of a pair.
    private struct Line {
        let claim: Claim
        let by: String
        let on: String
        let kind: String
        let status: String
        let scope: String
        let count: Int?

        var measure: Measure {
            Measure(
                report: claim.report, by: by, on: on, kind: kind, status: status, scope: scope, count: count,
                claims: [claim.id])
        }

        func agrees(with measure: Measure) -> Bool {
            measure.by == by && measure.on == on && measure.kind == kind && measure.status == status
                && (measure.count == nil || count == nil || measure.count == count)
        }

        func adding(to measure: Measure) -> Measure {
            Measure(
                report: measure.report, by: by, on: on, kind: kind, status: status,
                scope: measure.scope.isEmpty ? scope : measure.scope, count: measure.count ?? count,
                claims: measure.claims.contains(claim.id) ? measure.claims : measure.claims + [claim.id])
        }
    }

    private func lines(of claim: Claim, _ text: ScalarText) -> [Line] {
        guard claim.modality != .denied, claim.modality != .alleged else { return [] }
        let told = self.told(claim, text)
        let sources = codes(claim.source)
        let targets = codes(claim.target).filter { !sources.contains($0) }
        let pairs = sources.flatMap { by in targets.map { (by, $0) } }.filter { by, on in
            !claim.act.isMutual || isFirst(by, before: on, in: claim)
        }
        return pairs.flatMap { by, on in
            told.map { tale in
                Line(
                    claim: claim, by: by, on: on, kind: tale.kind, status: status(tale.status, claim),
                    scope: text[claim.trigger],
                    count: tale.count)
            }
        }
    }

    /// What goes both ways is told once, by whoever is named first; of two that no words name, by the first of the alphabet.
    private func isFirst(_ by: String, before on: String, in claim: Claim) -> Bool {
        let starts = [claim.source, claim.target].map { $0.first?.span?.start }
        guard let mine = starts[0], let its = starts[1], mine != its else { return by < on }
        return mine < its
    }

    private func codes(_ roles: [Claim.Role]) -> [String] {
        var seen: Set<String> = ["", "UNK"]
        return roles.map(\.actor.code).filter { seen.insert($0).inserted }
    }

    private struct Tale {
        let kind: String
        let status: String
        let count: Int?
    }

    /// The kinds and statuses by the rules that hold, else by the act.
    private func told(_ claim: Claim, _ text: ScalarText) -> [Tale] {
        let own = claim.act.measure
        var tales: [Tale] = []
        for rule in rules where rule.kind == own?.kind ?? "" {
            guard let count = holds(rule, claim, text), !tales.contains(where: { $0.kind == rule.becomes })
            else { continue }
            let status = rule.status.isEmpty ? own?.status ?? "unknown" : rule.status
            tales.append(Tale(kind: rule.becomes, status: status, count: count.number))
        }
        if !tales.isEmpty { return tales }
        guard let own else { return [] }
        return [Tale(kind: own.kind, status: own.status, count: claim.quantities.first?.number)]
    }

    /// What a rule's nouns count, if anything.
    private struct Count { let number: Int? }

    /// Whether all filled cells of a rule hold, with the count that its nouns bear; nil where not.
    private func holds(_ rule: MeasureRule, _ claim: Claim, _ text: ScalarText) -> Count? {
        if !rule.acts.isEmpty, !rule.acts.contains(claim.act.name) { return nil }
        if !rule.words.isEmpty {
            let near =
                " "
                + text[Span(claim.trigger.start, min(claim.sentence.end, claim.trigger.end + 120))]
                .lowercased()
            if !rule.words.contains(where: { near.contains(" " + $0) }) { return nil }
        }
        if !rule.objects.isEmpty,
            !claim.objects.contains(where: { $0.role == "target" && rule.objects.contains($0.kind) })
        {
            return nil
        }
        guard !rule.of.isEmpty else { return Count(number: nil) }
        if let counted = claim.quantities.first(where: { names(rule.of, $0.of) }) {
            return Count(number: counted.number)
        }
        let isShown = claim.target.contains { role in
            role.text.map { Self.words($0).contains { names(rule.of, $0) } } ?? false
        }
        return isShown ? Count(number: nil) : nil
    }

    private static func words(_ text: String) -> [String] { text.split { !$0.isLetter }.map(String.init) }

    /// Whether a noun, in the singular or plural, is one of these.
    private func names(_ nouns: [String], _ word: String) -> Bool {
        let word = word.lowercased()
        return nouns.contains { noun in
            word == noun || word == noun + "s" || word == noun + "es"
                || (noun.hasSuffix("y") && word == noun.dropLast() + "ies")
                || (noun.hasSuffix("man") && word == noun.dropLast(3) + "men")
        }
    }

    /// A measure that is only planned is announced, one that may come is threatened.
    private func status(_ status: String, _ claim: Claim) -> String {
        switch claim.modality {
        case .planned: status == "threatened" ? status : "announced"
        case .hypothetical: "threatened"
        default: status
        }
    }
}
