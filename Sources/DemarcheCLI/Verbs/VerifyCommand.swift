import ArgumentParser
import DemarcheLedger

/// `demarche verify`: whether the ledger still says what was put in.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks the ledger: file, keys, digests, offsets, the chain of entries.",
        discussion: """
            Exits 5 where something is missing or altered, and says what. Adding the reports again restores lost texts.

            Example:
              demarche verify --ledger archive.db
            """)

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let result = try Verifier(ledger: ledger.open()).result()
        for finding in result.findings { print(finding) }
        let counts = "\(result.reports) reports, \(result.claims) claims, \(result.events) events"
        guard result.findings.isEmpty else {
            Messages.warn(
                "\(ledger.ledger): \(counts); \(result.findings.count) findings; keep the file and restore a backup beside it"
            )
            throw ExitCode(ExitStatus.integrity.rawValue)
        }
        print("\(ledger.ledger): \(counts): all in order")
    }
}
