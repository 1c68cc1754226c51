import Demarche

/// The base form that English demands with: "insisted that Chad *close* the base".
extension Parse {
    /// The verb that demands a clause by its base form, also where only a later verb of the row shows it ("that Chad *shut*
    /// the port and *free* the crew"); nil for clauses that tell.
    func demander(of clause: Int) -> Int? {
        guard isVerbal(clause) else { return nil }
        if isThatClause(clause) {
            let governor = head(clause)
            let row = children[clause] + children[governor].filter { $0 > clause }
            let isShown = isBase(clause) || row.contains { isRowMember($0) && isBase($0) }
            return isShown && dependents(of: clause, ["aux", "auxpass"]).isEmpty ? governor : nil
        }
        guard isRowMember(clause), isBase(clause) else { return nil }
        let above = head(clause)
        if let demander = demander(of: above), above != clause { return demander }
        return children[above].contains { $0 < clause && isThatClause($0) && demander(of: $0) != nil }
            ? above : nil
    }

    private func isThatClause(_ clause: Int) -> Bool {
        label(clause) == "ccomp" && isVerbal(head(clause))
            && children[clause].contains { label($0) == "mark" && lower($0) == "that" }
    }

    /// A verb joined to one before it, without a subject or a conjunction of its own.
    private func isRowMember(_ verb: Int) -> Bool {
        isVerbal(verb) && ["conj", "advcl"].contains(label(verb))
            && dependents(of: verb, ["nsubj", "nsubjpass", "mark"]).isEmpty
    }

    private func isBase(_ verb: Int) -> Bool {
        tag(verb) == "VB" && dependents(of: verb, ["aux", "auxpass"]).isEmpty
    }
}
