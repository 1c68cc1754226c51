import Demarche

/// A match that survived: its act, fillers and standing, before roles that the words leave open are filled.
struct Candidate: Sendable {
    let match: Match
    let act: Act
    let doers: [Filler]
    let recipients: [Filler]
    let standing: Standing
    /// Who says so, nearest first.
    var speakers: [Filler] = []
    /// The words of an act that was given, not found.
    var givenTrigger: Span?

    /// Whether syntax alone, no phrasing, says who does it to whom.
    var isGuessed: Bool { match.pattern.example.isEmpty }

    /// Whether words show both sides.
    var isShown: Bool {
        doers.contains { !$0.isOpen } && recipients.contains { !$0.isOpen }
    }
    /// Whether a bomb does it: nobody in the report is shown to have laid it.
    var isByUnknownHand = false
    /// Whether it is aimed at what is no actor: whom that hits only the report can show.
    var isAtThing = false

    /// The same, held no more firmly than the told act that its noun names.
    func held(_ modality: Claim.Modality) -> Candidate {
        guard standing.modality == .done || standing.modality == .ongoing else { return self }
        return Candidate(
            match: match, act: act, doers: doers, recipients: recipients,
            standing: Standing(modality: modality, speakers: standing.speakers, reasons: standing.reasons),
            speakers: speakers, givenTrigger: givenTrigger, isByUnknownHand: isByUnknownHand,
            isAtThing: isAtThing)
    }

    /// The same as another act: what its noun names was told before, or a finer act of its root.
    func telling(_ act: Act) -> Candidate {
        Candidate(
            match: match, act: act, doers: doers, recipients: recipients, standing: standing,
            speakers: speakers, givenTrigger: givenTrigger, isByUnknownHand: isByUnknownHand,
            isAtThing: isAtThing)
    }

    /// The same with its doers as recipients.
    var turned: Candidate {
        let match = Match(
            pattern: match.pattern, anchor: match.anchor, tokens: match.tokens, doers: [],
            recipients: match.doers, form: match.form, isBare: match.isBare)
        return Candidate(
            match: match, act: act, doers: [], recipients: doers, standing: standing, speakers: speakers,
            givenTrigger: givenTrigger, isByUnknownHand: isByUnknownHand, isAtThing: isAtThing)
    }

    /// The same with other actors in its roles.
    func with(doers: [Filler], recipients: [Filler], speakers: [Filler]? = nil) -> Candidate {
        Candidate(
            match: match, act: act, doers: doers, recipients: recipients, standing: standing,
            speakers: speakers ?? self.speakers, givenTrigger: givenTrigger, isByUnknownHand: isByUnknownHand,
            isAtThing: isAtThing)
    }
}
