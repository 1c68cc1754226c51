import Demarche

/// What fills a pattern's slots: the arguments of its words, at a verb or at a noun that names the act.
extension Seeker {
    /// What fills a slot; nil when the slot asks for a class that no filler is of.
    func fillers(
        _ slot: Pattern.Slot?, _ pattern: Pattern, _ tokens: [Int], nominalised: Bool, isDoer: Bool
    ) -> [PredicateArgument]? {
        guard let slot else { return [] }
        let owner = tokens[slot.node]
        var found: [PredicateArgument]
        if nominalised && slot.node == 0 {
            found = nominalFillers(slot.role, of: owner, isDoer: isDoer)
        } else {
            found = direct(slot.role, at: owner, isNoun: pattern.nodes[slot.node].isNoun, isDoer: isDoer)
            if slot.role.maySlip, found.isEmpty {
                found = slipped(slot.role, near: tokens)
                if found.isEmpty, slot.head != nil { found = behindRelative(slot.role, of: tokens[0]) }
            }
            if slot.role == .patient, slot.node == 0, found.isEmpty {
                found = objectsBehindParticle(pattern, tokens)
            }
        }
        // "Helped *itself* to a quota": what is done to oneself is done to nobody.
        if !found.isEmpty, !isDoer {
            found.removeAll { isReflexive($0.head) }
            if found.isEmpty { return nil }
        }
        guard let head = slot.head, !(nominalised && !isDoer && found.isEmpty) else { return found }
        let fitting = found.filter {
            word(at: $0.head, standingFor: head) != nil || hasTitle($0.head, standingFor: head)
                || !isDoer && isKnown($0.head, standingFor: head)
        }
        return fitting.isEmpty ? nil : fitting
    }

    private func isReflexive(_ token: Int) -> Bool { parse.tokens[token].morph.contains("Reflex=Yes") }

    /// What is in a role at any word of the act; for the object of a preposition, also of one that targets in the same way.
    func slipped(_ role: RoleName, near tokens: [Int]) -> [PredicateArgument] {
        let aiming = phrasebook.aimingPrepositions.map(RoleName.oblique)
        let alternatives = aiming.contains(role) ? [role] + aiming.filter { $0 != role } : [role]
        let owners = tokens + predications[tokens[0]].fillers(.patient)
        for alternative in alternatives {
            let found = owners.flatMap {
                predications[$0].arguments.filter { $0.role == alternative && !parse.isOfTime($0.head) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// "recognised the islands that Tokyo claims *as Japanese territory*": behind a relative clause, what the row braces may
    /// belong to the verb above.
    private func behindRelative(_ role: RoleName, of anchor: Int) -> [PredicateArgument] {
        predications[anchor].fillers(.patient).flatMap { parse.dependents(of: $0, ["relcl"]) }.flatMap {
            predications[$0].arguments.filter { $0.role == role }
        }
    }

    private func direct(_ role: RoleName, at owner: Int, isNoun: Bool, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[owner]
        switch role {
        case .possessor, .modifier, .support, .agent:
            guard isNoun else { return predication.arguments.filter { $0.role == role } }
            if isDoer { return nounDoers(predication) }
            let own = predication.arguments.filter { $0.role == role }
            return own.isEmpty && role != .support ? owners(predication) : own
        case .oblique:
            let own =
                role == .oblique("to") && !isNoun
                ? alternating(role, .recipient, in: predication)
                : predication.arguments.filter { $0.role == role }
            guard own.isEmpty, isNoun else { return own }
            let both = predication.arguments.filter { $0.role == .oblique("between") }
            return both.isEmpty && role == .oblique("of") && !isDoer
                ? predication.arguments.filter { $0.role == .possessor } : both
        case .recipient: return alternating(.recipient, .oblique("to"), in: predication)
        default: return predication.arguments.filter { $0.role == role }
        }
    }

    /// "gave *Nepal* aid" and "gave aid *to Nepal*" show the same.
    private func alternating(_ role: RoleName, _ other: RoleName, in predication: Predication)
        -> [PredicateArgument]
    {
        let own = predication.arguments.filter { $0.role == role }
        return own.isEmpty ? predication.arguments.filter { $0.role == other } : own
    }

    /// "a statement *by Chile*" and "*Chile's* statement" show the same.
    private func owners(_ predication: Predication) -> [PredicateArgument] {
        [RoleName.agent, .possessor].lazy.map { role in predication.arguments.filter { $0.role == role } }
            .first { !$0.isEmpty } ?? []
    }

    /// By-phrase, possessor, modifier, the carrying verb's subject: the first that is there, modifiers among the rest.
    func nounDoers(_ predication: Predication) -> [PredicateArgument] {
        for role in [RoleName.agent, .possessor] {
            let found = predication.arguments.filter { $0.role == role }
            if !found.isEmpty { return found }
        }
        return predication.arguments.filter { [.modifier, .support, .oblique("between")].contains($0.role) }
    }

    /// Roles of a verb's pattern at the noun that names the act: "the expulsion *of two diplomats* *by Norway*".
    func nominalFillers(_ role: RoleName, of noun: Int, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[noun]
        switch role {
        case .agent: return nounDoers(predication)
        case .patient:
            let objects: [RoleName] = [.oblique("of"), .oblique("on"), .oblique("against")]
            for object in objects {
                let found = predication.arguments.filter { $0.role == object }
                if !found.isEmpty { return found }
            }
            if predication.argument(.agent) != nil {
                return predication.arguments.filter { $0.role == .possessor }
            }
            return predication.arguments.filter {
                $0.role == .modifier && predication.argument(.possessor) != nil
            }
        case .oblique:
            // "the deportation of Togolese *from Ghana*": the parser hangs the preposition on the object.
            let own = predication.arguments.filter { $0.role == role }
            return own.isEmpty
                ? predication.fillers(.oblique("of")).flatMap { predications[$0].arguments }.filter {
                    $0.role == role
                } : own
        default: return predication.arguments.filter { $0.role == role }
        }
    }
}
