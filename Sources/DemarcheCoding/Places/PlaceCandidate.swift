internal import Demarche
internal import DemarcheLexicon

/// A name in the report that may be a place, with all that it can mean.
struct PlaceCandidate: Hashable {
    /// Which of the report's parses holds it.
    let parse: Int
    let tokens: Range<Int>
    let span: Span
    /// The folded name: one name means one place in one report.
    let key: String
    let options: [Place]
    /// Whether the words before it say that it is a place: "the town of".
    let isNamedSo: Bool
}
