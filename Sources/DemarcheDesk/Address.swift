/// Where a page is: its path, the state of its view, and a place in it.
package struct Address: Hashable, Sendable {
    package var path: [String]
    package var query: [Pair]
    package var fragment: String?
    /// `json` or `csv`, or the kind of an asset; nil for the page itself.
    package var suffix: String?

    /// A parameter of a query; order and repeats are kept.
    package struct Pair: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ path: String..., query: [Pair] = [], fragment: String? = nil) {
        self.init(path: path, query: query, fragment: fragment)
    }

    package init(path: [String], query: [Pair] = [], fragment: String? = nil) {
        self.path = path
        self.query = query.filter { !$0.value.isEmpty }
        self.fragment = fragment
    }

    /// From a request's target, `/dyad/RUS/JPN.json?from=2022-09-01`: forms write a blank as `+`.
    package init(target: String) {
        let whole = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var parts = (whole.first ?? "").split(separator: "/").map(String.init)
        for known in ["json", "csv", "css", "js", "svg"] {
            guard let last = parts.last, last.hasSuffix("." + known) else { continue }
            parts[parts.count - 1] = String(last.dropLast(known.count + 1))
            suffix = known
        }
        path = parts.map(Self.decoded)
        query = whole.count > 1 ? Self.form(String(whole[1])) : []
    }

    /// The pairs of `a=1&b=2`.
    package static func form(_ text: String) -> [Pair] {
        text.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let plain = pair.map { decoded(String($0).replacing("+", with: " ")) }
            return Pair(plain[0], plain.count > 1 ? plain[1] : "")
        }
    }

    package subscript(name: String) -> String? { query.last { $0.name == name }?.value }

    /// The same page with some parameters set, or taken away where nil.
    package func with(_ changes: KeyValuePairs<String, String?>) -> Address {
        var kept = query.filter { pair in !changes.contains { $0.key == pair.name } }
        for (name, value) in changes { if let value, !value.isEmpty { kept.append(Pair(name, value)) } }
        var other = Address(path: path, query: kept)
        other.suffix = suffix
        return other
    }

    /// As a target: `/dyad/RUS/JPN.json?to=2022-10-31#e1`.
    package var target: String {
        var text = "/" + path.map(Self.encoded).joined(separator: "/") + (suffix.map { "." + $0 } ?? "")
        if !query.isEmpty {
            text +=
                "?"
                + query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
        }
        return text + (fragment.map { "#" + Self.encoded($0) } ?? "")
    }

    /// Everything but letters, digits, `-` and `_` is percent-encoded, the dot too: it parts a page from its form.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte -> String in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
            if isPlain || byte == 0x2D || byte == 0x5F { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }

    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x25) else { return text }
        let bytes = Array(text.utf8)
        var (out, index): ([UInt8], Int) = ([], 0)
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
