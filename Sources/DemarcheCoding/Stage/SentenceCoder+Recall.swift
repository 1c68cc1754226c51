import Demarche
import DemarcheLexicon

extension SentenceCoder {
    /// The act that a noun tells once more, where a claim of the sentence is about it: "condemned *the verdict*", "summoned
    /// the envoy over *the incursion*"; nil where it stands for none told before.
    func recall(at token: Int, _ filler: RoleFiller, answering: AnsweringWords) -> Candidate? {
        let parse = filler.read.parse
        let stage = filler.stage
        guard parse.tokens[token].pos == "NOUN", parse.isDefinite(token), !stage.tells(at: token),
            let told = answering.recalled(by: parse.lemma(token), on: stage, phrasebook),
            filler.isOnlyOf(told, below: token),
            let verb = answering.governor(of: token, telling: told, in: parse, stage)
        else { return nil }
        let pattern = Pattern(
            act: told.act.name, example: "", isNearMiss: false,
            nodes: [
                Pattern.Node(
                    lemma: parse.lemma(token), isVerb: false, isNoun: true, parent: 0, relation: .anchor)
            ], doer: nil, recipient: nil)
        let match = Match(
            pattern: pattern, anchor: token, tokens: [token], doers: [], recipients: [],
            form: "\(Candidate.recall) of \(told.act.name) at \(parse.lemma(verb))")
        return Candidate(
            match: match, act: told.act, doers: [], recipients: [],
            standing: Standing(modality: told.modality, speakers: [], reasons: []))
    }
}

extension Candidate {
    /// How the evidence of a noun begins that tells once more what was told.
    static let recall = "recall"

    /// Whether it tells once more what was told before, whose day and place it keeps.
    var isRecall: Bool { match.form.hasPrefix(Self.recall) }
}

/// Which words make a claim one about an act: acts that answer what their object names, and prepositions of cause.
struct AnsweringWords: Sendable {
    private let acts: Set<String>
    private let cues: [AnswerCue]
    private let deeds: [String: [String]]

    init(_ record: RecordLexicon) {
        let answers = record.answers
        deeds = record.deeds
        acts = Set(answers.filter(\.link.isOfAct).map { $0.words.joined(separator: " ") })
        cues = answers.filter { ($0.link == .object || $0.link == .named) && $0.basis == .stated }
    }

    /// The act of an earlier sentence, told last, that a noun names: one of whose words it is, else one of its kind that is near.
    func recalled(by noun: String, on stage: Stage, _ phrasebook: Phrasebook) -> ToldAct? {
        let earlier = stage.spoken.filter { $0.sentence < stage.sentences && $0.isWhole }
        let isNamed = { (told: ToldAct) in told.words.contains { phrasebook.nouns(of: $0).contains(noun) } }
        if let told = earlier.last(where: isNamed) { return told }
        let near = earlier.filter { stage.sentences - $0.sentence <= Self.reach }
        return deeds[noun]?.firstNonNil { code in near.last { $0.act.cameo.hasPrefix(code) } }
    }

    /// So many sentences back an act is looked for of which only the kind is named.
    private static let reach = 6

    /// The word of an act that is about what a noun names and another did.
    fileprivate func governor(of noun: Int, telling told: ToldAct, in parse: Parse, _ stage: Stage) -> Int? {
        let here = stage.spoken.filter {
            $0.sentence == stage.sentences && $0.anchor != noun
                && Set($0.source.map(\.code)).isDisjoint(with: told.source.map(\.code))
        }
        let above = parse.head(noun)
        let isCaused = cues.contains { cue in
            let start = above - cue.words.count + 1
            guard start >= 0 else { return false }
            return cue.match(at: start, in: parse, sentence: parse.sentence(of: noun))?.last == above
        }
        return here.last { told in
            guard parse.governs(told.anchor, noun) else { return false }
            return isCaused || acts.contains(told.act.name) && parse.isObject(noun, of: told.anchor)
        }?.anchor
    }
}

extension Parse {
    /// Whether a noun is a verb's object, or that of a small clause below it: "called *the verdict* unfair".
    fileprivate func isObject(_ noun: Int, of verb: Int) -> Bool {
        if head(noun) == verb { return ["dobj", "attr", "oprd"].contains(label(noun)) }
        return label(noun) == "nsubj" && head(head(noun)) == verb && isInClauseOrSmallClause(noun, of: verb)
    }
}

extension Stage {
    /// Whether a word of the sentence tells an act already.
    fileprivate func tells(at token: Int) -> Bool {
        spoken.contains { $0.sentence == sentences && $0.anchor == token }
    }
}

extension RoleFiller {
    /// The roles of an act told once more.
    func recall(_ candidate: Candidate, answering: AnsweringWords) -> Sides? {
        let noun = read.parse.lemma(candidate.match.anchor)
        guard let told = answering.recalled(by: noun, on: stage, phrasebook) else { return nil }
        return Sides(
            source: told.source.map { role($0, from: nil, rule: "told-act") },
            target: told.target.map { role($0, from: nil, rule: "told-act") })
    }

    /// Whether nobody stands below a noun but those who took part in an act: "the verdict of Togo's court".
    fileprivate func isOnlyOf(_ told: ToldAct, below noun: Int) -> Bool {
        let parties = Set((told.source + told.target).map(\.code))
        return read.parse.subtree(of: noun, without: ["conj", "relcl"]).allSatisfy { token in
            read.mention(at: token).map {
                $0.kind == .place || $0.actors.allSatisfy { parties.contains($0.code) || $0.code.isEmpty }
            }
                ?? true
        }
    }
}
