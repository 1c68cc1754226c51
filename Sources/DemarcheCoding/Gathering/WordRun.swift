import Demarche

/// The words of a stretch of text, without a parser.
struct WordRun {
    /// Lower-case words of four letters and more, cut to six letters: enough to hold "annexed" and "annexation" together.
    private(set) var stems: [UInt64] = []
    /// The last two words of each run of two capitalised words and more.
    private(set) var names: [UInt64] = []
    private var run: [ArraySlice<Unicode.Scalar>] = []

    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var start = scalars.startIndex
        for index in scalars.indices where Self.parts(scalars[index]) {
            take(scalars[start..<index])
            start = index + 1
        }
        take(scalars[start...])
        close()
    }

    /// A piece between blanks: its word, and whether anything stands behind the word.
    private mutating func take(_ piece: ArraySlice<Unicode.Scalar>) {
        guard !piece.isEmpty else { return }
        let word = piece.drop { !Self.isOfWord($0) }
        let bare = word.prefix { Self.isOfWord($0) || $0 == "-" }
        let isUpper = bare.first.map { Self.isUpper($0) } ?? false
        if isUpper { run.append(bare) } else { close() }
        if !isUpper, bare.count >= 4, bare.first.map({ Self.isLower($0) }) ?? false {
            stems.append(Self.digest([bare.prefix(6)]))
        }
        if bare.endIndex != piece.endIndex { close() }
    }

    private mutating func close() {
        if run.count > 1 { names.append(Self.digest(run.suffix(2))) }
        run.removeAll(keepingCapacity: true)
    }

    /// Of the words in lower case.
    private static func digest(_ words: some Sequence<ArraySlice<Unicode.Scalar>>) -> UInt64 {
        var digest = StableDigest()
        for word in words {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(word.count)
            for scalar in word { append(scalar, to: &bytes) }
            digest.add(bytes: bytes)
        }
        return digest.value
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            bytes.append(("A"..."Z").contains(scalar) ? byte | 0x20 : byte)
        } else {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func parts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar == " " || scalar == "/" || (0x09...0x0D).contains(scalar.value)
            : scalar == "—" || scalar == "–" || scalar.properties.isWhitespace
    }

    /// Letters, their combining marks, and digits.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.isGraphemeExtend
    }

    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
    }

    private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
    }
}
