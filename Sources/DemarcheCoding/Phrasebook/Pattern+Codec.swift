/// Patterns as bytes, for the cache: a table of strings, then patterns that point into it.
///
/// Read at every start, so nothing is searched and nothing decoded twice: 30,000 patterns in some 20 ms. Act and example
/// are not written: the row that was compiled has them.
package struct PatternWriter {
    private var strings: [String: UInt32] = [:]
    private var table: [UInt8] = []
    private var body: [UInt8] = []

    package init() {}

    /// The whole: the table's length, the table, the patterns.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        Self.append(UInt32(table.count), to: &bytes)
        return bytes + table + body
    }

    package mutating func write(_ number: UInt64) {
        Self.append(UInt32(truncatingIfNeeded: number), to: &body)
        Self.append(UInt32(truncatingIfNeeded: number >> 32), to: &body)
    }

    package mutating func write(_ text: String) {
        let number = strings[text] ?? UInt32(strings.count)
        if strings.updateValue(number, forKey: text) == nil {
            Self.append(UInt32(text.utf8.count), to: &table)
            table.append(contentsOf: text.utf8)
        }
        Self.append(number, to: &body)
    }

    /// - Precondition: at most 255 nodes.
    package mutating func write(_ pattern: Pattern) {
        precondition(pattern.nodes.count < 256, "An example has no 256 braced words.")
        body.append(UInt8(pattern.nodes.count))
        for node in pattern.nodes {
            write(node.lemma)
            body.append(Self.kind(of: node))
            body.append(UInt8(node.parent))
            write(node.relation.code)
        }
        for slot in [pattern.doer, pattern.recipient] {
            body.append(slot == nil ? 0 : slot?.head == nil ? 1 : 2)
            guard let slot else { continue }
            body.append(UInt8(slot.node))
            write(slot.role.code)
            if let head = slot.head { write(head) }
        }
    }

    private static func kind(of node: Pattern.Node) -> UInt8 {
        (node.isVerb ? 1 : 0) | (node.isNoun ? 2 : 0) | (node.isOwn ? 4 : 0) | (node.isUnreal ? 8 : 0)
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads what `PatternWriter` wrote; every reading is nil where the bytes are damaged.
package struct PatternReader {
    private let bytes: [UInt8]
    private var strings: [String] = []
    private var roles: [RoleName?] = []
    private var relations: [Pattern.Relation?] = []
    private var at = 0

    /// Nil where the table of strings is cut short.
    package init?(bytes: [UInt8]) {
        self.bytes = bytes
        guard let length = word(), length <= bytes.count - at else { return nil }
        let end = at + length
        while at < end {
            guard let count = word(), count <= end - at else { return nil }
            strings.append(String(decoding: bytes[at..<at + count], as: UTF8.self))
            at += count
        }
        roles = strings.map { RoleName(code: $0) }
        relations = strings.map { Pattern.Relation(code: $0) }
    }

    package mutating func number() -> UInt64? {
        guard let low = word(), let high = word() else { return nil }
        return UInt64(low) | UInt64(high) << 32
    }

    package mutating func text() -> String? {
        word().flatMap { strings.indices.contains($0) ? strings[$0] : nil }
    }

    /// The next pattern, as that of a phrasing.
    package mutating func pattern(act: String, example: String, isNearMiss: Bool) -> Pattern? {
        guard let count = byte(), count > 0 else { return nil }
        var nodes: [Pattern.Node] = []
        nodes.reserveCapacity(count)
        for index in 0..<count {
            guard let lemma = text(), let kind = byte(), let parent = byte(), parent <= index,
                let relation = listed(relations)
            else { return nil }
            nodes.append(
                Pattern.Node(
                    lemma: lemma, isVerb: kind & 1 != 0, isNoun: kind & 2 != 0, parent: parent,
                    relation: relation, isOwn: kind & 4 != 0, isUnreal: kind & 8 != 0))
        }
        guard let doer = slot(nodes: count), let recipient = slot(nodes: count) else { return nil }
        return Pattern(
            act: act, example: example, isNearMiss: isNearMiss, nodes: nodes, doer: doer, recipient: recipient
        )
    }

    /// Nil where damaged; a slot that the pattern has not is `.some(nil)`.
    private mutating func slot(nodes: Int) -> Pattern.Slot?? {
        guard let kind = byte(), kind < 3 else { return nil }
        guard kind > 0 else { return .some(nil) }
        guard let node = byte(), node < nodes, let role = listed(roles) else { return nil }
        guard kind == 2 else { return Pattern.Slot(node: node, role: role, head: nil) }
        guard let head = text() else { return nil }
        return Pattern.Slot(node: node, role: role, head: head)
    }

    private mutating func listed<Value>(_ values: [Value?]) -> Value? {
        word().flatMap { values.indices.contains($0) ? values[$0] : nil }
    }

    private mutating func byte() -> Int? {
        guard at < bytes.count else { return nil }
        defer { at += 1 }
        return Int(bytes[at])
    }

    private mutating func word() -> Int? {
        guard at + 4 <= bytes.count else { return nil }
        defer { at += 4 }
        return Int(bytes[at]) | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2]) << 16 | Int(bytes[at + 3]) << 24
    }
}

extension Pattern {
    /// Raised when relating, compiling or the form of the cache changes, so that older patterns are compiled anew.
    package static let format = "p11"
}

extension Pattern.Relation {
    var code: String {
        switch self {
        case .anchor: "@"
        case .role(let role): "=" + role.code
        case .preposition: "^"
        case .below: "<"
        }
    }

    init?(code: String) {
        switch code.first {
        case "@": self = .anchor
        case "^": self = .preposition
        case "<": self = .below
        case "=":
            guard let role = RoleName(code: String(code.dropFirst())) else { return nil }
            self = .role(role)
        default: return nil
        }
    }
}

extension RoleName {
    /// The role in a word, as `lexicon try` and the cache write it.
    package var code: String {
        switch self {
        case .agent: "agent"
        case .patient: "patient"
        case .recipient: "recipient"
        case .attribute: "attribute"
        case .oblique(let preposition): "oblique:\(preposition)"
        case .clause: "clause"
        case .possessor: "possessor"
        case .modifier: "modifier"
        case .support: "support"
        case .particle: "particle"
        case .adverb: "adverb"
        }
    }

    init?(code: String) {
        switch code {
        case "agent": self = .agent
        case "patient": self = .patient
        case "recipient": self = .recipient
        case "attribute": self = .attribute
        case "clause": self = .clause
        case "possessor": self = .possessor
        case "modifier": self = .modifier
        case "support": self = .support
        case "particle": self = .particle
        case "adverb": self = .adverb
        default:
            guard code.hasPrefix("oblique:") else { return nil }
            self = .oblique(String(code.dropFirst("oblique:".count)))
        }
    }
}
