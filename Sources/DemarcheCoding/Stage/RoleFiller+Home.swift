import Demarche
import DemarcheLexicon

/// Roles by the state of which alone the report is: its police, crowds and organs bear no adjective.
extension RoleFiller {
    /// "Police detained forty people", "tear gas was used on protesters", "the protests began in June": in a report about one
    /// state a bare organ or people is of it, and what goes on inside a state goes on inside this one, unless it is said where.
    func atHome(_ candidate: Candidate, _ sides: Sides) -> Sides? {
        guard stage.pair == nil, isDomestic(candidate, sides),
            let home = placeState(around: candidate.match.anchor) ?? stage.home,
            codes(sides.target).allSatisfy({ $0 == home })
        else {
            return nil
        }
        if let doer = sides.source.first {
            guard isBare(doer, candidate.doers) else { return nil }
            let source = sides.source.map { owned($0, by: home, rule: "home") }
            return withTarget(candidate, Sides(source: source, target: sides.target))
        }
        guard candidate.match.doers.isEmpty else { return nil }
        if isViolent(candidate.act) { return victims(candidate, sides, of: home) }
        guard let source = hand(candidate, sides, of: home) else { return nil }
        return withTarget(candidate, Sides(source: [source], target: sides.target))
    }

    /// Who does what no doer is named for: a protest the people, a measure against the people the government.
    private func hand(_ candidate: Candidate, _ sides: Sides, of home: String) -> Claim.Role? {
        let government = role(actor(home), from: nil, rule: "home")
        let isPassive = read.predications[candidate.match.anchor].form == .passive
        switch phrasebook.defaultRecipient(of: candidate.act) {
        case .ownGovernment where sides.target.isEmpty && candidate.match.form == "nominal":
            return role(Actor(code: home, sector: "CVL", name: names(home)), from: nil, rule: "home")
        case .ownPeople where isPassive: return government
        default:
            guard isPassive, candidate.act.quad == 4 || isUndoing(candidate.act),
                let hit = sides.target.first,
                isBare(hit, candidate.recipients), sectors.isOfPeople(hit.actor.sector)
            else { return nil }
            return government
        }
    }

    /// "Fighting broke out in the north. Two soldiers *were killed*": where force was told, who falls is of the state of which
    /// the report is, by an unknown hand; without it people die by accident.
    private func victims(_ candidate: Candidate, _ sides: Sides, of home: String) -> Sides? {
        guard read.predications[candidate.match.anchor].form == .passive, let hit = sides.target.first,
            hit.actor.code.isEmpty, isBare(hit, candidate.recipients),
            stage.told.contains(where: { isViolent($0.act) })
        else { return nil }
        return Sides(source: [], target: sides.target.map { owned($0, by: home, rule: "home") })
    }

    /// Whether an act is such as goes on inside a state: a conflict, what ends one, and what is by its nature done to one's own;
    /// a suit where words show who is sued, what needs no recipient where they show which organ does it.
    private func isDomestic(_ candidate: Candidate, _ sides: Sides) -> Bool {
        switch phrasebook.defaultRecipient(of: candidate.act) {
        case .ownPeople, .ownGovernment, .ownState, .answer: true
        case .foreign: false
        case .forum: !sides.target.isEmpty
        case .nobody: sides.source.first.map { sectors.isOrgan($0.actor.sector) } ?? false
        default: candidate.act.quad > 2
        }
    }

    /// "Forty prisoners were released": it undoes what was done before.
    private func isUndoing(_ act: Act) -> Bool {
        act.quad == 2 && phrasebook.defaultRecipient(of: act) == .answer
    }

    /// "Protesters clashed with police", "the government held talks with rebels": in whose state those face each other whom no
    /// words call another's.
    func homeOf(_ parties: [Filler], in act: Act) -> String? {
        let isOfBoth =
            parties.contains { sectors.isOrgan($0.sector) }
            && parties.contains { sectors.isOfPeople($0.sector) }
        guard act.quad > 2 || act.quad == 1 && isOfBoth && phrasebook.defaultRecipient(of: act) == nil else {
            return nil
        }
        let shown = codes(roles(parties))
        return shown.isEmpty && stage.pair == nil ? stage.home : shown.count == 1 ? shown.first : nil
    }

    /// "The Malian army fought *smugglers*": a bare people that clashes with an organ is of its state.
    func ofHome(_ party: Claim.Role, _ filler: Filler, _ home: String) -> Claim.Role {
        guard party.actor.code.isEmpty, isBare(party, [filler]),
            stage.pair == nil || sectors.isOfPeople(party.actor.sector)
        else { return party }
        return owned(party, by: home, rule: "home")
    }

    /// Whether a report is about one state alone, and this is it.
    func isAtHome(_ code: String) -> Bool { stage.pair == nil && stage.home == code }

    /// An organ or people that no name tells apart: "the police", not "a UN inquiry", "the Human Rights Commission".
    func isBare(_ role: Claim.Role, _ fillers: [Filler]) -> Bool {
        guard sectors.isOrgan(role.actor.sector) || sectors.isOfPeople(role.actor.sector) else {
            return false
        }
        return fillers.allSatisfy { filler in
            let words = read.parse.subtree(of: filler.head, without: ["relcl", "acl", "appos", "conj"])
            return filler.mention?.properName == nil
                && !words.contains { read.parse.tag($0).hasPrefix("NNP") }
        }
    }
}
