package import Demarche

/// One page of the desk: what a person reads, and the same as JSON and as a table.
package struct Page: Sendable {
    package let title: String
    /// What the page is for, in one sentence.
    package let purpose: String
    package let address: Address
    package let body: [Markup]
    /// The page's data.
    package let json: JSON
    package let table: Table
    /// HTTP's status.
    package var status = 200
    /// Whether the page changes by itself and asks to be read again.
    package var isUnfinished = false

    /// Cells under columns.
    package struct Table: Sendable {
        package let columns: [String]
        package let rows: [[String]]

        package init(columns: [String], rows: [[String]]) {
            self.columns = columns
            self.rows = rows
        }

        package static let none = Table(columns: [], rows: [])
    }

    package init(
        title: String, purpose: String, address: Address, body: [Markup], json: JSON = .object([]),
        table: Table = .none, status: Int = 200, isUnfinished: Bool = false
    ) {
        self.title = title
        self.purpose = purpose
        self.address = address
        self.body = body
        self.json = json
        self.table = table
        self.status = status
        self.isUnfinished = isUnfinished
    }
}

/// Why a page cannot be shown; becomes a page of its own with HTTP's status.
package struct PageError: Error, Sendable {
    package let status: Int
    package let what: String
    /// What to do next.
    package let advice: String

    package init(_ status: Int, _ what: String, advice: String) {
        self.status = status
        self.what = what
        self.advice = advice
    }
}

extension Page {
    /// The page that says why another cannot be shown, and what to do.
    init(fault: PageError, address: Address) {
        self.init(
            title: fault.status == 404 ? "Not here" : "This did not work", purpose: fault.what,
            address: address,
            body: [
                .tag("p", ["class": "notice"], .text(fault.advice)),
                .tag("p", [:], .link(Address(), "To the overview")),
            ], json: .record([("error", .string(fault.what)), ("advice", .string(fault.advice))]),
            table: Table(columns: ["error", "advice"], rows: [[fault.what, fault.advice]]),
            status: fault.status)
    }
}
