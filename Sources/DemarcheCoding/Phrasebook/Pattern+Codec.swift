/// One line a pattern, for the cache: fields apart by U+001F, nodes by U+001E, their parts by U+001D.
extension Pattern {
    /// Raised when relating or compiling changes, so that older lines are compiled anew.
    package static let format = "p3"

    package var line: String {
        let nodes = nodes.map { node in
            [
                node.lemma,
                node.isVerb ? (node.isUnreal ? "u" : "v") : node.isOwn ? "m" : node.isNoun ? "n" : "o",
                String(node.parent), node.relation.code,
            ].joined(separator: "\u{1D}")
        }.joined(separator: "\u{1E}")
        return [act, isNearMiss ? "not" : "", example, nodes, doer?.code ?? "", recipient?.code ?? ""].joined(
            separator: "\u{1F}")
    }

    /// Nil for a line that this version did not write.
    package init?(line: some StringProtocol) {
        let fields = line.parts(0x1F)
        guard fields.count == 6 else { return nil }
        var nodes: [Node] = []
        for part in fields[3].parts(0x1E) {
            let cells = part.parts(0x1D)
            guard cells.count == 4, let parent = Int(cells[2]), parent >= 0, parent <= nodes.count,
                let relation = Relation(code: cells[3])
            else { return nil }
            nodes.append(
                Node(
                    lemma: String(cells[0]), isVerb: cells[1] == "v" || cells[1] == "u",
                    isNoun: cells[1] == "n" || cells[1] == "m", parent: parent, relation: relation,
                    isOwn: cells[1] == "m", isUnreal: cells[1] == "u"))
        }
        guard !nodes.isEmpty else { return nil }
        let slots = [fields[4], fields[5]].map { $0.isEmpty ? nil : Slot(code: $0, nodes: nodes.count) }
        if (slots[0] == nil) != fields[4].isEmpty || (slots[1] == nil) != fields[5].isEmpty { return nil }
        self.init(
            act: String(fields[0]), example: String(fields[2]), isNearMiss: fields[1] == "not", nodes: nodes,
            doer: slots[0],
            recipient: slots[1])
    }
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

    init?(code: some StringProtocol) {
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

extension Pattern.Slot {
    var code: String { "\(node)\u{1D}\(role.code)\u{1D}\(head ?? "")" }

    init?(code: some StringProtocol, nodes: Int) {
        let cells = code.parts(0x1D)
        guard cells.count == 3, let node = Int(cells[0]), (0..<nodes).contains(node),
            let role = RoleName(code: String(cells[1]))
        else { return nil }
        self.init(node: node, role: role, head: cells[2].isEmpty ? nil : String(cells[2]))
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

extension StringProtocol {
    /// The parts between a separator, by bytes: a phrasebook is tens of thousands of lines.
    fileprivate func parts(_ separator: UInt8) -> [Substring] {
        Substring(self).utf8.split(separator: separator, omittingEmptySubsequences: false).map {
            Substring($0)
        }
    }
}
