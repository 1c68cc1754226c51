/// Whether a page of HTML can be parsed in bounded time and memory.
///
/// The tree builder is quadratic on pages made for it: elements left open make every later tag look through all of them,
/// and formatting elements left open are built anew in every block. One walk over the tags tells before the tree is built.
package struct PageGuard {
    /// Larger pages are refused: 16 MB.
    package static let largest = 16 << 20
    private static let deepest = 512
    private static let mostRebuilt = 2_000_000

    /// Elements that have no end tag, or whose end tag is often left out.
    private static let unclosed: Set<String> = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr",
        "td", "th", "tbody", "thead", "tfoot", "colgroup", "rt", "rp", "html", "head", "body",
    ]
    /// Elements that are built anew in each block while they are open.
    private static let formatting: Set<String> = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ]

    /// What is wrong with the page; nil where it can be parsed.
    static func fault(of bytes: [UInt8]) -> String? {
        if bytes.count > largest { return "a page of over \(largest >> 20) MB; save the article alone" }
        var (depth, open, mostOpen, tags) = (0, 0, 0, 0)
        var at = 0
        while at + 1 < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            let isEnd = bytes[at + 1] == UInt8(ascii: "/")
            let start = at + (isEnd ? 2 : 1)
            let name = self.name(bytes, start)
            at = start + name.utf8.count
            guard !name.isEmpty else { continue }
            tags += 1
            if !isEnd, raw.contains(name) { at = end(of: name, bytes, from: at) }
            if formatting.contains(name) {
                open = max(0, open + (isEnd ? -1 : 1))
                mostOpen = max(mostOpen, open)
            }
            if mostOpen * tags > mostRebuilt, mostOpen > 16 {
                return "over \(mostOpen) elements of formatting left open; this is no article"
            }
            guard !unclosed.contains(name) else { continue }
            depth = max(0, depth + (isEnd ? -1 : 1))
            if depth > deepest { return "elements nested over \(deepest) deep; this is no article" }
        }
        return nil
    }

    /// Elements whose content is text, whatever tags stand in it.
    private static let raw: Set<String> = ["script", "style"]

    /// Where the end tag of an element of raw text stands; the end of the page where there is none.
    private static func end(of element: String, _ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            if bytes[at] == UInt8(ascii: "<"), bytes[at + 1] == UInt8(ascii: "/"),
                name(bytes, at + 2) == element
            {
                return at
            }
            at += 1
        }
        return bytes.count
    }

    /// The tag's name in lower case; empty where none begins.
    private static func name(_ bytes: [UInt8], _ start: Int) -> String {
        var end = start
        while end < bytes.count, end - start < 16, isNameByte(bytes[end], first: end == start) { end += 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    }

    private static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            || !first && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
