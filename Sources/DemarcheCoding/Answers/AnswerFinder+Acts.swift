import Demarche
import DemarcheLexicon

/// Acts that answer by what they are: condemning, welcoming, rejecting, denying, and doing the same in return.
extension AnswerFinder {
    /// What a claim that condemns, welcomes, rejects or denies is about.
    func named(by site: ToldClaims.Site, link: AnswerCue.Link, told: ToldClaims, events: [String: String])
        -> ToldClaims.Site?
    {
        let parse = told.parse(site)
        let candidates = told.sites.filter { other in
            (told.canAnswer(site, other) || link == .denial && told.isAlleged(other, of: site))
                && events[other.claim.id] != events[site.claim.id]
        }
        let below = candidates.filter {
            $0.passage == site.passage && parse.governs(site.anchor, $0.anchor)
                && (link != .pointing || $0.isRecall)
        }
        if let object = below.min(by: {
            (parse.depth(of: $0.anchor), $0.anchor) < (parse.depth(of: $1.anchor), $1.anchor)
        }) {
            return object
        }
        let pointer = pointer(of: site, link, parse)
        if link != .pointing {
            let inside = candidates.filter { $0.order == site.order && site.tokens.contains($0.anchor) }
            if let object = inside.first { return object }
        }
        if pointer == nil, link == .denial { return accusation(before: site, among: candidates, told: told) }
        guard pointer != nil || link != .pointing && parse.isWithoutObject(site.anchor) else { return nil }
        // Whom a rule found to be aimed at may be another than whoever did what the words point to.
        let isByRule = site.claim.target.allSatisfy { $0.ground != .words }
        let aimed = candidates.filter {
            told.isCounterpart($0, of: site) || told.isAlleged($0, of: site)
                || isByRule && $0.order == site.order
        }
        if let above = aimed.last(where: { $0.order == site.order && $0.anchor < site.anchor }) {
            return above
        }
        guard let pointer else { return nil }
        return pointed(by: pointer, of: site, among: aimed, told: told)
    }

    /// Whoever denies answers whoever accused him last, though no word points there: "Chad denied any part in it".
    private func accusation(
        before site: ToldClaims.Site, among candidates: [ToldClaims.Site], told: ToldClaims
    )
        -> ToldClaims.Site?
    {
        candidates.last { other in
            (other.order, other.anchor) < (site.order, site.anchor) && site.order - other.order <= 2
                && (told.isAlleged(other, of: site)
                    || acts[other.claim.act.name]?.link == .pointing && told.isReturn(site, of: other))
        }
    }

    /// What "this" or "the remarks" stand for: an act of the sentence before, of the two before where a noun points; one
    /// aimed back at whoever answers goes before others. "These steps" are a series: it is answered as what opened it.
    private func pointed(
        by pointer: Int, of site: ToldClaims.Site, among aimed: [ToldClaims.Site], told: ToldClaims
    ) -> ToldClaims.Site? {
        let parse = told.parse(site)
        let reach = parse.isNominal(pointer) && parse.tokens[pointer].pos == "NOUN" ? 2 : 1
        let near = aimed.filter { $0.order < site.order && site.order - $0.order <= reach }
        func rank(_ other: ToldClaims.Site) -> (Int, Int, Int) {
            (told.isReturn(site, of: other) ? 1 : 0, other.order, other.anchor)
        }
        let named = deeds[parse.lemma(pointer)].map { codes in
            aimed.filter { other in
                other.order < site.order && codes.contains { other.claim.act.cameo.hasPrefix($0) }
            }
        }
        // A noun that names a kind of act points at no other.
        if let named { return named.max { ($0.order, $0.anchor) < ($1.order, $1.anchor) } }
        guard var found = near.max(by: { rank($0) < rank($1) }) else { return nil }
        guard parse.tag(pointer) == "NNS" else { return found }
        while let earlier = aimed.last(where: { $0.opens(found) }) { found = earlier }
        return found
    }

    /// "the ruling", "this", "it", "which": the word of an object that speaks of what was told.
    private func pointer(of site: ToldClaims.Site, _ link: AnswerCue.Link, _ parse: Parse) -> Int? {
        parse.subtree(of: site.anchor, without: ["conj", "advcl", "parataxis"]).first { token in
            guard token != site.anchor, !parse.isSubject(token, of: site.anchor),
                parse.isInClauseOrSmallClause(token, of: site.anchor)
            else { return false }
            if parse.mayStandForDeed(token) {
                return ["dobj", "pobj", "nsubjpass", "nsubj"].contains(parse.label(token))
            }
            // An accusation's noun is what it is of: "accused Togo of the raid".
            if link == .pointing, parse.label(token) == "pobj" { return false }
            // "the timing of the verdict" says itself what it is.
            return (pointers.contains(parse.lemma(token)) || deeds[parse.lemma(token)] != nil)
                && !parse.children[token].contains { parse.lower($0) == "of" }
                && parse.isDefinite(token)
        }
    }

    /// What an act that repeats another was done in return for: "a Canadian followed", "replied in kind".
    func echoed(by site: ToldClaims.Site, told: ToldClaims, events: [String: String]) -> ToldClaims.Site? {
        told.sites.last { other in
            (other.order, other.anchor) < (site.order, site.anchor) && told.isReturn(site, of: other)
                && other.claim.act.name == site.claim.act.name && site.order - other.order <= 2
                && events[other.claim.id] != events[site.claim.id]
        }
    }
}

extension Parse {
    /// Whether a token stands below another in what it governs, not in a verb that is joined to it.
    func governs(_ top: Int, _ token: Int) -> Bool {
        var at = token
        while at != top {
            let above = head(at)
            if above == at || above == top && ["conj", "parataxis"].contains(label(at)) { return false }
            at = above
        }
        return token != top
    }

    /// "refused", "denied": nothing is said of what.
    func isWithoutObject(_ verb: Int) -> Bool {
        dependents(
            of: verb, ["dobj", "prep", "ccomp", "xcomp", "attr", "oprd", "acomp", "dative", "nsubjpass"]
        ).isEmpty
    }

    /// Whether a token stands in a verb's own subject.
    func isSubject(_ token: Int, of verb: Int) -> Bool {
        var at = token
        while head(at) != verb, head(at) != at { at = head(at) }
        return ["nsubj", "csubj"].contains(label(at)) && lower(token) != "which"
    }

    /// Whether only prepositions, and no clause with a verb of its own, lie between a token and one above it: "called *the
    /// move* reckless" has none, "said that *the move* was reckless" has.
    func isInClauseOrSmallClause(_ token: Int, of top: Int) -> Bool {
        var at = token
        while at != top, head(at) != at {
            if ["ccomp", "relcl", "acl"].contains(label(at)),
                tellsFact(at) || children[at].contains(where: { label($0) == "mark" })
            {
                return false
            }
            at = head(at)
        }
        return at == top
    }
}
