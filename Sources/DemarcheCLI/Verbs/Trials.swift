import Demarche
import DemarcheCoding

/// The phrasings that were tried at each predicate of a sentence, and what failed: the part of `explain` that says what
/// a new row would have to say.
struct Trials {
    let phrasebook: Phrasebook
    let read: ReadPassage
    let sentence: Range<Int>

    /// How many of the phrasings that fail are shown at a predicate.
    private static let shown = 5

    var lines: [String] {
        let search = PatternMatcher(phrasebook: phrasebook).search(
            in: sentence, of: read.parse, predications: read.predications)
        let told = sentence.flatMap { lines(at: $0, search) }
        return told.isEmpty ? [] : ["  phrasings"] + told
    }

    /// Verbs always; nouns where a phrasing could begin with them.
    private func lines(at token: Int, _ search: PatternSearch) -> [String] {
        let word = "    " + read.parse.tokens[token].text
        let attempts = search.attempts(at: token).filter { !$0.isOfAnotherWord }
        guard !attempts.isEmpty else {
            let form = read.predications[token].form
            let isVerb = form == .active || form == .passive
            let isAuxiliary = read.parse.tokens[token].pos == "AUX"
            return isVerb && !isAuxiliary
                ? ["\(word): no phrasing begins with “\(read.parse.tokens[token].lemma)”"] : []
        }
        let matches = search.matches(at: token)
        var lines = ["\(word): \(attempts.count) tried, \(matches.count) match"]
        lines += matches.prefix(Self.shown).map {
            "      matches: \($0.pattern.isNearMiss ? "near miss of " : "")\($0.pattern.act): \($0.pattern.example)"
        }
        // Where one matches, what failed besides explains nothing.
        guard matches.isEmpty else { return lines }
        let nearest = attempts.nearest(Self.shown, in: read.parse)
        lines += nearest.map {
            "      \($0.attempt.pattern.act): \($0.attempt.pattern.example) — \($0.reason)"
        }
        if attempts.count > nearest.count {
            lines.append("      … and \(attempts.count - nearest.count) less near")
        }
        return lines
    }
}
