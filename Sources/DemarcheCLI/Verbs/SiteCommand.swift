import ArgumentParser
import DemarcheDesk
import DemarcheLedger
import Foundation

/// `demarche site`: the desk as files.
struct SiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Writes the desk's pages as files that open without a server.",
        discussion: """
            Each page is there as HTML, JSON and CSV; open index.html in the folder. The folder must be new or empty, unless
            --replace is given.

            Example:
              demarche site public/ --ledger archive.db
            """)

    @Argument(help: "The folder to write.") var folder: String
    @Flag(help: "Write into a folder that holds files already; those of the same name are replaced.")
    var replace = false
    @OptionGroup var ledger: ViewOptions

    func run() throws {
        let store = try ledger.open()
        let site = Site(desk: try ledger.ledger.desk(store, maker: .single, lexicons: ledger.folder()))
        let root = URL(filePath: folder)
        let held = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        guard held.isEmpty || replace else {
            throw Failure(
                .badInput, "\(folder) holds files already; name a new folder, or write into it with --replace"
            )
        }
        var count = 0
        do {
            try site.files { file in
                let target = root.appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: target)
                count += file.path.hasSuffix(".html") ? 1 : 0
            }
        } catch let error as CocoaError {
            throw Failure(writing: folder, error, again: " with --replace")
        }
        Messages.warn("\(folder): \(count) pages; open \(root.appending(path: "index.html").path)")
    }
}
