package import Demarche
package import DemarcheLexicon

/// A claim with what its report's text adds for gathering: the words of its sentence, the names near it, the day of publication.
///
/// Made from the claim and the stored text alone, so that it can be had again from the ledger.
package struct Testimony: Sendable {
    package let claim: Claim
    package let published: Day?
    /// What two claims are compared by first.
    let outline: Outline
    /// What they are compared by where nothing of that parts them.
    let traits: Traits

    /// - Parameters:
    ///   - words: content words of the sentence, shortened to stems, without names.
    ///   - names: names of two words and more in the sentence.
    ///   - namesNear: names of two words and more in the sentence and in the text shortly before it.
    ///   - isOfOnePerson: whether the recipient is one person: "a consul", "him", or one name.
    package init(
        claim: Claim, published: Day?, words: DigestSet = DigestSet([]), names: DigestSet = DigestSet([]),
        namesNear: DigestSet = DigestSet([]), isOfOnePerson: Bool = false
    ) {
        self.claim = claim
        self.published = published
        outline = Outline(of: claim, published: published)
        traits = Traits(
            words: words, names: names, namesNear: namesNear,
            objects: DigestSet(claim.objects.map { $0.name.lowercased() }),
            counts: Set(claim.quantities.map(\.number)).sorted(), place: claim.place,
            targetSector: claim.target.first { $0.ground == .words }?.actor.sector,
            isOfOnePerson: isOfOnePerson)
    }

    init(claim: Claim, in report: Report, collectives: Set<String>) {
        let scalars = report.text.scalars
        let (start, end) = (min(claim.sentence.start, scalars.count), min(claim.sentence.end, scalars.count))
        let sentence = WordRun(scalars[start..<end])
        let before = WordRun(scalars[max(0, start - 400)..<start])
        self.init(
            claim: claim, published: report.published, words: DigestSet(digests: sentence.stems),
            names: DigestSet(digests: sentence.names),
            namesNear: DigestSet(digests: before.names + sentence.names),
            isOfOnePerson: claim.isAimedAtOne(collectives: collectives))
    }

    /// With a field set right by a person.
    func setting(_ field: Judgement.Field) -> Testimony {
        Testimony(
            claim: claim.setting(field), published: published, words: traits.words, names: traits.names,
            namesNear: traits.namesNear, isOfOnePerson: traits.isOfOnePerson)
    }

    /// The total order of gathering: by publication, report, place in the report, id.
    static func precedes(_ a: Testimony, _ b: Testimony) -> Bool {
        let (x, y) = (a.published?.ordinal ?? .max, b.published?.ordinal ?? .max)
        if x != y { return x < y }
        if a.claim.report != b.claim.report { return a.claim.report < b.claim.report }
        if a.claim.trigger != b.claim.trigger { return a.claim.trigger < b.claim.trigger }
        return a.claim.id < b.claim.id
    }
}

/// What gathering asks of a claim beyond its outline.
struct Traits: Sendable {
    let words: DigestSet
    let names: DigestSet
    let namesNear: DigestSet
    let objects: DigestSet
    let counts: [Int]
    let place: PlaceMention?
    /// Of the first recipient that words show.
    let targetSector: String?
    let isOfOnePerson: Bool
}

extension Claim {
    /// "a consul", "him", or one name alone; not "a couple".
    fileprivate func isAimedAtOne(collectives: Set<String>) -> Bool {
        guard quantities.allSatisfy({ $0.number == 1 }),
            let text = target.first(where: { $0.text != nil })?.text?.lowercased()
        else { return false }
        let isSingle =
            ["a ", "an ", "one "].contains { text.hasPrefix($0) }
            || ["him", "her", "he", "she"].contains(text)
        return (isSingle || objects.count == 1)
            && collectives.isDisjoint(with: text.split(separator: " ").map(String.init))
    }

    /// The claim with a field set right by a person.
    fileprivate func setting(_ field: Judgement.Field) -> Claim {
        var (act, source, target, modality, when) = (act, source, target, modality, when)
        func roles(_ actors: [Actor]) -> [Role] {
            actors.map { Role(actor: $0, span: nil, text: nil, ground: .rule("judgement")) }
        }
        switch field {
        case .act(let value): act = value
        case .source(let actors): source = roles(actors)
        case .target(let actors): target = roles(actors)
        case .modality(let value): modality = value
        case .days(let earliest, let latest):
            when = TimeExpression(
                span: when?.span ?? trigger, phrase: when?.phrase ?? "", earliest: earliest, latest: latest,
                precision: earliest == latest ? "day" : "range", rule: "judgement", timexType: "DATE",
                timexValue: earliest?.description ?? "")
        }
        return Claim(
            report: report, id: id, sentence: sentence, trigger: trigger, act: act, source: source,
            target: target,
            modality: modality, speaker: speaker, when: when, place: place, quantities: quantities,
            objects: objects,
            confidence: confidence, evidence: evidence)
    }
}
