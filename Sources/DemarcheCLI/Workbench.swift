import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheLexicon
import DemarcheParsing
import DemarcheRecording
import Foundation

/// Where model and lexicons lie, and how many threads work: the options that every coding verb takes.
struct WorkbenchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The language model's folder (default: $DEMARCHE_MODEL, beside the binary, Models/ here).",
            valueName: "folder"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "The lexicons' folder (default: $DEMARCHE_LEXICONS, beside the binary, Lexicons/ here).",
            valueName: "folder"))
    var lexicons: String?

    @Option(help: "How many threads work (default: all cores).")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads must be 1 to 256, not \(threads)")
        }
    }
}

/// The version that stands in every claim.
let programVersion = "demarche 0.1.0"

/// Model, lexicon and phrasebook, loaded.
struct Workbench: Sendable {
    let parser: SpacyParser
    let lexicon: Lexicon
    let compiled: PhrasebookStore.Compiled
    let coder: Coder
    let threads: Int

    init(_ options: WorkbenchOptions) throws {
        let parser = try Self.parser(options)
        let folder = try Self.lexicons(options)
        let lexicon = try Lexicon(folder: folder, gazetteer: Self.gazetteer(besides: folder))
        let compiled = try PhrasebookStore(folder: Self.cacheFolder).phrasebook(
            for: lexicon.acts, digest: lexicon.digest, parser: parser, threads: options.threads)
        self.parser = parser
        self.lexicon = lexicon
        self.compiled = compiled
        threads = options.threads
        coder = Coder(
            lexicon: lexicon, phrasebook: compiled.phrasebook, parser: parser, program: programVersion)
    }

    /// What was learned of the phrasings, from the lexicons' folder.
    func generaliser(lexicons: URL) throws -> Generaliser {
        let parser = parser
        return Generaliser(table: try GeneralisingTable(folder: lexicons)) { parser.wordVector(of: $0) }
    }

    /// - Parameter telling: what facts weigh for it that uncoded words tell an act.
    func generalCoder(lexicons: URL, telling: TellingTable) throws -> GeneralCoder {
        GeneralCoder(
            lexicon: lexicon.acts, phrasebook: compiled.phrasebook,
            generaliser: try generaliser(lexicons: lexicons), gate: TellingGate(table: telling))
    }

    /// The coder that also codes by generalising; by the lexicons' own table where none is given.
    func generalisingCoder(lexicons: URL, telling: TellingTable? = nil) throws -> Coder {
        Coder(
            lexicon: lexicon, phrasebook: compiled.phrasebook, parser: parser, program: programVersion,
            general: try generalCoder(
                lexicons: lexicons, telling: telling ?? TellingTable(folder: lexicons)))
    }

    /// The coder by whose weights roles are chosen that words leave open; by the rules alone where there are none.
    func coder(choosing: ChoosingTable) -> Coder {
        Coder(
            lexicon: lexicon, phrasebook: compiled.phrasebook, parser: parser, program: programVersion,
            choosing: choosing)
    }

    /// Splits reports and reads their datelines.
    var splitter: Splitter { Splitter(rules: lexicon.discards.rules) }

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }
    private static var here: URL { URL(filePath: FileManager.default.currentDirectoryPath) }
    private static var binaryFolder: URL {
        (Bundle.main.executableURL ?? here).resolvingSymlinksInPath().deletingLastPathComponent()
    }

    static func parser(_ options: WorkbenchOptions) throws -> SpacyParser {
        let location = ModelLocation(
            option: options.model, environment: environment, binaryFolder: binaryFolder, currentFolder: here)
        let kernel = try environment["DEMARCHE_KERNEL"].map(KernelPath.named)
        return try SpacyParser(model: location.find(), kernel: kernel)
    }

    static func lexicons(_ options: WorkbenchOptions) throws -> URL {
        let named = options.lexicons ?? environment["DEMARCHE_LEXICONS"].flatMap { $0.isEmpty ? nil : $0 }
        let candidates =
            named.map { [URL(filePath: $0)] } ?? [
                binaryFolder.appending(path: "Lexicons"),
                binaryFolder.appending(path: "../share/demarche/Lexicons"), here.appending(path: "Lexicons"),
            ]
        let found = candidates.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "acts.tsv").path)
        }
        guard let found else {
            throw Failure(
                .badInput,
                "no lexicons (acts.tsv) at \(candidates.map(\.path).joined(separator: ", ")); name their folder with --lexicons"
            )
        }
        return found
    }

    static func gazetteer(besides lexicons: URL) -> URL? {
        let file = lexicons.deletingLastPathComponent().appending(path: "Models/places.bin")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    /// Where compiled phrasings are kept: `$DEMARCHE_CACHE`, `$XDG_CACHE_HOME/demarche`, `~/.cache/demarche`.
    static var cacheFolder: URL? {
        if let named = environment["DEMARCHE_CACHE"] { return named.isEmpty ? nil : URL(filePath: named) }
        if let base = environment["XDG_CACHE_HOME"], !base.isEmpty {
            return URL(filePath: base).appending(path: "demarche")
        }
        return environment["HOME"].map { URL(filePath: $0).appending(path: ".cache/demarche") }
    }
}
