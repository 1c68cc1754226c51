import Demarche
import DemarcheLexicon

extension SentenceCoder {
    /// The candidates of acts that are given: their roles by a phrasing of the act where one fits the words, by the
    /// sentence's own reading where it tells the same kind of act there, else by bare syntax.
    func candidates(
        given acts: [GivenAct], in sentence: Range<Int>, of read: ReadPassage, text: ScalarText
    ) -> [Candidate] {
        let fillers = FillerReader(read: read, text: text, phrasebook: phrasebook)
        let own = candidates(in: sentence, of: read, text: text).candidates
        return acts.compactMap { given in
            let tokens = sentence.filter { read.parse.tokens[$0].span.overlaps(given.trigger) }
            guard !tokens.isEmpty else { return nil }
            let known =
                phrased(given, at: tokens, read: read, fillers: fillers)
                ?? told(given, at: tokens, among: own, read: read, fillers: fillers)
            if let known, !(known.doers + known.recipients).isEmpty { return known }
            let bare = bare(given, at: tokens, read: read, fillers: fillers)
            return bare?.recipients.isEmpty ?? true ? known ?? bare : bare
        }
    }

    /// By the best phrasing of the same act, or of one with the same code, that matches at the trigger.
    private func phrased(
        _ given: GivenAct, at tokens: [Int], read: ReadPassage, fillers: FillerReader
    ) -> Candidate? {
        let sentence = read.parse.sentence(of: tokens[0])
        let search = matcher.search(
            in: sentence, of: read.parse, predications: read.predications,
            classes: read.offices(in: sentence))
        let matches = tokens.flatMap { search.matches(at: $0) }
        let predicate = BareRoles(read: read, fillers: fillers).predicate(among: tokens)
        for digits in [4, 3, 2] {
            let alike = matches.filter { match in
                guard digits > 2 || match.anchor == predicate else { return false }
                guard let act = phrasebook.acts[match.pattern.act] else { return false }
                return given.likeness(to: act) >= digits && (digits == 2 || act.plover == given.act.plover)
            }
            guard case .success(let (match, doers, recipients)) = best(of: alike, fillers: fillers),
                !recipients.isEmpty || !isAtThing(match, in: read.parse),
                let act = phrasebook.acts[match.pattern.act]
            else { continue }
            return candidate(
                given, as: digits > 2 ? act : given.act, match: match, doers: doers, recipients: recipients,
                read: read)
        }
        return nil
    }

    /// By what the sentence tells of itself there: framed utterances have no phrasing of their own.
    private func told(
        _ given: GivenAct, at tokens: [Int], among own: [Candidate], read: ReadPassage, fillers: FillerReader
    ) -> Candidate? {
        let predicate = BareRoles(read: read, fillers: fillers).predicate(among: tokens)
        let here = own.filter {
            tokens.contains($0.match.anchor)
                && given.likeness(to: $0.act) > ($0.match.anchor == predicate ? 0 : 2)
        }
        guard let found = here.max(by: { given.likeness(to: $0.act) < given.likeness(to: $1.act) }) else {
            return nil
        }
        return Candidate(
            match: found.match, act: found.act, doers: found.doers, recipients: found.recipients,
            standing: found.standing, givenTrigger: given.trigger)
    }

    /// By the roles that syntax shows around the trigger's predicate.
    private func bare(
        _ given: GivenAct, at tokens: [Int], read: ReadPassage, fillers: FillerReader
    ) -> Candidate? {
        let roles = BareRoles(read: read, fillers: fillers)
        guard let predicate = roles.predicate(among: tokens) else { return nil }
        let found = roles.arguments(of: predicate, telling: given.act)
        let voices = voices(of: predicate, read: read, fillers: fillers)
        let arguments =
            isSaid(predicate, given.act, found, by: voices, read: read, fillers: fillers)
            ? (
                doers: [],
                recipients: (found.doers + found.recipients).filter { argument in
                    voices.isDisjoint(with: fillers.filler(argument)?.actors.map(\.code) ?? [])
                }
            ) : found
        let pattern = Pattern(
            act: given.act.name, example: "", isNearMiss: false,
            nodes: [
                Pattern.Node(
                    lemma: read.parse.lemma(predicate), isVerb: read.parse.isVerbal(predicate),
                    isNoun: read.parse.isNominal(predicate), parent: 0, relation: .anchor)
            ], doer: nil, recipient: nil)
        let match = Match(
            pattern: pattern, anchor: predicate, tokens: [predicate], doers: arguments.doers,
            recipients: arguments.recipients,
            form: read.parse.isVerbal(predicate) ? "direct" : "nominal")
        return candidate(
            given, as: given.act, match: match, doers: distinct(arguments.doers.compactMap(fillers.filler)),
            recipients: distinct(arguments.recipients.compactMap(fillers.filler)), read: read)
    }

    /// "They are spies, Lima said", "Lima said that Quito could forget its loan": who speaks does it to whom the clause is about.
    private func isSaid(
        _ predicate: Int, _ act: Act, _ found: (doers: [PredicateArgument], recipients: [PredicateArgument]),
        by voices: Set<String>, read: ReadPassage, fillers: FillerReader
    ) -> Bool {
        let subjects = Set(found.doers.compactMap(fillers.filler).flatMap(\.actors).map(\.code))
        return act.quad == 3 && !voices.isEmpty && voices.isDisjoint(with: subjects)
            && (!subjects.isEmpty || BareRoles(read: read, fillers: fillers).isCopular(predicate))
    }

    /// Who says what a predicate tells.
    private func voices(of predicate: Int, read: ReadPassage, fillers: FillerReader) -> Set<String> {
        let held = standings.standing(of: predicate, in: read.parse, predications: read.predications)
        return Set(held.speakers.compactMap { fillers.filler(head: $0) }.flatMap(\.actors).map(\.code))
    }

    private func candidate(
        _ given: GivenAct, as act: Act, match: Match, doers: [Filler], recipients: [Filler], read: ReadPassage
    ) -> Candidate {
        let held = standings.standing(of: match.anchor, in: read.parse, predications: read.predications)
        return Candidate(
            match: match, act: act, doers: doers, recipients: recipients,
            standing: Standing(
                modality: held.modality ?? .done, speakers: held.speakers, reasons: held.reasons),
            givenTrigger: given.trigger)
    }
}

/// The roles around a predicate of which no phrasing is known.
struct BareRoles: Sendable {
    let read: ReadPassage
    let fillers: FillerReader

    /// Of a trigger's words the one that governs the rest: the verb nearest the root, else the noun, else any.
    func predicate(among tokens: [Int]) -> Int? {
        let parse = read.parse
        func rank(_ token: Int) -> Int {
            parse.isVerbal(token) ? 0 : parse.isNominal(token) ? 1 : 2
        }
        return tokens.filter { !["PUNCT", "DET", "ADP", "PART", "SPACE"].contains(parse.tokens[$0].pos) }
            .min { (parse.depth(of: $0), rank($0), $0) < (parse.depth(of: $1), rank($1), $1) }
            ?? tokens.first
    }

    /// Whether a predicate is no verb of its own: "are spies", "nonsense".
    func isCopular(_ predicate: Int) -> Bool {
        let pos = read.parse.tokens[predicate].pos
        return pos == "AUX" || pos == "ADJ"
            || read.predications[predicate].form == .nominal && read.parse.label(predicate) != "dobj"
                && arguments(of: predicate).doers.isEmpty
    }

    /// Who does it and to whom, of the phrases that can be actors.
    ///
    /// What stands with a passive behind another preposition ("resumed in Brussels") is hit by nothing. A noun's
    /// "of" is its doer where it names an utterance or stands beside one at whom it is aimed: "the demands of
    /// Peru", "the attack of Peru on Chile", but "the expulsion of a Chilean".
    func arguments(
        of predicate: Int, telling act: Act? = nil
    ) -> (doers: [PredicateArgument], recipients: [PredicateArgument]) {
        let predication = read.predications[predicate]
        let isUttered = act.map { $0.quad % 2 == 1 } ?? false
        let isAimed = predication.arguments.contains { argument in
            fillers.phrasebook.aimingPrepositions.contains { argument.role == .oblique($0) }
                && fillers.filler(argument) != nil
        }
        let spoken: [RoleName] = isUttered || isAimed ? [.oblique("of")] : []
        let doerRoles: [RoleName] =
            predication.form == .nominal
            ? [.agent, .possessor] + spoken + [.modifier, .support] : [.agent]
        let doers = first(doerRoles, of: predication.arguments)
        let taken = Set(doers.map(\.head))
        let own = Set(doers.compactMap(fillers.filler).flatMap(\.actors).map(\.code))
        let free = predication.arguments.filter { !taken.contains($0.head) }
        let below = predication.fillers(.patient).flatMap { read.predications[$0].arguments }.filter {
            !taken.contains($0.head)
        }
        let readings = [
            first(aims, of: free, otherThan: own),
            first(aims + obliques(below) + [.agent, .possessor, .modifier], of: below, otherThan: own),
            predication.form == .passive ? [] : first(obliques(free), of: free, otherThan: own),
        ].filter { !$0.isEmpty }
        return (doers, readings.first { $0.contains(where: isKnown) } ?? readings.first ?? [])
    }

    /// Where a recipient stands, likeliest first: object, prepositions that aim, the partner, a clause's subject.
    private var aims: [RoleName] {
        [.patient, .recipient] + fillers.phrasebook.aimingPrepositions.map { .oblique($0) }
            + [.oblique("with"), .clauseSubject]
    }

    private func obliques(_ arguments: [PredicateArgument]) -> [RoleName] {
        arguments.map(\.role).filter(\.maySlip)
    }

    private func isKnown(_ argument: PredicateArgument) -> Bool {
        !(fillers.filler(argument)?.isOpen ?? true)
    }

    /// The arguments of the first role that an actor fills; "spread its wings" is nothing done to the doer's wings.
    private func first(
        _ roles: [RoleName], of arguments: [PredicateArgument], otherThan own: Set<String> = []
    ) -> [PredicateArgument] {
        let found = roles.map { role in
            arguments.filter { argument in
                guard argument.role == role, let filler = self.fillers.filler(argument) else { return false }
                let isOwnThing = filler.mention?.kind == .thing && filler.ground == .rule("owner-of")
                return !isOwnThing || own.isDisjoint(with: filler.actors.map(\.code))
            }
        }.filter { !$0.isEmpty }
        // "Offices were exchanged *with Chad*": whoever is known goes before what only could be somebody.
        return found.first { $0.contains(where: isKnown) } ?? found.first ?? []
    }
}
