import Demarche
import DemarcheRecording

/// A coded report as an analyst reads it.
struct ReadableText {
    func lines(for coded: Coder.Coded) -> [String] {
        let report = coded.report
        let claims = coded.claims
        let day = report.published.map { ", \($0)" } ?? ""
        var lines = ["\(report.id)\(day): \(claims.count) \(claims.count == 1 ? "claim" : "claims")"]
        for claim in claims { lines += self.lines(for: claim) }
        let aside = coded.passages.filter { if case .aside = $0.kind { return true } else { return false } }
        if !aside.isEmpty {
            lines += [
                "",
                "set aside, never coded: \(aside.count) \(aside.count == 1 ? "passage" : "passages") (demarche explain lists them)",
            ]
        }
        return lines + [""]
    }

    private func lines(for claim: Claim) -> [String] {
        var details: [String] = []
        if let when = claim.when {
            details.append(
                "when: \(when.phrase)" + (when.earliest.map { " = \($0)" } ?? "")
                    + (when.latest == when.earliest ? "" : when.latest.map { " to \($0)" } ?? ""))
        }
        if let place = claim.place { details.append("where: \(place.name)") }
        if !claim.speaker.isEmpty {
            details.append("said by: " + claim.speaker.map(\.name).joined(separator: ", "))
        }
        if !claim.quantities.isEmpty {
            details.append(claim.quantities.map { "\($0.number) \($0.of)" }.joined(separator: ", "))
        }
        let modality = claim.modality == .done ? "" : " [\(claim.modality.rawValue)]"
        return [
            "",
            "  \(party(claim.source)) → \(party(claim.target))  \(claim.act.name) (CAMEO \(claim.act.cameo)\(claim.act.plover.isEmpty ? "" : ", \(claim.act.plover)"))\(modality)  \(JSON.decimal(claim.confidence, places: 2))",
        ] + (details.isEmpty ? [] : ["    " + details.joined(separator: "; ")]) + [
            "    as in: \(claim.evidence.phrasing)"
        ]
    }

    private func party(_ roles: [Claim.Role]) -> String {
        roles.isEmpty
            ? "(nobody)"
            : roles.map { role in
                "\(role.actor.code).\(role.actor.sector)" + (role.text.map { " “\($0)”" } ?? "")
                    + (role.ground == .words ? "" : " (\(role.ground.by))")
            }.joined(separator: " + ")
    }
}
