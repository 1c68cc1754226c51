package import Demarche

/// A passage of prose with everything that was found in it: what the coder codes.
package struct ReadPassage: Sendable {
    package let passage: Passage
    package let parse: Parse
    package let predications: [Predication]
    /// Resolved inside the report, in token order.
    package let mentions: [Mention]
    package let times: [TimeExpression]
    package let places: [PlaceMention]
    private let mentionByHead: [Int: Int]

    package init(
        passage: Passage, parse: Parse, predications: [Predication], mentions: [Mention],
        times: [TimeExpression],
        places: [PlaceMention]
    ) {
        self.passage = passage
        self.parse = parse
        self.predications = predications
        self.mentions = mentions
        self.times = times
        self.places = places
        mentionByHead = Dictionary(
            mentions.indices.map { (mentions[$0].head, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The mentions whose heads stand in a stretch of tokens.
    package func mentions(in tokens: Range<Int>) -> ArraySlice<Mention> {
        func first(from token: Int) -> Int {
            var (low, high) = (0, mentions.count)
            while low < high {
                let middle = (low + high) / 2
                if mentions[middle].head < token { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return mentions[first(from: tokens.lowerBound)..<first(from: tokens.upperBound)]
    }

    /// Of the pronouns and names among some tokens whose office the report told, the class of its noun: "him", "Smith".
    package func offices(in tokens: Range<Int>) -> [Int: String] {
        Dictionary(
            mentions(in: tokens).filter {
                $0.kind == .person && !$0.roleClass.isEmpty
                    && ($0.properName != nil || parse.tokens[$0.head].pos == "PRON")
            }.map { ($0.head, $0.roleClass) }, uniquingKeysWith: { first, _ in first })
    }

    /// The mention that a token heads.
    package func mention(at head: Int) -> Mention? { mentionByHead[head].map { mentions[$0] } }
}
