internal import Demarche
internal import GRDB

/// Writes decisions, and where their claims are gathered from then on.
struct Judging {
    let db: Database
    let maker: EventMaker

    private var current: CurrentClaims { CurrentClaims(db: db, act: maker.act) }

    /// - Returns: the blocks that claims moved to.
    func store(_ decision: Decision) throws -> Set<String> {
        try db.execute(
            sql: """
                INSERT INTO judgements (kind, claims, field, value, because, who, received)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                decision.kind.rawValue, decision.claims.joined(separator: " "), decision.field,
                decision.value, decision.because, decision.who, decision.received.description,
            ])
        let seq = db.lastInsertedRowID
        var touched: Set<String> = []
        for (claim, block) in try moves(decision) {
            try db.execute(
                sql: "INSERT INTO moves (claim, block, judgement) VALUES (?, ?, ?)",
                arguments: [claim, block, seq])
            touched.insert(block)
        }
        return touched
    }

    /// Claims that must be gathered elsewhere after a decision.
    private func moves(_ decision: Decision) throws -> [(claim: String, block: String)] {
        switch decision.kind {
        case .merge:
            guard let home = try decision.claims.first.flatMap({ try current.block(ofClaim: $0) }) else {
                return []
            }
            return try decision.claims.dropFirst().filter { try current.block(ofClaim: $0) != home }.map {
                ($0, home)
            }
        case .fix:
            let fixed = try current.claims(decision.claims, knownBy: nil)
            return try fixed.map { ($0.id, maker.block($0)) }.filter {
                try current.block(ofClaim: $0.0) != $0.1
            }
        case .split, .accept, .reject: return []
        }
    }

    /// Makes anew, for the claims of a newer coding, what people decided about the older one's: ids change with what is
    /// coded, decisions do not.
    ///
    /// A claim goes over to the one that stands at its words. Corrections, merges and splits go with it; whether a claim
    /// is right was said of what it said, and goes over only where doer, act and recipient are the same.
    /// - Returns: the blocks that the claims stand in now, or moved to.
    func carry(from old: [Claim], to new: [Claim], received: Day) throws -> Set<String> {
        let changes = Revision(from: old, to: new).changes.filter { change in
            change.kind == .changed && change.before?.id != change.after?.id
        }
        let gone = Set(old.map(\.id)).subtracting(new.map(\.id))
        guard !changes.isEmpty, try current.hasJudgements() else { return [] }
        var heirs: [String: Revision.Change] = [:]
        for change in changes { if let before = change.before { heirs[before.id] = change } }
        var touched: Set<String> = []
        for decision in try current.judgements(on: heirs.keys.sorted(), knownBy: nil) {
            guard let carried = decision.carried(over: heirs, without: gone, received: received),
                try !current.judgements(on: carried.claims, knownBy: nil).contains(carried)
            else { continue }
            touched.formUnion(try store(carried))
            touched.formUnion(try carried.claims.compactMap { try current.block(ofClaim: $0) })
        }
        return touched
    }
}

extension Decision {
    /// The decision about the claims that stand for these now; nil where it says nothing about them.
    fileprivate func carried(
        over heirs: [String: Revision.Change], without gone: Set<String>, received: Day
    ) -> Decision? {
        let isVerdict = kind == .accept || kind == .reject
        let named = claims.compactMap { id -> String? in
            guard let change = heirs[id] else { return gone.contains(id) ? nil : id }
            let parted = Set(change.fields).intersection(["act", "source", "target"])
            return isVerdict && !parted.isEmpty ? nil : change.after?.id
        }
        guard named != claims, named.count >= (kind == .merge ? 2 : 1) else { return nil }
        return Decision(
            kind: kind, claims: named, field: field, value: value, because: because, who: who,
            received: received)
    }
}
