extension Pattern {
    /// Raised when relating or compiling changes, or what `PhrasebookBinder` lists under which words: kept phrasebooks of
    /// another format are compiled anew.
    package static let format = "p20"
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
        case .clauseSubject: "subject of the clause"
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
        case "subject of the clause": self = .clauseSubject
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
