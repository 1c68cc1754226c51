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
        subcommands: [
            CodeCommand.self, ExplainCommand.self, ParseCommand.self, MentionsCommand.self,
            EvaluateCommand.self,
            LexiconCommand.self, ActorCommand.self,
            AddCommand.self, DyadCommand.self, EventsCommand.self, SearchCommand.self, WhyCommand.self,
            VerifyCommand.self, MeasuresCommand.self, ChainCommand.self, SanctionedCommand.self,
            ChangesCommand.self,
            WithdrawCommand.self, FixCommand.self, MergeCommand.self, SplitCommand.self, ReviewCommand.self,
            BackupCommand.self,
            ExportCommand.self, ImportCommand.self, PanelCommand.self, RecodeCommand.self, DiffCommand.self,
            DoctorCommand.self, ServeCommand.self, SiteCommand.self, DigestCommand.self,
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
                Messages.warn(fullMessage(for: error))
                Foundation.exit(ExitStatus.usage.rawValue)
            }
            let failure = Failure(error)
            Messages.warn(failure.message)
            Foundation.exit(failure.status.rawValue)
        }
    }
}
