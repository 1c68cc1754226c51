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
    ///   - choosing: what facts weigh for roles that words leave open; nil for the lexicon's.
    package init(
        lexicon: Lexicon, phrasebook: Phrasebook, parser: any Parsing, program: String,
        general: GeneralCoder? = nil, choosing: ChoosingTable? = nil
    ) {
        self.lexicon = lexicon
        self.phrasebook = phrasebook
        self.parser = parser
        relater = Relater(
            cues: lexicon.acts.cues, nouns: lexicon.acts.nounsByVerb, months: lexicon.times.months)
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
            words: lexicon.actors.words,
            chooser: RoleChooser(table: choosing ?? lexicon.choosing),
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
    /// - Parameter given: acts whose words and kind are given, so that only roles are asked; nil finds them.
    package func coded(_ report: Report, opening: Stage = .empty, given: [GivenAct]? = nil) -> Coded {
        let passages = splitter.passages(of: report)
        let read = read(passages, of: report)
        let accounts = coder.accounts(
            of: read, in: report, opening: titled(opening, by: report, read), given: given)
        return Coded(report: report, passages: passages, read: read, accounts: accounts)
    }

    /// A report whose text has no headline of its own is opened by its title.
    private func titled(_ opening: Stage, by report: Report, _ read: [ReadPassage]) -> Stage {
        guard let title = report.title, !title.isEmpty,
            !read.contains(where: { $0.passage.kind == .headline })
        else { return opening }
        let text = ScalarText(title)
        let parse = parser.parse(text, in: Span(0, text.count))
        let codes = finder.mentions(in: parse, on: report.published).flatMap { $0.actors.map(\.code) }
        return opening.opened(by: codes.filter { !lexicon.actors.words.has($0, .stateless) })
    }

    /// The events, answers, measures and designations that a coded report tells by itself.
    package func record(of coded: Coded) -> ReportRecord {
        recorder.record(of: coded.claims, read: coded.read, in: coded.report)
    }

    /// Sentences of one passage that are read together; a longer passage is read in stretches.
    private static let stretch = 64

    /// The prose and the headline, parsed, with mentions resolved in text order.
    package func read(_ passages: [Passage], of report: Report) -> [ReadPassage] {
        let prose = passages.filter { if case .aside = $0.kind { return false } else { return true } }
        let stretches = prose.flatMap { passage in
            parser.parse(report.text, in: passage.span).stretches(ofSentences: Self.stretch).map {
                (passage: passage, parse: relater.mended($0))
            }
        }
        let (kept, parses) = (stretches.map(\.passage), stretches.map(\.parse))
        let expressions = times.expressions(in: parses, text: report.text, published: report.published)
        let toponyms = Self.grouped(places.places(in: parses, text: report.text), by: parses)
        var memory = ReferentMemory()
        var read: [ReadPassage] = []
        for (index, parse) in parses.enumerated() {
            let found = finder.mentions(in: parse, on: report.published)
            let (mentions, next) = resolver.resolving(found, of: parse, after: consume memory)
            memory = next
            read.append(
                ReadPassage(
                    passage: kept[index], parse: parse, predications: relater.predications(in: parse),
                    mentions: mentions,
                    times: expressions[index], places: toponyms[index]))
        }
        return read
    }

    /// The places of each parse: the last one that begins no later than the place.
    private static func grouped(_ places: [PlaceMention], by parses: [Parse]) -> [[PlaceMention]] {
        let starts = parses.enumerated().compactMap { index, parse in
            parse.tokens.first.map { (start: $0.span.start, index: index) }
        }
        var groups = [[PlaceMention]](repeating: [], count: parses.count)
        for place in places {
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if starts[middle].start <= place.span.start { low = middle + 1 } else { high = middle }
            }
            if low > 0 { groups[starts[low - 1].index].append(place) }
        }
        return groups
    }
}
