import Demarche
import DemarcheLexicon

/// Acts that repeat what was just told: "a Canadian followed", "replied in kind", "the step was mirrored".
extension RoleFiller {
    /// The echo that a verb is, by `echoes.tsv`.
    func echo(at token: Int) -> Echo? {
        let parse = read.parse
        guard parse.isVerbal(token) else { return nil }
        return phrasebook.echoes(of: parse.lemma(token)).first { echo in
            let below = Set(
                parse.subtree(of: token, without: ["nsubj", "nsubjpass", "conj", "advcl"]).map(parse.lemma))
            let predication = read.predications[token]
            let objects = predication.fillers(.patient)
            guard echo.others.allSatisfy(below.contains), parse.dependent(of: token, "neg") == nil else {
                return false
            }
            if echo.takesPointer { return objects.contains { phrasebook.isPointer(parse.lemma($0)) } }
            return !echo.others.isEmpty
                || objects.isEmpty && predication.form == .active
                    && predication.argument(.particle) == nil && predication.argument(.oblique("with")) == nil
        }
    }

    /// The act that an echo repeats: the last between two parties that is no mere word.
    func echoed(like act: Act? = nil) -> ToldAct? {
        stage.told.last { told in
            told.pair != nil && stage.sentences - told.sentence <= 2 && told.act.quad > 2
                && (act == nil || act?.cameo.prefix(2) == told.act.cameo.prefix(2))
        }
    }

    /// "A Canadian followed": somebody of a known state without a name, to whom the same is done; no goods, no government.
    static func isCountedPerson(_ filler: Filler) -> Bool {
        filler.mention?.properName == nil && filler.mention?.kind == .person && !filler.isOpen
    }

    /// "*Chad* followed": states and their capitals do as others did; nobody does it to them.
    func isByStates(_ doers: [Filler]) -> Bool {
        !doers.isEmpty
            && doers.allSatisfy { filler in
                filler.mention?.kind == .body && filler.mention?.anaphor == nil
                    && filler.mention?.roleClass.isEmpty ?? false && filler.ground == .words
                    && filler.actors.count == 1 && filler.actors.allSatisfy { isState($0.code) }
            }
    }

    /// The roles of an echo, where the act at its verb is the one that it repeats.
    func echo(_ candidate: Candidate) -> [Sides]? {
        guard let echo = echo(at: candidate.match.anchor), let told = echoed(like: candidate.act),
            let pair = told.pair
        else { return nil }
        let isByDoer = echo.subject == .doer || isByStates(candidate.doers)
        guard isByDoer || candidate.doers.contains(where: Self.isCountedPerson) else { return nil }
        let doers = roles(candidate.doers)
        let shown = codes(doers)
        if isByDoer {
            let source = shown.isEmpty ? [role(actor(pair.target), from: nil, rule: "echo")] : doers
            guard let code = codes(source).first, code != pair.source else { return nil }
            return [
                Sides(
                    source: source,
                    target: [
                        role(actor(code == pair.target ? pair.source : pair.target), from: nil, rule: "echo")
                    ])
            ]
        }
        guard let code = shown.first else {
            return [
                Sides(
                    source: told.source.map { role($0, from: nil, rule: "echo") },
                    target: doers.isEmpty
                        ? told.target.map { role($0, from: nil, rule: "echo") }
                        : doers.map { owned($0, by: pair.target, rule: "echo") })
            ]
        }
        guard shown.count == 1,
            let other = code == pair.source
                ? pair.target : code == pair.target ? pair.source : stage.counterpart(of: code)
        else { return nil }
        let party = [role(actor(other), from: nil, rule: "echo")]
        let isLeaving = phrasebook.defaultRecipient(of: candidate.act) == .ownEnvoy
        if isLeaving { return [Sides(source: doers, target: party)] }
        return [Sides(source: party, target: doers.map { alike($0, told) })]
    }

    /// "A diplomat was expelled; *a Canadian* followed": of whom only the people is named is what the one before was.
    private func alike(_ hit: Claim.Role, _ told: ToldAct) -> Claim.Role {
        guard hit.actor.sector == Sector.civilian, let like = told.target.first?.sector else { return hit }
        return Claim.Role(
            actor: Actor(code: hit.actor.code, sector: like, name: hit.actor.name), span: hit.span,
            text: hit.text, ground: hit.ground)
    }
}
