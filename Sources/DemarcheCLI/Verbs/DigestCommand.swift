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

    @Argument(help: "An actor's code.") var first: CodeArgument
    @Argument(help: "The other actor's code.") var second: CodeArgument
    @Option(help: ArgumentHelp("The month, as 2022-10.", valueName: "month")) var month: String
    @Option(help: "As it was known on this day: only reports received by then.") var asKnown: DayArgument?
    @Option(help: "markdown or html.") var format: Format = .markdown
    @OptionGroup var desk: DeskOptions
    @Option(
        help: ArgumentHelp(
            "The lexicons' folder (default: $DEMARCHE_LEXICONS, beside the binary, Lexicons/ here).",
            valueName: "folder"))
    var lexicons: String?

    func validate() throws {
        if Day(iso: month + "-01") == nil {
            throw ValidationError("--month “\(month)” is no month; write it like 2022-10")
        }
    }

    func run() throws {
        guard let day = Day(iso: month + "-01") else { return }
        let views = ViewOptions.of(desk.ledger, lexicons: lexicons)
        let folder = try views.folder()
        let store = try views.open()
        let maker = asKnown == nil ? EventMaker.single : try views.maker()
        let digest = try desk.desk(store, maker: maker, lexicons: folder).digest(
            first.code, second.code, month: day, knownBy: asKnown?.day)
        var output = Output()
        output.line(format == .html ? digest.html : digest.markdown)
        output.flush()
        guard digest.events == 0 else { return }
        Messages.warn(
            "no act between \(first.code) and \(second.code) in \(month) in \(desk.ledger.ledger); see: demarche dyad \(first.code) \(second.code)"
        )
        throw ExitCode(ExitStatus.findings.rawValue)
    }
}

extension ViewOptions {
    /// For verbs that name the ledger among other options.
    static func of(_ ledger: LedgerOptions, lexicons: String?) -> ViewOptions {
        var options = ViewOptions()
        (options.ledger, options.lexicons) = (ledger, lexicons)
        return options
    }
}
