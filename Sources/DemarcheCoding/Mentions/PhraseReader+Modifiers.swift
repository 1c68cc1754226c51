import Demarche
import DemarcheLexicon

extension PhraseReader {
    /// An actor that a phrase's modifiers name.
    struct Owner {
        let actor: Actor
        /// Whether its own sector may pass to a person of it ("an FSB officer").
        let givesSector: Bool
        /// Named in so many words, not through a person or thing.
        let isWords: Bool
    }

    /// Whose a thing or role is, nearest ground first: possessor, adjectives and compounds, "of", "based in", place.
    /// - Parameters:
    ///   - onlyLeft: whether to leave out what stands behind the head.
    ///   - asPlace: whether a town or capital before the head owns it; "the Vienna Convention" is nobody's.
    func owners(of head: Int, onlyLeft: Bool = false, asPlace: Bool = true) -> [Owner] {
        let hosts = hosts(of: head)
        guard hosts.isEmpty else { return hosts }
        var owners: [Owner] = []
        for child in parse.children[head] where child < head && parse.tokens[child].label == "poss" {
            if let sense = base(child) { owners += self.owners(sense) }
        }
        for token in leftModifiers(head) {
            guard let index = reading.nameAt[token], reading.names[index].head == token,
                !reading.names[index].tokens.contains(head)
            else { continue }
            if !asPlace && isTown(reading.names[index]) { continue }
            // "Jean Kambanda" is nobody of Jean's; "the Putin government" is Putin's.
            if parse.tokens[head].pos == "PROPN", reading.roleEnding[head] == nil,
                case .person? = reading.names[index].meanings.first
            {
                continue
            }
            owners += named(reading.names[index])
        }
        if onlyLeft { return owners }
        for child in parse.children[head] where child > head {
            if !owners.isEmpty, parse.tokens[child].label == "acl" || isOfPlace(child) { continue }
            owners += right(child, of: head)
        }
        return owners
    }

    /// "The Polish minority *in Belarus*": those who live in another's state are of it, whatever nation they are.
    private func hosts(of head: Int) -> [Owner] {
        guard words.has(parse.tokens[head].lemma.lowercased(), .resident) else { return [] }
        return parse.children[head].filter { $0 > head && isOfPlace($0) }.flatMap(objects).filter {
            !$0.givesSector
        }
    }

    /// "Togo's man *in Accra*": where somebody is does not tell whose he is, where that is told.
    private func isOfPlace(_ child: Int) -> Bool {
        parse.tokens[child].label == "prep"
            && words.has(parse.tokens[child].text.lowercased(), .placePreposition)
            && !words.has(parse.tokens[child].text.lowercased(), .ownerPreposition)
    }

    /// A town, or a capital that lends its name to what happens there.
    func isTown(_ name: Reading.NameFound) -> Bool {
        guard case .place(let place)? = name.meanings.first else { return false }
        return place.kind == "capital" || place.kind == "region"
    }

    private func owners(_ sense: Sense) -> [Owner] {
        sense.actors.map {
            Owner(actor: $0, givesSector: !sense.isState && sense.kind == .body, isWords: sense.kind == .body)
        }
    }

    private func named(_ name: Reading.NameFound) -> [Owner] {
        var owners: [Owner] = []
        var codes: Set<String> = []
        for meaning in name.meanings {
            switch meaning {
            case .place(let p) where codes.insert(p.code).inserted && (p.isWordForPeople || owners.isEmpty):
                owners.append(
                    Owner(
                        actor: Actor(code: p.code, sector: Sector.government, name: p.state),
                        givesSector: false, isWords: true))
            case .organisation(let o) where owners.isEmpty:
                owners.append(
                    Owner(
                        actor: Actor(code: o.code, sector: o.sector, name: o.name), givesSector: true,
                        isWords: true))
            case .person(let p) where owners.isEmpty:
                owners.append(
                    Owner(
                        actor: Actor(code: p.code, sector: p.sector, name: p.name), givesSector: false,
                        isWords: false))
            default: break
            }
        }
        return owners
    }

    /// "of France", "from Mali", "for Iran" at who speaks for it, "in the UK" (not for diplomats, who are in their host's land), "based in Minsk".
    private func right(_ child: Int, of head: Int) -> [Owner] {
        let token = parse.tokens[child]
        let word = token.text.lowercased()
        if token.label == "prep" {
            if words.has(word, .ownerPreposition) { return objects(of: child) }
            if words.value(parse.tokens[head].lemma.lowercased(), as: .speaks) == word {
                return objects(of: child)
            }
            if words.has(word, .placePreposition), !isHosted(head), reading.roleEnding[head] != nil {
                return objects(of: child).filter { !$0.givesSector }
            }
        }
        if token.label == "relcl", words.has(token.lemma.lowercased(), .ownerVerb) {
            return ofWhomSpoken(child)
        }
        if token.label == "acl" || token.label == "amod", words.has(word, .ownerParticiple), !isHosted(head) {
            return parse.children[child].filter { parse.tokens[$0].label == "prep" }.flatMap {
                objects(of: $0)
            }
        }
        return []
    }

    /// "who speaks for *the Togolese cabinet*", "who represented *Togo*": names only, for a pronoun may lead back to the phrase.
    private func ofWhomSpoken(_ verb: Int) -> [Owner] {
        let objects = parse.children[verb].filter { $0 > verb }.flatMap { child -> [Int] in
            switch parse.tokens[child].label {
            case "dobj": [child]
            case "prep": parse.children[child].filter { parse.tokens[$0].label == "pobj" }
            default: []
            }
        }
        return objects.filter { ["NOUN", "PROPN"].contains(parse.tokens[$0].pos) }.flatMap {
            object -> [Owner] in
            guard let sense = base(object), sense.anaphor == nil else { return [] }
            return owners(sense)
        }
    }

    /// A diplomat, who is in another's land.
    private func isHosted(_ head: Int) -> Bool {
        reading.roleEnding[head].map { words.has(reading.roles[$0].noun.roleClass, .hostClass) } ?? false
    }

    private func objects(of preposition: Int) -> [Owner] {
        var owners: [Owner] = []
        for object in parse.children[preposition] where parse.tokens[object].label == "pobj" {
            var at: Int? = object
            while let one = at {
                if let sense = base(one), sense.anaphor == nil { owners += self.owners(sense) }
                at = parse.children[one].first { parse.tokens[$0].label == "conj" }
            }
        }
        return owners
    }

    /// Tokens before the head inside its phrase, possessors' own words left out.
    func leftModifiers(_ head: Int) -> [Int] {
        var found: [Int] = []
        var open = parse.children[head].filter { $0 < head && isModifier($0) }
        while let next = open.popLast() {
            found.append(next)
            open += parse.children[next].filter {
                $0 < head && (isModifier($0) || parse.tokens[$0].label == "conj")
            }
        }
        return found.sorted()
    }

    private func isModifier(_ i: Int) -> Bool {
        ["amod", "compound", "nmod", "npadvmod", "advmod", "nummod", "quantmod", "dep", "punct", "flat"]
            .contains(parse.tokens[i].label)
    }

    /// A sector that passes to members, officials and speakers of a body: "army spokesman", "FSB officer".
    func sectorDonor(_ head: Int, _ owners: [Owner]) -> String? {
        for token in leftModifiers(head).reversed() {
            guard let index = reading.roleEnding[token], !reading.roles[index].tokens.contains(head) else {
                continue
            }
            let noun = reading.roles[index].noun
            if noun.kind != "thing" && noun.kind != "place", noun.sector != Sector.unknown,
                !words.has(noun.roleClass, .genericClass) || noun.sector != Sector.government
            {
                return noun.sector
            }
        }
        for child in parse.children[head] where child < head && parse.tokens[child].label == "poss" {
            if let index = reading.roleEnding[child], reading.roles[index].noun.kind == "body" {
                return reading.roles[index].noun.sector
            }
        }
        for prep in parse.children[head]
        where prep > head && words.has(parse.tokens[prep].text.lowercased(), .ownerPreposition) {
            for object in parse.children[prep] {
                if reading.roleEnding[object] != nil, let sense = base(object), sense.kind != .thing,
                    let sector = sense.actors.first?.sector, sector != Sector.unknown
                {
                    return sector
                }
            }
        }
        return owners.first { $0.givesSector && !$0.actor.sector.isEmpty }?.actor.sector
    }

    func isFormer(_ head: Int) -> Bool {
        leftModifiers(head).contains {
            words.has(parse.tokens[$0].text.lowercased(), .former)
                || words.has(
                    parse.tokens[$0].text.lowercased().split(separator: "-").first.map(String.init) ?? "",
                    .former)
        }
    }

    /// Sectors that one leaves with the office.
    func isOfficial(_ sector: String) -> Bool { words.has(sector, .officialSector) }

    /// The role noun among the words before a name: "Foreign Minister" in "Foreign Minister Taro Kono".
    func title(before head: Int) -> RoleNoun? {
        for token in leftModifiers(head).reversed() {
            if let index = reading.roleEnding[token], !reading.roles[index].tokens.contains(head) {
                return reading.roles[index].noun
            }
        }
        return nil
    }

    /// Whether a head is the last word of a person's name.
    func isProperNameOfPerson(_ head: Int) -> Bool {
        guard parse.tokens[head].pos == "PROPN" else { return false }
        if let entity = reading.entityAt[head] { return parse.entities[entity].label == "PERSON" }
        return reading.roleEnding[head] == nil && (title(before: head).map { $0.kind == "person" } ?? false)
    }

    /// The tokens of a proper name that ends at a head, titles and nationalities left out.
    func properTokens(_ head: Int) -> [Int] {
        var start = head
        let bound = reading.entityAt[head].map { parse.entities[$0].tokens.lowerBound } ?? 0
        while start > bound {
            let before = start - 1
            let token = parse.tokens[before]
            if token.startsSentence && parse.tokens[start].startsSentence { break }
            let isPart = token.pos == "PROPN" || token.tag == "HYPH" || token.text == "-"
            let isOther = reading.roleAt[before] != nil || isPlaceWord(before)
            if !isPart || isOther || parse.tokens[start].startsSentence { break }
            start = before
        }
        while start < head, parse.tokens[start].pos == "PUNCT" { start += 1 }
        return Array(start...head)
    }

    private func isPlaceWord(_ token: Int) -> Bool {
        guard let index = reading.nameAt[token], case .place? = reading.names[index].meanings.first else {
            return false
        }
        return true
    }

    func properName(_ head: Int) -> String {
        let tokens = properTokens(head)
        var name = ""
        for (i, token) in tokens.enumerated() {
            name += parse.tokens[token].text
            if i + 1 < tokens.count, parse.tokens[token].spaceAfter { name += " " }
        }
        return name
    }

    /// The tokens of a phrase, without relative and other trailing clauses.
    func extent(of head: Int) -> Range<Int> {
        var (low, high) = (head, head)
        if let index = reading.nameAt[head] {
            low = min(low, reading.names[index].tokens.lowerBound)
            high = max(high, reading.names[index].tokens.upperBound - 1)
        }
        for child in parse.children[head] where child < head && belongsLeft(child) {
            low = min(low, leftEdge(child))
        }
        for child in parse.children[head] where child > head && belongsRight(child, of: head) {
            for object in parse.children[child] where parse.tokens[object].label == "pobj" {
                high = max(high, extent(of: object).upperBound - 1)
            }
            if parse.tokens[child].label == "appos" { high = max(high, extent(of: child).upperBound - 1) }
        }
        while low < head, parse.tokens[low].pos == "PUNCT" { low += 1 }
        return low..<high + 1
    }

    private func belongsLeft(_ child: Int) -> Bool {
        isModifier(child) || ["det", "poss", "predet"].contains(parse.tokens[child].label)
    }

    private func leftEdge(_ token: Int) -> Int {
        parse.children[token].filter { $0 < token }.map { leftEdge($0) }.min() ?? token
    }

    private func belongsRight(_ child: Int, of head: Int) -> Bool {
        let token = parse.tokens[child]
        if token.label == "appos" {
            return child > 0 && !(head + 1..<child).contains { parse.tokens[$0].text == "," }
        }
        return token.label == "prep" && words.has(token.text.lowercased(), .ownerPreposition)
            && child == head + 1
    }
}
