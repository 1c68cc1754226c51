internal import DemarcheCoding
package import Demarche
package import DemarcheLedger
package import DemarcheLexicon

extension EventMaker {
    /// Gathers as the coder does, by families of acts.
    package init(record: RecordLexicon, acts: [String: Act]) {
        let gatherer = Gatherer(lexicon: record)
        self.init(
            block: { gatherer.block(of: $0) },
            events: { told in
                gatherer.events(of: told.map { gatherer.testimony(of: $0.claim, in: $0.report) })
            },
            act: { acts[$0] })
    }
}
