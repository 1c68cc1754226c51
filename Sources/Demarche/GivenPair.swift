/// A text with the actors whose act is asked for: who does it, and to whom.
///
/// For people who have an annotation of actors of their own: `demarche code --pairs`.
package struct GivenPair: Sendable {
    package let id: String
    package let text: ScalarText
    /// Where the doer's names stand; empty where the text does not name it.
    package let source: [Span]
    package let target: [Span]
    /// The day of the text; nil when nobody said.
    package let published: Day?

    /// - Precondition: the spans lie inside the text.
    package init(id: String, text: ScalarText, source: [Span], target: [Span], published: Day? = nil) {
        precondition(
            (source + target).allSatisfy { $0.end <= text.count }, "A pair's spans lie inside its text.")
        self.id = id
        self.text = text
        self.source = source
        self.target = target
        self.published = published
    }
}
