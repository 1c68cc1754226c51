import Foundation

/// What the attribute ruler can ask of a token.
struct RuledToken {
    let lower: String
    let isSpace: Bool
    let tag: Int
    let label: Int
}

/// A condition on one token: all that is said must hold.
struct TokenPattern: Sendable {
    private enum Numbers: Sendable {
        case among([Int])
        case notAmong([Int])

        func holds(_ value: Int) -> Bool {
            switch self {
            case .among(let values): values.contains(value)
            case .notAmong(let values): !values.contains(value)
            }
        }
    }

    private enum Text: Sendable {
        case among(Set<String>)
        case notAmong(Set<String>)
        case expression(NSRegularExpression)

        func holds(_ value: String) -> Bool {
            switch self {
            case .among(let values): values.contains(value)
            case .notAmong(let values): !values.contains(value)
            case .expression(let expression):
                expression.firstMatch(in: value, range: NSRange(value.startIndex..., in: value)) != nil
            }
        }
    }

    private var tag: Numbers?
    private var label: Numbers?
    private var lower: Text?
    private var isSpace: Bool?

    init(_ value: MessagePackValue, tags: inout Labels, labels: inout Labels, file: MappedFile) throws {
        for (key, condition) in value.map ?? [] {
            switch key.string {
            case "TAG": tag = try Self.numbers(condition, &tags, file)
            case "DEP": label = try Self.numbers(condition, &labels, file)
            case "LOWER": lower = try Self.text(condition, file)
            case "IS_SPACE":
                guard case .bool(let value) = condition else { throw file.damaged("a pattern of IS_SPACE") }
                isSpace = value
            default:
                throw file.unsupported("a pattern asks for \(key.string ?? "an attribute without a name")")
            }
        }
    }

    func matches(_ token: RuledToken) -> Bool {
        if let tag, !tag.holds(token.tag) { return false }
        if let label, !label.holds(token.label) { return false }
        if let isSpace, isSpace != token.isSpace { return false }
        if let lower, !lower.holds(token.lower) { return false }
        return true
    }

    /// The tags of which one must be the token's, or nil when other tags may match as well.
    var tags: [Int]? { if case .among(let tags)? = tag { tags } else { nil } }

    private static func strings(_ value: MessagePackValue, _ file: MappedFile) throws -> (
        op: String, [String]
    ) {
        if let literal = value.string { return ("IN", [literal]) }
        guard let pairs = value.map, pairs.count == 1, let op = pairs[0].key.string else {
            throw file.damaged("a pattern")
        }
        if let list = pairs[0].value.array { return (op, list.compactMap(\.string)) }
        guard let single = pairs[0].value.string else { throw file.damaged("a pattern") }
        return (op, [single])
    }

    private static func numbers(
        _ value: MessagePackValue, _ names: inout Labels, _ file: MappedFile
    ) throws -> Numbers {
        let (op, list) = try strings(value, file)
        switch op {
        case "IN": return .among(list.map { names.intern($0) })
        case "NOT_IN": return .notAmong(list.map { names.intern($0) })
        default: throw file.unsupported("a pattern uses \(op)")
        }
    }

    private static func text(_ value: MessagePackValue, _ file: MappedFile) throws -> Text {
        let (op, list) = try strings(value, file)
        switch op {
        case "IN": return .among(Set(list))
        case "NOT_IN": return .notAmong(Set(list))
        case "REGEX":
            guard let pattern = list.first, let expression = try? NSRegularExpression(pattern: pattern) else {
                throw file.damaged("a regular expression")
            }
            return .expression(expression)
        default: throw file.unsupported("a pattern uses \(op)")
        }
    }
}
