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
    }

    /// The accounts of all sentences in text order.
    /// - Parameter given: acts whose words and kind are given, in text order, so that only roles are asked; nil finds them.
    package func accounts(
        of passages: [ReadPassage], in report: Report, opening: Stage = .empty, given: [GivenAct]? = nil
    ) -> [Account] {
        var accounts: [Account] = []
        var stage = opening.about(times(in: passages))
        let topic = phrasebook.topic(of: passages.filter { $0.passage.kind == .prose }.map(\.parse))
        for read in passages {
            let timePlaces = times.places(of: read.times, in: read.parse)
            for sentence in read.parse.sentences {
                guard let span = read.parse.span(of: words(of: sentence, in: read.parse)) else { continue }
                let named = states(in: sentence, of: read)
                // The headline opens the stage; the text below tells its acts.
                if read.passage.kind == .headline, passages.contains(where: { $0.passage.kind == .prose }) {
                    stage = stage.opened(by: named)
                    accounts.append(
                        Account(
                            span: span, claims: [],
                            reasons: ["the headline opens the stage; the text tells its acts"], stage: stage))
                    continue
                }
                stage = stage.hearing(named)
                let coded = code(
                    sentence, span: span, read: read, timePlaces: timePlaces, report: report, stage: stage,
                    topic: topic, given: given.map { $0.filter { span.contains($0.trigger.start) } })
                stage = coded.stage
                accounts.append(
                    Account(
                        span: span, claims: coded.claims, reasons: coded.reasons, stage: stage,
                        weighings: coded.weighings))
            }
        }
        return accounts
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

    private func code(
        _ sentence: Range<Int>, span: Span, read: ReadPassage, timePlaces: TimePlaces, report: Report,
        stage: Stage, topic: String?, given: [GivenAct]?
    ) -> (claims: [Claim], reasons: [String], stage: Stage, weighings: [Weighing]) {
        let fillers = FillerReader(read: read, text: report.text, phrasebook: phrasebook)
        let found =
            given.map {
                (
                    found: sentences.candidates(given: $0, in: sentence, of: read, text: report.text),
                    reasons: [String]()
                )
            } ?? sentences.candidates(in: sentence, of: read, text: report.text, topic: topic)
        var telling = Telling(
            stage: stage, reasons: found.reasons,
            builder: ClaimBuilder(
                read: read, report: report, sentence: span, version: version, times: times,
                timePlaces: timePlaces,
                places: places,
                phrasebook: phrasebook, record: record, sectors: sectors), mayRepeat: given != nil)
        let reciprocalNear =
            !found.found.isEmpty
            && sentence.contains { token in
                cues.has(read.parse.lemma(token), .verb, .reciprocal)
                    || cues.has(read.parse.lower(token), .adjective, .reciprocal)
                    || cues.has(read.parse.lower(token), .adverb, .reciprocal)
                    || isReciprocal(token, in: read.parse)
            }
        let locals = LocalActors(read: read, places: places, names: names)
        // What words show is told first: it shows what words leave open, also before it in the sentence.
        let voiced = found.found.sorted { $0.match.anchor < $1.match.anchor }.map {
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
        if given == nil {
            for token in sentence where !voiced.contains(where: { $0.match.tokens.contains(token) }) {
                let filler = RoleFiller(
                    stage: telling.stage, names: names, words: actorWords, phrasebook: phrasebook,
                    sectors: sectors, fillers: fillers, reciprocalNear: false,
                    chooser: chooser)
                guard let candidate = sentences.echo(at: token, filler) else { continue }
                for sides in filler.echo(candidate) ?? [] { telling.tell(candidate, sides) }
            }
        }
        return (
            telling.claims.sorted { $0.trigger < $1.trigger }, telling.reasons, telling.stage,
            telling.weighings
        )
    }
}

/// The claims of one sentence as they are told, and the stage after each.
private struct Telling {
    var stage: Stage
    var reasons: [String]
    var claims: [Claim] = []
    var weighings: [Weighing] = []
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
        let candidate = sides.held.map { candidate.held($0) } ?? candidate
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
    /// Whether a noun told it, not a verb: the form that its evidence names first.
    fileprivate var isNominal: Bool { evidence.rule.hasPrefix("nominal") }
}

extension Candidate {
    /// Whether the act's place may tell whose its actors are: in a conflict, and where a doer is shown.
    fileprivate var isPlaceable: Bool { act.quad > 2 && !match.doers.isEmpty }
}
