import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// Learns `choosing.tsv` from reports with gold claims.
struct LexiconLearnRolesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn-roles",
        abstract:
            "Learns from gold claims who fills roles that words leave open, and writes Lexicons/choosing.tsv.",
        discussion: """
            Each folder holds reports (*_docs.json) and their gold claims (*_gold.json). The same folders, rows and model give
            the same file. Two rounds: the first reads the reports by the rules alone, the second by what the first taught;
            each with the acts given, and as anybody would read it.

            Example:
              demarche lexicon learn-roles Tests/Goldens/Digests Tests/Goldens/Analyses
            """)

    @Argument(help: "Folders of reports and their gold claims.") var folders: [String]
    @Option(help: "Also writes what was learned from to this file, a JSON line each, to study.") var lessons:
        String?
    @OptionGroup var workbench: WorkbenchOptions

    /// Times that the reports are read.
    private static let rounds = 2

    func run() throws {
        let bench = try Workbench(workbench)
        let sets = try folders.map { try GoldFolder($0, bench: bench) }
        var choosing = ChoosingTable(weights: [:])
        for round in 1...Self.rounds {
            let coder = bench.coder(choosing: choosing)
            let taught = sets.map { set in
                (
                    folder: set.path,
                    lessons: learned(from: set.reports, coder: coder, acts: bench.lexicon.acts)
                )
            }
            let all = taught.flatMap(\.lessons)
            choosing = ChoosingTable(weights: ChooserTrainer().weights(from: all))
            Messages.warn("round \(round): \(all.count) lessons, \(choosing.weights.count) facts")
            guard round == Self.rounds, let file = self.lessons else { continue }
            let lines = taught.flatMap { set in set.lessons.map { $0.json(of: set.folder).text + "\n" } }
            try Data(lines.joined().utf8).write(to: URL(filePath: file), options: .atomic)
        }
        let file = try Workbench.lexicons(workbench).appending(path: ChoosingTable.file)
        let text = choosing.text(comment: [
            "How each fact about a directed pair speaks for it as the roles that words leave open, in hundredths; learned by",
            "“demarche lexicon learn-roles” from gold claims, with \(bench.parser.name). Not to be edited: learn again.",
        ])
        try Data(text.utf8).write(to: file, options: .atomic)
    }

    private func learned(from sets: [(report: Report, gold: GoldReport)], coder: Coder, acts: ActLexicon)
        -> [RoleLesson]
    {
        let triggers = GivenTriggers(acts: acts.acts)
        return sets.orderedParallelMap(threads: workbench.threads) { one in
            let items = triggers.items(of: one.gold, in: one.report.text)
            return [triggers.given(items), nil].flatMap { given in
                RoleLesson.lessons(
                    of: one.gold, in: one.report.text, coder.coded(one.report, given: given).accounts)
            }
        }.flatMap { $0 }
    }
}

extension RoleLesson {
    /// The set, whether the act was given, the places of right hypotheses, and every hypothesis' facts.
    fileprivate func json(of folder: String) -> JSON {
        .object([
            ("set", .string(folder)), ("act", .string(weighing.act.name)),
            ("given", .boolean(weighing.isGiven)),
            ("right", .array(right.map { .integer($0) })),
            (
                "pairs",
                .array(
                    weighing.hypotheses.map { pair in
                        .object([
                            ("source", .string(pair.source)), ("target", .string(pair.target)),
                            ("facts", .array(pair.facts.map { .string($0) })),
                        ])
                    })
            ),
        ])
    }
}
