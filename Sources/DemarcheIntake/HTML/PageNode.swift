internal import CGumbo

/// An element or a stretch of text of a parsed page, as values.
indirect enum PageNode {
    case text(String)
    case element(Element)

    struct Element {
        let name: String
        let attributes: [String: String]
        let children: [PageNode]

        subscript(attribute: String) -> String? { attributes[attribute] }
    }

    /// The tree of a page in UTF-8; the guard must have let it pass.
    /// - Returns: nil where the parser gives no document.
    static func root(of html: String) -> Element? {
        var html = html
        return html.withUTF8 { buffer -> Element? in
            let bytes = UnsafeRawBufferPointer(buffer).bindMemory(to: CChar.self)
            guard let base = bytes.baseAddress else { return nil }
            guard let output = demarche_gumbo_parse(base, buffer.count) else { return nil }
            defer { demarche_gumbo_free(output) }
            guard let root = output.pointee.root, case .element(let element)? = node(root, depth: 0) else {
                return nil
            }
            return element
        }
    }

    /// Deeper than this nothing is read; the guard bounds what a page can nest, the parser adds a little.
    private static let deepest = 2_000

    private static func node(_ node: UnsafeMutablePointer<GumboNode>, depth: Int) -> PageNode? {
        let type = node.pointee.type
        if type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA {
            return node.pointee.v.text.text.map { .text(String(cString: $0)) }
        }
        guard type == GUMBO_NODE_ELEMENT, depth < deepest else { return nil }
        let element = node.pointee.v.element
        var attributes: [String: String] = [:]
        for pointer in pointers(element.attributes) {
            let attribute = pointer.assumingMemoryBound(to: GumboAttribute.self).pointee
            guard let name = attribute.name, let value = attribute.value else { continue }
            attributes[String(cString: name)] = String(cString: value)
        }
        let children = pointers(element.children).compactMap {
            self.node($0.assumingMemoryBound(to: GumboNode.self), depth: depth + 1)
        }
        let name = gumbo_normalized_tagname(element.tag).map { String(cString: $0) } ?? ""
        return .element(Element(name: name, attributes: attributes, children: children))
    }

    private static func pointers(_ vector: GumboVector) -> [UnsafeMutableRawPointer] {
        (0..<Int(vector.length)).compactMap { vector.data?[$0] }
    }
}

extension PageNode.Element {
    /// All elements below and this one, in the order of the page.
    func descendants() -> [PageNode.Element] {
        var found: [PageNode.Element] = []
        var waiting = [self]
        while let next = waiting.popLast() {
            found.append(next)
            waiting += next.elements.reversed()
        }
        return found
    }

    var elements: [PageNode.Element] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The words below, as they stand.
    var plain: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.plain
            }
        }.joined()
    }
}
