package import Demarche

/// What a report as a whole tells of: newswire about other things names states that do nothing to one another.
///
/// The thresholds were found on newswire that tells nothing, held against our digests; Documentation/Silence.md tells what they
/// cost and gain.
package struct ReportKind: Hashable, Sendable {
    /// In how many acts words show an organ and another party as its sides.
    package let dealings: Int
    package let sentences: Int
    /// The share of sentences with words of a field whose fights are no acts (`topics.tsv`).
    package let topicalShare: Double
    /// Whether somebody is shown to use force, or a noun names an attack.
    package let hasForce: Bool
    /// The firm that the report names most, where it names one more than once.
    package let firm: Actor?

    /// The share of sentences about other things from which on people die by mishap, where nobody is shown to use force.
    private static let leastTopical = 0.3
    /// The share of sentences about other things from which on a silent report is of other fields.
    private static let leastOther = 0.15
    /// A report of fewer sentences may well have no room for two parties.
    private static let leastSentences = 4

    /// Whether who is killed or what is destroyed in it is so by no hand.
    var isOfMishaps: Bool { topicalShare >= Self.leastTopical && !hasForce }

    /// Whether words show nobody deal with another in it, though it is long enough to do so.
    var isSilent: Bool { dealings == 0 && sentences >= Self.leastSentences }

    /// Whether it is silent, and speaks of other fields than politics: of politics at home words seldom show two parties.
    var isOfOtherFields: Bool { isSilent && topicalShare >= Self.leastOther }
}
