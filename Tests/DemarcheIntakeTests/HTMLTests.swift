import Demarche
import DemarcheIntake
import Foundation
import Testing

/// Pages of HTML: the article is read, furniture is not, and hostile pages are refused in words.
struct HTMLTests {
    private func readings(_ html: String, name: String = "page.html", day: Day? = nil) throws -> [Reading] {
        try readings(bytes: Array(html.utf8), name: name, day: day)
    }

    private func readings(bytes: [UInt8], name: String = "page.html", day: Day? = nil) throws -> [Reading] {
        let reader = ReportReader(splitter: try splitter(), day: day)
        return Array(reader.readings(of: [.bytes(bytes, name: name)]))
    }

    private func report(_ html: String, name: String = "page.html", day: Day? = nil) throws -> Report {
        let readings = try readings(html, name: name, day: day)
        #expect(readings.count == 1)
        return try #require(readings.first).report.get()
    }

    private func refusal(_ bytes: [UInt8]) throws -> String {
        let reading = try #require(try readings(bytes: bytes).first)
        guard case .failure(let error) = reading.report else { return "" }
        return error.description
    }

    private static let page = """
        <!DOCTYPE html>
        <html lang="en"><head><title>Envoys Leave | The Example Post</title>
        <meta property="og:title" content="Envoys Leave"><meta property="og:site_name" content="The Example Post">
        <meta property="article:published_time" content="2021-05-04T08:30:00Z">
        <link rel="canonical" href="https://example.org/envoys"><style>p { color: red }</style>
        <script>var x = "Norway expelled nobody.";</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
        <article><header><h1>Envoys Leave</h1></header>
        <p>Norway expelled <b>two</b> Russian&nbsp;diplomats on
        Monday, the foreign ministry in Oslo said in a statement to the press &amp; the public.</p>
        <figure><img src="a.jpg"><figcaption>An embassy. Photo: A. Person</figcaption></figure>
        <p>Russia protested.<br><br>It called the step groundless and promised to answer it in kind before long.</p>
        <div hidden>Never shown.</div><p style="display: none">Not shown either.</p>
        <ul><li><a href="/1">Sweden expels envoys</a></li><li><a href="/2">Denmark waits</a></li></ul>
        </article>
        <aside>Read also: Finland closed its border.</aside><footer>Copyright</footer></body></html>
        """

    @Test func `the article's paragraphs are the text, and the head tells title, day, address and source`()
        throws
    {
        let report = try report(Self.page)
        #expect(
            report.text.string == """
                Envoys Leave

                Norway expelled two Russian diplomats on Monday, the foreign ministry in Oslo said in a statement to the press & the public.

                Russia protested.

                It called the step groundless and promised to answer it in kind before long.
                """)
        #expect(report.title == "Envoys Leave")
        #expect(report.published == Day(iso: "2021-05-04"))
        #expect(report.url == "https://example.org/envoys")
        #expect(report.source == "The Example Post")
        #expect(report.language == "en")
        #expect(report.id == "page")
    }

    @Test
    func `a day that is given wins over the page's own, and a name without ending is known by its words`()
        throws
    {
        let report = try report(Self.page, name: "saved", day: Day(iso: "2021-05-05"))
        #expect(report.published == Day(iso: "2021-05-05"))
        #expect(report.text.string.hasPrefix("Envoys Leave"))
    }

    @Test(arguments: [
        ("<meta name=\"date\" content=\"2020-01-02\">", "2020-01-02"),
        (
            "<script type=\"application/ld+json\">{\"@graph\":[{\"datePublished\":\"2020-01-03T00:00:00Z\"}]}</script>",
            "2020-01-03"
        ),
        ("<time datetime=\"2020-01-04\">4 Jan</time>", "2020-01-04"),
        ("<meta property=\"article:published_time\" content=\"yesterday\">", ""),
    ]) func `the day is read wherever publishers put it`(mark: String, day: String) throws {
        let report = try report(
            "<html><head>\(mark)</head><body><p>Norway expelled a diplomat.</p></body></html>")
        #expect(report.published == Day(iso: day))
    }

    @Test func `a page without article or main gives the column with the most prose`() throws {
        let words = String(
            repeating: "Norway expelled two Russian diplomats and closed a consulate. ", count: 4)
        let report = try report(
            "<body><div><a href=x>Home</a> <a href=y>World</a></div><div id=c><p>\(words)</p><p>\(words)</p></div>"
                + "<div><p>Subscribe now.</p></div></body>")
        #expect(report.text.string.components(separatedBy: "\n\n").count == 2)
        #expect(!report.text.string.contains("Subscribe"))
        #expect(!report.text.string.contains("Home"))
    }

    @Test func `an address that is none of the web becomes no link`() throws {
        let report = try report(
            "<html><head><link rel=canonical href='javascript:alert(1)'></head><body><p>Words.</p></body></html>"
        )
        #expect(report.url == nil)
    }

    @Test func `a page is read in the encoding that it names, and refused in one that nobody knows`() throws {
        let pages: [(charset: String, bytes: [UInt8], text: String?)] = [
            ("iso-8859-1", [0x43, 0x61, 0x66, 0xE9], "Café"), ("shift_jis", [0x93, 0xFA], "日"),
            ("utf-8", [0x93, 0xFA], nil), ("nonsense", [0x93, 0xFA], nil),
        ]
        for page in pages {
            let bytes =
                Array("<html><head><meta charset=\"\(page.charset)\"></head><body><p>".utf8) + page.bytes
                + Array("</p></body></html>".utf8)
            #expect(try readings(bytes: bytes).first?.value?.text.string == page.text, "\(page.charset)")
            if page.text == nil { #expect(try refusal(bytes).contains("UTF-8")) }
        }
    }

    @Test func `pages made to exhaust the parser are refused quickly and in words`() throws {
        let deep = String(repeating: "<div>", count: 200_000)
        #expect(try refusal(Array(deep.utf8)).contains("deep"))
        let open = (0..<400).map { "<b x=\($0)>" }.joined() + String(repeating: "<p>x", count: 100_000)
        #expect(try refusal(Array(open.utf8)).contains("open"))
        let large = [UInt8](repeating: UInt8(ascii: "<"), count: 17 << 20)
        #expect(try refusal(large).contains("16 MB"))
        let line = "<p>" + String(repeating: "word ", count: 400_000)
        #expect(try refusal(Array(line.utf8)).contains("line"))
        #expect(try refusal(Array("<p>a\0b</p>".utf8)).contains("binary"))
        #expect(try refusal(Array("<html><body><nav>Menu</nav></body></html>".utf8)).contains("without text"))
    }

    @Test func `whatever is cut or garbled, a page gives a text or a refusal`() throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = Array(Self.page.utf8)
        for _ in 0..<300 {
            var garbled = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &generator)))
            for _ in 0..<Int.random(in: 0...30, using: &generator) {
                garbled[Int.random(in: 0..<garbled.count, using: &generator)] = UInt8.random(
                    in: 1...255, using: &generator)
            }
            for reading in try readings(bytes: garbled) { _ = try? reading.report.get() }
        }
    }
}
