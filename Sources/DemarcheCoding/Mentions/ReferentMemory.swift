import Demarche
import DemarcheLexicon

/// Who was spoken of in a report so far: what pronouns and "the ministry" are resolved against.
///
/// A value; each parse gives a new one. Bounded but for names and states, so that a report costs what its length is.
package struct ReferentMemory: Hashable, Sendable {
    /// Those of the last sentences, oldest first.
    private(set) var recent: [Referent] = []
    /// Sentences read so far.
    var sentences = 0
    /// Persons by every beginning and end of their names, the last one of each.
    private var persons: [String: Referent] = [:]
    /// Distinct states, in order of first mention.
    private(set) var states: [Actor] = []
    /// States that were named together, three or more, in text order.
    var groups: [[Actor]] = []
    /// How often each actor's code was spoken of.
    private var times: [String: Int] = [:]

    /// How many sentences back a noun may point.
    static let reach = 8

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
        /// Whether it only tells whose another thing is: "Lima's ambassador".
        let isOwner: Bool
    }

    mutating func hear(_ referent: Referent) {
        recent.append(referent)
        if recent.count > 512 {
            recent.removeAll { $0.sentence < referent.sentence - Self.reach }
        }
        for actor in referent.actors where !actor.code.isEmpty { times[actor.code, default: 0] += 1 }
        for state in Self.states([referent]) where !states.contains(where: { $0.code == state.code }) {
            states.append(state)
        }
        guard let name = referent.properName, referent.kind == .person else { return }
        let parts = name.split(separator: " ")
        guard !referent.actors.isEmpty || parts.count > 1 else { return }
        let isKnown = referent.actors.contains { !$0.code.isEmpty }
        for length in 1...max(1, parts.count) where length < parts.count || isKnown {
            for key in [parts.prefix(length), parts.suffix(length)].map({ $0.joined(separator: " ") }) {
                if isKnown || persons[key]?.actors.contains(where: { !$0.code.isEmpty }) != true {
                    persons[key] = referent
                }
            }
        }
    }

    /// The person last called by a name of which this is the beginning, the end or the whole.
    func person(called name: String) -> Referent? { persons[name] }

    /// The states that the report speaks of most, where the next one is far behind.
    func leading(_ count: Int) -> [Actor] {
        let ranked = times.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard ranked.count >= count,
            ranked.count == count || ranked[count - 1].value >= 2 * ranked[count].value
        else { return [] }
        let codes = Set(ranked.prefix(count).map(\.key))
        return states.filter { codes.contains($0.code) }
    }

    /// Distinct states of some referents, in order of first mention.
    static func states(_ referents: some Sequence<Referent>) -> [Actor] {
        var codes: Set<String> = []
        return referents.filter(\.isState).flatMap(\.actors).filter {
            !$0.code.isEmpty && codes.insert($0.code).inserted
        }
    }
}
