package import Demarche
package import DemarcheLexicon

/// One example to learn from: facts, and the kind that they show.
package struct Lesson: Sendable {
    package let features: PairFeatures
    package let kind: String
    /// 1 for a phrasing itself, less for what was made of it.
    package let weight: Float

    package init(features: PairFeatures, kind: String, weight: Float = 1) {
        self.features = features
        self.kind = kind
        self.weight = weight
    }
}

/// Makes lessons of phrasings: each as it stands, and as it would be promised, asked for, threatened, refused, negated.
package struct LessonMaker: Sendable {
    private let lexicon: ActLexicon
    private let parser: any Parsing
    private let relater: Relater
    private let reader: PairFeatureReader
    private let phrasebook: Phrasebook

    package init(lexicon: ActLexicon, phrasebook: Phrasebook, parser: any Parsing) {
        self.lexicon = lexicon
        self.phrasebook = phrasebook
        self.parser = parser
        relater = Relater(cues: lexicon.cues)
        reader = PairFeatureReader(lexicon: lexicon)
    }

    /// The lessons of one phrasing; none for a near miss, a statement, or an example whose marks are wrong.
    package func lessons(of phrasing: Phrasing) -> [Lesson] {
        guard !phrasing.isNearMiss, let act = lexicon.acts[phrasing.act], let kind = lexicon.kind(of: act),
            let example = try? MarkedExample(phrasing.example)
        else { return [] }
        let parse = parser.parse(example.text, in: Span(0, example.text.count))
        let scene = PairScene(
            parse: parse, predications: relater.predications(in: parse),
            source: example.slots[1].map { [$0] } ?? [], target: example.slots[2].map { [$0] } ?? [])
        let features = reader.features(of: scene)
        return [Lesson(features: features, kind: kind)] + framed(features, act: act, key: phrasing.example)
    }

    private static let madeWeight: Float = 0.3
    private static let effects: [Cue.Effect] = [.promise, .request, .demand, .threat, .refusal]

    private func framed(_ features: PairFeatures, act: Act, key: String) -> [Lesson] {
        guard features.isPlain else { return [] }
        var lessons: [Lesson] = []
        for effect in Self.effects {
            let turned = effect == .promise && act.quad > 2 ? Cue.Effect.threat : effect
            guard let kind = phrasebook.framed(turned, about: act).flatMap(lexicon.kind) else { continue }
            let words = verbs(of: effect)
            guard !words.isEmpty else { continue }
            let word = words[Self.number(of: key + effect.rawValue) % words.count]
            lessons.append(
                Lesson(
                    features: PairFeatures(below(word, effect, features.names)), kind: kind,
                    weight: Self.madeWeight))
        }
        let future = act.quad > 2 ? Cue.Effect.threat : .promise
        if let kind = phrasebook.framed(future, about: act).flatMap(lexicon.kind) {
            lessons.append(
                Lesson(
                    features: PairFeatures(Self.marked(features.names) + ["q:will"]), kind: kind,
                    weight: Self.madeWeight))
        }
        if act.quad <= 2, let kind = phrasebook.framed(.refusal, about: act).flatMap(lexicon.kind) {
            for cues in [["q:not"], ["q:not", "q:will"]] {
                lessons.append(
                    Lesson(
                        features: PairFeatures(Self.marked(features.names) + cues), kind: kind,
                        weight: Self.madeWeight))
            }
        }
        return lessons
    }

    private func verbs(of effect: Cue.Effect) -> [String] {
        lexicon.cues.filter { $0.part == .verb && $0.effect == effect && !$0.words.contains(" ") }.map(
            \.words)
    }

    /// The facts of "[1] threatened to …": the utterance's own, and the act's as spoken of.
    private func below(_ word: String, _ effect: Cue.Effect, _ names: [String]) -> [String] {
        let anchor = names.first { $0.hasPrefix("a:") }.map { String($0.dropFirst(2)) }
        let kept = Self.marked(names).filter {
            !$0.hasPrefix(PairFeatures.inner + "a:") && !$0.hasPrefix("at:")
        }
        let place = names.first { $0.hasPrefix("at:") }.flatMap { $0.split(separator: " ").last } ?? "none"
        return kept + [
            "a:" + word, "c:" + word, "w:" + word, "q:" + effect.rawValue, "at:" + word + " " + place,
        ] + (anchor.map { ["ao:" + word + " " + $0] } ?? [])
    }

    /// Facts about words as facts below a governing utterance.
    private static func marked(_ names: [String]) -> [String] {
        names.filter { !$0.hasPrefix("ao:") }.map { name in
            ["a:", "c:", "w:", "o:", "k:"].contains { name.hasPrefix($0) } ? PairFeatures.inner + name : name
        }
    }

    private static func number(of key: String) -> Int {
        Int(StableDigest.of([key]).prefix(7), radix: 16) ?? 0
    }
}
