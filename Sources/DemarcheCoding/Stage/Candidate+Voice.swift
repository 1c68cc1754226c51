import Demarche
import DemarcheLexicon

extension Candidate {
    /// With its speakers, and with "we" and "our" standing for the nearest of them.
    func voiced(by fillers: FillerReader, cues: CueIndex) -> Candidate {
        let told = standing.speakers.compactMap { fillers.filler(head: $0) }
        let isFirst = (doers + recipients).contains { $0.isOpen && fillers.isFirstPerson($0) }
        let speakers =
            !told.isEmpty ? told : fillers.saying(near: match.anchor, cues: cues, alsoBeside: isFirst)
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
    /// - Parameter alsoBeside: whether the sentence after may name the speaker at its beginning (“Shall *I* pay?” Milei
    ///   asked), or the sentence before anywhere.
    fileprivate func saying(near anchor: Int, cues: CueIndex, alsoBeside: Bool) -> [Filler] {
        let parse = read.parse
        let here = parse.sentence(of: anchor)
        let own = sayers(in: here.sorted { abs($0 - anchor) < abs($1 - anchor) }, cues: cues, without: anchor)
        guard own.isEmpty, alsoBeside else { return own }
        let after = here.upperBound < parse.tokens.count ? parse.sentence(of: here.upperBound) : 0..<0
        let next = sayers(in: Array(after.prefix(Self.opening)), cues: cues)
        guard next.isEmpty, here.lowerBound > 0 else { return next }
        return sayers(in: parse.sentence(of: here.lowerBound - 1).reversed(), cues: cues)
    }

    /// Words in which the sentence after a quotation tells who said it.
    private static let opening = 6

    /// The subject of the first verb of saying that has one.
    private func sayers(in tokens: [Int], cues: CueIndex, without anchor: Int? = nil) -> [Filler] {
        tokens.lazy.filter { token in
            token != anchor && read.parse.isVerbal(token) && cues.has(read.parse.lemma(token), .verb, .say)
        }.map { verb in
            read.parse.dependents(of: verb, ["nsubj"]).compactMap { self.filler(head: $0) }
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
