package import Demarche
package import DemarcheLedger

/// The desk: pages about one ledger. Asks the ledger's views, never the web; what serves it is elsewhere.
package struct Desk: Sendable {
    package let views: Views
    package let settings: Settings

    /// What the desk is told at its start.
    package struct Settings: Sendable {
        /// The ledger's name, as its owner gave it.
        package let ledger: String
        /// Actors' codes and their names.
        package let names: [String: String]
        /// SVG paths of states on the map.
        package let borders: [String: String]
        /// The day today: state of the world is shown as of it where no other day is asked for.
        package let today: @Sendable () -> Day
        /// Figures of accuracy that the program's own tests hold, where they are at hand.
        package let floors: [(name: String, value: String)]
        package let program: String
        /// So many claims at most are gathered anew for a page of what was known on an earlier day.
        package let mostRemade: Int

        package init(
            ledger: String, names: [String: String], borders: [String: String] = [:],
            today: @escaping @Sendable () -> Day,
            floors: [(name: String, value: String)] = [], program: String, mostRemade: Int = 2000
        ) {
            self.mostRemade = mostRemade
            self.ledger = ledger
            self.names = names
            self.borders = borders
            self.today = today
            self.floors = floors
            self.program = program
        }
    }

    package init(views: Views, settings: Settings) {
        self.views = views
        self.settings = settings
    }

    /// The name of an actor's code; the code where it has none.
    func name(_ code: String) -> String {
        code.isEmpty ? "nobody named" : settings.names[code] ?? code
    }

    /// The page of an address.
    /// - Throws: `PageError`, `LedgerError`.
    package func page(at address: Address) throws -> Page {
        for route in Route.all {
            guard let parts = route.parts(of: address.path) else { continue }
            return try route.page(self, Asking(address: address, parts: parts))
        }
        throw PageError(
            404, "There is no page at \(address.target).",
            advice: "The pages are listed under “About this data”.")
    }
}
