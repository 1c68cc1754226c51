import Foundation

/// Finds named entities, token by token from left to right, none of them across a sentence start.
struct EntityRecognizer: Sendable {
    private enum Action {
        static let begin = 1
        static let inside = 2
        static let last = 3
        static let unit = 4
        static let out = 5
    }

    /// What a class does: for one label, its number among `labels`.
    private struct Class {
        let action: Int
        let label: String
    }

    let model: TransitionModel
    let encoder: Tok2Vec
    private let classes: [Class]
    /// The classes that may come while no entity is open, in order.
    private let outside: [Int]
    /// Those of `outside` that a whitespace token may take.
    private let outsideSpace: [Int]
    private let continuing: [String: (inside: [Int], last: [Int])]

    init(model url: URL, vectors: WordVectors?, path: KernelPath) throws {
        let movesURL = url.appending(path: "ner/moves")
        let list = try Move.list(movesURL)
        classes = list.map { Class(action: $0.action, label: $0.label) }
        outside = list.indices.filter { i in
            switch list[i].action {
            case Action.out, Action.begin: true
            case Action.unit: !list[i].label.isEmpty
            default: false
            }
        }
        outsideSpace = list.indices.filter { list[$0].action == Action.out }
        var continuing: [String: (inside: [Int], last: [Int])] = [:]
        for (i, move) in list.enumerated() {
            if move.action == Action.inside { continuing[move.label, default: ([], [])].inside.append(i) }
            if move.action == Action.last { continuing[move.label, default: ([], [])].last.append(i) }
        }
        self.continuing = continuing
        let canEnd = list.allSatisfy {
            $0.action != Action.begin || continuing[$0.label]?.last.isEmpty == false
        }
        guard !outsideSpace.isEmpty, canEnd else {
            throw ModelError.damaged(file: movesURL.path(percentEncoded: false), what: "the entities' moves")
        }
        let file = try ThincModel(url.appending(path: "ner/model"))
        encoder = try Tok2Vec(file, vectors: vectors, path: path)
        model = try TransitionModel(file, width: encoder.width, classes: list.count, features: 3, path: path)
    }

    /// The entities of tokens whose vectors were prepared in `scratch`: ranges and labels.
    func entities(
        startsSentence: [Bool], isSpace: (Int) -> Bool, scratch: TransitionScratch
    ) -> [(range: Range<Int>, label: String)] {
        var found: [(range: Range<Int>, label: String)] = []
        var scorer = model.scorer(scratch)
        var open: (start: Int, label: String)?
        let count = startsSentence.count
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3) { features in
            guard let features = features.baseAddress else { return }
            for i in 0..<count {
                features[0] = Int32(i)
                features[1] = open.map { Int32($0.start) } ?? -1
                features[2] = open == nil ? -1 : Int32(i - 1)
                scorer.score(features)
                let mayContinue = i + 1 < count && !startsSentence[i + 1]
                let best = best(scorer, open: open?.label, mayContinue: mayContinue, isSpace: isSpace(i))
                switch best.action {
                case Action.begin: open = (i, best.label)
                case Action.unit: found.append((i..<i + 1, best.label))
                case Action.last:
                    if let begun = open { found.append((begun.start..<i + 1, begun.label)) }
                    open = nil
                default: break
                }
            }
        }
        return found
    }

    /// The best class that may come now.
    private func best(_ scorer: StateScorer, open: String?, mayContinue: Bool, isSpace: Bool) -> Class {
        var best = outsideSpace[0]
        var isFirst = true
        func consider(_ i: Int) {
            if isFirst || scorer.scores[i] > scorer.scores[best] { best = i }
            isFirst = false
        }
        if let open, let moves = continuing[open] {
            if mayContinue { moves.inside.forEach(consider) }
            moves.last.forEach(consider)
        } else if isSpace {
            outsideSpace.forEach(consider)
        } else {
            for i in outside where mayContinue || classes[i].action != Action.begin { consider(i) }
        }
        return classes[best]
    }
}
