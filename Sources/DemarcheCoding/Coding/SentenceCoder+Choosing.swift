import Demarche
import DemarcheLexicon

/// Chooses among the phrasings that match at one word.
extension SentenceCoder {
    struct Refusal: Error { let why: String }

    /// A match whose slots hold possible actors.
    private struct Viable {
        let match: Match
        let doers: [Filler]
        let recipients: [Filler]
        let rank: Int
    }

    /// The most specific match whose slots hold possible actors; a near miss of the same strength bars its act.
    func best(of matches: [Match], fillers: FillerReader) -> Result<
        (Match, [Filler], [Filler]), Refusal
    > {
        let barred = matches.filter { $0.pattern.isNearMiss && !$0.isBare }.map(\.pattern)
        var why = "no phrasing fits"
        var isForceAtThing = false
        var viable: [Viable] = []
        for match in matches where !match.pattern.isNearMiss {
            let pattern = match.pattern
            if barred.contains(where: { $0.act == pattern.act && $0.specificity >= pattern.specificity }) {
                why = "near miss of \(pattern.act)"
                continue
            }
            switch self.viable(match, fillers: fillers) {
            case .success(let one): viable.append(one)
            case .failure(let fault):
                why = "\(pattern.act): \(fault.rawValue)"
                isForceAtThing = isForceAtThing || fault == .recipient && isForce(match)
            }
        }
        guard
            let chosen = likeliest(of: viable, isForceAtThing: isForceAtThing, in: fillers.read.parse)
        else { return .failure(Refusal(why: why)) }
        return .success((chosen.match, chosen.doers, chosen.recipients))
    }

    /// What keeps a match from telling its act.
    private enum Fault: String, Error {
        case doer = "the doer is no actor"
        case recipient = "the recipient is no actor"
        case thing = "the recipient is a thing"
    }

    /// A match with those who fill its slots.
    private func viable(_ match: Match, fillers: FillerReader) -> Result<Viable, Fault> {
        let parse = fillers.read.parse
        let doers = distinct(match.doers.compactMap(fillers.filler))
        if doers.isEmpty, match.doers.contains(where: Self.mustBeActor), !isByWeapon(match, in: parse),
            !isByCarrier(match, in: parse)
        {
            return .failure(.doer)
        }
        let isEachOther = isEachOther(match, in: parse)
        var recipients = isEachOther ? [] : distinct(match.recipients.compactMap(fillers.filler))
        if recipients.isEmpty, isMaterialConflict(match) {
            recipients = distinct(
                match.recipients.compactMap { fillers.owner(of: $0, act: match.anchor) })
        }
        if recipients.isEmpty, match.recipients.contains(where: Self.mustBeActor),
            !pointsAtDeed(match, in: parse), !isEachOther, !isAtThing(match, in: parse)
        {
            return .failure(.recipient)
        }
        if isWithThing(match, recipients) { return .failure(.thing) }
        let rank =
            match.pattern.specificity * 4 + filled(match.pattern.doer, doers)
            + filled(match.pattern.recipient, recipients)
            + (match.form == "direct" ? 1 : 0) + 3 * exactWords(match, in: parse)
            + exactHeads(match, in: parse) - otherPreposition(match)
        return .success(Viable(match: match, doers: doers, recipients: recipients, rank: rank))
    }

    /// Of several matches the one to believe.
    /// - Parameter isForceAtThing: whether a match that tells of force was refused, since what it hits is a thing.
    private func likeliest(of all: [Viable], isForceAtThing: Bool, in parse: Parse) -> Viable? {
        var viable = all
        // Whom it hits goes before what it only hits, and who fires at a thing does nothing less to it.
        let atThings = { (one: Viable) in one.recipients.isEmpty && isAtThing(one.match, in: parse) }
        if isForceAtThing || !viable.allSatisfy(atThings) { viable.removeAll(where: atThings) }
        // What a noun tells of by itself goes before what it only points at.
        if viable.contains(where: { !$0.match.isBare }) { viable.removeAll { $0.match.isBare } }
        // What the verb itself has been seen to tell goes before what its like tell.
        let isOwn = { (one: Viable) in isByOwnWord(one.match, in: parse) }
        if viable.contains(where: isOwn) { viable.removeAll { !isOwn($0) } }
        // Of equals, the act that more phrasings tell.
        let votes = Dictionary(viable.map { ($0.match.pattern.act, 1) }, uniquingKeysWith: +)
        func weight(_ act: String) -> Int { votes[act] ?? 0 }
        return viable.max {
            let (a, b) = ($0.match.pattern.act, $1.match.pattern.act)
            return ($0.rank, weight(a), b) < ($1.rank, weight(b), a)
        }
    }

    /// "condemned the verdict", "called this unfair": a verbal act aimed at a deed is aimed at whoever did it, whom the
    /// report may tell.
    private func pointsAtDeed(_ match: Match, in parse: Parse) -> Bool {
        guard let act = phrasebook.acts[match.pattern.act], act.quad != 2, act.quad != 4, !act.is(.meeting),
            match.pattern.recipient?.head == nil
        else { return false }
        return match.recipients.allSatisfy {
            phrasebook.isPointer(parse.lemma($0.head))
                || act.quad == 3 && parse.mayStandForDeed($0.head)
        }
    }

    /// "denounced *the award*", "turned away *lorries*", "*twelve* were arrested": things and numbers that no actor is in; whom
    /// they hit the report may show. Force against a thing hits nobody.
    func isAtThing(_ match: Match, in parse: Parse) -> Bool {
        guard let act = phrasebook.acts[match.pattern.act], act.quad > 2, !match.recipients.isEmpty,
            !act.is(.refusedMeeting), match.recipients.allSatisfy(Self.mustBeActor),
            !pointsAtDeed(match, in: parse),
            !isEachOther(match, in: parse)
        else { return false }
        return match.recipients.allSatisfy { argument in
            switch parse.tokens[argument.head].pos {
            case "NUM": act.quad == 4
            case "NOUN": !isForce(match)
            default: false
            }
        }
    }

    /// Whether a match tells of force.
    private func isForce(_ match: Match) -> Bool {
        phrasebook.acts[match.pattern.act].map { phrasebook.defaultRecipient(of: $0) == .shownDoer } ?? false
    }

    /// "shelled each other": the doers are the recipients.
    private func isEachOther(_ match: Match, in parse: Parse) -> Bool {
        match.recipients.contains { argument in
            argument.head > 0
                && phrasebook.isReciprocal(
                    parse.lower(argument.head - 1) + " " + parse.lower(argument.head))
        }
    }

    /// Whether the phrasing has the very verb of the text, not one of its class.
    private func isByOwnWord(_ match: Match, in parse: Parse) -> Bool {
        let anchor = match.pattern.nodes[0]
        return !anchor.isVerb || match.form != "direct" || parse.lemma(match.anchor) == anchor.lemma
    }

    /// "A communiqué accused the minister": whoever speaks through it is not shown.
    private func isByCarrier(_ match: Match, in parse: Parse) -> Bool {
        match.doers.allSatisfy { phrasebook.isCarrier(parse.lemma($0.head)) }
    }

    /// "received a pledge": nobody meets or calls a thing.
    private func isWithThing(_ match: Match, _ recipients: [Filler]) -> Bool {
        phrasebook.acts[match.pattern.act]?.is(.meeting) == true && !recipients.isEmpty
            && recipients.allSatisfy { $0.mention?.kind == .thing }
    }

    /// How many words of the act stand in the text themselves, not by a word of their class.
    private func exactWords(_ match: Match, in parse: Parse) -> Int {
        zip(match.pattern.nodes, match.tokens).filter { parse.lemma($1) == $0.lemma }.count
    }

    /// How many of the nouns that its slots brace stand in the text themselves.
    private func exactHeads(_ match: Match, in parse: Parse) -> Int {
        [(match.pattern.doer, match.doers), (match.pattern.recipient, match.recipients)].count {
            slot, fillers in slot?.head != nil && fillers.contains { parse.lemma($0.head) == slot?.head }
        }
    }

    /// Whether the recipient stands behind another preposition than in the phrasing: a truce *between* two is no truce *with* them.
    private func otherPreposition(_ match: Match) -> Int {
        guard let role = match.pattern.recipient?.role, case .oblique = role else { return 0 }
        return match.recipients.isEmpty || match.recipients.contains { $0.role == role } ? 0 : 1
    }

    /// What a slot adds to a match's rank: less than a braced word where filled by a known actor, a loss where it stands empty.
    private func filled(_ slot: Pattern.Slot?, _ fillers: [Filler]) -> Int {
        guard slot != nil else { return 0 }
        return fillers.isEmpty ? -16 : fillers.contains { !$0.isOpen } ? 4 : 2
    }

    /// Each phrase once, however many prepositions lead to it.
    func distinct(_ fillers: [Filler]) -> [Filler] {
        var seen: Set<Span> = []
        return fillers.filter { seen.insert($0.span).inserted }
    }

    /// "was killed by a roadside bomb", "the bombing killed ten": a weapon or an attack does it for somebody not shown.
    private func isByWeapon(_ match: Match, in parse: Parse) -> Bool {
        match.doers.allSatisfy { argument in
            let lemma = parse.lemma(argument.head)
            return phrasebook.isInstrument(lemma)
                || phrasebook.isPointer(lemma) && argument.construction == "by-phrase"
        }
    }

    private func isMaterialConflict(_ match: Match) -> Bool {
        phrasebook.acts[match.pattern.act]?.quad == 4
    }

    /// A modifier or a carrying verb's subject may be no actor without harm: then nobody is shown there.
    private static func mustBeActor(_ argument: PredicateArgument) -> Bool {
        switch argument.role {
        case .modifier, .support: false
        default: true
        }
    }
}
