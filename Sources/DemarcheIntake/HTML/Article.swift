internal import Foundation

/// What a page of HTML tells: the paragraphs of its article, and the facts in its head.
struct Article {
    let paragraphs: [String]
    let title: String?
    /// As the page writes it, a day or a point in time.
    let date: String?
    let url: String?
    let source: String?
    let language: String?

    /// The article as text: a blank line between paragraphs.
    var text: String { paragraphs.joined(separator: "\n\n") }

    init(_ page: PageNode.Element) {
        let all = page.descendants()
        let body = Self.container(in: all) ?? page
        var reader = ParagraphReader()
        reader.read(body)
        paragraphs = reader.finished
        let facts = PageFacts(all)
        title = facts.title
        date = facts.date
        url = facts.url
        source = facts.source
        language = page["lang"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The element that holds the article: the `article` or `main` with the most prose, else the parent of most prose.
    private static func container(in all: [PageNode.Element]) -> PageNode.Element? {
        var scale = Scale()
        if let root = all.first { _ = scale.prose(in: root) }
        for named in [scale.articles, scale.mains] {
            if let best = named.max(by: { $0.prose < $1.prose }), best.prose >= 200 { return best.element }
        }
        // Own prose counts whole, that of children in half: a column of sections wins over one section.
        let scored = all.filter { !ParagraphReader.skipped.contains($0.name) }.map { element in
            let own = ownProse(of: element)
            return (element, own + element.elements.reduce(0) { $0 + ownProse(of: $1) } / 2)
        }
        guard let best = scored.max(by: { $0.1 < $1.1 }), best.1 >= 200 else {
            return all.first { $0.name == "body" }
        }
        return best.0
    }

    /// Weighs the elements that publishers mark as the article, each part of the page once.
    private struct Scale {
        private(set) var articles: [(element: PageNode.Element, prose: Int)] = []
        private(set) var mains: [(element: PageNode.Element, prose: Int)] = []

        /// Letters of prose below an element.
        mutating func prose(in element: PageNode.Element) -> Int {
            var sum = Article.ownProse(of: element)
            for child in element.elements { sum += prose(in: child) }
            if element.name == "article" { articles.append((element, sum)) }
            if element.name == "main" || element["role"] == "main" { mains.append((element, sum)) }
            return sum
        }
    }

    /// Letters of the paragraphs that are children of an element.
    fileprivate static func ownProse(of element: PageNode.Element) -> Int {
        element.elements.filter { $0.name == "p" }.reduce(0) { sum, paragraph in
            let count = paragraph.plain.utf8.count
            return sum + (count >= 60 ? count : 0)
        }
    }
}

/// Reads the paragraphs below an element, without what is no prose.
struct ParagraphReader {
    /// Elements that hold no words of an article.
    static let skipped: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "nav",
        "aside", "footer", "button", "select", "input", "textarea", "figure", "figcaption", "canvas", "audio",
        "video", "dialog", "head", "menu",
    ]
    private static let blocks: Set<String> = [
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "thead", "tr", "td", "th", "ul",
    ]

    private var paragraphs: [String] = []
    private var open = ""
    /// Letters of the open paragraph that stand in links.
    private var linked = 0

    /// The paragraphs read, the last one too.
    var finished: [String] {
        var copy = self
        copy.close()
        return copy.paragraphs
    }

    mutating func read(_ element: PageNode.Element, inLink: Bool = false) {
        guard !Self.skipped.contains(element.name), !Self.isHidden(element) else { return }
        let isBlock = Self.blocks.contains(element.name)
        if isBlock { close() }
        if element.name == "br" { open += "\n" }
        for child in element.children {
            switch child {
            case .text(let text): add(text, inLink: inLink)
            case .element(let element): read(element, inLink: inLink || element.name == "a")
            }
        }
        if isBlock { close() }
    }

    private static func isHidden(_ element: PageNode.Element) -> Bool {
        element.attributes.keys.contains("hidden") || element["aria-hidden"] == "true"
            || element["style"].map { $0.replacing(" ", with: "").lowercased().contains("display:none") }
                ?? false
    }

    private mutating func add(_ text: String, inLink: Bool) {
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace, scalar != "\u{A0}" {
                if let last = open.unicodeScalars.last, last != " ", last != "\n" { open += " " }
            } else {
                open.unicodeScalars.append(scalar == "\u{A0}" ? " " : scalar)
                if inLink { linked += 1 }
            }
        }
    }

    /// Two breaks part paragraphs; a short block that is mostly links is a list of links.
    private mutating func close() {
        defer { (open, linked) = ("", 0) }
        let count = open.unicodeScalars.count
        guard count > 0, !(count < 200 && linked * 5 > count * 3) else { return }
        for part in open.split(separator: "\n\n") {
            let lines = part.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let paragraph = lines.filter { !$0.isEmpty }.joined(separator: "\n")
            if !paragraph.isEmpty { paragraphs.append(paragraph) }
        }
    }
}

/// Title, day and place of a page, from the marks that publishers set for machines.
struct PageFacts {
    private let metas: [String: String]
    private let all: [PageNode.Element]

    init(_ all: [PageNode.Element]) {
        self.all = all
        var metas: [String: String] = [:]
        for element in all where element.name == "meta" {
            let key = element["property"] ?? element["itemprop"] ?? element["name"]
            guard let key = key?.lowercased(), let content = element["content"], !content.isEmpty,
                metas[key] == nil
            else { continue }
            metas[key] = content
        }
        self.metas = metas
    }

    var title: String? {
        let words =
            metas["og:title"] ?? all.first { $0.name == "h1" }?.plain
            ?? all.first { $0.name == "title" }?.plain
        return words.map(Self.tidy).flatMap { $0.isEmpty ? nil : $0 }
    }

    var source: String? { metas["og:site_name"].map(Self.tidy) }

    /// Only an address of the web: nothing else may become a link.
    var url: String? {
        let canonical = all.first { $0.name == "link" && $0["rel"]?.lowercased() == "canonical" }?["href"]
        return [canonical, metas["og:url"]].compactMap { $0 }.first {
            $0.hasPrefix("https://") || $0.hasPrefix("http://")
        }
    }

    /// The names under which publishers tell the day, the most exact first.
    private static let dayNames = [
        "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued",
        "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate",
        "publishdate", "publish-date", "date",
    ]

    var date: String? {
        let told = Self.dayNames.lazy.compactMap { metas[$0] }.first
        return told ?? linkedData ?? timeElement
    }

    private var timeElement: String? {
        let times = all.filter { $0.name == "time" && $0["datetime"] != nil }
        let marked = times.first {
            $0["itemprop"]?.lowercased() == "datepublished" || $0.attributes.keys.contains("pubdate")
        }
        return (marked ?? times.first)?["datetime"]
    }

    /// `datePublished` of JSON-LD.
    private var linkedData: String? {
        for script in all
        where script.name == "script" && script["type"]?.lowercased() == "application/ld+json" {
            guard let value = try? JSONSerialization.jsonObject(with: Data(script.plain.utf8)) else {
                continue
            }
            if let found = Self.published(value, depth: 0) { return found }
        }
        return nil
    }

    private static func published(_ value: Any, depth: Int) -> String? {
        guard depth < 8 else { return nil }
        if let list = value as? [Any] {
            return list.lazy.compactMap { published($0, depth: depth + 1) }.first
        }
        guard let object = value as? [String: Any] else { return nil }
        if let day = object["datePublished"] as? String { return day }
        // Sorted, since a dictionary's order is chance.
        return object.keys.sorted().lazy.compactMap { key in
            object[key].flatMap { published($0, depth: depth + 1) }
        }.first
    }

    private static func tidy(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
