internal import Foundation

/// What a form sent: names and values, and a file perhaps.
struct Form {
    private(set) var values: [String: String] = [:]
    private(set) var file: (name: String, bytes: [UInt8])?

    subscript(name: String) -> String { values[name] ?? "" }

    /// - Throws: `PageError` for what is no form.
    init(_ request: DeskRequest) throws {
        let kind = request.headers["content-type"] ?? ""
        if kind.hasPrefix("application/x-www-form-urlencoded") {
            for pair in Address.form(String(decoding: request.body, as: UTF8.self)) {
                values[pair.name] = pair.value
            }
        } else if kind.hasPrefix("multipart/form-data"), let boundary = Self.boundary(kind) {
            read(parts: request.body, boundary: Array("--\(boundary)".utf8))
        } else {
            throw PageError(
                415, "“\(kind)” is no form.",
                advice: "Send application/x-www-form-urlencoded or multipart/form-data.")
        }
    }

    private static func boundary(_ kind: String) -> String? {
        kind.split(separator: ";").map { String($0).trimmed }.first { $0.hasPrefix("boundary=") }.map {
            String($0.dropFirst(9)).filter { $0 != "\"" }
        }
    }

    /// RFC 7578: parts between boundaries, each with headers, a blank line and its bytes.
    private mutating func read(parts body: [UInt8], boundary: [UInt8]) {
        var starts: [Int] = []
        var index = 0
        while let found = Self.find(boundary, in: body, from: index) {
            starts.append(found)
            index = found + boundary.count
        }
        for (start, end) in zip(starts, starts.dropFirst()) {
            let part = body[(start + boundary.count)..<end]
            guard let gap = Self.find([13, 10, 13, 10], in: body, from: part.startIndex), gap < end else {
                continue
            }
            let head = String(decoding: body[part.startIndex..<gap], as: UTF8.self)
            let bytes = Array(body[(gap + 4)..<max(gap + 4, end - 2)])
            guard let name = Self.parameter("name", of: head) else { continue }
            if let file = Self.parameter("filename", of: head) {
                if !bytes.isEmpty { self.file = (file, bytes) }
            } else {
                values[name] = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            }
        }
    }

    private static func parameter(_ name: String, of head: String) -> String? {
        guard let start = head.range(of: "; \(name)=\"") else { return nil }
        return head[start.upperBound...].split(
            separator: "\"", maxSplits: 1, omittingEmptySubsequences: false
        ).first.map(String.init)
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        var index = start
        while index <= bytes.count - wanted.count {
            if bytes[index] == first, bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
                return index
            }
            index += 1
        }
        return nil
    }
}
