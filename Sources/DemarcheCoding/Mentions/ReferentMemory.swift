import Demarche
import DemarcheLexicon

/// Who was spoken of in a report so far: what pronouns and "the ministry" are resolved against.
///
/// A value; each parse gives a new one. Nothing is searched from the report's beginning: what looks back over a few
/// sentences starts behind them, and what looks back over all of it is counted as it comes.
package struct ReferentMemory: Sendable {
    /// In text order.
    private(set) var referents: [Referent] = []
    /// Sentences read so far.
    var sentences = 0
    /// Distinct states in order of first mention.
    private(set) var states: [Actor] = []
    private var stateCodes: Set<String> = []
    /// How often each actor's code was spoken of.
    private(set) var timesSpokenOf: [String: Int] = [:]
    /// By the first and the last word of a person's name, the names that begin or end with it.
    private var namesByWord: [Substring: Set<String>] = [:]
    /// By a person's name, the last referent with actors, and the last with an actor whose code is known.
    private var lastByName: [String: (any: Int, coded: Int?)] = [:]

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

    mutating func hear(_ referent: Referent) {
        for actor in referent.actors where !actor.code.isEmpty {
            timesSpokenOf[actor.code, default: 0] += 1
            if referent.isState, stateCodes.insert(actor.code).inserted { states.append(actor) }
        }
        if let name = referent.properName, referent.kind == .person, !referent.actors.isEmpty {
            let words = name.split(separator: " ")
            for word in [words.first, words.last].compactMap({ $0 }) {
                namesByWord[word, default: []].insert(name)
            }
            let isCoded = referent.actors.contains { !$0.code.isEmpty }
            lastByName[name] = (referents.count, isCoded ? referents.count : lastByName[name]?.coded)
        }
        referents.append(referent)
    }

    /// The referents of a sentence and all after it.
    func referents(since sentence: Int) -> ArraySlice<Referent> {
        referents[referents.partitioningIndex { $0.sentence >= sentence }...]
    }

    /// The last person whose name begins or ends with this shorter one, or who bears it and is known.
    func person(named name: String) -> Referent? {
        let parts = name.split(separator: " ")
        guard let first = parts.first, let last = parts.last else { return nil }
        let names = (namesByWord[first] ?? []).union(namesByWord[last] ?? [])
        let found = names.compactMap { other -> Int? in
            let its = other.split(separator: " ")
            if its == parts { return lastByName[other]?.coded }
            let isFuller =
                its.count > parts.count
                && (its.suffix(parts.count) == parts[...] || its.prefix(parts.count) == parts[...])
            return isFuller ? lastByName[other]?.any : nil
        }
        return found.max().map { referents[$0] }
    }

    /// Distinct states of some referents, in order of first mention.
    static func states(_ referents: some Sequence<Referent>) -> [Actor] {
        var codes: Set<String> = []
        return referents.filter(\.isState).flatMap(\.actors).filter {
            !$0.code.isEmpty && codes.insert($0.code).inserted
        }
    }
}
