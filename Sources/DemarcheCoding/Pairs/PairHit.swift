package import Demarche
import DemarcheLexicon

/// A phrasing found near a pair, with how well its roles fall on the two.
package struct PairHit: Sendable {
    package let act: Act
    package let match: Match
    /// Where the source stands among its doers, the target among its recipients.
    package let source: PairScene.Contact
    package let target: PairScene.Contact
    /// What made the act another than the phrasing's: `threat by threaten`, `planned`, `negated`; nil for none.
    package let turn: String?
    /// How well it fits: some 2 for each braced word and 3 for each role, less for what stands in the way.
    package let score: Double

    /// How the phrasing was found, for the record.
    package var rule: String {
        let roles =
            switch (source > .none, target > .none) {
            case (true, true): "both roles"
            case (true, false): "the source's role"
            case (false, true): "the target's role"
            case (false, false): "nearest predication"
            }
        return ([match.form, roles] + [turn].compactMap { $0 }).joined(separator: ", ")
    }
}

/// Finds the phrasings near a pair and what their standing makes of them.
package struct PairHitFinder: Sendable {
    private let phrasebook: Phrasebook
    private let matcher: PatternMatcher
    private let standings: StandingReader

    package init(phrasebook: Phrasebook, cues: CueIndex) {
        self.phrasebook = phrasebook
        matcher = PatternMatcher(phrasebook: phrasebook)
        standings = StandingReader(cues: cues)
    }

    /// The hits in a scene, best first.
    package func hits(in scene: PairScene) -> [PairHit] {
        var found: [PairHit] = []
        let byAnchor = scene.sentences.flatMap { sentence in
            let search = matcher.search(in: sentence, of: scene.parse, predications: scene.predications)
            return sentence.map { token in (token, search.matches(at: token)) }
        }
        let ownWords = Set(byAnchor.filter { $0.1.contains { $0.tokens.count > 1 } }.map(\.0))
        for (token, matches) in byAnchor {
            if let duty = duty(at: token, in: scene) { found.append(duty) }
            guard !matches.isEmpty else { continue }
            let standing = standings.standing(of: token, in: scene.parse, predications: scene.predications)
            for match in matches where !match.pattern.isNearMiss && !isBarred(match, by: matches) {
                guard let act = phrasebook.acts[match.pattern.act] else { continue }
                found.append(hit(match, act: act, standing: standing, ownWords: ownWords, in: scene))
            }
        }
        return found.sorted {
            ($1.score, $0.match.anchor, $0.act.name) < ($0.score, $1.match.anchor, $1.act.name)
        }
    }

    private func isBarred(_ match: Match, by matches: [Match]) -> Bool {
        matches.contains {
            $0.pattern.isNearMiss && $0.pattern.act == match.pattern.act
                && $0.pattern.specificity >= match.pattern.specificity
        }
    }

    // MARK: The score

    /// What a hit's score gains and loses: found on our own pairs (`Tests/Goldens/Pairs`).
    private enum Points {
        /// A pattern of more than this specificity is no better for it; ten of it make a point.
        static let mostSpecific = 45
        static let perPoint = 10.0
        /// A side that heads a role, or stands within one.
        static let head = 3.0, inside = 2.0
        /// A duty that one tells another, which no phrasing shows.
        static let duty = 2.0
        /// Another fills the role.
        static let ofOther = -1.5
        /// The sides stand in each other's roles.
        static let reversed = -3.0
        /// "Iran-*backed* militias": what only describes the target was not done to it here.
        static let describing = -3.0
        /// For each arc between the predicate and the path from side to side, up to `mostArcs`.
        static let arc = -0.7
        static let mostArcs = 6
        /// Not as the example has it: a noun, a passive.
        static let indirect = -0.5
        /// An utterance's own row says more than the frame around another.
        static let besideOwnRow = -2.0
        /// Framed by what somebody else says; negated; a hostile plan of nobody's will; not held at all; denied or alleged.
        static let framedByOther = -2.0, negated = -2.5, willless = -0.3, unheld = -1.5, doubted = -0.7
    }

    private func hit(
        _ match: Match, act: Act, standing: Standing, ownWords: Set<Int>, in scene: PairScene
    ) -> PairHit {
        let turned = turned(act, match, standing: standing, in: scene)
        let (source, target) = contacts(match, act: act, speaker: turned.speaker, in: scene)
        let isReversed =
            scene.contact(match.recipients, scene.source) > source
            || scene.contact(match.doers, scene.target) > target
        let isFilledByOther = !match.doers.isEmpty && !isSpoken(match.anchor, by: scene.source, in: scene)
        var score = Double(min(match.pattern.specificity, Points.mostSpecific)) / Points.perPoint
        score += Self.points(source, isFilled: isFilledByOther)
        score += Self.points(target, isFilled: !match.recipients.isEmpty)
        if isReversed { score += Points.reversed }
        if scene.target.tokens.contains(match.anchor) { score += Points.describing }
        let arcs = scene.distance(toPath: turned.speaker ?? match.anchor)
        score += Points.arc * Double(min(Points.mostArcs, arcs))
        if match.form != "direct" { score += Points.indirect }
        if let speaker = turned.speaker, ownWords.contains(speaker) { score += Points.besideOwnRow }
        score += turned.points
        return PairHit(
            act: turned.act, match: match, source: source, target: target, turn: turned.turn, score: score)
    }

    private static let speaking: Set<RoleName> = [.agent, .possessor, .modifier, .support]

    private func contacts(_ match: Match, act: Act, speaker: Int?, in scene: PairScene) -> (
        source: PairScene.Contact, target: PairScene.Contact
    ) {
        var source = scene.contact(match.doers, scene.source)
        var target = scene.contact(match.recipients, scene.target)
        if let speaker {
            let arguments = scene.predications[speaker].arguments
            let speakers = arguments.filter { Self.speaking.contains($0.role) }
            let others = arguments.filter { !Self.speaking.contains($0.role) }
            source = max(source, scene.contact(speakers, scene.source))
            target = max(target, scene.contact(others + match.doers, scene.target))
        }
        if act.isMutual {
            source = max(source, scene.contact(match.recipients, scene.source))
            target = max(target, scene.contact(match.doers, scene.target))
        }
        return (source, target)
    }

    private static func points(_ contact: PairScene.Contact, isFilled: Bool) -> Double {
        switch contact {
        case .head: Points.head
        case .inside: Points.inside
        case .none: isFilled ? Points.ofOther : 0
        }
    }

    /// Whether the predicate stands in a clause that the source tells: "the minister said the government will …".
    private func isSpoken(_ token: Int, by side: PairScene.Side, in scene: PairScene) -> Bool {
        let parse = scene.parse
        guard parse.label(token) == "ccomp", parse.head(token) != token else { return false }
        return scene.contact(
            scene.predications[parse.head(token)].arguments.filter { $0.role == .agent }, side) > .none
    }

    // MARK: What the words around make of it

    private typealias Turned = (act: Act, turn: String?, speaker: Int?, points: Double)

    /// What the words around a phrasing make of its act: promised, threatened, asked for, refused, planned, negated.
    private func turned(_ act: Act, _ match: Match, standing: Standing, in scene: PairScene) -> Turned {
        let isHostile = act.quad > 2
        if let frame = standing.frame {
            let effect = frame.effect == .promise && isHostile ? .threat : frame.effect
            let by = scene.parse.lemma(frame.governor)
            let arguments = scene.predications[frame.governor].arguments.filter {
                Self.speaking.contains($0.role)
            }
            if let framed = phrasebook.framed(effect, about: act),
                scene.contact(arguments, scene.source) > .none
            {
                return (framed, "\(effect.rawValue) by \(by)", frame.governor, 0)
            }
            return (act, nil, nil, Points.framedByOther)
        }
        if isNegated(match.anchor, in: scene) {
            guard !isHostile, let refused = phrasebook.framed(.refusal, about: act) else {
                return (act, nil, nil, Points.negated)
            }
            return (refused, "negated", nil, 0)
        }
        switch standing.modality {
        case .planned?:
            if isHostile, !hasWill(match.anchor, in: scene) { return (act, nil, nil, Points.willless) }
            let announced = phrasebook.framed(isHostile ? .threat : .promise, about: act)
            return (announced ?? act, "planned", nil, 0)
        case nil: return (act, nil, nil, Points.unheld)
        case .denied?, .hypothetical?, .alleged?: return (act, nil, nil, Points.doubted)
        default: return (act, nil, nil, 0)
        }
    }

    /// Whether the predicate, or a verb that it completes, is negated.
    private func isNegated(_ token: Int, in scene: PairScene) -> Bool {
        let parse = scene.parse
        var at = token
        for _ in 0..<4 {
            if parse.dependent(of: at, "neg") != nil { return true }
            guard ["xcomp", "acomp", "attr"].contains(parse.label(at)), parse.head(at) != at else {
                return false
            }
            at = parse.head(at)
        }
        return false
    }

    private func hasWill(_ token: Int, in scene: PairScene) -> Bool {
        let parse = scene.parse
        return parse.children[token].contains {
            parse.label($0) == "aux" && parse.tag($0) == "MD" && parse.lemma($0) == "will"
        }
    }

    /// "The minister said that Sudan must return the aircraft": a duty that one tells another, whatever it is.
    private func duty(at token: Int, in scene: PairScene) -> PairHit? {
        let (parse, predications) = (scene.parse, scene.predications)
        guard let (cue, verb, frame) = standings.duty(at: token, in: parse, predications: predications),
            let act = phrasebook.framedInGeneral(cue.effect)
        else { return nil }
        let doers = predications[frame.governor].arguments.filter { $0.role == .agent }
        let addressed = predications[verb].arguments.filter {
            $0.role == (predications[verb].form == .passive ? .patient : .agent)
        }
        let (source, target) = (
            scene.contact(doers, scene.source), scene.contact(addressed, scene.target)
        )
        guard source > .none else { return nil }
        let match = Match.duty(cue, act: act, verb: frame.governor, modal: token, in: parse, doers, addressed)
        return PairHit(
            act: act, match: match, source: source, target: target, turn: "duty by \(cue.words)",
            score: Points.duty + Self.points(source, isFilled: true) + Self.points(target, isFilled: true))
    }
}
