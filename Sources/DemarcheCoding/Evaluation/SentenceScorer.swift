package import Demarche

/// A single sentence with the one act that it is known for: a PLOVER type or a CAMEO code.
package struct CodedSentence: Decodable, Sendable {
    package let id: String?
    package let text: String
    /// PLOVER type, in the name that the source used.
    package let event: String?
    /// CAMEO code.
    package let code: String?

    package var isStatement: Bool { code?.hasPrefix("01") ?? false }
}

/// Scores single sentences by their claim of the highest confidence: the measures of the project's independent scorer.
package struct SentenceScorer: Sendable {
    /// Types by the older names that sources use for them.
    private let types: [String: Set<String>]

    /// - Parameter types: today's PLOVER types for each older name; a name that is not there stands for itself.
    package init(types: [String: Set<String>] = [:]) { self.types = types }

    /// Shares of the sentences that are no statements, 0 to 1; `claims` is their mean number.
    package struct Outcome: Sendable {
        package let sentences: Int
        package let any: Double
        package let type: Double
        package let root: Double
        package let code: Double
        package let claims: Double
    }

    /// - Parameter sentences: each with its report's id; a sentence without an id of its own has its line's number.
    package func outcome(of sentences: [CodedSentence], claims: [Claim]) -> Outcome {
        let byReport = Dictionary(grouping: claims, by: \.report)
        var (count, any, type, root, code, total) = (0, 0, 0, 0, 0, 0)
        for (line, sentence) in sentences.enumerated() where !sentence.isStatement {
            let found = byReport[sentence.id ?? String(line)] ?? []
            count += 1
            total += found.count
            guard let best = best(of: found) else { continue }
            any += 1
            if let event = sentence.event {
                type += (types[event] ?? [event]).contains(String(best.plover.prefix { $0 != ":" })) ? 1 : 0
            }
            if let wanted = sentence.code {
                root += best.cameo.prefix(2) == wanted.prefix(2) ? 1 : 0
                code += best.cameo == wanted ? 1 : 0
            }
        }
        func share(_ part: Int) -> Double { count == 0 ? 0 : Double(part) / Double(count) }
        return Outcome(
            sentences: count, any: share(any), type: share(type), root: share(root), code: share(code),
            claims: share(total))
    }

    /// The first of the highest confidence, as it is printed.
    private func best(of claims: [Claim]) -> Act? {
        func printed(_ claim: Claim) -> Int { Int((claim.confidence * 100).rounded()) }
        return claims.max { printed($0) < printed($1) }.flatMap { top in
            claims.first { printed($0) == printed(top) }?.act
        }
    }
}
