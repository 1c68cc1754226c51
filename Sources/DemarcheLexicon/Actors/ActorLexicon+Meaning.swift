package import Demarche

/// What a name can mean on a day.
package enum NameMeaning: Hashable, Sendable {
    case place(NamedPlace)
    case organisation(NamedOrganisation)
    case person(NamedPerson)
    /// A person of this surname.
    case surname(NamedPerson)
}

/// A word for a state, its people, its seats, its places.
package struct NamedPlace: Hashable, Sendable {
    package let code: String
    /// The state's name.
    package let state: String
    package let sector: String
    /// `name`, `short`, `old`, `adjective`, `demonym`, `capital`, `seat`, `region`.
    package let kind: String

    package var isWordForPeople: Bool { kind == "adjective" || kind == "demonym" }
}

/// A row of `organisations.tsv`.
package struct NamedOrganisation: Hashable, Sendable {
    package let name: String
    package let code: String
    package let sector: String
    package let kind: String
}

/// A person with what he or she is on the day asked for.
package struct NamedPerson: Hashable, Sendable {
    package let name: String
    package let code: String
    package let sector: String
    package let office: String
    package let isInOffice: Bool
    /// Days in the office that the answer rests on; breaks ties between namesakes when no day is known.
    package let length: Int
}

/// A row of `roles.tsv`.
package struct RoleNoun: Hashable, Sendable {
    package let noun: String
    package let sector: String
    /// `person`, `body`, `group`, `thing`, `place`.
    package let kind: String
    package let roleClass: String
    package let isPlural: Bool
}

extension ActorLexicon {
    /// What a found name means on a day (nil: no day known), the likeliest first.
    package func meanings(of entries: [PhraseIndex.Entry], on day: Day?) -> [NameMeaning] {
        var meanings: [NameMeaning] = places(entries, on: day).map { .place($0) }
        for entry in entries where entry.kind == NameKind.organisation {
            if let found = organisation(Int(entry.row), on: day, isOnly: entries.count == 1) {
                meanings.append(.organisation(found))
            }
        }
        for entry in entries where entry.kind == NameKind.person {
            meanings.append(.person(person(Int(entry.row), on: day)))
        }
        for entry in entries where entry.kind == NameKind.surname {
            meanings.append(.surname(person(Int(entry.row), on: day)))
        }
        return meanings
    }

    /// Rows of `names.tsv`, those that hold on the day first; a former capital is a place of its state.
    private func places(_ entries: [PhraseIndex.Entry], on day: Day?) -> [NamedPlace] {
        var found: [(place: NamedPlace, holds: Bool)] = []
        for entry in entries where entry.kind == NameKind.place {
            let row = Int(entry.row)
            let code = names.text(row, 1)
            let (from, to) = (try? names.days(row, from: 4)) ?? (nil, nil)
            let holds = day.map { Self.holds($0, from, to) } ?? (to == nil)
            let given = names.text(row, 2)
            let kind = given == "capital" && !holds ? "region" : given
            let sector = kind == given ? names.text(row, 3) : Sector.civilian
            let place = NamedPlace(code: code, state: states[code]?.name ?? code, sector: sector, kind: kind)
            if !found.contains(where: { $0.place == place }) { found.append((place, holds)) }
        }
        return found.filter(\.holds).map(\.place) + found.filter { !$0.holds }.map(\.place)
    }

    private static func holds(_ day: Day, _ from: Day?, _ to: Day?) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }

    private func organisation(_ row: Int, on day: Day?, isOnly: Bool) -> NamedOrganisation? {
        let found = NamedOrganisation(
            name: organisations.text(row, 0), code: organisations.text(row, 2),
            sector: organisations.text(row, 3), kind: organisations.text(row, 4))
        guard let day, !isOnly else { return found }
        let (from, to) = (try? organisations.days(row, from: 5)) ?? (nil, nil)
        return Self.holds(day, from, to) ? found : nil
    }

    /// What a person is on a day.
    /// - Parameter first: the first of the person's rows in `people.tsv`.
    package func meaning(ofPerson first: Int, on day: Day?) -> NamedPerson { person(first, on: day) }

    /// Who a person is on a day: office holder, former one (ELI), or one to come.
    private func person(_ first: Int, on day: Day?) -> NamedPerson {
        var terms: [Term] = []
        var row = first
        while row < people.count, Int(firstTerm[row]) == first {
            terms.append(Term(row, in: people))
            row += 1
        }
        let (term, isInOffice, sector) = Self.standing(terms, on: day)
        return NamedPerson(
            name: people.text(first, 0), code: people.text(term.row, 2),
            sector: sector ?? people.text(term.row, 4), office: people.text(term.row, 3),
            isInOffice: isInOffice, length: term.length)
    }

    /// One row of `people.tsv` as days.
    private struct Term {
        let row: Int
        let from: Int
        let to: Int
        let isOpen: Bool
        var length: Int { to - from }

        init(_ row: Int, in table: FactTable) {
            self.row = row
            let (begin, end) = (try? table.days(row, from: 5)) ?? (nil, nil)
            from = begin?.ordinal ?? end.map { $0.ordinal - 365 } ?? 0
            isOpen = end == nil
            to = end?.ordinal ?? max(from, 0) + 36_525
        }
    }

    /// With no day, the office held longest (codebook §2). Between two terms, and up to three years before the first, a
    /// politician acts for a party; after the last, former officials are notables.
    private static func standing(_ terms: [Term], on day: Day?) -> (Term, isInOffice: Bool, sector: String?) {
        let sorted = terms.sorted { ($0.from, $0.row) < ($1.from, $1.row) }
        guard let ordinal = day?.ordinal else {
            let longest = terms.max { ($0.length, -$0.row) < ($1.length, -$1.row) } ?? terms[0]
            return (longest, true, nil)
        }
        let holding = terms.filter { $0.from <= ordinal && ordinal <= $0.to }
        if let now = holding.max(by: {
            ($0.isOpen ? 0 : 1, $0.from, -$0.row) < ($1.isOpen ? 0 : 1, $1.from, -$1.row)
        }) {
            return (now, true, nil)
        }
        let next = sorted.first { $0.from > ordinal }
        let past = sorted.filter { $0.to < ordinal }.max { $0.to < $1.to }
        if let next, next.from - ordinal < 3 * 366 { return (past ?? next, false, Sector.party) }
        if let past { return (past, false, Sector.notable) }
        return (next ?? terms[0], false, "")
    }

    /// The role noun of an entry of the role index.
    package func role(of entry: PhraseIndex.Entry) -> RoleNoun {
        let row = Int(entry.row)
        return RoleNoun(
            noun: roleTable.text(row, 0), sector: roleTable.text(row, 2), kind: roleTable.text(row, 3),
            roleClass: roleTable.text(row, 4),
            isPlural: entry.kind == RoleKind.plural || roleTable.cell(row, 0) == roleTable.cell(row, 1))
    }
}

/// The sectors of PLOVER that rules, not rows, give.
package enum Sector {
    package static let government = "GOV"
    package static let civilian = "CVL"
    package static let notable = "ELI"
    package static let party = "PTY"
    package static let business = "BUS"
    package static let unknown = "UNK"
    /// Armed people of no known group.
    package static let unidentified = "UAF"
    package static let labour = "LAB"
}
