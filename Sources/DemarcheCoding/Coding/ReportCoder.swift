package import Demarche
package import DemarcheLexicon

/// Codes a report whose passages were read: a fold over its sentences on the stage.
package struct ReportCoder: Sendable {
    private let sentences: SentenceCoder
    private let phrasebook: Phrasebook
    private let cues: CueIndex
    private let times: TimeFinder
    private let places: PlaceFinder
    private let version: Claim.Version
    private let record: RecordLexicon
    private let sectors: SectorTable
    private let actorWords: ActorWords
    private let names: @Sendable (String) -> String
    private let chooser: RoleChooser
    private let answering: AnsweringWords

    package init(
        phrasebook: Phrasebook, cues: CueIndex, times: TimeFinder, places: PlaceFinder,
        version: Claim.Version, sectors: SectorTable,
        record: RecordLexicon = RecordLexicon(families: FamilyTable([])), general: GeneralCoder? = nil,
        words: ActorWords, chooser: RoleChooser = RoleChooser(table: ChoosingTable(weights: [:])),
        names: @escaping @Sendable (String) -> String
    ) {
        sentences = SentenceCoder(phrasebook: phrasebook, cues: cues, general: general)
        self.phrasebook = phrasebook
        self.cues = cues
        self.times = times
        self.places = places
        self.version = version
        self.record = record
        answering = AnsweringWords(record)
        self.sectors = sectors
        actorWords = words
        self.names = names
        self.chooser = chooser
    }

    /// What one sentence gave: its claims, or why none.
    package struct Account: Sendable {
        package let span: Span
        package let claims: [Claim]
        package let reasons: [String]
        package let stage: Stage
        /// What was weighed for roles that words leave open.
        package var weighings: [Weighing] = []
        /// What generalising supposed, believed or not.
        package var supposed: [Supposed] = []
    }

    /// The accounts of all sentences in text order.
    /// - Parameter given: acts whose words and kind are given, in text order, so that only roles are asked; nil finds them.
    package func accounts(
        of passages: [ReadPassage], in report: Report, opening: Stage = .empty, given: [GivenAct]? = nil
    ) -> [Account] {
        let drafts = drafts(of: passages, in: report, given: given)
        var stage = opening.about(times(in: passages), engaged: engaged(in: drafts))
            .of(kind(of: passages, drafts))
        return drafts.map { draft -> Account in
            let named = states(in: draft.sentence, of: draft.read)
            guard let found = draft.found else {
                stage = stage.opened(by: named)
                return Account(
                    span: draft.span, claims: [],
                    reasons: ["the headline opens the stage; the text tells its acts"], stage: stage)
            }
            let telling = told(found, of: draft, in: report, stage: stage.hearing(named))
            stage = telling.stage
            return Account(
                span: draft.span, claims: telling.claims.sorted { $0.trigger < $1.trigger },
                reasons: telling.reasons, stage: stage, weighings: telling.weighings,
                supposed: telling.supposed)
        }
    }

    /// In how many acts words show each state as doer or recipient.
    private func engaged(in drafts: [Draft]) -> [String: Int] {
        drafts.flatMap { $0.found?.candidates ?? [] }.reduce(into: [:]) { times, candidate in
            let codes = (candidate.doers + candidate.recipients).flatMap(\.actors).map(\.code)
            for code in Set(codes) where !code.isEmpty && !actorWords.has(code, .stateless) {
                times[code, default: 0] += 1
            }
        }
    }

    /// What the report as a whole tells of.
    private func kind(of passages: [ReadPassage], _ drafts: [Draft]) -> ReportKind {
        let prose = passages.filter { $0.passage.kind == .prose }
        let candidates = drafts.flatMap { $0.found?.candidates ?? [] }
        return ReportKind(
            dealings: candidates.count(where: isDealing), sentences: drafts.count,
            topicalShare: phrasebook.topicalShare(of: prose.map(\.parse)),
            hasForce: candidates.contains(where: isForce), firm: firm(in: prose))
    }

    /// Whether words show an organ of one party and another party as the sides of an act, or two bodies of one state.
    private func isDealing(_ candidate: Candidate) -> Bool {
        let (doers, recipients) = (
            candidate.doers.flatMap(\.actors), candidate.recipients.flatMap(\.actors)
        )
        return doers.contains { doer in
            recipients.contains { recipient in
                guard sectors.isOrgan(doer.sector) || sectors.isOrgan(recipient.sector) else { return false }
                if doer.code != recipient.code { return !doer.code.isEmpty && !recipient.code.isEmpty }
                let parties = [doer.sector, recipient.sector]
                return parties[0] != parties[1]
                    && !parties.contains { sectors.isPrivate($0) || ["", Sector.unknown].contains($0) }
            }
        }
    }

    /// Whether somebody is shown to use force, or a noun names it.
    private func isForce(_ candidate: Candidate) -> Bool {
        phrasebook.defaultRecipient(of: candidate.act) == .shownDoer
            && (candidate.isByUnknownHand || candidate.match.form == "nominal"
                || candidate.doers.contains { $0.mention?.anaphor != .it })
    }

    /// The firm that the prose names most, where it speaks of one more than once; without a code where only "the company" is
    /// spoken of.
    private func firm(in prose: [ReadPassage]) -> Actor? {
        let named = prose.flatMap { read in
            read.mentions(in: read.parse.tokens.indices).filter { $0.kind == .body }.compactMap(
                \.actors.first)
        }.filter { $0.sector == Sector.business }
        let often = Dictionary(named.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
        let known = often.filter { !$0.key.code.isEmpty }
        return (known.isEmpty ? often : known).max {
            ($0.value, $1.key.name) < ($1.value, $0.key.name)
        }?.key
    }

    /// A sentence and the acts that its words may tell.
    private struct Draft {
        let read: ReadPassage
        let sentence: Range<Int>
        let span: Span
        let timePlaces: TimePlaces
        /// Nil for a headline above prose: it opens the stage; the text below tells its acts.
        let found: SentenceCoder.Found?
        let isGiven: Bool
    }

    private func drafts(of passages: [ReadPassage], in report: Report, given: [GivenAct]?) -> [Draft] {
        let hasProse = passages.contains { $0.passage.kind == .prose }
        let topic = phrasebook.topic(of: passages.filter { $0.passage.kind == .prose }.map(\.parse))
        return passages.flatMap { read -> [Draft] in
            let timePlaces = times.places(of: read.times, in: read.parse)
            let isTitle = read.passage.kind == .headline && hasProse
            return read.parse.sentences.compactMap { sentence -> Draft? in
                guard let span = read.parse.span(of: words(of: sentence, in: read.parse)) else { return nil }
                let here = given.map { acts in acts.filter { span.contains($0.trigger.start) } }
                return Draft(
                    read: read, sentence: sentence, span: span, timePlaces: timePlaces,
                    found: isTitle
                        ? nil : found(here, in: sentence, of: read, text: report.text, about: topic),
                    isGiven: given != nil)
            }
        }
    }

    /// - Parameter topic: the field that the whole report is about (`topics.tsv`).
    private func found(
        _ given: [GivenAct]?, in sentence: Range<Int>, of read: ReadPassage, text: ScalarText,
        about topic: String?
    ) -> SentenceCoder.Found {
        guard let given else {
            return sentences.candidates(in: sentence, of: read, text: text, topic: topic)
        }
        return SentenceCoder.Found(
            candidates: sentences.candidates(given: given, in: sentence, of: read, text: text), reasons: [])
    }

    /// How often the prose names each state.
    private func times(in passages: [ReadPassage]) -> [String: Int] {
        passages.filter { $0.passage.kind == .prose }.reduce(into: [:]) { times, read in
            for code in states(in: read.parse.tokens.indices, of: read) { times[code, default: 0] += 1 }
        }
    }

    /// The states that a sentence names, each as often as it does.
    private func states(in sentence: Range<Int>, of read: ReadPassage) -> [String] {
        read.mentions(in: sentence).flatMap { $0.actors.map(\.code) }.filter {
            !$0.isEmpty && !actorWords.has($0, .stateless)
        }
    }

    /// "Each other", "one another".
    private func isReciprocal(_ token: Int, in parse: Parse) -> Bool {
        token > 0 && cues.has(parse.lower(token - 1) + " " + parse.lower(token), .noun, .reciprocal)
    }

    private func words(of sentence: Range<Int>, in parse: Parse) -> [Int] {
        sentence.filter { parse.tokens[$0].pos != "SPACE" }
    }

    private func told(
        _ found: SentenceCoder.Found, of draft: Draft, in report: Report,
        stage: Stage
    ) -> Telling {
        let (read, sentence) = (draft.read, draft.sentence)
        let fillers = FillerReader(read: read, text: report.text, phrasebook: phrasebook)
        var telling = Telling(
            stage: stage, reasons: found.reasons,
            builder: ClaimBuilder(
                read: read, report: report, sentence: draft.span, version: version, times: times,
                timePlaces: draft.timePlaces, places: places, phrasebook: phrasebook, record: record,
                sectors: sectors, kind: stage.kind),
            mayRepeat: draft.isGiven)
        let reciprocalNear =
            !found.candidates.isEmpty
            && sentence.contains { token in
                cues.has(read.parse.lemma(token), .verb, .reciprocal)
                    || cues.has(read.parse.lower(token), .adjective, .reciprocal)
                    || cues.has(read.parse.lower(token), .adverb, .reciprocal)
                    || isReciprocal(token, in: read.parse)
            }
        let locals = LocalActors(read: read, places: places, names: names)
        // What words show is told first: it shows what words leave open, also before it in the sentence.
        let voiced = found.candidates.sorted { $0.match.anchor < $1.match.anchor }.map {
            $0.voiced(by: fillers, cues: cues)
        }
        for candidate in voiced.filter(\.isShown) + voiced.filter({ !$0.isShown }) {
            let filler = RoleFiller(
                stage: telling.stage, names: names, words: actorWords, phrasebook: phrasebook,
                sectors: sectors, fillers: fillers,
                reciprocalNear: reciprocalNear, chooser: chooser)
            let told = filler.sides(of: candidate).map { telling.tell(candidate, $0) }
            if !told.contains(true), candidate.isPlaceable, var placed = locals.placed(candidate) {
                (placed.speakers, placed.givenTrigger) = (candidate.speakers, candidate.givenTrigger)
                for sides in filler.sides(of: placed) { telling.tell(placed, sides) }
            }
        }
        if !draft.isGiven {
            tellAgain(sentence, besides: Set(voiced.flatMap(\.match.tokens)), fillers, &telling)
            suppose(sentence, besides: found, fillers, &telling)
        }
        return telling
    }

    /// What no phrasing tells, supposed by generalising on the stage that the sentence leaves; it does not change the stage.
    /// Where words show nobody deal with another, nothing is supposed.
    private func suppose(
        _ sentence: Range<Int>, besides found: SentenceCoder.Found, _ fillers: FillerReader,
        _ telling: inout Telling
    ) {
        guard let general = sentences.general, !(telling.stage.kind?.isSilent ?? false) else { return }
        let filler = RoleFiller(
            stage: telling.stage, names: names, words: actorWords, phrasebook: phrasebook,
            sectors: sectors, fillers: fillers, reciprocalNear: false, chooser: chooser)
        let told = telling.claims
        var supposed: [Supposed] = []
        for surmise in sentences.surmises(in: sentence, of: fillers.read, besides: found, fillers: fillers) {
            let candidate = surmise.candidate.voiced(by: fillers, cues: cues)
            for sides in filler.sides(of: candidate) where !sides.isUnclear && filler.isOfTwo(sides) {
                let facts = TellingFacts(surmise, sides, filler: filler, general: general, told: told).names
                let belief = general.gate.belief(facts)
                let believed = candidate.believed(surmise.proposal, belief)
                guard
                    case .success(let claim) = telling.builder.claim(
                        believed, source: sides.source, target: sides.target)
                else { continue }
                supposed.append(Supposed(claim: claim, facts: facts, belief: belief))
            }
        }
        telling.supposed = supposed
        telling.believe(supposed.filter { general.gate.isEnough($0.belief) })
    }

    /// What words tell once more: a verb that repeats an act ("followed suit"), a noun that names one ("condemned *the verdict*").
    private func tellAgain(
        _ sentence: Range<Int>, besides taken: Set<Int>, _ fillers: FillerReader, _ telling: inout Telling
    ) {
        for token in sentence {
            let filler = RoleFiller(
                stage: telling.stage, names: names, words: actorWords, phrasebook: phrasebook,
                sectors: sectors, fillers: fillers, reciprocalNear: false, chooser: chooser)
            if !taken.contains(token), let candidate = sentences.echo(at: token, filler) {
                for sides in filler.echo(candidate) ?? [] { telling.tell(candidate, sides) }
            } else if let candidate = sentences.recall(at: token, filler, answering: answering),
                let sides = filler.recall(candidate, answering: answering)
            {
                telling.tell(candidate, sides)
            }
        }
    }
}

/// The claims of one sentence as they are told, and the stage after each.
private struct Telling {
    var stage: Stage
    var reasons: [String]
    var claims: [Claim] = []
    var weighings: [Weighing] = []
    var supposed: [Supposed] = []
    let builder: ClaimBuilder
    let mayRepeat: Bool

    init(stage: Stage, reasons: [String], builder: ClaimBuilder, mayRepeat: Bool) {
        self.stage = stage
        self.reasons = reasons
        self.builder = builder
        self.mayRepeat = mayRepeat
    }

    /// Whether the sides make a claim, also one that was told already.
    @discardableResult
    mutating func tell(_ candidate: Candidate, _ sides: RoleFiller.Sides) -> Bool {
        var candidate = sides.held.map { candidate.held($0) } ?? candidate
        if let told = sides.told { candidate = candidate.telling(told) }
        if let weighing = sides.weighing { weighings.append(weighing) }
        if sides.isUnclear {
            let trigger = candidate.givenTrigger ?? builder.read.parse.tokens[candidate.match.anchor].span
            reasons.append("“\(builder.report.text[trigger])” as \(candidate.act.name): \(sides.why ?? "")")
            return false
        }
        switch builder.claim(candidate, source: sides.source, target: sides.target) {
        case .success(let claim):
            if !mayRepeat, claims.contains(where: { tellsSame($0, claim) }) {
                reasons.append("“\(builder.report.text[claim.trigger])”: told once already in the sentence")
                return true
            }
            claims.append(claim)
            stage = stage.telling(
                ToldAct(
                    claim, by: candidate, sentence: stage.sentences, phrasebook: builder.phrasebook,
                    parse: builder.read.parse))
            return true
        case .failure(let refusal):
            reasons.append(refusal.why + (sides.why.map { ": \($0)" } ?? ""))
            return false
        }
    }

    /// The claims that are supposed, the most believed first, but for what the sentence is found to tell already.
    mutating func believe(_ supposed: [Supposed]) {
        for one in supposed.sorted(by: { ($1.belief, $0.claim.trigger) < ($0.belief, $1.claim.trigger) })
        where !claims.contains(where: { $0.isOfSameType(one.claim) }) {
            claims.append(one.claim)
        }
    }

    /// Codebook §1, "Once a sentence": the same act between the same actors.
    private func tellsSame(_ a: Claim, _ b: Claim) -> Bool {
        guard a.trigger != b.trigger,
            a.act.name == b.act.name
                || a.act.cameo.prefix(3) == b.act.cameo.prefix(3) && (a.isNominal || b.isNominal)
        else { return false }
        let same =
            Set(a.source.map(\.actor.code)) == Set(b.source.map(\.actor.code))
            && Set(a.target.map(\.actor.code)) == Set(b.target.map(\.actor.code))
        return same
            && (b.target.allSatisfy { $0.ground != .words }
                || Set(a.target.map(\.text)) == Set(b.target.map(\.text)))
    }
}

extension Claim {
    /// Whether it tells of an act of the same type between the same two.
    fileprivate func isOfSameType(_ other: Claim) -> Bool {
        func codes(_ roles: [Role]) -> Set<String> { Set(roles.map(\.actor.code)) }
        return act.type == other.act.type && codes(source) == codes(other.source)
            && codes(target) == codes(other.target)
    }

    /// Whether a noun told it, not a verb: the form that its evidence names first.
    fileprivate var isNominal: Bool { evidence.rule.hasPrefix("nominal") }
}

extension Candidate {
    /// Whether the act's place may tell whose its actors are: in a conflict, and where a doer is shown.
    fileprivate var isPlaceable: Bool { act.quad > 2 && !match.doers.isEmpty }
}
