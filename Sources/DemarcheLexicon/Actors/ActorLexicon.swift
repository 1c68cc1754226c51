package import Demarche
package import Foundation

/// Who is who in the world, by day: states and the words for them, office holders, organisations, role nouns.
///
/// Read from `states.tsv`, `names.tsv`, `people.tsv`, `organisations.tsv`, `roles.tsv`, `actor_words.tsv`; never
/// changed after reading.
package struct ActorLexicon: Sendable {
    /// State code → its row.
    package let states: [String: State]
    package let words: ActorWords
    let names: FactTable
    let people: FactTable
    let organisations: FactTable
    let roleTable: FactTable
    package let nameIndex: PhraseIndex
    package let roleIndex: PhraseIndex
    /// For each row of `people.tsv`, the first row of that person.
    let firstTerm: [Int32]

    /// A state or territory.
    package struct State: Hashable, Sendable {
        package let code: String
        package let name: String
        package let from: Day?
        package let to: Day?
        package let cow: String
        package let gw: String
        package let fips: String
        package let cameo: String
        package let successor: String
    }

    static let stateColumns = ["code", "name", "from", "to", "cow", "gw", "fips", "cameo", "successor"]
    static let nameColumns = ["name", "code", "kind", "sector", "from", "to"]
    static let peopleColumns = ["name", "aliases", "code", "office", "sector", "from", "to"]
    static let organisationColumns = ["name", "aliases", "code", "sector", "kind", "from", "to"]
    static let roleColumns = ["noun", "plural", "sector", "kind", "class", "example"]

    /// Reads the tables of a lexicon folder.
    /// - Throws: `LexiconError`.
    package init(folder: URL) throws {
        func table(_ name: String, _ columns: [String]) throws -> FactTable {
            try FactTable(folder.appendingPathComponent(name), columns: columns)
        }
        try self.init(
            states: table("states.tsv", Self.stateColumns), names: table("names.tsv", Self.nameColumns),
            people: table("people.tsv", Self.peopleColumns),
            organisations: table("organisations.tsv", Self.organisationColumns),
            roles: table("roles.tsv", Self.roleColumns),
            words: ActorWords(table("actor_words.tsv", ["words", "use", "value"])))
    }

    /// From tables at hand.
    package init(
        states: FactTable, names: FactTable, people: FactTable, organisations: FactTable, roles: FactTable,
        words: ActorWords
    ) throws {
        self.names = names
        self.people = people
        self.organisations = organisations
        self.words = words
        roleTable = roles
        self.states = try Self.states(states)
        var index = PhraseIndex(capacity: (names.count + people.count * 3 + organisations.count * 2) * 3)
        for row in 0..<names.count {
            index.add(Piece.pieces(utf8: names.cell(row, 0)), kind: NameKind.place, row: row)
        }
        for row in 0..<organisations.count {
            for name in [organisations.cell(row, 0)] + organisations.parts(row, 1) {
                index.add(Piece.pieces(utf8: name), kind: NameKind.organisation, row: row)
            }
        }
        firstTerm = Self.addPeople(people, words: words, to: &index)
        nameIndex = index
        roleIndex = Self.roleIndex(roles)
    }

    private static func states(_ table: FactTable) throws -> [String: State] {
        var states: [String: State] = [:]
        for row in 0..<table.count {
            let (from, to) = try table.days(row, from: 2)
            let state = State(
                code: table.text(row, 0), name: table.text(row, 1), from: from, to: to,
                cow: table.text(row, 4), gw: table.text(row, 5),
                fips: table.text(row, 6), cameo: table.text(row, 7), successor: table.text(row, 8))
            guard states.updateValue(state, forKey: state.code) == nil else {
                throw table.error(row, "\(state.code) stands there twice; keep one row")
            }
        }
        return states
    }

    private static func addPeople(
        _ table: FactTable, words: ActorWords, to index: inout PhraseIndex
    ) -> [Int32] {
        var firstTerm: [Int32] = []
        firstTerm.reserveCapacity(table.count)
        var seen: Set<[Piece]> = []
        for row in 0..<table.count {
            let isNew = row == 0 || table.cell(row, 0) != table.cell(row - 1, 0)
            let first = isNew ? row : Int(firstTerm[row - 1])
            firstTerm.append(Int32(first))
            if isNew { seen.removeAll(keepingCapacity: true) }
            let familyFirst = words.familyFirst.contains(table.text(row, 2))
            let name = Piece.pieces(utf8: table.cell(row, 0))
            if isNew, seen.insert(name).inserted {
                index.add(name, kind: NameKind.person, row: first)
                for surname in words.surnames(of: name, familyFirst: familyFirst)
                where seen.insert(surname).inserted {
                    index.add(surname, kind: NameKind.surname, row: first)
                }
            }
            for alias in table.parts(row, 1) {
                let pieces = Piece.pieces(utf8: alias)
                if seen.insert(pieces).inserted { index.add(pieces, kind: NameKind.person, row: first) }
            }
        }
        return firstTerm
    }

    private static func roleIndex(_ table: FactTable) -> PhraseIndex {
        var index = PhraseIndex(capacity: table.count * 6)
        for row in 0..<table.count {
            let noun = table.cell(row, 0)
            index.add(Piece.pieces(utf8: noun), kind: RoleKind.singular, row: row)
            let given = table.cell(row, 1)
            let plural = given.isEmpty ? regularPlural(noun) : given
            if plural != noun { index.add(Piece.pieces(utf8: plural), kind: RoleKind.plural, row: row) }
        }
        return index
    }

    /// English spelling: -y after a consonant → -ies, hissing ends → -es, else -s.
    private static func regularPlural(_ noun: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = Array(noun)
        guard let last = text.last else { return noun }
        let before = text.count > 1 ? text[text.count - 2] : 0
        let vowels = Array("aeiou".utf8)
        if last == UInt8(ascii: "y") && !vowels.contains(before) {
            return ArraySlice(text.dropLast() + Array("ies".utf8))
        }
        let hisses =
            Array("sxz".utf8).contains(last)
            || (last == UInt8(ascii: "h") && Array("cs".utf8).contains(before))
        return ArraySlice(text + Array((hisses ? "es" : "s").utf8))
    }
}

/// Kinds of entries in the index of names.
enum NameKind {
    static let place: UInt8 = 0
    static let organisation: UInt8 = 1
    static let person: UInt8 = 2
    static let surname: UInt8 = 3
}

/// Kinds of entries in the index of roles.
enum RoleKind {
    static let singular: UInt8 = 0
    static let plural: UInt8 = 1
}
