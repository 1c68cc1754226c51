package import Demarche

/// A weighing and the pairs that gold has there.
package struct RoleLesson: Sendable {
    package let weighing: Weighing
    /// Places of the hypotheses that are right; at least one.
    package let right: [Int]

    package init(weighing: Weighing, right: [Int]) {
        self.weighing = weighing
        self.right = right
    }

    /// The lessons of a report coded with its triggers given, or as anybody would read it; a weighing in which all or none
    /// are right teaches nothing.
    package static func lessons(
        of gold: GoldReport, in text: ScalarText, _ accounts: [ReportCoder.Account]
    ) -> [RoleLesson] {
        let places = gold.claims.compactMap { claim in
            text.firstSpan(of: claim.sentence).map { (claim: claim, sentence: $0) }
        }
        return accounts.flatMap(\.weighings).compactMap { weighing in
            let told = places.filter { isTold($0.claim, in: $0.sentence, by: weighing, text) }.map(\.claim)
            if told.contains(where: { $0.isOptional || $0.isStatement }) { return nil }
            let right = weighing.hypotheses.indices.filter { place in
                let pair = weighing.hypotheses[place]
                if pair.isNone { return told.isEmpty }
                return told.contains { agree($0.source, pair.source) && agree($0.target, pair.target) }
            }
            guard !right.isEmpty, right.count < weighing.hypotheses.count else { return nil }
            return RoleLesson(weighing: weighing, right: right)
        }
    }

    /// Whether the words weighed tell a gold claim: by its trigger, or where gold has none by the act's root.
    private static func isTold(
        _ claim: GoldClaim, in sentence: Span, by weighing: Weighing, _ text: ScalarText
    ) -> Bool {
        if claim.trigger.isEmpty {
            return sentence.overlaps(weighing.trigger)
                && claim.cameo.prefix(2) == weighing.act.cameo.prefix(2)
        }
        guard let trigger = text.firstSpan(of: claim.trigger, in: sentence) else { return false }
        return weighing.isGiven ? trigger == weighing.trigger : trigger.overlaps(weighing.trigger)
    }

    private static func agree(_ gold: [GoldClaim.Side], _ code: String) -> Bool {
        let codes = gold.compactMap(\.code).filter { !$0.isEmpty }
        return codes.isEmpty || codes.contains(code)
    }
}

/// Learns how facts weigh: the conditional logit that makes gold's pairs likeliest, with a penalty on large weights.
///
/// The same lessons in the same order give the same weights.
package struct ChooserTrainer: Sendable {
    /// At most so many steps.
    let steps: Int
    /// How much a weight's square costs against a lesson missed (L2).
    let penalty: Float
    /// A fact that fewer hypotheses have teaches nothing.
    let least: Int

    package init(steps: Int = 120, penalty: Float = 2, least: Int = 3) {
        self.steps = steps
        self.penalty = penalty
        self.least = least
    }

    package func weights(from lessons: [RoleLesson]) -> [String: Double] {
        var counts: [String: Int] = [:]
        for fact in lessons.flatMap(\.weighing.hypotheses).flatMap(\.facts) { counts[fact, default: 0] += 1 }
        let names = counts.filter { $0.value >= least }.keys.sorted()
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let tasks = lessons.map { lesson in
            (
                facts: lesson.weighing.hypotheses.map { $0.facts.compactMap { index[$0] } },
                right: Set(lesson.right)
            )
        }
        var minimiser = Minimiser(point: [Float](repeating: 0, count: names.count))
        let learned = minimiser.minimum(steps: steps) { weights in
            var slope = weights.map { $0 * penalty }
            var value = 0.5 * Double(penalty) * weights.reduce(0.0) { $0 + Double($1) * Double($1) }
            for task in tasks {
                let shares = Generaliser.softmax(task.facts.map { $0.reduce(Float(0)) { $0 + weights[$1] } })
                let right = task.right.sorted().reduce(0.0) { $0 + Double(shares[$1]) }
                value += Exponential.surprise(right)
                for (place, share) in shares.enumerated() {
                    let wanted = task.right.contains(place) ? Double(share) / max(right, 1e-12) : 0
                    let error = Float(Double(share) - wanted)
                    for fact in task.facts[place] { slope[fact] += error }
                }
            }
            return (value, slope)
        }
        return Dictionary(uniqueKeysWithValues: zip(names, learned.map(Double.init)))
    }
}
