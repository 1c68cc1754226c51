package import Demarche
import DemarcheLexicon

/// A pattern found at a token, with what stands in its slots.
package struct Match: Hashable, Sendable {
    package let pattern: Pattern
    package let anchor: Int
    /// The tokens of the nodes, anchor first.
    package let tokens: [Int]
    package let doers: [PredicateArgument]
    package let recipients: [PredicateArgument]
    /// `direct` or `nominal`.
    package let form: String
    /// Whether a noun names the act without the thing that the phrasing asks for: "the expulsions". It tells no new act.
    package var isBare = false

    /// How specific it is by what the text has of the pattern: a noun without the thing asked for has less.
    var strength: Int {
        guard isBare, let recipient = pattern.recipient else { return pattern.specificity }
        return pattern.specificity - Pattern.worth(of: recipient)
    }
}

extension Match {
    /// A duty that a modal tells ("said that Sudan *must* return it") as a match of the cue's own example.
    static func duty(
        _ cue: Cue, act: Act, verb: Int, modal: Int, in parse: Parse, _ doers: [PredicateArgument],
        _ recipients: [PredicateArgument]
    ) -> Match {
        let node = Pattern.Node(
            lemma: parse.lemma(verb), isVerb: true, isNoun: false, parent: 0, relation: .anchor)
        let pattern = Pattern(
            act: act.name, example: cue.example, isNearMiss: false, nodes: [node], doer: nil, recipient: nil)
        return Match(
            pattern: pattern, anchor: verb, tokens: [verb, modal], doers: doers, recipients: recipients,
            form: "duty by \(cue.words)")
    }
}
