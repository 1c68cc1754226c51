import Foundation

/// The attributes that rules give a token.
struct RuledAttributes {
    var tag: Int
    var label: Int
    var pos = ""
    var morph = ""
    /// nil where no rule gives one.
    var lemma: String?
}

/// Gives tokens their part of speech, features and some lemmas, by rules on tag, form and label.
///
/// Rules look at tokens as they were before any rule wrote; each writes to one token, later rules over earlier ones.
struct AttributeRuler: Sendable {
    private struct Rule: Sendable {
        let patterns: [[TokenPattern]]
        /// The token of the match that is written to.
        let index: Int
        let pos: String?
        let morph: String?
        let lemma: String?
        let tag: Int?
        let label: Int?

        func write(to token: inout RuledAttributes) {
            if let pos { token.pos = pos }
            if let morph { token.morph = morph }
            if let lemma { token.lemma = lemma }
            if let tag { token.tag = tag }
            if let label { token.label = label }
        }
    }

    /// A pattern of several tokens and its rule's number.
    private struct Sequence: Sendable {
        let rule: Int
        let patterns: [TokenPattern]
    }

    private let rules: [Rule]
    /// Rules with a pattern of one token that may match a tag, in order, by tag.
    private let rulesOfTag: [[Int]]
    private let sequences: [Sequence]

    init(_ url: URL, tags: inout Labels, labels: inout Labels) throws {
        let file = try MappedFile(url)
        guard let list = try MessagePackReader.value(of: file).array else { throw file.damaged("no rules") }
        let rules = try list.map { try Self.rule($0, &tags, &labels, file) }
        self.rules = rules
        rulesOfTag = tags.names.indices.map { tag in
            rules.indices.filter { rule in
                rules[rule].patterns.contains { $0.count == 1 && $0[0].tags?.contains(tag) ?? true }
            }
        }
        sequences = rules.enumerated().flatMap { number, rule in
            rule.patterns.filter { $0.count > 1 }.map { Sequence(rule: number, patterns: $0) }
        }
    }

    private static func rule(
        _ value: MessagePackValue, _ tags: inout Labels, _ labels: inout Labels, _ file: MappedFile
    ) throws -> Rule {
        guard let patterns = value["patterns"]?.array, let attributes = value["attrs"]?.map,
            let index = value["index"]?.int
        else { throw file.damaged("a rule") }
        let parsed = try patterns.map { pattern in
            try (pattern.array ?? []).map {
                try TokenPattern($0, tags: &tags, labels: &labels, file: file)
            }
        }
        guard parsed.allSatisfy({ $0.indices.contains(index) }) else { throw file.damaged("a rule's index") }
        var strings: [String: String] = [:]
        for (key, value) in attributes {
            guard let key = key.string, let value = value.string else {
                throw file.damaged("a rule's attributes")
            }
            strings[key] = value
        }
        return Rule(
            patterns: parsed, index: index, pos: strings["POS"],
            morph: strings["MORPH"].map { $0 == "_" ? "" : $0 }, lemma: strings["LEMMA"],
            tag: strings["TAG"].map { tags.intern($0) }, label: strings["DEP"].map { labels.intern($0) })
    }

    /// What the rules on single tokens make of a token.
    func attributes(_ token: RuledToken) -> RuledAttributes {
        var result = RuledAttributes(tag: token.tag, label: token.label)
        for rule in single(token) { rules[rule].write(to: &result) }
        return result
    }

    /// Whether a pattern of several tokens may begin with this one.
    func mayBegin(_ token: RuledToken) -> Bool { sequences.contains { $0.patterns[0].matches(token) } }

    /// The rules with a pattern of several tokens that match from `start` on, with the token each writes to.
    func hits(from start: Int, count: Int, token: (Int) -> RuledToken) -> [(rule: Int, target: Int)] {
        sequences.compactMap { sequence in
            let fits =
                start + sequence.patterns.count <= count
                && sequence.patterns.indices.allSatisfy { sequence.patterns[$0].matches(token(start + $0)) }
            return fits ? (sequence.rule, start + rules[sequence.rule].index) : nil
        }
    }

    /// What the rules on single tokens, and these others, make of a token.
    func attributes(_ token: RuledToken, with others: [Int]) -> RuledAttributes {
        var result = RuledAttributes(tag: token.tag, label: token.label)
        for rule in (single(token) + others).sorted() { rules[rule].write(to: &result) }
        return result
    }

    private func single(_ token: RuledToken) -> [Int] {
        rulesOfTag[token.tag].filter { rule in
            rules[rule].patterns.contains { $0.count == 1 && $0[0].matches(token) }
        }
    }
}
