import Foundation

/// Why a language model cannot be used, with the file at fault and what to do.
package enum ModelError: Error, CustomStringConvertible {
    /// No model lies in any of the places where one was looked for.
    case notFound(places: [String])
    /// A file of the model is not there or cannot be read.
    case missing(file: String)
    /// A file of the model does not hold what it should.
    case damaged(file: String, what: String)
    /// A sound model of a kind that this parser does not run.
    case unsupported(file: String, what: String)
    /// The processor cannot run the kernel path that was asked for.
    case kernel(name: String, available: [String])

    package var description: String {
        switch self {
        case .notFound(let places):
            """
            no language model in \(places.joined(separator: ", ")); run `make setup` to fetch it, \
            or name its folder with --model
            """
        case .missing(let file):
            "\(file): missing or unreadable; run `make setup` to fetch the language model again"
        case .damaged(let file, let what):
            "\(file): damaged (\(what)); delete the model's folder and run `make setup` to fetch it again"
        case .unsupported(let file, let what):
            "\(file): \(what); use a spaCy 3 model with the CNN pipeline, such as the one `make setup` fetches"
        case .kernel(let name, let available):
            "kernel \(name): this processor cannot run it; choose one of \(available.joined(separator: ", "))"
        }
    }
}
