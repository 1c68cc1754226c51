import Demarche
import DemarcheLexicon

/// Claims that were found to tell one act, in the total order; the first is the anchor.
struct Group: Sendable {
    let members: [Testimony]
    let nature: ActFamily.Nature
    /// Reasons that a person gave, by claim.
    let judged: [String: String]

    init(_ members: [Testimony], nature: ActFamily.Nature, judged: [String: String] = [:]) {
        precondition(!members.isEmpty, "An event has at least one claim.")
        self.members = members
        self.nature = nature
        self.judged = judged
    }

    /// The event that the claims tell.
    var event: Event {
        let anchor = members[0].claim
        let days = agreedDays
        return Event(
            id: StableDigest.of(["event", anchor.id]), claims: members.map(\.claim.id), act: act,
            source: actors(\.source), target: actors(\.target), modality: modality,
            earliest: days.map { Day(ordinal: $0.first) }, latest: days.map { Day(ordinal: $0.last) },
            joins: joins)
    }

    /// What most claims call it; the earlier told where two are as many.
    private var act: Act {
        let counts = Dictionary(grouping: members, by: \.claim.act.name).mapValues(\.count)
        let most = counts.values.max() ?? 0
        return members.first { counts[$0.claim.act.name] == most }?.claim.act ?? members[0].claim.act
    }

    /// The actors that words show in the first claim that shows any, else the anchor's.
    private func actors(_ side: KeyPath<Claim, [Claim.Role]>) -> [Actor] {
        let shown = members.first { $0.claim[keyPath: side].contains { $0.ground == .words } } ?? members[0]
        var seen: Set<Actor> = []
        return shown.claim[keyPath: side].map(\.actor).filter { seen.insert($0).inserted }
    }

    /// The strongest: what one source tells as done is done, though another only alleges it.
    private var modality: Claim.Modality {
        let order: [Claim.Modality] = [.done, .ongoing, .alleged, .denied, .planned, .hypothetical]
        let held = Set(members.map(\.claim.modality))
        return order.first { held.contains($0) } ?? .done
    }

    /// The days on which all dated claims can be true; where versions conflict, from the first to the last of them.
    private var agreedDays: Days? {
        let known = members.compactMap(\.outline.days)
        guard let first = known.map(\.first).max(), let last = known.map(\.last).min() else { return nil }
        if first <= last { return Days(first: first, last: last) }
        return Days(first: known.map(\.first).min() ?? last, last: known.map(\.last).max() ?? first)
    }

    /// For each claim after the anchor: the earlier claim that it agrees with most, and why.
    private var joins: [Event.Join] {
        members.indices.dropFirst().map { index in
            let claim = members[index]
            if let reason = judged[claim.claim.id] {
                return Event.Join(claim: claim.claim.id, with: members[0].claim.id, reason: reason)
            }
            var best: (with: Int, agreement: Agreement)?
            for earlier in members[..<index].indices {
                guard let agreement = Agreement(members[earlier], claim, nature: nature) else { continue }
                if agreement.weight > best?.agreement.weight ?? -.infinity { best = (earlier, agreement) }
            }
            return Event.Join(
                claim: claim.claim.id, with: members[best?.with ?? 0].claim.id,
                reason: best?.agreement.reason ?? "")
        }
    }
}

/// Judgements made ready to be asked.
struct Verdicts: Sendable {
    private var fields: [String: [Judgement.Field]] = [:]
    private var parted: Set<[String]> = []
    private var joined: [(String, String)] = []

    init(_ judgements: [Judgement]) {
        for judgement in judgements {
            switch judgement {
            case .field(let claim, let field): fields[claim, default: []].append(field)
            case .part(let a, let b): parted.insert([min(a, b), max(a, b)])
            case .join(let a, let b): joined.append((min(a, b), max(a, b)))
            }
        }
        joined.sort { $0 < $1 }
    }

    func parts(_ a: String, _ b: String) -> Bool {
        !parted.isEmpty && parted.contains([min(a, b), max(a, b)])
    }

    /// Fields in the order in which they were judged: the last word stands.
    func applied(to testimony: Testimony) -> Testimony {
        (fields[testimony.claim.id] ?? []).reduce(testimony) { $0.setting($1) }
    }

    /// Groups whose claims a person joined become one, whatever their blocks.
    func merged(_ groups: [Group]) -> [Group] {
        var groups = groups
        for (a, b) in joined {
            guard let x = groups.firstIndex(where: { $0.holds(a) }),
                let y = groups.firstIndex(where: { $0.holds(b) }), x != y
            else { continue }
            let together = (groups[x].members + groups[y].members).sorted(by: Testimony.precedes)
            let reasons = groups[x].judged.merging(groups[y].judged) { first, _ in first }
            let fresh = Dictionary(
                groups[y].members.map { ($0.claim.id, "judged one act with \(a)") },
                uniquingKeysWith: { first, _ in first })
            groups[x] = Group(
                together, nature: groups[x].nature, judged: reasons.merging(fresh) { first, _ in first })
            groups.remove(at: y)
        }
        return groups
    }
}

extension Group {
    func holds(_ claim: String) -> Bool { members.contains { $0.claim.id == claim } }
}
