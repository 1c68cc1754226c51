import ArgumentParser
import DemarcheFetching
import DemarcheIntake

/// What may be fetched where a list of addresses is read.
struct FetchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A host on this machine or in a private network that a list of addresses may name; once for each.",
            valueName: "host"))
    var allowHost: [String] = []

    var pages: PageSource {
        let agent = programVersion.replacing(" ", with: "/")
        let fetcher = PageFetcher(agent: agent, allowed: Set(allowHost))
        return { address throws(WebPage.Fault) in try await fetcher.page(at: address) }
    }
}
