import CDemarcheKernel

/// How this process keeps its memory.
package enum ProcessMemory {
    /// Keeps memory flat over many reports; to be called before the first of them.
    ///
    /// Left to itself, glibc learns from each large block that is freed to keep the next one of its size in the heap. There
    /// the slabs of a thread's caches leave holes among small things each time they are dropped, and the holes add up.
    package static func flatten() { demarche_part_blocks(256 << 10) }

    /// Gives back what lies free among what is used, after much was freed at once.
    static func trim() { demarche_trim() }
}
