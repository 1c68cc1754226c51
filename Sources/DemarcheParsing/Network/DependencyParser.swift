import Foundation

/// Finds heads, labels and sentence starts: greedy transitions, then arcs that were lifted are put back.
struct DependencyParser: Sendable {
    private enum Action {
        static let shift = 0
        static let reduce = 1
        static let left = 2
        static let right = 3
        static let sentence = 4
    }

    /// Heads, labels and sentence starts of a text's tokens.
    struct Tree {
        var heads: [Int]
        var labels: [Int]
        var startsSentence: [Bool]
    }

    let model: TransitionModel
    private let moves: [(action: Int, label: Int)]
    /// The classes of each action, by action.
    private let classes: [Range<Int>]
    private let rootLabel: Int
    /// For a label of a lifted arc, the label itself and its true head's.
    private let lifted: [Int: (own: Int, head: Int)]

    init(model url: URL, width: Int, labels: inout Labels, path: KernelPath) throws {
        let movesURL = url.appending(path: "parser/moves")
        let list = try Move.list(movesURL)
        classes = (Action.shift...Action.sentence).map { action in
            let first = list.firstIndex { $0.action >= action } ?? list.count
            return first..<(list.firstIndex { $0.action > action } ?? list.count)
        }
        guard classes[Action.shift].count == 1, classes[Action.reduce].count == 1,
            list.allSatisfy({ $0.action <= Action.sentence })
        else {
            throw ModelError.damaged(file: movesURL.path(percentEncoded: false), what: "the parser's moves")
        }
        rootLabel = labels.intern("ROOT")
        moves = list.map { ($0.action, labels.intern($0.label)) }
        var lifted: [Int: (own: Int, head: Int)] = [:]
        for move in list {
            guard let bar = move.label.range(of: "||") else { continue }
            lifted[labels.intern(move.label)] = (
                labels.intern(String(move.label[..<bar.lowerBound])),
                labels.intern(String(move.label[bar.upperBound...]))
            )
        }
        self.lifted = lifted
        model = try TransitionModel(
            ThincModel(url.appending(path: "parser/model")), width: width, classes: list.count, features: 8,
            path: path)
    }

    /// The tree of tokens whose vectors were prepared in `scratch`.
    func tree(count: Int, isSpace: (Int) -> Bool, scratch: TransitionScratch) -> Tree {
        let state = finalState(count, scratch)
        var heads = state.heads.map(Int.init)
        var labels = state.labels
        for i in 0..<count where heads[i] < 0 {
            heads[i] = i
            labels[i] = rootLabel
        }
        if labels.contains(where: { lifted[$0] != nil }) { lower(&heads, &labels, isSpace) }
        return Tree(heads: heads, labels: labels, startsSentence: Self.sentenceStarts(heads))
    }

    private func finalState(_ count: Int, _ scratch: TransitionScratch) -> ArcState {
        var state = ArcState(count: count, rootLabel: rootLabel)
        var scorer = model.scorer(scratch)
        // Real models take about two steps a token; the bound is for damaged ones.
        var steps = 16 * count + 16
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 8) { features in
            guard let features = features.baseAddress else { return }
            while !state.isFinal, steps > 0 {
                state.writeFeatures(features)
                scorer.score(features)
                step(&state, scorer)
                steps -= 1
            }
        }
        return state
    }

    /// Takes the best valid action.
    private func step(_ state: inout ArcState, _ scorer: StateScorer) {
        var best: Int?
        if state.canShift { best = scorer.best(of: classes[Action.shift], after: best) }
        if state.canReduce { best = scorer.best(of: classes[Action.reduce], after: best) }
        if state.canAttach {
            best = scorer.best(of: classes[Action.left], after: best)
            best = scorer.best(of: classes[Action.right], after: best)
        }
        if state.canBreak { best = scorer.best(of: classes[Action.sentence], after: best) }
        // One of the first two is always valid.
        guard let best else { return }
        switch moves[best].action {
        case Action.shift: state.shift()
        case Action.reduce: state.reduce()
        case Action.left: state.attachLeft(moves[best].label)
        case Action.right: state.attachRight(moves[best].label)
        default: state.breakSentence()
        }
    }

    /// Hangs each lifted arc under the nearest token, breadth first below its head, that has the label it names.
    private func lower(_ heads: inout [Int], _ labels: inout [Int], _ isSpace: (Int) -> Bool) {
        for i in heads.indices {
            guard let (own, headLabel) = lifted[labels[i]] else { continue }
            heads[i] = Self.trueHead(of: i, labelled: headLabel, heads, labels, isSpace) ?? heads[i]
            labels[i] = own
        }
    }

    private static func trueHead(
        of token: Int, labelled label: Int, _ heads: [Int], _ labels: [Int], _ isSpace: (Int) -> Bool
    ) -> Int? {
        var children: [Int: [Int]] = [:]
        for child in heads.indices where heads[child] != child {
            children[heads[child], default: []].append(child)
        }
        var level = [heads[token]]
        var seen = Set(level)
        while !level.isEmpty {
            var below: [Int] = []
            for child in level.flatMap({ children[$0] ?? [] }) where child != token && !isSpace(child) {
                if labels[child] == label { return child }
                if seen.insert(child).inserted { below.append(child) }
            }
            level = below
        }
        return nil
    }

    /// The tokens at which sentences start: the left edges of the trees under the roots.
    private static func sentenceStarts(_ heads: [Int]) -> [Bool] {
        let count = heads.count
        var left = Array(0..<count)
        var right = left
        func widen(_ i: Int) {
            let head = heads[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        }
        var starts: [Bool] = []
        for _ in 0..<12 {
            for i in 0..<count { widen(i) }
            for i in stride(from: count - 1, through: 0, by: -1) { widen(i) }
            starts = [Bool](repeating: false, count: count)
            for i in 0..<count where heads[i] == i { starts[left[i]] = true }
            if headsStayInside(heads, starts) { break }
        }
        return starts
    }

    /// Whether every head lies in its token's sentence, as spaCy judges it: the start of the next sentence still counts.
    private static func headsStayInside(_ heads: [Int], _ starts: [Bool]) -> Bool {
        var first = 0
        for end in heads.indices where end > 0 && starts[end] || end == heads.count - 1 {
            for i in first..<max(end, first) where !(first...end).contains(heads[i]) { return false }
            first = end
        }
        return true
    }
}
