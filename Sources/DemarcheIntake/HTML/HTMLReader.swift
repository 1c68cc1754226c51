internal import Demarche
internal import Foundation

/// Tells pages of HTML from other files, and what encoding they name.
enum HTMLReader {
    /// Whether a file is a page, by its name or, where the name says nothing, by its first words.
    static func isPage(_ bytes: [UInt8], extension suffix: String) -> Bool {
        if ["html", "htm", "xhtml"].contains(suffix) { return true }
        if ["txt", "md", "text"].contains(suffix) { return false }
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let start = bytes[mark...].drop { $0 <= 0x20 && $0 != 0 }.prefix(15)
        let words = String(decoding: start, as: UTF8.self).lowercased()
        return words.hasPrefix("<!doctype html") || words.hasPrefix("<html")
    }

    /// The name of the encoding that the page's head gives; nil where it gives none.
    static func charset(declaredIn bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased()
        return head.components(separatedBy: "<meta").dropFirst().lazy.compactMap { meta in
            meta.prefix { $0 != ">" }.firstRange(of: "charset=").map { mark in
                meta[mark.upperBound...].drop { "\"' ".contains($0) }.prefix { !"\"' />;".contains($0) }
            }
        }.first.map(String.init)
    }
}

extension ReportReader {
    /// A page of HTML as a report: the text of its article, with a blank line between paragraphs.
    ///
    /// - Parameters:
    ///   - address: where the page was fetched; nil to believe the page.
    ///   - charset: the encoding that its server named; nil to believe the page.
    func reading(
        page bytes: [UInt8], file: String, id: String, address: String? = nil, charset: String? = nil
    ) -> Reading {
        func failed(_ what: String) -> Reading {
            Reading(report: .failure(IntakeError(file: file, what: what)), warnings: [])
        }
        if bytes.contains(0) { return failed("a binary file (it holds NUL bytes); give HTML in UTF-8") }
        if let fault = PageGuard.fault(of: bytes) { return failed(fault) }
        guard let html = Charset.text(bytes, told: charset ?? HTMLReader.charset(declaredIn: bytes)) else {
            return Reading(report: .failure(Self.notUTF8(bytes, file: file, line: 0)), warnings: [])
        }
        guard let root = PageNode.root(of: html) else { return failed("cannot be read as HTML") }
        let article = Article(root)
        let string = article.text
        guard !string.isEmpty else { return failed("a page without text: there is nothing to read") }
        if let fault = Self.lineFault(string.utf8) { return failed(fault) }
        let text = ScalarText(string)
        let published = day ?? article.date.flatMap { Self.day(published: $0) } ?? dateline(of: text)
        let report = Report(
            id: id, text: text, published: published, title: article.title, source: article.source,
            url: address ?? article.url, language: article.language, digest: Self.digest(of: string))
        return Reading(report: .success(report), warnings: [])
    }

    /// The day of a dateline, where it names one.
    private func dateline(of text: ScalarText) -> Day? {
        if case .day(let day) = splitter.dateline(of: text) { day } else { nil }
    }
}
