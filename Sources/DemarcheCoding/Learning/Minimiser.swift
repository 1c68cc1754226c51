/// Finds where a smooth function is least, by L-BFGS.
///
/// J. Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", Mathematics of Computation 35 (1980); two-loop
/// recursion, steps halved until the cost falls enough.
struct Minimiser {
    private var point: [Float]
    /// Differences of points and of slopes, the newest last.
    private var moves: [(point: [Float], slope: [Float], product: Double)] = []
    private static let kept = 6

    init(point: [Float]) { self.point = point }

    /// The point after at most so many steps, or where no step helps any more.
    mutating func minimum(steps: Int, of cost: ([Float]) -> (value: Double, slope: [Float])) -> [Float] {
        var (value, slope) = cost(point)
        for _ in 0..<steps {
            let direction = direction(slope)
            let descent = Self.product(direction, slope)
            guard descent < 0 else { break }
            var length: Float = moves.isEmpty ? Float(1 / max(1, Self.product(slope, slope).squareRoot())) : 1
            var next = Self.sum(point, length, direction)
            var found = cost(next)
            var tries = 0
            while found.value > value + 1e-4 * Double(length) * descent, tries < 20 {
                length /= 2
                tries += 1
                next = Self.sum(point, length, direction)
                found = cost(next)
            }
            guard tries < 20 else { break }
            remember(Self.sum(next, -1, point), Self.sum(found.slope, -1, slope))
            let gain = value - found.value
            (point, value, slope) = (next, found.value, found.slope)
            if gain < 1e-5 * abs(value) { break }
        }
        return point
    }

    private mutating func remember(_ move: [Float], _ bend: [Float]) {
        let product = Self.product(move, bend)
        guard product > 1e-10 else { return }
        moves.append((move, bend, product))
        if moves.count > Self.kept { moves.removeFirst() }
    }

    /// Downhill, as bent by what the last moves told of the function's curvature.
    private func direction(_ slope: [Float]) -> [Float] {
        var direction = slope.map { -$0 }
        var factors: [Double] = []
        for move in moves.reversed() {
            let factor = Self.product(move.point, direction) / move.product
            factors.append(factor)
            direction = Self.sum(direction, Float(-factor), move.slope)
        }
        if let last = moves.last {
            let scale = Float(last.product / Self.product(last.slope, last.slope))
            direction = direction.map { $0 * scale }
        }
        for (move, factor) in zip(moves, factors.reversed()) {
            let other = Self.product(move.slope, direction) / move.product
            direction = Self.sum(direction, Float(factor - other), move.point)
        }
        return direction
    }

    private static func product(_ a: [Float], _ b: [Float]) -> Double {
        var sum = 0.0
        for place in a.indices { sum += Double(a[place]) * Double(b[place]) }
        return sum
    }

    /// a + factor × b.
    private static func sum(_ a: [Float], _ factor: Float, _ b: [Float]) -> [Float] {
        var sum = a
        for place in sum.indices { sum[place] += factor * b[place] }
        return sum
    }
}
