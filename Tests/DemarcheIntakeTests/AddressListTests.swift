import Demarche
import DemarcheIntake
import Foundation
import Synchronization
import Testing

/// Lists of addresses, their pages told by the test instead of the web.
struct AddressListTests {
    private func readings(
        _ list: String, name: String = "list.txt", day: Day? = nil,
        source: @escaping PageSource = { _ throws(WebPage.Fault) in
            Self.page("Norway expelled two diplomats.")
        }
    ) throws -> [Reading] {
        let reader = ReportReader(splitter: try splitter(), day: day, pages: source)
        return Array(reader.readings(of: [.bytes(Array(list.utf8), name: name)]))
    }

    private static func page(_ text: String, _ type: String? = "text/plain") -> WebPage {
        page(Array(text.utf8), type)
    }

    private static func page(_ bytes: [UInt8], _ type: String?) -> WebPage {
        guard let kind = WebPage.Kind(contentType: type) else {
            preconditionFailure("no type of a page: \(type ?? "")")
        }
        return WebPage(bytes: bytes, kind: kind)
    }

    @Test func `each address is a report in the list's order, under its address`() throws {
        let readings = try readings(
            "\u{FEFF}# Oslo\r\n\r\nhttps://example.org/b\r\n  HTTP://example.org/a?x=1#y  \n# end\nhttps://example.org/b"
        ) { url throws(WebPage.Fault) in
            Self.page(
                "<html><head><link rel=canonical href='https://example.com/else'></head><p>At \(url.path).</p></html>",
                "text/html")
        }
        let reports = readings.compactMap(\.value)
        #expect(reports.map(\.id) == ["https://example.org/b", "HTTP://example.org/a?x=1#y"])
        #expect(reports.map(\.url) == reports.map(\.id))
        #expect(reports.map(\.text.string) == ["At /b.", "At /a."])
        #expect(readings.flatMap(\.warnings).isEmpty)
    }

    @Test func `what cannot be had is told by its address, and the rest is read`() throws {
        let readings = try readings(
            "https://example.org/1\nhttps:///2\nhttp://[x\nhttps://example.org/4\nhttps://example.org/5"
        ) { url throws(WebPage.Fault) in
            if url.path == "/1" { throw WebPage.Fault("the server answers 404 Not Found") }
            return Self.page(url.path == "/4" ? " " : "Norway protested.")
        }
        let errors = readings.compactMap(\.error)
        #expect(errors.count == 4)
        #expect(errors.first == "https://example.org/1: the server answers 404 Not Found")
        #expect(errors.dropFirst().prefix(2).allSatisfy { $0.contains("no address of the web") })
        #expect(errors.last?.hasPrefix("https://example.org/4: empty") == true)
        #expect(readings.compactMap(\.value).map(\.id) == ["https://example.org/5"])
    }

    @Test func `a text that cites addresses is a report`() throws {
        for text in [
            "Norway protested.\nhttps://example.org/a\nhttps://example.org/b", "# Norway protested.\n",
            "https://example.org/a\nNorway protested.\n", "https://example.org/a Norway\n",
        ] {
            let report = try #require(try readings(text).first?.value)
            #expect(report.id == "list")
            #expect(report.text.string == text)
        }
    }

    @Test func `one line amiss in a list is told`() throws {
        let readings = try readings("https://example.org/a\n\nexample.org/b\nhttps://example.org/c\n")
        #expect(readings.count == 1)
        #expect(readings.first?.value?.id == "list")
        let warning = try #require(readings.first?.warnings.first)
        #expect(warning.line == 3)
        #expect(warning.what.contains("no list"))
    }

    @Test func `without a source nothing is fetched, and a list is refused in words`() throws {
        let reader = ReportReader(splitter: try splitter())
        let list = Array("https://example.org/a\n".utf8)
        let readings = Array(reader.readings(of: [.bytes(list, name: "list.txt")]))
        #expect(readings.compactMap(\.value).isEmpty)
        #expect(readings.first?.error?.contains("demarche add") == true)
    }

    @Test func `a list on a page of the web leads no further`() throws {
        let readings = try readings("https://example.org/a\n") { _ throws(WebPage.Fault) in
            Self.page("https://example.org/b\n")
        }
        #expect(readings.compactMap(\.value).map(\.text.string) == ["https://example.org/b\n"])
    }

    @Test func `pages are fetched ahead, and reported in order all the same`() throws {
        let done = Mutex<[String]>([])
        let list = (0..<20).map { "https://example.org/\($0)" }
        let readings = try readings(list.joined(separator: "\n")) { url throws(WebPage.Fault) in
            if url.path == "/0" { try? await Task.sleep(for: .milliseconds(100)) }
            done.withLock { $0.append(url.absoluteString) }
            return Self.page("At \(url.path).")
        }
        #expect(readings.compactMap(\.value).map(\.id) == list)
        let order = done.withLock { $0 }
        #expect(order.firstIndex(of: list[0]) ?? 0 > 0)
        #expect(order.firstIndex(of: list[0]) ?? 20 < 8)
    }

    @Test func `the kind of a page is what its server says, else what its first words say`() throws {
        let html = "<!DOCTYPE html><p>Norway &amp; Russia.</p>"
        let read: [(type: String?, text: String)] = [
            ("text/html;charset=UTF-8", "Norway & Russia."), ("Application/XHTML+XML", "Norway & Russia."),
            (nil, "Norway & Russia."), ("text/plain; format=flowed", html),
        ]
        for (type, text) in read {
            let readings = try readings("https://example.org/a.txt\n") { _ throws(WebPage.Fault) in
                Self.page(html, type)
            }
            #expect(readings.first?.value?.text.string == text, "\(type ?? "none")")
        }
        for type in ["application/pdf", "image/png", "application/json", "text/css", "text/html2"] {
            #expect(WebPage.Kind(contentType: type) == nil)
        }
    }

    @Test(
        arguments: [
            ("text/html; charset=windows-1252", "", [0x93, 0x4E, 0x6F, 0x94], "“No”"),
            ("text/html; charset=\"GB2312\"", "", [0xA1, 0xB0, 0x4E, 0x6F, 0xA1, 0xB1], "“No”"),
            ("text/plain; charset=ISO-8859-2", "", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"),
            ("text/plain", "", [0x4F, 0x73, 0x6C, 0xF8], "Oslø"),
            ("text/html", "<meta charset=\"koi8-r\">", [0xCD, 0xC9, 0xC4], "мид"),
            ("text/html; charset=iso-8859-2", "<meta charset=utf-8>", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"),
            ("text/html", "<meta charset=iso-8859-2>", Array("Łódź".utf8), "Łódź"),
        ] as [(String, String, [UInt8], String)])
    func `the encoding is what the server names, else what the page names`(
        type: String, head: String, bytes: [UInt8], text: String
    ) throws {
        let page = Self.page(Array(head.utf8) + bytes, type)
        let report = try readings("https://example.org/a\n") { _ throws(WebPage.Fault) in page }.first?.value
        #expect(report?.text.string == text)
    }

    @Test func `an encoding that nobody knows is refused`() throws {
        for type in ["text/html; charset=nonsense", "text/plain; charset=utf-8"] {
            let page = Self.page([0x4E, 0xFF, 0x6F], type)
            let readings = try readings("https://example.org/a\n") { _ throws(WebPage.Fault) in page }
            #expect(readings.first?.error?.contains("UTF-8") == true, "\(type)")
        }
    }
}
