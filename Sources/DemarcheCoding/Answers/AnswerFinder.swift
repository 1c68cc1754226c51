package import Demarche
package import DemarcheLexicon

/// Finds which told act answers which: codebook §7. Text order is not time order.
package struct AnswerFinder: Sendable {
    private let cues: [AnswerCue]
    /// The acts that answer by what they are, by name.
    let acts: [String: AnswerCue]
    private let families: FamilyTable
    /// Nouns that speak of what was told: "the decision", "the move".
    let pointers: Set<String>
    /// Modals of mere possibility: "could", "may".
    private let possible: Set<String>
    /// Nouns that name what was told by its kind: "the verdict", "the raid".
    let deeds: [String: [String]]

    package init(lexicon: RecordLexicon, cues words: [Cue]) {
        pointers = Set(
            words.filter {
                $0.part == .noun && ($0.effect == .pointer || $0.effect == .carrier || $0.effect == .alleged)
            }.map(\.words))
        possible = Set(
            words.filter { $0.part == .modal && $0.effect == .hypothetical }.map(\.words))
        cues = lexicon.answers.filter { !$0.link.isOfAct }.sorted {
            ($0.words.count, $1.words.joined()) > ($1.words.count, $0.words.joined())
        }
        acts = Dictionary(
            lexicon.answers.filter { $0.link.isOfAct }.map { ($0.words.joined(separator: " "), $0) },
            uniquingKeysWith: { first, _ in first })
        families = lexicon.families
        deeds = lexicon.deeds
    }

    /// The answers of a report, in text order of what answers; one for each pair of claims.
    /// - Parameter events: the event of each claim, so that an act told twice is not its own answer.
    package func answers(among claims: [Claim], read: [ReadPassage], events: [String: String]) -> [Answer] {
        let told = ToldClaims(claims: claims, read: read)
        var answers: [Answer] = []
        for index in read.indices {
            for sentence in read[index].parse.sentences {
                let here = told.sites.filter { $0.passage == index && $0.sentence == sentence }
                guard !here.isEmpty else { continue }
                answers += cued(in: sentence, passage: index, here: here, told: told, events: events)
            }
        }
        for site in told.sites {
            let basis: Answer.Basis
            let found: ToldClaims.Site?
            if site.isEcho {
                (basis, found) = (.stated, echoed(by: site, told: told, events: events))
            } else if let cue = acts[site.claim.act.name] {
                (basis, found) = (cue.basis, named(by: site, link: cue.link, told: told, events: events))
            } else {
                continue
            }
            guard let found else { continue }
            answers.append(
                answer(site, found, basis: basis, cue: words(of: site, told), span: site.claim.trigger))
        }
        return inferred(distinct(answers), told: told, events: events)
    }

    // MARK: Cues in a sentence

    private func cued(
        in sentence: Range<Int>, passage: Int, here: [ToldClaims.Site], told: ToldClaims,
        events: [String: String]
    ) -> [Answer] {
        let parse = told.read[passage].parse
        var taken: Set<Int> = []
        var answers: [Answer] = []
        for cue in cues {
            for start in sentence {
                guard let tokens = cue.match(at: start, in: parse, sentence: sentence),
                    taken.isDisjoint(with: tokens),
                    !isNegated(tokens, parse), let span = parse.span(of: tokens)
                else { continue }
                let object = CueObject(cue: cue, tokens: tokens, parse: parse)
                let from = answering(tokens: tokens, object: object, here: here, parse: parse)
                guard let first = from.first else { continue }
                let basis: Answer.Basis = isSupposed(tokens, parse) ? .supposed : cue.basis
                let text = parse.words(tokens)
                guard let to = answered(by: first, cue: cue, object: object, told: told, events: events)
                else {
                    if cue.link != .named, cue.basis == .stated {
                        answers += from.map { untold($0, basis, text, span) }
                    }
                    continue
                }
                taken.formUnion(tokens)
                for site in from where told.canAnswer(site, to) {
                    answers.append(answer(site, to, basis: basis, cue: text, span: span))
                }
            }
        }
        return answers
    }

    /// The claims whose words govern the cue; a cue before a row of verbs holds for all of them.
    private func answering(tokens: [Int], object: CueObject, here: [ToldClaims.Site], parse: Parse)
        -> [ToldClaims.Site]
    {
        let outside = here.filter { site in !object.heads.contains { parse.dominates($0, site.anchor) } }
        var at = tokens[0]
        var steps = 0
        while steps <= parse.tokens.count {
            let found = outside.filter { $0.tokens.contains(at) || $0.anchor == at }
            if let first = found.first {
                let joined = outside.filter {
                    $0.anchor != first.anchor && parse.coordinatedVerbs(first.anchor).contains($0.anchor)
                }
                return found
                    + (tokens[0] < first.anchor
                        ? joined.filter { !$0.sources.isDisjoint(with: first.sources) } : [])
            }
            if parse.head(at) == at || Self.closing.contains(parse.label(at)) { break }
            at = parse.head(at)
            steps += 1
        }
        let below = outside.filter {
            parse.dominates(at, $0.anchor) && parse.isInOneClause($0.anchor, below: at)
        }
        return below.min { abs($0.anchor - tokens[0]) < abs($1.anchor - tokens[0]) }.map { [$0] } ?? []
    }

    /// Where a clause of its own begins: what a cue in it says holds for no verb above.
    private static let closing: Set<String> = ["advcl", "relcl", "parataxis"]

    private func answered(
        by site: ToldClaims.Site, cue: AnswerCue, object: CueObject, told: ToldClaims,
        events: [String: String]
    ) -> ToldClaims.Site? {
        let parse = told.parse(site)
        let candidates = told.sites.filter {
            told.canAnswer(site, $0) && events[$0.claim.id] != events[site.claim.id]
        }
        let under = candidates.filter { other in
            other.passage == site.passage && object.heads.contains { parse.dominates($0, other.anchor) }
        }
        if let named = under.min(by: { parse.depth(of: $0.anchor) < parse.depth(of: $1.anchor) }) {
            return named
        }
        if object.isRelative, let start = object.start {
            // "a deed for which Chad broke off the talks": what the clause above tells.
            return candidates.filter { $0.order == site.order && $0.anchor < start }.max {
                $0.anchor < $1.anchor
            }
        }
        guard cue.link != .named else { return nil }
        return counterpart(of: site, among: candidates, told: told, before: cue.basis == .sequence)
    }

    /// The act of the other party: of this sentence, else of the same family anywhere, else the nearest told before.
    private func counterpart(
        of site: ToldClaims.Site, among candidates: [ToldClaims.Site], told: ToldClaims, before: Bool
    ) -> ToldClaims.Site? {
        let returns = candidates.filter { told.isReturn(site, of: $0) }
        let here = returns.filter { $0.order == site.order }
        if let earlier = here.last(where: { $0.anchor < site.anchor }) { return earlier }
        if let later = here.first, !before { return later }
        let family = families.family(of: site.claim.act)
        let twins =
            before || family.nature == .word
            ? []
            : returns.filter { families.family(of: $0.claim.act) == family && $0.claim.modality == .done }
        let plain = twins.filter { twin in
            !told.sites.contains { $0.order == twin.order && told.isReturn($0, of: twin) }
        }
        if let twin = nearest(plain.isEmpty ? twins : plain, to: site) { return twin }
        let near = returns.filter { $0.order < site.order && site.order - $0.order <= 2 }
        let conflicts = site.claim.act.quad >= 3 ? near.filter { $0.claim.act.quad >= 3 } : []
        let past = conflicts.isEmpty ? near : conflicts
        return past.max { ($0.order, $0.anchor) < ($1.order, $1.anchor) }
    }

    private func nearest(_ sites: [ToldClaims.Site], to site: ToldClaims.Site) -> ToldClaims.Site? {
        sites.min { (abs($0.order - site.order), $0.order) < (abs($1.order - site.order), $1.order) }
    }

    // MARK: Replies that no word shows

    /// A step of the same kind the other way, told later or dated later, where no answer links the two already.
    private func inferred(_ answers: [Answer], told: ToldClaims, events: [String: String]) -> [Answer] {
        var answers = answers
        let linked = Set(
            answers.flatMap { answer in [answer.from, answer.to ?? ""].map { events[$0] ?? $0 } })
        for (index, site) in told.sites.enumerated() {
            let family = families.family(of: site.claim.act)
            guard family.nature == .deed, site.claim.act.quad == 4, site.claim.modality == .done,
                !linked.contains(events[site.claim.id] ?? "")
            else { continue }
            let earlier = told.sites[..<index].filter { other in
                told.isReturn(site, of: other) && families.family(of: other.claim.act) == family
                    && other.claim.modality == .done
                    && site.order - other.order <= 1
            }
            guard let to = earlier.last else { continue }
            answers.append(answer(site, to, basis: .inferred, cue: "", span: nil))
        }
        return distinct(answers)
    }

    // MARK: Small questions

    private func answer(
        _ from: ToldClaims.Site, _ to: ToldClaims.Site, basis: Answer.Basis, cue: String, span: Span?
    ) -> Answer {
        Answer(
            report: from.claim.report, from: from.claim.id, to: to.claim.id, basis: basis, cue: cue,
            span: span)
    }

    /// The words say that the claim answers, and the report tells no act that it could answer: see `Chainer`.
    private func untold(_ from: ToldClaims.Site, _ basis: Answer.Basis, _ cue: String, _ span: Span) -> Answer
    {
        Answer(report: from.claim.report, from: from.claim.id, to: nil, basis: basis, cue: cue, span: span)
    }

    private func words(of site: ToldClaims.Site, _ told: ToldClaims) -> String {
        told.parse(site).words(site.tokens)
    }

    /// One answer for a pair, the first found; none both ways.
    private func distinct(_ answers: [Answer]) -> [Answer] {
        var seen: Set<[String]> = []
        let told = Set(answers.filter { $0.to != nil }.map(\.from))
        return answers.filter { answer in
            (answer.to != nil || !told.contains(answer.from))
                && seen.insert([answer.from, answer.to ?? ""].sorted()).inserted
        }
    }

    private func isNegated(_ tokens: [Int], _ parse: Parse) -> Bool {
        let head = parse.head(tokens[0])
        return (tokens + [head]).contains { parse.dependent(of: $0, "neg") != nil }
    }

    /// "could be a response": a modal of mere possibility above the cue.
    private func isSupposed(_ tokens: [Int], _ parse: Parse) -> Bool {
        var at = tokens[0]
        for _ in 0..<4 {
            if parse.children[at].contains(where: {
                parse.label($0) == "aux" && possible.contains(parse.lower($0))
            }) {
                return true
            }
            at = parse.head(at)
        }
        return false
    }
}
