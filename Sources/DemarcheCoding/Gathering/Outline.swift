import Demarche
import DemarcheLexicon

/// What two claims of a block are compared by first: small and flat, so that most pairs are told apart at little cost.
struct Outline: Sendable {
    let report: UInt64
    let sentence: Span
    let act: UInt64
    let cameo: UInt64
    let status: Status
    /// Planned or merely possible.
    let isOpen: Bool
    /// Nil where no day can be had.
    let days: Days?
    /// The day of publication, as an ordinal.
    let published: Int?

    /// What an act does to a measure.
    enum Status: Equatable { case none, starts(UInt64), changes(UInt64) }

    init(of claim: Claim, published: Day?) {
        report = Self.digest(claim.report)
        sentence = claim.sentence
        act = Self.digest(claim.act.name)
        cameo = Self.digest(claim.act.cameo)
        status =
            claim.act.measure.map { measure in
                Self.starting.contains(measure.status)
                    ? .starts(Self.digest(measure.status)) : .changes(Self.digest(measure.status))
            } ?? .none
        isOpen = claim.modality == .planned || claim.modality == .hypothetical
        days = Days(of: claim)
        self.published = published?.ordinal
    }

    private static let starting: Set<String> = ["in-force", "widened", "announced", "restored"]

    private static func digest(_ text: String) -> UInt64 {
        var digest = StableDigest()
        digest.add(text)
        return digest.value
    }

    /// Whether the two can be one act as far as act, modality and days say.
    func mayAgree(with other: Outline, nature: ActFamily.Nature) -> Bool {
        guard isOpen == other.isOpen, !isTwoStatuses(with: other) else { return false }
        let isSameReport = report == other.report
        if isSameReport, sentence == other.sentence, act == other.act || nature == .word { return false }
        switch (days, other.days) {
        case (let x?, let y?):
            return x.overlaps(y)
                || !isSameReport && nature == .deed && act == other.act && x.gap(to: y) <= Self.versionsApart
        case (let known?, nil): return isSameReport || other.canTell(ofDay: known.first)
        case (nil, let known?): return isSameReport || canTell(ofDay: known.first)
        case (nil, nil): return true
        }
    }

    /// So many days lie between two versions of one day at most.
    private static let versionsApart = 7

    /// A report cannot tell of a day after its own.
    private func canTell(ofDay day: Int) -> Bool { published.map { day <= $0 } ?? true }

    /// A regime suspended and a regime ended are two acts upon one measure.
    private func isTwoStatuses(with other: Outline) -> Bool {
        switch (status, other.status) {
        case (.none, _), (_, .none), (.starts, .starts): false
        default: status != other.status
        }
    }
}

/// Days from the first to the last, as ordinals.
struct Days: Hashable, Sendable {
    let first: Int
    let last: Int
    var count: Int { last - first + 1 }

    init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// Nil where no day can be had.
    init?(of claim: Claim) {
        guard let first = claim.when?.earliest?.ordinal, let last = claim.when?.latest?.ordinal, first <= last
        else { return nil }
        self.init(first: first, last: last)
    }

    func overlaps(_ other: Days) -> Bool { first <= other.last && other.first <= last }

    /// Days between two ranges that do not overlap.
    func gap(to other: Days) -> Int { max(other.first - last, first - other.last) }
}
