/// A kind of act: one row of `acts.tsv`.
package struct Act: Hashable, Sendable {
    /// Our own name: `expel-diplomats`.
    package let name: String
    /// CAMEO code, 2 to 4 digits.
    package let cameo: String
    /// PLOVER `TYPE` or `TYPE:mode`; "" where PLOVER has none (statements).
    package let plover: String
    /// PLOVER contexts.
    package let contexts: [String]
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for a statement.
    package let quad: Int
    /// CAMEO's Goldstein value, −10 to 10.
    package let intensity: Double
    /// The kind of measure that it makes or ends (codebook §8), nil when none.
    package let measure: MeasureKindAndStatus?
    /// Whether the act goes both ways ("met", "agreed"): one claim each way.
    package let isMutual: Bool
    private let traits: Set<Trait>
    package let definition: String

    /// Whether this is of the same root as a more general act that goes one way, and says more.
    package func isFiner(than other: Act) -> Bool {
        let general =
            other.cameo.count == 3 && other.cameo.hasSuffix("0") ? other.cameo.prefix(2) : other.cameo[...]
        return !other.isMutual && cameo != other.cameo && cameo.hasPrefix(general)
            && !(cameo.count == 3 && cameo.hasSuffix("0"))
    }

    /// What the rules of roles ask of an act beyond its codes: `traits.tsv` says which acts have which.
    package enum Trait: String, CaseIterable, Sendable {
        case aid, asking, coercion, concession, meeting, protest, visit
        case onPersons = "on-persons"
        case refusedMeeting = "refused-meeting"
    }

    /// Whether the lexicon gives it a trait; one that was read from a record has none.
    package func `is`(_ trait: Trait) -> Bool { traits.contains(trait) }

    /// What an act does to a measure.
    package struct MeasureKindAndStatus: Hashable, Sendable {
        package let kind: String
        package let status: String

        package init(kind: String, status: String) {
            self.kind = kind
            self.status = status
        }
    }

    package init(
        name: String, cameo: String, plover: String, contexts: [String] = [], quad: Int, intensity: Double,
        measure: MeasureKindAndStatus? = nil, isMutual: Bool = false, traits: Set<Trait> = [],
        definition: String = ""
    ) {
        self.name = name
        self.cameo = cameo
        self.plover = plover
        self.contexts = contexts
        self.quad = quad
        self.intensity = intensity
        self.measure = measure
        self.isMutual = isMutual
        self.traits = traits
        self.definition = definition
    }
}
