import Demarche
import DemarcheCoding
import DemarcheRecording
import Testing

/// A sentence of our own, and all claims that must come of it.
struct SentenceCase: Sendable, CustomTestStringConvertible {
    let text: String
    let claims: [String]
    var testDescription: String { text }

    init(_ text: String, _ claims: String...) {
        self.text = text
        self.claims = claims
    }
}

/// What a report of our own turns on, and the claim that must come of it.
struct TurnCase: Sendable, CustomTestStringConvertible {
    let turn: String
    let text: String
    let claim: String
    var testDescription: String { turn }
}

extension Fixtures {
    /// What comes of a text alone.
    static func coded(_ text: String, on day: String = "2024-05-14") throws -> Coder.Coded {
        try coder.coded(
            Report(
                id: "r", text: ScalarText(text), published: Day(iso: day), digest: StableDigest.of([text])))
    }

    /// The claims of a text by PLOVER type: `NOR→BOL SANCTION done`.
    static func types(_ text: String) throws -> [String] {
        try coded(text).claims.map { $0.line(String($0.act.plover.prefix { $0 != ":" })) }
    }

    /// The claims of a text by CAMEO code: `NOR→BOL 161 done`.
    static func codes(_ text: String) throws -> [String] {
        try coded(text).claims.map { $0.line($0.act.cameo) }
    }
}

extension Claim {
    fileprivate func line(_ act: String) -> String {
        let sides = [source, target].map { $0.first?.actor.code ?? "" }
        return "\(sides[0])→\(sides[1]) \(act) \(modality.rawValue)"
    }
}
