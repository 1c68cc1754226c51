package import Demarche
package import Foundation

/// The gold claims of one report, as annotators write them (`Tests/Goldens/Digests`).
package struct GoldReport: Decodable, Sendable {
    package let doc: String
    package let claims: [GoldClaim]
    package let silent: [String]?
    package let answers: [GoldAnswer]?
    package let measures: [GoldMeasure]?
    package let designations: [GoldDesignation]?

    package init(
        doc: String, claims: [GoldClaim], silent: [String]?, answers: [GoldAnswer]? = nil,
        measures: [GoldMeasure]? = nil, designations: [GoldDesignation]? = nil
    ) {
        self.doc = doc
        self.claims = claims
        self.silent = silent
        self.answers = answers
        self.measures = measures
        self.designations = designations
    }

    package static func read(_ data: Data) throws -> [GoldReport] {
        try JSONDecoder().decode([GoldReport].self, from: data)
    }
}

/// That one gold claim answers another, both by id.
package struct GoldAnswer: Decodable, Sendable {
    package let from: String
    package let to: String
    package let basis: String
}

/// A status of a measure.
package struct GoldMeasure: Decodable, Sendable {
    package let by: String
    package let on: String
    package let kind: String
    package let status: String
}

/// A name under a measure.
package struct GoldDesignation: Decodable, Sendable {
    package let name: String
    package let role: String
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
    /// The claim that tells the same act before.
    package let sameAs: String?

    private enum CodingKeys: String, CodingKey {
        case id, sentence, trigger, source, target, cameo, plover, modality, note, alt
        case sameAs = "same_as"
    }

    package init(
        id: String, sentence: String, trigger: String, source: [Side], target: [Side], cameo: String,
        plover: String,
        modality: String, note: String?, alt: [[String]]?, sameAs: String? = nil
    ) {
        self.sameAs = sameAs
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
