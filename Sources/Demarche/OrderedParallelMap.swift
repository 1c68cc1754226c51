import Foundation

extension Sequence where Element: Sendable {
    /// The elements transformed on several threads, in their own order.
    ///
    /// - Parameters:
    ///   - threads: how many threads work; 1 works on the caller's.
    ///   - transform: pure work, safe on several threads at once.
    package func orderedParallelMap<Result: Sendable>(
        threads: Int, _ transform: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(underestimatedCount)
        orderedParallelForEach(threads: threads, window: .max, transform) { results.append($0) }
        return results
    }

    /// Transforms a stream on several threads and hands over the results in the stream's order.
    ///
    /// Elements are taken, and results consumed, on the caller's thread alone; no batch waits for its slowest
    /// element, and memory stays flat because at most `window` elements are under way. When `consume` throws,
    /// the rest of the stream is left.
    ///
    /// - Parameters:
    ///   - threads: how many threads work; 1 works on the caller's.
    ///   - window: how many elements may be taken and not yet consumed; some 32 a thread keeps all busy.
    package func orderedParallelForEach<Result: Sendable, Failure: Error>(
        threads: Int, window: Int, _ transform: @escaping @Sendable (Element) -> Result,
        consume: (Result) throws(Failure) -> Void
    ) throws(Failure) {
        guard threads > 1 else {
            for element in self { try consume(transform(element)) }
            return
        }
        let crew = Crew(transform)
        defer { crew.dismiss() }
        var taken = 0
        var consumed = 0
        for element in self {
            if taken < threads { crew.hire() }
            crew.give(element, number: taken)
            taken += 1
            // Whatever is ready goes out at once; only a full window makes the caller wait.
            while let result = crew.result(consumed, wait: taken - consumed >= Swift.max(window, threads)) {
                consumed += 1
                try consume(result)
            }
        }
        while consumed < taken, let result = crew.result(consumed, wait: true) {
            consumed += 1
            try consume(result)
        }
    }
}

/// Threads that share one queue of numbered work.
///
/// Unchecked because all of its state is touched under `condition` alone.
private final class Crew<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    /// As much as a main thread has: a long sentence's syntax is walked by recursion.
    private static var stackSize: Int { 8 << 20 }

    private let condition = NSCondition()
    private let transform: @Sendable (Input) -> Output
    /// What nobody has begun, by number; what is taken is held here no longer.
    private var queue: [Int: Input] = [:]
    /// The number of the next to be taken.
    private var next = 0
    private var results: [Int: Output] = [:]
    private var working = 0
    private var isOver = false

    init(_ transform: @escaping @Sendable (Input) -> Output) { self.transform = transform }

    /// Starts one more thread.
    func hire() {
        condition.withLock { working += 1 }
        let thread = Thread { self.work() }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    func give(_ input: Input, number: Int) {
        condition.withLock {
            queue[number] = input
            condition.broadcast()
        }
    }

    /// The result of that number; nil when it is not there yet and the caller does not wait.
    func result(_ number: Int, wait: Bool) -> Output? {
        condition.withLock {
            while wait && results[number] == nil { condition.wait() }
            return results.removeValue(forKey: number)
        }
    }

    /// Drops what nobody has begun, and returns when every thread has ended.
    func dismiss() {
        condition.withLock {
            isOver = true
            condition.broadcast()
            while working > 0 { condition.wait() }
        }
    }

    private func work() {
        while let (number, input) = take() {
            let output = transform(input)
            condition.withLock {
                results[number] = output
                condition.broadcast()
            }
        }
        condition.withLock {
            working -= 1
            condition.broadcast()
        }
    }

    private func take() -> (number: Int, input: Input)? {
        condition.withLock {
            while queue.isEmpty && !isOver { condition.wait() }
            guard !isOver, let input = queue.removeValue(forKey: next) else { return nil }
            defer { next += 1 }
            return (next, input)
        }
    }
}
