import Demarche

/// What stands in a role: actors, a phrase that could be one, or something that is none.
struct Filler: Sendable {
    let head: Int
    let span: Span
    let text: String
    let actors: [Actor]
    let ground: Ground
    let mention: Mention?

    /// A role for each actor; for a person of whom only the name is known, one role that is still open.
    func roles() -> [Claim.Role] {
        var shown = actors
        if shown.isEmpty, let name = mention?.properName { shown = [Actor(code: "", sector: "", name: name)] }
        return shown.map { Claim.Role(actor: $0, span: span, text: text, ground: ground) }
    }

    /// The same phrase with the actors that a rule found.
    func meaning(_ actors: [Actor], by rule: String) -> Filler {
        Filler(head: head, span: span, text: text, actors: actors, ground: .rule(rule), mention: mention)
    }

    /// Whether the phrase could be an actor of which only the sector is known ("police", "the diplomat").
    var isOpen: Bool { actors.isEmpty || actors.allSatisfy { $0.code.isEmpty } }
    var sector: String { actors.first?.sector ?? "" }
}

/// Looks up who fills an argument.
struct FillerReader: Sendable {
    let read: ReadPassage
    let text: ScalarText
    let phrasebook: Phrasebook

    /// Nil where the phrase is no possible actor ("a fresh batch").
    func filler(_ argument: PredicateArgument) -> Filler? { filler(head: argument.head, depth: 0) }

    func filler(head: Int, depth: Int = 0) -> Filler? {
        // As an argument of its own it stands for what was told, not for the noun before it.
        if read.parse.isSentenceRelative(head) { return nil }
        if let mention = read.mention(at: head) {
            return Filler(
                head: head, span: mention.span, text: text[mention.span], actors: mention.actors,
                ground: mention.ground,
                mention: mention)
        }
        guard depth < 3 else { return nil }
        // "Looked into how *a Togolese drone* came to fall": what is aimed at a clause is aimed at whom it is about.
        if read.parse.isVerbal(head), let subject = read.parse.dependent(of: head, "nsubj") {
            return filler(head: subject, depth: depth + 1)
        }
        if phrasebook.isCarrier(read.parse.lemma(head)) {
            let owners = read.predications[head].arguments.filter {
                [.agent, .possessor, .modifier, .support, .oblique("of"), .oblique("from")].contains($0.role)
            }
            let issued = read.parse.dependents(of: head, ["acl"]).flatMap {
                read.predications[$0].fillers(.agent)
            }
            return (owners.map(\.head) + issued).lazy.compactMap { filler(head: $0, depth: depth + 1) }.first
        }
        if let owner = openOwner(of: head) { return owner }
        guard isPartitive(head) else { return nil }
        for preposition in read.parse.children[head] where read.parse.lower(preposition) == "of" {
            for object in read.parse.dependents(of: preposition, ["pobj"]) {
                if let found = filler(head: object, depth: depth + 1) { return found }
            }
        }
        return nil
    }

    /// "struck down *the government's* law": whose state is not shown owns it all the same.
    private func openOwner(of head: Int) -> Filler? {
        guard let owner = read.parse.dependent(of: head, "poss"), let mention = read.mention(at: owner),
            mention.anaphor != .speaker, mention.kind == .body || mention.kind == .person,
            let actor = mention.actors.first, actor.code.isEmpty, !actor.sector.isEmpty
        else { return nil }
        return Filler(
            head: head, span: mention.span, text: text[mention.span], actors: mention.actors,
            ground: mention.ground, mention: mention)
    }

    /// Whose a thing is that stands for no actor: "a camp *for Congolese refugees*", "power lines *in Kabul*".
    ///
    /// - Parameter act: the act's token, whose own places count too: "blew up a pylon *near Kabul*".
    func owner(of argument: PredicateArgument, act: Int) -> Filler? {
        let around =
            (phrasebook.belongingRoles + phrasebook.lyingRoles).flatMap {
                read.predications[argument.head].fillers($0)
            } + phrasebook.lyingRoles.flatMap { read.predications[act].fillers($0) }
        for head in around {
            guard let mention = read.mention(at: head), mention.anaphor == nil,
                let actor = mention.actors.first, !actor.code.isEmpty, mention.actors.count == 1
            else { continue }
            let isPlace = read.places.contains {
                $0.span.start < mention.span.end && mention.span.start < $0.span.end
            }
            return Filler(
                head: argument.head, span: mention.span, text: text[mention.span],
                actors: [isPlace ? Actor(code: actor.code, sector: "CVL", name: actor.name) : actor],
                ground: .rule("owner-of"), mention: mention)
        }
        return nil
    }

    /// "hundreds of diplomats", "some of the officials": a number or quantifier counts what follows.
    private func isPartitive(_ head: Int) -> Bool {
        let parse = read.parse
        return ["NUM", "DET", "PRON"].contains(parse.tokens[head].pos)
            || phrasebook.isMeasure(parse.lemma(head))
    }
}
