internal import DemarcheCoding
package import Demarche
package import DemarcheLedger
package import DemarcheLexicon

extension EventMaker {
    /// Gathers as the coder does, by families of acts.
    package init(families: FamilyTable, acts: [String: Act]) {
        let gatherer = Gatherer(families: families)
        self.init(
            block: { gatherer.block(of: $0) },
            events: { told in gatherer.events(of: told.map { Testimony(claim: $0.claim, in: $0.report) }) },
            act: { acts[$0] })
    }
}
