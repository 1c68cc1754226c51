/// What a person decided about claims; it outlives coding again because it names claims, never events.
package enum Judgement: Hashable, Sendable {
    /// The two claims tell one act.
    case join(String, String)
    /// The two claims tell different acts.
    case part(String, String)
    /// A field of the claim holds this instead.
    case field(claim: String, Field)

    /// A field that a person can set right.
    package enum Field: Hashable, Sendable {
        case act(Act)
        case source([Actor])
        case target([Actor])
        case modality(Claim.Modality)
        /// The first and last day that the act can have happened on.
        case days(Day?, Day?)
    }
}
