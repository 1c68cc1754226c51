package import Demarche
import DemarcheLexicon

/// An act that the report told, with its roles.
package struct ToldAct: Hashable, Sendable {
    package let act: Act
    package let source: [Actor]
    package let target: [Actor]
    /// The day of the act, where one is known.
    package let day: Day?
    /// Number of the sentence that told it.
    package let sentence: Int
    /// The token of the parse that told it, for acts of the same sentence.
    package let anchor: Int
    /// The lemmas of its words and the nouns that name it: what later nouns point back with.
    package let words: Set<String>
    /// The nouns of what it was done to or with: "the checkpoint" is later that of whoever set it up.
    package let objects: Set<String>
    /// How it is held: an act that was only alleged or planned can be named again, but nothing goes on from it.
    package let modality: Claim.Modality
    /// Whether words, not rules, showed both sides.
    package let isByWords: Bool
    /// A person who was told of without a name ("a Japanese consul"): a name that comes later may be theirs.
    package let unnamed: Actor?
    /// Persons whose state the act shows, by last name.
    package let introduced: [String: Actor]

    package init(
        act: Act, source: [Actor], target: [Actor], day: Day? = nil, sentence: Int, anchor: Int = 0,
        words: Set<String> = [], objects: Set<String> = [], modality: Claim.Modality = .done,
        isByWords: Bool = true, unnamed: Actor? = nil,
        introduced: [String: Actor] = [:]
    ) {
        self.act = act
        self.source = source
        self.target = target
        self.day = day
        self.sentence = sentence
        self.anchor = anchor
        self.words = words
        self.objects = objects
        self.modality = modality
        self.isByWords = isByWords
        self.unnamed = unnamed
        self.introduced = introduced
    }

    /// The directed pair, where one known state acts on one other.
    package var pair: (source: String, target: String)? {
        let sources = Set(source.map(\.code)), targets = Set(target.map(\.code))
        guard sources.count == 1, targets.count == 1, let a = sources.first, let b = targets.first, a != b,
            !["", "UNK"].contains(a), !["", "UNK"].contains(b)
        else { return nil }
        return (a, b)
    }

    /// Whether it was done between the same two, the other way.
    func isAnswer(to other: ToldAct) -> Bool {
        guard let pair, let its = other.pair else { return false }
        return pair.source == its.target && pair.target == its.source
    }

    /// By what a person is called later: the last word of the name.
    static func lastName(_ name: String) -> String? {
        name.split(separator: " ").last.map(String.init)
    }

    var line: String {
        func side(_ actors: [Actor]) -> String {
            actors.isEmpty ? "nobody" : actors.map(\.code).joined(separator: "+")
        }
        return "\(act.name) \(side(source)) → \(side(target))" + (day.map { " on \($0)" } ?? "")
    }
}

// MARK: Acts told before

extension Stage {
    /// The act told last between two parties, where it was one of material conflict: agentless passives go on with its doer.
    package var lastHostile: ToldAct? {
        guard let last = told.last(where: { $0.pair != nil }), last.act.quad == 4,
            sentences - last.sentence <= 1
        else { return nil }
        return last
    }

    /// What was asked, proposed or said last of one party to the other: what a refusal or a concession answers.
    package var lastAddress: ToldAct? {
        told.suffix(3).last { $0.act.is(.asking) && $0.pair != nil }
            ?? told.last { $0.pair != nil && [1, 3].contains($0.act.quad) && sentences - $0.sentence <= 2 }
    }

    /// The person last told of without a name, of whom an unknown name now speaks.
    package var unnamedPerson: Actor? { told.suffix(3).last { $0.unnamed != nil }?.unnamed }

    /// The told acts that a noun names: those with its word, else the last of the same kind.
    package func told(by noun: String, like act: Act) -> [ToldAct] {
        let whole = spoken.filter(\.isWhole)
        let named = whole.filter { $0.words.contains(noun) && $0.isKin(of: act) }
        if !named.isEmpty { return named }
        return whole.filter { $0.act.name == act.name || $0.act.cameo.prefix(3) == act.cameo.prefix(3) }
    }

    /// The act that a noun stands for, whatever its kind: "the ruling", "the expulsions", "the checkpoint".
    package func deed(called noun: String) -> ToldAct? {
        spoken.last { $0.words.contains(noun) && $0.isWhole }
            ?? told.last { $0.objects.contains(noun) && $0.isWhole }
    }

    /// What a noun points at that names no kind of act, said by somebody: the last act of another in this sentence or the
    /// one before ("the decision", "these steps").
    package func deed(besides code: String) -> ToldAct? {
        told.last { act in
            sentences - act.sentence <= 1 && act.isWhole && !act.source.contains { $0.code == code }
        }
    }
}

extension ToldAct {
    /// Whether it happened or goes on.
    var isDone: Bool { modality == .done || modality == .ongoing }

    /// Whether both sides are known.
    var isWhole: Bool {
        !source.isEmpty && !target.isEmpty && !(source + target).contains { ["", "UNK"].contains($0.code) }
    }

    /// Acts of one root, or both hostile: "the curbs" are the controls told before.
    fileprivate func isKin(of other: Act) -> Bool {
        act.cameo.prefix(2) == other.cameo.prefix(2) || act.quad == other.quad
    }
}

extension ToldAct {
    /// Grounds that mentions have by themselves, before the stage fills anything.
    private static let read: Set<String> = [
        "anaphora", "apposition", "collective", "coordination", "definite-noun", "in-clause", "owner-of",
        "relative",
        "speaker",
        "surname",
    ]

    /// What a claim tells, with the words by which it can be named again and the persons whose state it shows.
    init(_ claim: Claim, by candidate: Candidate, sentence: Int, phrasebook: Phrasebook, parse: Parse) {
        let lemmas = candidate.match.tokens.map(parse.lemma)
        let unnamed = candidate.recipients.first {
            $0.mention?.kind == .person && $0.mention?.properName == nil && !$0.isOpen
        }?.actors.first
        self.init(
            act: claim.act, source: claim.source.map(\.actor), target: claim.target.map(\.actor),
            day: claim.when?.earliest, sentence: sentence, anchor: candidate.match.anchor,
            words: Set(lemmas + lemmas.flatMap(phrasebook.nouns)),
            objects: Self.objects(of: candidate.match, in: parse), modality: claim.modality,
            isByWords: (claim.source + claim.target).allSatisfy { role in
                if case .rule(let rule) = role.ground { Self.read.contains(rule) } else { true }
            },
            unnamed: unnamed, introduced: Self.introduced(claim, by: candidate, phrasebook))
    }

    /// The common nouns among a match's words and recipients.
    private static func objects(of match: Match, in parse: Parse) -> Set<String> {
        let heads = match.tokens + match.recipients.map(\.head)
        return Set(heads.filter { parse.tokens[$0].pos == "NOUN" }.map(parse.lemma))
    }

    /// Persons of whom only the name was known: an envoy who is withdrawn is the doer's, others are whom the role says.
    private static func introduced(
        _ claim: Claim, by candidate: Candidate, _ phrasebook: Phrasebook
    ) -> [String: Actor] {
        let isWithdrawal = phrasebook.defaultRecipient(of: claim.act) == .ownEnvoy
        var introduced: [String: Actor] = [:]
        let isRebound = claim.target.contains { $0.ground == .rule("binding") }
        for filler in candidate.doers + candidate.recipients
        where filler.isOpen || isRebound && filler.ground == .rule("owner-of") {
            guard let name = filler.mention?.properName, filler.mention?.kind == .person,
                let last = lastName(name)
            else { continue }
            let role =
                isWithdrawal
                ? claim.source.first : (claim.source + claim.target).first { $0.span == filler.span }
            guard let actor = role?.actor, !["", "UNK"].contains(actor.code) else { continue }
            introduced[last] = Actor(
                code: actor.code, sector: actor.sector.isEmpty ? "GOV" : actor.sector, name: name)
        }
        return introduced
    }
}
