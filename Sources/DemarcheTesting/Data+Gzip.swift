package import Foundation

extension Data {
    /// A file's bytes, unzipped by the system's `gzip` where its name ends in `.gz`.
    package init(contents file: URL) throws {
        guard file.pathExtension == "gz" else {
            self = try Data(contentsOf: file)
            return
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path(percentEncoded: false)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        self = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
    }
}
