import Demarche

extension Candidate {
    /// With its speakers, and with "we" and "our" standing for the nearest of them.
    func voiced(by fillers: FillerReader) -> Candidate {
        let speakers = standing.speakers.compactMap { fillers.filler(head: $0) }
        guard let voice = speakers.first(where: { !$0.isOpen }) else { return self }
        func heard(_ filler: Filler) -> Filler {
            guard filler.isOpen, fillers.isFirstPerson(filler), let actor = voice.actors.first else {
                return filler
            }
            let sector = filler.sector.isEmpty ? actor.sector : filler.sector
            return filler.meaning([Actor(code: actor.code, sector: sector, name: actor.name)], by: "speaker")
        }
        return Candidate(
            match: match, act: act, doers: doers.map(heard), recipients: recipients.map(heard),
            standing: standing, speakers: speakers, givenTrigger: givenTrigger)
    }
}

extension FillerReader {
    /// "we", "our diplomats": the phrase is the speaker's, or the speaker.
    fileprivate func isFirstPerson(_ filler: Filler) -> Bool {
        if filler.mention?.anaphor == .speaker { return true }
        return read.parse.dependents(of: filler.head, ["poss"]).contains {
            read.mention(at: $0)?.anaphor == .speaker
        }
    }
}
