import Demarche
import Foundation
import Synchronization
import Testing

@Suite struct OrderedParallelMapTests {
    @Test(arguments: [1, 2, 3, 16])
    func `results come in the order of the input`(threads: Int) {
        let results = (0..<2_000).orderedParallelMap(threads: threads) { number in
            if number % 97 == 0 { Thread.sleep(forTimeInterval: 0.001) }
            return number * 2
        }
        #expect(results == (0..<2_000).map { $0 * 2 })
    }

    @Test func `nothing in gives nothing out`() {
        #expect([Int]().orderedParallelMap(threads: 4) { $0 } == [])
    }

    @Test func `no more elements are under way than the window holds`() {
        var taken = 0
        var consumed = 0
        var most = 0
        let numbers = (0..<500).lazy.map { number in
            taken += 1
            most = max(most, taken - consumed)
            return number
        }
        numbers.orderedParallelForEach(threads: 2, window: 8, { $0 }) { number in
            #expect(number == consumed)
            consumed += 1
        }
        #expect(consumed == 500)
        #expect(most <= 8)
    }

    @Test func `an element whose work is done is let go`() {
        /// An element that counts its like.
        final class Load: Sendable {
            static let tally = Mutex((alive: 0, most: 0))

            init() {
                Self.tally.withLock {
                    $0.alive += 1
                    $0.most = max($0.most, $0.alive)
                }
            }

            deinit { Self.tally.withLock { $0.alive -= 1 } }
        }
        // The work is slower than the reading, so that the queue never runs empty.
        (0..<500).lazy.map { _ in Load() }.orderedParallelForEach(threads: 2, window: 8) { _ in
            Thread.sleep(forTimeInterval: 0.0002)
        } consume: { _ in
        }
        #expect(Load.tally.withLock { $0.most } <= 16)
    }

    @Test func `a slow first element lets the others go on`() {
        let done = Mutex(0)
        var before = 0
        (0..<64).orderedParallelForEach(threads: 2, window: 64) { number in
            if number == 0 { Thread.sleep(forTimeInterval: 0.2) }
            done.withLock { $0 += 1 }
            return number
        } consume: { number in
            if number == 0 { before = done.withLock { $0 } }
        }
        #expect(before > 32)
    }

    @Test(arguments: [1, 2]) func `an error of the consumer ends the work`(threads: Int) {
        struct Enough: Error {}
        var seen: [Int] = []
        #expect(throws: Enough.self) {
            try (0..<1_000_000).orderedParallelForEach(threads: threads, window: 4, { $0 }) { number in
                seen.append(number)
                if number == 10 { throw Enough() }
            }
        }
        #expect(seen == Array(0...10))
    }

    @Test func `threads have room for deep recursion`() {
        @Sendable func depth(_ left: Int) -> Int { left == 0 ? 0 : 1 + depth(left - 1) }
        #expect([20_000, 20_000].orderedParallelMap(threads: 2) { depth($0) } == [20_000, 20_000])
    }
}
