package import Foundation

/// A verb that tells once more what was just told: a row of `echoes.tsv`.
package struct Echo: Hashable, Sendable {
    /// The verb's lemma.
    package let verb: String
    /// Lemmas that stand below it: "in kind".
    package let others: [String]
    /// What its subject is in the act that it repeats.
    package let subject: Subject
    /// Whether it takes a noun that points at the act told: "mirrored the step".
    package let takesPointer: Bool

    package enum Subject: String, CaseIterable, Sendable { case doer, recipient }

    package init(verb: String, others: [String] = [], subject: Subject, takesPointer: Bool = false) {
        self.verb = verb
        self.others = others
        self.subject = subject
        self.takesPointer = takesPointer
    }

    /// The rows of a lexicon folder.
    /// - Throws: `LexiconError`.
    static func read(_ folder: URL) throws -> [Echo] {
        let table = try Table(
            folder.appending(path: "echoes.tsv"), columns: ["words", "subject", "object", "example"])
        return try table.rows.map { row in
            let words = row["words"].split(separator: " ").map(String.init)
            guard let verb = words.first else { throw row.error("no words; write the verb first") }
            guard let subject = Subject(rawValue: row["subject"]) else {
                throw row.error("subject “\(row["subject"])” is neither doer nor recipient")
            }
            guard ["", "pointer"].contains(row["object"]) else {
                throw row.error("object “\(row["object"])” is neither empty nor pointer")
            }
            return Echo(
                verb: verb, others: Array(words.dropFirst()), subject: subject,
                takesPointer: row["object"] == "pointer")
        }
    }
}
