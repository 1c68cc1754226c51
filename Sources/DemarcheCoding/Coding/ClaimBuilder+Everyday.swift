import Demarche
import DemarcheLexicon

/// What the words of politics tell where reports tell of everyday life: journeys, mishaps, help at home.
extension ClaimBuilder {
    /// Why words of an act tell none by the codebook, or nil.
    func everyday(_ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]) -> String? {
        if isJourney(candidate, source, target) { return "people travel without visiting anybody" }
        if isDealWithNobody(candidate, source, target) { return "with whom the firm deals is not shown" }
        if candidate.act.is(.onPersons), isOnThing(candidate, target) {
            return "only persons are held, tried or freed"
        }
        if isMishap(candidate, source) { return "nobody is shown to use force in a report about mishaps" }
        if isHelpAtHome(candidate, source, target) { return "help for one's own is no act towards another" }
        if kind?.isSilent ?? false {
            if isStatement(candidate, target) { return "a statement about nobody" }
            if isByThing(candidate) { return "a thing does nothing" }
            if isToMembers(candidate, source, target) { return "said to one's own members" }
            if isWordOfPeople(candidate, source, target) {
                return "people's words need a recipient that is shown"
            }
        }
        return nil
    }

    /// "Residents left for the coast", "the plane was flown to Lima", "the president flew to the flooded town".
    private func isJourney(_ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]) -> Bool {
        guard phrasebook.acts[candidate.match.pattern.act]?.is(.visit) ?? false else { return false }
        let own = Set(source.map(\.actor.code))
        let isPassive =
            candidate.match.form == "direct" && candidate.match.doers.isEmpty
            && read.predications[candidate.match.anchor].form == .passive
        return isPassive
            || target.contains { own.contains($0.actor.code) && !$0.actor.belongsToNoState }
            || source.allSatisfy {
                sectors.isPrivate($0.actor.sector)
                    || ["", Sector.business, Sector.unknown].contains($0.actor.sector)
            }
    }

    /// "Many people voiced their anger", "people avoided and harassed strangers": what nobody's people say to nobody who is
    /// shown, and what only authorities can do.
    private func isWordOfPeople(
        _ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]
    ) -> Bool {
        let bare: [Ground] = ["home", "own-state", "place-of", "scene", "weighed"].map { .rule($0) }
        guard !candidate.act.is(.protest),
            source.allSatisfy({
                sectors.isPrivate($0.actor.sector) && bare.contains($0.ground)
            })
        else { return false }
        if candidate.act.is(.coercion) { return true }
        return candidate.act.quad % 2 == 1
            && target.allSatisfy { role in
                if case .rule(let rule) = role.ground {
                    bare.contains(role.ground) || Self.added.contains(rule)
                } else {
                    false
                }
            }
    }

    /// "The union advised *members* to refuse": what a body asks of its own.
    private func isToMembers(_ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]) -> Bool {
        candidate.act.is(.asking) && !target.isEmpty
            && source.allSatisfy { sectors.isOfPeople($0.actor.sector) }
            && target.allSatisfy { $0.ground == .rule("own-people") }
    }

    /// "Its board approved the deal", "the firm delivered the jets": a firm's partner is not the report's other state.
    private func isDealWithNobody(
        _ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]
    ) -> Bool {
        let unsaid: [Ground] = ["report-dyad", "weighed", "told-doer"].map { .rule($0) }
        return candidate.act.quad < 4 && !candidate.act.is(.asking) && !target.isEmpty
            && source.allSatisfy {
                $0.actor.sector == Sector.business && $0.span != nil && !unsaid.contains($0.ground)
            }
            && target.allSatisfy {
                $0.span == nil && unsaid.contains($0.ground) && sectors.isOrgan($0.actor.sector)
            }
    }

    /// Rules that add a recipient whom no words name.
    private static let added: Set<String> = ["own-people", "own-government", "in-clause", "report-dyad"]

    /// "The doctors have arrested cholera", "prices picked up": nobody is held.
    private func isOnThing(_ candidate: Candidate, _ target: [Claim.Role]) -> Bool {
        let predication = read.predications[candidate.match.anchor]
        guard candidate.match.form == "direct" else { return false }
        if candidate.match.recipients.isEmpty { return predication.form == .active }
        return candidate.match.recipients.allSatisfy { argument in
            guard read.parse.tokens[argument.head].pos == "NOUN" else { return false }
            guard let mention = read.mention(at: argument.head) else {
                return kind?.isSilent ?? false || target.allSatisfy { $0.ground == .rule("in-clause") }
            }
            return mention.kind == .thing && mention.roleClass.isEmpty
        }
    }

    /// "Forty people were killed" by a flood, "it has killed three": where the report shows nobody use force.
    private func isMishap(_ candidate: Candidate, _ source: [Claim.Role]) -> Bool {
        guard kind?.isOfMishaps ?? false, phrasebook.defaultRecipient(of: candidate.act) == .shownDoer else {
            return false
        }
        return source.allSatisfy { $0.actor.code == RoleHypothesis.unknown || $0.ground == .rule("anaphora") }
    }

    /// "Police rescued four people from the rubble", "volunteers were helped by the fire service".
    private func isHelpAtHome(_ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]) -> Bool
    {
        candidate.act.is(.aid) && !target.isEmpty && Set(source.map(\.actor.code)).count == 1
            && target.allSatisfy { role in
                role.actor.code == source.first?.actor.code && role.ground != .words
                    && !role.actor.belongsToNoState
            }
    }

    /// "The department issued a statement", "the company denied it".
    private func isStatement(_ candidate: Candidate, _ target: [Claim.Role]) -> Bool {
        candidate.act.quad == 0 && target.allSatisfy { $0.span == nil }
    }

    /// "Chad's economy resisted the slump": whose a thing is does not do what it does.
    private func isByThing(_ candidate: Candidate) -> Bool {
        !candidate.doers.isEmpty
            && candidate.doers.allSatisfy { filler in
                guard let mention = filler.mention, mention.head == filler.head else { return false }
                return mention.kind == .thing && mention.roleClass.isEmpty
                    && filler.ground == .rule("owner-of")
                    && !phrasebook.isPointer(read.parse.lemma(filler.head))
                    && !phrasebook.isCarrier(read.parse.lemma(filler.head))
                    && !phrasebook.isMeasure(read.parse.lemma(filler.head))
            }
    }
}
