package import Demarche
import DemarcheLexicon

/// A predicate that stood uncoded between actors, how often, and what it most likely is: a row that an editor may add.
package struct Suggestion: Sendable {
    /// The predicate with its particle and its object, as lemmas: "roll out carpet".
    package let words: String
    package let count: Int
    /// The kind that most of them were taken for, and the mean of its shares.
    package let kind: String
    package let share: Double
    /// The phrasings nearest to the first of them.
    package let nearest: [NearPhrasing]
    /// The first sentences, as they stand.
    package let sentences: [String]
}

/// Gathers uncoded predications between actors over reports.
package struct Suggester: Sendable {
    private let general: GeneralCoder
    private let phrasebook: Phrasebook

    package init(general: GeneralCoder, phrasebook: Phrasebook) {
        self.general = general
        self.phrasebook = phrasebook
    }

    /// One uncoded predication.
    package struct Finding: Sendable {
        let words: String
        let kind: String
        let share: Double
        let nearest: [NearPhrasing]
        let sentence: String
    }

    /// The uncoded predications of a report whose passages were read and coded.
    package func findings(in read: [ReadPassage], of text: ScalarText, claims: [Claim]) -> [Finding] {
        read.filter { $0.passage.kind == .prose }.flatMap { read -> [Finding] in
            let fillers = FillerReader(read: read, text: text, phrasebook: phrasebook)
            let coded = Set(
                read.parse.tokens.indices.filter { token in
                    claims.contains { $0.trigger.overlaps(read.parse.tokens[token].span) }
                })
            return read.parse.sentences.flatMap { sentence in
                general.finder.predications(in: sentence, of: read, coded: coded, fillers: fillers).filter {
                    $0.isBetweenActors(fillers)
                }.map {
                    finding($0, sentence: sentence, of: read, text: text)
                }
            }
        }
    }

    private func finding(
        _ uncoded: UncodedPredication, sentence: Range<Int>, of read: ReadPassage, text: ScalarText
    ) -> Finding {
        let proposal = general.proposal(for: uncoded)
        let span = read.parse.span(of: Array(sentence)) ?? read.passage.span
        return Finding(
            words: words(of: uncoded.token, in: read), kind: proposal.kind, share: proposal.share,
            nearest: proposal.nearest, sentence: text[span])
    }

    private func words(of token: Int, in read: ReadPassage) -> String {
        let predication = read.predications[token]
        let particles = predication.fillers(.particle).map(read.parse.lemma)
        let objects = predication.fillers(.patient).filter {
            read.mention(at: $0) == nil && read.parse.tokens[$0].pos == "NOUN"
        }.prefix(1).map(read.parse.lemma)
        return ([read.parse.lemma(token)] + particles + objects).joined(separator: " ")
    }

    /// What was found at least `least` times, the most frequent first.
    package static func suggestions(from findings: [Finding], least: Int) -> [Suggestion] {
        var groups: [String: [Finding]] = [:]
        for finding in findings { groups[finding.words, default: []].append(finding) }
        return groups.filter { $0.value.count >= least }.sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }.map { words, group in
            let shares = Dictionary(grouping: group, by: \.kind).mapValues { $0.reduce(0) { $0 + $1.share } }
            let best = shares.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return Suggestion(
                words: words, count: group.count, kind: best?.key ?? "",
                share: (best?.value ?? 0) / Double(group.count), nearest: group.first?.nearest ?? [],
                sentences: group.prefix(2).map(\.sentence))
        }
    }
}
