package import Demarche
package import DemarcheLedger

/// Codes stored reports again by the present versions and tells what that changes, before anything is changed.
package struct Recoder: Sendable {
    private let keeper: Keeper

    package init(keeper: Keeper) { self.keeper = keeper }

    /// One report coded again.
    package struct Recoding: Sendable {
        package let report: Report
        package let revision: Revision
        /// Ready to be stored; nil where the present versions coded it already.
        package let entry: Entry?
    }

    /// - Parameter digest: the report's, as the ledger lists them.
    /// - Returns: nil where its text is gone.
    package func recoding(of digest: String) throws -> Recoding? {
        guard let (report, claims) = try keeper.ledger.coded(digest) else { return nil }
        if try keeper.standing(of: report) != nil {
            return Recoding(report: report, revision: Revision(from: claims, to: claims), entry: nil)
        }
        let entry = keeper.entry(for: report)
        return Recoding(report: report, revision: Revision(from: claims, to: entry.claims), entry: entry)
    }
}
