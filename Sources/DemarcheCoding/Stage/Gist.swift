package import Demarche

/// Who does what to whom by the words of a whole report: how often each kind of act goes one way and the other.
///
/// What one sentence leaves open another may show, also a later one.
package struct Gist: Hashable, Sendable {
    private var times: [String: Int] = [:]

    package static let empty = Gist()

    /// With one act whose sides words show.
    package mutating func add(_ told: ToldAct) {
        guard told.isByWords, told.isDone, let pair = told.pair else { return }
        for (_, key) in Self.keys(of: told.act, words: told.words.sorted()) {
            times[Self.way(key, pair.source, pair.target), default: 0] += 1
        }
    }

    /// How often what a key names goes from one to another.
    package func times(_ key: String, from source: String, to target: String) -> Int {
        times[Self.way(key, source, target), default: 0]
    }

    /// Under what an act is counted, the finest first: itself, its root, its quad class, the words that can name it.
    package static func keys(of act: Act, words: [String]) -> [(name: String, key: String)] {
        [("act", act.name), ("root", String(act.cameo.prefix(2))), ("quad", "q\(act.quad)")]
            + words.map { ("word", "“\($0)") }
    }

    private static func way(_ key: String, _ source: String, _ target: String) -> String {
        "\(source)\u{1}\(target)\u{1}\(key)"
    }
}
