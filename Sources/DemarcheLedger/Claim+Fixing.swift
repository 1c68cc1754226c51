package import Demarche

extension Claim {
    /// The fields that a person can correct.
    package static let fixableFields = ["act", "source", "target", "modality", "earliest", "latest"]

    /// The claim with the corrections; who filled what stands in each field's ground.
    func fixed(by fixes: [Decision]) throws -> Claim {
        try fixes.reduce(self) { claim, fix in try claim.fixing(fix.field, to: fix.value) }
    }

    /// The claim with one field corrected.
    ///
    /// - Parameters:
    ///   - field: one of `fixableFields`.
    ///   - value: an act as `name cameo plover quad intensity` in tabs, an actor as `CODE.SECTOR`, a modality, a day;
    ///     an empty value empties an actor or a day.
    /// - Throws: `LedgerError` where the value cannot stand in the field.
    package func fixing(_ field: String, to value: String) throws -> Claim {
        switch field {
        case "act": return with(act: try Self.act(value))
        case "source": return with(source: try Self.roles(value))
        case "target": return with(target: try Self.roles(value))
        case "modality":
            guard let modality = Modality(rawValue: value) else {
                let known = Modality.allCases.map(\.rawValue).joined(separator: ", ")
                throw LedgerError(.refused, "“\(value)” is no modality; give one of \(known)")
            }
            return with(modality: modality)
        case "earliest": return with(days: (try Self.day(value), when?.latest))
        case "latest": return with(days: (when?.earliest, try Self.day(value)))
        default:
            let known = Self.fixableFields.joined(separator: ", ")
            throw LedgerError(.refused, "“\(field)” cannot be corrected; give one of \(known)")
        }
    }

    private static func act(_ value: String) throws -> Act {
        let cells = value.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 5, let quad = Int(cells[3]), let intensity = Double(cells[4]) else {
            throw LedgerError(.refused, "“\(value)” is no act; name a row of acts.tsv")
        }
        return Act(name: cells[0], cameo: cells[1], plover: cells[2], quad: quad, intensity: intensity)
    }

    private static func roles(_ value: String) throws -> [Role] {
        if value.isEmpty { return [] }
        return try value.split(separator: "+").map { part in
            let halves = part.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard halves.count <= 2, let code = halves.first, code.count == 3, code == code.uppercased()
            else {
                throw LedgerError(.refused, "“\(part)” is no actor; write it like JPN.GOV")
            }
            return Role(
                actor: Actor(code: code, sector: halves.count == 2 ? halves[1] : "", name: code), span: nil,
                text: nil,
                ground: .rule("judgement"))
        }
    }

    private static func day(_ value: String) throws -> Day? {
        if value.isEmpty { return nil }
        guard let day = Day(iso: value) else {
            throw LedgerError(.refused, "“\(value)” is no day; write it like 2022-10-31")
        }
        return day
    }

    private func with(
        act: Act? = nil, source: [Role]? = nil, target: [Role]? = nil, modality: Modality? = nil,
        days: (Day?, Day?)? = nil
    ) -> Claim {
        var when = self.when
        if let days {
            when = TimeExpression(
                span: when?.span ?? trigger, phrase: when?.phrase ?? "", earliest: days.0, latest: days.1,
                precision: "range", rule: "judgement", timexType: when?.timexType ?? "",
                timexValue: when?.timexValue ?? "")
        }
        return Claim(
            report: report, id: id, sentence: sentence, trigger: trigger, act: act ?? self.act,
            source: source ?? self.source, target: target ?? self.target, modality: modality ?? self.modality,
            speaker: speaker, when: when, place: place, quantities: quantities, objects: objects,
            confidence: confidence, evidence: evidence)
    }
}
