internal import AsyncHTTPClient
package import DemarcheIntake
package import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression

/// Fetches single pages of the web: one request of a host at a time, and none to hosts nearby unless they are allowed.
///
/// Nothing else in the program opens connections to other machines.
package struct PageFetcher: Sendable {
    /// What one page may take.
    package struct Limits: Sendable {
        let bytes: Int
        /// For each request; a page that has moved takes several.
        let seconds: Double
        let moves: Int

        package init(bytes: Int = PageGuard.largest, seconds: Double = 30, moves: Int = 5) {
            self.bytes = bytes
            self.seconds = seconds
            self.moves = moves
        }
    }

    private enum Answer {
        case page(WebPage)
        case moved(URL)
    }

    private let agent: String
    private let limits: Limits
    private let guide: HostGuide
    private let turns = Turns()

    /// - Parameters:
    ///   - agent: how the program names itself to servers.
    ///   - allowed: hosts on this machine or in a private network that may be asked all the same.
    package init(agent: String, allowed: Set<String> = [], limits: Limits = Limits()) {
        self.agent = agent
        self.limits = limits
        guide = HostGuide(allowed: allowed)
    }

    /// The page at an address, or where it has moved to.
    package func page(at address: URL) async throws(WebPage.Fault) -> WebPage {
        var url = address
        for _ in 0...limits.moves {
            do {
                switch try await answer(at: url) {
                case .page(let page): return page
                case .moved(let place): url = place
                }
            } catch { throw WebPage.Fault(error, limits) }
        }
        throw WebPage.Fault("moved on more than \(limits.moves) times; name the last address")
    }

    private func answer(at url: URL) async throws -> Answer {
        guard ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host?.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), !host.isEmpty
        else { throw WebPage.Fault("leads to \(url.absoluteString), which is no address of the web") }
        return try await turns.turn(at: host.lowercased()) {
            let configuration = configuration(host: host, place: try await guide.place(of: host))
            return try await TimeLimit(seconds: limits.seconds).result {
                try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                    try await answer(of: client.execute(request(url), deadline: .distantFuture), from: url)
                }
            }
        }
    }

    /// Connects to the very place that was looked at: a name might lead elsewhere when it is asked again.
    private func configuration(host: String, place: String) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, decompression: .enabled(limit: .size(limits.bytes)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = [host: place]
        return configuration
    }

    private func request(_ url: URL) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.headers = [
            "User-Agent": agent, "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
            "Accept-Encoding": "gzip, deflate", "Accept-Language": "en",
        ]
        return request
    }

    /// Reads the body only where the head promises a page.
    private func answer(of response: HTTPClientResponse, from url: URL) async throws -> Answer {
        switch response.status.code {
        case 200: break
        case 301, 302, 303, 307, 308:
            guard
                let place = response.headers.first(name: "Location").flatMap({
                    URL(string: $0, relativeTo: url)
                })
            else { throw WebPage.Fault("said to have moved, but not where to") }
            return .moved(place.absoluteURL)
        default: throw WebPage.Fault(response.status)
        }
        let type = response.headers.first(name: "Content-Type")
        guard let kind = WebPage.Kind(contentType: type) else {
            throw WebPage.Fault("of type \(type ?? ""), neither HTML nor plain text; save its text as a file")
        }
        let body = try await response.body.collect(upTo: limits.bytes)
        return .page(WebPage(bytes: Array(body.readableBytesView), kind: kind))
    }
}
