internal import Crypto
package import Demarche
package import Foundation

/// Reads reports from files and standard input: plain text, pages of HTML, JSON Lines, a JSON array, or a list of the
/// addresses of pages.
///
/// A report's text is kept as given, scalar for scalar: a byte order mark at the start of a plain file stays in it
/// (offset 0 is the mark, as in Python) and belongs to no passage. A plain file's id is its name without extension.
package struct ReportReader: Sendable {
    /// Where reports come from.
    package enum Input: Sendable {
        case file(URL)
        case standardInput
        /// For tests and for text typed at a prompt; the name serves as a file's.
        case bytes([UInt8], name: String)
    }

    /// Larger plain files, and larger single values of JSON, are refused: 64 MB.
    package static let largest = 64 << 20
    /// A text with a longer line is refused: 1,000,000 bytes.
    package static let longestLine = 1_000_000

    let splitter: Splitter
    let day: Day?
    let pages: PageSource?

    /// - Parameters:
    ///   - splitter: reads the dateline of a plain text.
    ///   - day: the day of plain texts; nil to read it from their datelines.
    ///   - pages: fetches what lists of addresses name; nil to fetch nothing and refuse them.
    package init(splitter: Splitter, day: Day? = nil, pages: PageSource? = nil) {
        self.splitter = splitter
        self.day = day
        self.pages = pages
    }

    /// The reports in input order, read only as they are asked for.
    package func readings(of inputs: [Input]) -> some Sequence<Reading> {
        IteratorSequence(ReadingIterator(reader: self, inputs: inputs))
    }

    /// A plain text as a report; `address` is where it was fetched.
    func reading(plain bytes: [UInt8], file: String, id: String, address: String? = nil) -> Reading {
        if let fault = Self.fault(ofPlain: bytes) {
            return Reading(report: .failure(IntakeError(file: file, what: fault)), warnings: [])
        }
        guard let string = String(validating: bytes, as: UTF8.self) else {
            return Reading(report: .failure(Self.notUTF8(bytes, file: file, line: 0)), warnings: [])
        }
        let text = ScalarText(string)
        var warnings: [IntakeError] = []
        var published = day
        if published == nil {
            switch splitter.dateline(of: text) {
            case .day(let read): published = read
            case .impossible:
                let what = "the dateline names a day that no calendar has; the report is undated, give --date"
                warnings.append(IntakeError(file: file, what: what))
            case .partial, nil: break
            }
        }
        let report = Report(
            id: id, text: text, published: published, url: address, digest: Self.digest(of: string))
        return Reading(report: .success(report), warnings: warnings)
    }

    private static func fault(ofPlain bytes: [UInt8]) -> String? {
        if bytes.contains(0) { return "a binary file (it holds NUL bytes); give plain text in UTF-8" }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        let blank = text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return blank ? "empty: there is no text to read" : lineFault(bytes)
    }

    /// A line longer than any prose is no report: a dump, a table, an attack.
    static func lineFault(_ bytes: some Sequence<UInt8>) -> String? {
        var length = 0
        for byte in bytes {
            length = byte == 0x0A ? 0 : length + 1
            if length > longestLine {
                return "a line of over \(longestLine) bytes is no prose; break the text into paragraphs"
            }
        }
        return nil
    }

    /// One JSON value as a report.
    func reading(json bytes: [UInt8], file: String, line: Int, stem: String) -> Reading {
        func failed(_ what: String) -> Reading {
            Reading(report: .failure(IntakeError(file: file, line: line, what: what)), warnings: [])
        }
        if let error = Self.utf8Fault(bytes, file: file, line: line) {
            return Reading(report: .failure(error), warnings: [])
        }
        let object: ReportObject
        do { object = try JSONDecoder().decode(ReportObject.self, from: Data(bytes)) } catch {
            return failed(ReportObject.fault(error))
        }
        guard object.text.unicodeScalars.contains(where: { !Paragraphs.isBlank($0) }) else {
            return failed("“text” is empty: there is no text to read")
        }
        if let fault = Self.lineFault(object.text.utf8) { return failed("“text”: \(fault)") }
        var warnings: [IntakeError] = []
        let published = object.date.flatMap { Self.day(published: $0) }
        if let date = object.date, published == nil, !date.isEmpty {
            let what =
                "“\(date.prefix(40))” is no day of the calendar (write 2022-10-31); the report is undated"
            warnings.append(IntakeError(file: file, line: line, what: what))
        }
        let id = object.id.flatMap { $0.isEmpty ? nil : $0 } ?? "\(line - 1)"
        let report = Report(
            id: id, text: ScalarText(object.text), published: published, title: object.title,
            source: object.source, url: object.url, language: object.language,
            digest: Self.digest(of: object.text))
        return Reading(report: .success(report), warnings: warnings)
    }

    /// An ISO day, alone or before a time of day.
    static func day(published: String) -> Day? {
        if published.count == 10 { return Day(iso: published) }
        let rest = published.dropFirst(10)
        guard rest.first == "T" || rest.first == " " else { return nil }
        return Day(iso: published.prefix(10))
    }

    static func digest(of text: String) -> String {
        var text = text
        let hash = text.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func utf8Fault(_ bytes: [UInt8], file: String, line: Int) -> IntakeError? {
        String(validating: bytes, as: UTF8.self) == nil ? notUTF8(bytes, file: file, line: line) : nil
    }

    static func notUTF8(_ bytes: [UInt8], file: String, line: Int) -> IntakeError {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        scan: while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error, .emptyInput: break scan
            }
        }
        let place = line > 0 ? "byte \(offset + 1) of the line" : "byte \(offset + 1)"
        return IntakeError(file: file, line: line, what: "not UTF-8 at \(place); save it as UTF-8")
    }
}
