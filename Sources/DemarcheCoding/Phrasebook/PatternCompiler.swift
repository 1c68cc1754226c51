package import Demarche
package import DemarcheLexicon

/// Turns marked examples into patterns: parses them with the program's own parser and keeps the predication.
package struct PatternCompiler: Sendable {
    private let parser: any Parsing
    private let relater: Relater

    package init(parser: any Parsing, relater: Relater) {
        self.parser = parser
        self.relater = relater
    }

    /// - Throws: `MarkedExampleError` when slots and braced words do not hang together as the row shows.
    package func pattern(for phrasing: Phrasing) throws -> Pattern {
        let example = try MarkedExample(phrasing.example)
        let parse = relater.mended(parser.parse(example.text, in: Span(0, example.text.count)))
        return try Compiling(
            phrasing: phrasing, example: example, parse: parse, predications: relater.predications(in: parse)
        )
        .pattern()
    }
}

/// The compilation of one example.
private struct Compiling {
    let phrasing: Phrasing
    let example: MarkedExample
    let parse: Parse
    let predications: [Predication]

    func pattern() throws -> Pattern {
        let slotTokens = example.slots.mapValues { span in
            parse.tokens.indices.filter { span.contains(parse.tokens[$0].span) }
        }
        let inSlots = Set(slotTokens.values.joined())
        let braced = parse.tokens.indices.filter { token in
            example.braces.contains { $0.contains(parse.tokens[token].span) }
        }
        if let lost = lostNegation(outside: braced) {
            throw MarkedExampleError(
                what: "“\(parse.tokens[lost].text)” stands outside braces, which would lose it; brace it")
        }
        let words = braced.filter { !inSlots.contains($0) && carriesMeaning($0) }
        guard let anchor = words.min(by: { (parse.depth(of: $0), $0) < (parse.depth(of: $1), $1) }) else {
            throw MarkedExampleError(what: "all braced words stand inside slots: no word anchors the act")
        }
        let (nodes, tokens) = try nodes(anchor: anchor, words: words)
        let doer = try slotTokens[1].map { try slot($0, number: 1, braced: braced, nodeTokens: tokens) }
        let recipient = try slotTokens[2].map { try slot($0, number: 2, braced: braced, nodeTokens: tokens) }
        let needless = Set(
            [doer, recipient].compactMap { slot -> String? in
                if case .oblique(let preposition)? = slot?.role { return preposition }
                return nil
            })
        // "Fired at", "gathered outside": where a word stands alone with its preposition, the preposition makes the act.
        let standsAlone = nodes.filter { $0.relation != .preposition }.count == 1
        let kept = nodes.indices.filter { index in
            standsAlone
                || !(nodes[index].relation == .preposition
                    && needless.contains { $0.split(separator: " ").contains(Substring(nodes[index].lemma)) })
        }
        let place = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        func moved(_ slot: Pattern.Slot?) -> Pattern.Slot? {
            slot.map { Pattern.Slot(node: place[$0.node] ?? 0, role: $0.role, head: $0.head) }
        }
        return Pattern(
            act: phrasing.act, example: phrasing.example, isNearMiss: phrasing.isNearMiss,
            nodes: kept.map { nodes[$0].hung(on: place[nodes[$0].parent] ?? 0) }, doer: moved(doer),
            recipient: moved(recipient))
    }

    /// Articles, auxiliaries and marks may be braced for the reader's sake; they constrain nothing.
    private func carriesMeaning(_ token: Int) -> Bool {
        !["det", "aux", "auxpass", "punct", "case", "mark", "cc", "poss", ParseMender.partOfWord].contains(
            parse.label(token))
            || (parse.label(token) == "poss" && parse.tokens[token].pos != "PRON")
            || isOpenInfinitive(token) || parse.isNegative(token) || isToldModal(token)
            || isSubordinator(token)
    }

    /// "asked [2 the mayor] {if} it rained": what opens a clause makes another of it, unless it only joins.
    private func isSubordinator(_ token: Int) -> Bool {
        parse.label(token) == "mark" && parse.tokens[token].pos == "SCONJ"
            && !["as", "for", "that"].contains(parse.lower(token))
    }

    /// "{had} *no* {secret}": a negation outside braces would be lost, and the row tell the contrary. A "no-fly zone" denies
    /// nothing.
    private func lostNegation(outside braced: [Int]) -> Int? {
        parse.tokens.indices.first { token in
            parse.isNegative(token) && !braced.contains(token)
                && !(token + 1 < parse.tokens.count && parse.tokens[token + 1].text == "-")
        }
    }

    /// "{would} {retaliate}": the modal tells what the verb alone does not; in a refusal the braced "not" does.
    private func isToldModal(_ token: Int) -> Bool {
        parse.tag(token) == "MD"
            && !parse.children[parse.head(token)].contains { child in
                parse.label(child) == "neg"
                    && example.braces.contains { $0.contains(parse.tokens[child].span) }
            }
    }

    /// "asked [2 Greece] {to} act": some infinitive must follow, whichever.
    private func isOpenInfinitive(_ token: Int) -> Bool {
        parse.tag(token) == "TO" && parse.label(token) == "aux"
            && !example.braces.contains { $0.contains(parse.tokens[parse.head(token)].span) }
    }

    /// The braced words as nodes, parents before children; a braced preposition is none where its object is braced.
    private func nodes(anchor: Int, words: [Int]) throws -> (nodes: [Pattern.Node], tokens: [Int]) {
        var tokens = [anchor]
        var nodes = [node(anchor, parent: 0, relation: .anchor)]
        let rest = words.filter { $0 != anchor }.map { (parse.depth(of: $0), $0) }.sorted { $0 < $1 }.map(\.1)
        for word in rest {
            if parse.tokens[word].pos == "ADP",
                parse.children[word].contains(where: {
                    words.contains($0) && ["pobj", "pcomp"].contains(parse.label($0))
                })
            {
                continue
            }
            guard let (parent, relation) = relation(of: word, among: tokens) else {
                throw MarkedExampleError(
                    what:
                        "“\(parse.tokens[word].text)” does not hang from “\(parse.tokens[anchor].text)” in the parse; reword the example"
                )
            }
            nodes.append(node(word, parent: parent, relation: relation))
            tokens.append(word)
        }
        return (nodes, tokens)
    }

    private func node(_ token: Int, parent: Int, relation: Pattern.Relation) -> Pattern.Node {
        let isUnreal =
            relation == .role(.clause) && parse.isVerbal(token) && !parse.tellsFact(token)
            && ["VB", "VBP"].contains(parse.tag(token))
        return Pattern.Node(
            lemma: parse.lemma(token), isVerb: parse.isVerbal(token), isNoun: parse.isNominal(token),
            parent: parent,
            relation: relation,
            isOwn: parse.isNominal(token) && parse.children[token].contains { parse.tag($0) == "PRP$" }
                || relation == .role(.clause) && isOwnClause(token),
            isUnreal: isUnreal, isToDo: isUnreal && !parse.tellsOfItself(token),
            isNaming: relation == .preposition && isNaming(token))
    }

    /// "met {in} Geneva": outside slots and braces a name says that some name must follow.
    private func isNaming(_ preposition: Int) -> Bool {
        parse.dependents(of: preposition, ["pobj"]).contains { object in
            parse.tokens[object].pos == "PROPN"
                && !(example.braces + example.slots.values).contains {
                    $0.contains(parse.tokens[object].span)
                }
        }
    }

    /// "said *it* would attack [2 China]": the pronoun is the doer, unless the recipient stands before it.
    private func isOwnClause(_ verb: Int) -> Bool {
        parse.isVerbal(verb) && parse.isOfPronoun(verb)
            && example.slots[2].map { $0.start > parse.tokens[verb].span.start } ?? true
    }

    private func relation(of word: Int, among tokens: [Int]) -> (parent: Int, relation: Pattern.Relation)? {
        for (index, token) in tokens.enumerated().reversed() {
            if parse.tokens[word].pos == "ADP" || parse.label(word) == "prep", parse.head(word) == token,
                parse.label(word) != "prt"
            {
                return (index, .preposition)
            }
            if let argument = predications[token].arguments.first(where: { $0.head == word }) {
                return (index, .role(argument.role))
            }
            if parse.dominates(token, word) { return (index, .below) }
        }
        return nil
    }

    private func slot(_ tokens: [Int], number: Int, braced: [Int], nodeTokens: [Int]) throws -> Pattern.Slot {
        let heads = tokens.filter { !tokens.contains(parse.head($0)) || parse.head($0) == $0 }
            .sorted { (parse.isNominal($0) ? 0 : 1, $0) < (parse.isNominal($1) ? 0 : 1, $1) }
        for head in heads {
            for (index, token) in nodeTokens.enumerated() {
                if let argument = predications[token].arguments.first(where: {
                    $0.head == head && $0.role != .clause
                }) {
                    return Pattern.Slot(
                        node: index, role: argument.role,
                        head: braced.contains(head) ? parse.lemma(head) : nil)
                }
            }
        }
        guard let head = heads.first else { throw MarkedExampleError(what: "slot \(number) holds no word") }
        throw MarkedExampleError(
            what:
                "slot \(number) (“\(parse.tokens[head].text)”) has no role at “\(parse.tokens[nodeTokens[0]].text)” in the parse; reword the example"
        )
    }
}
