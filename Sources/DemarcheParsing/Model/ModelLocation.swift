package import Foundation

/// Finds the folder of the language model; what it looks at is handed to it, so that it can be tested.
package struct ModelLocation: Sendable {
    /// The folder's name when only a parent folder is known.
    package static let defaultName = "en_core_web_md"

    /// What `--model` said.
    package let option: String?
    /// The environment, of which `DEMARCHE_MODEL` is read.
    package let environment: [String: String]
    /// The folder that the program lies in.
    package let binaryFolder: URL
    /// The folder in which the program was started, or the checkout.
    package let currentFolder: URL

    package init(option: String?, environment: [String: String], binaryFolder: URL, currentFolder: URL) {
        self.option = option
        self.environment = environment
        self.binaryFolder = binaryFolder
        self.currentFolder = currentFolder
    }

    /// The places where a model may lie, best first; a place that was named leaves no others.
    package var candidates: [URL] {
        if let option { return [folder(option)] }
        if let named = environment["DEMARCHE_MODEL"], !named.isEmpty { return [folder(named)] }
        return [
            binaryFolder.appending(path: Self.defaultName),
            binaryFolder.appending(path: "Models/\(Self.defaultName)"),
            currentFolder.appending(path: "Models/\(Self.defaultName)"),
        ]
    }

    /// A relative path counts from the current folder, whether or not that folder's URL ends in a slash.
    private func folder(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(filePath: path) : currentFolder.appending(path: path)
    }

    /// The first candidate that holds a model's `meta.json`.
    package func find() throws -> URL {
        let found = candidates.first {
            FileManager.default.fileExists(
                atPath: $0.appending(path: "meta.json").path(percentEncoded: false))
        }
        guard let found else {
            throw ModelError.notFound(places: candidates.map { $0.path(percentEncoded: false) })
        }
        return found.absoluteURL
    }
}
