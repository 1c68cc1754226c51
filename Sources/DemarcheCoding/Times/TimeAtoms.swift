import Demarche
import DemarcheLexicon

/// A parse cut finer than its tokens, so that "2014–2018", "mid-August" and "1990s" read the same however they
/// were tokenised.
struct TimeAtoms: Sendable {
    /// A run of letters, a run of digits, or one mark.
    struct Atom: Hashable, Sendable {
        /// Lower case, apostrophes and dashes made plain.
        let text: String
        let span: Span
        let token: Int
        let kind: AtomKind
        let isCapital: Bool
        /// No space before it.
        let isGlued: Bool
    }

    /// Words of the lexicon that start at an atom, and where they end.
    struct Match: Hashable, Sendable {
        let end: Int
        let word: TimeWord
    }

    let parse: Parse
    let atoms: [Atom]
    /// For each atom, the longest first.
    let matches: [[Match]]
    /// Atoms whose words are also other nouns, so that a word of time must stand beside them.
    let guarded: Set<Int>

    init(_ parse: Parse, lexicon: TimeLexicon) {
        self.parse = parse
        let atoms = Self.cut(parse)
        self.atoms = atoms
        var guarded: Set<Int> = []
        var matches = [[Match]](repeating: [], count: atoms.count)
        for i in atoms.indices where atoms[i].kind != .mark {
            guard let longest = lexicon.longest[atoms[i].text] else { continue }
            if lexicon.entries[atoms[i].text]?.contains(where: { $0.checks.contains(.guarded) }) ?? false {
                guarded.insert(i)
            }
            matches[i] = Self.matches(at: i, upTo: longest, in: atoms, of: parse, lexicon: lexicon)
        }
        self.guarded = guarded
        self.matches = matches
    }

    var count: Int { atoms.count }

    subscript(_ i: Int) -> Atom? { atoms.indices.contains(i) ? atoms[i] : nil }

    func text(_ i: Int) -> String { self[i]?.text ?? "" }

    func token(_ i: Int) -> Token? { self[i].map { parse.tokens[$0.token] } }

    func tag(_ i: Int) -> String { token(i)?.tag ?? "" }

    /// The number that an atom of digits shows.
    func number(_ i: Int) -> Int? {
        guard let atom = self[i], atom.kind == .digits, atom.text.count <= 6 else { return nil }
        return Int(atom.text)
    }

    /// Whether the atom is stuck to the one before it, as in "19th".
    func isGlued(_ i: Int) -> Bool { self[i]?.isGlued ?? false }

    private static func cut(_ parse: Parse) -> [Atom] {
        var atoms: [Atom] = []
        for (t, token) in parse.tokens.enumerated() {
            if let kind = wholeKind(of: token.text) {
                atoms.append(
                    Atom(
                        text: token.text.lowercased(), span: token.span, token: t, kind: kind,
                        isCapital: token.text.utf8.first.map { (0x41...0x5A).contains($0) } ?? false,
                        isGlued: atoms.last?.span.end == token.span.start))
                continue
            }
            let scalars = Array(token.text.unicodeScalars)
            var i = 0
            while i < scalars.count {
                guard !scalars[i].properties.isWhitespace else { i += 1; continue }
                let kind = AtomKind(scalars[i])
                var j = i + 1
                while kind != .mark, j < scalars.count, AtomKind(scalars[j]) == kind { j += 1 }
                let start = token.span.start + i
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[i..<j].map(AtomKind.plain))
                atoms.append(
                    Atom(
                        text: String(view).lowercased(), span: Span(start, token.span.start + j), token: t,
                        kind: kind, isCapital: scalars[i].properties.isUppercase,
                        isGlued: atoms.last?.span.end == start))
                i = j
            }
        }
        return atoms
    }

    /// What a word of plain letters or figures alone is made of, as most are; nil where the word must be cut.
    private static func wholeKind(of word: String) -> AtomKind? {
        var kind: AtomKind?
        for byte in word.utf8 {
            let own: AtomKind
            switch byte {
            case 0x30...0x39: own = .digits
            case 0x41...0x5A, 0x61...0x7A: own = .letters
            default: return nil
            }
            guard kind == nil || kind == own else { return nil }
            kind = own
        }
        return kind
    }

    private static func matches(
        at i: Int, upTo longest: Int, in atoms: [Atom], of parse: Parse, lexicon: TimeLexicon
    ) -> [Match] {
        var found: [Match] = []
        var key = ""
        for end in i..<min(atoms.count, i + longest) {
            key += (key.isEmpty ? "" : " ") + atoms[end].text
            for entry in lexicon.entries[key] ?? [] {
                guard let end = accepted(entry, i, end + 1, atoms, parse) else { continue }
                found.append(Match(end: end, word: entry.word))
            }
        }
        return found.reversed()
    }

    /// Where the words end when all checks hold; nil otherwise.
    private static func accepted(
        _ entry: TimeLexicon.Entry, _ start: Int, _ end: Int, _ atoms: [Atom], _ parse: Parse
    ) -> Int? {
        let token = parse.tokens[atoms[start].token]
        let checks = entry.checks
        let isDotted = end < atoms.count && atoms[end].text == "." && atoms[end].isGlued
        let ownsDot = isDotted && atoms[end].token == atoms[end - 1].token
        if checks.contains(.name) {
            guard atoms[start].isCapital, !token.tag.hasPrefix("VB"), token.tag != "MD" else { return nil }
            if isNameOfPerson(start, end, atoms, parse) { return nil }
        }
        if checks.contains(.dotted), !isDotted { return nil }
        if checks.contains(.noun), !token.tag.hasPrefix("NN") || isPartOfName(start, end, atoms, parse) {
            return nil
        }
        if checks.contains(.guarded), !token.tag.hasPrefix("NN") || isPartOfName(start, end, atoms, parse) {
            return nil
        }
        if checks.contains(.adjective), !token.tag.hasPrefix("JJ") { return nil }
        if checks.contains(.adverb), !token.tag.hasPrefix("RB") { return nil }
        let takesDot = !checks.isDisjoint(with: [.abbreviated, .dotted])
        return takesDot && (ownsDot || checks.contains(.dotted)) ? end + 1 : end
    }

    /// "Theresa May", "April Glaspie": a name beside it, and no number.
    private static func isNameOfPerson(_ start: Int, _ end: Int, _ atoms: [Atom], _ parse: Parse) -> Bool {
        if end < atoms.count, atoms[end].kind == .digits { return false }
        let index = atoms[start].token
        let isPerson = parse.entities.contains { $0.label == "PERSON" && $0.tokens.contains(index) }
        guard index > 0 else { return isPerson }
        let before = parse.tokens[index - 1]
        let followsName =
            before.tag == "NNP" && before.head == index && before.label == "compound"
            && before.text.allSatisfy { $0.isLetter } && before.text.count > 2
        return isPerson || (followsName && parse.tokens[index].label.hasPrefix("nsubj"))
    }

    /// "Winter Olympics", "Prague Spring".
    private static func isPartOfName(_ start: Int, _ end: Int, _ atoms: [Atom], _ parse: Parse) -> Bool {
        guard atoms[start].isCapital else { return false }
        let index = atoms[start].token
        let token = parse.tokens[index]
        let isPrefix =
            token.label == "compound" && parse.tokens[token.head].tag.hasPrefix("NNP") && token.head > index
        let before = index > 0 ? parse.tokens[index - 1] : nil
        let isSuffix = before.map { $0.tag.hasPrefix("NNP") && $0.head == index } ?? false
        return isPrefix || isSuffix
    }
}
