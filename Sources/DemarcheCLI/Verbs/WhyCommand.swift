import ArgumentParser
import Demarche
import DemarcheLedger

/// `demarche why`: the words and rules that a record rests on.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract:
            "Shows the words and rules behind an event, a claim, a measure, an answer, or one field of them.",
        discussion: """
            Examples:
              demarche why 0f3a9c27d1b4e856
              demarche why 0f3a9c27d1b4e856.when
            """)

    @Argument(
        help: ArgumentHelp(
            "The id of an event, a claim, a measure or an answer, and a field of its claims.",
            valueName: "id[.field]"))
    var id: String
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
        guard let record = parts.first else {
            throw Failure(.usage, "give an id, as demarche events lists them")
        }
        let field = parts.count > 1 ? parts[1] : nil
        if let field, !ClaimGround.fields.contains(field) {
            throw Failure(
                .usage,
                "“\(field)” is no field of a claim; give one of \(ClaimGround.fields.joined(separator: ", "))"
            )
        }
        try ledger.answer { views in
            do { try show(views.reason(for: record), field: field) } catch let error as LedgerError
                where error.kind == .missing
            {
                guard try showsRest(record, field, views) else { throw error }
            }
        }
    }

    /// Whether the id is a measure's or an answer's.
    private func showsRest(_ id: String, _ field: String?, _ views: Views) throws -> Bool {
        if let (history, grounds) = try views.measure(withID: id) {
            let steps = history.steps.map { "  " + MeasureText.line($0) }
            show([MeasureText.head(history)] + steps, grounds, field)
            return true
        }
        guard let (link, grounds) = try views.answer(withID: id) else { return false }
        show(LinkText.lines(link), grounds, field)
        return true
    }

    private func show(_ head: [String], _ grounds: [Views.Ground], _ field: String?) {
        var output = Output()
        for line in head + grounds.flatMap({ [""] + ClaimGround($0).lines(field: field) }) {
            output.line(line)
        }
        output.flush()
    }

    private func show(_ reason: Views.Reason, field: String?) {
        var output = Output()
        switch reason {
        case .claim(let grounds):
            for ground in grounds { ClaimGround(ground).lines(field: field).forEach { output.line($0) } }
        case .event(let cited, let grounds, let successor):
            output.line(EventListing.line(cited))
            if let successor {
                output.line(
                    successor.isEmpty
                        ? "  no longer stands: its claims were withdrawn or coded anew"
                        : "  succeeded by \(successor)")
            }
            for join in cited.event.joins {
                output.line("  claim \(join.claim) tells the same as \(join.with): \(join.reason)")
            }
            for conflict in Views.conflicts(among: grounds) {
                ConflictText.lines(conflict).forEach { output.line($0) }
            }
            for ground in grounds {
                output.line("")
                ClaimGround(ground).lines(field: field).forEach { output.line($0) }
            }
        }
        output.flush()
    }
}

/// What claims of one event say against each other, in lines.
enum ConflictText {
    static func lines(_ conflict: Views.Conflict) -> [String] {
        ["  in conflict: \(conflict.field)"]
            + conflict.versions.map { version in
                let said =
                    version.speakers.isEmpty
                    ? "" : ", according to \(version.speakers.joined(separator: ", "))"
                return "    \(version.value)\(said) \(version.citation.text), claim \(version.claim)"
            }
    }
}

/// What a claim rests on, in lines.
struct ClaimGround {
    static let fields = [
        "act", "source", "target", "modality", "speaker", "when", "where", "quantity", "objects", "version",
    ]

    private let ground: Views.Ground
    private var claim: Claim { ground.claim }

    init(_ ground: Views.Ground) { self.ground = ground }

    func lines(field: String?) -> [String] {
        let wanted = field.map { [$0] } ?? Self.fields
        let published = ground.published.map { ", published \($0)" } ?? ""
        let head = [
            "claim \(claim.id) \(ground.citation.text)\(published), known since \(ground.received.map(\.description) ?? "?")",
            "  “\(String(ground.sentence.map { $0.isNewline ? " " : $0 }))”",
        ]
        let judged = ground.judgements.map {
            "  judged: \($0.kind.rawValue) \($0.field.isEmpty ? "" : "\($0.field) = \($0.value.split(separator: "\t").first ?? "") ")by \($0.who) on \($0.received): \($0.because)"
        }
        return head + wanted.flatMap { lines(of: $0) } + judged
    }

    private func lines(of field: String) -> [String] {
        switch field {
        case "act":
            [
                "  act: \(claim.act.name) (CAMEO \(claim.act.cameo)) from “\(words(claim.trigger))” \(place(claim.trigger))",
                "    as in: \(claim.evidence.phrasing)"
                    + (claim.evidence.rule.isEmpty ? "" : "; \(claim.evidence.rule)"),
            ]
        case "source": claim.source.map { line("source", $0) }
        case "target": claim.target.map { line("target", $0) }
        case "modality": ["  modality: \(claim.modality.rawValue)"]
        case "speaker":
            claim.speaker.map { "  speaker: \($0.name) from “\(words($0.span))” \(place($0.span))" }
        case "when":
            claim.when.map { when in
                [
                    "  when: \(EventListing.days(when.earliest, when.latest)) from “\(when.phrase)” \(place(when.span)) by rule \(when.rule)"
                ]
            } ?? []
        case "where":
            claim.place.map { ["  where: \($0.name) from “\(words($0.span))” \(place($0.span))"] } ?? []
        case "quantity":
            claim.quantities.map {
                "  quantity: \($0.number) \($0.of) from “\(words($0.span))” \(place($0.span))"
            }
        case "objects":
            claim.objects.map {
                "  object: \($0.name) (\($0.kind), \($0.role)) from “\(words($0.span))” \(place($0.span))"
            }
        case "version":
            [
                "  version: \(claim.evidence.version.program), lexicon \(claim.evidence.version.lexicon), \(claim.evidence.version.model)"
            ]
        default: []
        }
    }

    private func line(_ field: String, _ role: Claim.Role) -> String {
        let actor =
            "\(role.actor.name) (\(role.actor.code)\(role.actor.sector.isEmpty ? "" : ".\(role.actor.sector)"))"
        let words = role.span.map { " from “\(role.text ?? self.words($0))” \(place($0))" } ?? ""
        return "  \(field): \(actor)\(words)\(role.ground == .words ? "" : " by \(role.ground.by)")"
    }

    private func words(_ span: Span) -> String {
        guard let text = ground.text, span.end <= text.count else { return "(withdrawn)" }
        return text[span]
    }

    private func place(_ span: Span) -> String { "[\(span.start),\(span.end)]" }
}
