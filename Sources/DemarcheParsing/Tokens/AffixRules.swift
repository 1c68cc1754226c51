import Foundation

/// The tokenizer's rules for prefixes, suffixes and infixes: the shipped regular expressions, written as code, with
/// their character classes read from the model.
struct AffixRules: Sendable {
    private let opening: ScalarSet
    private let closing: ScalarSet
    private let currency: ScalarSet
    private let icon: ScalarSet
    private let beforeInnerDot: ScalarSet
    private let afterInnerDot: ScalarSet
    private let letter: ScalarSet
    private let letterOrDigit: ScalarSet
    private let beforeFinalDot: ScalarSet
    private let upper: ScalarSet
    private let units: [[Code]]
    private let currencyNames = ["US$", "C$", "A$"].map(\.codes)
    private let dashes = ["-", "–", "—", "--", "---", "——", "~"].map(\.codes)

    private static let punctuation = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
    private static let quotes =
        "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》\u{3008}\u{3009}\u{2329}\u{232A}⟦⟧"
    private static let currencies = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿"

    /// - Parameters: the regular expressions of the model's `tokenizer` file.
    init(infixes: String, suffixes: String, file: MappedFile) throws {
        let inner = ScalarSet.longClasses(in: infixes.codes)
        let last = ScalarSet.longClasses(in: suffixes.codes)
        guard inner.count >= 6, last.count >= 3 else {
            throw file.unsupported("its tokenizer rules are not those of spaCy's English")
        }
        func set(_ body: ArraySlice<Code>) throws -> ScalarSet {
            guard let set = ScalarSet(classBody: body) else { throw file.damaged("a character class") }
            return set
        }
        icon = try set(inner[0])
        beforeInnerDot = try set(inner[1])
        afterInnerDot = try set(inner[2])
        letter = try set(inner[3])
        letterOrDigit = try set(inner[5])
        beforeFinalDot = try set(last[1])
        upper = try set(last[2])
        opening = ScalarSet("§%=—–" + Self.punctuation + Self.quotes + Self.currencies)
        closing = ScalarSet(Self.punctuation + Self.quotes + "—–")
        currency = ScalarSet(Self.currencies)
        guard let start = suffixes.range(of: "(?<=[0-9])(?:km|"),
            let end = suffixes.range(of: ")$", range: start.upperBound..<suffixes.endIndex)
        else { throw file.unsupported("its tokenizer rules have no list of units") }
        units =
            ["km".codes]
            + suffixes[start.upperBound..<end.lowerBound].split(separator: "|").map { String($0).codes }
    }

    /// How many scalars at the start are to be cut off, 0 for none.
    func prefixLength(_ s: ArraySlice<Code>) -> Int {
        guard let first = s.first else { return 0 }
        if opening.contains(first) || icon.contains(first) { return 1 }
        if first == 43 { return s.dropFirst().first.map(ScalarClass.isASCIIDigit) == true ? 0 : 1 }
        if first == 46 {
            let dots = s.prefix { $0 == 46 }.count
            return dots >= 2 ? dots : 0
        }
        return currencyNames.first { s.starts(with: $0) }?.count ?? 0
    }

    /// How many scalars at the end are to be cut off, 0 for none.
    func suffixLength(_ s: ArraySlice<Code>) -> Int {
        guard let last = s.last else { return 0 }
        var best = closing.contains(last) || icon.contains(last) ? 1 : 0
        if let before = s.dropLast().last {
            if last == 0x2026, before == 0x2026 { best = 2 }
            if last == 115 || last == 83, before == 39 || before == 0x2019 { best = 2 }
        }
        if last == 46 { best = max(best, finalDots(s)) }
        if last == 43 || currency.contains(last), followsDigit(1, in: s) { best = max(best, 1) }
        for name in currencyNames where followsDigit(name.count, in: s) && ends(s, with: name) {
            best = max(best, name.count)
        }
        for unit in units where unit.last == last && followsDigit(unit.count, in: s) && ends(s, with: unit) {
            best = max(best, unit.count)
        }
        return best
    }

    private func finalDots(_ s: ArraySlice<Code>) -> Int {
        let dots = s.reversed().prefix { $0 == 46 }.count
        guard dots == 1 else { return dots }
        let before = s.dropLast()
        guard let previous = before.last else { return 0 }
        if beforeFinalDot.contains(previous) { return 1 }
        guard let earlier = before.dropLast().last else { return 0 }
        if upper.contains(previous) && upper.contains(earlier) { return 1 }
        return earlier == 0xb0 && [70, 102, 67, 99, 75, 107].contains(previous) ? 1 : 0
    }

    /// Whether an ASCII digit stands before the last `count` scalars.
    private func followsDigit(_ count: Int, in s: ArraySlice<Code>) -> Bool {
        s.count > count && ScalarClass.isASCIIDigit(s[s.endIndex - 1 - count])
    }

    private func ends(_ s: ArraySlice<Code>, with end: [Code]) -> Bool {
        s.suffix(end.count).elementsEqual(end)
    }

    /// The places of the infixes, in order.
    func infixes(_ s: ArraySlice<Code>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var i = s.startIndex
        while i < s.endIndex {
            let length = infixLength(s, at: i)
            if length > 0 { found.append(i..<i + length) }
            i += max(length, 1)
        }
        return found
    }

    private func infixLength(_ s: ArraySlice<Code>, at i: Int) -> Int {
        let c = s[i]
        if c == 46 {
            let dots = s[i...].prefix { $0 == 46 }.count
            if dots >= 2 { return dots }
        } else if c == 0x2026 || icon.contains(c) {
            return 1
        }
        guard i > s.startIndex else { return 0 }
        let before = s[i - 1]
        if i < s.endIndex - 1, stands(c, between: before, and: s[i + 1]) { return 1 }
        guard c == 45 || c == 0x2013 || c == 0x2014 || c == 126, letterOrDigit.contains(before) else {
            return 0
        }
        let dash = dashes.first { dash in
            let after = i + dash.count
            return after < s.endIndex && letter.contains(s[after]) && s[i...].starts(with: dash)
        }
        return dash?.count ?? 0
    }

    /// Whether a single scalar is an infix between its neighbours.
    private func stands(_ c: Code, between a: Code, and b: Code) -> Bool {
        switch c {
        case 46: beforeInnerDot.contains(a) && afterInnerDot.contains(b)
        case 42, 43, 45, 94: ScalarClass.isASCIIDigit(a) && (ScalarClass.isASCIIDigit(b) || b == 45)
        case 44: letter.contains(a) && letter.contains(b)
        case 47, 58, 60, 61, 62: letterOrDigit.contains(a) && letter.contains(b)
        default: false
        }
    }
}
