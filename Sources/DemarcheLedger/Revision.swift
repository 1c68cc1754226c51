package import Demarche

/// How a newer set of claims differs from an older one: what `recode` and `diff` tell.
package struct Revision: Sendable {
    /// What becomes of a claim.
    package enum Kind: String, Hashable, Sendable, CaseIterable { case kept, changed, new, withdrawn }

    /// One claim, before and after.
    package struct Change: Sendable {
        package let kind: Kind
        package let before: Claim?
        package let after: Claim?
        /// The fields that differ, as the native format names them.
        package let fields: [String]

        package var claim: Claim? { after ?? before }
    }

    /// In the order of the text.
    package let changes: [Change]

    /// A claim is the same one where its id is, or where it stands at the same words or some of them and no nearer does.
    package init(from old: [Claim], to new: [Claim]) {
        var left = old
        var pairs: [(before: Claim?, after: Claim)] = new.map { claim in
            let index = left.firstIndex { $0.id == claim.id }
            return (index.map { left.remove(at: $0) }, claim)
        }
        for index in pairs.indices where pairs[index].before == nil {
            let after = pairs[index].after
            let near = left.indices.filter {
                left[$0].report == after.report && left[$0].trigger.overlaps(after.trigger)
            }
            let best = near.max { Self.likeness(left[$0], after) < Self.likeness(left[$1], after) }
            if let best { pairs[index].before = left.remove(at: best) }
        }
        let kept = pairs.map { Self.change($0.before, $0.after) }
        let gone = left.map { Change(kind: .withdrawn, before: $0, after: nil, fields: []) }
        changes = (kept + gone).sorted(by: Self.precedes)
    }

    package func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

    /// Claims of the same words can be one act each way.
    private static func likeness(_ a: Claim, _ b: Claim) -> Int {
        func codes(_ roles: [Claim.Role]) -> Set<String> { Set(roles.map(\.actor.code)) }
        return (a.trigger == b.trigger ? 8 : 0) + (codes(a.source) == codes(b.source) ? 4 : 0)
            + (codes(a.target) == codes(b.target) ? 2 : 0)
            + (a.act.name == b.act.name ? 1 : 0)
    }

    private static func change(_ before: Claim?, _ after: Claim) -> Change {
        guard let before else { return Change(kind: .new, before: nil, after: after, fields: []) }
        let fields = differences(before.json, after.json)
        return Change(kind: fields.isEmpty ? .kept : .changed, before: before, after: after, fields: fields)
    }

    /// Keys whose values differ; what made the claim is none of them.
    private static func differences(_ a: JSON, _ b: JSON) -> [String] {
        guard case .object(let old) = a, case .object(let new) = b else { return [] }
        let keys = old.map(\.key) + new.map(\.key).filter { key in !old.contains { $0.key == key } }
        return keys.filter { key in key != "version" && key != "id" && a[key]?.text != b[key]?.text }
    }

    private static func precedes(_ a: Change, _ b: Change) -> Bool {
        guard let x = a.claim, let y = b.claim else { return b.claim != nil }
        if x.report != y.report { return x.report < y.report }
        if x.trigger != y.trigger { return x.trigger < y.trigger }
        return x.id < y.id
    }
}
