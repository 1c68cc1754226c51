import Demarche
import DemarcheCoding
import DemarcheLexicon

/// Claims and tables made by hand, so that gathering is tested without parser or lexicon.
enum HandBuilt {
    static let expel = act("expel-diplomats", "161", kind: "persona-non-grata", status: "in-force")
    static let declare = act("persona-non-grata", "161", kind: "persona-non-grata", status: "in-force")
    static let sanction = act("impose-sanctions", "163", kind: "sanctions", status: "in-force")
    static let bomb = act("air-strike", "195")
    static let detain = act("detain", "173")
    static let condemn = act("criticise", "111")
    static let suspendVisas = act("visa-regime-suspended", "160", kind: "visa-regime", status: "suspended")
    static let endVisas = act("visa-regime-terminated", "160", kind: "visa-regime", status: "terminated")

    static func act(_ name: String, _ cameo: String, kind: String? = nil, status: String = "") -> Act {
        Act(
            name: name, cameo: cameo, plover: "", quad: 4, intensity: 0,
            measure: kind.map { Act.MeasureKindAndStatus(kind: $0, status: status) })
    }

    static let families = FamilyTable([
        FamilyTable.Entry(family: ActFamily(name: "expulsion", nature: .deed), kinds: ["persona-non-grata"]),
        FamilyTable.Entry(family: ActFamily(name: "sanctions", nature: .deed), kinds: ["sanctions"]),
        FamilyTable.Entry(family: ActFamily(name: "visa", nature: .deed), kinds: ["visa-regime"]),
        FamilyTable.Entry(family: ActFamily(name: "attack", nature: .site), cameo: ["19"]),
        FamilyTable.Entry(family: ActFamily(name: "arrest", nature: .deed), cameo: ["173"]),
        FamilyTable.Entry(family: ActFamily(name: "disapproval", nature: .word), cameo: ["11"]),
    ])
    static let lexicon = RecordLexicon(
        families: families,
        answers: [
            AnswerCue(words: ["in", "response", "to"], link: .object, basis: .stated),
            AnswerCue(words: ["after"], link: .named, basis: .sequence),
        ],
        measures: [
            MeasureRule(kind: "sanctions", of: ["individual", "person"], becomes: "sanctions-persons"),
            MeasureRule(kind: "sanctions", of: ["company", "organisation"], becomes: "sanctions-entities"),
        ],
        kinds: [
            "sanctions": MeasureKind(isRestrictive: true, designates: .all, isBroad: true),
            "persona-non-grata": MeasureKind(isRestrictive: true, designates: .persons),
        ],
        relations: [
            "family": [.relative], "include": [.include], "individual": [.generic], "couple": [.collective],
        ])

    /// A claim whose id is its report and place.
    static func claim(
        _ act: Act, _ source: String, _ target: String, report: String = "r1", at start: Int = 0,
        day: String? = nil,
        to last: String? = nil, place: PlaceMention? = nil, counts: [(Int, String)] = [],
        recipient: String = "",
        modality: Claim.Modality = .done, sentence: Span? = nil
    ) -> Claim {
        let span = Span(start, start + 5)
        let when = day.map { first in
            TimeExpression(
                span: span, phrase: first, earliest: Day(iso: first), latest: Day(iso: last ?? first),
                precision: "day", rule: "",
                timexType: "DATE", timexValue: first)
        }
        return Claim(
            report: report, id: "\(report)-\(start)-\(act.name)",
            sentence: sentence ?? Span(start, start + 50), trigger: span, act: act,
            source: [
                Claim.Role(
                    actor: Actor(code: source, sector: "GOV", name: ""), span: span, text: source,
                    ground: .words)
            ],
            target: [
                Claim.Role(
                    actor: Actor(code: target, sector: "GOV", name: ""), span: span, text: recipient,
                    ground: .words)
            ],
            modality: modality, speaker: [], when: when, place: place,
            quantities: counts.map { Claim.Quantity(number: $0.0, of: $0.1, span: span) }, objects: [],
            confidence: 0.9,
            evidence: Claim.Evidence(
                phrasing: "", rule: "", version: Claim.Version(program: "", lexicon: "", model: "")))
    }

    static func testimony(_ claim: Claim, published: String, near: Set<String> = [], isOne: Bool = false)
        -> Testimony
    {
        Testimony(
            claim: claim, published: Day(iso: published), namesNear: DigestSet(near), isOfOnePerson: isOne)
    }
}
