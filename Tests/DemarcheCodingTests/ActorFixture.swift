import Demarche
import DemarcheLexicon
import Foundation

/// A small world for tests of mentions; the small words are the product's own.
enum Fixture {
    static func lexicon(people: String = "") throws -> ActorLexicon {
        func table(_ name: String, _ text: String, _ columns: String) throws -> FactTable {
            let columns = columns.split(separator: " ").map(String.init)
            let rows = columns.joined(separator: "\t") + "\n" + text
            return try FactTable(bytes: Array(rows.utf8), file: name, columns: columns)
        }
        return try ActorLexicon(
            states: table(
                "states.tsv", "JPN\tJapan\t\t\t\t\t\t\t\nRUS\tRussia\t\t\t\t\t\t\t\n",
                "code name from to cow gw fips cameo successor"),
            names: table("names.tsv", names, "name code kind sector from to"),
            people: table(
                "people.tsv",
                people + "Ada Lund\t\tJPN\tforeign-minister\tGOV\t2020-01-01\t2025-01-01\n"
                    + "Sergey Khrapov\t\tRUS\tdefence-minister\tGOV\t2020-01-01\t\n",
                "name aliases code office sector from to"),
            organisations: table(
                "organisations.tsv", "Federal Security Service\tFSB\tRUS\tSPY\tservice\t\t\n",
                "name aliases code sector kind from to"),
            roles: table("roles.tsv", roles, "noun plural sector kind class example"),
            words: ActorWords(
                FactTable(
                    root.appendingPathComponent("Lexicons/actor_words.tsv"),
                    columns: ["words", "use", "value"])))
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let names = """
        Japan\tJPN\tname\tGOV\t\t
        Japanese\tJPN\tadjective\tGOV\t\t
        Kremlin\tRUS\tseat\tGOV\t\t
        Russia\tRUS\tname\tGOV\t\t
        Russian\tRUS\tadjective\tGOV\t\t
        Russians\tRUS\tdemonym\tCVL\t\t
        Tokyo\tJPN\tcapital\tGOV\t\t

        """

    private static let roles = """
        accountant\t\tBUS\tperson\tbusiness\t
        ambassador\t\tGOV\tperson\tdiplomat\t
        army\t\tMIL\tbody\tmilitary\t
        consul\t\tGOV\tperson\tdiplomat\t
        country\t\tGOV\tbody\tstate\t
        diplomat\t\tGOV\tperson\tdiplomat\t
        gunman\tgunmen\tUAF\tperson\tunknown-armed\t
        minister\t\tGOV\tperson\tminister\t
        officer\t\tMIL\tperson\tsoldier\t
        parliament\t\tLEG\tbody\tparliament\t
        people\tpeople\tCVL\tperson\tcitizen\t
        thief\tthieves\tCRM\tperson\tcriminal\t

        """
}
