/// What a sentence says about two actors, as a list of small facts that a model can weigh.
///
/// | Sign | Fact |
/// | --- | --- |
/// | `a:` | the first word that leads from the source to the target |
/// | `c:` | a word on the path between them |
/// | `w:` | a word on the path or below it, also the verb of a noun that names an act |
/// | `o:`, `ao:` | a word below the path; with the anchor |
/// | `k:` | the class of such a word |
/// | `ap:`, `at:` | the anchor with its particle; with where the target stands |
/// | `q:` | a cue: asked for, promised, threatened, refused, negated, to come |
/// | `md:` | another modal |
///
/// A fact below a governing utterance ("threatened *to close the border*"), a negation or a "will" begins with `in.`.
package struct PairFeatures: Hashable, Sendable {
    /// Sorted, each once.
    package let names: [String]

    package init(_ names: some Sequence<String>) { self.names = Set(names).sorted() }

    /// The mark of what is only spoken of.
    static let inner = "in."

    /// Whether the act is told as done, not only spoken of.
    var isPlain: Bool { !names.contains { $0.hasPrefix(Self.inner) || $0.hasPrefix("q:") } }
}
