import Demarche
import DemarcheLexicon

/// Reads single noun phrases of a parse: whom the words themselves mean.
struct PhraseReader {
    let reading: Reading

    init(_ reading: Reading) { self.reading = reading }

    var parse: Parse { reading.parse }
    var words: ActorWords { reading.lexicon.words }

    /// What a phrase's words say.
    struct Sense {
        var kind: Mention.Kind
        var actors: [Actor]
        var ground: Ground = .words
        var anaphor: Anaphor?
        var properName: String?
        var roleClass = ""
        /// Former office holders of the surname that the phrase is.
        var namesakes: [Actor] = []
        /// Whether the phrase is a state, or a word for one, and nothing more special.
        var isState = false
        /// Whether the sector is only what the noun usually has.
        var isGeneric = false
    }

    /// The mention whose head is a token; nil where the token heads no phrase that could be an actor.
    func mention(at head: Int) -> Mention? {
        guard isHead(head), let sense = full(head) else { return nil }
        let tokens = extent(of: head)
        let span = Span(
            parse.tokens[tokens.lowerBound].span.start, parse.tokens[tokens.upperBound - 1].span.end)
        return Mention(
            head: head, tokens: tokens, span: span, kind: placed(sense, at: head), actors: sense.actors,
            ground: sense.ground, anaphor: sense.anaphor, properName: sense.properName,
            roleClass: sense.roleClass, namesakes: sense.namesakes)
    }

    /// Whether a token heads a phrase, or is a name used as a modifier of one.
    private func isHead(_ i: Int) -> Bool {
        let token = parse.tokens[i]
        if let name = reading.nameAt[i] {
            guard reading.names[name].head == i else { return false }
            return !isInsideLongerName(i)
        }
        switch token.pos {
        case "PRON", "DET":
            return words.has(token.text.lowercased(), .pronoun) || isBareCount(i)
        case "NUM": return isBareCount(i)
        case "NOUN", "PROPN": break
        default: if reading.roleEnding[i] == nil || token.pos == "ADJ" { return false }
        }
        guard token.label == "compound" || token.label == "nmod" || token.label == "amod" else { return true }
        guard let role = reading.roleEnding[i] else { return false }
        let head = token.head
        return !reading.roles[role].tokens.contains(head) && parse.tokens[head].pos != "PROPN"
            && reading.roleEnding[head] == nil
    }

    /// A surname inside a person's full name that the lexicon does not know.
    private func isInsideLongerName(_ i: Int) -> Bool {
        let token = parse.tokens[i]
        guard token.label == "compound" || token.label == "flat", token.head > i,
            parse.tokens[token.head].pos == "PROPN", reading.nameAt[token.head] != reading.nameAt[i]
        else { return false }
        switch reading.nameAt[i].flatMap({ reading.names[$0].meanings.first }) {
        case .person?, .surname?: return properTokens(token.head).contains(i)
        default: break
        }
        guard let entity = reading.entityAt[i], parse.entities[entity].label == "PERSON" else { return false }
        return parse.entities[entity].tokens.contains(token.head)
    }

    /// "both", "the two", "neither" without a noun.
    private func isBareCount(_ i: Int) -> Bool {
        let token = parse.tokens[i]
        guard words.has(token.text.lowercased(), .count) else { return false }
        return ["nsubj", "nsubjpass", "dobj", "pobj", "iobj", "ROOT", "poss", "conj"].contains(token.label)
            && !parse.children[i].contains { parse.tokens[$0].label == "prep" }
    }

    /// A state, capital or palace in a locative phrase is a place.
    private func placed(_ sense: Sense, at head: Int) -> Mention.Kind {
        guard sense.kind == .body, sense.isState else { return sense.kind }
        let token = parse.tokens[head]
        if let index = reading.nameAt[head], isTown(reading.names[index]), token.label == "compound",
            reading.roleEnding[token.head] == nil
        {
            return .place
        }
        return isLocative(head) ? .place : .body
    }

    func isLocative(_ head: Int) -> Bool {
        var at = head
        while parse.tokens[at].label == "conj" && parse.tokens[at].head != at { at = parse.tokens[at].head }
        guard parse.tokens[at].label == "pobj" else { return false }
        return words.has(parse.tokens[parse.tokens[at].head].text.lowercased(), .locative)
    }

    /// The phrase's words, with what stands beside it in apposition.
    func full(_ head: Int) -> Sense? {
        var sense = base(head)
        let beside = parse.children[head].filter { parse.tokens[$0].label == "appos" }
        for other in beside {
            guard let said = base(other) else { continue }
            sense = joined(sense, said)
        }
        let token = parse.tokens[head]
        if token.label == "appos", token.head != head, sense != nil || isAsMany(head, token.head),
            let said = base(token.head)
        {
            sense = joined(sense, said)
        }
        return sense
    }

    /// "expelled two envoys, *a step* that angered Lima": one thing beside several persons is none of them.
    private func isAsMany(_ head: Int, _ other: Int) -> Bool {
        let isOne = parse.children[head].contains { words.has(parse.lower($0), .one) }
        return !(isOne && parse.tokens[head].tag == "NN" && parse.tokens[other].tag == "NNS")
    }

    /// Two names of one person or body: what one leaves open the other tells.
    private func joined(_ a: Sense?, _ b: Sense) -> Sense? {
        guard var a else { return b.kind == .person ? b : nil }
        if a.kind != b.kind
            && !(a.kind != .thing && b.kind != .thing && (a.properName != nil || b.properName != nil))
        {
            return a
        }
        let (mine, its) = (a.actors.first, b.actors.first)
        if a.properName == nil { a.properName = b.properName }
        if a.roleClass.isEmpty { a.roleClass = b.roleClass }
        guard let its, !its.code.isEmpty else {
            if let its, mine == nil || mine?.sector.isEmpty == true {
                a.actors = [Actor(code: mine?.code ?? "", sector: its.sector, name: mine?.name ?? its.name)]
            }
            return a
        }
        if mine == nil || mine?.code.isEmpty == true {
            let keepsSector = !(mine?.sector.isEmpty ?? true) && !a.isGeneric
            a.actors = [
                Actor(
                    code: its.code, sector: keepsSector ? mine?.sector ?? "" : its.sector,
                    name: mine?.name ?? its.name)
            ]
            a.anaphor = nil
            a.ground = .rule("apposition")
        }
        return a
    }
}
