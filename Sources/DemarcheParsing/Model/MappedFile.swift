package import Foundation

/// A file of the model, mapped into memory for as long as this value lives; pages are read when they are touched.
package final class MappedFile: @unchecked Sendable {
    /// The file's path, for messages.
    package let path: String
    /// Never written after `init`, so that threads may share it.
    package let bytes: UnsafeRawBufferPointer

    package init(_ url: URL) throws {
        path = url.path(percentEncoded: false)
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw ModelError.missing(file: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ModelError.missing(file: path)
        }
        let size = Int(status.st_size)
        guard size > 0 else { throw ModelError.damaged(file: path, what: "it is empty") }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw ModelError.missing(file: path)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// The error that says what is wrong with this file.
    func damaged(_ what: String) -> ModelError { .damaged(file: path, what: what) }

    /// The error that says what this parser cannot do with this file.
    func unsupported(_ what: String) -> ModelError { .unsupported(file: path, what: what) }
}

/// A stretch of a mapped file, which it keeps alive.
package struct MappedBytes: @unchecked Sendable {
    /// The file that it lies in.
    package let file: MappedFile
    /// Where in the file it lies.
    package let range: Range<Int>

    /// The bytes themselves.
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: file.bytes[range]) }
}
