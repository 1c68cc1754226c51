import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheLexicon
import DemarcheRecording
import Foundation

/// `demarche lexicon`: checks the tables, tries a phrasing, asks whom a phrase means.
struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon", abstract: "Checks the lexicons, tries a phrasing, asks whom a phrase means.",
        subcommands: [
            LexiconCheckCommand.self, LexiconTryCommand.self, LexiconWhoCommand.self,
            LexiconLearnCommand.self, LexiconLearnRolesCommand.self, LexiconLearnTellingCommand.self,
            LexiconSuggestCommand.self,
        ])
}

/// Reads every table and compiles every phrasing; findings exit 1.
struct LexiconCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Reads every table, compiles every phrasing, codes its example and other wordings of it; says what is wrong.",
        discussion:
            "Examples:\n  demarche lexicon check --lexicons Lexicons\n  demarche lexicon check --summary")

    @Flag(help: "Print the summary by template alone.") var summary = false
    @Flag(help: "Also list what is right by another act of the same CAMEO code.") var notes = false

    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let bench = try Workbench(workbench)
        let problems = bench.lexicon.actors.problems()
        for problem in problems { print(problem) }
        for failure in bench.compiled.failures { print(failure) }
        let acts = bench.lexicon.acts
        let phrasings = try acts.phrasings.rows()
        let checked = PhrasingCheck(coder: bench.coder).outcome(of: phrasings, threads: bench.threads)
        if !summary { for finding in checked.findings { print(finding) } }
        if notes { for note in checked.notes { print("note: \(note)") } }
        for template in WordingTemplate.allCases {
            guard let count = checked.counts[template] else { continue }
            let share = JSON.decimal(count.share, places: 3)
            print("\(template.rawValue.padded(to: 10)) \(count.tried) tried, \(count.right) right, \(share)")
        }
        print(
            "\(phrasings.count) phrasings of \(acts.acts.count) acts, \(bench.compiled.failures.count) do not compile, "
                + "\(checked.findings.count) wordings code otherwise, \(checked.notes.count) by another act of the same code"
        )
        print("\(bench.lexicon.actors.states.count) states; \(problems.count) facts contradict one another")
        if !bench.compiled.failures.isEmpty || !checked.findings.isEmpty || !problems.isEmpty {
            throw ExitCode(ExitStatus.findings.rawValue)
        }
    }
}

/// Prints the pattern of a marked example in words.
struct LexiconTryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "Compiles a marked example and prints its pattern in words.",
        discussion: "Example:\n  demarche lexicon try \"[1 Norway] {expelled} [2 a diplomat].\"")

    @Argument(help: "The example: doer [1 …], recipient [2 …], the act's words in braces.") var example:
        String
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        let parser = try Workbench.parser(workbench)
        let acts = try ActLexicon(folder: Workbench.lexicons(workbench))
        do {
            let pattern = try PatternCompiler(
                parser: parser, relater: Relater(cues: acts.cues, nouns: acts.nounsByVerb)
            ).pattern(
                for: Phrasing(act: "try", example: example, place: "argument"))
            for line in pattern.description { print(line) }
        } catch let error as MarkedExampleError {
            throw Failure(
                .findings,
                "\(error.what)\nsee the parse with: echo \"\(unmarked)\" | demarche parse"
            )
        }
    }
}

extension LexiconTryCommand {
    /// The example without its marks.
    private var unmarked: String {
        example.replacing(/\[[12] |[\[\]{}]/, with: "")
    }
}

/// Whom a phrase means on a day.
struct LexiconWhoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who", abstract: "Says whom a phrase means on a day, and why.",
        discussion:
            "Examples:\n  demarche lexicon who \"the Japanese foreign ministry\" --on 2022-10-04\n  demarche lexicon who --jsonl < phrases.jsonl"
    )

    @Argument(help: "The phrase.") var text: String?
    @Option(help: "The day (ISO).") var on: String?
    @Flag(help: "Reads {\"id\",\"actor\",\"context\",\"date\"} a line from standard input.") var jsonl = false
    @OptionGroup var workbench: WorkbenchOptions

    private struct Question: Decodable {
        let id: String
        let actor: String
        let context: String?
        let date: String?
    }

    func validate() throws {
        guard jsonl != (text != nil) else { throw ValidationError("give a phrase, or --jsonl") }
        if let on, Day(iso: on) == nil {
            throw ValidationError("--on “\(on)” is no day; write it like 2022-10-31")
        }
    }

    func run() throws {
        let answerer = WhoAnswerer(lexicon: try ActorLexicon(folder: Workbench.lexicons(workbench)))
        if let text {
            let answer = answerer.answer(text, on: on.flatMap { Day(iso: $0) })
            guard !answer.isNobody else {
                print("nobody: \(answer.why)")
                throw ExitCode(ExitStatus.findings.rawValue)
            }
            let code = [answer.country, answer.sector].filter { !$0.isEmpty }.joined(separator: ".")
            print("\(code) \(answer.name): \(answer.why)")
            return
        }
        var number = 0
        while let line = readLine() {
            number += 1
            if line.isEmpty { continue }
            guard let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) else {
                throw Failure(.badInput, "standard input, line \(number): no {\"id\",\"actor\"} object")
            }
            let answer = answerer.answer(
                question.actor, context: question.context ?? "", on: question.date.flatMap { Day(iso: $0) })
            print(
                JSON.record([
                    ("id", .string(question.id)), ("country", .string(answer.country)),
                    ("sector", .string(answer.sector)),
                    ("name", .string(answer.name)), ("why", .string(answer.why)),
                ]).text)
        }
    }
}

/// `demarche actor NAME`: the same question about one name.
struct ActorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actor", abstract: "Says who an actor is on a day, and why.",
        discussion: "Example:\n  demarche actor Medvedev --on 2010-05-09")

    @Argument(help: "The name.") var name: String
    @Option(help: "The day (ISO).") var on: String?
    @OptionGroup var workbench: WorkbenchOptions

    func run() throws {
        var who = LexiconWhoCommand()
        who.text = name
        who.on = on
        who.jsonl = false
        who.workbench = workbench
        try who.run()
    }
}
