package import DemarcheLexicon
import Foundation

/// Learns how facts weigh for it that uncoded words tell an act: logistic regression with a penalty on large weights.
///
/// The same lessons in the same order give the same weights.
package struct TellingTrainer: Sendable {
    /// At most so many steps.
    let steps: Int
    /// How much a weight's square costs against a lesson missed (L2).
    let penalty: Float
    /// A fact that fewer lessons have teaches nothing.
    let least: Int

    package init(steps: Int = 120, penalty: Float = 10, least: Int = 4) {
        self.steps = steps
        self.penalty = penalty
        self.least = least
    }

    /// Precision first: of the claims that are made one in two must be right, though type F1 would bear two in five.
    private static let leastWorth = 0.5
    private static let folds = 10

    /// What the lessons of several reports teach, and from which belief on claims are worth making.
    ///
    /// By turns a tenth of the reports is held out and believed by what the others teach. Enough is the belief above which
    /// those claims gain most.
    package func table(from reports: [[TellingLesson]]) -> TellingTable {
        var held: [(belief: Double, isRight: Bool)] = []
        for fold in 0..<Self.folds {
            let parts = Dictionary(grouping: reports.indices) { $0 % Self.folds == fold }
            let taught = (parts[false] ?? []).flatMap { reports[$0] }
            let gate = TellingGate(table: TellingTable(weights: weights(from: taught), enough: 0))
            held += (parts[true] ?? []).flatMap { reports[$0] }.map { (gate.belief($0.facts), $0.isRight) }
        }
        let gains = stride(from: 0.25, through: 0.6, by: 0.05).map { enough in
            let made = held.filter { $0.belief >= enough }
            return (
                enough: enough,
                gain: Double(made.count(where: \.isRight)) - Self.leastWorth * Double(made.count)
            )
        }
        let best = gains.max { ($0.gain, $0.enough) < ($1.gain, $1.enough) }
        return TellingTable(
            weights: weights(from: reports.flatMap { $0 }), enough: best.map(\.enough) ?? 1)
    }

    package func weights(from lessons: [TellingLesson]) -> [String: Double] {
        var counts: [String: Int] = [:]
        for fact in lessons.flatMap(\.facts) { counts[fact, default: 0] += 1 }
        let names = [TellingTable.bias] + counts.filter { $0.value >= least }.keys.sorted()
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let tasks = lessons.map { lesson in
            (facts: [0] + lesson.facts.compactMap { index[$0] }, isRight: lesson.isRight)
        }
        var minimiser = Minimiser(point: [Float](repeating: 0, count: names.count))
        let learned = minimiser.minimum(steps: steps) { weights in
            var slope = weights.map { $0 * penalty }
            slope[0] = 0
            var value =
                0.5 * Double(penalty) * weights.dropFirst().reduce(0.0) { $0 + Double($1) * Double($1) }
            for task in tasks {
                let sum = task.facts.reduce(Float(0)) { $0 + weights[$1] }
                let shares = Generaliser.softmax([0, sum])
                value += Exponential.surprise(shares[task.isRight ? 1 : 0])
                let error = Float(shares[1]) - (task.isRight ? 1 : 0)
                for fact in task.facts { slope[fact] += error }
            }
            return (value, slope)
        }
        return Dictionary(uniqueKeysWithValues: zip(names, learned.map(Double.init)))
    }
}
