package import Demarche

/// Scores answers, measures, designations and events against gold, report by report: the measures of the project's
/// independent scorer (`score_record.py`).
///
/// A stated answer is right where both its triggers fall in the sentences of gold's two claims, a measure by sender, target
/// and kind, a designation by name and role, an event by the pairs of claims that it holds together.
package struct RecordScorer: Sendable {
    /// What is scored; `status` is asked of the measures found.
    package enum Part: String, CaseIterable, Sendable { case answers, measures, status, designations, events }

    /// The rates of each part over several reports.
    package struct Outcome: Sendable {
        package fileprivate(set) var rates: [Part: ClaimScorer.Rate] = [:]

        fileprivate mutating func add(_ part: Part, hits: Int, predicted: Int, gold: Int) {
            let old = rates[part]
            rates[part] = ClaimScorer.Rate(
                hits: hits + (old?.hits ?? 0), predicted: predicted + (old?.predicted ?? 0),
                gold: gold + (old?.gold ?? 0))
        }
    }

    /// What was told of one report.
    package struct Told: Sendable {
        let text: ScalarText
        let claims: [Claim]
        let record: ReportRecord

        package init(text: ScalarText, claims: [Claim], record: ReportRecord) {
            self.text = text
            self.claims = claims
            self.record = record
        }
    }

    package init() {}

    package func outcome(gold: [GoldReport], told: [String: Told]) -> Outcome {
        var outcome = Outcome()
        for report in gold {
            guard let told = told[report.doc] else { continue }
            let places = report.claims.reduce(into: [String: Span]()) { places, claim in
                places[claim.id] = told.text.firstSpan(of: claim.sentence)
            }
            scoreAnswers(report, told, places, &outcome)
            scoreMeasures(report, told, &outcome)
            scoreDesignations(report, told, &outcome)
            scoreEvents(report, told, places, &outcome)
        }
        return outcome
    }

    private func scoreAnswers(
        _ report: GoldReport, _ told: Told, _ places: [String: Span], _ outcome: inout Outcome
    ) {
        let starts = Dictionary(
            told.claims.map { ($0.id, $0.trigger.start) }, uniquingKeysWith: { a, _ in a })
        var left = told.record.answers.filter { $0.basis == .stated && $0.to != nil }.map { answer in
            (starts[answer.from], answer.to.flatMap { starts[$0] })
        }
        let predicted = left.count
        var wanted: [(Span, Span)] = []
        for answer in report.answers ?? [] where answer.basis == Answer.Basis.stated.rawValue {
            guard let from = places[answer.from], let to = places[answer.to],
                !wanted.contains(where: { $0 == (from, to) })
            else { continue }
            wanted.append((from, to))
        }
        var hits = 0
        for (from, to) in wanted {
            guard let index = left.firstIndex(where: { from.holds($0.0) && to.holds($0.1) }) else { continue }
            left.remove(at: index)
            hits += 1
        }
        outcome.add(.answers, hits: hits, predicted: predicted, gold: wanted.count)
    }

    private func scoreMeasures(_ report: GoldReport, _ told: Told, _ outcome: inout Outcome) {
        func key(_ by: String, _ on: String, _ kind: String) -> [String] {
            [by, on, kind.hasPrefix("sanctions") ? "sanctions" : kind]
        }
        let gold = Dictionary(
            grouping: report.measures ?? [], by: { key($0.by, $0.on, $0.kind) }
        ).mapValues { Set($0.map(\.status)) }
        let mine = Dictionary(
            grouping: told.record.measures, by: { key($0.by, $0.on, $0.kind) }
        ).mapValues { Set($0.map(\.status)) }
        let both = gold.filter { mine[$0.key] != nil }
        outcome.add(.measures, hits: both.count, predicted: mine.count, gold: gold.count)
        let right = both.filter { pair in mine[pair.key].map { !$0.isDisjoint(with: pair.value) } ?? false }
        outcome.add(.status, hits: right.count, predicted: both.count, gold: both.count)
    }

    private func scoreDesignations(_ report: GoldReport, _ told: Told, _ outcome: inout Outcome) {
        let gold = Set((report.designations ?? []).map { [Self.folded($0.name), $0.role] })
        let mine = Set(told.record.designations.map { [Self.folded($0.object.name), $0.object.role] })
        outcome.add(
            .designations, hits: gold.intersection(mine).count, predicted: mine.count, gold: gold.count)
    }

    private func scoreEvents(
        _ report: GoldReport, _ told: Told, _ places: [String: Span], _ outcome: inout Outcome
    ) {
        let events = told.record.eventByClaim
        var left = told.claims
        var found: [(gold: String, event: String?)] = []
        for claim in report.claims {
            guard let place = places[claim.id],
                let index = left.firstIndex(where: {
                    place.holds($0.trigger.start) && !ClaimScorer.levels(claim, $0).isEmpty
                })
            else { continue }
            found.append((report.first(of: claim.id), events[left.remove(at: index).id]))
        }
        var (hits, predicted, gold) = (0, 0, 0)
        for (index, one) in found.enumerated() {
            for other in found[..<index] {
                let (isOne, isTold) = (one.gold == other.gold, one.event != nil && one.event == other.event)
                hits += isOne && isTold ? 1 : 0
                predicted += isTold ? 1 : 0
                gold += isOne ? 1 : 0
            }
        }
        outcome.add(.events, hits: hits, predicted: predicted, gold: gold)
    }

    /// A name without case and punctuation.
    private static func folded(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

extension Span {
    fileprivate func holds(_ start: Int?) -> Bool { start.map { (self.start..<end).contains($0) } ?? false }
}

extension GoldReport {
    /// The claim at the end of a row of `same_as`.
    fileprivate func first(of id: String) -> String {
        var (at, seen): (String, Set<String>) = (id, [])
        while seen.insert(at).inserted, let next = claims.first(where: { $0.id == at })?.sameAs,
            claims.contains(where: { $0.id == next })
        { at = next }
        return at
    }
}
