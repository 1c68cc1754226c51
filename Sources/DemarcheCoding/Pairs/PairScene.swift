package import Demarche

/// A sentence seen from two given actors: where they stand, and the words that lead from one to the other.
package struct PairScene: Sendable {
    package let parse: Parse
    package let predications: [Predication]
    package let source: Side
    package let target: Side
    /// The sentence, or sentences, that hold the two; and their tokens.
    package let sentences: [Range<Int>]
    package let tokens: [Int]
    /// The words that lead from the source to the target, in that order; none of them stands inside either.
    package let path: [Int]
    private let onPath: Set<Int>

    /// One of the two actors, as its spans give it.
    package struct Side: Sendable {
        package let tokens: Set<Int>
        /// The tokens that head its phrases, in text order.
        package let heads: [Int]

        init(_ spans: [Span], in parse: Parse) {
            let inside = parse.tokens.indices.filter { token in
                spans.contains { $0.overlaps(parse.tokens[token].span) } && parse.tokens[token].pos != "SPACE"
            }
            let tokens = Set(inside)
            self.tokens = tokens
            let tops = inside.filter { !tokens.contains(parse.head($0)) || parse.head($0) == $0 }
            let nominal = tops.filter(parse.isNominal)
            heads = nominal.isEmpty ? tops : nominal
        }
    }

    /// - Parameter predicate: the word that is asked for, from which the path begins; nil for whatever joins the two.
    package init(
        parse: Parse, predications: [Predication], source: [Span], target: [Span], predicate: Int? = nil
    ) {
        self.parse = parse
        self.predications = predications
        let source = Side(source, in: parse)
        let target = Side(target, in: parse)
        self.source = source
        self.target = target
        let ends = [source.heads.first, target.heads.first, predicate].compactMap { $0 }
        let found = ends.isEmpty ? parse.sentences.prefix(1).map { $0 } : ends.map(parse.sentence(of:))
        sentences = Set(found).sorted { $0.lowerBound < $1.lowerBound }
        tokens = Array(sentences.joined())
        path =
            predicate.map { Self.path(in: parse, from: $0, to: target) }
            ?? Self.path(in: parse, source: source, target: target, opening: tokens.first ?? 0)
        onPath = Set(path)
    }

    /// How many arcs lie between a token and the path: 0 on it.
    func distance(toPath token: Int) -> Int {
        var (at, steps) = (token, 0)
        while !onPath.contains(at), parse.head(at) != at, steps < 12 {
            at = parse.head(at)
            steps += 1
        }
        return onPath.contains(at) ? steps : 12
    }

    /// How plainly a side stands in one of these roles.
    package enum Contact: Int, Comparable, Sendable {
        /// Not at all; somewhere inside the phrase ("*Norwegian* police", "a base in *Mali*"); as its head.
        case none, inside, head

        package static func < (a: Contact, b: Contact) -> Bool { a.rawValue < b.rawValue }
    }

    func contact(_ arguments: [PredicateArgument], _ side: Side) -> Contact {
        var best = Contact.none
        for argument in arguments {
            if side.tokens.contains(argument.head) { return .head }
            if side.heads.contains(where: { holds(argument.head, $0) }) { best = .inside }
        }
        return best
    }

    /// Whether a phrase holds a token, relative and adverbial clauses apart.
    private func holds(_ head: Int, _ token: Int) -> Bool {
        var (at, steps) = (token, 0)
        while at != head {
            if parse.head(at) == at || steps > 12 || ["relcl", "advcl", "acl"].contains(parse.label(at)) {
                return false
            }
            at = parse.head(at)
            steps += 1
        }
        return true
    }

    // MARK: The path

    /// A predicate, and what leads from it to the target below.
    private static func path(in parse: Parse, from predicate: Int, to target: Side) -> [Int] {
        let down = target.heads.first.map { ancestors(of: $0, in: parse) } ?? []
        guard let place = down.firstIndex(of: predicate) else { return [predicate] }
        return down[...place].reversed().filter { $0 == predicate || !target.tokens.contains($0) }
    }

    private static func path(in parse: Parse, source: Side, target: Side, opening: Int) -> [Int] {
        let inside = source.tokens.union(target.tokens)
        guard let start = source.heads.first ?? target.heads.first else {
            return opening < parse.tokens.count ? [root(above: opening, in: parse)] : []
        }
        let end = target.heads.first ?? told(by: start, in: parse) ?? start
        let up = ancestors(of: start, in: parse)
        let down = ancestors(of: end, in: parse)
        let common = up.first(where: down.contains)
        var path = Array(up.prefix { $0 != common })
        if let common { path.append(common) }
        path += down.prefix { $0 != common }.reversed()
        path.removeAll(where: inside.contains)
        if !path.contains(where: parse.isVerbal) {
            path += above(common ?? start, in: parse).filter { !inside.contains($0) && !path.contains($0) }
        }
        return path
    }

    /// Where no target is given: the verb of the clause that the source's own verb tells ("said they will not *end* it").
    private static func told(by source: Int, in parse: Parse) -> Int? {
        let verb = parse.head(source)
        guard parse.isVerbal(verb), parse.label(source) == "nsubj" else { return nil }
        return parse.children[verb].first {
            $0 > verb && ["ccomp", "xcomp"].contains(parse.label($0)) && parse.isVerbal($0)
        }
    }

    /// A token and those above it, up to its root.
    private static func ancestors(of token: Int, in parse: Parse) -> [Int] {
        var found = [token]
        while let last = found.last, parse.head(last) != last, found.count <= parse.tokens.count {
            found.append(parse.head(last))
        }
        return found
    }

    /// Those above a token as far as the first verb.
    private static func above(_ token: Int, in parse: Parse) -> [Int] {
        let up = ancestors(of: token, in: parse).dropFirst()
        guard let verb = up.firstIndex(where: parse.isVerbal) else { return Array(up) }
        return Array(up[...verb])
    }

    private static func root(above token: Int, in parse: Parse) -> Int {
        ancestors(of: token, in: parse).last ?? token
    }
}
