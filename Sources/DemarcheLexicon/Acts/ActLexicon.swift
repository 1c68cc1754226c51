package import Demarche
package import Foundation

/// What can be done, and how the language says so: acts, phrasings, classes, nominals and cues.
package struct ActLexicon: Sendable {
    package let acts: [String: Act]
    package let phrasings: PhrasingTable
    /// The classes a lemma stands in: "consul" → ["diplomats"].
    package let classesByWord: [String: [String]]
    /// The nouns that name what a verb does: "expel" → ["expulsion"].
    package let nounsByVerb: [String: [String]]
    package let cues: [Cue]
    /// What a promise, request, demand, threat or refusal becomes by the CAMEO code of what it is about.
    package let frames: [Cue.Effect: [String: String]]
    /// Whom an act is aimed at when no words show it, by the beginning of its CAMEO code.
    package let defaultRecipients: [String: DefaultRecipient]
    /// Beginnings of the codes of acts that are recorded though nobody is shown to receive them.
    package let keptUnsaid: Set<String>
    /// The sector of a doer whom no words show, by the beginning of the act's CAMEO code: police arrest, courts convict.
    package let unsaidDoers: [String: String]
    /// What an act is by what it is done to press for: by the act, then the beginning of the demand's CAMEO code.
    package let purposes: [String: [String: String]]
    /// Where the published crosswalk gives a CAMEO code, or its beginning, another PLOVER type than `acts.tsv`.
    package let publishedTypes: [String: String]

    /// Verbs that tell once more what was just told.
    package let echoes: [Echo]

    /// A rule of `recipients.tsv`.
    package enum DefaultRecipient: String, CaseIterable, Sendable {
        case ownPeople = "own-people"
        case ownGovernment = "own-government"
        /// Of an organ its people, of its people the government.
        case ownState = "own-state"
        /// Of its people the government, of an organ the other party of the report; never its own people.
        case governmentOrPair = "government-or-pair"
        /// Help asked of nobody in particular is asked of the world; never of one's own people.
        case world
        case nobody = "none"
        /// Advice, thanks and condolences to one's own people are not recorded (codebook §2).
        case neverOwnPeople = "not-own-people"
        /// A meeting or a visit is with whom the words show, never with a counterpart who is only supposed.
        case shownPartner = "shown-partner"
        /// A visit is to whom the words show, else to the state in whose place it is made.
        case host
        /// Mediation is between the two of whom the report is.
        case between
        /// Who used force must be shown or told.
        case shownDoer = "shown-doer"
        /// Answers what was last asked or said: its recipient does it to its doer.
        case answer
        /// Hits others, never one's own people.
        case foreign
        /// Lodged with a body, which is not whom it is aimed at.
        case forum
        /// Whoever leaves is the doer's own; the act is aimed at the host.
        case ownEnvoy = "own-envoy"

        /// Whether what is said to one's own people is left out.
        package var excludesOwnPeople: Bool { [.neverOwnPeople, .governmentOrPair, .world].contains(self) }
    }

    /// Words of sport, arts and the like with their weights: a sentence that sums to 1 tells no acts.
    package let silentWords: [String: SilentWord]

    /// A word of a field whose fights and strikes are no acts of the record.
    package struct SilentWord: Hashable, Sendable {
        package let topic: String
        /// 1 where the word alone decides, less where it takes two.
        package let weight: Double
    }

    /// Reads `acts.tsv`, `plover.tsv`, `traits.tsv`, `classes.tsv`, `nominals.tsv`, `cues.tsv` and the small tables of a folder;
    /// `phrasings/*.tsv` are read when somebody asks for their rows.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        let quads = try Self.quads(folder)
        acts = try Self.acts(folder, quads: quads)
        phrasings = PhrasingTable(folder: folder, acts: acts)
        classesByWord = try Self.classes(folder)
        nounsByVerb = try Self.nominals(folder)
        cues = try Self.cues(folder)
        silentWords = try Self.silentWords(folder)
        frames = try Self.frames(folder, acts: acts)
        (defaultRecipients, keptUnsaid, unsaidDoers) = try Self.unsaidSides(folder)
        purposes = try Self.purposes(folder, acts: acts)
        publishedTypes = try Self.publishedTypes(folder, types: Set(quads.keys))
        echoes = try Echo.read(folder)
    }

    /// From values, for tests.
    package init(
        acts: [String: Act], phrasings: [Phrasing], classesByWord: [String: [String]] = [:],
        nounsByVerb: [String: [String]] = [:], cues: [Cue] = [], silentWords: [String: SilentWord] = [:],
        frames: [Cue.Effect: [String: String]] = [:], defaultRecipients: [String: DefaultRecipient] = [:],
        keptUnsaid: Set<String> = [], unsaidDoers: [String: String] = [:],
        purposes: [String: [String: String]] = [:],
        publishedTypes: [String: String] = [:], echoes: [Echo] = []
    ) {
        self.publishedTypes = publishedTypes
        self.echoes = echoes
        self.defaultRecipients = defaultRecipients
        self.keptUnsaid = keptUnsaid
        self.unsaidDoers = unsaidDoers
        self.purposes = purposes
        self.frames = frames
        self.silentWords = silentWords
        self.acts = acts
        self.phrasings = PhrasingTable(phrasings)
        self.classesByWord = classesByWord
        self.nounsByVerb = nounsByVerb
        self.cues = cues
    }

    private static func quads(_ folder: URL) throws -> [String: Int] {
        let table = try Table(folder.appending(path: "plover.tsv"), columns: ["type", "quad"])
        return try Dictionary(
            table.rows.map { row in
                guard let quad = Int(row["quad"]), (1...4).contains(quad) else {
                    throw row.error("quad “\(row["quad"])” is not 1, 2, 3 or 4")
                }
                return (row["type"], quad)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func acts(_ folder: URL, quads: [String: Int]) throws -> [String: Act] {
        let columns = [
            "act", "cameo", "plover", "contexts", "intensity", "measure", "status", "mutual", "definition",
        ]
        let table = try Table(folder.appending(path: "acts.tsv"), columns: columns)
        let traits = try TraitTable(folder: folder)
        var acts: [String: Act] = [:]
        for row in table.rows {
            let type = String(row["plover"].prefix { $0 != ":" })
            guard type.isEmpty || quads[type] != nil else {
                throw row.error("“\(type)” is no PLOVER type of plover.tsv")
            }
            guard let intensity = Double(row["intensity"]), (-10...10).contains(intensity) else {
                throw row.error("intensity “\(row["intensity"])” is not a number from -10 to 10")
            }
            guard (2...4).contains(row["cameo"].count), Int(row["cameo"]) != nil else {
                throw row.error("“\(row["cameo"])” is no CAMEO code of 2 to 4 digits")
            }
            guard acts[row["act"]] == nil else {
                throw row.error("the act “\(row["act"])” stands twice; keep one")
            }
            let measure =
                row["measure"].isEmpty
                ? nil : Act.MeasureKindAndStatus(kind: row["measure"], status: row["status"])
            acts[row["act"]] = Act(
                name: row["act"], cameo: row["cameo"], plover: row["plover"], contexts: row.list("contexts"),
                quad: quads[type] ?? 0, intensity: intensity, measure: measure,
                isMutual: row["mutual"] == "yes",
                traits: traits.of(cameo: row["cameo"], plover: row["plover"]),
                definition: row["definition"])
        }
        return acts
    }

    private static func classes(_ folder: URL) throws -> [String: [String]] {
        let table = try Table(folder.appending(path: "classes.tsv"), columns: ["class", "words"])
        var classes: [String: [String]] = [:]
        for row in table.rows {
            for word in row.list("words") { classes[word.lowercased(), default: []].append(row["class"]) }
        }
        return classes
    }

    private static func nominals(_ folder: URL) throws -> [String: [String]] {
        let table = try Table(folder.appending(path: "nominals.tsv"), columns: ["verb", "noun", "kind"])
        var nouns: [String: [String]] = [:]
        for row in table.rows { nouns[row["verb"], default: []].append(row["noun"]) }
        return nouns
    }

    private static func frames(_ folder: URL, acts: [String: Act]) throws -> [Cue.Effect: [String: String]] {
        let table = try Table(folder.appending(path: "frames.tsv"), columns: ["frame", "cameo", "act"])
        var frames: [Cue.Effect: [String: String]] = [:]
        for row in table.rows {
            guard let frame = Cue.Effect(rawValue: row["frame"]), frame.isFrame || frame == .alleged else {
                throw row.error(
                    "frame “\(row["frame"])” is none of alleged, promise, request, demand, threat, refusal")
            }
            guard acts[row["act"]] != nil else { throw row.error("“\(row["act"])” is no act of acts.tsv") }
            frames[frame, default: [:]][row["cameo"]] = row["act"]
        }
        return frames
    }

    private static func purposes(_ folder: URL, acts: [String: Act]) throws -> [String: [String: String]] {
        let table = try Table(
            folder.appending(path: "purposes.tsv"), columns: ["act", "aims", "becomes", "example"])
        var purposes: [String: [String: String]] = [:]
        for row in table.rows {
            for name in [row["act"], row["becomes"]] where acts[name] == nil {
                throw row.error("“\(name)” is no act of acts.tsv")
            }
            for aim in row.list("aims") { purposes[row["act"], default: [:]][aim] = row["becomes"] }
        }
        return purposes
    }

    /// In the place of a doer's sector: what is done is done with one's own troops.
    package static let ownTroops = "own-troops"

    private static func unsaidSides(_ folder: URL) throws -> (
        recipients: [String: DefaultRecipient], kept: Set<String>, doers: [String: String]
    ) {
        let table = try Table(
            folder.appending(path: "recipients.tsv"), columns: ["cameo", "rule", "unsaid", "doer", "example"])
        let rules = try Dictionary(
            table.rows.filter { !$0["rule"].isEmpty }.map { row in
                guard let rule = DefaultRecipient(rawValue: row["rule"]) else {
                    throw row.error(
                        "rule “\(row["rule"])” is none of \(DefaultRecipient.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                return (row["cameo"], rule)
            }, uniquingKeysWith: { first, _ in first })
        let doers = try Dictionary(
            table.rows.filter { !$0["doer"].isEmpty }.map { row in
                let doer = row["doer"]
                guard doer == ownTroops || doer.count == 3 && doer.allSatisfy(\.isUppercase) else {
                    throw row.error("doer “\(doer)” is neither a sector nor \(ownTroops)")
                }
                return (row["cameo"], doer)
            }, uniquingKeysWith: { first, _ in first })
        return (rules, Set(table.rows.filter { $0["unsaid"] == "kept" }.map { $0["cameo"] }), doers)
    }

    private static func silentWords(_ folder: URL) throws -> [String: SilentWord] {
        let table = try Table(
            folder.appending(path: "topics.tsv"), columns: ["word", "topic", "weight", "example"])
        return try Dictionary(
            table.rows.map { row in
                guard let weight = Double(row["weight"]), weight > 0, weight <= 1 else {
                    throw row.error("weight “\(row["weight"])” is not a number over 0 and up to 1")
                }
                return (row["word"], SilentWord(topic: row["topic"], weight: weight))
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func cues(_ folder: URL) throws -> [Cue] {
        let table = try Table(
            folder.appending(path: "cues.tsv"), columns: ["cue", "pos", "effect", "scope", "example"])
        return try table.rows.map { row in
            guard let part = Cue.Part(rawValue: row["pos"]) else {
                throw row.error(
                    "pos “\(row["pos"])” is none of \(Cue.Part.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            guard let effect = Cue.Effect(rawValue: row["effect"]) else {
                throw row.error(
                    "effect “\(row["effect"])” is none of \(Cue.Effect.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return Cue(
                words: row["cue"], part: part, effect: effect, scope: row.list("scope"),
                example: row["example"], place: "\(row.file):\(row.line)")
        }
    }
}

/// A word that changes how what it governs is held: reported, denied, planned, demanded, feared.
package struct Cue: Hashable, Sendable {
    package enum Part: String, CaseIterable, Sendable {
        case verb, noun, adjective, adverb, modal, preposition, conjunction, determiner
    }

    package enum Effect: String, CaseIterable, Sendable {
        /// Carries what it governs and gives its subject as speaker: say, report, according to.
        case say
        /// What it governs is somebody's accusation: accuse, allege, charge.
        case alleged
        /// What it governs is said not to have happened: deny.
        case denied
        /// What it governs is only intended: plan, will.
        case planned
        /// What it governs might be: could.
        case hypothetical
        /// What it governs makes no claim: demand, fear, refuse, fail, if.
        case void
        /// What it governs is taken for granted: condemn, manage, begin, continue.
        case fact
        /// What it governs goes on: continue to, keep.
        case ongoing
        /// A verb that carries an act's noun: impose, launch, carry out.
        case light
        /// A verb or preposition whose subject undergoes what its noun names: draw criticism, come under attack.
        case undergo
        /// A noun or preposition of an occasion in which the clause's subject takes part: "after talks with Togo, Chad said".
        case setting
        /// A verb whose object may be what the clause above told: "closed the border, which Togo condemned".
        case comment
        /// A verb by which an act noun's own act takes place: begin, happen.
        case occur
        /// A verb of motion: what it is done to ask for has been asked: flew to Lima to ask for help.
        case errand
        /// Not, no, never: what it stands at did not happen.
        case negation
        /// Shows that two doers act on each other: trade, exchange, mutual.
        case reciprocal
        /// The named act answers another: respond, retaliate.
        case answer
        /// What it governs is promised, asked for, demanded, threatened or refused: the utterance is an act by itself,
        /// of the kind that `frames.tsv` gives for what it is about.
        case promise, request, demand, threat, refusal
        /// A noun that counts or bundles what its "of" names: batch, series.
        case measure
        /// A noun for what somebody did or said, which a verbal act is aimed at: decision, verdict, remarks.
        case pointer
        /// A noun that speaks for whose it is: statement, communiqué.
        case carrier
        /// A thing that does it for somebody who is not shown: bomb, missile.
        case instrument
        /// An instrument whose hand nobody sees: bomb, mine, bombing.
        case hidden
        /// A preposition that ties a thing to whose it is: a camp for refugees.
        case belong
        /// A preposition that ties a thing to where it lies: power lines near Kabul.
        case lie
        /// A preposition that leads to whom an act is aimed at, one as good as another: on, against.
        case aim
        /// A preposition through which a light verb carries an act's noun: respond with, engage in.
        case carry
        /// A preposition whose gerund is the object's act, not the subject's: accuse of, thank for.
        case control
        /// A verb whose subject does what the participle behind its object tells: had the envoy sent home.
        case cause
        /// A verb that never goes without an object: where none is shown it is a passive, "was arrested and *freed*".
        case transitive
    }

    package let words: String
    package let part: Part
    package let effect: Effect
    /// Where the effect reaches: `clause`, `object`, `subject`, or a preposition's word; empty = everything governed.
    package let scope: [String]
    /// A sentence of our own that shows it.
    package let example: String
    package let place: String

    package init(
        words: String, part: Part, effect: Effect, scope: [String] = [], example: String = "",
        place: String = ""
    ) {
        self.example = example
        self.words = words
        self.part = part
        self.effect = effect
        self.scope = scope
        self.place = place
    }
}

extension Cue.Effect {
    /// Whether the utterance is an act of its own by what it is about.
    package var isFrame: Bool { [.promise, .request, .demand, .threat, .refusal].contains(self) }
}
