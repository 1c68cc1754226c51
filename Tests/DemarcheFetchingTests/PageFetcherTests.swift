import DemarcheFetching
import DemarcheIntake
import DemarcheTesting
import Foundation
import Testing

/// Pages from a server on this machine, which stands for every other.
struct PageFetcherTests {
    private static let page = "<!DOCTYPE html><p>Norway expelled two Russian diplomats.</p>"

    private func fetcher(_ limits: PageFetcher.Limits = .init()) -> PageFetcher {
        PageFetcher(agent: "demarche/test", allowed: ["127.0.0.1"], limits: limits)
    }

    private func url(_ address: String) throws -> URL { try #require(URL(string: address)) }

    /// What the fetcher says of an address; nil where it has the page.
    private func fault(
        _ address: String, _ limits: PageFetcher.Limits = .init()
    ) async throws -> String? {
        do { _ = try await fetcher(limits).page(at: try url(address)) } catch let fault as WebPage.Fault {
            return fault.what
        }
        return nil
    }

    @Test func `a page is fetched with its bytes, and the program says who asks`() async throws {
        let server = try CannedServer(["/a?b=c": .page(Self.page)])
        let page = try await fetcher().page(at: try url(server.address("/a?b=c#part")))
        #expect(page.bytes == Array(Self.page.utf8))
        #expect(page.kind == WebPage.Kind(contentType: "text/html; charset=UTF-8"))
        #expect(server.asked == ["/a?b=c"])
        #expect(server.lastHead.lowercased().contains("user-agent: demarche/test"))
        #expect(server.lastHead.lowercased().contains("host: 127.0.0.1:\(server.port)"))
    }

    @Test func `a page that has moved is found, also by an address that is only a path`() async throws {
        let server = try CannedServer([
            "/old": .message("301 Moved Permanently", headers: ["Location: /x/newer"]),
            "/x/newer": .message("302 Found", headers: ["Location: newest"]),
            "/x/newest": .page(Self.page),
        ])
        let page = try await fetcher().page(at: try url(server.address("/old")))
        #expect(page.bytes == Array(Self.page.utf8))
        #expect(server.asked == ["/old", "/x/newer", "/x/newest"])
    }

    @Test func `a page that is sent packed is unpacked`() async throws {
        // `printf 'Norway.' | gzip -n`
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xF3, 0xCB, 0x2F, 0x2A, 0x4F, 0xAC,
            0xD4, 0x03, 0x00, 0x38, 0x29, 0x3E, 0x6E, 0x07, 0x00, 0x00, 0x00,
        ]
        let headers = ["Content-Type: text/plain", "Content-Encoding: gzip"]
        let server = try CannedServer(["/": .message("200 OK", headers: headers, body: packed)])
        let page = try await fetcher().page(at: try url(server.address("/")))
        #expect(page.bytes == Array("Norway.".utf8))
    }

    @Test func `a page that swells beyond the limit when it is unpacked is refused`() async throws {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "head -c 9000000 /dev/zero | gzip"]
        process.standardOutput = pipe
        try process.run()
        let packed = [UInt8](try #require(try pipe.fileHandleForReading.readToEnd()))
        #expect(packed.count < 1 << 20)
        let headers = ["Content-Type: text/plain", "Content-Encoding: gzip"]
        let server = try CannedServer(["/": .message("200 OK", headers: headers, body: packed)])
        let fault = try await fault(server.address("/"), .init(bytes: 1 << 20))
        #expect(fault?.contains("over 1 MB") == true, "\(fault ?? "")")
    }

    @Test func `what goes wrong is told in words`() async throws {
        let small = PageFetcher.Limits(bytes: 1 << 20)
        let server = try CannedServer([
            "/gone": .message("410 Gone"),
            "/busy": .message("503 Service Unavailable"),
            "/paper": .page("%PDF", type: "application/pdf"),
            "/loop": .message("302 Found", headers: ["Location: /loop"]),
            "/nowhere": .message("302 Found"),
            "/file": .message("302 Found", headers: ["Location: file:///etc/passwd"]),
            "/large": .page(String(repeating: "Norway ", count: 200_000)),
            "/endless": .init(
                bytes: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8)
                    + [UInt8](repeating: 0x61, count: 2 << 20)),
            "/short": .init(
                bytes: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\na".utf8)
            ),
            "/mute": .init(bytes: []),
            "/other": .init(bytes: Array("220 mail.example.org ready\r\n".utf8)),
        ])
        let told = [
            "/missing": "404 Not Found; check the address", "/gone": "410 Gone; check the address",
            "/busy": "503 Service Unavailable; try again later", "/paper": "of type application/pdf",
            "/loop": "more than 5 times", "/nowhere": "not where to", "/file": "no address of the web",
            "/large": "over 1 MB", "/endless": "over 1 MB", "/short": "broke off", "/mute": "broke off",
            "/other": "speaks no HTTP",
        ]
        for (path, words) in told {
            let fault = try await fault(server.address(path), small)
            #expect(fault?.contains(words) == true, "\(path): \(fault ?? "no fault")")
        }
        #expect(server.asked.filter { $0 == "/loop" }.count == 6)
    }

    @Test func `a server that is late is left, also in the middle of a page`() async throws {
        let part = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\na"
        let server = try CannedServer([
            "/mute": .page(Self.page, wait: 60), "/part": .init(bytes: Array(part.utf8), hold: 60),
        ])
        for path in ["/mute", "/part"] {
            let start = ContinuousClock.now
            let fault = try await fault(server.address(path), .init(seconds: 0.3))
            #expect(fault?.contains("no whole answer within 1 s") == true, "\(fault ?? "")")
            #expect(ContinuousClock.now - start < .seconds(30))
        }
    }

    @Test func `nobody there is told as that`() async throws {
        let port = try CannedServer([:]).port
        let fault = try await fault("http://127.0.0.1:\(port)/")
        #expect(fault?.contains("connection refused") == true, "\(fault ?? "")")
        let unknown = try await self.fault("http://no-such-host.invalid/")
        #expect(unknown?.contains("there is no host no-such-host.invalid") == true, "\(unknown ?? "")")
    }

    @Test func `a host is asked one thing at a time`() async throws {
        let paths = (0..<6).map { "/\($0)" }
        let server = try CannedServer(
            Dictionary(uniqueKeysWithValues: paths.map { ($0, .page(Self.page, wait: 0.05)) }))
        let fetcher = fetcher()
        try await withThrowingTaskGroup { group in
            for path in paths {
                let url = try url(server.address(path))
                group.addTask { _ = try await fetcher.page(at: url) }
            }
            try await group.waitForAll()
        }
        #expect(server.asked.sorted() == paths)
        #expect(server.most == 1)
    }

    @Test(arguments: [
        "http://localhost/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/", "http://0.0.0.0/", "http://0x7f000001/", "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/", "https://100.64.0.1/",
    ]) func `no place nearby is asked that is not allowed by name`(address: String) async throws {
        let fault = try await fault(address)
        #expect(fault?.contains("--allow-host") == true, "\(fault ?? "")")
    }

    @Test func `nor is it when a page has moved there`() async throws {
        let server = try CannedServer([
            "/": .message("302 Found", headers: ["Location: http://127.0.0.2/"])
        ])
        let fault = try await fault(server.address("/"))
        #expect(fault?.contains("--allow-host 127.0.0.2") == true, "\(fault ?? "")")
    }

    @Test(arguments: ["8.8.8.8", "172.15.0.1", "2001:4860:4860::8888", "64:ff9b::808:808"])
    func `a place in the world may be asked`(host: String) async throws {
        #expect(try await !HostGuide(allowed: []).place(of: host).isEmpty)
    }
}
