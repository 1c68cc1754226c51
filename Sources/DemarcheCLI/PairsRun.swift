import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// `demarche code --pairs`: texts with given actors in, one act a line out.
struct PairsRun {
    let bench: Workbench
    let lexicons: URL
    /// Only phrasings that match; a pair without one is answered by no act.
    let isStrict: Bool

    /// - Returns: what was read and what could not be.
    func run(_ files: [String]) throws -> Tally {
        let coder = PairCoder(
            lexicon: bench.lexicon.acts, phrasebook: bench.compiled.phrasebook,
            generaliser: isStrict ? nil : try bench.generaliser(lexicons: lexicons)
        )
        let parser = bench.parser
        var tally = Tally()
        var output = Output()
        let inputs: [ReportReader.Input] =
            files.isEmpty
            ? [.standardInput] : files.map { $0 == "-" ? .standardInput : .file(URL(filePath: $0)) }
        let pairs = GivenPairReader().pairs(of: inputs).lazy.compactMap { tally.pair(of: $0) }
        pairs.orderedParallelForEach(threads: bench.threads, window: 32 * bench.threads) { pair in
            coder.answer(to: pair, in: parser.syntax(of: pair.text, in: Span(0, pair.text.count))).json.text
        } consume: {
            output.line($0)
        }
        output.flush()
        return tally
    }
}
