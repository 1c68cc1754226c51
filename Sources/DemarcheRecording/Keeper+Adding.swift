package import Demarche
package import DemarcheIntake
package import DemarcheLedger

extension Keeper {
    /// What became of a run of reports.
    package struct Added: Sendable {
        package fileprivate(set) var outcomes: [(report: String, outcome: Outcome, claims: Int)] = []
        /// Why items could not be read, and what was odd about others.
        package fileprivate(set) var faults: [String] = []
    }

    /// Codes and stores reports one after another, in small transactions, so that readers see each soon.
    ///
    /// - Parameters:
    ///   - day: the day of plain texts; nil to read it from their datelines.
    ///   - received: the day on which we knew.
    ///   - progress: told after each report how many are done.
    /// - Throws: `LedgerError`; what was stored before stays.
    package func add(
        _ inputs: [ReportReader.Input], day: Day?, received: Day, progress: (Int) -> Void
    ) throws -> Added {
        var added = Added()
        let reader = ReportReader(splitter: coder.splitter, day: day)
        for reading in reader.readings(of: inputs) {
            added.faults += reading.warnings.map { "\($0)" }
            switch reading.report {
            case .failure(let error): added.faults.append("\(error)")
            case .success(let report):
                if let outcome = try standing(of: report) {
                    added.outcomes.append((report.id, outcome, 0))
                } else {
                    let entry = entry(for: report)
                    let outcomes = try store([entry], received: received)
                    added.outcomes += outcomes.map { (report.id, $0, entry.claims.count) }
                }
            }
            progress(added.outcomes.count)
        }
        return added
    }
}
