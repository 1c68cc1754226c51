/// A stretch of a report's text: Unicode scalar offsets from its start, end excluded.
///
/// Python's `text[span.start:span.end]` gives the same words.
package struct Span: Hashable, Sendable, Comparable {
    package let start: Int
    package let end: Int

    /// - Precondition: `0 <= start <= end`.
    package init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "A span runs forward from a scalar offset of zero or more.")
        self.start = start
        self.end = end
    }

    package var count: Int { end - start }

    package func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

    package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

    package func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// The smallest span that holds both.
    package func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

    /// By start, then the longer first.
    package static func < (a: Span, b: Span) -> Bool {
        a.start != b.start ? a.start < b.start : a.end > b.end
    }
}
