internal import Demarche

/// The desk's pages as files that open without a server: found by following the links from the first page.
package struct Site: Sendable {
    private let desk: Desk
    private let layout: Layout

    package init(desk: Desk) {
        self.desk = desk
        layout = Layout(desk: desk, isStatic: true)
    }

    /// A file of the site.
    package struct File: Sendable {
        /// Relative to the site's folder.
        package let path: String
        package let bytes: [UInt8]
    }

    /// Makes every page that can be reached, in order, each as HTML, JSON and CSV; then the look.
    /// - Throws: what `write` throws, and `LedgerError`.
    package func files(_ write: (File) throws -> Void) throws {
        var seen: Set<String> = ["overview"]
        var waiting = [Address("overview")]
        while let address = waiting.popLast() {
            let page = try page(at: address)
            let found = Found()
            let here = Self.name(of: address)
            let html = layout.html(page) { target in
                guard let name = Self.publishable(target) else { return nil }
                if target.suffix == nil { found.addresses.append(target) }
                return Self.relative(name + "." + (target.suffix ?? "html"), from: here)
                    + (target.fragment.map { "#\($0)" } ?? "")
            }
            try write(File(path: here + ".html", bytes: Array(html.utf8)))
            try write(File(path: here + ".json", bytes: Array((page.json.text + "\n").utf8)))
            try write(File(path: here + ".csv", bytes: Array(page.csv.utf8)))
            for var target in found.addresses.reversed() {
                target.fragment = nil
                if target.path.isEmpty { target.path = ["overview"] }
                if seen.insert(Self.name(of: target)).inserted { waiting.append(target) }
            }
        }
        try write(
            File(
                path: "openapi.json", bytes: Array((desk.page(at: Address("openapi")).json.text + "\n").utf8))
        )
        try write(File(path: "desk.css", bytes: Array(Stylesheet.text.utf8)))
        try write(File(path: "desk.js", bytes: Array(Script.text.utf8)))
        try write(File(path: "icon.svg", bytes: Array(Script.icon.utf8)))
        try write(File(path: "index.html", bytes: Array(Self.front.utf8)))
    }

    /// A page, or one that says why there is none.
    private func page(at address: Address) throws -> Page {
        do { return try desk.page(at: address) } catch let fault as PageError {
            return Page(fault: fault, address: address)
        }
    }

    /// Collects what a page leads to while it is written.
    private final class Found {
        var addresses: [Address] = []
    }

    /// The first page under the name that servers of files look for.
    private static let front =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Demarche</title><meta http-equiv=\"refresh\" content=\"0; url=overview.html\"></head><body><p><a href=\"overview.html\">Overview</a></p></body></html>\n"

    /// The file name of an address without its ending; nil for what needs a server.
    private static func publishable(_ address: Address) -> String? {
        if address.suffix != nil, address.suffix != "json", address.suffix != "csv" {
            return name(of: address)
        }
        let kinds: Set<String> = [
            "overview", "dyad", "event", "measures", "actor", "report", "reports", "quality", "about",
            "openapi",
        ]
        guard kinds.contains(address.path.first ?? "overview") else { return nil }
        let asked = Set(address.query.map(\.name))
        if address.path == ["actor"] || !asked.isSubset(of: ["after", "by", "on"]) { return nil }
        if address.path == ["dyad"] || address.path == ["openapi"] && address.suffix == nil { return nil }
        return name(of: address)
    }

    /// `dyad/RUS/JPN`, `measures~3Fafter~3DAUS-GBR`: percent signs would be read twice.
    private static func name(of address: Address) -> String {
        let path = address.path.isEmpty ? ["overview"] : address.path
        let query = address.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let parts = query.isEmpty ? path : path.dropLast() + [(path.last ?? "") + "?" + query]
        return parts.map(part).joined(separator: "/")
    }

    /// One folder's or file's name; where it would be too long (a report whose id is a long address), its beginning and the
    /// digest of all of it, parted by a sign that no other name has.
    private static func part(_ text: String) -> String {
        let name = Address.encoded(text).replacing("%", with: "~")
        guard name.utf8.count > longestName else { return name }
        return name.prefix(longestName - 18) + "~~" + StableDigest.of([text])
    }

    /// File systems allow 255 bytes; this leaves room for an ending, and for the folders above on systems that count those too.
    private static let longestName = 120

    private static func relative(_ name: String, from here: String) -> String {
        String(repeating: "../", count: here.filter { $0 == "/" }.count) + name
    }
}
