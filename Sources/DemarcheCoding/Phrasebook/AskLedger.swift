/// Numbers the words that patterns ask for beside their anchors, so that a sentence without one of them is not searched
/// for the pattern.
///
/// It may only let too much through: a word counts as met wherever it, its form or a word of its class stands in the
/// sentence. Prepositions are not asked for, since "between" can stand for any, nor a noun's particle ("pull-out").
struct AskLedger {
    /// The lists of numbers that patterns ask for, each after its length; the same list stands once.
    private(set) var lists = ByteList()
    private var places: [[Int]: Int] = [:]
    private var numbers: [String: Int] = [:]

    var count: Int { numbers.count }

    /// Enters a pattern: where its list begins. A noun that names the act may leave the recipient away.
    mutating func asks(of pattern: Pattern, isNominalisation: Bool = false) -> Int {
        var asks: [Int] = []
        for node in pattern.nodes.dropFirst() where node.relation != .preposition {
            if isNominalisation, node.relation == .role(.particle) { continue }
            asks.append(number(of: node.lemma))
        }
        for slot in isNominalisation ? [pattern.doer] : [pattern.doer, pattern.recipient] {
            if let head = slot?.head { asks.append(number(of: head)) }
        }
        if let place = places[asks] { return place }
        let place = lists.bytes.count / 4
        places[asks] = place
        lists.append(asks.count)
        for ask in asks { lists.append(ask) }
        return place
    }

    private mutating func number(of lemma: String) -> Int {
        let number = numbers[lemma] ?? numbers.count
        numbers[lemma] = number
        return number
    }

    /// For each word of a text, the numbers of what it can stand for, ascending.
    func met(wordsByClass: [String: [String]], classesByWord: [String: [String]]) -> [String: [Int]] {
        var met: [String: [Int]] = [:]
        for (lemma, number) in numbers {
            let kin = (classesByWord[lemma] ?? []).flatMap { wordsByClass[$0] ?? [] }
            for word in Set(kin + [lemma]) { met[word, default: []].append(number) }
        }
        return met.mapValues { $0.sorted() }
    }
}

/// Bytes to which numbers and texts are appended, little-endian.
struct ByteList {
    var bytes: [UInt8] = []

    mutating func append(byte: Int) { bytes.append(UInt8(byte)) }
    mutating func append(half: Int) { append(fixed: UInt16(half)) }
    mutating func append(_ word: Int) { append(fixed: UInt32(word)) }
    mutating func append(_ number: UInt64) { append(fixed: number) }

    /// After its length.
    /// - Precondition: less than 65,536 bytes.
    mutating func append(text: String) {
        append(half: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(fixed number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
