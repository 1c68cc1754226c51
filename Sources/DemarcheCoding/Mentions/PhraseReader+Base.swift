import Demarche
import DemarcheLexicon

extension PhraseReader {
    /// Whom a phrase means by its own words and those below it; nil where it is no actor.
    func base(_ head: Int) -> Sense? {
        let token = parse.tokens[head]
        if token.pos == "PRON" || token.pos == "DET" || token.pos == "NUM",
            let sense = pronoun(head)
        {
            return sense
        }
        if let name = reading.nameAt[head], reading.names[name].head == head,
            let sense = named(reading.names[name], head)
        {
            return sense
        }
        if let index = reading.roleEnding[head], !isProperNameOfPerson(head) {
            let found = reading.roles[index]
            let isHalf = found.noun.roleClass == ActorWords.halfClass
            return isHalf && !(token.text.first?.isUppercase ?? false) ? nil : role(found, head)
        }
        if isProperNameOfPerson(head) { return unknownPerson(head) }
        return other(head)
    }

    private func pronoun(_ head: Int) -> Sense? {
        let word = parse.tokens[head].text.lowercased()
        if let value = words.value(word, as: .count) {
            return Sense(kind: .body, actors: [], anaphor: .they(count: Int(value)))
        }
        switch words.value(word, as: .pronoun) {
        case "it": return Sense(kind: .body, actors: [], anaphor: .it)
        case "person": return Sense(kind: .person, actors: [], anaphor: .person)
        case "they": return Sense(kind: .body, actors: [], anaphor: .they(count: nil))
        case "speaker": return Sense(kind: .person, actors: [], anaphor: .speaker)
        case "relative": return relative(head)
        default: return nil
        }
    }

    /// "which", "who": the phrase that the relative clause hangs on.
    private func relative(_ head: Int) -> Sense? {
        var at = head
        for _ in 0..<8 where parse.tokens[at].head != at {
            let label = parse.tokens[at].label
            at = parse.tokens[at].head
            guard label == "relcl" else { continue }
            let said = base(at)
            return Sense(
                kind: said?.kind ?? .body, actors: said?.actors ?? [], ground: .rule("relative"),
                anaphor: .relative,
                roleClass: said?.roleClass ?? "")
        }
        guard parse.tag(head).hasPrefix("W") else { return nil }
        let beside = nameBeside(head).flatMap(base)
        return Sense(
            kind: beside?.kind ?? .body, actors: beside?.actors ?? [],
            ground: beside == nil ? .words : .rule("relative"), anaphor: .relative,
            roleClass: beside?.roleClass ?? "")
    }

    /// "*Paris*, whose sanctions stay": the name before the comma, where the parser sees no relative clause.
    private func nameBeside(_ relative: Int) -> Int? {
        guard relative > 1, parse.tokens[relative - 1].text == ",", let name = reading.nameAt[relative - 2]
        else { return nil }
        return reading.names[name].head
    }

    private func named(_ name: Reading.NameFound, _ head: Int) -> Sense? {
        switch name.meanings.first {
        case .place:
            // "Brussels protested" is the body that sits there, where the lexicon calls it so; "in Brussels" is the town.
            if !isLocative(head), name.meanings.count > 1,
                case .organisation(let seated)? = name.meanings.last
            {
                return organisation(seated, head)
            }
            return place(name, head)
        case .organisation(let found): return organisation(found, head)
        case .person(let found):
            if name.tokens.count == 1, properTokens(head).contains(where: { !name.tokens.contains($0) }) {
                return unknownPerson(head)
            }
            return person(name.meanings.count > 1 ? chosen(name, head) ?? found : found, head, by: .words)
        case .surname: return surname(name, head)
        case nil: return nil
        }
    }

    private func place(_ name: Reading.NameFound, _ head: Int) -> Sense? {
        let places = name.meanings.compactMap { if case .place(let p) = $0 { p } else { nil } }
        guard let first = places.first else { return nil }
        if first.isWordForPeople { return people(places, head) }
        // "On the Juba": a capital has no article; what has one is its namesake.
        guard first.kind != "capital" || !hasOwnArticle(name, head) else { return nil }
        return Sense(
            kind: .body, actors: [Actor(code: first.code, sector: first.sector, name: first.state)],
            isState: true)
    }

    /// Whether an article that is no part of the name stands just before it, and it heads its phrase alone.
    private func hasOwnArticle(_ name: Reading.NameFound, _ head: Int) -> Bool {
        guard let first = name.tokens.min(), first > 0, name.tokens.contains(head),
            parse.head(first - 1) == head, words.has(parse.lower(first - 1), .definite)
        else { return false }
        return parse.dependents(of: head, ["prep", "relcl", "acl"]).isEmpty
    }

    /// "Japanese" as a modifier or "the Japanese" is the state; "a Russian", "four Canadians" are people.
    private func people(_ places: [NamedPlace], _ head: Int) -> Sense {
        let token = parse.tokens[head]
        let isModifier = ["amod", "compound", "nmod", "npadvmod", "poss", "advmod"].contains(token.label)
        let demonym = places.first { $0.kind == "demonym" }
        let counted = parse.children[head].contains {
            parse.tokens[$0].label == "nummod" || parse.tokens[$0].label == "amod"
                || words.has(parse.tokens[$0].text.lowercased(), .one)
        }
        let plural = token.tag == "NNS" || token.tag == "NNPS"
        let onlyPeople = !places.contains { $0.kind == "adjective" }
        if let demonym, onlyPeople || (!isModifier && (counted || plural)) {
            let former = isFormer(head)
            let actor = Actor(
                code: demonym.code, sector: former ? Sector.notable : Sector.civilian, name: demonym.state)
            return Sense(kind: .person, actors: [actor], roleClass: "citizen", isGeneric: true)
        }
        var codes: Set<String> = []
        let actors = places.filter { codes.insert($0.code).inserted }.map {
            Actor(code: $0.code, sector: Sector.government, name: $0.state)
        }
        return Sense(kind: .body, actors: actors, isState: true)
    }

    private func organisation(_ found: NamedOrganisation, _ head: Int) -> Sense {
        var code = found.code
        if code.isEmpty {
            code = owners(of: head).first?.actor.code ?? ""
        } else if found.kind == "organ", reading.lexicon.states[code] == nil {
            // "The Algerian Security Council" is Algeria's, whatever the name alone would mean.
            let states = owners(of: head, onlyLeft: true).map(\.actor.code)
            code = states.first { reading.lexicon.states[$0] != nil } ?? code
        }
        return Sense(
            kind: .body, actors: [Actor(code: code, sector: found.sector, name: found.name)],
            properName: found.name)
    }

    private func person(_ found: NamedPerson, _ head: Int, by ground: Ground) -> Sense {
        var sector = found.sector
        if isFormer(head) { sector = Sector.notable }
        if let title = title(before: head), sector.isEmpty { sector = title.sector }
        return Sense(
            kind: .person, actors: [Actor(code: found.code, sector: sector, name: found.name)],
            ground: ground,
            properName: found.name, roleClass: title(before: head)?.roleClass ?? "")
    }

    /// A surname alone: the only office holder of that name on the day, or the one whom the title and state fit.
    private func surname(_ name: Reading.NameFound, _ head: Int) -> Sense? {
        let before = properTokens(head).filter { !name.tokens.contains($0) }
        if before.isEmpty, let found = chosen(name, head) { return person(found, head, by: .rule("surname")) }
        guard isProperNameOfPerson(head) || title(before: head) != nil, var unknown = unknownPerson(head)
        else { return nil }
        if before.isEmpty, unknown.actors.isEmpty { unknown.namesakes = formers(name) }
        return unknown
    }

    /// Those who once held an office under a surname that nobody in office bears.
    private func formers(_ name: Reading.NameFound) -> [Actor] {
        let bearers = name.meanings.compactMap { meaning -> NamedPerson? in
            if case .surname(let person) = meaning { person } else { nil }
        }
        guard !bearers.contains(where: \.isInOffice) else { return [] }
        return bearers.filter { $0.sector == Sector.notable }.map {
            Actor(code: $0.code, sector: $0.sector, name: $0.name)
        }
    }

    /// Among namesakes, the one in office; then the one of the state that the words name.
    private func chosen(_ name: Reading.NameFound, _ head: Int) -> NamedPerson? {
        var candidates = name.meanings.compactMap { meaning -> NamedPerson? in
            switch meaning {
            case .person(let p), .surname(let p): p
            default: nil
            }
        }
        let codes = Set(owners(of: head).map(\.actor.code))
        if !codes.isEmpty {
            let fitting = candidates.filter { codes.contains($0.code) }
            if fitting.isEmpty { return nil }
            candidates = fitting
        }
        let holding = candidates.filter(\.isInOffice)
        if reading.day == nil {
            // Codebook §2: with no day known, the one who held the office longest, where all namesakes are one state's.
            let titled = candidates.filter { $0.sector == title(before: head)?.sector }
            return Set(candidates.map(\.code)).count == 1
                ? (titled.isEmpty ? candidates : titled).max { $0.length < $1.length } : nil
        }
        if holding.count == 1 { return holding[0] }
        return codes.isEmpty || holding.isEmpty ? nil : holding.max { $0.length < $1.length }
    }

    /// A role noun with or without an owner.
    private func role(_ found: Reading.RoleFound, _ head: Int) -> Sense {
        let noun = found.noun
        let owners = owners(of: head)
        var sector = noun.sector
        let isGeneric = words.has(noun.roleClass, .genericClass)
        if let inner = counted(noun, head) { return inner }
        if let donor = sectorDonor(head, owners), isGeneric || isArmed(donor, noun) { sector = donor }
        // "Modi's aircraft" is of his office, whatever aircraft usually are.
        if noun.kind == "thing", let owner = owners.first, !owner.isWords, !owner.actor.sector.isEmpty {
            sector = owner.actor.sector
        }
        if isFormer(head), isOfficial(sector) { sector = Sector.notable }
        let kind = Self.kind(of: noun)
        if sector == Sector.unknown, kind == .person, owners.contains(where: { !$0.actor.code.isEmpty }) {
            sector = Sector.civilian
        }
        var codes: Set<String> = []
        let actors = owners.map(\.actor).filter { !$0.code.isEmpty && codes.insert($0.code).inserted }
            .map { Actor(code: $0.code, sector: sector, name: $0.name) }
        var sense = Sense(kind: kind, actors: actors, roleClass: noun.roleClass, isGeneric: isGeneric)
        if let owner = owners.first(where: { !$0.actor.code.isEmpty }), !owner.isWords {
            sense.ground = .rule("owner-of")
        }
        if actors.isEmpty {
            sense.actors = [Actor(code: "", sector: sector, name: noun.noun)]
            // "The Kuril islands" are no islands told of before: they have a name.
            sense.properName = ownName(found, head)
            if sense.properName == nil {
                sense.anaphor = collective(noun, head) ?? .noun(noun.noun, sector: sector)
            }
            if case .they? = sense.anaphor {
                sense.actors = []
                sense.kind = noun.kind == "person" ? .person : .body
            }
        }
        return sense
    }

    /// The name that a thing or place has of its own beside its noun: "the *Kuril* islands".
    private func ownName(_ found: Reading.RoleFound, _ head: Int) -> String? {
        guard found.noun.kind == "place" || found.noun.kind == "thing" else { return nil }
        let isNamed = leftModifiers(head).contains {
            parse.tokens[$0].pos == "PROPN" && !found.tokens.contains($0) && reading.nameAt[$0] == nil
                && reading.roleAt[$0] == nil
        }
        return isNamed ? properName(head) : nil
    }

    /// "a group of thieves": thieves.
    private func counted(_ noun: RoleNoun, _ head: Int) -> Sense? {
        guard isQuantity(head) || words.has(noun.noun, .quantity),
            let inner = ofWhom(head), !inner.roleClass.isEmpty, inner.properName == nil
        else { return nil }
        return inner
    }

    /// Whoever works for an armed body belongs to it, whatever the trade: "army accountant".
    private func isArmed(_ donor: String, _ noun: RoleNoun) -> Bool {
        words.has(donor, .armedSector) && noun.kind == "person"
    }

    private static func kind(of noun: RoleNoun) -> Mention.Kind {
        switch noun.kind {
        case "person": .person
        case "group": noun.roleClass == "unknown" ? .body : .person
        case "thing": .thing
        case "place": .place
        default: .body
        }
    }

    /// "both countries", "the two sides", "neither capital".
    private func collective(_ noun: RoleNoun, _ head: Int) -> Anaphor? {
        guard words.has(noun.noun, .groupNoun) || words.has(parse.tokens[head].lemma.lowercased(), .groupNoun)
        else { return nil }
        for child in parse.children[head] where child < head {
            if let count = words.value(parse.tokens[child].text.lowercased(), as: .count) {
                return .they(count: Int(count))
            }
        }
        return noun.isPlural && noun.roleClass == "state" ? .they(count: nil) : nil
    }

    /// A person whom the lexicon does not know: the title gives the sector, the modifiers the state.
    private func unknownPerson(_ head: Int) -> Sense? {
        let name = properName(head)
        let owners = owners(of: head)
        let title = title(before: head)
        var sector = title?.sector ?? ""
        if let title, words.has(title.roleClass, .genericClass), let donor = sectorDonor(head, owners) {
            sector = donor
        }
        if isFormer(head), isOfficial(sector) { sector = Sector.notable }
        let owner = owners.first { !$0.actor.code.isEmpty }?.actor
        var sense = Sense(kind: .person, actors: [], properName: name, roleClass: title?.roleClass ?? "")
        if owner != nil || title != nil {
            sense.actors = [Actor(code: owner?.code ?? "", sector: sector, name: name)]
        }
        return sense
    }

    /// No role and no name: a thing that belongs to an actor, or a named body of a known state.
    private func other(_ head: Int) -> Sense? {
        let token = parse.tokens[head]
        guard token.pos == "NOUN" || token.pos == "PROPN" else {
            if words.has(token.text.lowercased(), .count) { return pronoun(head) }
            return nil
        }
        if let crowd = crowd(head) { return crowd }
        if words.has(token.lemma.lowercased(), .groupNoun) {
            for child in parse.children[head] where child < head {
                if let count = words.value(parse.tokens[child].text.lowercased(), as: .count) {
                    return Sense(kind: .body, actors: [], anaphor: .they(count: Int(count)))
                }
            }
        }
        let owners = owners(of: head, asPlace: false).filter { !$0.actor.code.isEmpty }
        let isBody = reading.entityAt[head].map { parse.entities[$0].label == "ORG" } ?? false
        guard let owner = owners.first else {
            if isQuantity(head), let inner = ofWhom(head) { return inner }
            if isBody { return Sense(kind: .body, actors: [], properName: properName(head)) }
            return hasPronounOwner(head)
                ? Sense(kind: .thing, actors: [], anaphor: .noun(token.lemma.lowercased(), sector: "")) : nil
        }
        if isQuantity(head), let inner = ofWhom(head) { return inner }
        let own = owner.actor.sector.isEmpty ? Sector.government : owner.actor.sector
        let inherited = own == Sector.government && owner.isWords ? sectorDonor(head, owners) ?? own : own
        let sector = isBody && inherited == Sector.government ? Sector.business : inherited
        return Sense(
            kind: isBody ? .body : .thing,
            actors: [Actor(code: owner.actor.code, sector: sector, name: owner.actor.name)],
            ground: .rule("owner-of"), properName: isBody ? properName(head) : nil)
    }

    /// Whether a word counts what follows: "*dozens* of diplomats", "*a group* of tourists".
    private func isQuantity(_ head: Int) -> Bool {
        words.has(parse.tokens[head].text.lowercased(), .quantity)
            || words.has(parse.tokens[head].lemma.lowercased(), .quantity)
    }

    /// "*thousands* marched", "*scores* were hurt": a bare number of which a verb is said counts people.
    private func crowd(_ head: Int) -> Sense? {
        let token = parse.tokens[head]
        guard token.tag == "NNS", token.label.hasPrefix("nsubj"),
            isQuantity(head),
            !parse.children[head].contains(where: { $0 > head && parse.tokens[$0].label == "prep" })
        else { return nil }
        return Sense(
            kind: .person, actors: [Actor(code: "", sector: Sector.civilian, name: token.lemma)])
    }

    /// "its airspace": whose it is, the report tells.
    private func hasPronounOwner(_ head: Int) -> Bool {
        parse.children[head].contains {
            parse.tokens[$0].label == "poss" && words.has(parse.tokens[$0].text.lowercased(), .pronoun)
        }
    }

    /// "several of the largest unions", "a group of tourists": those of whom the phrase counts some.
    private func ofWhom(_ head: Int) -> Sense? {
        for prep in parse.children[head]
        where prep > head && words.has(parse.tokens[prep].text.lowercased(), .ownerPreposition) {
            for object in parse.children[prep] where parse.tokens[object].label == "pobj" {
                return base(object)
            }
        }
        return nil
    }
}
