internal import Foundation

/// One report as JSON spells it; unknown keys are passed over.
struct ReportObject: Decodable {
    let id: String?
    let text: String
    let date: String?
    let title: String?
    let url: String?
    let source: String?
    let language: String?

    private enum Key: String, CodingKey { case id, doc, text, date, published, title, url, source, lang }

    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        func string(_ key: Key) throws -> String? { try box.decodeIfPresent(String.self, forKey: key) }
        func name(_ key: Key) throws -> String? {
            if let number = try? box.decodeIfPresent(Int.self, forKey: key) { return String(number) }
            return try string(key)
        }
        id = try name(.id) ?? name(.doc)
        text = try box.decode(String.self, forKey: .text)
        // Other people's files keep other things under these names ("source" as a list of actors): the text counts.
        func optional(_ key: Key) -> String? { (try? box.decodeIfPresent(String.self, forKey: key)) ?? nil }
        date = optional(.date) ?? optional(.published)
        title = optional(.title)
        url = optional(.url)
        source = optional(.source)
        language = optional(.lang)
    }

    /// What is wrong with the bytes, in words for their writer.
    static func fault(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _):
            "no “\(key.stringValue)”; a report needs at least a text"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            if let key = context.codingPath.last?.stringValue {
                "“\(key)” is not a string; write it as one, or leave it out"
            } else {
                "not a JSON object; write one {\"id\":…,\"text\":…} for each report"
            }
        case DecodingError.dataCorrupted(let context):
            "not valid JSON\(reason(context)); write one whole object for each report"
        default: "not valid JSON (\(error)); write one whole object for each report"
        }
    }

    /// What the decoder found, in brackets; "" where it says no more than that.
    private static func reason(_ context: DecodingError.Context) -> String {
        guard let cause = context.underlyingError as? NSError,
            let text = cause.userInfo["NSDebugDescription"] as? String
        else { return "" }
        return " (\(text))"
    }
}
