import Demarche
import DemarcheLexicon

/// What speaks for it that an uncoded predication tells an act between those who would fill its roles.
///
/// Facts are names; what each weighs was learned (`telling.tsv`).
///
/// | Sign | Fact |
/// | --- | --- |
/// | `kind`, `quad`, `usual`, `share>` | what it is taken for, and how surely |
/// | `cover>`, `near…` | how much of the nearest phrasing's words the predicate has below it, or the sentence anywhere |
/// | `opens…`, `known` | how many phrasings the very word opens, of this kind and of all; whether any taught of it |
/// | `form`, `tag`, `word`, `class`, `object…`, `q:`, `md:` | the predicate's own form, words and cues |
/// | `label`, `below`, `depth>` | where in the sentence it stands |
/// | `s…`, `t…`, `sides` | how the words show doer and recipient, and by what ground each was filled |
/// | `pair>`, `stage`, `dealt>` | how far the stage believes the pair, and who deals with whom in the report |
/// | `acts`, `told`, `names` | what else the sentence tells, and how many states it names |
struct TellingFacts {
    private let surmise: Surmise
    private let sides: RoleFiller.Sides
    private let filler: RoleFiller
    private let general: GeneralCoder
    /// What the sentence has been found to tell.
    private let told: [Claim]

    init(
        _ surmise: Surmise, _ sides: RoleFiller.Sides, filler: RoleFiller, general: GeneralCoder,
        told: [Claim]
    ) {
        self.surmise = surmise
        self.sides = sides
        self.filler = filler
        self.general = general
        self.told = told
    }

    private var parse: Parse { filler.read.parse }
    private var token: Int { surmise.uncoded.token }

    var names: [String] {
        var names = Set(ofKind() + ofNearest() + ofWords() + ofPlace())
        names.formUnion(ofSide("s", surmise.candidate.doers, surmise.uncoded.doers, sides.source))
        names.formUnion(ofSide("t", surmise.candidate.recipients, surmise.uncoded.recipients, sides.target))
        names.formUnion(ofPair() + ofSentence())
        return names.sorted()
    }

    /// "share>0.5", "share>0.7": every step that a number is above.
    private func steps(_ name: String, _ value: Double, _ steps: [Double]) -> [String] {
        steps.filter { value >= $0 }.map { "\(name)>\($0)" }
    }

    /// How surely it is of its kind, and how near the phrasings are.
    private func ofKind() -> [String] {
        let proposal = surmise.proposal
        let kind = proposal.kind
        let lemma = parse.lemma(token)
        let openings = general.phrasings.openings(at: lemma, of: kind)
        var facts = ["kind:\(kind)", "quad:\(surmise.candidate.act.quad)", "usual:\(usual)"]
        facts += steps("share", proposal.share, [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98])
        facts += steps("cover", proposal.nearest.first?.cover ?? 0, [0.3, 0.5, 0.7, 0.9, 0.99])
        facts += steps("opens", Double(openings.own), [1, 3, 10, 30])
        facts += steps("opens-all", Double(openings.all), [1, 3, 10, 30])
        if openings.all > 0 {
            facts += steps("opens-share", Double(openings.own) / Double(openings.all), [0.3, 0.6, 0.9])
        }
        facts.append(
            general.generaliser.knows("a:" + lemma)
                ? "known" : proposal.standIns[lemma] == nil ? "known:no" : "known:like")
        facts += proposal.features.names.filter { $0.hasPrefix("q:") || $0.hasPrefix("md:") }
        return facts
    }

    /// How many of the nearest phrasing's words the predicate has below it, and the sentence anywhere.
    private func ofNearest() -> [String] {
        guard let pattern = surmise.proposal.nearest.first?.pattern else { return [] }
        let lemma = parse.lemma(token)
        let anchor = pattern.nodes[0].lemma
        let opening = lemma == anchor ? "same" : "other"
        let rest = pattern.nodes.dropFirst()
        let telling =
            rest.filter { $0.isVerb || $0.isNoun }.map(\.lemma)
            + [pattern.doer?.head, pattern.recipient?.head].compactMap { $0 }
        let small = rest.filter { !$0.isVerb && !$0.isNoun }.map(\.lemma)
        func lemmas(_ tokens: some Sequence<Int>) -> Set<String> {
            Set(tokens.flatMap { [parse.lemma($0), parse.lower($0)] })
        }
        let below = lemmas(parse.subtree(of: token))
        let around = lemmas(parse.sentence(of: token))
        func met(_ words: [String], _ place: Set<String>) -> String {
            let count = words.count(where: place.contains)
            return words.isEmpty ? "no" : count == words.count ? "all" : count > 0 ? "some" : "none"
        }
        let (near, far) = (met(telling, below), met(telling, around))
        let lacking = telling.count { !around.contains($0) }
        let agreeing = Set(surmise.proposal.nearest.map(\.pattern.act)).count == 1
        return [
            "near:\(opening)", "near-rest:\(near)", "near:\(opening):\(near)", "near-far:\(far)",
            "near:\(opening):far:\(far)", "near-small:\(met(small, below))",
            "near-words:\(min(4, telling.count))",
            "near-lacks:\(min(3, lacking))", agreeing ? "near-acts:one" : "near-acts:several",
        ]
    }

    /// Whom acts of its kind mostly hit.
    private var usual: String {
        filler.phrasebook.defaultRecipient(of: surmise.candidate.act).map { "\($0)" } ?? "none"
    }

    /// The predicate's own form, its word and its object.
    private func ofWords() -> [String] {
        let lemma = parse.lemma(token)
        let form = filler.read.predications[token].form.rawValue
        var facts = ["form:\(form)", "tag:\(parse.tag(token))", "word:\(lemma)"]
        facts += (general.reader.classesByWord[lemma] ?? []).map { "class:" + $0 }
        facts.append("held:\(surmise.candidate.standing.modality?.rawValue ?? "")")
        if !surmise.candidate.standing.speakers.isEmpty { facts.append("said") }
        if surmise.isRefused { facts.append("refused") }
        let patients = filler.read.predications[token].fillers(.patient)
        for patient in patients.prefix(1) {
            let kind = filler.read.mention(at: patient)?.kind.rawValue
            facts.append("object:\(kind ?? parse.tokens[patient].pos)")
            facts += (general.reader.classesByWord[parse.lemma(patient)] ?? []).map { "object-class:" + $0 }
        }
        if patients.isEmpty { facts.append("object:no") }
        if parse.dependent(of: token, "prt") != nil { facts.append("particle") }
        if !parse.dependents(of: token, ["ccomp", "xcomp"]).isEmpty { facts.append("clause-below") }
        return facts
    }

    /// Where in the sentence it stands.
    private func ofPlace() -> [String] {
        var facts = ["label:\(parse.label(token))"]
        facts += steps("depth", Double(parse.depth(of: token)), [1, 2, 4])
        let above = parse.head(token)
        if above != token { facts.append("below:\(parse.tokens[above].pos)") }
        return facts
    }

    /// How words show a side, and by what ground it was filled.
    private func ofSide(
        _ side: String, _ fillers: [Filler], _ arguments: [PredicateArgument], _ roles: [Claim.Role]
    ) -> [String] {
        var facts: [String] = []
        if let first = fillers.first {
            facts.append("\(side):\(first.isOpen ? "open" : first.ground == .words ? "words" : "pronoun")")
            facts.append("\(side)-kind:\(first.mention?.kind.rawValue ?? "none")")
        } else {
            facts.append("\(side):none")
        }
        if let first = arguments.first {
            facts.append("\(side)-by:\(first.construction)")
            facts.append("\(side)-role:\(word(first.role))")
        }
        if let first = roles.first {
            facts.append("\(side)-ground:\(first.ground.by)")
            facts.append("\(side)-sector:\(first.actor.sector)")
        }
        return facts
    }

    /// A preposition for itself, any other role by its name.
    private func word(_ role: RoleName) -> String {
        if case .oblique(let preposition) = role { preposition } else { "\(role)" }
    }

    /// How both sides are shown, how far the pair is believed, and how it stands to the report's.
    private func ofPair() -> [String] {
        let doer = surmise.candidate.doers.first.map { $0.isOpen ? "open" : "shown" } ?? "none"
        let recipient = surmise.candidate.recipients.first.map { $0.isOpen ? "open" : "shown" } ?? "none"
        var facts = [
            "sides:\(doer)-\(recipient)",
            "sides:\(doer)-\(recipient):\(filler.read.predications[token].form.rawValue)",
        ]
        if let weighing = sides.weighing {
            facts += steps("pair", weighing.best?.share ?? 0, [0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
        } else {
            facts.append("pair:settled")
        }
        let (sources, targets) = (filler.codes(sides.source), filler.codes(sides.target))
        if let pair = filler.stage.pair {
            facts.append("stage:\(pair.basis.rawValue)")
            let isOfIt = sources.first.flatMap(pair.other) == targets.first
            facts.append(isOfIt ? "stage:same" : "stage:other")
        } else {
            facts.append("stage:no")
        }
        return facts
    }

    /// What else the sentence tells, and how much of dealings the report has told.
    private func ofSentence() -> [String] {
        let (sources, targets) = (Set(filler.codes(sides.source)), Set(filler.codes(sides.target)))
        func codes(_ roles: [Claim.Role]) -> Set<String> { Set(roles.map(\.actor.code)) }
        var facts = ["acts:\(min(3, told.count))"]
        if told.contains(where: { codes($0.source) == sources && codes($0.target) == targets }) {
            facts.append("told:same-pair")
        }
        if told.contains(where: { codes($0.source) == targets && codes($0.target) == sources }) {
            facts.append("told:turned-pair")
        }
        if told.contains(where: { $0.act.type == surmise.candidate.act.type }) {
            facts.append("told:same-type")
        }
        let sentence = parse.sentence(of: token)
        let named = Set(
            filler.read.mentions(in: sentence).flatMap { $0.actors.map(\.code) }.filter(filler.isState))
        facts.append("names:\(min(4, named.count))")
        let dealt = filler.stage.spoken.count { $0.isByWords && $0.pair != nil }
        facts += steps(
            "dealt", Double(dealt) / Double(max(filler.stage.sentences, 1)), [0.05, 0.15, 0.3, 0.5, 1])
        return facts
    }
}
