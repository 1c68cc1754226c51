import Demarche
import DemarcheLexicon

/// How far two claims of one block agree: nil where they cannot be one act, else a weight and its reasons.
///
/// The weights add up; `Gatherer.joining` says what joins. Days, names and counts can decide alone, the rest only together. They
/// were found on the development digests (`Evaluation/figures --only record`) and are held by `Tests/Goldens/Rewrites` and the
/// floors.
struct Agreement: Sendable {
    private(set) var weight = 0.0
    private var reasons: UInt32 = 0

    /// Why two claims are held to tell one act, in the order in which it is said.
    enum Reason: UInt32, CaseIterable {
        case sameAct, sameKind, oneFamily, sameDay, openDays, twoVersions, sameReport, withinWeek, oneWeek
        case samePlace, sameCount, countsInConflict, sameName, sameNames, commonWords

        var words: String {
            switch self {
            case .sameAct: "same act"
            case .sameKind: "same kind of act"
            case .oneFamily: "acts of one family"
            case .sameDay: "same day"
            case .openDays: "days that can agree"
            case .twoVersions: "two versions of the day"
            case .sameReport: "same report"
            case .withinWeek: "reported within a week of the day"
            case .oneWeek: "reports of one week"
            case .samePlace: "same place"
            case .sameCount: "same count"
            case .countsInConflict: "counts in conflict"
            case .sameName: "same name"
            case .sameNames: "same names in the words"
            case .commonWords: "words in common"
            }
        }
    }

    /// The reasons in words.
    var reason: String {
        Reason.allCases.filter { reasons & (1 << $0.rawValue) != 0 }.map(\.words).joined(separator: "; ")
    }

    /// - Returns: nil where something parts them.
    init?(_ a: Testimony, _ b: Testimony, nature: ActFamily.Nature) {
        let (x, y) = (a.outline, b.outline)
        guard x.mayAgree(with: y, nature: nature) else { return nil }
        weighActs(x, y)
        guard weighDays(a, b, nature), weighPlaces(a.traits, b.traits, nature),
            weighCounts(a.traits, b.traits, isSameReport: x.report == y.report)
        else { return nil }
        weighPersons(a.traits, b.traits, isSameReport: x.report == y.report)
        weighSectors(a.traits, b.traits)
        weighWords(a.traits, b.traits, nature)
    }

    private mutating func add(_ weight: Double, _ reason: Reason? = nil) {
        self.weight += weight
        if let reason { reasons |= 1 << reason.rawValue }
    }

    private mutating func weighActs(_ x: Outline, _ y: Outline) {
        if x.act == y.act { return add(0.35, .sameAct) }
        x.cameo == y.cameo ? add(0.3, .sameKind) : add(0.15, .oneFamily)
    }

    private mutating func weighDays(_ a: Testimony, _ b: Testimony, _ nature: ActFamily.Nature) -> Bool {
        let (x, y) = (a.outline, b.outline)
        let isSameReport = x.report == y.report
        switch (x.days, y.days) {
        case (let days?, let others?):
            guard days.overlaps(others) else { return weighVersions(a.traits, b.traits) }
            let isExact = days == others && days.count == 1
            if isExact {
                add(0.45, .sameDay)
            } else {
                add(max(days.count, others.count) <= 45 ? 0.25 : 0.05, .openDays)
            }
        case (let known?, nil): weighUndated(y, beside: known, isSameReport: isSameReport)
        case (nil, let known?): weighUndated(x, beside: known, isSameReport: isSameReport)
        case (nil, nil):
            if isSameReport {
                add(nature == .word ? 0.1 : 0.25, .sameReport)
            } else if let first = x.published, let second = y.published {
                let lag = abs(first - second)
                if lag <= 7 { add(0.1, .oneWeek) } else if lag > 30 { add(-0.7) }
            }
        }
        return true
    }

    private mutating func weighUndated(_ outline: Outline, beside known: Days, isSameReport: Bool) {
        if isSameReport { return add(0.2, .sameReport) }
        guard let published = outline.published else { return }
        let lag = published - known.last
        if lag <= 7 { return add(0.2, .withinWeek) }
        add(lag <= 45 ? 0.1 : -0.3)
    }

    /// One detention, dated 22 by one source and 26 by another: days a little apart, in two reports, of one named person.
    private mutating func weighVersions(_ a: Traits, _ b: Traits) -> Bool {
        guard a.isOfOnePerson || b.isOfOnePerson, !a.namesNear.isDisjoint(with: b.namesNear) else {
            return false
        }
        add(0.2, .twoVersions)
        return true
    }

    private mutating func weighPlaces(_ a: Traits, _ b: Traits, _ nature: ActFamily.Nature) -> Bool {
        guard let x = a.place, let y = b.place else { return true }
        if x.name == y.name {
            add(0.2, .samePlace)
            return true
        }
        if x.country == y.country, x.distance(to: y).map({ $0 < 40 }) ?? true { return true }
        add(-0.25)
        return nature != .site
    }

    private mutating func weighCounts(_ a: Traits, _ b: Traits, isSameReport: Bool) -> Bool {
        let (x, y) = (a.counts, b.counts)
        guard !x.isEmpty, !y.isEmpty else {
            let differs =
                (x.contains { $0 > 1 } && b.isOfOnePerson) || (y.contains { $0 > 1 } && a.isOfOnePerson)
            if differs { add(-0.3) }
            return true
        }
        if x.contains(where: y.contains) {
            add(0.2, .sameCount)
            return true
        }
        let near = x.contains { n in y.contains { m in max(n, m) >= 20 && abs(n - m) * 10 <= max(n, m) } }
        if near { add(0, .countsInConflict) } else { add(-0.3) }
        return near || isSameReport
    }

    private mutating func weighPersons(_ a: Traits, _ b: Traits, isSameReport: Bool) {
        if !a.objects.isDisjoint(with: b.objects) { return add(0.4, .sameName) }
        if !a.names.isDisjoint(with: b.names) { return add(0.2, .sameNames) }
        if !a.objects.isEmpty, !b.objects.isEmpty, !isSameReport { add(-0.2) }
    }

    private mutating func weighSectors(_ a: Traits, _ b: Traits) {
        guard let x = a.targetSector, let y = b.targetSector, x != y else { return }
        let broad = ["GOV", "CVL", "UNK", ""]
        add(broad.contains(x) || broad.contains(y) ? -0.05 : -0.3)
    }

    private mutating func weighWords(_ a: Traits, _ b: Traits, _ nature: ActFamily.Nature) {
        let least = min(a.words.count, b.words.count)
        guard least > 0 else { return }
        // The two keep a single common word of a short sentence from weighing as much as a whole sentence.
        let share = Double(a.words.shared(with: b.words)) / Double(least + 2)
        if nature == .word, share < 0.15 { return add(-0.25) }
        add(0.4 * share, share >= 0.25 ? .commonWords : nil)
    }
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
