package import Demarche
package import Foundation

/// The gold claims of one report, as annotators write them (`Tests/Goldens/Digests`).
package struct GoldReport: Decodable, Sendable {
    package let doc: String
    package let claims: [GoldClaim]
    package let silent: [String]?

    package init(doc: String, claims: [GoldClaim], silent: [String]?) {
        self.doc = doc
        self.claims = claims
        self.silent = silent
    }

    package static func read(_ data: Data) throws -> [GoldReport] {
        try JSONDecoder().decode([GoldReport].self, from: data)
    }
}

/// One gold claim.
package struct GoldClaim: Decodable, Sendable {
    package struct Side: Decodable, Sendable {
        package let code: String?
        package let sector: String?
        package let text: String?

        package init(code: String?, sector: String?, text: String?) {
            self.code = code
            self.sector = sector
            self.text = text
        }
    }

    package let id: String
    package let sentence: String
    package let trigger: String
    package let source: [Side]
    package let target: [Side]
    package let cameo: String
    package let plover: String
    package let modality: String
    package let note: String?
    /// A second right coding: CAMEO code and PLOVER type.
    package let alt: [[String]]?

    package init(
        id: String, sentence: String, trigger: String, source: [Side], target: [Side], cameo: String,
        plover: String,
        modality: String, note: String?, alt: [[String]]?
    ) {
        self.id = id
        self.sentence = sentence
        self.trigger = trigger
        self.source = source
        self.target = target
        self.cameo = cameo
        self.plover = plover
        self.modality = modality
        self.note = note
        self.alt = alt
    }

    package var isOptional: Bool { note?.contains("optional") ?? false }
    package var isStatement: Bool { cameo.hasPrefix("01") }
}
