import Demarche
package import DemarcheLexicon
import Foundation

/// Binds patterns to a phrasebook's image: writes them one by one, and lists them under each word that may begin them.
///
/// A record is its act, its kind (1 a near miss, 2 joint), its nodes after their count (lemma, kind, parent, relation), the
/// two slots (kind, then node, role and head where it has them) and the example.
package struct PhrasebookBinder {
    private var roles = TextLedger()
    private var relations = TextLedger()
    private var strings = TextLedger()
    private var failures = ByteList()
    private var failureCount = 0
    private var rows = ByteList()
    private var places = ByteList()
    private var records = ByteList()
    private var index: [String: [Entry]] = [:]
    private var ledger = AskLedger()

    private struct Entry {
        let pattern: Int
        let isNominalisation: Bool
        /// Where its list begins in the ledger.
        let asks: Int
    }

    /// A phrasing with its digest and its pattern, or why it has none.
    package struct Row: Sendable {
        package let digest: UInt64
        package let phrasing: Phrasing
        package let outcome: Result<Pattern, MarkedExampleError>

        package init(digest: UInt64, phrasing: Phrasing, outcome: Result<Pattern, MarkedExampleError>) {
            self.digest = digest
            self.phrasing = phrasing
            self.outcome = outcome
        }
    }

    /// The image of rows: their patterns in their order, then what the mutual ones among them also say.
    package static func image(of rows: [Row], lexicon: ActLexicon) -> PhrasebookImage {
        var binder = PhrasebookBinder()
        var patterns: [Pattern] = []
        for row in rows {
            binder.rows.append(row.digest)
            switch row.outcome {
            case .success(let pattern):
                binder.rows.append(patterns.count)
                patterns.append(pattern)
            case .failure(let error):
                binder.rows.append(binder.failureCount | PhrasebookImage.failed)
                binder.add(error, of: row.phrasing)
            }
        }
        patterns += patterns.filter { lexicon.acts[$0.act]?.isMutual == true }.compactMap(\.jointly)
        var wordsByClass: [String: [String]] = [:]
        for (word, classes) in lexicon.classesByWord {
            for name in classes { wordsByClass[name, default: []].append(word) }
        }
        for (number, pattern) in patterns.enumerated() {
            binder.write(pattern)
            binder.list(pattern, number, lexicon, wordsByClass)
        }
        let met = binder.ledger.met(wordsByClass: wordsByClass, classesByWord: lexicon.classesByWord)
        guard let image = PhrasebookImage(Data(binder.bytes(met: met))) else {
            preconditionFailure("An image that was just bound is whole.")
        }
        return image
    }

    private mutating func add(_ error: MarkedExampleError, of phrasing: Phrasing) {
        failureCount += 1
        for text in [phrasing.place, phrasing.example, error.what] {
            failures.append(strings.number(of: text))
        }
    }

    /// Lists a pattern under its anchor, the words of the anchor's classes and the nouns of its verb.
    private mutating func list(
        _ pattern: Pattern, _ number: Int, _ lexicon: ActLexicon, _ wordsByClass: [String: [String]]
    ) {
        let anchor = pattern.nodes[0]
        let asks = ledger.asks(of: pattern)
        var words: Set<String> = [anchor.lemma]
        for name in lexicon.classesByWord[anchor.lemma] ?? [] where pattern.mayBegin(withClass: name) {
            words.formUnion(wordsByClass[name] ?? [])
        }
        for word in words {
            index[word, default: []].append(Entry(pattern: number, isNominalisation: false, asks: asks))
        }
        guard anchor.isVerb, let nouns = lexicon.nounsByVerb[anchor.lemma] else { return }
        let nounAsks = ledger.asks(of: pattern, isNominalisation: true)
        for noun in nouns where !words.contains(noun) || anchor.lemma == noun {
            index[noun, default: []].append(Entry(pattern: number, isNominalisation: true, asks: nounAsks))
        }
    }

    /// - Precondition: at most 255 nodes.
    private mutating func write(_ pattern: Pattern) {
        precondition(pattern.nodes.count < 256, "An example has no 256 braced words.")
        places.append(records.bytes.count)
        records.append(strings.number(of: pattern.act))
        records.append(byte: (pattern.isNearMiss ? 1 : 0) | (pattern.isJoint ? 2 : 0))
        records.append(byte: pattern.nodes.count)
        for node in pattern.nodes {
            records.append(strings.number(of: node.lemma))
            records.append(
                byte: (node.isVerb ? 1 : 0) | (node.isNoun ? 2 : 0) | (node.isOwn ? 4 : 0)
                    | (node.isUnreal ? 8 : 0) | (node.isNaming ? 16 : 0) | (node.isToDo ? 32 : 0))
            records.append(byte: node.parent)
            records.append(half: relations.number(of: node.relation.code))
        }
        for slot in [pattern.doer, pattern.recipient] {
            records.append(byte: slot == nil ? 0 : slot?.head == nil ? 1 : 2)
            guard let slot else { continue }
            records.append(byte: slot.node)
            records.append(half: roles.number(of: slot.role.code))
            if let head = slot.head { records.append(strings.number(of: head)) }
        }
        records.append(text: pattern.example)
    }

    /// Header and sections, in the order of `PhrasebookImage.Section`.
    private mutating func bytes(met: [String: [Int]]) -> [UInt8] {
        let found = listed(met: met)
        let sections = [
            roles.bytes, relations.bytes, strings.bytes, failures, found.words, rows, places, records,
            found.entries, ledger.lists, found.met,
        ]
        var whole = ByteList()
        whole.bytes = PhrasebookImage.magic
        whole.append(PhrasebookImage.layout)
        whole.append(UInt64(0))
        whole.append(ledger.count)
        var end = PhrasebookImage.headerSize
        for section in sections {
            end += section.bytes.count
            whole.append(end)
        }
        for section in sections { whole.bytes += section.bytes }
        let sum = whole.bytes.withUnsafeBytes { PhrasebookImage.checksum(of: $0) }
        let place = PhrasebookImage.checksumAt..<PhrasebookImage.checksumAt + 8
        whole.bytes.replaceSubrange(place, with: withUnsafeBytes(of: sum.littleEndian) { Array($0) })
        return whole.bytes
    }

    /// Words in alphabetical order, with their entries and what they meet.
    private mutating func listed(met: [String: [Int]]) -> (words: ByteList, entries: ByteList, met: ByteList)
    {
        var (words, entries, numbers) = (ByteList(), ByteList(), ByteList())
        for word in Set(index.keys).union(met.keys).sorted() {
            for entry in index[word] ?? [] {
                entries.append(entry.pattern << 1 | (entry.isNominalisation ? 1 : 0))
                entries.append(entry.asks)
            }
            for number in met[word] ?? [] { numbers.append(number) }
            words.append(strings.number(of: word))
            words.append(entries.bytes.count / 8)
            words.append(numbers.bytes.count / 4)
        }
        return (words, entries, numbers)
    }
}

/// Numbers texts, each once.
private struct TextLedger {
    private var numbers: [String: Int] = [:]
    private(set) var bytes = ByteList()

    mutating func number(of text: String) -> Int {
        if let number = numbers[text] { return number }
        numbers[text] = numbers.count
        bytes.append(text: text)
        return numbers.count - 1
    }
}
