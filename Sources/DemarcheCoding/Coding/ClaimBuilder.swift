import Demarche
import DemarcheLexicon

/// Makes claims of candidates with filled roles, each field with its ground; refuses what the codebook does not record.
struct ClaimBuilder: Sendable {
    let read: ReadPassage
    let report: Report
    let sentence: Span
    let version: Claim.Version
    let times: TimeFinder
    /// Where the passage's expressions of time hang.
    let timePlaces: TimePlaces
    let places: PlaceFinder
    let phrasebook: Phrasebook
    let record: RecordLexicon
    let sectors: SectorTable
    /// What the report as a whole tells of.
    let kind: ReportKind?

    struct Refusal: Error { let why: String }

    func claim(_ candidate: Candidate, source: [Claim.Role], target: [Claim.Role]) -> Result<Claim, Refusal> {
        guard let held = candidate.standing.modality else {
            return refuse(candidate, "not held as an act")
        }
        let source = known(source, orUnknownFor: candidate, target: target)
        let candidate = told(candidate, by: source)
        let target = target.filter { !$0.actor.code.isEmpty || !$0.actor.sector.isEmpty }.map(
            unknownWhereNoCode)
        guard !source.isEmpty else { return refuse(candidate, "nobody is shown to do it") }
        if target.isEmpty, !phrasebook.isKeptUnsaid(candidate.act) {
            return refuse(candidate, "nobody is shown to receive it")
        }
        if source.allSatisfy({ $0.actor.code == "UNK" }), target.allSatisfy({ $0.actor.code == "UNK" }) {
            return refuse(candidate, "neither side is known")
        }
        if Set(source.map { party($0.actor) }) == Set(target.map { party($0.actor) }),
            !isQuarrelAtHome(candidate),
            target.contains(where: { $0.ground != .words }) || source.map(\.span) == target.map(\.span)
                || source.first?.actor.sector == "GOV"
        {
            return refuse(candidate, "doer and recipient are the same")
        }
        if let usual = phrasebook.defaultRecipient(of: candidate.act), usual.excludesOwnPeople,
            isToOwnPeople(source, target)
        {
            return refuse(candidate, "said to one's own people")
        }
        if isPrivatePerson(source, in: candidate) {
            return refuse(candidate, "private persons are recipients, never doers")
        }
        if isPrivate(source, towardsPair: target) || isPrivate(target, towardsPair: source) {
            return refuse(candidate, "a private person is no party of the report's pair")
        }
        if candidate.givenTrigger == nil, let why = everyday(candidate, source, target) {
            return refuse(candidate, why)
        }
        guard let trigger = trigger(of: candidate) else { return refuse(candidate, "its words are blank") }
        let modality = isAccusation(candidate, source, target) && held == .done ? .alleged : held
        return .success(make(candidate, modality: modality, trigger: trigger, source: source, target: target))
    }

    /// "*Norway* protested": the act that it is when such a doer does it. Protests that a noun names are others'.
    private func told(_ candidate: Candidate, by source: [Claim.Role]) -> Candidate {
        guard let sector = source.first?.actor.sector, source.allSatisfy({ $0.actor.sector == sector }),
            read.parse.isVerbal(candidate.match.anchor),
            !candidate.match.pattern.nodes.contains(where: \.isNoun),
            let act = phrasebook.act(candidate.act, by: sector)
        else { return candidate }
        return candidate.telling(act)
    }

    /// "The governor lashed out at Mayor Ann Diaz", "the president sacked his adviser": two persons of one state.
    private func isQuarrelAtHome(_ candidate: Candidate) -> Bool {
        func persons(_ fillers: [Filler]) -> [String] {
            fillers.filter { $0.mention?.kind == .person && read.parse.tokens[$0.head].pos != "PRON" }.map(
                \.text)
        }
        let (doers, recipients) = (persons(candidate.doers), persons(candidate.recipients))
        return candidate.act.quad > 2 && !doers.isEmpty && !recipients.isEmpty
            && Set(doers).isDisjoint(with: recipients)
    }

    /// "He met Iran's government": whom a private person dealt with is never the other state of the report.
    private func isPrivate(_ roles: [Claim.Role], towardsPair others: [Claim.Role]) -> Bool {
        roles.allSatisfy { $0.actor.sector == "CVL" && $0.ground != .words }
            && others.allSatisfy { $0.ground == .rule("report-dyad") } && !others.isEmpty
    }

    /// "The swimmer criticised Chile": one person without office is no doer (codebook §2), save where people protest.
    private func isPrivatePerson(_ source: [Claim.Role], in candidate: Candidate) -> Bool {
        guard candidate.givenTrigger == nil, !candidate.act.is(.protest) else { return false }
        let persons = read.mentions(in: read.parse.sentence(of: candidate.match.anchor)).filter {
            $0.kind == .person && read.parse.isSingular($0.head)
        }
        return !source.isEmpty
            && source.allSatisfy { role in
                sectors.isPrivate(role.actor.sector) && persons.contains { $0.span == role.span }
            }
    }

    /// What makes two actors the same: code and sector, and for bodies of no state their names.
    private func party(_ actor: Actor) -> [String] {
        [actor.code, actor.sector] + (actor.belongsToNoState ? [actor.name] : [])
    }

    /// "Peru said that two Chilean jets had entered its airspace": force that only those whom it hits tell of is their accusation.
    private func isAccusation(_ candidate: Candidate, _ source: [Claim.Role], _ target: [Claim.Role]) -> Bool
    {
        let usual = phrasebook.defaultRecipient(of: candidate.act)
        guard candidate.act.quad == 4, usual == .shownDoer || usual == .nobody,
            let speaker = speakers(candidate).first?.actor
        else { return false }
        return target.contains { $0.actor.code == speaker.code }
            && !source.contains { $0.actor.code == speaker.code }
    }

    private func isToOwnPeople(_ source: [Claim.Role], _ target: [Claim.Role]) -> Bool {
        target.allSatisfy { role in
            role.actor.sector == "CVL" && source.contains { $0.actor.code == role.actor.code }
        }
            && source.allSatisfy { $0.actor.sector != "CVL" }
    }

    private func refuse(_ candidate: Candidate, _ why: String) -> Result<Claim, Refusal> {
        .failure(
            Refusal(
                why: "“\(read.parse.tokens[candidate.match.anchor].text)” as \(candidate.act.name): \(why)"))
    }

    private func unknownWhereNoCode(_ role: Claim.Role) -> Claim.Role {
        guard role.actor.code.isEmpty else { return role }
        return Claim.Role(
            actor: Actor(code: "UNK", sector: role.actor.sector, name: role.actor.name), span: role.span,
            text: role.text, ground: role.ground)
    }

    /// An agentless passive with a known recipient has an unknown doer; an active verb always shows one.
    private func known(_ roles: [Claim.Role], orUnknownFor candidate: Candidate, target: [Claim.Role])
        -> [Claim.Role]
    {
        let shown = roles.filter { !$0.actor.code.isEmpty || !$0.actor.sector.isEmpty }.map(
            unknownWhereNoCode)
        if !shown.isEmpty { return shown }
        let isPassive = read.predications[candidate.match.anchor].form == .passive && candidate.act.quad > 2
        let isByWeapon = !candidate.match.doers.isEmpty && candidate.act.quad == 4
        guard candidate.doers.isEmpty, isPassive || isByWeapon,
            target.contains(where: { $0.span != nil && !$0.actor.code.isEmpty })
        else { return [] }
        return [
            Claim.Role(
                actor: Actor(code: "UNK", sector: isByWeapon ? "UAF" : "UNK", name: ""), span: nil, text: nil,
                ground: .rule(isByWeapon ? "unknown-attacker" : "unknown-doer"))
        ]
    }

    private func trigger(of candidate: Candidate) -> Span? {
        if let given = candidate.givenTrigger { return given }
        let tokens = candidate.match.tokens
        let anchor = tokens[0]
        let near = tokens.filter { abs($0 - anchor) <= 6 }
        return read.parse.span(of: near)
    }

    private func make(
        _ candidate: Candidate, modality: Claim.Modality, trigger: Span, source: [Claim.Role],
        target: [Claim.Role]
    ) -> Claim {
        let rules = (source + target).compactMap { role -> String? in
            if case .rule(let name) = role.ground { return name } else { return nil }
        }
        let identity =
            [report.digest, "\(trigger.start)-\(trigger.end)", candidate.act.name]
            + source.map { "s" + $0.actor.code + "." + $0.actor.sector }
            + target.map { "t" + $0.actor.code + "." + $0.actor.sector }
        return Claim(
            report: report.id, id: StableDigest.of(identity), sentence: sentence, trigger: trigger,
            act: candidate.act, source: source,
            target: target, modality: modality, speaker: speakers(candidate),
            when: candidate.isRecall
                ? nil
                : times.time(of: candidate.match.anchor, among: timePlaces, published: report.published),
            place: candidate.isRecall
                ? nil : places.place(of: candidate.match.anchor, in: read.parse, among: read.places),
            quantities: quantities(candidate), objects: objects(candidate, source),
            confidence: confidence(candidate, rules: rules),
            evidence: Claim.Evidence(
                phrasing: candidate.supposition?.proposal.phrasings
                    ?? "\(candidate.act.name): \(candidate.match.pattern.example)",
                rule: ((candidate.supposition?.proposal.reasons ?? []) + [candidate.match.form]
                    + candidate.match.doers.prefix(1).map(\.construction)
                    + candidate.match.recipients.prefix(1).map(\.construction) + Array(Set(rules)).sorted())
                    .joined(separator: ", "),
                version: version))
    }

    /// From the phrasing's form and how many roles rules had to fill; calibrated in Documentation/Confidence.md.
    private func confidence(_ candidate: Candidate, rules: [String]) -> Double {
        if let belief = candidate.supposition?.belief { return min(0.99, max(0.05, belief)) }
        var confidence = candidate.match.form == "direct" ? 0.92 : 0.82
        confidence += min(0.05, Double(candidate.match.pattern.specificity - 12) * 0.002)
        // A main clause tells its act more plainly than what hangs below it.
        confidence -= 0.01 * Double(min(8, read.parse.depth(of: candidate.match.anchor)))
        if isAside(candidate.match.anchor) { confidence -= 0.12 }
        for rule in rules { confidence *= rule == "anaphora" || rule == "surname" ? 0.93 : 0.8 }
        return min(0.99, max(0.05, confidence))
    }

    /// Whether a word stands in a relative or adverbial clause, or in a participle: "shelled the town, *killing* ten".
    private func isAside(_ token: Int) -> Bool {
        var at = token
        while read.parse.head(at) != at {
            if ["relcl", "advcl", "acl", "amod"].contains(read.parse.label(at)), read.parse.isVerbal(at) {
                return true
            }
            at = read.parse.head(at)
        }
        return false
    }

    private func objects(_ candidate: Candidate, _ source: [Claim.Role]) -> [Claim.NamedObject] {
        NamedObjectReader(read: read, text: report.text, record: record).objects(
            candidate, sources: Set(source.map(\.actor.code)))
    }

    private func speakers(_ candidate: Candidate) -> [Claim.Speaker] {
        candidate.standing.speakers.compactMap { head -> Claim.Speaker? in
            guard let span = read.mention(at: head)?.span ?? phraseSpan(head) else { return nil }
            let actor = read.mention(at: head)?.actors.first
            if candidate.doers.contains(where: { $0.head == head }) && candidate.act.quad != 4 { return nil }
            return Claim.Speaker(
                name: report.text[span], actor: actor.flatMap { $0.code.isEmpty ? nil : $0 }, span: span)
        }
    }

    private func phraseSpan(_ head: Int) -> Span? {
        read.parse.span(
            of: read.parse.subtree(
                of: head, without: ["relcl", "acl", "advcl", "punct", "prep", "appos", "conj", "cc"]))
    }

    /// "80 individuals": numbers at the heads of the recipients' phrases and of the braced nouns.
    private func quantities(_ candidate: Candidate) -> [Claim.Quantity] {
        let heads =
            candidate.recipients.map(\.head) + candidate.match.tokens.filter { read.parse.isNominal($0) }
        var seen: Set<Int> = []
        return heads.filter { seen.insert($0).inserted }.flatMap { head in
            read.parse.dependents(of: head, ["nummod"]).compactMap { token -> Claim.Quantity? in
                guard let number = times.lexicon.cardinal(read.parse.lower(token)),
                    let span = read.parse.span(of: [token, head])
                else { return nil }
                return Claim.Quantity(number: number, of: read.parse.tokens[head].text, span: span)
            }
        }
    }
}
