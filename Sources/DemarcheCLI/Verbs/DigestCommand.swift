import ArgumentParser
import Demarche
import DemarcheDesk
import DemarcheLedger
import Foundation

/// `demarche digest`: a month of a relation in words.
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Writes a cited monthly digest of what two actors did to each other, from the record.",
        discussion: """
            Each line gives the report's own words and cites [report, sentence].

            Examples:
              demarche digest RUS JPN --month 2022-10
              demarche digest RUS JPN --month 2022-10 --format html > october.html
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, html }

    @Argument(help: "An actor's code, or the name of a state.") var first: ActorArgument
    @Argument(help: "The other actor's.") var second: ActorArgument
    @Option(help: ArgumentHelp("The month, as 2022-10.", valueName: "month")) var month: String
    @Option(help: "As it was known on this day: only reports received by then.") var asKnown: DayArgument?
    @Option(help: "markdown or html.") var format: Format = .markdown
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if Day(iso: month + "-01") == nil {
            throw ValidationError("--month “\(month)” is no month; write it like 2022-10")
        }
    }

    mutating func run() throws {
        guard let day = Day(iso: month + "-01") else { return }
        first = try first.resolved(by: ledger)
        second = try second.resolved(by: ledger)
        let store = try ledger.open()
        let maker = asKnown == nil ? EventMaker.single : try ledger.maker()
        let digest = try ledger.ledger.desk(store, maker: maker, lexicons: ledger.folder()).digest(
            first.code, second.code, month: day, knownBy: asKnown?.day)
        var output = Output()
        output.line(format == .html ? digest.html : digest.markdown)
        output.flush()
        guard digest.events == 0 else { return }
        Messages.warn(
            "no act between \(first.code) and \(second.code) in \(month) in \(ledger.name); see: demarche dyad \(first.code) \(second.code)"
        )
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}
