internal import Demarche
internal import Foundation

/// Tells pages of HTML from other files, and undoes their encoding.
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

    /// The page as text: UTF-8, or what it says of itself where that is a Western single-byte encoding.
    ///
    /// Nil where it is neither. As browsers do, such encodings are read as Windows-1252.
    static func text(_ bytes: [UInt8]) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased()
        let western = ["iso-8859-1", "iso-8859-15", "windows-1252", "latin1", "us-ascii", "cp1252"]
        guard
            !head.contains("charset=") || western.contains(where: { head.contains("charset=" + $0) })
                || western.contains(where: { head.contains("charset=\"" + $0) })
        else { return nil }
        let data = Data(bytes)
        return String(data: data, encoding: .windowsCP1252) ?? String(data: data, encoding: .isoLatin1)
    }
}

extension ReportReader {
    /// A page of HTML as a report: the text of its article, with a blank line between paragraphs.
    func reading(page bytes: [UInt8], file: String, id: String) -> Reading {
        func failed(_ what: String) -> Reading {
            Reading(report: .failure(IntakeError(file: file, what: what)), warnings: [])
        }
        if bytes.contains(0) { return failed("a binary file (it holds NUL bytes); give HTML in UTF-8") }
        if let fault = PageGuard.fault(of: bytes) { return failed(fault) }
        guard let html = HTMLReader.text(bytes) else {
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
            url: article.url, language: article.language, digest: Self.digest(of: string))
        return Reading(report: .success(report), warnings: [])
    }

    /// The day of a dateline, where it names one.
    private func dateline(of text: ScalarText) -> Day? {
        if case .day(let day) = splitter.dateline(of: text) { day } else { nil }
    }
}
