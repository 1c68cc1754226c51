package import Demarche
package import DemarcheLexicon

/// Codes the act of a given source towards a given target.
///
/// Phrasings come first: those found near the pair, by how well their roles fall on the two. Generalising then weighs
/// the kinds of act by all that the sentence says of the pair; a kind's score is the logarithm of its share plus one and
/// a half times the score of its best phrasing. So a phrasing that fits with both roles decides, and one that only stands nearby is
/// outweighed by what the rest of the sentence says.
package struct PairCoder: Sendable {
    private let lexicon: ActLexicon
    private let relater: Relater
    private let hits: PairHitFinder
    private let reader: PairFeatureReader
    /// Nil for `--strict`.
    private let generaliser: Generaliser?
    private let phrasings: NearestPhrasings?

    package init(lexicon: ActLexicon, phrasebook: Phrasebook, generaliser: Generaliser?) {
        self.lexicon = lexicon
        self.generaliser = generaliser
        relater = Relater(cues: lexicon.cues)
        hits = PairHitFinder(phrasebook: phrasebook, cues: CueIndex(lexicon.cues))
        reader = PairFeatureReader(lexicon: lexicon)
        phrasings = generaliser.map { _ in NearestPhrasings(phrasebook: phrasebook, lexicon: lexicon) }
    }

    /// - Parameter parse: the whole text of the pair, parsed.
    package func answer(to pair: GivenPair, in parse: Parse) -> PairAnswer {
        let parse = relater.mended(parse)
        let scene = PairScene(
            parse: parse, predications: relater.predications(in: parse), source: pair.source,
            target: pair.target)
        let best = bestHits(in: scene)
        guard let generaliser, let phrasings else { return strict(pair, best, in: scene) }
        let features = reader.features(of: scene)
        let guess = generaliser.guess(features)
        let chosen = choice(generaliser.kinds, guess, best)
        let hit = best[chosen.kind].flatMap { $0.score > 0 ? $0 : nil }
        let nearest =
            hit == nil ? phrasings.nearest(to: features, standIns: guess.standIns, kind: chosen.kind) : []
        let act = hit?.act ?? phrasings.act(of: nearest, kind: chosen.kind)
        return PairAnswer(
            id: pair.id, act: act, plover: act.map(published) ?? "", confidence: chosen.confidence,
            evidence: PairAnswer.Evidence(
                rule: hit?.rule ?? "generalised", phrasing: hit.map(Self.words),
                span: hit.flatMap { Self.span($0, in: scene) }, nearest: nearest,
                standIns: hit == nil ? guess.standIns : [:], share: chosen.share))
    }

    /// The best hit of each kind.
    private func bestHits(in scene: PairScene) -> [String: PairHit] {
        var best: [String: PairHit] = [:]
        for hit in hits.hits(in: scene) {
            guard let kind = lexicon.kind(of: hit.act), best[kind] == nil else { continue }
            best[kind] = hit
        }
        return best
    }

    /// A share below this says only that the kind is unlikely, however small it is.
    private static let leastShare = 0.0067
    /// What a phrasing's score weighs against the logarithm of a share. Between 1 and 3 it matters little.
    private static let phrasingWorth = 1.5

    private func choice(_ kinds: [String], _ guess: Generaliser.Guess, _ best: [String: PairHit]) -> (
        kind: String, share: Double, confidence: Double
    ) {
        // e^score × share is the exponential of the sum of both logarithms, without a logarithm.
        let weights = zip(kinds, guess.shares).map { kind, share in
            max(share, Self.leastShare) / Exponential.of(-Self.phrasingWorth * max(0, best[kind]?.score ?? 0))
        }
        let total = weights.reduce(0, +)
        let first = weights.indices.max { (weights[$0], $1) < (weights[$1], $0) } ?? 0
        // Two phrasings at odds leave more doubt than the plain quotient says; measured on our own pairs.
        return (kinds[first], guess.shares[first], min(0.98, max(0.1, weights[first] / total)))
    }

    private func strict(_ pair: GivenPair, _ best: [String: PairHit], in scene: PairScene) -> PairAnswer {
        let hit = best.values.filter { $0.source > .none && $0.score > 3 }.max {
            ($0.score, $1.act.name) < ($1.score, $0.act.name)
        }
        return PairAnswer(
            id: pair.id, act: hit?.act, plover: hit.map { published($0.act) } ?? "",
            confidence: hit.map { min(0.95, $0.score / 10) } ?? 0,
            evidence: PairAnswer.Evidence(
                rule: hit?.rule ?? "none", phrasing: hit.map(Self.words),
                span: hit.flatMap { Self.span($0, in: scene) }, nearest: [], standIns: [:], share: nil))
    }

    private func published(_ act: Act) -> String {
        let type = lexicon.publishedType(of: act)
        return type == act.type ? act.plover : type
    }

    private static func words(_ hit: PairHit) -> String {
        hit.match.pattern.act + ": " + hit.match.pattern.example
    }

    private static func span(_ hit: PairHit, in scene: PairScene) -> Span? {
        scene.parse.span(of: hit.match.tokens.filter { abs($0 - hit.match.anchor) <= 6 })
    }
}
