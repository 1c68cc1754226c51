import Foundation
import Testing

/// A command shown in a document with what it prints.
struct ShownCommand {
    /// What `echo` gives it; "" where nothing does.
    let input: String
    let arguments: [String]
    let output: [String]

    /// The commands of a document's indented blocks: `$ demarche …` or `$ echo "…" | demarche …`.
    static func all(in document: String) -> [ShownCommand] {
        var shown: [ShownCommand] = []
        var open: (words: [String], output: [String])?
        func close() {
            guard let (words, output) = open, let verb = words.firstIndex(of: "demarche") else { return }
            let input = words.first == "echo" ? words[1] + "\n" : ""
            shown.append(
                ShownCommand(input: input, arguments: Array(words[(verb + 1)...]), output: trimmed(output)))
        }
        for line in document.components(separatedBy: "\n") + [""] {
            if line.hasPrefix("    $ ") {
                close()
                open = (Self.words(line.dropFirst(6)), [])
            } else if open != nil, line.hasPrefix("    ") || line.isEmpty {
                open?.output.append(String(line.dropFirst(4)))
            } else {
                close()
                open = nil
            }
        }
        close()
        return shown
    }

    static func trimmed(_ lines: [String]) -> [String] {
        Array(lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
    }

    /// Words of a command line; double quotes hold several together.
    private static func words(_ line: some StringProtocol) -> [String] {
        String(line).components(separatedBy: "\"").enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }
}

/// What the documents show is what the program prints.
@Suite(.enabled(if: Program.canCode, "the program or Models/en_core_web_md is not there; run make setup"))
struct ExampleTests {
    @Test(arguments: ["README.md", "Documentation/Guide.md"]) func `a shown command prints what is shown`(
        path: String
    ) throws {
        let document = String(
            decoding: try Data(contentsOf: Program.root.appending(path: path)), as: UTF8.self)
        let shown = ShownCommand.all(in: document)
        #expect(!shown.isEmpty)
        for command in shown {
            let run = try Program.run(command.arguments, input: Data(command.input.utf8))
            #expect(
                run.status == 0,
                "\(path): demarche \(command.arguments.joined(separator: " ")): \(run.errors)")
            #expect(
                ShownCommand.trimmed(run.output.components(separatedBy: "\n")) == command.output, "\(path)")
        }
    }
}
