import Demarche

/// Gives actors that are shown without a state the state of the place where the act was.
///
/// "Police in Dili arrested two students", "a bomb killed three people in Karachi": tried only where the words, the
/// report and its pair leave both sides without a state.
struct LocalActors: Sendable {
    let read: ReadPassage
    let places: PlaceFinder
    let names: @Sendable (String) -> String

    /// The candidate with its open actors placed; nil where no place tells, or no actor is open.
    func placed(_ candidate: Candidate) -> Candidate? {
        guard !(candidate.doers + candidate.recipients).contains(where: { !$0.isOpen }),
            let country = country(of: candidate)
        else { return nil }
        let doers = candidate.doers.map { placed($0, in: country) }
        let recipients = candidate.recipients.map { placed($0, in: country) }
        guard (doers + recipients).contains(where: { !$0.isOpen }) else { return nil }
        return Candidate(
            match: candidate.match, act: candidate.act, doers: doers, recipients: recipients,
            standing: candidate.standing, isByUnknownHand: candidate.isByUnknownHand)
    }

    /// The country of the act's place, else of the place that its doer's or recipient's phrase names.
    private func country(of candidate: Candidate) -> String? {
        let heads =
            [candidate.match.anchor] + candidate.match.tokens.dropFirst()
            + (candidate.doers + candidate.recipients).map(\.head)
        let found = heads.lazy.compactMap {
            places.place(of: $0, in: read.parse, among: read.places)
        }.first
        guard let code = found?.country, code.count == 3 else { return nil }
        return code
    }

    private func placed(_ filler: Filler, in country: String) -> Filler {
        guard filler.isOpen, !filler.sector.isEmpty, filler.mention?.anaphor != .speaker else {
            return filler
        }
        return Filler(
            head: filler.head, span: filler.span, text: filler.text,
            actors: [
                Actor(code: country, sector: filler.sector, name: filler.actors.first?.name ?? names(country))
            ],
            ground: .rule("place-of"), mention: filler.mention)
    }
}
