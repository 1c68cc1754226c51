package import Demarche

/// One report as one run coded it: what the ledger takes in, whole or not at all.
package struct Entry: Sendable {
    package let report: Report
    package let version: Claim.Version
    package let passages: [Passage]
    package let sentences: [Sentence]
    package let claims: [Claim]
    package let answers: [Answer]
    package let measures: [Measure]
    package let designations: [Designation]

    /// A sentence and why it is not coded; an empty reason where it is.
    package struct Sentence: Hashable, Sendable {
        package let span: Span
        package let reason: String

        package init(span: Span, reason: String) {
            self.span = span
            self.reason = reason
        }
    }

    package init(
        report: Report, version: Claim.Version, passages: [Passage], sentences: [Sentence], claims: [Claim],
        answers: [Answer] = [], measures: [Measure] = [], designations: [Designation] = []
    ) {
        self.report = report
        self.version = version
        self.passages = passages
        self.sentences = sentences
        self.claims = claims
        self.answers = answers
        self.measures = measures
        self.designations = designations
    }
}

/// What became of an entry.
package enum Outcome: Hashable, Sendable {
    /// The text was new.
    case added
    /// The text was there, coded by another run: a run was added.
    case recoded
    /// The same text by the same versions: nothing changed.
    case known
    /// The text was withdrawn and stays so.
    case withdrawn
}

/// Makes events of claims; handed in, so that the ledger stores events without the coder that made them.
package struct EventMaker: Sendable {
    /// The block that a claim falls into: only claims of one block can tell of one event.
    package let block: @Sendable (Claim) -> String
    /// The events of a block's claims, in any order of the claims the same.
    package let events: @Sendable ([Told]) -> [Event]
    /// What the lexicon says of an act beyond what a stored claim holds.
    package let act: @Sendable (String) -> Act?

    package init(
        block: @escaping @Sendable (Claim) -> String, events: @escaping @Sendable ([Told]) -> [Event],
        act: @escaping @Sendable (String) -> Act? = { _ in nil }
    ) {
        self.block = block
        self.events = events
        self.act = act
    }

    /// A claim with the report that tells it.
    package struct Told: Sendable {
        package let claim: Claim
        package let report: Report

        package init(claim: Claim, report: Report) {
            self.claim = claim
            self.report = report
        }
    }

    /// One event a claim.
    package static let single = EventMaker(
        block: { claim in
            let codes = { (roles: [Claim.Role]) in roles.map(\.actor.code).sorted().joined(separator: "+") }
            return "\(codes(claim.source))>\(codes(claim.target))/\(claim.act.cameo.prefix(2))"
        },
        events: { told in
            told.map { item in
                let claim = item.claim
                return Event(
                    id: StableDigest.of(["event", claim.id]), claims: [claim.id], act: claim.act,
                    source: claim.source.map(\.actor),
                    target: claim.target.map(\.actor), modality: claim.modality,
                    earliest: claim.when?.earliest, latest: claim.when?.latest)
            }
        })
}

/// What a person decided about claims; it survives coding again.
package struct Decision: Hashable, Sendable {
    /// What was decided.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// These claims tell of one event.
        case merge
        /// The first of these claims tells of another event than the others.
        case split
        /// A field of the claim holds a value.
        case fix
        /// The claim was read and is right.
        case accept
        /// The claim is wrong and counts nowhere.
        case reject
    }

    package let kind: Kind
    /// Claim ids.
    package let claims: [String]
    package let field: String
    package let value: String
    package let because: String
    package let who: String
    /// The day on which it was decided.
    package let received: Day

    package init(
        kind: Kind, claims: [String], field: String = "", value: String = "", because: String, who: String,
        received: Day
    ) {
        self.kind = kind
        self.claims = claims
        self.field = field
        self.value = value
        self.because = because
        self.who = who
        self.received = received
    }
}
