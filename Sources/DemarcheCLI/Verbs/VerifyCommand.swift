import ArgumentParser
import DemarcheLedger
import Foundation

/// `demarche verify`: whether the ledger still says what was put in.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks the ledger: file, keys, digests, offsets, the chain of entries.",
        discussion: """
            Exits 5 where something is missing or altered, and says what. Adding the reports again restores what is
            lost; --salvage writes what is whole into a new ledger.

            Examples:
              demarche verify --ledger archive.db
              demarche verify --ledger damaged.db --salvage whole.db
            """)

    @Option(help: ArgumentHelp("Write the reports that are whole into this new ledger.", valueName: "file"))
    var salvage: String?
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        do {
            let result = try Verifier(ledger: ledger.ledger.open()).result()
            for finding in result.findings { print(finding) }
            let counts = "\(result.reports) reports, \(result.claims) claims, \(result.events) events"
            if result.findings.isEmpty { return print("\(ledger.name): \(counts): all in order") }
            Messages.warn("\(ledger.name): \(counts); \(result.findings.count) findings")
        } catch let error as LedgerError where error.kind == .damaged {
            print("file: truncated or damaged, SQLite cannot read it")
        }
        try tellRest()
        throw ExitCode(ExitStatus.integrity.rawValue)
    }

    /// What can still be had, and how.
    private func tellRest() throws {
        let rest = try Salvage(ledger.ledger.url)
        for id in rest.lost { print("report \(id): not whole any more; add it again") }
        let known = rest.count + rest.lost.count
        if rest.linksTold > known {
            print(
                "chain: it told of \(rest.linksTold) codings; of \(rest.linksTold - known) no report is left")
        }
        if let salvage {
            try Ledger.write(rest, to: URL(filePath: salvage), maker: ledger.maker())
            Messages.warn("\(salvage): \(rest.count) whole reports written")
        } else {
            Messages.warn(
                "\(rest.count) reports are whole; “demarche add” of the reports keeps these and restores the others"
            )
        }
    }
}
