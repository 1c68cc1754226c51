internal import DemarcheLedger

/// What a browser or a program asks; header names in lower case.
package struct DeskRequest: Sendable {
    package let method: String
    package let target: String
    package let headers: [String: String]
    package let body: [UInt8]

    package init(method: String = "GET", target: String, headers: [String: String] = [:], body: [UInt8] = [])
    {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    func cookie(_ name: String) -> String? {
        (headers["cookie"] ?? "").split(separator: ";").map { String($0).trimmed }
            .first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}

/// What the desk answers.
package struct DeskAnswer: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    package subscript(header name: String) -> String? { headers.first { $0.name == name }?.value }

    static func text(_ text: String, kind: String, status: Int = 200, caching: Bool = false) -> DeskAnswer {
        DeskAnswer(
            status: status,
            headers: [("content-type", kind), ("cache-control", caching ? "max-age=300" : "no-store")],
            body: Array(text.utf8))
    }

    /// To another page, after something was written.
    static func seeOther(_ target: String, cookie: String? = nil) -> DeskAnswer {
        let place: [(name: String, value: String)] = [("location", target), ("cache-control", "no-store")]
        return DeskAnswer(status: 303, headers: place + (cookie.map { [("set-cookie", $0)] } ?? []))
    }

    /// With the headers that every answer has: nothing from elsewhere is loaded, run or framed.
    var guarded: DeskAnswer {
        let guards: [(name: String, value: String)] = [
            (
                "content-security-policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
            ("vary", "cookie"),
        ]
        return DeskAnswer(status: status, headers: headers + guards, body: body)
    }
}

extension Page {
    /// The page's table in the form that spreadsheets read safely.
    package var csv: String {
        ([table.columns] + table.rows).map { Cells.csv($0) + "\n" }.joined()
    }
}
