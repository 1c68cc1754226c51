extension Claim {
    /// What a native claim lacks or holds wrongly.
    package struct DecodingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let field: String
        package let what: String

        package var description: String { "“\(field)” \(what)" }
    }

    /// Reads a claim from its native format, so that its own `json` gives the same bytes again.
    ///
    /// - Parameters:
    ///   - json: one object of the native format.
    ///   - act: what the lexicon says of an act beyond the format's fields; nil where it knows none of that name.
    package init(json: JSON, act lookUp: (String) -> Act? = { _ in nil }) throws(DecodingError) {
        let fields = ClaimFields(json: json)
        let name = try fields.text("act")
        let known = lookUp(name)
        let act = Act(
            name: name, cameo: try fields.text("cameo"), plover: json["plover"]?.string ?? "",
            contexts: (json["contexts"]?.elements ?? []).compactMap(\.string),
            quad: json["quad"]?.integer ?? 0,
            intensity: try fields.number("intensity"), measure: known?.measure,
            isMutual: known?.isMutual ?? false,
            definition: known?.definition ?? "")
        guard let modality = Modality(rawValue: try fields.text("modality")) else {
            throw DecodingError(field: "modality", what: "is none of codebook §4")
        }
        self.init(
            report: try fields.text("report"), id: try fields.text("id"),
            sentence: try fields.span("sentence"),
            trigger: try fields.span("trigger"), act: act, source: try fields.roles("source"),
            target: try fields.roles("target"), modality: modality, speaker: try fields.speakers(),
            when: try fields.when(), place: try fields.place(), quantities: try fields.quantities(),
            objects: try fields.objects(), confidence: try fields.number("confidence"),
            evidence: try fields.evidence())
    }
}

/// Reads the fields of one object.
private struct ClaimFields {
    let json: JSON

    func text(_ key: String) throws(Claim.DecodingError) -> String {
        guard let value = json[key]?.string else { throw Claim.DecodingError(field: key, what: "is missing") }
        return value
    }

    func word(_ key: String) -> String { json[key]?.string ?? "" }

    func number(_ key: String) throws(Claim.DecodingError) -> Double {
        guard let value = json[key]?.double else { throw Claim.DecodingError(field: key, what: "is missing") }
        return value
    }

    func span(_ key: String) throws(Claim.DecodingError) -> Span {
        let ends = (json[key]?.elements ?? []).compactMap(\.integer)
        guard ends.count == 2, 0 <= ends[0], ends[0] <= ends[1] else {
            throw Claim.DecodingError(field: key, what: "is no [start,end]")
        }
        return Span(ends[0], ends[1])
    }

    func optionalSpan(_ key: String) throws(Claim.DecodingError) -> Span? {
        json[key] == nil ? nil : try span(key)
    }

    func day(_ key: String) throws(Claim.DecodingError) -> Day? {
        guard let text = json[key]?.string else { return nil }
        guard let day = Day(iso: text) else { throw Claim.DecodingError(field: key, what: "is no day") }
        return day
    }

    private func list<Element>(
        _ key: String, _ element: (ClaimFields) throws(Claim.DecodingError) -> Element
    ) throws(Claim.DecodingError) -> [Element] {
        var found: [Element] = []
        for item in json[key]?.elements ?? [] { found.append(try element(ClaimFields(json: item))) }
        return found
    }

    func roles(_ key: String) throws(Claim.DecodingError) -> [Claim.Role] {
        try list(key) { item throws(Claim.DecodingError) in
            let by = try item.text("by")
            let span = try item.optionalSpan("span")
            let ground: Ground = by.hasPrefix("rule:") ? .rule(String(by.dropFirst(5))) : .words
            guard span != nil || ground != .words else {
                throw Claim.DecodingError(field: key, what: "has neither words nor a rule")
            }
            return Claim.Role(
                actor: Actor(code: item.word("code"), sector: item.word("sector"), name: item.word("name")),
                span: span, text: item.json["text"]?.string, ground: ground)
        }
    }

    func speakers() throws(Claim.DecodingError) -> [Claim.Speaker] {
        try list("speaker") { item throws(Claim.DecodingError) in
            let name = try item.text("name")
            let (code, sector) = (item.word("code"), item.word("sector"))
            let actor = code.isEmpty && sector.isEmpty ? nil : Actor(code: code, sector: sector, name: name)
            return Claim.Speaker(name: name, actor: actor, span: try item.span("span"))
        }
    }

    func when() throws(Claim.DecodingError) -> TimeExpression? {
        guard let json = json["when"] else { return nil }
        let item = ClaimFields(json: json)
        return TimeExpression(
            span: try item.span("span"), phrase: try item.text("phrase"), earliest: try item.day("earliest"),
            latest: try item.day("latest"), precision: item.word("precision"), rule: item.word("rule"),
            timexType: item.word("type"), timexValue: item.word("value"))
    }

    func place() throws(Claim.DecodingError) -> PlaceMention? {
        guard let json = json["where"] else { return nil }
        let item = ClaimFields(json: json)
        return PlaceMention(
            span: try item.span("span"), name: try item.text("name"), country: item.word("country"),
            latitude: json["latitude"]?.double, longitude: json["longitude"]?.double,
            geonames: json["geonames"]?.integer,
            claimedBy: (json["claimed_by"]?.elements ?? []).compactMap(\.string))
    }

    func quantities() throws(Claim.DecodingError) -> [Claim.Quantity] {
        try list("quantity") { item throws(Claim.DecodingError) in
            guard let number = item.json["number"]?.integer else {
                throw Claim.DecodingError(field: "quantity", what: "has no number")
            }
            return Claim.Quantity(number: number, of: try item.text("of"), span: try item.span("span"))
        }
    }

    func objects() throws(Claim.DecodingError) -> [Claim.NamedObject] {
        try list("objects") { item throws(Claim.DecodingError) in
            Claim.NamedObject(
                name: try item.text("name"), kind: try item.text("kind"), role: try item.text("role"),
                span: try item.span("span"))
        }
    }

    func evidence() throws(Claim.DecodingError) -> Claim.Evidence {
        let evidence = ClaimFields(json: json["evidence"] ?? .object([]))
        let version = ClaimFields(json: json["version"] ?? .object([]))
        return Claim.Evidence(
            phrasing: try evidence.text("phrasing"), rule: evidence.word("rule"),
            version: Claim.Version(
                program: try version.text("program"), lexicon: try version.text("lexicon"),
                model: try version.text("model")))
    }
}
