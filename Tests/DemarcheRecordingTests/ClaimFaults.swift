import Demarche

/// What a claim breaks of the promise: each field's words equal the text at its offsets, or it names its rule.
struct ClaimFaults {
    let text: ScalarText

    /// formats.md's keys, in its order; a key's list is that of its objects.
    static let order: [String: [String]] = [
        "": [
            "report", "id", "sentence", "trigger", "act", "cameo", "plover", "quad", "intensity", "source",
            "target",
            "modality", "speaker", "when", "where", "quantity", "objects", "contexts", "confidence",
            "evidence", "version",
        ],
        "source": ["code", "sector", "name", "text", "span", "by"],
        "target": ["code", "sector", "name", "text", "span", "by"],
        "speaker": ["name", "code", "sector", "span"],
        "when": ["phrase", "span", "earliest", "latest", "precision", "rule"],
        "where": ["name", "country", "latitude", "longitude", "geonames", "span", "claimed_by"],
        "quantity": ["number", "of", "span"],
        "objects": ["name", "kind", "role", "span"],
        "evidence": ["phrasing", "rule"],
        "version": ["program", "lexicon", "model"],
    ]

    func faults(of claim: Claim) -> [String] {
        var faults: [String] = []
        func expect(_ holds: Bool, _ fault: @autoclosure () -> String) {
            if !holds { faults.append(fault()) }
        }
        expect(isIn(claim.sentence) && claim.sentence.count > 0, "the sentence is empty or outside the text")
        expect(
            claim.sentence.contains(claim.trigger) && claim.trigger.count > 0,
            "the trigger is not in its sentence")
        expect(!claim.source.isEmpty, "nobody does it")
        for role in claim.source + claim.target { faults += self.faults(of: role) }
        for speaker in claim.speaker {
            expect(
                isIn(speaker.span) && text[speaker.span] == speaker.name,
                "the speaker's words are not at its span")
        }
        if let when = claim.when {
            expect(isIn(when.span) && text[when.span] == when.phrase, "the time's words are not at its span")
        }
        if let place = claim.place {
            expect(isIn(place.span) && place.span.count > 0, "the place has no words")
        }
        for quantity in claim.quantities {
            expect(
                isIn(quantity.span) && text[quantity.span].contains(quantity.of),
                "the quantity's words are not at its span")
        }
        for object in claim.objects {
            expect(isIn(object.span) && object.span.count > 0, "the object has no words")
        }
        expect(!claim.evidence.phrasing.isEmpty && !claim.evidence.rule.isEmpty, "no evidence")
        expect((0...1).contains(claim.confidence), "a confidence outside 0 to 1")
        return faults + keyFaults(of: claim.json, under: "")
    }

    private func faults(of role: Claim.Role) -> [String] {
        switch (role.span, role.ground) {
        case (nil, .words): ["a role names words but has no span"]
        case (nil, .rule(let rule)):
            rule.isEmpty || role.text != nil
                ? ["a filled role names no rule, or has words without a span"] : []
        case (let span?, let ground):
            isIn(span) && text[span] == role.text && ground != .rule("")
                ? [] : ["a role's words are not at its span"]
        }
    }

    private func isIn(_ span: Span) -> Bool { span.end <= text.count }

    /// Keys that stand out of order, or that the format does not know.
    private func keyFaults(of json: JSON, under name: String) -> [String] {
        switch json {
        case .object(let pairs):
            let order = Self.order[name] ?? []
            let places = pairs.map { order.firstIndex(of: $0.key) ?? -1 }
            let own =
                places.contains(-1) || places != places.sorted() || Set(places).count != places.count
                ? ["keys of “\(name)” are \(pairs.map(\.key))"] : []
            return own + pairs.flatMap { keyFaults(of: $0.value, under: $0.key) }
        case .array(let values): return values.flatMap { keyFaults(of: $0, under: name) }
        default: return []
        }
    }
}
