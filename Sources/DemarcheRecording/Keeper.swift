package import Demarche
internal import DemarcheCoding
package import DemarcheLedger
internal import DemarcheLexicon

/// Report in, ledger out: what `add` and the desk call.
package struct Keeper: Sendable {
    package let coder: Coder
    package let ledger: Ledger
    package let maker: EventMaker
    private let version: Claim.Version

    /// - Parameter program: the program's version, for the record.
    package init(coder: Coder, ledger: Ledger, program: String) {
        self.coder = coder
        self.ledger = ledger
        maker = EventMaker(record: coder.lexicon.record, acts: coder.lexicon.acts.acts)
        version = Claim.Version(program: program, lexicon: coder.lexicon.digest, model: coder.parser.name)
    }

    /// Why coding a report would change nothing: the ledger holds what these versions make of it, or it was withdrawn; nil
    /// where it would.
    package func standing(of report: Report) throws -> Outcome? {
        try ledger.standing(of: report, version: version)
    }

    /// A report coded, ready to be stored.
    package func entry(for report: Report) -> Entry {
        let coded = coder.coded(report)
        let record = coder.record(of: coded)
        return Entry(
            report: report, version: version, passages: coded.passages,
            sentences: coded.accounts.map { account in
                Entry.Sentence(span: account.span, reason: Self.reason(of: account))
            }, claims: coded.claims, answers: record.answers, measures: record.measures,
            designations: record.designations)
    }

    /// Every sentence is accounted for: an empty reason stands for a coded one alone.
    private static func reason(of account: ReportCoder.Account) -> String {
        guard account.claims.isEmpty else { return "" }
        return account.reasons.isEmpty ? "no word of an act" : account.reasons.joined(separator: "; ")
    }

    /// Stores coded reports, all or none.
    /// - Parameters:
    ///   - received: the day on which we knew.
    ///   - pace: when events are made of them; a long run gathers `whenGrown` and ends with `settle`.
    package func store(_ entries: [Entry], received: Day, gathering pace: Ledger.Pace = .atOnce) throws
        -> [Outcome]
    {
        try ledger.add(entries, received: received, maker: maker, gathering: pace)
    }

    /// Makes events of all claims that wait for it.
    package func settle() throws { try ledger.settle(maker: maker) }
}
