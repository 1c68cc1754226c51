package import Demarche
package import DemarcheLexicon

/// Gathers claims into events: a function of the *set* of claims, so that the order of arrival cannot matter.
///
/// Claims fall into blocks (directed pair of codes, family of acts). Inside a block the pairs that agree most are joined
/// first, and two groups only where every claim of the one agrees with every claim of the other: no chain of likenesses
/// holds an event together. Judgements come before all weights.
package struct Gatherer: Sendable {
    private let families: FamilyTable
    private let collectives: Set<String>

    package init(lexicon: RecordLexicon) {
        families = lexicon.families
        collectives = Set(lexicon.relations.filter { $0.value.contains(.collective) }.keys)
    }

    /// A claim with what its report's text adds.
    package func testimony(of claim: Claim, in report: Report) -> Testimony {
        Testimony(claim: claim, in: report, collectives: collectives)
    }

    /// What a claim is gathered under: `RUS>JPN/arrest`. Adding a claim touches only its own block.
    package func block(of claim: Claim) -> String {
        let sources = Set(claim.source.map(\.actor.code)).sorted()
        let source = sources.first { $0 != "UNK" } ?? sources.first ?? ""
        let targets = Set(claim.target.map(\.actor.code)).sorted()
        let target = targets.first { $0 != "UNK" && !sources.contains($0) } ?? targets.first ?? ""
        return "\(source)>\(target)/\(families.family(of: claim.act).name)"
    }

    /// The events of all these claims, by their anchor's order; each claim is in exactly one.
    package func events(of testimonies: [Testimony], judgements: [Judgement] = []) -> [Event] {
        let judged = Verdicts(judgements)
        let set = Dictionary(testimonies.map { ($0.claim.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ordered = set.values.map { judged.applied(to: $0) }.sorted(by: Testimony.precedes)
        var blocks: [String: [Testimony]] = [:]
        for testimony in ordered { blocks[block(of: testimony.claim), default: []].append(testimony) }
        let groups = blocks.keys.sorted().flatMap { key in gather(blocks[key] ?? [], judged) }
        return judged.merged(groups).sorted { Testimony.precedes($0.members[0], $1.members[0]) }.map(\.event)
    }

    private func gather(_ block: [Testimony], _ judged: Verdicts) -> [Group] {
        guard let first = block.first else { return [] }
        let nature = families.family(of: first.claim.act).nature
        let outlines = block.map(\.outline)
        var links: [Link] = []
        var agreeing = AgreeingPairs(count: block.count)
        for i in block.indices {
            for j in block.indices.dropFirst(i + 1) {
                guard outlines[i].mayAgree(with: outlines[j], nature: nature),
                    !judged.parts(block[i].claim.id, block[j].claim.id),
                    let weight = Agreement(block[i], block[j], nature: nature)?.weight,
                    weight >= Self.agreeing
                else { continue }
                agreeing.insert(i, j)
                if weight >= Self.joining(nature) { links.append(Link(pair: Pair(i, j), weight: weight)) }
            }
        }
        var groups = Grouping(count: block.count)
        for link in links.sorted(by: Link.precedes) { groups.join(link.pair, where: agreeing.contains) }
        return groups.members.map { members in Group(members.map { block[$0] }, nature: nature) }
    }

    /// What a pair must weigh to be joined; found on the development digests.
    private static func joining(_ nature: ActFamily.Nature) -> Double { nature == .word ? 0.6 : 0.45 }
    /// What every other pair of a group must still weigh.
    private static let agreeing = 0.3
}

/// Two places in a block, the lower first.
private struct Pair: Hashable {
    let a: Int
    let b: Int
    init(_ a: Int, _ b: Int) { (self.a, self.b) = (a, b) }
}

/// Which pairs of a block agree well enough to stand in one group; memory for those alone.
private struct AgreeingPairs {
    /// For each place the higher ones that it agrees with, ascending.
    private var rows: [[Int32]]

    init(count: Int) { rows = Array(repeating: [], count: count) }

    /// Pairs come in order.
    mutating func insert(_ a: Int, _ b: Int) { rows[a].append(Int32(b)) }

    func contains(_ a: Int, _ b: Int) -> Bool {
        let (row, wanted) = (rows[min(a, b)], Int32(max(a, b)))
        let index = row.partitioningIndex { $0 >= wanted }
        return index < row.count && row[index] == wanted
    }
}

private struct Link {
    let pair: Pair
    let weight: Double

    /// The heavier first, then by place: a total order.
    static func precedes(_ x: Link, _ y: Link) -> Bool {
        if x.weight != y.weight { return x.weight > y.weight }
        return (x.pair.a, x.pair.b) < (y.pair.a, y.pair.b)
    }
}

/// Places of a block in disjoint groups.
private struct Grouping {
    private var groupOf: [Int]
    private var lists: [[Int]]

    init(count: Int) {
        groupOf = Array(0..<count)
        lists = (0..<count).map { [$0] }
    }

    /// The groups that hold something, each in order.
    var members: [[Int]] { lists.filter { !$0.isEmpty } }

    /// Joins the groups of a pair where all across agree.
    mutating func join(_ pair: Pair, where agree: (Int, Int) -> Bool) {
        let (x, y) = (min(groupOf[pair.a], groupOf[pair.b]), max(groupOf[pair.a], groupOf[pair.b]))
        guard x != y, lists[x].allSatisfy({ i in lists[y].allSatisfy { agree(i, $0) } }) else { return }
        for member in lists[y] { groupOf[member] = x }
        lists[x] = (lists[x] + lists[y]).sorted()
        lists[y] = []
    }
}
