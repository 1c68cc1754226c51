import ArgumentParser
import DemarcheParsing
import Foundation

/// The command line: reads arguments, runs a verb, makes exit codes.
@main
struct DemarcheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demarche",
        abstract: "Reads reports and keeps the record: who did what to whom, when, by whose word.",
        discussion: """
            Examples:
              demarche code report.txt
              demarche code reports.jsonl --format jsonl > claims.jsonl
              demarche explain "Norway expelled two Russian diplomats on Monday." --date 2022-10-31

            Exit codes: 0 done, 1 findings or nothing found, 2 usage, 3 bad input, 4 partly done, 5 integrity.
            """,
        version: programVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Reading",
                subcommands: [
                    CodeCommand.self, ExplainCommand.self, MentionsCommand.self, ParseCommand.self,
                ]),
            CommandGroup(
                name: "Record",
                subcommands: [
                    AddCommand.self, DyadCommand.self, EventsCommand.self, MeasuresCommand.self,
                    SanctionedCommand.self, ChainCommand.self, ChangesCommand.self, SearchCommand.self,
                    WhyCommand.self, PanelCommand.self,
                ]),
            CommandGroup(
                name: "Correcting",
                subcommands: [
                    ReviewCommand.self, FixCommand.self, MergeCommand.self, SplitCommand.self,
                    WithdrawCommand.self, RecodeCommand.self, DiffCommand.self,
                ]),
            CommandGroup(
                name: "Showing",
                subcommands: [
                    ServeCommand.self, SiteCommand.self, DigestCommand.self, ExportCommand.self,
                    ImportCommand.self,
                ]),
            CommandGroup(
                name: "Keeping",
                subcommands: [VerifyCommand.self, BackupCommand.self, DoctorCommand.self]),
            CommandGroup(
                name: "Lexicon",
                subcommands: [LexiconCommand.self, ActorCommand.self, EvaluateCommand.self]),
        ])

    static func main() {
        ProcessMemory.flatten()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Messages.warn(failure.message)
            Foundation.exit(failure.status.rawValue)
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
                Foundation.exit(0)
            }
            if code == .validationFailure {
                Messages.warn(usage(error))
                Foundation.exit(ExitStatus.usage.rawValue)
            }
            let failure = Failure(error)
            Messages.warn(failure.message)
            Foundation.exit(failure.status.rawValue)
        }
    }

    /// What is wrong with the arguments; a first one that is no verb is named as that.
    private static func usage(_ error: any Error) -> String {
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        if let verb = CommandLine.arguments.dropFirst().first, !verb.hasPrefix("-"), !verbs.contains(verb) {
            return "there is no verb “\(verb)”; list the verbs with: demarche --help"
        }
        let message = fullMessage(for: error), mark = "Error: "
        return message.hasPrefix(mark) ? String(message.dropFirst(mark.count)) : message
    }
}
