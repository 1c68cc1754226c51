import ArgumentParser
import Demarche
import DemarcheLedger
import DemarcheLexicon
import Foundation

/// Who decides, when and why: what every judgement holds.
struct JudgementOptions: ParsableArguments {
    @Option(help: "The reason, kept with the judgement.") var because: String
    @Option(help: "Who decides (default: the user's name).") var who: String?
    @Option(help: "The day of the decision (default: today).") var received: DayArgument?
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if because.allSatisfy(\.isWhitespace) { throw ValidationError("--because must say why") }
    }

    var name: String { who ?? ProcessInfo.processInfo.environment["USER"] ?? "unknown" }
    var day: Day { received?.day ?? DayArgument.today }

    func decision(_ kind: Decision.Kind, _ claims: [String], field: String = "", value: String = "")
        -> Decision
    {
        Decision(
            kind: kind, claims: claims, field: field, value: value, because: because, who: name, received: day
        )
    }
}

/// `demarche fix`: corrects a field of a claim.
struct FixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract:
            "Corrects a field of a claim; the old value stays, and the correction outlives coding again.",
        discussion: """
            Fields: act (a name of acts.tsv), source, target (CODE.SECTOR, several with +), modality, earliest, latest.

            Examples:
              demarche fix 86af615c89c8cdb5 modality=alleged --because "the ministry only accuses"
              demarche fix 86af615c89c8cdb5 earliest=2022-09-22 --because "FSB statement of 26 September"
            """)

    @Argument(help: "The claim's id.") var claim: String
    @Argument(help: ArgumentHelp("The field and its value.", valueName: "field=value")) var setting: String
    @OptionGroup var judgement: JudgementOptions

    func run() throws {
        let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2 else {
            throw Failure(.usage, "“\(setting)” is no correction; write field=value")
        }
        let store = try judgement.ledger.open()
        guard try store.claims(of: claim) == [claim] else {
            throw Failure(.badInput, "\(claim) is an event; name one of its claims: demarche why \(claim)")
        }
        let value = parts[0] == "act" ? try act(parts[1]) : parts[1]
        try store.judge(
            judgement.decision(.fix, [claim], field: parts[0], value: value), maker: judgement.ledger.maker())
        print("claim \(claim): \(parts[0]) = \(parts[1])")
    }

    private func act(_ name: String) throws -> String {
        guard let act = try ActLexicon(folder: judgement.ledger.folder()).acts[name] else {
            throw Failure(.badInput, "“\(name)” is no act; the names stand in acts.tsv")
        }
        return Self.stored(act)
    }

    /// An act as a judgement keeps it.
    static func stored(_ act: Act) -> String {
        [act.name, act.cameo, act.plover, String(act.quad), String(act.intensity)].joined(separator: "\t")
    }
}

/// `demarche merge`: these tell of one event.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Says that claims or events are one event; the first keeps its id.",
        discussion: """
            Example:
              demarche merge 44332717ef457d44 52c3ef18a103fa87 --because "one expulsion, told twice"
            """)

    @Argument(help: "Ids of claims or events, two or more.") var ids: [String]
    @OptionGroup var judgement: JudgementOptions

    func validate() throws {
        if Set(ids).count < 2 { throw ValidationError("name two or more ids") }
    }

    func run() throws {
        let store = try judgement.ledger.open()
        let claims = try ids.flatMap { try store.claims(of: $0) }
        try store.judge(judgement.decision(.merge, claims), maker: judgement.ledger.maker())
        print("one event of \(claims.count) claims")
    }
}

/// `demarche split`: this claim tells of another event.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Says that a claim tells of another event than the claims it was gathered with.",
        discussion: """
            Example:
              demarche split 86af615c89c8cdb5 --because "the second expulsion of that day"
            """)

    @Argument(help: "The claim's id.") var claim: String
    @OptionGroup var judgement: JudgementOptions

    func run() throws {
        let store = try judgement.ledger.open()
        guard try store.claims(of: claim) == [claim] else {
            throw Failure(.badInput, "\(claim) is an event; name one of its claims: demarche why \(claim)")
        }
        try store.judge(judgement.decision(.split, [claim]), maker: judgement.ledger.maker())
        print("claim \(claim) stands alone")
    }
}

/// `demarche withdraw`: erases a report's text.
struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Erases a report's text and claims; a tombstone with the reason stays.",
        discussion: """
            The text cannot be had again, and adding it again is refused. Backups keep their own copies.

            Example:
              demarche withdraw kurils --because "order of the court, 5 May"
            """)

    @Argument(help: "The report's id or digest.") var report: String
    @OptionGroup var judgement: JudgementOptions

    func run() throws {
        let store = try judgement.ledger.open()
        try store.withdraw(
            report, because: judgement.because, who: judgement.name, received: judgement.day,
            maker: judgement.ledger.maker())
        print("report \(report) is withdrawn")
    }
}

/// `demarche review`: what nobody has judged yet, and judgements on it.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Lists claims that nobody judged yet, the least certain first; or accepts or rejects some.",
        discussion: """
            Examples:
              demarche review --limit 10
              demarche review --accept 86af615c89c8cdb5 --because "read, right"
              demarche review --reject 0d51be724b4ed10f --because "a headline's pun"
            """)

    @Option(help: "At most so many.") var limit: Int = 20
    @Option(parsing: .upToNextOption, help: "Claims that are right.") var accept: [String] = []
    @Option(parsing: .upToNextOption, help: "Claims that are wrong and count nowhere.") var reject: [String] =
        []
    @Option(help: "The reason, kept with the judgement.") var because: String?
    @Option(help: "Who decides (default: the user's name).") var who: String?
    @Option(help: "The day of the decision (default: today).") var received: DayArgument?
    @Option(help: "text, json, jsonl, csv or tsv.") var format: Listing.Format = .text
    @OptionGroup var ledger: ViewOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
        if !(accept + reject).isEmpty, because == nil { throw ValidationError("--because must say why") }
    }

    func run() throws {
        guard accept.isEmpty, reject.isEmpty else { return try judge() }
        try ledger.answer { try list($0.unreviewed(limit: limit)) }
    }

    private func list(_ open: [Views.Ground]) throws {
        let rows = open.map { ground in
            (
                cells: [
                    ground.claim.id, JSON.decimal(ground.claim.confidence, places: 2), ground.citation.text,
                    ground.claim.act.name,
                    ground.claim.modality.rawValue, ground.sentence,
                ], json: ground.claim.json
            )
        }
        let text = open.flatMap { ClaimGround($0).lines(field: nil).dropLast() + [""] }
        try Listing(
            columns: ["claim", "confidence", "citation", "act", "modality", "sentence"], rows: rows,
            text: text
        )
        .finish(format, nothing: "every claim in \(ledger.name) is judged")
    }

    private func judge() throws {
        let store = try ledger.open()
        let maker = try ledger.maker()
        let name = who ?? ProcessInfo.processInfo.environment["USER"] ?? "unknown"
        for (kind, claims) in [(Decision.Kind.accept, accept), (.reject, reject)] {
            for claim in claims {
                try store.judge(
                    Decision(
                        kind: kind, claims: [claim], because: because ?? "", who: name,
                        received: received?.day ?? DayArgument.today), maker: maker)
                print("claim \(claim): \(kind.rawValue)ed")
            }
        }
    }
}

/// `demarche backup`: a copy of the ledger at one moment.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the ledger as it is at one moment, also while others write to it.",
        discussion: """
            Example:
              demarche backup copy.db --ledger archive.db
            """)

    @Argument(help: "The new file.") var target: String
    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let copy = URL(filePath: target)
        try ledger.open().backUp(to: copy)
        let result = try Verifier(ledger: Ledger(at: copy)).result()
        guard result.findings.isEmpty else {
            throw Failure(
                .integrity, "\(target): \(result.findings[0]); see: demarche verify --ledger \(ledger.ledger)"
            )
        }
        print("\(target): \(result.reports) reports, \(result.claims) claims, verified")
    }
}
