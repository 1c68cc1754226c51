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
    package let definition: String

    /// Whether this is of the same root as a more general act that goes one way, and says more.
    package func isFiner(than other: Act) -> Bool {
        let general =
            other.cameo.count == 3 && other.cameo.hasSuffix("0") ? other.cameo.prefix(2) : other.cameo[...]
        return !other.isMutual && cameo != other.cameo && cameo.hasPrefix(general)
            && !(cameo.count == 3 && cameo.hasSuffix("0"))
    }

    /// Whether people show their dissent by it (PLOVER's PROTEST).
    package var isProtest: Bool { plover.hasPrefix("PROTEST") }

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
        measure: MeasureKindAndStatus? = nil, isMutual: Bool = false, definition: String = ""
    ) {
        self.name = name
        self.cameo = cameo
        self.plover = plover
        self.contexts = contexts
        self.quad = quad
        self.intensity = intensity
        self.measure = measure
        self.isMutual = isMutual
        self.definition = definition
    }
}
