/// A stretch of a report: prose to be coded, or set aside with the reason.
package struct Passage: Hashable, Sendable {
    /// What a passage is.
    package enum Kind: Hashable, Sendable {
        /// Running text, parsed and coded.
        case prose
        /// The report's own title, parsed for what it tells of the stage; coded only where nothing below repeats it.
        case headline
        /// Stored and shown, never coded; `rule` names the row of `discards.tsv` that decided.
        case aside(reason: String, rule: String)
    }

    package let span: Span
    package let kind: Kind

    package init(span: Span, kind: Kind) {
        self.span = span
        self.kind = kind
    }

    /// Whether the parser reads it: prose and the headline, never what is set aside.
    package var isParsed: Bool {
        switch kind {
        case .prose, .headline: true
        case .aside: false
        }
    }
}
