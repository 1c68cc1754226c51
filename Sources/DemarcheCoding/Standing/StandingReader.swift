package import Demarche
package import DemarcheLexicon

/// Reads how a predicate is held by climbing from it to the root of its sentence.
///
/// On the way each governor that is a cue (`cues.tsv`) acts on what it governs. A relative or adverbial clause stands on
/// its own: above it only speakers count, because what it tells is taken for granted.
package struct StandingReader: Sendable {
    let cues: CueIndex

    package init(cues: CueIndex) { self.cues = cues }

    /// The standing of a predicate; negations among the `told` words make the act and do not undo it.
    package func standing(
        of predicate: Int, told: [Int] = [], in parse: Parse, predications: [Predication]
    ) -> Standing {
        var climb = Climb(
            cues: cues, parse: parse, predications: predications, predicate: predicate, told: Set(told))
        climb.run()
        return Standing(
            modality: climb.hold.modality, speakers: climb.speakers, reasons: climb.reasons,
            frame: climb.frame, errand: climb.errand)
    }

    /// The standing of an act: who has gone to ask for a thing has asked for it.
    func standing(
        of act: Act, at predicate: Int, told: [Int] = [], in parse: Parse, predications: [Predication]
    ) -> Standing {
        let own = standing(of: predicate, told: told, in: parse, predications: predications)
        guard act.is(.asking), let errand = own.errand else { return own }
        return standing(of: errand, in: parse, predications: predications)
    }

    /// The modal that makes a clause a duty told by another ("must", "has to"), with the verb that must be done and the one
    /// that tells it.
    func duty(at token: Int, in parse: Parse, predications: [Predication]) -> (
        cue: Cue, verb: Int, frame: Standing.Frame
    )? {
        guard parse.isVerbal(token) else { return nil }
        let reading = Climb(cues: cues, parse: parse, predications: predications, predicate: token)
        guard let (words, verb) = reading.modal(at: token),
            let cue = cues.cues(words, .modal).first(where: \.effect.isFrame)
        else { return nil }
        var climb = Climb(cues: cues, parse: parse, predications: predications, predicate: verb)
        climb.run()
        guard parse.dependent(of: verb, "neg") == nil, parse.dependent(of: token, "neg") == nil,
            let frame = climb.frame, frame.effect == cue.effect
        else { return nil }
        return (cue, verb, frame)
    }
}
