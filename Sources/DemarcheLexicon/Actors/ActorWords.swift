/// The small words of `actor_words.tsv`: what makes an official a former one, a phrase a pronoun, a place a place.
package struct ActorWords: Sendable {
    private let uses: [String: [String: String]]
    /// Codes of states whose people are called by the family name first.
    package let familyFirst: Set<String>
    private let particles: Set<Piece>
    /// The class of "country" and its like in `roles.tsv`.
    package static let stateClass = "state"
    /// The class of nouns for a part of a divided country: "the North".
    package static let halfClass = "half"

    package init(_ table: FactTable) throws {
        var uses: [String: [String: String]] = [:]
        for row in 0..<table.count {
            uses[table.text(row, 1), default: [:]][table.text(row, 0)] = table.text(row, 2)
        }
        self.uses = uses
        familyFirst = Set((uses["family-first"] ?? [:]).keys)
        particles = Set((uses["name-particle"] ?? [:]).keys.flatMap { Piece.pieces(of: $0.unicodeScalars) })
    }

    /// The value of a word in a use; nil where it has not that use.
    package func value(_ word: String, as use: Use) -> String? { uses[use.rawValue]?[word] }

    /// The words of a use, sorted.
    package func words(for use: Use) -> [String] { (uses[use.rawValue] ?? [:]).keys.sorted() }

    /// Names of codes in a use, where they have one.
    package func names(ofCodes use: Use) -> [String: String] {
        (uses[use.rawValue] ?? [:]).filter { !$0.value.isEmpty }
    }

    package func has(_ word: String, _ use: Use) -> Bool { uses[use.rawValue]?[word] != nil }

    /// What a word can be used for.
    package enum Use: String, Sendable {
        case former, pronoun, count, locative, quantity, one, definite, preposition, stateless
        case jointNoun = "joint-noun"
        case causeWord = "cause-word"
        case groupNoun = "group-noun"
        case ownerPreposition = "owner-preposition"
        /// People of one nation who live in another state: "the Polish *minority* in Belarus" is of Belarus.
        case resident
        case placePreposition = "place-preposition"
        case ownerParticiple = "owner-participle"
        case ownerVerb = "owner-verb"
        /// A noun with the preposition that leads to whom it speaks for: "negotiators for Iran".
        case speaks
        case otherNoun = "other-noun"
        /// A noun that only some states can be called by, with their codes: "the emirate".
        case stateForm = "state-form"
        case siteWord = "site-word"
        case genericClass = "generic-class"
        case hostClass = "host-class"
        case officialSector = "official-sector"
        case armedSector = "armed-sector"
        /// Organs that hold their own state's officials to account: courts, parliaments.
        case overseerSector = "overseer-sector"
        /// A preposition before whoever stands by: "*with* French support".
        case companion
        case honorific, medium, money
    }

    /// What a person is called by in short: the last name, with its particles and without; the first where families
    /// come first.
    func surnames(of name: [Piece], familyFirst: Bool) -> [[Piece]] {
        guard name.count > 1, let first = name.first, let last = name.last else { return [] }
        if familyFirst { return [[first]] }
        var start = name.count - 1
        while start > 1, particles.contains(lowered(name[start - 1])) { start -= 1 }
        let short = last.length > 1 ? [[last]] : []
        return start < name.count - 1 ? short + [Array(name[start...])] : short
    }

    private func lowered(_ piece: Piece) -> Piece {
        Piece(hash: piece.hash, length: piece.length, startsUpper: false, isAllUpper: false)
    }
}
