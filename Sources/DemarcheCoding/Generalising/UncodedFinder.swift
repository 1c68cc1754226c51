import Demarche

/// A predication between two known actors of which no phrasing tells an act.
struct UncodedPredication {
    /// The predicate's token.
    let token: Int
    let doer: PredicateArgument
    let recipient: PredicateArgument
    let doers: Filler
    let recipients: Filler
    let scene: PairScene
}

/// Finds what is said between actors and not coded: where generalising may act, and what editors may want a row for.
struct UncodedFinder: Sendable {
    let phrasebook: Phrasebook

    /// The verbs of a sentence with an actor as agent and another as patient or below a preposition, words of coded acts
    /// apart.
    func predications(
        in sentence: Range<Int>, of read: ReadPassage, coded: Set<Int>, fillers: FillerReader
    ) -> [UncodedPredication] {
        sentence.compactMap { token in
            guard !coded.contains(token), read.parse.isVerbal(token), read.parse.tokens[token].pos == "VERB",
                let doer = actor(read.predications[token], [.agent], fillers, other: nil),
                let recipient = actor(read.predications[token], Self.receiving, fillers, other: doer.filler)
            else { return nil }
            return UncodedPredication(
                token: token, doer: doer.argument, recipient: recipient.argument, doers: doer.filler,
                recipients: recipient.filler,
                scene: PairScene(
                    parse: read.parse, predications: read.predications, source: [doer.filler.span],
                    target: [recipient.filler.span]))
        }
    }

    private static let receiving: [RoleName] =
        [.patient, .recipient] + ["to", "with", "against", "on", "at", "from", "for"].map(RoleName.oblique)

    private func actor(
        _ predication: Predication, _ roles: [RoleName], _ fillers: FillerReader, other: Filler?
    ) -> (argument: PredicateArgument, filler: Filler)? {
        for role in roles {
            for argument in predication.arguments where argument.role == role {
                guard let filler = fillers.filler(argument), !filler.isOpen else { continue }
                if let other, !Set(other.actors.map(\.code)).isDisjoint(with: filler.actors.map(\.code)) {
                    continue
                }
                return (argument, filler)
            }
        }
        return nil
    }
}
