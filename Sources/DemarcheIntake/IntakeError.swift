package import Demarche

/// Why one item could not be read: where, what, and what to do; the items after it are read all the same.
package struct IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A path as given, or `<stdin>`.
    package let file: String
    /// From 1; 0 when the whole file is meant.
    package let line: Int
    package let what: String

    package init(file: String, line: Int = 0, what: String) {
        self.file = file
        self.line = line
        self.what = what
    }

    package var description: String { line > 0 ? "\(file):\(line): \(what)" : "\(file): \(what)" }
}

/// One item of the input: a report or the reason why there is none, and what was odd about it.
package struct Reading: Sendable {
    package let report: Result<Report, IntakeError>
    /// The report was read, but not all of what was said of it: an impossible date, an id seen before.
    package let warnings: [IntakeError]
}
