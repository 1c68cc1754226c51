/// Who acts or is acted upon: codebook §2.
package struct Actor: Hashable, Sendable {
    /// ISO 3166 alpha-3, `XKX`, `PSE`, or `IGO`, `NGO`, `MNC`, `IMG`, `UNK`; "" where only the sector is known.
    package let code: String
    /// PLOVER's letters: GOV, MIL, LEG …; "" where nothing is asserted.
    package let sector: String
    /// The canonical name: "Federal Security Service", "Japan".
    package let name: String

    /// Whether the code stands for what belongs to no state, and only the name tells one from another (codebook §2).
    package var belongsToNoState: Bool { ["IGO", "NGO", "MNC", "IMG"].contains(code) }

    package init(code: String, sector: String, name: String) {
        self.code = code
        self.sector = sector
        self.name = name
    }
}

/// Why a field holds what it holds: words name it, or a named rule filled it.
package enum Ground: Hashable, Sendable {
    case words
    /// A rule's name without the prefix: `anaphora`, `owner-of`, `report-dyad`.
    case rule(String)

    /// As in the native format: `words`, `rule:anaphora`.
    package var by: String {
        switch self {
        case .words: "words"
        case .rule(let name): "rule:\(name)"
        }
    }
}
