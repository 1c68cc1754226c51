import Demarche

/// Who fills a role at a verb, and at the noun that names what it does.
extension Seeker {
    func direct(_ role: RoleName, at owner: Int, isNoun: Bool, isDoer: Bool) -> [PredicateArgument] {
        let predication = predications[owner]
        switch role {
        case .possessor, .modifier, .support, .agent:
            guard isNoun else { return predication.arguments.filter { $0.role == role } }
            if isDoer { return nounDoers(predication) }
            let own = predication.arguments.filter { $0.role == role }
            return own.isEmpty && role != .support ? owners(predication) : own
        case .oblique:
            let own = predication.arguments.filter { $0.role == role }
            guard own.isEmpty, isNoun else { return own }
            let both = predication.arguments.filter { $0.role == .oblique("between") }
            return both.isEmpty && role == .oblique("of") && !isDoer
                ? predication.arguments.filter { $0.role == .possessor } : both
        default: return predication.arguments.filter { $0.role == role }
        }
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
        default: return predication.arguments.filter { $0.role == role }
        }
    }
}
