package import Demarche
package import DemarcheLexicon

/// Finds the noun phrases of a parse that stand for actors, and says for whom, on a day, and why.
///
/// Reads one parse only; what points back into the report is left to `ReferentMemory`.
package struct MentionFinder: Sendable {
    package let lexicon: ActorLexicon

    package init(lexicon: ActorLexicon) { self.lexicon = lexicon }

    /// One mention for every head that could be an actor, in token order.
    ///
    /// - Parameter day: the report's day; without one an office holder is the one who held it longest.
    package func mentions(in parse: Parse, on day: Day?) -> [Mention] {
        let phrases = PhraseReader(Reading(parse, lexicon: lexicon, day: day))
        return parse.tokens.indices.compactMap { phrases.mention(at: $0) }
    }
}
