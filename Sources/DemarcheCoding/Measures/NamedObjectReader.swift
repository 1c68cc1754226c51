package import Demarche
package import DemarcheLexicon

/// Reads whom a measure names: persons, organisations and groups, each as target, relative, owner or superior. Codebook §9.
///
/// A name that stands behind a relation ("the families of Mishustin") gets the relation's role, never `target`.
package struct NamedObjectReader: Sendable {
    private let read: ReadPassage
    private let text: ScalarText
    private let record: RecordLexicon

    package init(read: ReadPassage, text: ScalarText, record: RecordLexicon) {
        self.read = read
        self.text = text
        self.record = record
    }

    private var parse: Parse { read.parse }

    /// The names in a candidate's recipients, and in what says more of them.
    func objects(_ candidate: Candidate, sources: Set<String>) -> [Claim.NamedObject] {
        guard let kind = candidate.act.measure?.kind else { return [] }
        let recipients = candidate.recipients.map(\.head) + candidate.match.recipients.map(\.head)
        return objects(ofKind: kind, recipients: recipients, anchor: candidate.match.anchor, sources: sources)
    }

    /// The names at the tokens that head an act's recipients; none for kinds of measures that designate nobody.
    /// - Parameters:
    ///   - anchor: the token of the act's own word.
    ///   - sources: codes of the doers, who designate others and not their own.
    package func objects(ofKind kind: String, recipients: [Int], anchor: Int, sources: Set<String>) -> [Claim
        .NamedObject]
    {
        guard let designates = record.kinds[kind]?.designates, designates != .none else { return [] }
        var names = Names(onlyPersons: designates == .persons, sources: sources)
        let isCovering = has(.cover, anchor)
        for head in recipients {
            collect(head, role: "target", isListed: isCovering, into: &names, depth: 0)
        }
        guard designates == .all else { return names.found }
        let others =
            covered(by: anchor) + listed(around: anchor) + counted(with: anchor)
            + included(behind: recipients, anchor: anchor)
        for head in others { collect(head, role: "target", isListed: true, into: &names, depth: 0) }
        return names.found
    }

    /// What is collected, each head once.
    private struct Names {
        let onlyPersons: Bool
        let sources: Set<String>
        var seen: Set<Int> = []
        var found: [Claim.NamedObject] = []

        mutating func add(_ object: Claim.NamedObject?) {
            guard let object, !onlyPersons || object.kind == "person" else { return }
            if !found.contains(where: { $0.name == object.name }) { found.append(object) }
        }
    }

    // MARK: Where names stand

    /// "The sanctions also target A and B", "the restrictions apply to A": the object of a verb whose subject is the measure.
    private func covered(by anchor: Int) -> [Int] {
        let verb = parse.head(anchor)
        guard ["nsubj", "nsubjpass"].contains(parse.label(anchor)), has(.cover, verb) else { return [] }
        let objects = parse.dependents(of: verb, ["dobj", "attr"])
        let behind = parse.dependents(of: verb, ["prep"]).flatMap { parse.dependents(of: $0, ["pobj"]) }
        // A noun that the parser joined to the verb belongs to the row of its objects.
        let strays = parse.dependents(of: verb, ["conj"]).filter { parse.isNominal($0) }
        return objects + behind + strays
    }

    /// "Among those sanctioned are A and B": the subject of the sentence that the preposition opens.
    private func listed(around anchor: Int) -> [Int] {
        let group = parse.head(anchor)
        guard parse.label(group) == "pobj", has(.include, parse.head(group)) else { return [] }
        let verb = parse.head(parse.head(group))
        return parse.dependents(of: verb, ["attr", "nsubj"]).filter { $0 != group }
    }

    /// "placed 365 men on the list, among them judges": what stands beside the pronoun under the preposition.
    private func counted(with anchor: Int) -> [Int] {
        parse.dependents(of: anchor, ["prep"]).filter { has(.include, $0) }.flatMap { preposition -> [Int] in
            let objects = parse.dependents(of: preposition, ["pobj", "appos", "conj"])
            return objects.contains { parse.tag($0) == "PRP" }
                ? objects.filter { parse.tag($0) != "PRP" } : []
        }
    }

    /// "sanctioned 20 men over the seizure of an island, including the sons of a general": the parser hangs the row on a
    /// later noun; one that stands for a single thing includes nobody, so the row belongs to the many before it.
    private func included(behind recipients: [Int], anchor: Int) -> [Int] {
        guard let many = recipients.last(where: { parse.tag($0) == "NNS" }) else { return [] }
        let strays = parse.subtree(of: anchor, without: ["conj"]).filter { token in
            guard token > many, has(.include, token), parse.label(token) == "prep" else { return false }
            let host = parse.head(token)
            return host > many && ["NN", "NNP"].contains(parse.tag(host))
        }
        return strays.flatMap { parse.dependents(of: $0, ["pobj"]) }
    }

    private func collect(_ head: Int, role: String, isListed: Bool, into names: inout Names, depth: Int) {
        guard depth < 12, names.seen.insert(head).inserted else { return }
        let relation = self.relation(at: head)
        if let relation, !holders(of: head).isEmpty {
            for holder in holders(of: head) {
                collect(holder, role: relation, isListed: false, into: &names, depth: depth + 1)
            }
        } else {
            names.add(
                object(
                    at: head, role: role, isListed: isListed, sources: names.sources,
                    isForPersons: names.onlyPersons))
        }
        let isHeld = relation != nil
        for child in parse.children[head] {
            switch parse.label(child) {
            case "appos": collect(child, role: role, isListed: isListed, into: &names, depth: depth + 1)
            case "conj" where parse.isNominal(child):
                collect(child, role: role, isListed: isListed, into: &names, depth: depth + 1)
            case "prep" where has(.include, child) && !isHeld:
                for object in parse.dependents(of: child, ["pobj"]) {
                    collect(object, role: "target", isListed: true, into: &names, depth: depth + 1)
                }
            case "prep" where isListed && has(.generic, head) && parse.lower(child) == "of":
                // "members of parliament, judges and envoys": the parser hangs the row on the inner noun.
                for inner in parse.dependents(of: child, ["pobj"]).flatMap(parse.coordinated).dropFirst()
                where parse.tag(inner) == "NNS" {
                    collect(inner, role: role, isListed: true, into: &names, depth: depth + 1)
                }
            case "acl" where has(.include, child), "amod" where has(.include, child):
                for object in parse.dependents(of: child, ["dobj", "pobj"]) {
                    collect(object, role: "target", isListed: true, into: &names, depth: depth + 1)
                }
            default: break
            }
        }
    }

    /// The role that a common noun gives to the names behind it.
    private func relation(at head: Int) -> String? {
        guard !parse.tag(head).hasPrefix("NNP") else { return nil }
        if read.mention(at: head)?.roleClass == "relative" { return Relation.relative.rawValue }
        let roles = record.relations[parse.lemma(head)] ?? []
        return [Relation.relative, .owner, .officialOf].first { roles.contains($0) }?.rawValue
    }

    /// "the families of A and B", "A's family", "firms owned by A", "an aide to A": the proper names behind a relation.
    private func holders(of head: Int) -> [Int] {
        var found = parse.dependents(of: head, ["poss"])
        for child in parse.children[head] {
            switch parse.label(child) {
            case "prep" where ["of", "to"].contains(parse.lower(child)):
                found += parse.dependents(of: child, ["pobj"])
            case "acl", "amod", "relcl":
                let links = parse.dependents(of: child, ["prep", "agent"])
                found += links.filter { ["by", "to", "with"].contains(parse.lower($0)) }.flatMap {
                    parse.dependents(of: $0, ["pobj"])
                }
            default: break
            }
        }
        return found.filter { isPerson($0) }
    }

    private func isPerson(_ head: Int) -> Bool {
        guard parse.tag(head).hasPrefix("NNP") else {
            return parse.dependents(of: head, ["appos"]).contains {
                parse.tag($0).hasPrefix("NNP") && isPerson($0)
            }
        }
        if let entity = entity(at: head) { return entity.label == "PERSON" }
        return read.mention(at: head)?.kind == .person
    }

    private func has(_ relation: Relation, _ token: Int) -> Bool {
        record.relations[parse.lemma(token)]?.contains(relation) ?? false
            || record.relations[parse.lower(token)]?.contains(relation) ?? false
    }

    // MARK: What a name is

    private func object(at head: Int, role: String, isListed: Bool, sources: Set<String>, isForPersons: Bool)
        -> Claim.NamedObject?
    {
        let mention = read.mention(at: head)
        if let mention, mention.ground == .words, !mention.actors.isEmpty,
            mention.actors.allSatisfy({ sources.contains($0.code) })
        {
            return nil
        }
        if parse.tag(head).hasPrefix("NNP") {
            return named(head, role: role, mention: mention, isForPersons: isForPersons)
        }
        if let mention, mention.kind == .person, mention.anaphor != nil, parse.tag(head) != "NNS" {
            return antecedent(of: mention, role: role)
        }
        return isListed ? group(head, role: role) : nil
    }

    private func named(_ head: Int, role: String, mention: Mention?, isForPersons: Bool = false) -> Claim
        .NamedObject?
    {
        let entity = entity(at: head)
        if let entity, ["GPE", "NORP", "LOC", "DATE", "LAW", "EVENT"].contains(entity.label),
            mention?.kind != .person || entity.tokens.count == 1
        {
            return nil
        }
        if parse.tag(head) == "NNPS", parse.dependent(of: head, "nummod") != nil { return nil }
        let isPerson =
            entity?.label == "PERSON"
            || (entity?.label != "ORG" && (mention?.kind == .person || isForPersons))
        let tokens =
            entity?.label == "PERSON"
            ? Array(entity?.tokens ?? head..<head + 1) : nameTokens(head, isPerson: isPerson)
        guard let span = parse.span(of: tokens.filter { !["the", "’s", "'s"].contains(parse.lower($0)) })
        else { return nil }
        let words = text[span]
        if isPerson {
            return Claim.NamedObject(
                name: fullName(words, before: head), kind: "person", role: role, span: span)
        }
        if mention?.actors.contains(where: { $0.sector == "GOV" && $0.name == words }) == true { return nil }
        return Claim.NamedObject(name: words, kind: "organisation", role: role, span: span)
    }

    /// The head with the proper nouns right before it; of a person's, the last two, so that titles fall away.
    private func nameTokens(_ head: Int, isPerson: Bool) -> [Int] {
        var first = head
        while first > 0, parse.tag(first - 1).hasPrefix("NNP"), parse.dominates(head, first - 1),
            parse.label(first - 1) != "poss"
        { first -= 1 }
        return Array((isPerson ? max(first, head - 1) : first)...head)
    }

    /// A surname alone stands for the full name told before.
    private func fullName(_ name: String, before head: Int) -> String {
        guard !name.contains(" ") else { return name }
        let fuller = parse.entities.last {
            $0.label == "PERSON" && $0.tokens.upperBound <= head && $0.tokens.count > 1
                && parse.tokens[$0.tokens.upperBound - 1].text == name
        }
        return fuller.flatMap { parse.span(of: Array($0.tokens)) }.map { text[$0] } ?? name
    }

    /// "him", "the consul": the person of the same actor that was named last, or in an apposition to a noun.
    private func antecedent(of mention: Mention, role: String) -> Claim.NamedObject? {
        let codes = Set(mention.actors.map(\.code))
        let named = read.mentions.last { other in
            other.head < mention.head && other.kind == .person && isName(other.head)
                && !codes.isDisjoint(with: other.actors.map(\.code))
        }
        guard let named, let object = self.named(named.head, role: role, mention: named) else { return nil }
        return Claim.NamedObject(name: object.name, kind: object.kind, role: role, span: mention.span)
    }

    private func isName(_ head: Int) -> Bool { entity(at: head)?.label == "PERSON" }

    /// "arms manufacturers", "members of parliament": a kind of persons or bodies, named and not counted.
    private func group(_ head: Int, role: String) -> Claim.NamedObject? {
        guard parse.tag(head) == "NNS", parse.dependents(of: head, ["nummod", "poss"]).isEmpty,
            relation(at: head) == nil
        else { return nil }
        var tokens = [head] + parse.dependents(of: head, ["compound", "amod"]).filter { $0 < head }
        let inside = parse.dependents(of: head, ["prep"]).filter { parse.lower($0) == "of" }
        if has(.generic, head) {
            guard let of = inside.first else { return nil }
            tokens += parse.subtree(of: of, without: ["conj", "cc", "punct", "relcl", "acl"])
        }
        guard let span = parse.span(of: tokens) else { return nil }
        return Claim.NamedObject(name: text[span], kind: "group", role: role, span: span)
    }

    private func entity(at head: Int) -> Entity? { parse.entities.first { $0.tokens.contains(head) } }
}
