package import Foundation

/// The shapes of states on a map: `borders.tsv`.
package struct BorderTable: Sendable {
    /// State code → SVG path.
    package let paths: [String: String]

    /// Reads the table; empty where the folder has none.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        let file = folder.appending(path: "borders.tsv")
        guard FileManager.default.fileExists(atPath: file.path) else {
            paths = [:]
            return
        }
        var paths: [String: String] = [:]
        for row in try Table(file, columns: ["code", "path"]).rows {
            guard row["path"].allSatisfy({ "Mlz.- ".contains($0) || $0.isASCII && $0.isNumber }) else {
                throw row.error("the path holds other signs than M, l, z and numbers")
            }
            guard paths.updateValue(row["path"], forKey: row["code"]) == nil else {
                throw row.error("\(row["code"]) stands twice")
            }
        }
        self.paths = paths
    }
}
