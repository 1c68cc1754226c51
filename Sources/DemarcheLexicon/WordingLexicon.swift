package import Foundation

/// What it takes to say an example in other words: forms of verbs, and states that stand in for the example's.
package struct WordingLexicon: Sendable {
    /// The forms of a verb that no rule makes.
    package struct Forms: Hashable, Sendable {
        package let past: String
        package let participle: String
        package let gerund: String
        package let hasPassive: Bool
    }

    /// A state in all the words that a slot may name it by.
    package struct StandIn: Hashable, Sendable {
        package let code: String
        package let name: String
        package let adjective: String
        package let demonyms: String
        package let capital: String
    }

    /// How a word names a state.
    package enum Kind: Sendable { case name, adjective, demonyms, capital }

    private let irregular: [String: Forms]
    /// By the number of the slot.
    package let standIns: [Int: StandIn]
    private let kinds: [String: Kind]

    /// Reads `irregular.tsv`, `standins.tsv` and the words for states in `names.tsv` of a folder.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        irregular = try Self.irregular(folder)
        standIns = try Self.standIns(folder)
        kinds = try Self.kinds(folder)
    }

    private static func irregular(_ folder: URL) throws -> [String: Forms] {
        let table = try Table(
            folder.appending(path: "irregular.tsv"),
            columns: ["verb", "past", "participle", "gerund", "passive"])
        return try Dictionary(
            table.rows.map { row in
                guard ["", "no"].contains(row["passive"]) else {
                    throw row.error("passive “\(row["passive"])” is neither empty nor “no”")
                }
                let forms = Forms(
                    past: row["past"], participle: row["participle"], gerund: row["gerund"],
                    hasPassive: row["passive"].isEmpty)
                return (row["verb"], forms)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func standIns(_ folder: URL) throws -> [Int: StandIn] {
        let columns = ["slot", "code", "name", "adjective", "demonyms", "capital"]
        let table = try Table(folder.appending(path: "standins.tsv"), columns: columns)
        return try Dictionary(
            table.rows.map { row in
                guard let slot = Int(row["slot"]), (1...2).contains(slot) else {
                    throw row.error("slot “\(row["slot"])” is neither 1 nor 2")
                }
                let state = StandIn(
                    code: row["code"], name: row["name"], adjective: row["adjective"],
                    demonyms: row["demonyms"],
                    capital: row["capital"])
                return (slot, state)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func kinds(_ folder: URL) throws -> [String: Kind] {
        let table = try FactTable(folder.appending(path: "names.tsv"), columns: ActorLexicon.nameColumns)
        var kinds: [String: Kind] = [:]
        for row in 0..<table.count {
            let word = table.text(row, 0)
            switch table.text(row, 2) {
            case "name", "short": kinds[word] = .name
            case "adjective": kinds[word] = .adjective
            case "capital": kinds[word] = kinds[word] ?? .capital
            case "demonym": kinds[word] = kinds[word] ?? (word.hasSuffix("s") ? .demonyms : .adjective)
            default: break
            }
        }
        return kinds
    }

    /// How these words name a state; nil where they name none.
    package func kind(of words: String) -> Kind? { kinds[words] }

    /// The past participle of a verb whose past stands in a text: "admit", "admitted" → "admitted"; nil where unknown.
    package func participle(of verb: String, past: String) -> String? {
        if let forms = irregular[verb], forms.past == past { return forms.participle }
        return past.hasSuffix("ed") ? past : nil
    }

    /// The -ing form of a verb whose past stands in a text: "admit", "admitted" → "admitting"; nil where unknown.
    package func gerund(of verb: String, past: String) -> String? {
        if let forms = irregular[verb], forms.past == past { return forms.gerund }
        guard past.hasSuffix("ed") else { return nil }
        if verb.hasSuffix("ie") { return verb.dropLast(2) + "ying" }
        if verb.hasSuffix("y") || verb.hasSuffix("ee") || verb.hasSuffix("ye") || verb.hasSuffix("oe") {
            return verb + "ing"
        }
        return past.dropLast(2) + "ing"
    }

    /// Whether news says "was" with the verb's participle.
    package func hasPassive(_ verb: String) -> Bool { irregular[verb]?.hasPassive ?? true }
}
