import Demarche

/// Where a sentence has the words that a pattern asks for.
extension Seeker {
    /// A token for every node, up to the first that has none.
    func nodeTokens(_ pattern: Pattern, at anchor: Int, nominalised: Bool) -> [Int] {
        var tokens = [anchor]
        for node in pattern.nodes.dropFirst() {
            let parent = tokens[node.parent]
            let fromNoun = nominalised && node.parent == 0
            // "The pull-out", "a walkout": the noun has the verb's particle in it.
            if fromNoun, node.relation == .role(.particle), parse.lemma(anchor).hasSuffix(node.lemma) {
                tokens.append(anchor)
                continue
            }
            var near = candidates(for: node, at: parent, fromNoun: fromNoun, anchor: anchor)
            if near.isEmpty, node.relation == .role(.patient) {
                near = objectsBehindParticle(pattern, tokens).map(\.head)
            }
            if isControlled(node, in: pattern) { near = near.filter { !parse.tellsOfItself($0) } }
            guard
                let found = near.firstNonNil({
                    fromNoun && node.relation == .preposition && parse.lower($0) == "between"
                        ? $0 : standing($0, for: node, anchor: anchor)
                })
            else { break }
            tokens.append(found)
        }
        return tokens
    }

    /// "ordered [2 Chad] {to} {leave}": whoever is told is to do it, so no clause with a subject of its own will do.
    private func isControlled(_ node: Pattern.Node, in pattern: Pattern) -> Bool {
        node.isToDo
            && pattern.recipient
                == Pattern.Slot(node: node.parent, role: .patient, head: pattern.recipient?.head)
    }

    private func candidates(for node: Pattern.Node, at parent: Int, fromNoun: Bool, anchor: Int) -> [Int] {
        switch node.relation {
        case .anchor: return []
        case .preposition:
            return parse.children[parent].filter {
                (parse.tokens[$0].pos == "ADP" || ["prep", "prt"].contains(parse.label($0)))
                    && !opensAdjunct($0, of: parent) && (!node.isNaming || leadsToName($0))
            }
        case .role(.particle) where !fromNoun, .role(.adverb) where !fromNoun:
            return smallWords(of: parent)
        case .below where node.lemma == "to" && !node.isVerb && !node.isNoun:
            return parse.ownWords(of: parent).filter { isOfInfinitive($0, of: parent) }
        case .below:
            return parse.ownWords(of: parent).filter {
                $0 != parent && (!turnsVerb($0) || parse.head($0) == parent)
            }
        case .role(let role):
            if fromNoun { return nominalFillers(role, of: parent, isDoer: false).map(\.head) }
            var found = predications[parent].fillers(role)
            if role.maySlip, parent != anchor { found += predications[anchor].fillers(role) }
            if role.maySlip {
                // "placed five *of the ministers on* its list": what is counted is what it is done to.
                let objects = predications[parent].fillers(.patient)
                found += (objects + objects.flatMap { predications[$0].fillers(.oblique("of")) }).flatMap {
                    predications[$0].fillers(role)
                }
            }
            if role == .attribute || role == .clause, !node.isVerb {
                found +=
                    predications[parent].fillers(.attribute) + predications[parent].fillers(.clause)
                    + predications[parent].fillers(.patient)
                    + predications[parent].fillers(.recipient)
                    + predications[parent].fillers(.patient).flatMap(postposed)
            }
            if role == .patient { found += predications[parent].fillers(.attribute) }
            if role == .clause, node.isVerb { found += infinitives(at: parent) }
            return found
        }
    }

    /// A modal or a negation, which turns no other word than its own: "said *no* to it" is not "said that *no* letter came".
    private func turnsVerb(_ word: Int) -> Bool { parse.tag(word) == "MD" || parse.isNegative(word) }

    /// "told the envoy *to* go", not "told the envoy that he plans to go": the infinitive is the verb's own or its object's.
    private func isOfInfinitive(_ word: Int, of verb: Int) -> Bool {
        guard parse.tag(word) == "TO", parse.label(word) == "aux" else {
            return parse.tag(word) == "TO" || parse.lower(word) == "to"
        }
        let above = parse.head(parse.head(word))
        return above == verb || !parse.isVerbal(above) && parse.dominates(verb, above)
    }

    /// "sent the envoys *home*", "permits were held *back*", "broke *off* talks": of one word the parser makes a particle or an
    /// adverb, of the verb or of its object.
    private func smallWords(of verb: Int) -> [Int] {
        let predication = predications[verb]
        let behind = predication.fillers(.patient).flatMap { object in
            parse.dependents(of: object, ["advmod", "prt"]).filter { $0 > object }
        }
        let predicative = predication.fillers(.attribute).filter { parse.tokens[$0].pos == "ADV" }
        let taken = parse.dependents(of: verb, ["prep"]).filter {
            $0 == verb + 1 && !parse.dependents(of: $0, ["pobj"]).isEmpty && !opensAdjunct($0, of: verb)
        }
        return (predication.fillers(.particle) + predication.fillers(.adverb) + predicative + behind + taken)
            .filter { word in parse.children[word].allSatisfy { $0 > word } }
    }

    /// "packed *off the staff*", "put *in a word*": the parser takes a particle for the preposition of what is the verb's object.
    func objectsBehindParticle(_ pattern: Pattern, _ tokens: [Int]) -> [PredicateArgument] {
        zip(pattern.nodes, tokens).filter { node, token in
            [.role(.particle), .role(.adverb)].contains(node.relation) && parse.head(token) == tokens[0]
        }.flatMap { parse.dependents(of: $1, ["pobj"]) }.flatMap(parse.coordinated).map {
            PredicateArgument(role: .patient, head: $0, construction: "object")
        }
    }

    /// "gave the envoys a week *to leave*": the infinitive hangs on the verb or on its object, as the parser has it.
    func infinitives(at verb: Int) -> [Int] {
        let near = [verb] + parse.dependents(of: verb, ["dobj"])
        return near.flatMap { parse.dependents(of: $0, ["advcl", "acl", "relcl", "xcomp"]) }.filter {
            clause in
            clause > verb && parse.children[clause].contains { parse.tag($0) == "TO" }
        }
    }

    /// "called the decision *reckless*", where the parser hangs the adjective on the noun before it.
    private func postposed(_ noun: Int) -> [Int] {
        parse.dependents(of: noun, ["amod"]).filter { $0 > noun }
    }

    /// "met in *Geneva*", "in the *Swiss* capital", not "in the gardens"; in a question or a relative clause nothing stands behind it.
    private func leadsToName(_ preposition: Int) -> Bool {
        let objects = parse.dependents(of: preposition, ["pobj"])
        return objects.isEmpty
            || objects.flatMap { parse.subtree(of: $0, without: ["relcl", "acl"]) }.contains {
                parse.tokens[$0].text.first?.isUppercase ?? false
            }
    }

    /// "*On* 29 December the frigate called", "met him *on* Monday": of a day, or in front of the clause with its own object, a
    /// preposition makes no other act of the verb; a relative pronoun in front ("*on* whom it called") is the verb's.
    private func opensAdjunct(_ preposition: Int, of verb: Int) -> Bool {
        let objects = parse.dependents(of: preposition, ["pobj"])
        guard parse.isVerbal(verb), !objects.isEmpty else { return false }
        return objects.allSatisfy(parse.isOfTime)
            || preposition < verb && objects.allSatisfy { !["WDT", "WP"].contains(parse.tag($0)) }
    }
}
