/// States on a map, shaded by how many events they stand in.
struct WorldMap {
    let counts: [String: Int]
    let shapes: [String: String]
    let name: (String) -> String

    var markup: Markup {
        let states = shapes.keys.sorted().map { code -> Markup in
            let count = counts[code] ?? 0
            let words = "\(name(code)): \(Wording.count(count, "event"))"
            let shape = Markup.tag(
                "path", ["d": "\(shapes[code] ?? "")", "class": "level\(Self.level(count, of: most))"],
                .tag("title", [:], .text(words)))
            guard count > 0 else { return shape }
            return .tag("a", ["href": .address(Address("actor", code)), "aria-label": "\(words)"], shape)
        }
        return .tag(
            "svg",
            ["class": "world", "viewBox": "0 -4 1000 440", "role": "group", "aria-label": "Events by state"],
            states)
    }

    private var most: Int { shapes.keys.compactMap { counts[$0] }.max() ?? 0 }

    /// Five steps, each four times the one below.
    private static func level(_ count: Int, of most: Int) -> Int {
        guard count > 0 else { return 0 }
        var (level, limit) = (5, most)
        while level > 1, count * 4 <= limit {
            level -= 1
            limit /= 4
        }
        return level
    }
}
