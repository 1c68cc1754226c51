import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// Learns `telling.tsv` from reports with gold claims.
struct LexiconLearnTellingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn-telling",
        abstract:
            "Learns from gold claims which words that no phrasing matches tell an act, and writes Lexicons/telling.tsv.",
        discussion: """
            Each folder holds reports (*_docs.json) and their gold claims (*_gold.json). The same folders, rows and model give
            the same file.

            Example:
              demarche lexicon learn-telling Tests/Goldens/Digests Tests/Goldens/Analyses
            """)

    @Argument(help: "Folders of reports and their gold claims.") var folders: [String]
    @Option(help: "Also writes what was learned from to this file, a JSON line each, to study.") var lessons:
        String?
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let bench = try Workbench(workbench)
        let lexicons = try Workbench.lexicons(workbench)
        let coder = try bench.generalisingCoder(lexicons: lexicons, telling: .silent)
        let sets = try folders.map { try GoldFolder($0, bench: bench) }
        let taught = sets.flatMap { set in
            set.reports.orderedParallelMap(threads: workbench.threads) { one in
                let coded = coder.coded(one.report)
                return TellingLesson.lessons(of: one.gold, in: one.report.text, coded.accounts)
            }.map { (set: set.path, lessons: $0) }
        }
        let telling = TellingTrainer().table(from: taught.map(\.lessons))
        let all = taught.flatMap(\.lessons)
        Messages.warn(
            "\(all.count) lessons, \(all.count(where: \.isRight)) of them right, \(telling.weights.count) facts; "
                + "enough is \(JSON.decimal(telling.enough, places: 2))")
        if let file = self.lessons {
            let lines = taught.enumerated().flatMap { number, report in
                report.lessons.map { $0.json(of: report.set, number).text + "\n" }
            }
            try Data(lines.joined().utf8).write(to: URL(filePath: file), options: .atomic)
        }
        let text = telling.text(comment: [
            "How each fact speaks for it that words which no phrasing matches tell an act, in hundredths; learned by",
            "“demarche lexicon learn-telling” from gold claims, with \(bench.parser.name). Not to be edited: learn again.",
        ])
        try Data(text.utf8).write(to: lexicons.appending(path: TellingTable.file), options: .atomic)
    }
}

extension TellingLesson {
    fileprivate func json(of folder: String, _ report: Int) -> JSON {
        .object([
            ("set", .string(folder)), ("report", .integer(report)), ("right", .boolean(isRight)),
            ("words", .string(words)), ("dyad", .boolean(isPairRight)),
            ("facts", .array(facts.map { .string($0) })),
        ])
    }
}
