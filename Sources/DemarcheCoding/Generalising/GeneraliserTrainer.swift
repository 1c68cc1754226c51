/// Learns a generaliser from lessons: multinomial logistic regression by AdaGrad, each step in a fixed order.
///
/// J. Duchi, E. Hazan, Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
/// JMLR 12 (2011). The same lessons give the same weights.
package struct GeneraliserTrainer: Sendable {
    /// How often all lessons are gone through.
    let epochs: Int
    let rate: Float
    /// What each step takes off a weight, as a share of it (L2).
    let decay: Float
    /// A feature that fewer lessons have teaches nothing.
    let leastLessons: Int

    package init(epochs: Int = 12, rate: Float = 0.15, decay: Float = 1e-5, leastLessons: Int = 3) {
        self.epochs = epochs
        self.rate = rate
        self.decay = decay
        self.leastLessons = leastLessons
    }

    package func generaliser(from lessons: [Lesson]) -> Generaliser {
        let kinds = Set(lessons.map(\.kind)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
        let names = known(in: lessons)
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let rows = lessons.map { lesson in
            [0] + lesson.features.names.compactMap { index[$0] }
        }
        let targets = lessons.map { numbers[$0.kind] ?? 0 }
        var state = State(features: names.count, kinds: kinds.count)
        for epoch in 0..<epochs {
            for number in Self.order(lessons.count, epoch: epoch) {
                step(rows[number], target: targets[number], weight: lessons[number].weight, &state)
            }
        }
        var weights: [String: [Float]] = [:]
        for (number, name) in names.enumerated() {
            let row = state.weights[number * kinds.count..<(number + 1) * kinds.count]
            // What speaks for all kinds alike says nothing.
            let mean = row.reduce(0, +) / Float(kinds.count)
            weights[name] = row.map { $0 - mean }
        }
        return Generaliser(kinds: kinds, weights: weights)
    }

    private func known(in lessons: [Lesson]) -> [String] {
        var counts: [String: Int] = [:]
        for lesson in lessons { for name in lesson.features.names { counts[name, default: 0] += 1 } }
        return [Generaliser.bias] + counts.filter { $0.value >= leastLessons }.keys.sorted()
    }

    private struct State {
        var weights: [Float]
        var squares: [Float]
        let kinds: Int

        init(features: Int, kinds: Int) {
            weights = Array(repeating: 0, count: features * kinds)
            squares = Array(repeating: 1e-6, count: features * kinds)
            self.kinds = kinds
        }
    }

    private func step(_ row: [Int], target: Int, weight: Float, _ state: inout State) {
        let kinds = state.kinds
        var sums = [Float](repeating: 0, count: kinds)
        for feature in row { for kind in 0..<kinds { sums[kind] += state.weights[feature * kinds + kind] } }
        let shares = Generaliser.softmax(sums)
        for kind in 0..<kinds {
            let error = (Float(shares[kind]) - (kind == target ? 1 : 0)) * weight
            for feature in row {
                let place = feature * kinds + kind
                let slope = error + decay * state.weights[place]
                state.squares[place] += slope * slope
                state.weights[place] -= rate * slope / state.squares[place].squareRoot()
            }
        }
    }

    /// Every number below `count` once, in an order that each epoch changes: multiples of a step without common divisor.
    private static func order(_ count: Int, epoch: Int) -> [Int] {
        guard count > 2 else { return Array(0..<count) }
        var stride = Int(Double(count) * 0.618) + 2 * epoch + 1
        while gcd(stride, count) != 1 { stride += 1 }
        return (0..<count).map { ($0 * stride + epoch) % count }
    }

    private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}
