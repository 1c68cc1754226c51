/// HTML and SVG as a value: text enters only as text, so that no word of a report can become a tag.
package indirect enum Markup: Sendable {
    case text(String)
    case element(String, [(name: String, value: Attribute)], [Markup])
    case group([Markup])

    /// A value of an attribute.
    package enum Attribute: Sendable {
        case text(String)
        /// A page of the desk; left out where that page is not to be had.
        case address(Address)
        /// Present without a value, or absent.
        case flag(Bool)
    }

    static var nothing: Markup { .group([]) }

    var isNothing: Bool {
        if case .group(let children) = self { children.isEmpty } else { false }
    }

    static func tag(
        _ name: String, _ attributes: KeyValuePairs<String, Attribute> = [:], _ children: Markup...
    ) -> Markup { .tag(name, attributes, children) }

    static func tag(
        _ name: String, _ attributes: KeyValuePairs<String, Attribute> = [:], _ children: [Markup]
    )
        -> Markup
    { .element(name, attributes.map { ($0.key, $0.value) }, children) }

    /// A link to a page of the desk.
    static func link(_ address: Address, _ words: Markup...) -> Markup {
        .tag("a", ["href": .address(address)], words)
    }
}

extension Markup: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .text(value) }
}

extension Markup.Attribute: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .text(value) }
}

/// Writes markup as the text of a page.
struct MarkupWriter {
    /// Where a page is found; nil where it is not to be had.
    let link: (Address) -> String?
    private(set) var text = ""

    init(link: @escaping (Address) -> String?) { self.link = link }

    /// Elements that have no content and no end tag in HTML; SVG's own are closed in place.
    private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img", "wbr"]

    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let words): text += Visible.escaped(words)
        case .group(let children): for child in children { write(child) }
        case .element(let name, let attributes, let children):
            text += "<\(name)"
            for (key, value) in attributes { write(key, value) }
            text += ">"
            if Self.void.contains(name) { return }
            for child in children { write(child) }
            text += "</\(name)>"
        }
    }

    private mutating func write(_ key: String, _ value: Markup.Attribute) {
        switch value {
        case .text(let words): text += " \(key)=\"\(Visible.escaped(words))\""
        case .address(let address):
            guard let target = link(address) else { return }
            text += " \(key)=\"\(Visible.escaped(target))\""
        case .flag(let isSet): if isSet { text += " \(key)" }
        }
    }
}

/// Text made safe for a page, and honest to the eye.
enum Visible {
    /// Markup's own signs escaped; controls and signs that turn the direction of writing shown as signs.
    static func escaped(_ words: String) -> String {
        if words.utf8.allSatisfy(isPlain) { return words }
        var out = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            case "\r": out += "\n"
            default: out.unicodeScalars.append(contentsOf: sign(for: scalar))
            }
        }
        return out
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
        default: (0x20..<0x7F).contains(byte) || byte == 0x0A
        }
    }

    /// U+2400 and its neighbours are the signs for control characters.
    private static func sign(for scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch scalar.value {
        case 0..<0x20: return shown(Unicode.Scalar(0x2400 + scalar.value))
        case 0x7F: return shown(Unicode.Scalar(0x2421))
        case 0x80..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            return "[U+\(String(scalar.value, radix: 16, uppercase: true))]".unicodeScalars
        default: return shown(scalar)
        }
    }

    private static func shown(_ scalar: Unicode.Scalar?) -> String.UnicodeScalarView {
        var view = String.UnicodeScalarView()
        if let scalar { view.append(scalar) }
        return view
    }
}
