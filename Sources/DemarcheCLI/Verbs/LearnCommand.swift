import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// Learns `generalising.tsv` from the phrasings.
struct LexiconLearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learns from the phrasings what generalising weighs, and writes Lexicons/generalising.tsv.",
        discussion: """
            Only the rows of phrasings/*.tsv and frames.tsv teach; the same rows and model give the same file. Run it when
            many rows were added: until then generalising knows the older ones, and phrasings match as ever.

            Example:
              demarche lexicon learn --lexicons Lexicons
            """)

    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let bench = try Workbench(workbench)
        let acts = bench.lexicon.acts
        let maker = LessonMaker(
            lexicon: acts, phrasebook: bench.compiled.phrasebook, parser: bench.parser)
        let phrasings = try acts.phrasings.rows()
        let lessons = phrasings.orderedParallelMap(threads: bench.threads) { maker.lessons(of: $0) }
            .flatMap { $0 }
        Messages.warn("\(phrasings.count) phrasings give \(lessons.count) lessons")
        let generaliser = GeneraliserTrainer().generaliser(from: lessons)
        let file = try Workbench.lexicons(workbench).appending(path: GeneralisingTable.file)
        let text = generaliser.table.text(comment: [
            "How each small fact of a sentence speaks for each kind of act, in hundredths; learned by “demarche lexicon learn”",
            "from the phrasings alone, with \(bench.parser.name). Not to be edited: change phrasings and learn again.",
        ])
        try Data(text.utf8).write(to: file, options: .atomic)
        Messages.warn(
            "\(generaliser.table.weights.count) features of \(generaliser.kinds.count) kinds in \(file.path)")
    }
}
