package import Demarche
package import Foundation

/// The gold claims of one report, as annotators write them (`Tests/Goldens/Digests`).
package struct GoldReport: Decodable, Sendable {
    package let doc: String
    package let claims: [GoldClaim]
    package let silent: [String]?

    package static func read(_ data: Data) throws -> [GoldReport] { try JSONDecoder().decode([GoldReport].self, from: data) }
}

/// One gold claim.
package struct GoldClaim: Decodable, Sendable {
    package struct Side: Decodable, Sendable {
        package let code: String?
        package let sector: String?
        package let text: String?
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

    package var isOptional: Bool { note?.contains("optional") ?? false }
    package var isStatement: Bool { cameo.hasPrefix("01") }
}
