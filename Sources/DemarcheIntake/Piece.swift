/// A word, a run of digits or one sign of a passage, as discard patterns see it.
struct Piece: Sendable {
    enum Kind: Sendable { case word, number, sign }

    /// Scalar offsets in the report.
    let start: Int
    let end: Int
    let kind: Kind
    let text: String
    /// Lower case, dashes and apostrophes made alike.
    let folded: String

    var isCapitalised: Bool { kind == .word && text.first?.isUppercase == true }

    /// All of two letters or more are capitals.
    var isCaps: Bool { kind == .word && text.count >= 2 && text.allSatisfy { !$0.isLowercase } }

    var endsSentence: Bool { kind == .sign && (text == "." || text == "!" || text == "?") }

    /// The first pieces of a stretch of text, at most `limit`.
    static func pieces(of scalars: [Unicode.Scalar], from start: Int, to end: Int, limit: Int) -> [Piece] {
        var pieces: [Piece] = []
        var at = start
        while at < end, pieces.count < limit {
            let scalar = scalars[at]
            if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                at += 1
                continue
            }
            var stop = at + 1
            var kind = Kind.sign
            if isWordScalar(scalar) {
                kind = isDigit(scalar) ? .number : .word
                while stop < end, isWordScalar(scalars[stop]) || joins(scalars, stop, end, kind) {
                    if kind == .number, !isDigit(scalars[stop]) { kind = .word }
                    stop += 1
                }
            }
            pieces.append(Piece(scalars, at, stop, kind))
            at = stop
        }
        return pieces
    }

    private init(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int, _ kind: Kind) {
        self.start = start
        self.end = end
        self.kind = kind
        text = Self.text(of: scalars[start..<end])
        switch text {
        case "—", "―", "-", "−": folded = "–"
        default:
            let isPlain = scalars[start..<end].allSatisfy { $0 != "’" }
            folded = isPlain ? text.lowercased() : text.lowercased().replacing("’", with: "'")
        }
    }

    private static func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
        if scalars.allSatisfy(\.isASCII) {
            return String(decoding: scalars.lazy.map { UInt8($0.value) }, as: UTF8.self)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    /// An apostrophe or a hyphen inside a word.
    private static func joins(_ scalars: [Unicode.Scalar], _ at: Int, _ end: Int, _ kind: Kind) -> Bool {
        guard kind == .word, at + 1 < end, isWordScalar(scalars[at + 1]) else { return false }
        return scalars[at] == "'" || scalars[at] == "’" || scalars[at] == "-"
    }
}
