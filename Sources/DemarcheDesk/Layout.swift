internal import Demarche

/// What stands around every page: the same head, ways to the other pages, and the page's other forms.
package struct Layout: Sendable {
    let desk: Desk
    /// Whether the reader may write: the token was shown.
    let canWrite: Bool
    /// Whether the page is a file of a static site.
    let isStatic: Bool

    package init(desk: Desk, canWrite: Bool = false, isStatic: Bool = false) {
        self.desk = desk
        self.canWrite = canWrite
        self.isStatic = isStatic
    }

    /// The page as HTML.
    /// - Parameter link: where another page is found.
    package func html(_ page: Page, link: @escaping (Address) -> String?) -> String {
        var writer = MarkupWriter(link: link)
        writer.write(markup(page))
        return "<!DOCTYPE html>\n" + writer.text + "\n"
    }

    private func markup(_ page: Page) -> Markup {
        .tag(
            "html", ["lang": "en"], head(page),
            .tag(
                "body", ["class": isStatic ? "static" : "served"],
                .tag("a", ["class": "skip", "href": "#content"], "To the content"), top(page),
                .tag(
                    "main", ["id": "content", "tabindex": "-1"],
                    [
                        .tag("h1", [:], .text(page.title)),
                        .tag("p", ["class": "purpose"], .text(page.purpose)), readingOnly(page),
                    ] + page.body), foot(page)))
    }

    /// Told before a person writes in vain.
    private func readingOnly(_ page: Page) -> Markup {
        guard !canWrite, !isStatic, ["add", "review"].contains(page.address.path.first) else {
            return .nothing
        }
        return .tag(
            "p", ["class": "notice"],
            "This browser may only read. To write here, open the address that demarche serve printed at its start."
        )
    }

    private func head(_ page: Page) -> Markup {
        var refresh: [Markup] = []
        if page.isUnfinished {
            refresh = [
                .tag(
                    "noscript", [:], .tag("meta", ["http-equiv": "refresh", "content": "2"]))
            ]
        }
        return .tag(
            "head", [:],
            [
                .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                .tag("title", [:], "\(page.title) · Demarche"),
                .tag("link", ["rel": "icon", "href": .address(Address("icon").form("svg"))]),
                .tag("link", ["rel": "stylesheet", "href": .address(Address("desk").form("css"))]),
                .tag("script", ["src": .address(Address("desk").form("js")), "defer": .flag(true)]),
            ] + refresh)
    }

    private var ways: [(String, Address)] {
        let all = [
            ("Overview", Address()), ("Measures", Address("measures")), ("Reports", Address("reports")),
            ("Search", Address("search")), ("Review", Address("review")), ("Quality", Address("quality")),
            ("About", Address("about")), ("Add a report", Address("add")),
        ]
        return isStatic ? all.filter { !["search", "review", "add"].contains($0.1.path.first) } : all
    }

    private func top(_ page: Page) -> Markup {
        let items = ways.map { words, address -> Markup in
            let isHere =
                page.address.path == address.path
                || (address.path.isEmpty && page.address.path == ["overview"])
            return .tag(
                "li", [:],
                isHere
                    ? .tag("a", ["href": .address(address), "aria-current": "page"], .text(words))
                    : .link(address, .text(words)))
        }
        return .tag(
            "header", ["class": "top"],
            .tag("a", ["class": "name", "href": .address(Address())], "Demarche"),
            .tag("nav", ["aria-label": "Pages"], .tag("ul", [:], items)))
    }

    private func foot(_ page: Page) -> Markup {
        let data: [Markup] =
            page.table.columns.isEmpty
            ? []
            : [
                .tag(
                    "p", ["class": "forms"], "This page as ",
                    .tag("a", ["href": .address(page.address.form("json"))], "JSON"), " or ",
                    .tag("a", ["href": .address(page.address.form("csv"))], "CSV"), ".")
            ]
        let rights =
            isStatic
            ? "Published from the ledger \(desk.settings.ledger)."
            : canWrite
                ? "Ledger \(desk.settings.ledger). You may write."
                : "Ledger \(desk.settings.ledger). Reading only: open the address that demarche serve printed to write."
        return .tag(
            "footer", ["class": "foot"],
            data + [.tag("p", [:], .text("\(rights) \(desk.settings.program). Nothing leaves this machine."))]
        )
    }
}

extension Address {
    /// The same view in another form; told by a last part that no page has.
    func form(_ name: String) -> Address {
        var other = self
        if other.path.isEmpty { other.path = ["overview"] }
        other.suffix = name
        return other
    }
}
