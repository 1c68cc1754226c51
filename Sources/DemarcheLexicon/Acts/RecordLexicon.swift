package import Demarche
package import Foundation

/// What gathers claims and ties them together: families of acts, words of answering, kinds of measures, relations.
package struct RecordLexicon: Sendable {
    package let families: FamilyTable
    package let answers: [AnswerCue]
    package let measures: [MeasureRule]
    package let kinds: [String: MeasureKind]
    /// The roles of each word of `relations.tsv`.
    package let relations: [String: Set<Relation>]
    /// The beginnings of the codes of the acts that a noun of `deeds.tsv` can name.
    package let deeds: [String: [String]]

    /// Reads `families.tsv`, `answers.tsv`, `deeds.tsv`, `measures.tsv`, `measure_kinds.tsv` and `relations.tsv`.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        families = try FamilyTable(folder.appending(path: "families.tsv"))
        answers = try Self.answers(folder)
        measures = try Self.measures(folder)
        kinds = try Self.kinds(folder)
        relations = try Self.relations(folder)
        deeds = try Self.deeds(folder)
    }

    /// From values, for tests.
    package init(
        families: FamilyTable, answers: [AnswerCue] = [], measures: [MeasureRule] = [],
        kinds: [String: MeasureKind] = [:],
        relations: [String: Set<Relation>] = [:], deeds: [String: [String]] = [:]
    ) {
        self.deeds = deeds
        self.families = families
        self.answers = answers
        self.measures = measures
        self.kinds = kinds
        self.relations = relations
    }

    private static func answers(_ folder: URL) throws -> [AnswerCue] {
        let table = try Table(
            folder.appending(path: "answers.tsv"), columns: ["cue", "link", "basis", "example"])
        return try table.rows.map { row in
            guard let link = AnswerCue.Link(rawValue: row["link"]) else {
                throw row.error(
                    "link “\(row["link"])” is none of \(AnswerCue.Link.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            guard let basis = Answer.Basis(rawValue: row["basis"]), basis == .stated || basis == .sequence
            else {
                throw row.error("basis “\(row["basis"])” is neither stated nor sequence")
            }
            let words = row["cue"].split(separator: " ").map(String.init)
            return AnswerCue(words: words, link: link, basis: basis)
        }
    }

    private static func measures(_ folder: URL) throws -> [MeasureRule] {
        let columns = ["kind", "acts", "words", "of", "objects", "becomes", "status", "example"]
        return try Table(folder.appending(path: "measures.tsv"), columns: columns).rows.map { row in
            MeasureRule(
                kind: row["kind"], acts: Set(row.list("acts")), words: row.list("words"), of: row.list("of"),
                objects: Set(row.list("objects")), becomes: row["becomes"], status: row["status"])
        }
    }

    private static func kinds(_ folder: URL) throws -> [String: MeasureKind] {
        let table = try Table(
            folder.appending(path: "measure_kinds.tsv"), columns: ["kind", "sense", "designates", "broad"])
        return try Dictionary(
            table.rows.map { row in
                guard let designates = MeasureKind.Designates(rawValue: row["designates"]) else {
                    throw row.error("designates “\(row["designates"])” is none of all, persons, none")
                }
                guard ["", "yes"].contains(row["broad"]) else {
                    throw row.error("broad “\(row["broad"])” is neither yes nor empty")
                }
                guard ["restrictive", "positive"].contains(row["sense"]) else {
                    throw row.error("sense “\(row["sense"])” is neither restrictive nor positive")
                }
                return (
                    row["kind"],
                    MeasureKind(
                        isRestrictive: row["sense"] == "restrictive", designates: designates,
                        isBroad: row["broad"] == "yes")
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func deeds(_ folder: URL) throws -> [String: [String]] {
        let table = try Table(folder.appending(path: "deeds.tsv"), columns: ["noun", "cameo", "example"])
        return try Dictionary(
            table.rows.map { row in
                let codes = row.list("cameo")
                guard !codes.isEmpty, codes.allSatisfy({ $0.count >= 2 && $0.allSatisfy(\.isNumber) }) else {
                    throw row.error("cameo “\(row["cameo"])” holds no beginnings of CAMEO codes")
                }
                return (row["noun"], codes)
            }, uniquingKeysWith: +)
    }

    private static func relations(_ folder: URL) throws -> [String: Set<Relation>] {
        let table = try Table(folder.appending(path: "relations.tsv"), columns: ["word", "role", "example"])
        var relations: [String: Set<Relation>] = [:]
        for row in table.rows {
            guard let relation = Relation(rawValue: row["role"]) else {
                throw row.error(
                    "role “\(row["role"])” is none of \(Relation.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            relations[row["word"], default: []].insert(relation)
        }
        return relations
    }
}

/// Words that show that one act answers another.
package struct AnswerCue: Hashable, Sendable {
    /// How the act answered is found.
    package enum Link: String, CaseIterable, Sendable {
        case object, named, bare
        /// The words are an act's name: it answers what its object names or points to; a denial also what its own doer is
        /// said to have done; a pointing act only what a pointing word in its object stands for.
        case act, denial, pointing

        /// Whether the cue is the name of an act.
        package var isOfAct: Bool { self == .act || self == .denial || self == .pointing }
    }

    package let words: [String]
    package let link: Link
    package let basis: Answer.Basis

    package init(words: [String], link: Link, basis: Answer.Basis) {
        self.words = words
        self.link = link
        self.basis = basis
    }
}

/// How a claim's words narrow a measure: one row of `measures.tsv`.
package struct MeasureRule: Hashable, Sendable {
    package let kind: String
    package let acts: Set<String>
    package let words: [String]
    package let of: [String]
    package let objects: Set<String>
    package let becomes: String
    package let status: String

    package init(
        kind: String, acts: Set<String> = [], words: [String] = [], of: [String] = [],
        objects: Set<String> = [],
        becomes: String, status: String = ""
    ) {
        self.kind = kind
        self.acts = acts
        self.words = words
        self.of = of
        self.objects = objects
        self.becomes = becomes
        self.status = status
    }
}

/// What is known of a kind of measure.
package struct MeasureKind: Hashable, Sendable {
    /// Whose names a claim of the kind designates.
    package enum Designates: String, Sendable { case all, persons, none }

    /// Whether the status is that of a restriction.
    package let isRestrictive: Bool
    package let designates: Designates
    /// Whether nothing narrower was said of it: "sanctions".
    package let isBroad: Bool

    package init(isRestrictive: Bool, designates: Designates, isBroad: Bool = false) {
        self.isRestrictive = isRestrictive
        self.designates = designates
        self.isBroad = isBroad
    }
}

/// What a word does between a measure and a name.
package enum Relation: String, CaseIterable, Sendable {
    case relative, owner, include, cover, generic, collective
    case officialOf = "official-of"
}
