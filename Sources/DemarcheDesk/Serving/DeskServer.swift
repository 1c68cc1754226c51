internal import Dispatch
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Serves the desk on this machine's own address.
package struct DeskServer: Sendable {
    private let reception: Reception
    private let port: Int

    /// A larger upload is refused: 64 MB, as a file is.
    private static let largest = 64 << 20

    package init(reception: Reception, port: Int) {
        self.reception = reception
        self.port = port
    }

    /// Another program listens on the port.
    package struct PortTaken: Error {}

    /// Serves until it is interrupted.
    /// - Parameter started: called when the desk can be reached.
    /// - Throws: `PortTaken`, or what the system says.
    package func run(started: @escaping @Sendable () -> Void) async throws {
        var logger = Logger(label: "demarche.desk")
        logger.logLevel = .error
        let responder = CallbackResponder<BasicRequestContext> { [reception] request, _ in
            try await Self.response(to: request, from: reception)
        }
        let application = Application(
            responder: responder,
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { _ in started() }, logger: logger)
        do { try await application.runService() } catch let error as IOError
            where error.errnoCode == EADDRINUSE
        {
            throw PortTaken()
        }
    }

    private static func response(to request: Request, from reception: Reception) async throws -> Response {
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: largest) } catch {
            return Response(
                status: .contentTooLarge,
                body: .init(byteBuffer: ByteBuffer(string: "Too large: 64 MB at most.\n")))
        }
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        if let host = request.head.authority { headers["host"] = host }
        let asked = DeskRequest(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
            body: Array(body.readableBytesView))
        // Pages wait for the disk: not on the threads that carry all connections.
        let begin = ContinuousClock.now
        let answer = await withCheckedContinuation { waiting in
            DispatchQueue.global(qos: .userInitiated).async {
                waiting.resume(returning: reception.answer(asked))
            }
        }
        let took = ContinuousClock.now - begin
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        if let timing = HTTPField.Name("server-timing") {
            let microseconds =
                took.components.attoseconds / 1_000_000_000_000 + took.components.seconds * 1_000_000
            fields.append(HTTPField(name: timing, value: "page;dur=\(Double(microseconds) / 1000)"))
        }
        let isHead = request.method == .head
        return Response(
            status: .init(code: answer.status), headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: isHead ? [] : answer.body)))
    }
}
