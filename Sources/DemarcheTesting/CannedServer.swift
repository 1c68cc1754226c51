internal import Foundation
internal import Glibc
internal import Synchronization

/// A web server on this machine that answers each path with the very bytes it was given, so that tests can also give what
/// no sound server would; it closes when nobody holds it.
package final class CannedServer: Sendable {
    /// What stands on the wire, how many seconds it is held back, and how many the line stays open afterwards.
    package struct Answer: Sendable {
        let bytes: [UInt8]
        let wait: Double
        let hold: Double

        package init(bytes: [UInt8], wait: Double = 0, hold: Double = 0) {
            self.bytes = bytes
            self.wait = wait
            self.hold = hold
        }

        /// A page as sound servers give it.
        package static func page(
            _ text: String, type: String = "text/html; charset=utf-8", wait: Double = 0
        ) -> Answer {
            .message("200 OK", headers: ["Content-Type: \(type)"], body: Array(text.utf8), wait: wait)
        }

        /// Any well-formed answer; headers as `Name: value`.
        package static func message(
            _ status: String, headers: [String] = [], body: [UInt8] = [], wait: Double = 0
        ) -> Answer {
            let lines =
                ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + headers
            return Answer(
                bytes: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body, wait: wait)
        }
    }

    package let port: Int
    private let socket: Int32
    private let log = Log()

    /// - Parameter answers: by path with query; any other path is 404.
    package init(_ answers: [String: Answer]) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = self.socket
        let isOpen = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(socket, place, size) == 0 && listen(socket, 64) == 0
                    && getsockname(socket, place, &size) == 0
            }
        }
        guard isOpen else { throw CocoaError(.fileReadUnknown) }
        port = Int(UInt16(bigEndian: place.sin_port))
        let log = log
        Thread.detachNewThread {
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                Thread.detachNewThread { Self.serve(connection, answers, log) }
            }
            close(socket)
        }
    }

    /// The thread that accepts closes the socket, lest its number be another's by then.
    deinit { shutdown(socket, Int32(SHUT_RDWR)) }

    package func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The paths asked for, in order.
    package var asked: [String] { log.state.withLock { $0.asked } }

    /// The most requests that were open at one time.
    package var most: Int { log.state.withLock { $0.most } }

    /// The head of the last request.
    package var lastHead: String { log.state.withLock { $0.lastHead } }

    private final class Log: Sendable {
        struct State {
            var asked: [String] = []
            var lastHead = ""
            var open = 0
            var most = 0
        }
        let state = Mutex(State())
    }

    private static func serve(_ connection: Int32, _ answers: [String: Answer], _ log: Log) {
        defer { close(connection) }
        var head: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !head.contains(Array("\r\n\r\n".utf8)) {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return }
            head += chunk[..<count]
        }
        let text = String(decoding: head, as: UTF8.self)
        let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        log.state.withLock {
            $0.asked.append(path)
            $0.lastHead = text
            $0.open += 1
            $0.most = max($0.most, $0.open)
        }
        let answer = answers[path] ?? .message("404 Not Found")
        Thread.sleep(forTimeInterval: answer.wait)
        log.state.withLock { $0.open -= 1 }
        var rest = answer.bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
        Thread.sleep(forTimeInterval: answer.hold)
    }
}
