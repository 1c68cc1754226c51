/// What one or several claims say of one real act.
package struct Event: Hashable, Sendable {
    /// Derived from the anchor claim.
    package let id: String
    package let claims: [String]
    package let act: Act
    package let source: [Actor]
    package let target: [Actor]
    package let modality: Claim.Modality
    package let earliest: Day?
    package let latest: Day?
    /// Why each claim beside the anchor is here.
    package let joins: [Join]

    /// A claim joined to the event, the claim that it agrees with best, and the reason in words.
    package struct Join: Hashable, Sendable {
        package let claim: String
        package let with: String
        package let reason: String

        package init(claim: String, with: String, reason: String) {
            self.claim = claim
            self.with = with
            self.reason = reason
        }
    }

    package init(
        id: String, claims: [String], act: Act, source: [Actor], target: [Actor], modality: Claim.Modality,
        earliest: Day?, latest: Day?, joins: [Join] = []
    ) {
        self.id = id
        self.claims = claims
        self.act = act
        self.source = source
        self.target = target
        self.modality = modality
        self.earliest = earliest
        self.latest = latest
        self.joins = joins
    }
}

/// One act answers another. Codebook §7.
package struct Answer: Hashable, Sendable {
    /// How we know.
    package enum Basis: String, Hashable, Sendable { case stated, sequence, supposed, inferred }

    package let report: String
    /// Claim ids; `to` is nil where the act answered is no claim.
    package let from: String
    package let to: String?
    package let basis: Basis
    package let cue: String
    package let span: Span?

    package init(report: String, from: String, to: String?, basis: Basis, cue: String, span: Span?) {
        self.report = report
        self.from = from
        self.to = to
        self.basis = basis
        self.cue = cue
        self.span = span
    }
}

/// One status of a measure as a report tells it. Codebook §8.
package struct Measure: Hashable, Sendable {
    package let report: String
    /// Actor codes.
    package let by: String
    package let on: String
    package let kind: String
    package let status: String
    package let scope: String
    package let count: Int?
    /// Claim ids that tell it.
    package let claims: [String]

    package init(
        report: String, by: String, on: String, kind: String, status: String, scope: String, count: Int?,
        claims: [String]
    ) {
        self.report = report
        self.by = by
        self.on = on
        self.kind = kind
        self.status = status
        self.scope = scope
        self.count = count
        self.claims = claims
    }
}

/// A person or organisation named as the object of a measure. Codebook §9.
package struct Designation: Hashable, Sendable {
    package let report: String
    package let object: Claim.NamedObject
    package let claim: String

    package init(report: String, object: Claim.NamedObject, claim: String) {
        self.report = report
        self.object = object
        self.claim = claim
    }
}
