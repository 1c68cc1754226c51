import Foundation

/// e to a power, by our own arithmetic: the same bits wherever the program runs.
enum Exponential {
    private static let logarithmOf2 = 0.6931471805599453

    /// - Parameter power: 0 or less; far below, the result is 0.
    static func of(_ power: Double) -> Double {
        guard power > -40 else { return 0 }
        let steps = (power / logarithmOf2).rounded()
        let rest = power - steps * logarithmOf2
        var (term, sum) = (1.0, 1.0)
        for number in 1...14 {
            term *= rest / Double(number)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(steps), significand: 1)
    }

    /// The negative logarithm of a share: what it costs to have given no more to what was right. For learning alone.
    static func surprise(_ share: Double) -> Double { -log(max(share, 1e-12)) }
}
