package import Demarche
package import Foundation

/// Where a state's number or code in another scheme was not the one of `states.tsv`, by day, from `state_codes.tsv`.
package struct StateCodeTable: Sendable {
    /// A code of one scheme while it held.
    package struct Span: Hashable, Sendable {
        package let scheme: Scheme
        /// Empty where the scheme had none on those days.
        package let code: String
        package let from: Day?
        package let to: Day?
    }

    /// A scheme that numbers or codes states: Correlates of War, Gleditsch and Ward, FIPS 10-4, CAMEO.
    package enum Scheme: String, Sendable {
        case cow, gw, fips, cameo
    }

    /// State code → its spans, in the table's order.
    package let spans: [String: [Span]]

    /// - Throws: `LexiconError`.
    package init(folder: URL) throws {
        try self.init(
            FactTable(
                folder.appending(path: "state_codes.tsv"), columns: ["code", "scheme", "value", "from", "to"])
        )
    }

    package init(_ table: FactTable) throws {
        var spans: [String: [Span]] = [:]
        for row in 0..<table.count {
            guard let scheme = Scheme(rawValue: table.text(row, 1)) else {
                throw table.error(row, "“\(table.text(row, 1))” is no scheme; write cow, gw, fips or cameo")
            }
            let (from, to) = try table.days(row, from: 3)
            spans[table.text(row, 0), default: []].append(
                Span(scheme: scheme, code: table.text(row, 2), from: from, to: to))
        }
        self.spans = spans
    }
}
