import Demarche
import DemarcheLexicon

/// Who was spoken of in a report so far: what pronouns and "the ministry" are resolved against.
///
/// A value; each parse gives a new one.
package struct ReferentMemory: Hashable, Sendable {
    var referents: [Referent] = []
    /// Sentences read so far.
    var sentences = 0

    package init() {}

    /// Somebody or something spoken of.
    struct Referent: Hashable, Sendable {
        let actors: [Actor]
        let kind: Mention.Kind
        let properName: String?
        let roleClass: String
        let noun: String
        let sentence: Int
        let token: Int
        let isSubject: Bool
        let isPlural: Bool
        /// A state or government as a whole.
        let isState: Bool
    }

    /// Distinct states of some referents, in order of first mention.
    static func states(_ referents: some Sequence<Referent>) -> [Actor] {
        var codes: Set<String> = []
        return referents.filter(\.isState).flatMap(\.actors).filter {
            !$0.code.isEmpty && codes.insert($0.code).inserted
        }
    }
}
