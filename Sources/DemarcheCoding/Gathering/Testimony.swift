package import Demarche

/// A claim with what its report's text adds for gathering: the words of its sentence, the names near it, the day of publication.
///
/// Made from the claim and the stored text alone, so that it can be had again from the ledger.
package struct Testimony: Sendable {
    package let claim: Claim
    package let published: Day?
    /// Content words of the sentence, shortened to stems, without names.
    package let words: Set<String>
    /// Names of two words and more in the sentence.
    package let names: Set<String>
    /// Names of two words and more in the sentence and in the text shortly before it.
    package let namesNear: Set<String>

    /// Whether the recipient is one person: "a consul", "him", or one name.
    package let isOfOnePerson: Bool

    package init(
        claim: Claim, published: Day?, words: Set<String> = [], names: Set<String> = [],
        namesNear: Set<String> = [],
        isOfOnePerson: Bool = false
    ) {
        self.isOfOnePerson = isOfOnePerson
        self.claim = claim
        self.published = published
        self.words = words
        self.names = names
        self.namesNear = namesNear
    }

    init(claim: Claim, in report: Report, collectives: Set<String>) {
        let before = Span(max(0, claim.sentence.start - 400), claim.sentence.end)
        let sentence = WordRun(report.text[claim.sentence])
        self.init(
            claim: claim, published: report.published, words: sentence.stems, names: sentence.names,
            namesNear: WordRun(report.text[before]).names,
            isOfOnePerson: claim.isAimedAtOne(collectives: collectives))
    }

    /// With a field set right by a person.
    func setting(_ field: Judgement.Field) -> Testimony {
        Testimony(
            claim: claim.setting(field), published: published, words: words, names: names,
            namesNear: namesNear,
            isOfOnePerson: isOfOnePerson)
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

/// The words of a stretch of text, without a parser.
private struct WordRun {
    /// Lower-case words of four letters and more, cut to six letters: enough to hold "annexed" and "annexation" together.
    private(set) var stems: Set<String> = []
    /// Runs of two capitalised words and more.
    private(set) var names: Set<String> = []

    init(_ text: String) {
        var run: [Substring] = []
        for piece in text.split(whereSeparator: { $0.isWhitespace || "—–/".contains($0) }) {
            let word = piece.drop { !$0.isLetter && !$0.isNumber }
            let bare = word.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            let ends = bare.endIndex != piece.endIndex
            if bare.first?.isUppercase == true { run.append(bare) } else { close(&run) }
            if bare.first?.isLowercase == true, bare.count >= 4 {
                stems.insert(String(bare.lowercased().prefix(6)))
            }
            if ends { close(&run) }
        }
        close(&run)
    }

    private mutating func close(_ run: inout [Substring]) {
        if run.count > 1 { names.insert(run.suffix(2).joined(separator: " ").lowercased()) }
        run = []
    }
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
