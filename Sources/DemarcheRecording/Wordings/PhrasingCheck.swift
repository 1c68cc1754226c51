import Demarche
import DemarcheCoding
package import DemarcheLexicon

/// Codes every phrasing's own example, and wordings made from it by template: each must give the row's act between the
/// row's actors, and a near miss must not.
///
/// A row that codes its own example proves little; the wordings show what its pattern is worth.
package struct PhrasingCheck: Sendable {
    private let coder: Coder

    package init(coder: Coder) { self.coder = coder }

    /// A wording that codes otherwise than its row says, or gives a neighbour of its act.
    package struct Finding: Sendable, CustomStringConvertible {
        /// `sanction.tsv:12`.
        package let place: String
        package let template: WordingTemplate
        package let text: String
        package let what: String
        package var description: String { "\(place): \(template.rawValue): \(what) · \(text)" }
    }

    /// How many wordings of a template were tried and came out right.
    package struct Count: Sendable {
        package var tried = 0
        package var right = 0
        /// 0 to 1; 1 where nothing was tried.
        package var share: Double { tried == 0 ? 1 : Double(right) / Double(tried) }
    }

    /// The outcome over many rows.
    package struct Outcome: Sendable {
        package fileprivate(set) var counts: [WordingTemplate: Count] = [:]
        package fileprivate(set) var findings: [Finding] = []
        /// Right, but by another act of the same CAMEO code.
        package fileprivate(set) var notes: [Finding] = []

        fileprivate mutating func add(_ row: RowOutcome) {
            for (template, isRight) in row.tried {
                counts[template, default: Count()].tried += 1
                counts[template, default: Count()].right += isRight ? 1 : 0
            }
            findings += row.findings
            notes += row.notes
        }
    }

    fileprivate struct RowOutcome: Sendable {
        var tried: [(template: WordingTemplate, isRight: Bool)] = []
        var findings: [Finding] = []
        var notes: [Finding] = []
    }

    /// Checks rows on `threads` threads; a row that does not compile is passed over, as the phrasebook's own failure.
    package func outcome(of phrasings: [Phrasing], threads: Int) -> Outcome {
        let patterns = Dictionary(
            coder.phrasebook.patterns.map {
                (Key(act: $0.act, example: $0.example, isNearMiss: $0.isNearMiss), $0)
            },
            uniquingKeysWith: { first, _ in first })
        let rows = phrasings.orderedParallelMap(threads: threads) { phrasing -> RowOutcome in
            let key = Key(act: phrasing.act, example: phrasing.example, isNearMiss: phrasing.isNearMiss)
            guard let pattern = patterns[key], let example = try? MarkedExample(phrasing.example) else {
                return RowOutcome()
            }
            return RowCheck(phrasing: phrasing, pattern: pattern, coder: coder).outcome(
                of: MarkedText(example))
        }
        var outcome = Outcome()
        for row in rows { outcome.add(row) }
        return outcome
    }

    private struct Key: Hashable {
        let act: String
        let example: String
        let isNearMiss: Bool
    }
}

/// The check of one row.
private struct RowCheck {
    let phrasing: Phrasing
    let pattern: Pattern
    let coder: Coder

    /// An example, perhaps adapted so that its roles can be known, with the claim that it gave.
    private struct Base {
        let marked: MarkedText
        let parse: Parse
        let opening: Stage
        let claim: Claim
    }

    func outcome(of marked: MarkedText) -> PhrasingCheck.RowOutcome {
        var row = PhrasingCheck.RowOutcome()
        if phrasing.isNearMiss {
            let bad = claims(in: marked.text.string).first { $0.act.name == phrasing.act }
            row.tried = [(.nearMiss, bad == nil)]
            if let bad {
                row.findings = [
                    finding(
                        .nearMiss, marked.text.string, "gives \(phrasing.act) by “\(bad.evidence.phrasing)”")
                ]
            }
            return row
        }
        guard let base = base(of: marked) else {
            row.tried = [(.example, false)]
            row.findings = [finding(.example, marked.text.string, whyNot(marked.text.string))]
            return row
        }
        note(base.claim, .example, base.marked.text.string, in: &row)
        row.tried = [(.example, true)]
        let made =
            WordingMaker(base.marked, parse: base.parse, pattern: pattern, lexicon: coder.lexicon)?.wordings
            ?? []
        for wording in others(than: base) + made { check(wording, against: base, in: &row) }
        return row
    }

    // MARK: The example itself

    /// As it stands; with a counterpart on stage where the row shows one side only; with states where it names none.
    private func base(of marked: MarkedText) -> Base? {
        let parse = parse(marked)
        var adapted = (marked, parse)
        for slot in [2, 1] {
            if let changed = adapted.0.adopting(slot: slot, parse: adapted.1, wording: coder.lexicon.wording)
            {
                adapted = (changed, self.parse(changed))
            }
        }
        let stage = Stage.given([1, 2].filter { marked.slots[$0] == nil }.compactMap(standIn))
        for (marked, parse) in adapted.0.text == marked.text ? [(marked, parse)] : [(marked, parse), adapted]
        {
            for opening in marked.slots.count < 2 ? [Stage.empty, stage] : [.empty] {
                let claims = claims(in: marked.text.string, opening: opening)
                if let claim = claims.first(where: { isRight($0) && fits($0, marked) }) {
                    return Base(marked: marked, parse: parse, opening: opening, claim: claim)
                }
            }
        }
        return nil
    }

    /// Whether the claim's roles stand where the row's slots are.
    private func fits(_ claim: Claim, _ marked: MarkedText) -> Bool {
        [(1, claim.source), (2, claim.target)].allSatisfy { slot, roles in
            guard let bounds = marked.slots[slot] else { return true }
            return roles.contains { role in role.span.map { $0.overlaps(bounds) } ?? false }
        }
    }

    // MARK: Other wordings

    private func others(than base: Base) -> [Wording] {
        var marked = base.marked
        var parse = base.parse
        var codes: [Int: String] = [:]
        for slot in [2, 1] {
            guard let changed = marked.swapping(slot: slot, parse: parse, wording: coder.lexicon.wording)
            else { continue }
            (marked, parse) = (changed, self.parse(changed))
            codes[slot] = standIn(slot)
        }
        return codes.isEmpty ? [] : [Wording(template: .others, text: marked.text.string, codes: codes)]
    }

    private func check(_ wording: Wording, against base: Base, in row: inout PhrasingCheck.RowOutcome) {
        let claims = claims(in: wording.text, opening: base.opening)
        let source = wording.codes[1].map { [$0] } ?? shown(base.claim.source)
        let target = wording.codes[2].map { [$0] } ?? shown(base.claim.target)
        let found = claims.first { claim in
            isRight(claim) && Self.agree(claim.source, source) && Self.agree(claim.target, target)
        }
        row.tried.append((wording.template, found != nil))
        if let found {
            note(found, wording.template, wording.text, in: &row)
        } else {
            row.findings.append(
                finding(wording.template, wording.text, whyNot(wording.text, opening: base.opening)))
        }
    }

    /// The codes that words show; what a rule filled may be another's when the states are.
    private func shown(_ roles: [Claim.Role]) -> [String] {
        roles.filter { $0.ground == .words }.map(\.actor.code)
    }

    private static func agree(_ roles: [Claim.Role], _ codes: [String]) -> Bool {
        codes.isEmpty || roles.contains { codes.contains($0.actor.code) }
    }

    // MARK: Small things

    private func isRight(_ claim: Claim) -> Bool {
        guard let act = coder.lexicon.acts.acts[phrasing.act] else { return false }
        return claim.act.name == act.name || claim.act.cameo.prefix(3) == act.cameo.prefix(3)
    }

    private func note(
        _ claim: Claim, _ template: WordingTemplate, _ text: String, in row: inout PhrasingCheck.RowOutcome
    ) {
        guard claim.act.name != phrasing.act else { return }
        row.notes.append(
            finding(template, text, "gives \(claim.act.name), of the same code, not \(phrasing.act)"))
    }

    private func finding(_ template: WordingTemplate, _ text: String, _ what: String) -> PhrasingCheck.Finding
    {
        PhrasingCheck.Finding(place: phrasing.place, template: template, text: text, what: what)
    }

    private func standIn(_ slot: Int) -> String? { coder.lexicon.wording.standIns[slot]?.code }
    private func parse(_ marked: MarkedText) -> Parse {
        coder.parser.parse(marked.text, in: Span(0, marked.text.count))
    }

    private func coded(_ text: String, opening: Stage) -> Coder.Coded {
        coder.coded(
            Report(id: phrasing.place, text: ScalarText(text), published: nil, digest: ""), opening: opening)
    }

    private func claims(in text: String, opening: Stage = .empty) -> [Claim] {
        coded(text, opening: opening).claims
    }

    private func whyNot(_ text: String, opening: Stage = .empty) -> String {
        let coded = coded(text, opening: opening)
        let got = coded.claims.map { claim in
            let sides = [claim.source, claim.target].map { $0.map(\.actor.code).joined(separator: "+") }
            return "\(sides[0])→\(sides[1]) \(claim.act.name)"
        }
        if !got.isEmpty {
            return "not \(phrasing.act) as the row shows it, but " + got.joined(separator: ", ")
        }
        let reasons = coded.accounts.flatMap(\.reasons)
        return "no claim of \(phrasing.act)" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }
}
