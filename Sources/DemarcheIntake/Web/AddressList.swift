package import Foundation

/// The addresses of pages that a text lists: one a line, with blank lines and comments (`#`) between them.
package struct AddressList {
    /// Each once, in the order of the lines.
    let addresses: [String]
    /// The first line that is none, from 1; nil in a list. A text with one is a report.
    let stray: Int?

    /// Nil where the first line is no address, or most are none: such a text is prose that may cite some.
    init?(_ bytes: [UInt8]) {
        guard Self.mayBegin(bytes.prefix(Self.start)) else { return nil }
        var addresses: [String] = []
        var seen: Set<String> = []
        var strays: [Int] = []
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            guard let words = Self.words(of: text) else { continue }
            if Self.isAddress(words) {
                let address = String(decoding: words, as: UTF8.self)
                if seen.insert(address).inserted { addresses.append(address) }
            } else if addresses.isEmpty {
                return nil
            } else {
                strays.append(line)
            }
        }
        guard addresses.count > strays.count else { return nil }
        self.addresses = addresses
        stray = strays.first
    }

    /// How many addresses a file lists; nil where it is no list.
    package static func count(in file: URL) -> Int? {
        guard let handle = try? FileHandle(forReadingFrom: file),
            let start = try? handle.read(upToCount: Self.start), mayBegin([UInt8](start)[...]),
            let rest = try? handle.readToEnd() ?? Data(),
            let list = AddressList([UInt8](start + rest)), list.stray == nil
        else { return nil }
        return list.addresses.count
    }

    /// So many bytes tell nearly every report from a list, so that long texts are not cut into lines for nothing.
    private static let start = 4096

    /// Whether the first line that says something is an address; also where the start of a text is comments alone.
    private static func mayBegin(_ start: ArraySlice<UInt8>) -> Bool {
        let lines = start.split(separator: UInt8(ascii: "\n"))
        return lines.lazy.compactMap { words(of: $0) }.first.map(isAddress) ?? true
    }

    /// A line without the blanks around it and without a byte order mark; nil where it is blank or a comment.
    private static func words(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var words = (line.starts(with: mark) ? line.dropFirst(3) : line).drop { $0 <= 0x20 }
        while let last = words.last, last <= 0x20 { words.removeLast() }
        return words.isEmpty || words.first == UInt8(ascii: "#") ? nil : words
    }

    /// What promises an address of the web; whether it keeps that is told when it is fetched.
    private static func isAddress(_ words: ArraySlice<UInt8>) -> Bool {
        let scheme = String(decoding: words.prefix(8), as: UTF8.self).lowercased()
        return (scheme == "https://" || scheme.hasPrefix("http://")) && words.allSatisfy { $0 > 0x20 }
    }
}
