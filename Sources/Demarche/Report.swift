/// One text as it was published, never changed after reading.
package struct Report: Sendable {
    package let id: String
    package let text: ScalarText
    /// The day on which it was published; nil when nobody said.
    package let published: Day?
    package let title: String?
    package let source: String?
    package let url: String?
    /// BCP 47, nil when not said.
    package let language: String?
    /// SHA-256 of the text's UTF-8, lower-case hexadecimal.
    package let digest: String

    package init(
        id: String, text: ScalarText, published: Day?, title: String? = nil, source: String? = nil,
        url: String? = nil, language: String? = nil, digest: String
    ) {
        self.id = id
        self.text = text
        self.published = published
        self.title = title
        self.source = source
        self.url = url
        self.language = language
        self.digest = digest
    }
}

/// Text that is addressed by Unicode scalar, as every offset in the record is.
package struct ScalarText: Sendable, Hashable {
    package let string: String
    package let scalars: [Unicode.Scalar]

    package init(_ string: String) {
        self.string = string
        scalars = Array(string.unicodeScalars)
    }

    package var count: Int { scalars.count }

    /// The words at a span.
    package subscript(span: Span) -> String {
        let words = scalars[span.start..<span.end]
        let size = words.reduce(0) { $0 + UTF8.width($1) }
        return String(unsafeUninitializedCapacity: size) { bytes in
            var at = 0
            for scalar in words {
                for unit in scalar.utf8 {
                    bytes[at] = unit
                    at += 1
                }
            }
            return at
        }
    }
}
