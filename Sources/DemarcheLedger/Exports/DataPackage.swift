package import Demarche

/// `datapackage.json` (Frictionless Data Package 1): which files lie in a folder, and what their columns hold.
package struct DataPackage: Sendable {
    /// A file of the package.
    package struct Resource: Sendable {
        package let file: String
        package let form: TableWriter.Form
        package let table: ExportTable
        package let bytes: Int
        /// SHA-256 in hexadecimal digits.
        package let digest: String

        package init(file: String, form: TableWriter.Form, table: ExportTable, bytes: Int, digest: String) {
            self.file = file
            self.form = form
            self.table = table
            self.bytes = bytes
            self.digest = digest
        }
    }

    package let name: String
    package let resources: [Resource]

    package init(name: String, resources: [Resource]) {
        self.name = name
        self.resources = resources
    }

    package var json: JSON {
        .record([("name", .string(name)), ("resources", .array(resources.map(\.json)))])
    }
}

extension DataPackage.Resource {
    fileprivate var json: JSON {
        let (format, mediaType) = kind
        let isBare = form == .native && !table.hasHeader
        let dialect = JSON.record([("delimiter", .string("\t")), ("header", isBare ? .boolean(false) : nil)])
        return .record([
            ("name", .string(file.lowercased().replacing(".", with: "-"))), ("path", .string(file)),
            ("type", form == .parquet ? .string("file") : .string("table")),
            ("profile", form == .parquet ? nil : .string("tabular-data-resource")),
            ("format", .string(format)), ("mediatype", .string(mediaType)), ("encoding", .string("utf-8")),
            ("bytes", .integer(bytes)), ("hash", .string("sha256:\(digest)")),
            ("dialect", format == "tsv" ? dialect : nil),
            ("schema", form == .parquet ? nil : schema),
        ])
    }

    /// Parquet tells its columns itself.
    private var schema: JSON {
        let fields = table.typedColumns.map { column in
            JSON.record([("name", .string(column.name)), ("type", .string(column.kind.frictionlessType))])
        }
        return .record([("fields", .array(fields)), ("missingValues", .array([.string("")]))])
    }

    private var kind: (format: String, mediaType: String) {
        switch form {
        case .parquet: ("parquet", "application/vnd.apache.parquet")
        case .csv: ("csv", "text/csv")
        case .tsv: ("tsv", "text/tab-separated-values")
        case .native: table.isCSV ? ("csv", "text/csv") : ("tsv", "text/tab-separated-values")
        }
    }
}

extension ColumnKind {
    fileprivate var frictionlessType: String {
        switch self {
        case .text: "string"
        case .integer: "integer"
        case .decimal: "number"
        case .day: "date"
        }
    }
}
