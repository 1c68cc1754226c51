import ArgumentParser
import Demarche
import DemarcheCoding
import DemarcheIntake
import DemarcheRecording
import Foundation

/// `demarche explain`: every noun on the way from words to claims, and why nothing was coded.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows each step from a text to its claims, and why a sentence has none.",
        discussion:
            "Examples:\n  demarche explain \"Norway expelled two Russian diplomats.\"\n  demarche explain --file digest.txt"
    )

    @Argument(help: "The text to explain.") var text: String?
    @Option(help: ArgumentHelp("A plain text file instead.", valueName: "path")) var file: String?
    @Option(help: "The publication day (ISO).") var date: String?
    @OptionGroup var workbench: WorkbenchOptions

    func validate() throws {
        guard (text == nil) != (file == nil) else { throw ValidationError("give a text, or --file") }
        if let text, FileManager.default.fileExists(atPath: text) {
            throw ValidationError("“\(text)” is a file; explain its text with --file \(text)")
        }
        if let date, Day(iso: date) == nil {
            throw ValidationError("--date “\(date)” is no day; write it like 2022-10-31")
        }
    }

    func run() throws {
        let bench = try Workbench(workbench)
        let input: ReportReader.Input =
            file.map { .file(URL(filePath: $0)) } ?? .bytes(Array((text ?? "").utf8), name: "text")
        let reader = ReportReader(splitter: bench.splitter, day: date.flatMap { Day(iso: $0) })
        var tally = Tally()
        var output = Output()
        for reading in reader.readings(of: [input]) {
            guard let report = tally.report(of: reading) else { continue }
            let explanation = Explanation(
                coded: bench.coder.coded(report), phrasebook: bench.coder.phrasebook)
            for line in explanation.lines { output.line(line) }
        }
        output.flush()
        try tally.finish()
    }
}

/// The steps of one coded report in words.
struct Explanation {
    let coded: Coder.Coded
    let phrasebook: Phrasebook

    var lines: [String] {
        var lines = [
            "report \(coded.report.id), published \(coded.report.published?.description ?? "on no known day")",
            "", "passages",
        ]
        for passage in coded.passages { lines.append("  " + line(for: passage)) }
        var accounts = coded.accounts[...]
        for read in coded.read {
            for sentence in read.parse.sentences {
                guard let first = accounts.first, let start = sentence.first,
                    read.parse.tokens[start..<sentence.upperBound].contains(where: {
                        first.span.contains($0.span)
                    })
                else { continue }
                accounts = accounts.dropFirst()
                lines += explain(first, sentence: sentence, read: read)
            }
        }
        return lines
    }

    private func line(for passage: Passage) -> String {
        let words = coded.report.text[passage.span].prefix(70).replacing("\n", with: " ")
        switch passage.kind {
        case .prose: return "prose      “\(words)…”"
        case .headline: return "headline   “\(words)…”"
        case .aside(let reason, let rule): return "set aside  “\(words)…”: \(reason) (\(rule))"
        }
    }

    private func explain(_ account: ReportCoder.Account, sentence: Range<Int>, read: ReadPassage) -> [String]
    {
        let text = coded.report.text
        var lines = ["", "sentence “\(text[account.span])”", "  mentions"]
        for mention in read.mentions where sentence.contains(mention.head) {
            let actors = mention.actors.map { "\($0.code.isEmpty ? "?" : $0.code).\($0.sector) \($0.name)" }
                .joined(separator: " + ")
            lines.append(
                "    “\(text[mention.span])” → \(actors.isEmpty ? "nobody yet" : actors) (\(mention.ground.by), \(mention.kind.rawValue))"
            )
        }
        for time in read.times where account.span.contains(time.span) {
            lines.append(
                "    “\(time.phrase)” = \(time.earliest?.description ?? "?") to \(time.latest?.description ?? "?") (\(time.rule))"
            )
        }
        for place in read.places where account.span.contains(place.span) {
            lines.append("    “\(text[place.span])” is \(place.name), \(place.country)")
        }
        lines.append("  predications")
        for token in sentence
        where read.predications[token].form != .other && read.predications[token].form != .nominal {
            let arguments = read.predications[token].arguments.map {
                "\($0.role.code) “\(read.parse.tokens[$0.head].text)” (\($0.construction))"
            }
            lines.append(
                "    \(read.parse.tokens[token].text) [\(read.predications[token].form.rawValue)] "
                    + arguments.joined(separator: ", "))
        }
        lines += account.stage.lines.map { "  " + $0 }
        lines += Trials(phrasebook: phrasebook, read: read, sentence: sentence).lines
        lines += account.weighings.map { "  weighed for “\(text[$0.trigger])”: \($0.line)" }
        for claim in account.claims { lines += ["  claim"] + Self.fields(claim).map { "    " + $0 } }
        if account.claims.isEmpty { lines.append("  no claim") }
        for reason in account.reasons { lines.append("    not coded: \(reason)") }
        return lines
    }

    static func fields(_ claim: Claim) -> [String] {
        func roles(_ roles: [Claim.Role]) -> String {
            roles.map {
                "\($0.actor.code).\($0.actor.sector) \($0.text.map { "“\($0)” " } ?? "")(\($0.ground.by))"
            }.joined(separator: " + ")
        }
        return [
            "source     \(roles(claim.source))",
            "act        \(claim.act.name), CAMEO \(claim.act.cameo), PLOVER \(claim.act.plover)",
            "target     \(roles(claim.target))", "modality   \(claim.modality.rawValue)",
        ] + claim.speaker.map { "said by    \($0.name)" }
            + (claim.when.map { ["when       \($0.phrase)"] } ?? [])
            + (claim.place.map { ["where      \($0.name)"] } ?? [])
            + [
                "phrasing   \(claim.evidence.phrasing)", "rule       \(claim.evidence.rule)",
                "confidence \(JSON.decimal(claim.confidence, places: 2))",
            ]
    }
}
