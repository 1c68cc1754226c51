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
    private let names: @Sendable (String) -> String

    package init(
        phrasebook: Phrasebook, cues: CueIndex, times: TimeFinder, places: PlaceFinder,
        version: Claim.Version, sectors: SectorTable,
        record: RecordLexicon = RecordLexicon(families: FamilyTable([])), general: GeneralCoder? = nil,
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
        self.names = names
    }

    /// What one sentence gave: its claims, or why none.
    package struct Account: Sendable {
        package let span: Span
        package let claims: [Claim]
        package let reasons: [String]
        package let stage: Stage
    }

    /// The accounts of all sentences in text order.
    package func accounts(of passages: [ReadPassage], in report: Report, opening: Stage = .empty) -> [Account]
    {
        var accounts: [Account] = []
        var stage = opening
        for read in passages {
            for sentence in read.parse.sentences {
                guard let span = read.parse.span(of: words(of: sentence, in: read.parse)) else { continue }
                let spoken = read.mentions.filter { sentence.contains($0.head) }.flatMap {
                    $0.actors.map(\.code)
                }
                stage = stage.hearing(spoken, weight: read.passage.kind == .headline ? 2 : 1)
                // The headline opens the stage; the text below tells its acts.
                if read.passage.kind == .headline, passages.contains(where: { $0.passage.kind == .prose }) {
                    accounts.append(
                        Account(
                            span: span, claims: [],
                            reasons: ["the headline opens the stage; the text tells its acts"], stage: stage))
                    continue
                }
                let coded = code(
                    sentence, span: span, read: read, report: report, stage: stage, number: accounts.count)
                stage = coded.stage
                accounts.append(
                    Account(span: span, claims: coded.claims, reasons: coded.reasons, stage: stage))
            }
        }
        return accounts
    }

    private func words(of sentence: Range<Int>, in parse: Parse) -> [Int] {
        sentence.filter { parse.tokens[$0].pos != "SPACE" }
    }

    private func code(
        _ sentence: Range<Int>, span: Span, read: ReadPassage, report: Report, stage: Stage, number: Int
    ) -> (claims: [Claim], reasons: [String], stage: Stage) {
        var stage = stage
        var (candidates, reasons) = sentences.candidates(in: sentence, of: read, text: report.text)
        candidates.sort { $0.match.anchor < $1.match.anchor }
        let builder = ClaimBuilder(
            read: read, report: report, sentence: span, version: version, times: times, places: places,
            phrasebook: phrasebook, record: record)
        let reciprocalNear = sentence.contains { token in
            cues.has(read.parse.lemma(token), .verb, .reciprocal)
                || cues.has(read.parse.lower(token), .adjective, .reciprocal)
                || cues.has(read.parse.lower(token), .adverb, .reciprocal)
                || isReciprocal(token, in: read.parse)
        }
        var claims: [Claim] = []
        let locals = LocalActors(read: read, places: places, names: names)
        for candidate in candidates {
            let filler = RoleFiller(
                stage: stage, names: names, phrasebook: phrasebook, sectors: sectors,
                reciprocalNear: reciprocalNear)
            func made(_ candidate: Candidate) -> [Result<Claim, ClaimBuilder.Refusal>] {
                filler.sides(of: candidate).map {
                    builder.claim(candidate, source: $0.source, target: $0.target)
                }
            }
            var results = made(candidate)
            if !results.contains(where: \.isSuccess), let placed = locals.placed(candidate) {
                results = made(placed)
            }
            for result in results {
                switch result {
                case .success(let claim):
                    if claims.contains(where: { tellsSame($0, claim) }) {
                        reasons.append("“\(report.text[claim.trigger])”: told once already in the sentence")
                    } else {
                        claims.append(claim)
                        if claim.modality == .done || claim.modality == .ongoing {
                            stage = stage.telling(told(claim, by: candidate, number: number))
                        }
                    }
                case .failure(let refusal): reasons.append(refusal.why)
                }
            }
        }
        return (claims, reasons, stage)
    }

    /// "Each other", "one another".
    private func isReciprocal(_ token: Int, in parse: Parse) -> Bool {
        token > 0 && cues.has(parse.lower(token - 1) + " " + parse.lower(token), .noun, .reciprocal)
    }

    private func told(_ claim: Claim, by candidate: Candidate, number: Int) -> Stage.ToldAct {
        let unnamed = candidate.recipients.first {
            $0.mention?.kind == .person && $0.mention?.properName == nil && !$0.isOpen
        }?.actors.first
        return Stage.ToldAct(
            act: claim.act, source: claim.source.map(\.actor), target: claim.target.map(\.actor),
            sentence: number, unnamed: unnamed)
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

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
