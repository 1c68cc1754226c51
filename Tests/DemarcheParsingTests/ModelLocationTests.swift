import DemarcheParsing
import Foundation
import Testing

@Suite struct ModelLocationTests {
    private let binary = URL(filePath: "/opt/demarche/bin", directoryHint: .isDirectory)
    private let current = URL(filePath: "/home/analyst", directoryHint: .isDirectory)

    private func places(option: String? = nil, _ environment: [String: String] = [:]) -> [String] {
        ModelLocation(option: option, environment: environment, binaryFolder: binary, currentFolder: current)
            .candidates.map { $0.absoluteURL.path(percentEncoded: false) }
    }

    @Test func `the option leaves no other place`() {
        #expect(places(option: "m", ["DEMARCHE_MODEL": "/e"]) == ["/home/analyst/m"])
        #expect(places(option: "/models/m") == ["/models/m"])
    }

    @Test func `a relative path counts from the current folder, with a slash at its end or without`() {
        let current = URL(filePath: "/home/analyst", directoryHint: .notDirectory)
        let location = ModelLocation(
            option: "Models/m", environment: [:], binaryFolder: binary, currentFolder: current)
        #expect(location.candidates.map { $0.path(percentEncoded: false) } == ["/home/analyst/Models/m"])
    }

    @Test func `the environment comes before the folders`() {
        #expect(places(["DEMARCHE_MODEL": "/e"]) == ["/e"])
    }

    @Test(arguments: [[:], ["DEMARCHE_MODEL": ""]])
    func `else a model lies beside the binary or in the checkout`(environment: [String: String]) {
        #expect(
            places(environment) == [
                "/opt/demarche/bin/en_core_web_md", "/opt/demarche/bin/Models/en_core_web_md",
                "/home/analyst/Models/en_core_web_md",
            ])
    }

    @Test func `where no model lies the error names the places and what to do`() throws {
        let location = ModelLocation(
            option: "/nowhere/m", environment: [:], binaryFolder: binary, currentFolder: current)
        let error = #expect(throws: ModelError.self) { try location.find() }
        #expect(error?.description.contains("/nowhere/m") == true)
        #expect(error?.description.contains("--model") == true)
    }
}
