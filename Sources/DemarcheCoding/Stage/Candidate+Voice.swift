import Demarche
import DemarcheLexicon

extension Candidate {
    /// With its speakers, and with "we" and "our" standing for the nearest of them.
    func voiced(by fillers: FillerReader, cues: CueIndex) -> Candidate {
        let told = standing.speakers.compactMap { fillers.filler(head: $0) }
        let speakers = told.isEmpty ? fillers.saying(near: match.anchor, cues: cues) : told
        guard let voice = speakers.first(where: { !$0.isOpen }) else { return self }
        func heard(_ filler: Filler) -> Filler {
            guard filler.isOpen, fillers.isFirstPerson(filler), let actor = voice.actors.first else {
                return filler
            }
            let sector = filler.sector.isEmpty ? actor.sector : filler.sector
            return filler.meaning([Actor(code: actor.code, sector: sector, name: actor.name)], by: "speaker")
        }
        return with(doers: doers.map(heard), recipients: recipients.map(heard), speakers: speakers)
    }
}

extension FillerReader {
    /// The subject of the verb of saying that stands nearest in the sentence: "if true, said Chung, that was rude".
    fileprivate func saying(near anchor: Int, cues: CueIndex) -> [Filler] {
        let parse = read.parse
        let verbs = parse.sentence(of: anchor).filter {
            $0 != anchor && parse.isVerbal($0) && cues.has(parse.lemma($0), .verb, .say)
        }.sorted { abs($0 - anchor) < abs($1 - anchor) }
        return verbs.lazy.map { verb in
            parse.dependents(of: verb, ["nsubj"]).compactMap { self.filler(head: $0) }
        }.first { !$0.isEmpty } ?? []
    }

    /// "we", "our diplomats": the phrase is the speaker's, or the speaker.
    fileprivate func isFirstPerson(_ filler: Filler) -> Bool {
        if filler.mention?.anaphor == .speaker { return true }
        return read.parse.dependents(of: filler.head, ["poss"]).contains {
            read.mention(at: $0)?.anaphor == .speaker
        }
    }
}
