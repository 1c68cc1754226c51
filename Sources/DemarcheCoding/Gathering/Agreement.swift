import Demarche
import DemarcheLexicon

/// How far two claims of one block agree: nil where they cannot be one act, else a weight and its reasons.
struct Agreement: Sendable {
    let weight: Double
    let reason: String

    /// What one question says of two claims.
    private enum Finding {
        case parts
        case says(Double, String)
    }

    /// - Returns: nil where something parts them.
    init?(_ a: Testimony, _ b: Testimony, nature: ActFamily.Nature) {
        var weight = 0.0
        var reasons: [String] = []
        let questions = [
            Self.acts, Self.modalities, Self.days, Self.places, Self.counts, Self.persons, Self.sectors,
            Self.words,
        ]
        for question in questions {
            switch question(a, b, nature) {
            case .parts: return nil
            case .says(let value, let reason):
                weight += value
                if !reason.isEmpty { reasons.append(reason) }
            }
        }
        self.weight = weight
        reason = reasons.joined(separator: "; ")
    }

    private static func acts(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        // A regime suspended and a regime ended are two acts upon one measure.
        if let x = a.claim.act.measure?.status, let y = b.claim.act.measure?.status, x != y,
            !startsMeasure(x) || !startsMeasure(y)
        {
            return .parts
        }
        let isSame = a.claim.act.name == b.claim.act.name
        if a.claim.report == b.claim.report, a.claim.sentence == b.claim.sentence, isSame || nature == .word {
            return .parts
        }
        if isSame { return .says(0.35, "same act") }
        return a.claim.act.cameo == b.claim.act.cameo
            ? .says(0.3, "same kind of act") : .says(0.15, "acts of one family")
    }

    private static func startsMeasure(_ status: String) -> Bool {
        ["in-force", "widened", "announced", "restored"].contains(status)
    }

    private static func modalities(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        func isOpen(_ modality: Claim.Modality) -> Bool { modality == .planned || modality == .hypothetical }
        return isOpen(a.claim.modality) == isOpen(b.claim.modality) ? .says(0, "") : .parts
    }

    private static func days(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        let sameReport = a.claim.report == b.claim.report
        switch (a.days, b.days) {
        case (let x?, let y?):
            if x.overlaps(y) {
                let exact = x == y && x.count == 1
                return .says(
                    exact ? 0.45 : max(x.count, y.count) <= 45 ? 0.25 : 0.05,
                    exact ? "same day" : "days that can agree")
            }
            return isOneActInTwoVersions(a, b, gap: x.gap(to: y), nature)
                ? .says(0.2, "two versions of the day") : .parts
        case (let known?, nil): return undated(b, beside: known, sameReport: sameReport)
        case (nil, let known?): return undated(a, beside: known, sameReport: sameReport)
        case (nil, nil):
            if sameReport { return .says(nature == .word ? 0.1 : 0.25, "same report") }
            guard let x = a.published?.ordinal, let y = b.published?.ordinal else { return .says(0, "") }
            return abs(x - y) <= 7
                ? .says(0.1, "reports of one week") : .says(abs(x - y) <= 30 ? 0 : -0.7, "")
        }
    }

    private static func undated(_ claim: Testimony, beside known: Days, sameReport: Bool) -> Finding {
        if sameReport { return .says(0.2, "same report") }
        guard let published = claim.published?.ordinal else { return .says(0, "") }
        if known.first > published { return .parts }
        let lag = published - known.last
        return lag <= 7 ? .says(0.2, "reported within a week of the day") : .says(lag <= 45 ? 0.1 : -0.3, "")
    }

    /// One detention, dated 22 by one source and 26 by another: days a little apart, in two reports, of one named person.
    private static func isOneActInTwoVersions(
        _ a: Testimony, _ b: Testimony, gap: Int, _ nature: ActFamily.Nature
    ) -> Bool {
        a.claim.report != b.claim.report && gap <= 7 && nature == .deed
            && a.claim.act.name == b.claim.act.name
            && !a.namesNear.isDisjoint(with: b.namesNear) && (a.isOfOnePerson || b.isOfOnePerson)
    }

    private static func places(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        guard let x = a.claim.place, let y = b.claim.place else { return .says(0, "") }
        if x.name == y.name { return .says(0.2, "same place") }
        if x.country == y.country, x.distance(to: y).map({ $0 < 40 }) ?? true { return .says(0, "") }
        return nature == .site ? .parts : .says(-0.25, "")
    }

    private static func counts(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        let (x, y) = (a.counts, b.counts)
        guard !x.isEmpty, !y.isEmpty else {
            let differs =
                (x.contains { $0 > 1 } && b.isOfOnePerson) || (y.contains { $0 > 1 } && a.isOfOnePerson)
            return .says(differs ? -0.3 : 0, "")
        }
        if !x.isDisjoint(with: y) { return .says(0.2, "same count") }
        let near = x.contains { n in y.contains { m in max(n, m) >= 20 && abs(n - m) * 10 <= max(n, m) } }
        if near { return .says(0, "counts in conflict") }
        return a.claim.report == b.claim.report ? .says(-0.3, "") : .parts
    }

    private static func persons(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        if !a.objects.isDisjoint(with: b.objects) { return .says(0.4, "same name") }
        if !a.names.isDisjoint(with: b.names) { return .says(0.2, "same names in the words") }
        let parted = !a.objects.isEmpty && !b.objects.isEmpty && a.claim.report != b.claim.report
        return .says(parted ? -0.2 : 0, "")
    }

    private static func sectors(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        guard let x = a.targetSector, let y = b.targetSector, x != y else { return .says(0, "") }
        let broad: Set<String> = ["GOV", "CVL", "UNK", ""]
        return .says(broad.contains(x) || broad.contains(y) ? -0.05 : -0.3, "")
    }

    private static func words(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Finding {
        let least = min(a.words.count, b.words.count)
        guard least > 0 else { return .says(0, "") }
        // The two keep a single common word of a short sentence from weighing as much as a whole sentence.
        let share = Double(a.words.intersection(b.words).count) / Double(least + 2)
        if nature == .word, share < 0.15 { return .says(-0.25, "") }
        return .says(0.4 * share, share >= 0.25 ? "words in common" : "")
    }
}

/// Days from the first to the last, as ordinals.
struct Days: Hashable, Sendable {
    let first: Int
    let last: Int
    var count: Int { last - first + 1 }

    func overlaps(_ other: Days) -> Bool { first <= other.last && other.first <= last }

    /// Days between two ranges that do not overlap.
    func gap(to other: Days) -> Int { max(other.first - last, first - other.last) }
}

extension Testimony {
    /// Nil where no day can be had.
    var days: Days? {
        guard let first = claim.when?.earliest?.ordinal, let last = claim.when?.latest?.ordinal, first <= last
        else { return nil }
        return Days(first: first, last: last)
    }

    var counts: Set<Int> { Set(claim.quantities.map(\.number)) }
    var objects: Set<String> { Set(claim.objects.map { $0.name.lowercased() }) }
    var targetSector: String? { claim.target.first { $0.ground == .words }?.actor.sector }

}

extension PlaceMention {
    /// Kilometres on a sphere's flat chart, good to a few per cent below a thousand; nil without coordinates.
    func distance(to other: PlaceMention) -> Double? {
        guard let a = latitude, let b = longitude, let c = other.latitude, let d = other.longitude else {
            return nil
        }
        // One degree of latitude is 111 km; a degree of longitude shrinks to about two thirds of it where most reports are from.
        let (north, east) = ((a - c) * 111, (b - d) * 74)
        return (north * north + east * east).squareRoot()
    }
}
