import Demarche

/// A match that survived: its act, fillers and standing, before roles that the words leave open are filled.
struct Candidate: Sendable {
    private(set) var match: Match
    private(set) var act: Act
    private(set) var doers: [Filler]
    private(set) var recipients: [Filler]
    private(set) var standing: Standing
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

    /// What generalising takes it for, where no phrasing tells it, and how far that is believed.
    private(set) var supposition: (proposal: GeneralCoder.Proposal, belief: Double)?

    func believed(_ proposal: GeneralCoder.Proposal, _ belief: Double) -> Candidate {
        var copy = self
        copy.supposition = (proposal, belief)
        return copy
    }

    /// The same, held no more firmly than the told act that its noun names.
    func held(_ modality: Claim.Modality) -> Candidate {
        guard standing.modality == .done || standing.modality == .ongoing else { return self }
        var copy = self
        copy.standing = Standing(modality: modality, speakers: standing.speakers, reasons: standing.reasons)
        return copy
    }

    /// The same as another act: what its noun names was told before, or a finer act of its root.
    func telling(_ act: Act) -> Candidate {
        var copy = self
        copy.act = act
        return copy
    }

    /// The same with the recipients that another reading of its words shows, where its own shows none.
    func showing(_ other: Candidate) -> Candidate {
        guard recipients.isEmpty, !other.recipients.isEmpty else { return self }
        var copy = self
        copy.match = Match(
            pattern: match.pattern, anchor: match.anchor, tokens: match.tokens, doers: match.doers,
            recipients: other.match.recipients, form: match.form, isBare: match.isBare)
        copy.recipients = other.recipients
        return copy
    }

    /// The same with its doers as recipients.
    var turned: Candidate {
        var copy = self
        copy.match = Match(
            pattern: match.pattern, anchor: match.anchor, tokens: match.tokens, doers: [],
            recipients: match.doers, form: match.form, isBare: match.isBare)
        (copy.doers, copy.recipients) = ([], doers)
        return copy
    }

    /// The same with other actors in its roles.
    func with(doers: [Filler], recipients: [Filler], speakers: [Filler]? = nil) -> Candidate {
        var copy = self
        (copy.doers, copy.recipients) = (doers, recipients)
        copy.speakers = speakers ?? self.speakers
        return copy
    }
}
