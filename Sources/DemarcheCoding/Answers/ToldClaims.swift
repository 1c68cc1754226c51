import Demarche

/// A report's claims with the tokens that carry them, for questions of syntax about claims.
struct ToldClaims: Sendable {
    /// A claim where it stands.
    struct Site: Sendable {
        let claim: Claim
        /// Index of the passage.
        let passage: Int
        /// The tokens of the trigger.
        let tokens: [Int]
        /// The topmost of them.
        let anchor: Int
        let sentence: Range<Int>
        /// Counts the report's sentences that were read.
        let order: Int

        /// Whether a noun tells once more what was told before: "condemned *the verdict*".
        var isRecall: Bool { claim.evidence.rule.hasPrefix(Candidate.recall) }
        /// Whether a verb repeats, the other way, what was told before: "a Canadian followed".
        var isEcho: Bool { (claim.source + claim.target).contains { $0.ground == .rule("echo") } }

        var sources: Set<String> { Set(claim.source.map(\.actor.code)).subtracting(["UNK", ""]) }
        var targets: Set<String> { Set(claim.target.map(\.actor.code)).subtracting(["UNK", ""]) }

        /// Whether it is told by the same of the same right before another, and is like it: steps of one series.
        func opens(_ other: Site) -> Bool {
            (order, anchor) < (other.order, other.anchor) && other.order - order <= 1
                && sources == other.sources && targets == other.targets
                && claim.act.quad == other.claim.act.quad
        }
    }

    let read: [ReadPassage]
    let sites: [Site]

    init(claims: [Claim], read: [ReadPassage]) {
        self.read = read
        var before = 0
        var starts: [Int] = []
        for passage in read {
            starts.append(before)
            before += passage.parse.sentences.count
        }
        sites = claims.compactMap { claim in
            guard let index = read.firstIndex(where: { $0.passage.span.contains(claim.trigger) }) else {
                return nil
            }
            let parse = read[index].parse
            let tokens = parse.tokens.indices.filter { claim.trigger.overlaps(parse.tokens[$0].span) }
            guard let anchor = tokens.min(by: { (parse.depth(of: $0), $0) < (parse.depth(of: $1), $1) })
            else { return nil }
            let number = parse.sentences.firstIndex { $0.contains(anchor) } ?? 0
            return Site(
                claim: claim, passage: index, tokens: tokens, anchor: anchor,
                sentence: parse.sentences[number],
                order: starts[index] + number)
        }
    }

    func parse(_ site: Site) -> Parse { read[site.passage].parse }

    /// Whether `b` may be what `a` answers: another claim of another doer, held as told; not what both did together.
    func canAnswer(_ a: Site, _ b: Site) -> Bool {
        a.claim.id != b.claim.id && isOther(a, b) && !b.sources.isEmpty
            && !(b.claim.act.isMutual && !b.targets.isDisjoint(with: a.sources))
            && b.claim.modality != .hypothetical && (b.claim.modality != .planned || b.order <= a.order)
    }

    /// Whether two claims are of different doers; inside one state, of different parts of it: an opposition answers its government.
    private func isOther(_ a: Site, _ b: Site) -> Bool {
        if a.sources.isDisjoint(with: b.sources) { return true }
        func parties(_ roles: [Claim.Role]) -> Set<[String]> {
            Set(roles.map { [$0.actor.code, $0.actor.sector] })
        }
        return a.sources == a.targets && parties(a.claim.source).isDisjoint(with: parties(b.claim.source))
            && !parties(a.claim.target).isDisjoint(with: parties(b.claim.source))
    }

    /// Whether `b`, told before, is what the doer of `a` is said to have done: a denial answers that.
    func isAlleged(_ b: Site, of a: Site) -> Bool {
        b.claim.modality == .alleged && !b.sources.isDisjoint(with: a.sources)
            && ((b.order, b.anchor) < (a.order, a.anchor) || b.isRecall)
    }

    /// Whether the doer of `b` is one whom `a` is aimed at.
    func isCounterpart(_ b: Site, of a: Site) -> Bool {
        canAnswer(a, b) && (a.targets.isEmpty || !b.sources.isDisjoint(with: a.targets))
    }

    /// Whether the two run between the same actors, the other way round.
    func isReturn(_ a: Site, of b: Site) -> Bool {
        isCounterpart(b, of: a) && !b.targets.isDisjoint(with: a.sources)
    }
}
