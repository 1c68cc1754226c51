import Foundation

/// The built program, run as a user runs it.
struct Program {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Beside the test bundle; nil where the product was not built.
    static let binary: URL? = {
        let started = URL(filePath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
        let bundle = ProcessInfo.processInfo.arguments.first { $0.hasSuffix(".xctest") }.map {
            URL(filePath: $0)
        }
        let folders =
            [bundle, started].compactMap { $0?.deletingLastPathComponent() } + [
                root.appending(path: ".build/release"), root.appending(path: ".build/debug"),
            ]
        return folders.map { $0.appending(path: "demarche") }.first(where: exists)
    }()

    static func exists(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.path(percentEncoded: false))
    }

    static var canCode: Bool {
        binary != nil && exists(root.appending(path: "Models/en_core_web_md/meta.json"))
    }

    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the program in the checkout and waits; `input` stands on its standard input.
    static func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws
        -> Run
    {
        guard let binary else { throw Missing() }
        let folder = try TemporaryFolder()
        let inputFile = try folder.file("stdin", input)
        let files = try ["stdout", "stderr"].map { try folder.file($0, Data()) }
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = root
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Run(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    /// Starts the program and kills it after so many seconds.
    static func kill(_ arguments: [String], after seconds: Double) throws {
        guard let binary else { throw Missing() }
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = root
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Runs the program where no file may grow beyond so many blocks of a kilobyte.
    static func run(_ arguments: [String], fileBlocks: Int) throws -> Run {
        guard let binary else { throw Missing() }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments =
            ["-c", "ulimit -f \(fileBlocks); trap '' XFSZ; exec \"$0\" \"$@\"", binary.path] + arguments
        process.currentDirectoryURL = root
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: "", errors: String(decoding: errors, as: UTF8.self))
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String { "the program demarche is not built beside the tests" }
    }
}

/// A folder of its own, gone when nobody holds it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String, _ data: Data) throws -> URL {
        let file = url.appending(path: name)
        try data.write(to: file)
        return file
    }
}
