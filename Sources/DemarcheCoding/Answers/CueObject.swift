import Demarche
import DemarcheLexicon

/// What follows an answer's cue.
struct CueObject: Sendable {
    /// The tokens that head the phrases or clauses which the cue governs; none for a bare cue.
    let heads: [Int]
    /// Whether it is a relative pronoun, which stands for what the clause above tells: "a deed for which".
    let isRelative: Bool
    /// The cue's first token.
    let start: Int?

    init(cue: AnswerCue, tokens: [Int], parse: Parse) {
        start = tokens.first
        guard cue.link == .object || cue.link == .named, let last = tokens.last else {
            (heads, isRelative) = ([], false)
            return
        }
        let governed = parse.dependents(of: last, ["pobj", "pcomp", "dobj", "ccomp", "prep"])
        isRelative = governed.contains { ["WDT", "WP"].contains(parse.tag($0)) }
        if !governed.isEmpty {
            heads = governed
        } else if parse.label(last) == "mark" || parse.label(last) == "advmod" {
            // "because Niger had shelled the town": the clause hangs above its conjunction.
            heads = [parse.head(last)]
        } else {
            heads = []
        }
    }
}

extension AnswerCue {
    /// The tokens of the cue where it begins at `start`; hyphens are passed over. Nil where it does not.
    func match(at start: Int, in parse: Parse, sentence: Range<Int>) -> [Int]? {
        var at = start
        var found: [Int] = []
        for word in words {
            while !found.isEmpty, at < sentence.upperBound, parse.tokens[at].text == "-" { at += 1 }
            guard at < sentence.upperBound, parse.lower(at) == word || parse.lemma(at) == word else {
                return nil
            }
            found.append(at)
            at += 1
        }
        return found
    }
}

extension Parse {
    /// The words of tokens as written, blanks between.
    func words(_ tokens: [Int]) -> String { tokens.map { self.tokens[$0].text }.joined(separator: " ") }

    /// Whether no clause of its own and no coordination lies between a token and one above it.
    func isInOneClause(_ token: Int, below top: Int) -> Bool {
        var at = token
        while at != top {
            if ["conj", "advcl", "relcl", "parataxis"].contains(label(at)) || head(at) == at { return false }
            at = head(at)
        }
        return true
    }

    /// The verbs in a row with a verb, in text order.
    func coordinatedVerbs(_ verb: Int) -> [Int] {
        var found = [verb]
        var index = 0
        while index < found.count {
            for child in children[found[index]] where label(child) == "conj" && !found.contains(child) {
                found.append(child)
            }
            index += 1
        }
        return found.sorted()
    }
}
