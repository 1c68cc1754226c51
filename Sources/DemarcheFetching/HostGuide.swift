package import DemarcheIntake
internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Finds where a host lies, and turns away from this machine and from private networks: a list, or a page that moved,
/// must not have the program ask what only its user may reach.
package struct HostGuide: Sendable {
    private let allowed: Set<String>

    /// - Parameter allowed: hosts that may lie nearby.
    package init(allowed: Set<String>) { self.allowed = Set(allowed.map { $0.lowercased() }) }

    /// The host's numeric address.
    /// - Throws: `WebPage.Fault` where there is none, or it lies nearby and is not allowed by name.
    package func place(of host: String) async throws(WebPage.Fault) -> String {
        let place: SocketAddress
        do {
            place = try await NIOThreadPool.singleton.runIfActive {
                try SocketAddress.makeAddressResolvingHost(host, port: 0)
            }
        } catch {
            throw WebPage.Fault("there is no host \(host), or no network; check the address")
        }
        guard let numeric = place.ipAddress, Self.isPublic(numeric) || allowed.contains(host.lowercased())
        else {
            throw WebPage.Fault(
                "lies on this machine or in a private network; if that is meant: --allow-host \(host)")
        }
        return numeric
    }

    private static func isPublic(_ numeric: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, numeric, &bytes) == 1 { return isPublic(v4: bytes) }
        return inet_pton(AF_INET6, numeric, &bytes) == 1 && isPublic(v6: bytes)
    }

    /// By IANA's registry of special addresses: https://www.iana.org/assignments/iana-ipv4-special-registry
    static func isPublic(v4 bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): false
        case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113): false
        default: true
        }
    }

    /// By its sister for version 6; what carries an address of version 4 is judged by that.
    static func isPublic(v6 bytes: [UInt8]) -> Bool {
        let words = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        switch (words[0], words[1]) {
        case (0, _) where words[1..<5].allSatisfy { $0 == 0 } && words[5] == 0xFFFF,
            (0x64, 0xFF9B) where words[2..<6].allSatisfy { $0 == 0 }:
            return isPublic(v4: Array(bytes[12...]))
        case (0x2002, _): return isPublic(v4: Array(bytes[2..<6]))
        case (0x2001, 0xDB8), (0x2001, 0): return false
        // Only 2000::/3 is given out.
        default: return words[0] >> 13 == 1
        }
    }
}
