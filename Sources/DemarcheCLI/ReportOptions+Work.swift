import Demarche
import DemarcheIntake

extension ReportOptions {
    /// Does a piece of work for each readable report on several threads, and hands over the results in input order.
    ///
    /// Reports are read as the work asks for them, so memory stays flat however many there are.
    ///
    /// - Returns: what was read and what could not be.
    func work<Result: Sendable>(
        splitter: Splitter, threads: Int, _ transform: @escaping @Sendable (Report) -> Result,
        consume: (Result) -> Void
    ) throws -> Tally {
        var tally = Tally()
        let found = try readings(splitter: splitter).lazy.compactMap { tally.report(of: $0) }
        found.orderedParallelForEach(threads: threads, window: 16 * threads, transform, consume: consume)
        return tally
    }
}
