import Demarche
import DemarcheLexicon

/// What of the report and the sentence speaks for a directed pair as the roles of one act.
///
/// Facts are names; what each weighs was learned (`choosing.tsv`). A side is `s` (the doer) or `t` (the recipient).
struct RoleFacts {
    private let filler: RoleFiller
    private let candidate: Candidate
    private let words: RoleFiller.Sides
    /// What each rule by itself would say.
    private let proposals: [(rule: String, sides: RoleFiller.Sides)]
    /// The sides that words leave open: `s`, `t` or `st`.
    private let open: String
    /// How the act is told: `active`, `passive` or `nominal`.
    private let form: String
    private let usual: String
    private let scene: Scene
    /// By which rule the rules fill the open side, or the first words of why they do not.
    private let said: String
    private let rank: [String: Int]

    init(filler: RoleFiller, candidate: Candidate, words: RoleFiller.Sides, rules: RoleFiller.Sides) {
        self.filler = filler
        self.candidate = candidate
        self.words = words
        let (isDoerOpen, isRecipientOpen) = (
            filler.codes(words.source).isEmpty, filler.codes(words.target).isEmpty
        )
        open = (isDoerOpen ? "s" : "") + (isRecipientOpen ? "t" : "")
        form =
            candidate.match.form == "nominal"
            ? "nominal"
            : filler.read.predications[candidate.match.anchor].form == .passive ? "passive" : "active"
        usual = filler.phrasebook.defaultRecipient(of: candidate.act).map { "\($0)" } ?? "none"
        proposals = Self.proposals(filler, candidate, words, rules, isDoerOpen: isDoerOpen)
        said =
            rules.why.map { $0.split(separator: " ").prefix(4).joined(separator: "-") }
            ?? proposals.dropFirst().first?.rule ?? "none"
        scene = Scene(filler: filler, candidate: candidate)
        rank = Dictionary(uniqueKeysWithValues: filler.stage.ranked.enumerated().map { ($1, $0 + 1) })
    }

    private static func proposals(
        _ filler: RoleFiller, _ candidate: Candidate, _ words: RoleFiller.Sides, _ rules: RoleFiller.Sides,
        isDoerOpen: Bool
    ) -> [(String, RoleFiller.Sides)] {
        var found: [(String, RoleFiller.Sides)] = []
        if rules.why == nil {
            let filled = isDoerOpen ? rules.source : rules.target
            let rule = filled.lazy.compactMap { if case .rule(let rule) = $0.ground { rule } else { nil } }
            found += [("rule", rules), ("rule:" + (rule.first ?? "words"), rules)]
        }
        if let told = filler.told(candidate)?.first { found.append(("told", told)) }
        if let answer = filler.answer(candidate, words) { found.append(("answer", answer)) }
        if let joined = filler.joined(candidate, words) { found.append(("joined", joined)) }
        if let next = filler.goingOn(candidate, words) { found.append(("next", next)) }
        return found
    }

    /// Everything that speaks for or against one pair.
    /// - Parameter isTurned: whether the words' doer is taken as the recipient, or the other way round.
    func facts(_ source: String, _ target: String, isTurned: Bool) -> [String] {
        var facts = ofRules(source, target) + ofPair(source, target) + ofTold(source, target)
        let wasOpen = isTurned ? (open == "s" ? "t" : "s") : open
        if wasOpen != "t" { facts += ofSide("s", source) }
        if wasOpen != "s" { facts += ofSide("t", target) }
        if candidate.isGuessed, open != "st" {
            let known = (words.source + words.target).first
            let sector = known?.actor.sector ?? ""
            let turn = isTurned ? "turned" : "kept"
            facts += [
                turn, "\(turn):\(open):\(form)",
                "\(turn):\(open):q\(candidate.act.quad)",
                "\(turn):\(open):\(usual)", "\(turn):\(open):\(sector)",
                "\(turn):\(open):\(construction)",
            ]
        }
        return facts
    }

    /// How the words show the known side, and what else the predicate has: "subject:object", "preposition:subject".
    private var construction: String {
        let match = candidate.match
        let shown = (match.doers + match.recipients).first
        let others = filler.read.predications[match.anchor].arguments.filter { argument in
            !(match.doers + match.recipients).contains { $0.head == argument.head }
        }
        let beside =
            others.contains { $0.role == .patient }
            ? "object" : others.contains { $0.role == .agent } ? "subject" : "alone"
        return "\(shown?.construction ?? "none"):\(beside)"
    }

    /// What speaks for a doer of whom nobody tells.
    func ofUnknown() -> [String] {
        [
            "unknown", "unknown:\(form)", "unknown:q\(candidate.act.quad)", "unknown:\(usual)",
        ]
            + (filler.stage.pair == nil ? ["unknown:no-pair"] : [])
    }

    /// What speaks for it that no act of anybody on another is told.
    func ofNone() -> [String] {
        let parse = filler.read.parse
        let anchor = candidate.match.anchor
        var facts = [
            form, open, "\(form):\(open)", "q\(candidate.act.quad)", usual, "said:\(said)",
            "held:\(candidate.standing.modality?.rawValue ?? "not")", "slot:\(parse.label(anchor))",
        ]
        if form == "nominal" {
            facts += parse.dependents(of: anchor, ["det", "poss", "amod"]).map {
                "noun:\(parse.label($0) == "det" ? parse.lower($0) : parse.label($0))"
            }
            facts.append("noun:\(parse.tag(anchor))")
        }
        if candidate.match.isBare { facts.append("bare") }
        if filler.stage.presence.count > 3 { facts.append("crowd") }
        return ["none"] + (facts + ofReport() + ofKnown()).map { "none:" + $0 }
    }

    /// How much the report has told of what states do to one another: newswire of other things tells little.
    private func ofReport() -> [String] {
        let stage = filler.stage
        let dealt = stage.spoken.count { $0.isByWords && $0.pair != nil }
        let rate = Double(dealt) / Double(max(stage.sentences, 1))
        let much = rate == 0 ? "nothing" : rate < 0.15 ? "little" : rate < 0.5 ? "some" : "much"
        let age = stage.sentences < 3 ? "early" : stage.sentences < 7 ? "on" : "late"
        var facts = ["pair:\(stage.pair?.basis.rawValue ?? "no")", "told:\(much)", "told:\(much):\(age)"]
        if stage.pair == nil { facts.append(stage.home == nil ? "no-pair" : "home") }
        if stage.named == nil { facts.append("nobody-named") }
        return facts
    }

    /// What the side is that words show.
    private func ofKnown() -> [String] {
        [("s", words.source), ("t", words.target)].flatMap { side, roles -> [String] in
            guard let first = roles.first, !first.actor.code.isEmpty else { return [] }
            return ["\(side):\(first.actor.sector)", "\(side):by:\(first.ground.by)"]
        }
    }

    private func ofRules(_ source: String, _ target: String) -> [String] {
        proposals.filter {
            filler.codes($0.sides.source).contains(source) && filler.codes($0.sides.target).contains(target)
        }.flatMap { ["\($0.rule)", "\($0.rule):\(open)"] }
    }

    private func ofPair(_ source: String, _ target: String) -> [String] {
        var facts: [String] = []
        var standing = source == target ? "own" : "no-pair"
        if let pair = filler.stage.pair {
            let (one, other) = (pair.other(than: source), pair.other(than: target))
            if source != target { standing = one == target ? "pair" : "third" }
            facts +=
                one == target
                ? ["pair", "pair:\(pair.basis.rawValue)"] : one != nil || other != nil ? ["half"] : ["nopair"]
        }
        if let named = filler.stage.named, named.other(than: source) == target { facts.append("named") }
        for (side, roles) in [("s", words.source), ("t", words.target)] where filler.codes(roles).isEmpty {
            guard let open = roles.first else { continue }
            facts.append("\(side)-sector:\(open.actor.sector):\(standing)")
        }
        guard source == target else { return facts + ["two:\(usual)"] }
        facts += ["own", "own:q\(candidate.act.quad)", "own:\(usual)", "own:\(open)"]
        if filler.sectors.isOfPeople(words.source.first?.actor.sector ?? "") { facts.append("own:s-people") }
        if filler.sectors.isOfPeople(words.target.first?.actor.sector ?? "") { facts.append("own:t-people") }
        let others = scene.states.subtracting([source])
        facts.append(others.isEmpty ? "own:alone" : others.count == 1 ? "own:beside-one" : "own:beside-many")
        let last = filler.stage.told.last
        if last.map({ Set(($0.source + $0.target).map(\.code)) == [source] }) ?? false {
            facts.append("own:goes-on")
        }
        return facts
    }

    /// Where a party that would fill an open side stands in the report and the sentence.
    private func ofSide(_ side: String, _ code: String) -> [String] {
        var facts = ["rank\(min(rank[code] ?? 4, 4))"]
        facts += scene.groups.filter { $0.codes.contains(code) }.map(\.name)
        if !filler.isState(code) { facts += ["body", "body:q\(candidate.act.quad)"] }
        if filler.lastActing() == code { facts.append("acted-last") }
        return facts.map { "\(side):\($0)" }
    }

    /// How the pair stands to the acts told before.
    private func ofTold(_ source: String, _ target: String) -> [String] {
        let stage = filler.stage
        func direction(_ told: ToldAct) -> String? {
            guard let pair = told.pair else { return nil }
            if pair.source == source, pair.target == target { return "same" }
            return pair.source == target && pair.target == source ? "back" : nil
        }
        var facts: [String] = []
        let told = stage.told.filter { $0.pair != nil }
        for (place, last) in told.suffix(2).reversed().enumerated() {
            guard let way = direction(last) else { continue }
            let age = stage.sentences - last.sentence
            let when = age == 0 ? "now" : age == 1 ? "before" : "long"
            let fact = "last\(place):\(way)"
            facts += [
                fact, "\(fact):\(when)", "\(fact):\(form)", "\(fact):\(when):\(form):\(open)",
                "\(fact):q\(last.act.quad)q\(candidate.act.quad)",
            ]
        }
        for way in ["same", "back"] where stage.spoken.contains(where: { direction($0) == way }) {
            facts.append("dealt:\(way)")
        }
        let ways = stage.spoken.filter { $0.act.quad == candidate.act.quad }.compactMap(direction)
        let lean = ways.count { $0 == "same" } - ways.count { $0 == "back" }
        if lean != 0 { facts.append(lean > 0 ? "leans:same" : "leans:back") }
        return facts
    }
}

/// Who stands where in the sentence of an act.
private struct Scene {
    /// Actor codes by where they stand.
    let groups: [(name: String, codes: Set<String>)]
    /// The states that the sentence names.
    let states: Set<String>

    init(filler: RoleFiller, candidate: Candidate) {
        let read = filler.read
        let parse = read.parse
        let anchor = candidate.match.anchor
        let sentence = parse.sentence(of: anchor)
        let all = read.mentions(in: sentence)
        let mentions = all.filter { $0.kind != .place }
        let subtree = Set(parse.subtree(of: anchor))
        let before = sentence.lowerBound > 0 ? parse.sentence(of: sentence.lowerBound - 1) : 0..<0
        let earlier = read.mentions(in: before).filter { $0.kind != .place }
        let ground = read.places.filter { place in
            sentence.contains { parse.tokens[$0].span.overlaps(place.span) }
        }.map(\.country)
        states = Self.codes(Array(all)).filter(filler.isState)
        groups = [
            ("governs", Self.subjects(above: anchor, filler, isNominal: candidate.match.form == "nominal")),
            ("below", Self.codes(mentions.filter { subtree.contains($0.head) && $0.head != anchor })),
            ("clause", Set(filler.othersInClause(of: candidate, than: "").map(\.actor.code))),
            ("place", Self.codes(all.filter { $0.kind == .place }).union(ground)),
            ("earlier", Self.codes(earlier)),
            ("earlier-first", Self.codes(Array(earlier.prefix(1)))),
            ("thing", Self.codes(mentions.filter { $0.kind == .thing })),
            ("nearest-before", Self.codes(mentions.last { $0.head < anchor }.map { [$0] } ?? [])),
            ("nearest-after", Self.codes(mentions.first { $0.head > anchor }.map { [$0] } ?? [])),
        ]
    }

    private static func codes(_ mentions: [Mention]) -> Set<String> {
        Set(
            mentions.flatMap { $0.actors.map(\.code) }.filter {
                ![RoleHypothesis.nobody, RoleHypothesis.unknown].contains($0)
            })
    }

    /// The subjects of the verbs above a word.
    private static func subjects(above anchor: Int, _ filler: RoleFiller, isNominal: Bool) -> Set<String> {
        let parse = filler.read.parse
        var codes: Set<String> = []
        var at = anchor
        while true {
            if parse.isVerbal(at), at != anchor || isNominal {
                let subjects = filler.subjects(of: at).compactMap { filler.fillers.filler(head: $0) }
                codes.formUnion(filler.codes(filler.roles(subjects)))
            }
            if parse.head(at) == at { return codes }
            at = parse.head(at)
        }
    }
}
