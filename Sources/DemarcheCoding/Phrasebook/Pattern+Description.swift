extension Pattern {
    /// The pattern in words, a line a part, for `lexicon try`.
    package var description: [String] {
        var lines = [
            "the act is told by “\(nodes[0].lemma)” (\(nodes[0].isVerb ? "verb" : nodes[0].isNoun ? "noun" : "word"))"
        ]
        for node in nodes.dropFirst() {
            let parent = nodes[node.parent].lemma
            switch node.relation {
            case .role(let role): lines.append("with “\(node.lemma)” as the \(role.code) of “\(parent)”")
            case .preposition: lines.append("with the preposition “\(node.lemma)” at “\(parent)”")
            case .below, .anchor: lines.append("with “\(node.lemma)” somewhere below “\(parent)”")
            }
        }
        for (name, slot) in [("doer", doer), ("recipient", recipient)] {
            guard let slot else {
                lines.append("the \(name) is not shown; the report may tell")
                continue
            }
            lines.append(
                "the \(name) is the \(slot.role.code) of “\(nodes[slot.node].lemma)”"
                    + (slot.head.map { ", headed by “\($0)” or a word of its class" } ?? ""))
        }
        return lines
    }
}
