/// Numbers the words that patterns ask for beside their anchors, so that a sentence without one of them is not searched
/// for the pattern.
///
/// It may only let too much through: a word counts as met wherever it, its form or a word of its class stands in the
/// sentence. Prepositions are not asked for, since "between" can stand for any, nor a noun's particle ("pull-out").
struct WantLedger {
    private(set) var wants: [Int32] = []
    private var numbers: [String: Int32] = [:]

    var count: Int { numbers.count }

    /// Enters a pattern; the range of its numbers in `wants`. A noun that names the act may leave the recipient away.
    mutating func wants(of pattern: Pattern, isNominalisation: Bool = false) -> Range<Int> {
        let start = wants.count
        for node in pattern.nodes.dropFirst() where node.relation != .preposition {
            if isNominalisation, node.relation == .role(.particle) { continue }
            enter(node.lemma)
        }
        for slot in isNominalisation ? [pattern.doer] : [pattern.doer, pattern.recipient] {
            if let head = slot?.head { enter(head) }
        }
        return start..<wants.count
    }

    private mutating func enter(_ lemma: String) {
        let number = numbers[lemma] ?? Int32(numbers.count)
        numbers[lemma] = number
        wants.append(number)
    }

    /// For each word of a text, what it can stand for.
    func met(wordsByClass: [String: [String]], classesByWord: [String: [String]]) -> [String: [Int32]] {
        var met: [String: [Int32]] = [:]
        for (lemma, number) in numbers {
            let kin = (classesByWord[lemma] ?? []).flatMap { wordsByClass[$0] ?? [] }
            for word in Set(kin + [lemma]) { met[word, default: []].append(number) }
        }
        return met
    }
}
