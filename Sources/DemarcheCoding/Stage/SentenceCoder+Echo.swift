import Demarche
import DemarcheLexicon

extension SentenceCoder {
    /// The act that a verb repeats: "replied in kind"; nil where it repeats none, or is not held as done.
    func echo(at token: Int, _ filler: RoleFiller) -> Candidate? {
        guard let echo = filler.echo(at: token), let told = filler.echoed() else { return nil }
        let read = filler.read
        let subjects = read.predications[token].arguments.filter { $0.role == .agent }
        let doers = subjects.compactMap(filler.fillers.filler)
        let isByDoer = echo.subject == .doer || filler.isByStates(doers)
        guard isByDoer || doers.contains(where: RoleFiller.isCountedPerson) else { return nil }
        if isByDoer, doers.allSatisfy(\.isOpen), read.predications[token].form == .active {
            return nil
        }
        let standing = standings.standing(of: token, in: read.parse, predications: read.predications)
        guard standing.modality != nil else { return nil }
        let pattern = Pattern(
            act: told.act.name, example: "", isNearMiss: false,
            nodes: [
                Pattern.Node(
                    lemma: read.parse.lemma(token), isVerb: true, isNoun: false, parent: 0, relation: .anchor)
            ], doer: nil, recipient: nil)
        let match = Match(
            pattern: pattern, anchor: token, tokens: [token], doers: subjects, recipients: [],
            form: "echo of \(told.act.name)")
        return Candidate(match: match, act: told.act, doers: doers, recipients: [], standing: standing)
    }
}
