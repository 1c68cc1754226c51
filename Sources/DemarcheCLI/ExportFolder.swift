import Crypto
import Demarche
import DemarcheLedger
import Foundation

/// One table in every form, in a folder with its `datapackage.json`.
///
/// Files are written under another name and renamed at the end, so that a stop leaves no half table behind.
struct ExportFolder {
    private let folder: URL
    private let name: String
    private let table: ExportTable
    private var files: [File]
    private(set) var count = 0
    /// Empty cells by column.
    private(set) var gaps: [String: Int] = [:]

    private struct File {
        let name: String
        let form: TableWriter.Form
        let sink: Sink
        var writer: TableWriter
    }

    init(_ folder: URL, name: String, table: ExportTable) throws {
        self.folder = folder
        self.table = table
        // Our own events are the same table whatever the form.
        self.name = ["csv", "tsv"].contains(name) ? "events" : name
        let stem = self.name
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var forms: [(String, TableWriter.Form)] = [("csv", .csv), ("parquet", .parquet)]
            if stem != "events" { forms.insert(("tsv", .native), at: 0) }
            files = try forms.map { suffix, form in
                let sink = try Sink(folder.appending(path: "\(stem).\(suffix).partial"))
                let writer = try TableWriter(table, as: form) { try sink.write($0) }
                return File(name: "\(stem).\(suffix)", form: form, sink: sink, writer: writer)
            }
        } catch {
            throw Failure(writing: folder.path, error)
        }
    }

    mutating func add(_ row: [String]) throws {
        count += 1
        for (column, cell) in zip(table.columns, row) where cell.isEmpty { gaps[column, default: 0] += 1 }
        for index in files.indices { try files[index].writer.add(row) }
    }

    mutating func finish() throws {
        var resources: [DataPackage.Resource] = []
        for index in files.indices {
            try files[index].writer.finish()
            let file = files[index]
            let (bytes, digest) = try file.sink.close()
            try Self.rename(file.sink.url, to: folder.appending(path: file.name))
            resources.append(
                DataPackage.Resource(
                    file: file.name, form: file.form, table: table, bytes: bytes, digest: digest))
        }
        let package = DataPackage(name: "demarche-\(name)", resources: resources)
        try Data((package.json.text + "\n").utf8).write(
            to: folder.appending(path: "datapackage.json"), options: .atomic)
    }

    private static func rename(_ from: URL, to: URL) throws {
        guard Foundation.rename(from.path, to.path) == 0 else {
            throw Failure(.partlyDone, "\(to.path): cannot be written")
        }
    }
}

/// A file that is written, with its length and digest.
private final class Sink {
    let url: URL
    private let handle: FileHandle
    private var hash = SHA256()
    private var count = 0

    init(_ url: URL) throws {
        self.url = url
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    func write(_ data: Data) throws {
        try handle.write(contentsOf: data)
        hash.update(data: data)
        count += data.count
    }

    func close() throws -> (bytes: Int, digest: String) {
        try handle.close()
        let digits = hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        return (count, digits.joined())
    }
}
