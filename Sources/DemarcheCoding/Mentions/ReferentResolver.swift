package import Demarche
package import DemarcheLexicon

/// Resolves what points back inside a report: pronouns, surnames, "the country", "the two sides", "the ministry".
///
/// Nearest sentence first, subjects before others, and only where number and kind agree; when two answers are as good
/// as each other, none is given.
package struct ReferentResolver: Sendable {
    let words: ActorWords

    package init(lexicon: ActorLexicon) { words = lexicon.words }

    /// The mentions of one parse with their anaphors resolved, and the memory that holds them too.
    package func resolving(
        _ mentions: [Mention], of parse: Parse, after memory: consuming ReferentMemory
    ) -> (mentions: [Mention], memory: ReferentMemory) {
        var state = State(parse: parse, memory: memory, words: words)
        for mention in mentions { state.take(mention) }
        state.dropHalves()
        state.memory.groups += state.joined()
        state.memory.sentences += parse.sentences.count
        return (state.resolved.map { state.afterOwners($0) }, state.memory)
    }

    /// The work on one parse.
    struct State {
        let parse: Parse
        var memory: ReferentMemory
        let words: ActorWords
        var resolved: [Mention] = []
        /// Places in `resolved` by head.
        private var byHead: [Int: Int] = [:]
        private let sentenceOf: [Int]

        init(parse: Parse, memory: ReferentMemory, words: ActorWords) {
            self.parse = parse
            self.memory = memory
            self.words = words
            var sentenceOf = [Int](repeating: 0, count: parse.tokens.count)
            for (i, range) in parse.sentences.enumerated() { for t in range { sentenceOf[t] = i } }
            self.sentenceOf = sentenceOf
        }

        func sentence(of token: Int) -> Int { memory.sentences + sentenceOf[token] }

        mutating func take(_ mention: Mention) {
            let answer = answered(mention)
            byHead[answer.head] = resolved.count
            resolved.append(answer)
            guard answer.anaphor != .relative, !answer.actors.isEmpty || answer.properName != nil else {
                return
            }
            memory.hear(referent(answer))
        }

        /// "The north" is nobody in a report that names no state so.
        mutating func dropHalves() {
            resolved.removeAll {
                $0.roleClass == ActorWords.halfClass && $0.actors.allSatisfy(\.code.isEmpty)
            }
            byHead = Dictionary(uniqueKeysWithValues: resolved.enumerated().map { ($1.head, $0) })
        }

        func resolved(at head: Int) -> Mention? { byHead[head].map { resolved[$0] } }

        private func referent(_ mention: Mention) -> ReferentMemory.Referent {
            let token = parse.tokens[mention.head]
            let isModifier = ["amod", "compound", "nmod", "npadvmod"].contains(token.label)
            return ReferentMemory.Referent(
                actors: mention.actors, kind: mention.kind, properName: mention.properName,
                roleClass: mention.roleClass, noun: token.lemma.lowercased(),
                sentence: sentence(of: mention.head),
                token: mention.head, isSubject: isSubject(mention.head) && !isModifier,
                isPlural: token.tag == "NNS" || token.tag == "NNPS" && !isNameOfOne(mention)
                    || mention.actors.count > 1,
                isState: mention.kind != .thing && mention.properName == nil && mention.roleClass.isEmpty
                    && mention.kind == .body,
                isOwner: isModifier || token.label == "poss")
        }

        /// "General Motors", "the United Nations": one body under a plural name.
        private func isNameOfOne(_ mention: Mention) -> Bool {
            mention.kind == .body && mention.actors.count == 1
                && mention.actors.allSatisfy { $0.sector == Sector.business || $0.belongsToNoState }
        }

        private func isSubject(_ token: Int) -> Bool {
            var at = token
            while parse.tokens[at].label == "conj" && parse.tokens[at].head != at {
                at = parse.tokens[at].head
            }
            return ["nsubj", "nsubjpass", "csubj"].contains(parse.tokens[at].label)
        }

        private func answered(_ mention: Mention) -> Mention {
            if let owner = pronounOwner(of: mention) { return owner }
            switch mention.anaphor {
            case .it: return mention.meaning(body(before: mention), by: "anaphora")
            case .person: return person(before: mention).map { mention.meaning($0) } ?? mention
            case .they(let count): return mention.meaning(several(count, before: mention), by: "collective")
            case .noun(let noun, let sector): return definite(mention, noun, sector)
            case .speaker, .relative: return mention
            case nil: return bySurname(mention)
            }
        }

        /// "its pilot", "their country": of whom the pronoun means.
        private func pronounOwner(of mention: Mention) -> Mention? {
            guard mention.actors.allSatisfy({ $0.code.isEmpty }),
                case .noun(_, let sector)? = mention.anaphor,
                let owner = parse.children[mention.head].first(where: { parse.tokens[$0].label == "poss" }),
                let said = resolved(at: owner), !said.actors.isEmpty
            else { return nil }
            let isState = mention.roleClass == ActorWords.stateClass
            let isOfficial = said.actors.allSatisfy { words.has($0.sector, .officialSector) }
            if isOfficial, words.has(parse.tokens[mention.head].lemma.lowercased(), .otherNoun) {
                let seat = sector.isEmpty || sector == Sector.civilian ? Sector.government : sector
                let others = opposite(said.actors).map {
                    Actor(code: $0.code, sector: seat, name: $0.name)
                }
                return others.isEmpty ? nil : mention.meaning(others, by: "other-of")
            }
            let actors = said.actors.filter { !$0.code.isEmpty }.map {
                Actor(
                    code: $0.code, sector: isState || sector.isEmpty ? Sector.government : sector,
                    name: $0.name)
            }
            return actors.isEmpty ? nil : mention.meaning(actors, by: "owner-of")
        }

        /// "his *counterpart*": of the other of the two states of which the report speaks most.
        private func opposite(_ actors: [Actor]) -> [Actor] {
            let states = memory.leading(2)
            guard states.contains(where: { state in actors.contains { $0.code == state.code } }) else {
                return []
            }
            return states.filter { state in !actors.contains { $0.code == state.code } }
        }

        /// Earlier referents, nearest sentence first, each sentence's together.
        func nearest(before mention: Mention, within sentences: Int) -> [[ReferentMemory.Referent]] {
            let now = sentence(of: mention.head)
            return (0...sentences).map { back in
                memory.recent.filter { $0.sentence == now - back && (back > 0 || $0.token < mention.head) }
            }
        }

        /// The subjects of the clauses that a token's clause hangs on, innermost first.
        private func governingSubjects(_ token: Int) -> [Int] {
            var (subjects, at, own) = ([Int](), token, true)
            while parse.tokens[at].head != at {
                at = parse.tokens[at].head
                guard parse.tokens[at].pos == "VERB" || parse.tokens[at].pos == "AUX" else { continue }
                let here = parse.children[at].filter {
                    ["nsubj", "nsubjpass"].contains(parse.tokens[$0].label) && $0 != token
                }
                if !own || parse.tokens[token].label == "poss" { subjects += here }
                // "summoned him and rebuked *him*": joined verbs share their subject.
                own = own && here.isEmpty && parse.tokens[at].label == "conj"
            }
            return subjects
        }

        /// Subject of a clause above, then this and the last two sentences: subject first, then the only one.
        private func pick(
            before mention: Mention, where fits: (ReferentMemory.Referent) -> Bool
        ) -> [Actor] {
            let here = nearest(before: mention, within: 0)[0]
            if let same = inSeries(mention, among: here), fits(same) { return same.actors }
            for subject in governingSubjects(mention.head) {
                if let found = here.last(where: { $0.token == subject && fits($0) }) { return found.actors }
            }
            let barred = clauseMates(mention.head)
            for (back, group) in nearest(before: mention, within: 2).enumerated() {
                let candidates = group.filter { fits($0) && !(back == 0 && barred.contains($0.token)) }
                let subjects = candidates.filter(\.isSubject)
                if let subject = subjects.last { return subject.actors }
                var distinct: [[Actor]] = []
                for one in candidates where !distinct.contains(one.actors) { distinct.append(one.actors) }
                if distinct.count == 1 { return distinct[0] }
                if distinct.count > 1 { return [] }
            }
            return []
        }

        /// Arguments of the same verb cannot be what a pronoun (other than a possessive) means.
        private func clauseMates(_ token: Int) -> Set<Int> {
            let one = parse.tokens[token]
            guard one.label != "poss", one.head != token else { return [] }
            var (mates, verb) = (Set(parse.children[one.head]), one.head)
            while !isSubject(token), parse.tokens[verb].label == "conj",
                !parse.children[verb].contains(where: isSubject)
            {
                verb = parse.tokens[verb].head
                mates.formUnion(parse.children[verb].filter(isSubject))
            }
            return mates
        }

        /// "interrupted him and called *his* offer rude": the object pronoun of the same sentence and kind.
        private func inSeries(
            _ mention: Mention, among here: [ReferentMemory.Referent]
        ) -> ReferentMemory.Referent? {
            let token = parse.tokens[mention.head]
            guard token.label == "poss" else { return nil }
            return here.last {
                let other = parse.tokens[$0.token]
                return other.pos == "PRON" && !$0.isSubject && !$0.isOwner
                    && other.text.lowercased().prefix(1) == token.text.lowercased().prefix(1)
                    && words.value(other.text.lowercased(), as: .pronoun)
                        == words.value(token.text.lowercased(), as: .pronoun)
            }
        }

        private func body(before mention: Mention) -> [Actor] {
            pick(before: mention) {
                !$0.isPlural && $0.kind == .body && $0.actors.contains { !$0.code.isEmpty }
            }
        }

        /// A person named before another who is not, and neither one who only tells whose something is; see `pick`.
        private func person(before mention: Mention) -> ReferentMemory.Referent? {
            func fits(_ one: ReferentMemory.Referent) -> Bool {
                !one.isPlural && one.kind == .person && !(one.actors.isEmpty && one.properName == nil)
            }
            let groups = nearest(before: mention, within: 2)
            if let same = inSeries(mention, among: groups[0]), fits(same) { return same }
            for subject in governingSubjects(mention.head) {
                if let found = groups[0].last(where: { $0.token == subject && fits($0) }) { return found }
            }
            let barred = clauseMates(mention.head)
            var fallback: ReferentMemory.Referent?
            for (back, group) in groups.enumerated() {
                let candidates = group.filter { fits($0) && !(back == 0 && barred.contains($0.token)) }
                if let subject = candidates.last(where: \.isSubject) { return subject }
                let named = candidates.filter { $0.properName != nil && !$0.isOwner }
                if let last = named.last {
                    return Set(named.map(\.properName)).count == 1 ? last : nil
                }
                let rest = Set(candidates.map(\.actors))
                if fallback == nil, rest.count == 1 { fallback = candidates.last }
            }
            return fallback
        }
    }
}

extension Mention {
    /// A pronoun with the person that it stands for, who may be known by name alone.
    func meaning(_ referent: ReferentMemory.Referent) -> Mention {
        Mention(
            head: head, tokens: tokens, span: span, kind: kind, actors: referent.actors,
            ground: .rule("anaphora"), anaphor: anaphor, properName: referent.properName,
            roleClass: referent.roleClass)
    }

    /// The same mention with the actors that a rule found; itself when it found none.
    ///
    /// - Parameter office: the class of the noun by which they were called before, where the mention has none.
    func meaning(_ actors: [Actor], by rule: String, of office: String = "") -> Mention {
        guard !actors.isEmpty else { return self }
        return Mention(
            head: head, tokens: tokens, span: span, kind: kind, actors: actors, ground: .rule(rule),
            anaphor: anaphor,
            properName: properName, roleClass: roleClass.isEmpty ? office : roleClass)
    }
}
