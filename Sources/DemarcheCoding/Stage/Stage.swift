package import Demarche

/// The report as read so far: who is on it, which pair is spoken of, which acts were told.
///
/// A value: each step returns a new stage. The headline opens it; each sentence fades what was said before.
package struct Stage: Sendable {
    /// How present each state or body is, by actor code; faded by `fading` a sentence.
    package let presence: [String: Double]
    /// The acts told, newest last.
    package let told: [ToldAct]
    /// The codes of the pair that was last shown as doer and recipient of one act.
    package let lastPair: [String]

    /// An act that the report told, with its roles.
    package struct ToldAct: Hashable, Sendable {
        package let act: Act
        package let source: [Actor]
        package let target: [Actor]
        package let sentence: Int
        /// A person who was told of without a name ("a Japanese consul"): a name that comes later may be theirs.
        package let unnamed: Actor?

        package init(act: Act, source: [Actor], target: [Actor], sentence: Int, unnamed: Actor? = nil) {
            self.act = act
            self.source = source
            self.target = target
            self.sentence = sentence
            self.unnamed = unnamed
        }
    }

    /// The share of presence that a sentence leaves to the next.
    static let fading = 0.93
    /// The third party must be weaker than this share of the second for two to be a pair.
    static let thirdPartyShare = 0.7
    /// How many told acts are kept: later ones are what nouns and "in kind" point at.
    static let memory = 60

    package static let empty = Stage(presence: [:], told: [], lastPair: [])

    /// The stage after hearing actors named, each as often as it was.
    package func hearing(_ codes: [String], weight: Double = 1) -> Stage {
        var presence = presence.mapValues { $0 * Self.fading }
        for code in codes where !code.isEmpty { presence[code, default: 0] += weight }
        return Stage(presence: presence, told: told, lastPair: lastPair)
    }

    /// The stage after an act was told.
    package func telling(_ act: ToldAct) -> Stage {
        let sources = Set(act.source.map(\.code)).subtracting([""])
        let targets = Set(act.target.map(\.code)).subtracting([""])
        let pair =
            sources.count == 1 && targets.count == 1 && sources != targets
            ? sources.sorted() + targets.sorted() : lastPair
        return Stage(presence: presence, told: Array((told + [act]).suffix(Self.memory)), lastPair: pair)
    }

    /// The two parties that the report is about now, or none where a third is as present.
    package var pair: (String, String)? {
        let ranked = presence.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard ranked.count >= 2 else { return nil }
        if ranked.count > 2, ranked[2].value > ranked[1].value * Self.thirdPartyShare { return nil }
        return (ranked[0].key, ranked[1].key)
    }

    /// Whether a party is one of the pair that the report is about now.
    package func isInPair(_ code: String) -> Bool { pair.map { $0.0 == code || $0.1 == code } ?? false }

    /// The other party of the pair on stage.
    package func counterpart(of code: String) -> String? {
        if let pair, pair.0 == code || pair.1 == code { return pair.0 == code ? pair.1 : pair.0 }
        if lastPair.count == 2, lastPair.contains(code) {
            return lastPair[0] == code ? lastPair[1] : lastPair[0]
        }
        return nil
    }

    /// The act told last, where it was one of material conflict between the pair: agentless passives go on with its doer.
    package var lastHostile: ToldAct? {
        guard let last = told.last, last.act.quad == 4, let a = last.source.first?.code,
            let b = last.target.first?.code, a != b,
            !["", "UNK"].contains(a), !["", "UNK"].contains(b)
        else { return nil }
        return last
    }

    /// The request, demand or offer told last, lately: what a bare refusal or grant answers.
    package var lastAsked: ToldAct? {
        told.suffix(3).last { ask in
            ask.act.isAsking && !(ask.source + ask.target).contains { ["", "UNK"].contains($0.code) }
        }
    }

    /// The person last told of without a name, of whom an unknown name now speaks.
    package var unnamedPerson: Actor? { told.suffix(3).last { $0.unnamed != nil }?.unnamed }

    /// The last told act of this very name by one of these doers; by anyone where none is given.
    package func told(like act: Act, by doers: [String]) -> ToldAct? {
        told.last { told in
            told.act.name == act.name && (doers.isEmpty || told.source.contains { doers.contains($0.code) })
        }
    }

    /// The last told act of the same kind, for a noun that names it again.
    package func told(like act: Act) -> ToldAct? {
        told.last { $0.act.name == act.name }
            ?? told.last { !act.cameo.isEmpty && $0.act.cameo.prefix(3) == act.cameo.prefix(3) }
    }
}

extension Act {
    /// Whether it asks another for something.
    var isAsking: Bool { plover.hasPrefix("REQUEST") }
    /// Whether it is a meeting or a talk, which two sides always share.
    var isMeeting: Bool { plover.hasPrefix("CONSULT") }
    /// Whether it grants or refuses what was asked.
    var isAnswer: Bool { ["REJECT", "CONCEDE", "AGREE"].contains { plover.hasPrefix($0) } }
}
