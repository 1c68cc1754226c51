package import Demarche
package import DemarcheLexicon

/// What a report tells beside its claims.
package struct ReportRecord: Sendable {
    /// The event of each claim, by claim id, as this report alone gives it.
    package let events: [Event]
    package let answers: [Answer]
    package let measures: [Measure]
    package let designations: [Designation]

    /// The event id of each claim.
    package var eventByClaim: [String: String] {
        Dictionary(
            events.flatMap { event in event.claims.map { ($0, event.id) } },
            uniquingKeysWith: { first, _ in first })
    }
}

/// Makes the rest of the record from a coded report: events, answers, measures, designations.
package struct Recorder: Sendable {
    package let gatherer: Gatherer
    private let answers: AnswerFinder
    private let measures: MeasureTeller

    /// - Parameter cues: for the nouns that point to what was told.
    package init(lexicon: RecordLexicon, cues: [Cue]) {
        gatherer = Gatherer(lexicon: lexicon)
        answers = AnswerFinder(lexicon: lexicon, cues: cues)
        measures = MeasureTeller(lexicon: lexicon)
    }

    package func record(of claims: [Claim], read: [ReadPassage], in report: Report) -> ReportRecord {
        let events = gatherer.events(of: claims.map { gatherer.testimony(of: $0, in: report) })
        let eventByClaim = ReportRecord(events: events, answers: [], measures: [], designations: [])
            .eventByClaim
        return ReportRecord(
            events: events, answers: answers.answers(among: claims, read: read, events: eventByClaim),
            measures: measures.measures(of: claims, in: report.text, events: eventByClaim),
            designations: Self.designations(claims))
    }

    /// Each name once for a role; who is a target in one claim is not a relative's bearer in the same claim.
    private static func designations(_ claims: [Claim]) -> [Designation] {
        var seen: Set<[String]> = []
        return claims.flatMap { claim in
            claim.modality == .denied || claim.modality == .alleged
                ? [] : claim.objects.map { Designation(report: claim.report, object: $0, claim: claim.id) }
        }.filter { seen.insert([$0.object.name, $0.object.role]).inserted }
    }
}
