import Demarche
import DemarcheCoding
import DemarcheLedger
import DemarcheRecording

/// Writes coded reports in one format.
///
/// A report's lines are made where it was coded: they are all of it that waits for its turn.
struct ClaimWriter: Sendable {
    let format: CodeCommand.Format

    static let columns = [
        "report", "id", "source", "source_text", "act", "cameo", "plover", "target", "target_text",
        "modality", "speaker", "earliest", "latest",
        "place", "confidence", "sentence",
    ]

    var head: [String] {
        switch format {
        case .tsv: [Self.columns.joined(separator: "\t")]
        case .csv: [Self.columns.joined(separator: ",")]
        case .json: ["["]
        case .text, .jsonl: []
        }
    }

    var foot: [String] { format == .json ? ["]"] : [] }

    /// The claims of a report with their events, then the rest of its record: `--record`.
    func lines(for coded: Coder.Coded, record: ReportRecord) -> [String] {
        let events = record.eventByClaim
        let triggers = Dictionary(
            coded.claims.map { ($0.id, $0.trigger) }, uniquingKeysWith: { first, _ in first })
        let trigger = { (id: String) in triggers[id] }
        let rest =
            record.answers.compactMap { $0.json(trigger: trigger) }
            + record.measures.map { $0.json(trigger: trigger) }
            + record.designations.map { $0.json(trigger: trigger) }
        return coded.claims.map { $0.json(event: events[$0.id]).text } + rest.map(\.text)
    }

    func lines(for coded: Coder.Coded) -> [String] {
        let claims = coded.claims
        switch format {
        case .json, .jsonl: return claims.map(\.json.text)
        case .tsv:
            return claims.map { Cells.tsv(cells(of: $0, in: coded.report)) }
        case .csv:
            return claims.map { Cells.csv(cells(of: $0, in: coded.report)) }
        case .text: return ReadableText().lines(for: coded)
        }
    }

    /// What parts a line from those before it.
    func separator(isFirst: Bool) -> String { format == .json && !isFirst ? "," : "" }

    private func cells(of claim: Claim, in report: Report) -> [String] {
        func codes(_ roles: [Claim.Role]) -> String {
            roles.map { "\($0.actor.code).\($0.actor.sector)" }.joined(separator: "|")
        }
        func words(_ roles: [Claim.Role]) -> String { roles.compactMap(\.text).joined(separator: "|") }
        return [
            claim.report, claim.id, codes(claim.source), words(claim.source), claim.act.name, claim.act.cameo,
            claim.act.plover, codes(claim.target),
            words(claim.target), claim.modality.rawValue, claim.speaker.map(\.name).joined(separator: "|"),
            claim.when?.earliest?.description ?? "",
            claim.when?.latest?.description ?? "", claim.place?.name ?? "",
            JSON.decimal(claim.confidence, places: 2), report.text[claim.sentence],
        ]
    }
}
