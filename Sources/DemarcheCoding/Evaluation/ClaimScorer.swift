package import Demarche

/// Scores claims against gold sentence by sentence: the measures of the project's independent scorer.
///
/// A predicted claim belongs to the gold sentence that holds its trigger; inside a sentence claims are paired one to one,
/// best first. Statements (CAMEO 01) are kept out of the figures in gold and prediction alike.
package struct ClaimScorer: Sendable {
    /// The levels, each asking more than the one before (type, root and code each rest on dyad).
    package enum Level: String, CaseIterable, Sendable { case dyad, type, root, code, full }

    /// Precision, recall and their harmonic mean.
    package struct Rate: Sendable {
        package let hits: Int
        package let predicted: Int
        package let gold: Int
        package var precision: Double { predicted == 0 ? 0 : Double(hits) / Double(predicted) }
        package var recall: Double { gold == 0 ? 0 : Double(hits) / Double(gold) }
        package var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
    }

    /// The outcome over several reports.
    package struct Outcome: Sendable {
        package var rates: [Level: Rate] = [:]
        package var gold = 0
        package var predicted = 0
        /// Predicted as done or ongoing what gold holds as anything else.
        package var unsafe = 0
        package var inSilentLines = 0
        package var misses: [Miss] = []
        /// Claims with a role that a rule filled: those paired with gold, of all that are not optional.
        package var byRule: [String: RoleScorer.Share] = [:]
    }

    /// One difference, for the reader of `evaluate --misses`.
    package struct Miss: Sendable {
        package enum Kind: String, Sendable { case miss = "MISS", extra = "EXTRA", type = "TYPE" }
        package let kind: Kind
        package let report: String
        /// PLOVER type: the family under which it is counted.
        package let family: String
        package let what: String
    }

    package init() {}

    package func outcome(gold: [GoldReport], texts: [String: ScalarText], claims: [Claim]) -> Outcome {
        var scoring = Scoring()
        for report in gold {
            guard let text = texts[report.doc] else { continue }
            scoring.score(report, text: text, claims: claims.filter { $0.report == report.doc })
        }
        return scoring.finished()
    }
}

private struct Scoring {
    var outcome = ClaimScorer.Outcome()
    var hits: [ClaimScorer.Level: Int] = [:]

    mutating func score(_ report: GoldReport, text: ScalarText, claims: [Claim]) {
        var sentences: [(span: Span?, gold: [GoldClaim])] = []
        for claim in report.claims {
            let span = text.firstSpan(of: claim.sentence)
            if let index = sentences.firstIndex(where: { $0.span == span }) {
                sentences[index].gold.append(claim)
            } else {
                sentences.append((span, [claim]))
            }
        }
        for line in report.silent ?? [] {
            guard let start = text.firstSpan(of: line)?.start, start == 0 || text.scalars[start - 1] == "\n"
            else { continue }
            let end = text.scalars[start...].firstIndex(of: "\n") ?? text.count
            outcome.inSilentLines += claims.filter { (start..<end).contains($0.trigger.start) }.count
        }
        var left = claims[...]
        // As in the independent scorer, a gold sentence that the text does not hold takes what is left.
        for (span, gold) in sentences + [(nil, [])] {
            let mine = left.filter { claim in
                span.map { ($0.start..<$0.end).contains(claim.trigger.start) } ?? true
            }
            left.removeAll { claim in span.map { ($0.start..<$0.end).contains(claim.trigger.start) } ?? true }
            pair(
                gold.filter { !$0.isStatement }, mine.filter { !$0.act.cameo.hasPrefix("01") },
                in: report.doc, text)
        }
    }

    private mutating func pair(_ gold: [GoldClaim], _ claims: [Claim], in report: String, _ text: ScalarText)
    {
        var pairs: [(levels: Set<ClaimScorer.Level>, gold: Int, claim: Int)] = []
        for (i, expected) in gold.enumerated() {
            for (j, claim) in claims.enumerated() {
                let levels = ClaimScorer.levels(expected, claim)
                if !levels.isEmpty { pairs.append((levels, i, j)) }
            }
        }
        pairs.sort { ($0.levels.count, -$0.gold, -$0.claim) > ($1.levels.count, -$1.gold, -$1.claim) }
        var goldUsed: Set<Int> = [], claimUsed: Set<Int> = [], optional: Set<Int> = []
        for (levels, i, j) in pairs where !goldUsed.contains(i) && !claimUsed.contains(j) {
            goldUsed.insert(i)
            claimUsed.insert(j)
            if gold[i].isOptional { optional.insert(j); continue }
            for level in levels { hits[level, default: 0] += 1 }
            if [.done, .ongoing].contains(claims[j].modality),
                !["done", "ongoing"].contains(gold[i].modality)
            {
                outcome.unsafe += 1
            }
            if !levels.contains(.type) {
                note(
                    .type, report, gold[i].plover,
                    "“\(gold[i].trigger)” \(gold[i].plover) \(gold[i].cameo), got \(claims[j].act.plover) \(claims[j].act.cameo)"
                )
            }
        }
        outcome.gold += gold.filter { !$0.isOptional }.count
        outcome.predicted += claims.count - optional.count
        for (j, claim) in claims.enumerated() where !optional.contains(j) {
            for role in claim.source + claim.target {
                guard case .rule(let rule) = role.ground, role.actor.code != "UNK" else { continue }
                outcome.byRule[rule, default: RoleScorer.Share()].count(claimUsed.contains(j))
            }
        }
        for (i, expected) in gold.enumerated() where !goldUsed.contains(i) && !expected.isOptional {
            note(
                .miss, report, expected.plover,
                "“\(expected.trigger)” \(ClaimScorer.codes(expected.source).sorted())→\(ClaimScorer.codes(expected.target).sorted()) \(expected.plover): \(expected.sentence.prefix(100))"
            )
        }
        for (j, claim) in claims.enumerated() where !claimUsed.contains(j) {
            note(
                .extra, report, claim.act.plover,
                "“\(text[claim.trigger])” \(claim.source.map(\.actor.code))→\(claim.target.map(\.actor.code)) \(claim.act.plover) \(claim.act.cameo): \(text[claim.sentence].prefix(100))"
            )
        }
    }

    private mutating func note(
        _ kind: ClaimScorer.Miss.Kind, _ report: String, _ plover: String, _ what: String
    ) {
        outcome.misses.append(
            ClaimScorer.Miss(
                kind: kind, report: report, family: String(plover.prefix { $0 != ":" }), what: what))
    }

    func finished() -> ClaimScorer.Outcome {
        var outcome = outcome
        for level in ClaimScorer.Level.allCases {
            outcome.rates[level] = ClaimScorer.Rate(
                hits: hits[level] ?? 0, predicted: outcome.predicted, gold: outcome.gold)
        }
        return outcome
    }
}

extension ClaimScorer {
    fileprivate static func codes(_ sides: [GoldClaim.Side]) -> Set<String> {
        Set(sides.compactMap(\.code).filter { !$0.isEmpty })
    }
    private static func sectors(_ sides: [GoldClaim.Side]) -> Set<[String]> {
        Set(
            sides.filter { !($0.code ?? "").isEmpty }.map {
                [$0.code ?? "", $0.sector.flatMap { $0.isEmpty ? nil : $0 } ?? "GOV"]
            })
    }
    private static func agree(_ gold: [GoldClaim.Side], _ claim: [Claim.Role]) -> Bool {
        codes(gold).isEmpty || !codes(gold).isDisjoint(with: claim.map(\.actor.code))
    }
    private static func agreeInSector(_ gold: [GoldClaim.Side], _ claim: [Claim.Role]) -> Bool {
        codes(gold).isEmpty
            || !sectors(gold).isDisjoint(
                with: claim.map { [$0.actor.code, $0.actor.sector.isEmpty ? "GOV" : $0.actor.sector] })
    }

    /// How far a claim agrees with gold's.
    static func levels(_ gold: GoldClaim, _ claim: Claim) -> Set<ClaimScorer.Level> {
        guard agree(gold.source, claim.source), agree(gold.target, claim.target) else { return [] }
        var levels: Set<ClaimScorer.Level> = [.dyad]
        let right =
            [(gold.cameo, gold.plover)] + (gold.alt ?? []).compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
        let type = claim.act.plover.prefix { $0 != ":" }
        if right.contains(where: { $0.1.prefix { $0 != ":" } == type }) { levels.insert(.type) }
        if right.contains(where: { $0.0.prefix(2) == claim.act.cameo.prefix(2) }) { levels.insert(.root) }
        if right.contains(where: { $0.0.prefix(3) == claim.act.cameo.prefix(3) }) {
            levels.insert(.code)
            if agreeInSector(gold.source, claim.source), agreeInSector(gold.target, claim.target),
                gold.modality == claim.modality.rawValue
            {
                levels.insert(.full)
            }
        }
        return levels
    }
}
