package import Foundation

/// Fetches the page at an address, or says why there is none.
package typealias PageSource = @Sendable (URL) async throws(WebPage.Fault) -> WebPage

/// A page as a server gave it.
package struct WebPage: Sendable {
    package let bytes: [UInt8]
    package let kind: Kind

    package init(bytes: [UInt8], kind: Kind) {
        self.bytes = bytes
        self.kind = kind
    }

    /// Why there is no page, and what to do.
    package struct Fault: Error, Hashable, Sendable {
        package let what: String

        package init(_ what: String) { self.what = what }
    }

    /// What the header `Content-Type` says of a page that can be read.
    package struct Kind: Hashable, Sendable {
        /// Nil where the server does not say; then the first words tell.
        let isHTML: Bool?
        /// The name of the encoding; nil where the server does not say.
        let charset: String?

        /// Nil for what is neither HTML nor plain text.
        package init?(contentType: String?) {
            let parts = (contentType ?? "").lowercased().split(separator: ";").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            switch parts.first ?? "" {
            case "text/html", "application/xhtml+xml": isHTML = true
            case "text/plain", "text/markdown": isHTML = false
            case "": isHTML = nil
            default: return nil
            }
            charset = parts.dropFirst().lazy.filter { $0.hasPrefix("charset=") }.map {
                $0.dropFirst(8).trimmingCharacters(in: CharacterSet(charactersIn: "\"' "))
            }.first { !$0.isEmpty }
        }
    }
}

extension ReportReader {
    /// A page of the web as a report; its address is its id, its place, and what messages call it.
    func reading(_ page: WebPage, address: String) -> Reading {
        if page.kind.isHTML ?? HTMLReader.isPage(page.bytes, extension: "") {
            return reading(
                page: page.bytes, file: address, id: address, address: address, charset: page.kind.charset)
        }
        // What is not UTF-8 keeps its bytes, so that the reader of plain texts refuses it in its own words.
        let bytes = Charset.text(page.bytes, told: page.kind.charset).map { Array($0.utf8) } ?? page.bytes
        return reading(plain: bytes, file: address, id: address, address: address)
    }
}
