/// A noun phrase that stands for an actor, with whom it was resolved to on the report's day, and why.
///
/// One mention a head token. A phrase of several conjuncts ("Japan and Russia") is several mentions.
package struct Mention: Hashable, Sendable {
    /// What kind of thing the phrase speaks of.
    package enum Kind: String, Hashable, Sendable {
        /// A state, government, organ or organisation that acts as one body.
        case body
        /// One person, or people counted or named as persons.
        case person
        /// A thing, site or asset that belongs to an actor: a ship, an airline's aircraft, films.
        case thing
        /// A place that may stand for the actor that governs it.
        case place
    }

    /// The phrase's syntactic head in the parse.
    package let head: Int
    /// The tokens of the phrase without relative clauses and other trailing clauses.
    package let tokens: Range<Int>
    package let span: Span
    package let kind: Kind
    /// Whom it stands for; several for a collective ("both sides", "the two countries"); empty when the phrase could
    /// be an actor but nobody is meant yet: see `anaphor`.
    package let actors: [Actor]
    /// Why these actors.
    package let ground: Ground
    /// For a pronoun or bare noun that points into the report ("it", "the ministry", "the diplomat"): what it asks for.
    package let anaphor: Anaphor?
    /// A proper name inside the phrase ("Tatsunori Motoki"), for referring back by surname.
    package let properName: String?
    /// The role noun's sector class, "" when none: `diplomat`, `ministry` … a class name of `classes.tsv`.
    package let roleClass: String
    /// For a surname that nobody in office bears: those who held one under it, whom the report's states may tell.
    package let namesakes: [Actor]

    package init(
        head: Int, tokens: Range<Int>, span: Span, kind: Kind, actors: [Actor], ground: Ground,
        anaphor: Anaphor? = nil, properName: String? = nil, roleClass: String = "",
        namesakes: [Actor] = []
    ) {
        self.head = head
        self.tokens = tokens
        self.span = span
        self.kind = kind
        self.actors = actors
        self.ground = ground
        self.anaphor = anaphor
        self.properName = properName
        self.roleClass = roleClass
        self.namesakes = namesakes
    }
}

/// What an anaphor asks of its antecedent.
package enum Anaphor: Hashable, Sendable {
    /// "it", "its": a body or state.
    case it
    /// "he", "she", "him": a person; the pronoun's gender is not used where the antecedent's is unknown.
    case person
    /// "they", "them", "both", "the two sides", "neither": two or more.
    case they(count: Int?)
    /// "we", "our", "I": the speaker of the quotation.
    case speaker
    /// "the country", "the ministry", "the diplomat", "the group": a noun; `sector` is what the noun gives.
    case noun(String, sector: String)
    /// "who", "which", "that": resolved by syntax, never by the report.
    case relative
}
