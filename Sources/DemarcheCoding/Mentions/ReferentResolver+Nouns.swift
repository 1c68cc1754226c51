import Demarche
import DemarcheLexicon

extension ReferentResolver.State {
    /// "both countries", "they": the last several who were named together, or the only ones there are.
    func several(_ count: Int?, before mention: Mention) -> [Actor] {
        let near = nearest(before: mention, within: 3)
        if count == nil, let plural = pluralPick(near) { return plural }
        let wanted = count ?? 2
        if wanted > 2,
            let group = (memory.groups + joined(before: mention.head)).last(where: { $0.count == wanted })
        {
            return governments(group)
        }
        if mention.kind == .person, let persons = persons(wanted, near) { return persons }
        var seen: [ReferentMemory.Referent] = []
        for group in near {
            // "They" are two who did or underwent something, not two whose things were spoken of.
            seen = (count == nil ? group.filter { !$0.isOwner } : group) + seen
            let states = ReferentMemory.states(seen)
            if states.count == wanted { return governments(states) }
            if states.count > wanted { break }
        }
        if count != nil, memory.states.count == wanted { return governments(memory.states) }
        return count == nil ? [] : governments(memory.leading(wanted))
    }

    /// Three states or more that are named together: "Chile, Peru and Bolivia".
    func joined(before token: Int = .max) -> [[Actor]] {
        let first = resolved.map(\.head).filter { $0 < token && parse.label($0) != "conj" }
        return first.map { head in
            var codes: Set<String> = []
            return parse.coordinated(head).filter { $0 < token }.compactMap(resolved(at:))
                .filter { $0.kind != .thing }.flatMap(\.actors).filter {
                    !$0.code.isEmpty && !words.has($0.code, .stateless) && codes.insert($0.code).inserted
                }
        }.filter { $0.count > 2 }
    }

    /// "the two leaders": the persons of different states who were named last.
    private func persons(_ wanted: Int, _ near: [[ReferentMemory.Referent]]) -> [Actor]? {
        var found: [Actor] = []
        let leading = memory.leading(wanted).map(\.code)
        for group in near {
            for actor in group.filter({ $0.kind == .person && $0.properName != nil && !$0.isOwner }).flatMap(
                \.actors)
            where (leading.isEmpty ? !words.has(actor.code, .stateless) : leading.contains(actor.code))
                && !actor.code.isEmpty && !found.contains(where: { $0.code == actor.code })
            {
                found.append(actor)
            }
            if found.count >= wanted { break }
        }
        return found.count == wanted ? found : nil
    }

    /// The nearest plural phrase, subjects first.
    private func pluralPick(_ near: [[ReferentMemory.Referent]]) -> [Actor]? {
        for group in near.prefix(2) {
            let plural = group.filter { $0.isPlural && !$0.actors.isEmpty && $0.kind != .thing }
            if let found = plural.last(where: \.isSubject) ?? (plural.count == 1 ? plural.first : nil) {
                return found.actors
            }
        }
        return nil
    }

    private func governments(_ states: [Actor]) -> [Actor] {
        states.map { Actor(code: $0.code, sector: Sector.government, name: $0.name) }
    }

    /// "the country", "the ministry", "the diplomat", "the company".
    func definite(_ mention: Mention, _ noun: String, _ sector: String) -> Mention {
        let isDefinite = parse.children[mention.head].contains {
            $0 < mention.head && words.has(parse.tokens[$0].text.lowercased(), .definite)
        }
        guard isDefinite else { return mention }
        if mention.roleClass == ActorWords.stateClass {
            return mention.meaning(governments(country(noun, before: mention)), by: "anaphora")
        }
        if mention.roleClass == ActorWords.halfClass {
            return mention.meaning(governments(half(noun)), by: "definite-noun")
        }
        let isPlural = parse.tokens[mention.head].tag.hasSuffix("S")
        let found = sameKind(before: mention, noun: noun, isPlural: isPlural)
        guard let actors = found, !actors.isEmpty else { return mention }
        return mention.meaning(
            actors.map {
                Actor(code: $0.code, sector: $0.sector.isEmpty ? sector : $0.sector, name: $0.name)
            },
            by: "definite-noun")
    }

    /// "The North": the only state named so far whose name begins with it.
    private func half(_ noun: String) -> [Actor] {
        let states = memory.states.filter { $0.name.lowercased().hasPrefix(noun + " ") }
        return states.count == 1 ? states : []
    }

    /// The state spoken of last: this sentence's subject, then the last sentences' subjects.
    private func country(_ noun: String, before mention: Mention) -> [Actor] {
        let called = words.value(noun, as: .stateForm).map { Set($0.split(separator: " ").map(String.init)) }
        if let called {
            let only = memory.states.filter { called.contains($0.code) }
            if only.count < 2 { return only }
        }
        for group in nearest(before: mention, within: 3) {
            let states = group.filter { one in
                one.isState && one.actors.count == 1 && (called?.contains(one.actors[0].code) ?? true)
            }
            if let subject = states.last(where: \.isSubject) { return subject.actors }
            let distinct = ReferentMemory.states(states)
            if distinct.count == 1 { return distinct }
            if distinct.count > 1 {
                let owners = group.filter { one in
                    one.isSubject && one.actors.count == 1 && !one.actors[0].code.isEmpty
                        && (called?.contains(one.actors[0].code) ?? true)
                }
                return owners.last.map(\.actors) ?? []
            }
        }
        return []
    }

    /// The nearest referent of the same noun, then of the same class; nothing when two states have one.
    private func sameKind(before mention: Mention, noun: String, isPlural: Bool) -> [Actor]? {
        let now = sentence(of: mention.head)
        // A ship stays the ship of which the report is; who is called by a trade or an office changes.
        let known = memory.recent.filter {
            ($0.sentence < now || $0.token < mention.head) && $0.actors.contains { !$0.code.isEmpty }
                && $0.isPlural == isPlural
                && ($0.kind == .thing && $0.noun == noun || now - $0.sentence <= ReferentMemory.reach)
        }
        if let found = onlyOrNearest(known.filter { $0.noun == noun }, now: now) { return found }
        guard !mention.roleClass.isEmpty, !words.has(mention.roleClass, .genericClass) else { return nil }
        return onlyOrNearest(known.filter { $0.roleClass == mention.roleClass }, now: now)
    }

    private func onlyOrNearest(_ candidates: [ReferentMemory.Referent], now: Int) -> [Actor]? {
        guard let last = candidates.last else { return nil }
        let together = candidates.filter { $0.sentence == last.sentence }
        let codes = Set(together.flatMap(\.actors).map(\.code))
        if codes.count <= last.actors.count { return last.actors }
        let subjects = together.filter(\.isSubject)
        return subjects.count == 1 ? subjects[0].actors : nil
    }

    /// "the prime minister of the country": of the state that the noun behind "of" was resolved to.
    func afterOwners(_ mention: Mention) -> Mention {
        guard mention.actors.allSatisfy({ $0.code.isEmpty }), case .noun(_, let sector)? = mention.anaphor
        else {
            return mention
        }
        for prep in parse.children[mention.head]
        where prep > mention.head && words.has(parse.tokens[prep].text.lowercased(), .ownerPreposition) {
            for object in parse.children[prep] {
                guard let said = resolved(at: object), said.ground != .words else {
                    continue
                }
                let actors = said.actors.filter { !$0.code.isEmpty }
                return mention.meaning(
                    actors.map { Actor(code: $0.code, sector: sector, name: $0.name) }, by: "owner-of")
            }
        }
        return mention
    }

    /// A name that is part of a fuller one given before: "Khan" after "Imran Khan".
    func bySurname(_ mention: Mention) -> Mention {
        if let stranger = stranger(mention) { return stranger }
        guard let name = mention.properName, mention.kind == .person,
            mention.ground != .words || mention.actors.allSatisfy({ $0.code.isEmpty })
        else { return mention }
        let fuller = memory.person(called: name)
        guard let fuller else { return byNamesakes(mention) }
        guard fuller.actors.contains(where: { !$0.code.isEmpty || mention.actors.isEmpty }) else {
            return mention
        }
        let own = mention.actors.first?.sector ?? ""
        return mention.meaning(
            fuller.actors.map { Actor(code: $0.code, sector: own.isEmpty ? $0.sector : own, name: $0.name) },
            by: "surname", of: fuller.roleClass)
    }

    /// "*Duque* had granted it": the only former office holder of that name of a state that the report has named.
    private func byNamesakes(_ mention: Mention) -> Mention {
        let known = mention.namesakes.filter { one in memory.states.contains { $0.code == one.code } }
        return known.count == 1 ? mention.meaning(known, by: "surname") : mention
    }

    /// "Willie Campbell … *Campbell*": a surname means whom the report called so in full before, not an office holder or a
    /// place of that name.
    private func stranger(_ mention: Mention) -> Mention? {
        let token = parse.tokens[mention.head]
        let isSurname = mention.ground == .rule("surname")
        guard token.pos == "PROPN", mention.tokens.count == 1,
            isSurname || mention.kind != .person, let own = memory.person(called: token.text),
            let name = own.properName, name != token.text, name.hasSuffix(" " + token.text),
            isSurname ? name.first != mention.properName?.first : isPerson(mention.head) || isTown(mention)
        else { return nil }
        return Mention(
            head: mention.head, tokens: mention.tokens, span: mention.span, kind: .person,
            actors: own.actors, ground: .rule("surname"), properName: name, roleClass: own.roleClass)
    }

    /// A town or region that stands where an actor does: "Maduro thanked *Medina*".
    private func isTown(_ mention: Mention) -> Bool {
        mention.kind == .body && mention.properName == nil
            && mention.actors.allSatisfy { $0.sector == Sector.civilian }
    }

    private func isPerson(_ token: Int) -> Bool {
        parse.entities.contains { $0.label == "PERSON" && $0.tokens.contains(token) }
    }
}
