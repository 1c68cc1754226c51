import Demarche

/// A predicate of which no phrasing tells an act, with whoever syntax shows around it.
struct UncodedPredication {
    /// The predicate's token.
    let token: Int
    let doers: [PredicateArgument]
    let recipients: [PredicateArgument]
    let scene: PairScene

    /// Whether a known actor stands on either side.
    func isBetweenActors(_ fillers: FillerReader) -> Bool {
        [doers, recipients].allSatisfy { $0.contains { !(fillers.filler($0)?.isOpen ?? true) } }
    }
}

/// Finds what is said between actors and not coded: where generalising may act, and what editors may want a row for.
struct UncodedFinder: Sendable {
    let phrasebook: Phrasebook
    let actNouns: Set<String>

    /// The verbs and act nouns of a sentence beside which an actor stands; words of coded acts apart.
    func predications(
        in sentence: Range<Int>, of read: ReadPassage, coded: Set<Int>, fillers: FillerReader
    ) -> [UncodedPredication] {
        let roles = BareRoles(read: read, fillers: fillers)
        return sentence.compactMap { token in
            guard !coded.contains(token), isPredicate(token, in: read) else { return nil }
            let (doers, recipients) = roles.arguments(of: token)
            guard !doers.isEmpty || !recipients.isEmpty else { return nil }
            func spans(_ arguments: [PredicateArgument]) -> [Span] {
                arguments.compactMap { fillers.filler($0)?.span }
            }
            return UncodedPredication(
                token: token, doers: doers, recipients: recipients,
                scene: PairScene(
                    parse: read.parse, predications: read.predications, source: spans(doers),
                    target: spans(recipients), predicate: token))
        }
    }

    private func isPredicate(_ token: Int, in read: ReadPassage) -> Bool {
        switch read.parse.tokens[token].pos {
        case "VERB": true
        case "NOUN":
            actNouns.contains(read.parse.lemma(token)) && read.mention(at: token)?.roleClass.isEmpty ?? true
        default: false
        }
    }
}
