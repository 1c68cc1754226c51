import CMalloc

/// How this process keeps its memory; nothing where the C library is not glibc.
package enum ProcessMemory {
    /// Blocks of so many bytes and more lie apart and go back to the system when they are freed.
    private static let apart: Int32 = 256 << 10

    /// Keeps memory flat over many reports; to be called before the first of them.
    ///
    /// Left to itself, glibc learns from each large block that is freed to keep the next one of its size in the heap. There
    /// the slabs of a thread's caches leave holes among small things each time they are dropped, and the holes add up.
    package static func flatten() {
        #if canImport(Glibc)
            mallopt(M_MMAP_THRESHOLD, apart)
        #endif
    }

    /// Gives back what lies free among what is used, after much was freed at once.
    static func trim() {
        #if canImport(Glibc)
            malloc_trim(0)
        #endif
    }
}
