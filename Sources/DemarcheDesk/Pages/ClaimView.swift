internal import Demarche
internal import DemarcheLedger

/// A claim: the report's words with roles marked, beside what was read from them.
struct ClaimView {
    let desk: Desk
    let ground: Views.Ground
    private var claim: Claim { ground.claim }

    var markup: Markup {
        .tag(
            "article", ["class": "claim", "id": "c-\(claim.id)"],
            .tag(
                "div", ["class": "words"],
                ground.sentence.isEmpty
                    ? .tag("p", ["class": "none"], "The words were erased when the report was withdrawn.")
                    : .tag("blockquote", [:], .tag("p", [:], marked)),
                .tag(
                    "p", ["class": "source"], .citation(ground.citation),
                    .text(
                        "\(ground.published.map { ", published \(Wording.day($0))" } ?? ", without a day of publication")\(ground.received.map { ", known since \(Wording.day($0))" } ?? "")"
                    )), judgements),
            .tag("dl", ["class": "fields"], fields))
    }

    // MARK: Words

    /// A stretch of the sentence with the roles that its words show.
    private var marked: [Markup] {
        let text = Array(ground.sentence.unicodeScalars)
        let spans = Self.spans(of: claim)
        let start = claim.sentence.start
        func clamp(_ place: Int) -> Int { min(max(place - start, 0), text.count) }
        let cuts = Set(spans.flatMap { [clamp($0.span.start), clamp($0.span.end)] } + [0, text.count])
            .sorted()
        return zip(cuts, cuts.dropFirst()).map { from, to in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text[from..<to])
            let roles = spans.filter { clamp($0.span.start) <= from && to <= clamp($0.span.end) }
            guard !roles.isEmpty else { return .text(String(view)) }
            let opening = roles.filter { clamp($0.span.start) == from }.map {
                Markup.tag("span", ["class": "tag"], .text($0.role))
            }
            return .tag(
                "mark",
                ["class": "\(roles.map { "r-\($0.role.replacing(" ", with: "-"))" }.joined(separator: " "))"],
                opening + [.text(String(view))])
        }
    }

    /// Where each role's words stand.
    static func spans(of claim: Claim) -> [(role: String, span: Span)] {
        var spans: [(String, Span)] = [("act", claim.trigger)]
        spans += claim.source.compactMap { role in role.span.map { ("who", $0) } }
        spans += claim.target.compactMap { role in role.span.map { ("whom", $0) } }
        spans += claim.speaker.map { ("said by", $0.span) }
        if let when = claim.when, when.rule != "judgement" { spans.append(("when", when.span)) }
        if let place = claim.place { spans.append(("where", place.span)) }
        spans += claim.quantities.map { ("what", $0.span) }
        spans += claim.objects.map { ("named", $0.span) }
        return spans.filter { $0.1.count > 0 && claim.sentence.overlaps($0.1) }
    }

    // MARK: Fields

    private func row(_ term: String, _ words: String, _ ground: String) -> Markup {
        .tag(
            "div", [:], .tag("dt", [:], .text(term)),
            .tag("dd", [:], .text(words), .tag("span", ["class": "ground"], .text(" \(ground)"))))
    }

    private func words(_ span: Span) -> String {
        guard let text = ground.text, span.end <= text.count else { return "" }
        return text[span].unbroken
    }

    private func from(_ span: Span) -> String { "from “\(words(span).shortened(to: 60))”" }

    private var fields: [Markup] {
        let roles = { (term: String, roles: [Claim.Role]) in
            roles.map { role in
                row(
                    term, "\(role.actor.name) (\(Wording.code(role.actor)))",
                    [role.span.map(from), role.ground == .words ? nil : Wording.ground(role.ground)]
                        .compactMap { $0 }
                        .joined(separator: ", "))
            }
        }
        let when = claim.when.map {
            row(
                "When", Wording.days($0.earliest, $0.latest),
                "\($0.rule == "judgement" ? "by judgement" : from($0.span)), rule \($0.rule)")
        }
        let place = claim.place.map { place in
            row(
                "Where",
                "\(place.name)\(place.country.isEmpty ? "" : ", \(desk.name(place.country))")\(place.claimedBy.isEmpty ? "" : "; also claimed by \(place.claimedBy.map(desk.name).joined(separator: ", "))")",
                from(place.span))
        }
        let speaker =
            claim.speaker.isEmpty
            ? [row("Said by", "the report's author", "no other is named")]
            : claim.speaker.map { row("Said by", $0.name, from($0.span)) }
        let what = claim.quantities.map { row("How many", "\($0.number) \($0.of)", from($0.span)) }
        let named = claim.objects.map {
            row(
                "Named",
                "\($0.name), \($0.kind)\($0.role == "target" ? "" : ", only as \(Wording.plain($0.role))")",
                from($0.span))
        }
        let evidence = claim.evidence
        return roles("Who", claim.source)
            + [
                row(
                    "What", "\(claim.act.name) (CAMEO \(claim.act.cameo))",
                    "from “\(words(claim.trigger))”, as in: \(evidence.phrasing)\(evidence.rule.isEmpty ? "" : "; \(evidence.rule)")"
                )
            ] + roles("Whom", claim.target) + [row("Told as", claim.modality.rawValue, "")]
            + [when, place].compactMap { $0 } + speaker + what + named
            + [row("Certainty", JSON.decimal(claim.confidence, places: 2), "of 1"), version]
    }

    private var version: Markup {
        let version = claim.evidence.version
        return row("Coded by", "\(version.program)", "lexicon \(version.lexicon), \(version.model)")
    }

    private var judgements: Markup {
        guard !ground.judgements.isEmpty else {
            return .tag("p", ["class": "note"], "No person has reviewed this claim.")
        }
        return .tag(
            "ul", ["class": "judgements"],
            ground.judgements.map { decision in
                let field =
                    decision.field.isEmpty
                    ? "" : " \(decision.field) = \(decision.value.split(separator: "\t").first ?? "")"
                return .tag(
                    "li", [:],
                    .text(
                        "\(decision.kind.rawValue)\(field) by \(decision.who) on \(Wording.day(decision.received)): \(decision.because)"
                    ))
            })
    }
}
