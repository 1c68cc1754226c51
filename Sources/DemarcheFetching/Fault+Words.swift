internal import AsyncHTTPClient
internal import DemarcheIntake
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOSSL

extension WebPage.Fault {
    /// Whatever went wrong on the way, in words with the next thing to try.
    init(_ error: any Error, _ limits: PageFetcher.Limits) {
        switch error {
        case let fault as WebPage.Fault: self = fault
        case is TimeLimit.Exceeded:
            self.init("no whole answer within \(Int(limits.seconds.rounded(.up))) s; try again later")
        case is NIOTooManyBytesError, NIOHTTPDecompression.DecompressionError.limit:
            self.init("a page of over \(limits.bytes >> 20) MB; save the article alone, as a file")
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            self.init("nobody answers there (connection refused); check the address")
        case let error as IOError:
            self.init("cannot be reached: \(String(cString: strerror(error.errnoCode))); try again later")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self.init(
                "no secure connection: its certificate is not to be trusted, or its encryption is too old")
        case let error as HTTPClientError where error == .connectTimeout || error == .tlsHandshakeTimeout:
            self.init("nobody answers there in time; check the address, or try again later")
        case let error as HTTPClientError where error == .remoteConnectionClosed: self.init(Self.brokenOff)
        case is HTTPParserError: self.init(Self.brokenOff)
        default: self.init("cannot be fetched: \(error)")
        }
    }

    private static var brokenOff: String { "the server broke off, or speaks no HTTP; try again later" }

    /// A server's refusal.
    init(_ status: HTTPResponseStatus) {
        let isPassing = status.code == 429 || status.code >= 500
        self.init("the server answers \(status); \(isPassing ? "try again later" : "check the address")")
    }
}
