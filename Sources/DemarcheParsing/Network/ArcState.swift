/// The state of the dependency parser: arc-eager, non-monotonic, with sentence breaks.
struct ArcState {
    let count: Int
    private(set) var stack: [Int32] = []
    private var next: Int32 = 0
    /// Words that were pushed back from the stack, the next one last.
    private var returned: [Int32] = []
    /// -1 for a word without a head.
    private(set) var heads: [Int32]
    private(set) var labels: [Int]
    private(set) var startsSentence: [Bool]
    private var isUnshiftable: [Bool]
    /// The child attached last on each side, and for each child the sibling that was last before it.
    private var lastLeft: [Int32]
    private var lastRight: [Int32]
    private var sibling: [Int32]

    init(count: Int, rootLabel: Int) {
        self.count = count
        heads = [Int32](repeating: -1, count: count)
        labels = [Int](repeating: rootLabel, count: count)
        startsSentence = [Bool](repeating: false, count: count)
        isUnshiftable = startsSentence
        lastLeft = heads
        lastRight = heads
        sibling = heads
    }

    var isFinal: Bool { stack.isEmpty && bufferCount == 0 }

    private var bufferCount: Int { count - Int(next) + returned.count }

    private func stackItem(_ depth: Int) -> Int32 {
        depth < stack.count ? stack[stack.count - 1 - depth] : -1
    }

    private func bufferItem(_ place: Int) -> Int32 {
        if place < returned.count { return returned[returned.count - 1 - place] }
        let word = Int(next) + place - returned.count
        return word < count ? Int32(word) : -1
    }

    /// The eight tokens by which the network knows the state.
    func writeFeatures(_ out: UnsafeMutablePointer<Int32>) {
        let (b0, s0) = (bufferItem(0), stackItem(0))
        out[0] = b0
        out[1] = bufferItem(1)
        out[2] = s0
        out[3] = stackItem(1)
        out[4] = stackItem(2)
        out[5] = b0 < 0 ? -1 : lastLeft[Int(b0)]
        out[6] = s0 < 0 ? -1 : lastLeft[Int(s0)]
        out[7] = s0 < 0 ? -1 : lastRight[Int(s0)]
    }

    var canShift: Bool {
        let b0 = bufferItem(0)
        guard b0 >= 0, !stack.isEmpty else { return b0 >= 0 }
        return bufferCount >= 2 && !startsSentence[Int(b0)] && !isUnshiftable[Int(b0)]
    }

    var canReduce: Bool { !stack.isEmpty }

    var canAttach: Bool {
        let b0 = bufferItem(0)
        return b0 >= 0 && !stack.isEmpty && !startsSentence[Int(b0)]
    }

    var canBreak: Bool {
        let b1 = bufferItem(1)
        return b1 >= 0 && b1 == bufferItem(0) + 1 && !startsSentence[Int(b1)]
    }

    mutating func shift() {
        if let word = returned.popLast() {
            stack.append(word)
        } else {
            stack.append(next)
            next += 1
        }
    }

    /// Drops the top of the stack, or pushes it back if it has no head yet.
    mutating func reduce() {
        let word = stack.removeLast()
        guard heads[Int(word)] < 0, !stack.isEmpty else { return }
        isUnshiftable[Int(word)] = true
        returned.append(word)
    }

    /// Attaches the top of the stack to the next word.
    mutating func attachLeft(_ label: Int) {
        let (head, child) = (bufferItem(0), stack.removeLast())
        attach(child, to: head, label)
        isUnshiftable[Int(head)] = false
    }

    /// Attaches the next word to the top of the stack.
    mutating func attachRight(_ label: Int) {
        attach(bufferItem(0), to: stackItem(0), label)
        shift()
    }

    /// Lets a sentence begin with the word after the next.
    mutating func breakSentence() { startsSentence[Int(bufferItem(1))] = true }

    private mutating func attach(_ child: Int32, to head: Int32, _ label: Int) {
        let c = Int(child)
        if heads[c] >= 0 {
            let old = Int(heads[c])
            if old > c, lastLeft[old] == child { lastLeft[old] = sibling[c] }
            if old < c, lastRight[old] == child { lastRight[old] = sibling[c] }
        }
        let h = Int(head)
        if head > child {
            sibling[c] = lastLeft[h]
            lastLeft[h] = child
        } else {
            sibling[c] = lastRight[h]
            lastRight[h] = child
        }
        heads[c] = head
        labels[c] = label
    }
}
