/// Learns a generaliser from lessons: multinomial logistic regression with a penalty on large weights.
///
/// Every step looks at all lessons in their order, so that the same lessons give the same weights. A kind has as many
/// phrasings as editors wrote for it, not as often as it happens; so lessons weigh less by the root of their kind's number.
package struct GeneraliserTrainer: Sendable {
    /// At most so many steps.
    let steps: Int
    /// How much a weight's square costs against a lesson missed (L2).
    let penalty: Float
    /// A feature that fewer lessons have teaches nothing.
    let leastLessons: Int

    package init(steps: Int = 60, penalty: Float = 1, leastLessons: Int = 2) {
        self.steps = steps
        self.penalty = penalty
        self.leastLessons = leastLessons
    }

    package func generaliser(from lessons: [Lesson]) -> Generaliser {
        let kinds = Set(lessons.map(\.kind)).sorted()
        let names = known(in: lessons)
        let task = LearningTask(lessons: lessons, names: names, kinds: kinds, penalty: penalty)
        var minimiser = Minimiser(point: [Float](repeating: 0, count: names.count * kinds.count))
        let learned = minimiser.minimum(steps: steps, of: task.cost)
        var weights: [String: [Float]] = [:]
        for (number, name) in names.enumerated() {
            weights[name] = Array(learned[number * kinds.count..<(number + 1) * kinds.count])
        }
        return Generaliser(kinds: kinds, weights: weights)
    }

    private func known(in lessons: [Lesson]) -> [String] {
        var counts: [String: Int] = [:]
        for lesson in lessons { for name in lesson.features.names { counts[name, default: 0] += 1 } }
        return [Generaliser.bias] + counts.filter { $0.value >= leastLessons }.keys.sorted()
    }
}

/// Lessons as numbers, and what a set of weights costs on them.
private struct LearningTask {
    let kinds: Int
    let penalty: Float
    /// The features of all lessons one after another, and where each lesson's begin.
    private var features: [Int32] = []
    private var starts: [Int] = [0]
    private let targets: [Int]
    private let worths: [Float]

    init(lessons: [Lesson], names: [String], kinds: [String], penalty: Float) {
        self.kinds = kinds.count
        self.penalty = penalty
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        let numbers = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
        targets = lessons.map { numbers[$0.kind] ?? 0 }
        worths = Self.balanced(lessons)
        for lesson in lessons {
            features.append(index[Generaliser.bias] ?? 0)
            features += lesson.features.names.compactMap { index[$0] }
            starts.append(features.count)
        }
    }

    /// The lessons' weights, times the root of the mean number of a kind's phrasings over its own.
    private static func balanced(_ lessons: [Lesson]) -> [Float] {
        var counts: [String: Float] = [:]
        for lesson in lessons where lesson.weight == 1 { counts[lesson.kind, default: 0] += 1 }
        let mean = counts.values.reduce(0, +) / Float(max(1, counts.count))
        return lessons.map { $0.weight * (mean / (counts[$0.kind] ?? mean)).squareRoot() }
    }

    /// The cost of weights, and how it changes with each.
    func cost(_ weights: [Float]) -> (value: Double, slope: [Float]) {
        var slope = weights.map { $0 * penalty }
        var value = 0.5 * Double(penalty) * weights.reduce(0.0) { $0 + Double($1) * Double($1) }
        for lesson in targets.indices {
            let own = features[starts[lesson]..<starts[lesson + 1]]
            var sums = [Float](repeating: 0, count: kinds)
            for feature in own {
                let start = Int(feature) * kinds
                for kind in 0..<kinds { sums[kind] += weights[start + kind] }
            }
            let shares = Generaliser.softmax(sums)
            value += Double(worths[lesson]) * Exponential.surprise(shares[targets[lesson]])
            var errors = shares.map { Float($0) * worths[lesson] }
            errors[targets[lesson]] -= worths[lesson]
            for feature in own {
                let start = Int(feature) * kinds
                for kind in 0..<kinds { slope[start + kind] += errors[kind] }
            }
        }
        return (value, slope)
    }
}
