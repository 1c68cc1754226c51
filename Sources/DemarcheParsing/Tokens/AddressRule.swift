/// Recognises internet addresses, which the tokenizer leaves whole:
/// `[scheme://][user[:password]@]host[:port][/?#…]`.
struct AddressRule: Sendable {
    private let topLevel: ScalarSet

    /// - Parameter pattern: the model's `url_match`, of which the class of top-level domains is read.
    init(pattern: String, file: MappedFile) throws {
        guard let body = ScalarSet.longClasses(in: pattern.codes).last, let set = ScalarSet(classBody: body)
        else {
            throw file.unsupported("its rule for internet addresses is not spaCy's")
        }
        topLevel = set
    }

    func matches(_ s: ArraySlice<Code>) -> Bool {
        guard s.contains(46) else { return false }
        var candidates = [s]
        if let colon = schemeEnd(s) { candidates.append(s[(colon + 3)...]) }
        return candidates.contains { rest in
            if isHostAndTail(rest) { return true }
            return rest.indices.dropFirst().contains { rest[$0] == 64 && isHostAndTail(rest[($0 + 1)...]) }
        }
    }

    /// The place of the colon of the first `://`, when a scheme stands before it.
    private func schemeEnd(_ s: ArraySlice<Code>) -> Int? {
        guard s.count >= 3,
            let colon = (s.startIndex..<(s.endIndex - 2)).first(where: {
                s[$0] == 58 && s[$0 + 1] == 47 && s[$0 + 2] == 47
            })
        else { return nil }
        let scheme = s[..<colon]
        let isScheme = scheme.allSatisfy {
            ScalarClass.isLetter($0) || ScalarClass.isDigit($0) || [95, 43, 45, 46].contains($0)
        }
        return scheme.count >= 2 && isScheme ? colon : nil
    }

    private func isHostAndTail(_ s: ArraySlice<Code>) -> Bool {
        let tail = s.firstIndex { $0 == 47 || $0 == 63 || $0 == 35 } ?? s.endIndex
        var host = s[..<tail]
        if let colon = host.firstIndex(of: 58) {
            let port = host[(colon + 1)...]
            guard (2...5).contains(port.count), port.allSatisfy(ScalarClass.isDigit) else { return false }
            host = host[..<colon]
        }
        return isHost(host)
    }

    private func isHost(_ host: ArraySlice<Code>) -> Bool {
        let parts = host.split(separator: 46, omittingEmptySubsequences: false)
        guard parts.count >= 2, let last = parts.last else { return false }
        if parts.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ScalarClass.isASCIIDigit) }) {
            return isPublicAddress(parts)
        }
        return parts.dropLast().allSatisfy(isLabel) && (2...63).contains(last.count)
            && last.allSatisfy(topLevel.contains)
    }

    private func isPublicAddress(_ parts: [ArraySlice<Code>]) -> Bool {
        guard parts.allSatisfy({ $0.count <= 3 }), parts[0].first != 48, parts[3].first != 48 else {
            return false
        }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } }
        switch (numbers[0], numbers[1]) {
        case (10, _), (127, _), (169, 254), (192, 168), (172, 16...31): return false
        default:
            return (1...223).contains(numbers[0]) && numbers[1] <= 255 && numbers[2] <= 255
                && (1...254).contains(numbers[3])
        }
    }

    private func isLabel(_ label: ArraySlice<Code>) -> Bool {
        func isPlain(_ c: Code) -> Bool {
            (97...122).contains(c) || (65...90).contains(c) || ScalarClass.isASCIIDigit(c)
                || (0xa1...0xffff).contains(c)
        }
        guard let first = label.first, let last = label.last, label.count <= 64, isPlain(first), isPlain(last)
        else {
            return false
        }
        return label.allSatisfy { isPlain($0) || $0 == 95 || $0 == 45 }
    }
}
