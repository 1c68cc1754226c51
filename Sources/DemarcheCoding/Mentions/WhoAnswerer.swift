package import Demarche
package import DemarcheLexicon
import Foundation

/// Says who a bare phrase means on a day, and why: `demarche lexicon who`.
///
/// Says no more than the words: a bare country has no sector here (in a claim the coder takes its government).
package struct WhoAnswerer: Sendable {
    package let lexicon: ActorLexicon

    private let spellings: NameSpellings

    package init(lexicon: ActorLexicon) {
        self.lexicon = lexicon
        spellings = NameSpellings(lexicon)
    }

    /// An answer; for nobody the unknown sector of no state.
    package struct Answer: Hashable, Sendable {
        package let country: String
        package let sector: String
        package let name: String
        package let why: String

        /// Whether the lexicon knows neither whose nor what it is.
        package var isNobody: Bool { country.isEmpty && ["", Sector.unknown].contains(sector) }

        package init(country: String, sector: String, name: String, why: String) {
            self.country = country
            self.sector = sector
            self.name = name
            self.why = why
        }
    }

    /// Whom a phrase means.
    /// - Parameters:
    ///   - context: further words that may tell the state; "" when there are none.
    ///   - day: nil when none is known.
    package func answer(_ phrase: String, context: String = "", on day: Day?) -> Answer {
        let own = sense(of: phrase, on: day)
        if own?.sense.actors.first?.code.isEmpty ?? true, let known = spelled(phrase, own, on: day) {
            return known
        }
        guard let own else {
            return Answer(country: "", sector: Sector.unknown, name: phrase, why: "no actor of the lexicon")
        }
        let actor = own.sense.actors.first
        var country = actor?.code ?? ""
        var why = own.why
        if country.isEmpty, !context.isEmpty, let told = sense(of: context, on: day)?.sense.actors.first?.code
        {
            country = told
            why += "; its state from the context"
        }
        let sector =
            own.isBareState ? "" : actor.map { $0.sector.isEmpty ? "" : $0.sector } ?? Sector.unknown
        return Answer(
            country: country, sector: sector, name: own.sense.properName ?? actor?.name ?? phrase, why: why)
    }

    /// An office holder in another spelling, when the phrase has the capitals of a name.
    private func spelled(_ phrase: String, _ found: Found?, on day: Day?) -> Answer? {
        guard phrase.unicodeScalars.contains(where: { $0.properties.isUppercase }),
            found == nil || found?.sense.properName != nil,
            let person = spellings.person(named: found?.sense.properName ?? phrase, on: day)
        else { return nil }
        return Answer(
            country: person.code, sector: person.sector, name: person.name,
            why: "another spelling of \(person.name), \(person.office) of \(person.code)")
    }

    private struct Found {
        let sense: PhraseReader.Sense
        let isBareState: Bool
        let why: String
    }

    private func sense(of phrase: String, on day: Day?) -> Found? {
        let parse = BarePhrase(phrase, words: lexicon.words, roles: lexicon).parse
        guard let head = parse.tokens.indices.first(where: { parse.tokens[$0].label == "ROOT" }) else {
            return nil
        }
        let isPlain = !phrase.unicodeScalars.contains { $0.properties.isUppercase }
        let reader = PhraseReader(Reading(parse, lexicon: lexicon, day: day, lenient: isPlain))
        guard let sense = reader.full(head) else { return nil }
        let place = reader.reading.nameAt[head].flatMap { index -> NamedPlace? in
            if case .place(let place)? = reader.reading.names[index].meanings.first { place } else { nil }
        }
        let isAlone = parse.children[head].isEmpty || sense.isState
        let isBare =
            isAlone && place.map { $0.kind != "capital" && $0.kind != "seat" && $0.kind != "region" } ?? false
        return Found(sense: sense, isBareState: isBare, why: why(sense, reader, head, place))
    }

    private func why(
        _ sense: PhraseReader.Sense, _ reader: PhraseReader, _ head: Int, _ place: NamedPlace?
    ) -> String {
        var parts: [String] = []
        if let place { parts.append("\(place.kind) of \(place.state)") }
        if let index = reader.reading.nameAt[head] {
            for meaning in reader.reading.names[index].meanings.prefix(1) {
                switch meaning {
                case .person(let p), .surname(let p):
                    parts.append(
                        p.isInOffice ? "\(p.office) of \(p.code)" : "not in office (\(p.office) of \(p.code))"
                    )
                case .organisation(let o): parts.append("\(o.kind) of \(o.code)")
                case .place: break
                }
            }
        }
        if let index = reader.reading.roleEnding[head] {
            let noun = reader.reading.roles[index].noun
            parts.append("role “\(noun.noun)” is \(noun.sector)")
        }
        if let title = reader.title(before: head) { parts.append("title “\(title.noun)”") }
        for owner in reader.owners(of: head).prefix(1) where !owner.actor.code.isEmpty {
            parts.append("of \(owner.actor.name) (\(owner.actor.code))")
        }
        if reader.isFormer(head) { parts.append("former") }
        if case .rule(let rule) = sense.ground { parts.append("rule \(rule)") }
        return parts.joined(separator: "; ")
    }
}

extension WhoAnswerer {
    /// A day as people write it in such lists: `2022-10-31` or `31 October 2022`; nil for anything else.
    package static func day(_ text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "d MMMM yyyy"
        guard let date = formatter.date(from: text) else { return nil }
        return Day(ordinal: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }
}
