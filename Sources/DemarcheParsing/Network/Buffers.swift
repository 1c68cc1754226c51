/// A block of floats, aligned for any vector unit, that grows and is freed with its owner.
///
/// Either one thread owns it, or it is never written after it was filled: hence `@unchecked`.
final class FloatBuffer: @unchecked Sendable {
    private(set) var base: UnsafeMutablePointer<Float>
    private(set) var capacity: Int

    /// - Parameter count: floats, all zero.
    init(_ count: Int) {
        capacity = max(count, 16)
        base = Self.allocate(capacity)
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// Makes room for `count` floats and no more; what was there is lost when it has to grow.
    func reserve(_ count: Int) {
        if count > capacity { replace(count) }
    }

    /// Gives all memory back when more than `count` floats are held; what was there is lost then.
    func release(above count: Int) {
        if capacity > count { replace(0) }
    }

    private func replace(_ count: Int) {
        UnsafeMutableRawPointer(base).deallocate()
        capacity = max(count, 16)
        base = Self.allocate(capacity)
    }

    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
        let floats = raw.bindMemory(to: Float.self, capacity: count)
        floats.initialize(repeating: 0, count: count)
        return floats
    }
}

/// Rows of one width that keep their place as more are added.
struct RowStore {
    private static let rowsPerSlab = 1024
    private let width: Int
    private var slabs: [FloatBuffer] = []
    private(set) var count = 0

    init(width: Int) { self.width = width }

    subscript(row: Int32) -> UnsafeMutablePointer<Float> {
        let (slab, offset) = Int(row).quotientAndRemainder(dividingBy: Self.rowsPerSlab)
        return slabs[slab].base + offset * width
    }

    /// Forgets all rows and keeps their room.
    mutating func removeAll() { count = 0 }

    /// Adds a row, whose floats may be anything, and gives its number.
    mutating func append() -> Int32 {
        if count == slabs.count * Self.rowsPerSlab { slabs.append(FloatBuffer(Self.rowsPerSlab * width)) }
        count += 1
        return Int32(count - 1)
    }
}
