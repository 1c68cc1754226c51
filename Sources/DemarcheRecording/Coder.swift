package import Demarche
package import DemarcheCoding
package import DemarcheIntake
package import DemarcheLexicon

/// The whole way from a report to its claims: split, parse, find, relate, code.
///
/// What `code`, `explain`, `add` and the desk call. Safe on several threads at once.
package struct Coder: Sendable {
    package let lexicon: Lexicon
    package let phrasebook: Phrasebook
    package let parser: any Parsing
    package let splitter: Splitter
    private let relater: Relater
    private let finder: MentionFinder
    private let resolver: ReferentResolver
    private let times: TimeFinder
    private let places: PlaceFinder
    private let coder: ReportCoder
    private let recorder: Recorder

    /// - Parameters:
    ///   - program: the program's version, for the record.
    ///   - general: codes also what no phrasing tells; nil for phrasings alone.
    package init(
        lexicon: Lexicon, phrasebook: Phrasebook, parser: any Parsing, program: String,
        general: GeneralCoder? = nil
    ) {
        self.lexicon = lexicon
        self.phrasebook = phrasebook
        self.parser = parser
        relater = Relater(cues: lexicon.acts.cues)
        splitter = Splitter(rules: lexicon.discards.rules)
        finder = MentionFinder(lexicon: lexicon.actors)
        resolver = ReferentResolver(lexicon: lexicon.actors)
        times = TimeFinder(lexicon: lexicon.times)
        places = PlaceFinder(lexicon: lexicon.places)
        recorder = Recorder(lexicon: lexicon.record, cues: lexicon.acts.cues)
        let states = lexicon.actors.states
        coder = ReportCoder(
            phrasebook: phrasebook, cues: CueIndex(lexicon.acts.cues), times: times, places: places,
            version: Claim.Version(program: program, lexicon: lexicon.digest, model: parser.name),
            sectors: lexicon.sectors, record: lexicon.record, general: general,
            names: { states[$0]?.name ?? $0 })
    }

    /// A report with everything that was read in it.
    package struct Coded: Sendable {
        package let report: Report
        package let passages: [Passage]
        package let read: [ReadPassage]
        package let accounts: [ReportCoder.Account]
        package var claims: [Claim] { accounts.flatMap(\.claims) }
    }

    /// - Parameter opening: who is on stage before the first sentence: nobody, but where a lone sentence is checked.
    package func coded(_ report: Report, opening: Stage = .empty) -> Coded {
        let passages = splitter.passages(of: report)
        let read = read(passages, of: report)
        let accounts = coder.accounts(of: read, in: report, opening: opening)
        return Coded(report: report, passages: passages, read: read, accounts: accounts)
    }

    /// The events, answers, measures and designations that a coded report tells by itself.
    package func record(of coded: Coded) -> ReportRecord {
        recorder.record(of: coded.claims, read: coded.read, in: coded.report)
    }

    /// The prose and the headline, parsed, with mentions resolved in text order.
    package func read(_ passages: [Passage], of report: Report) -> [ReadPassage] {
        let kept = passages.filter { if case .aside = $0.kind { return false } else { return true } }
        let parses = kept.map { parser.parse(report.text, in: $0.span) }
        let expressions = times.expressions(in: parses, text: report.text, published: report.published)
        let toponyms = places.places(in: parses, text: report.text)
        var memory = ReferentMemory()
        return kept.indices.map { index in
            let parse = parses[index]
            let found = finder.mentions(in: parse, on: report.published)
            let (mentions, next) = resolver.resolving(found, of: parse, after: memory)
            memory = next
            return ReadPassage(
                passage: kept[index], parse: parse, predications: relater.predications(in: parse),
                mentions: mentions,
                times: expressions[index], places: toponyms.filter { kept[index].span.contains($0.span) })
        }
    }
}
