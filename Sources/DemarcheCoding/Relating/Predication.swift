import Demarche

/// A predicate with its roles, the same for every way in which English says it.
///
/// *Norway expelled two diplomats*, *two diplomats were expelled by Norway*, *Norway, which expelled …*, *after
/// expelling …*, *Norway was forced to expel …* all have Norway as agent and the diplomats as patient.
package struct Predication: Hashable, Sendable {
    /// The predicate's token in the parse.
    package let head: Int
    package let form: Form
    package let arguments: [PredicateArgument]

    /// What kind of word the predicate is.
    package enum Form: String, Hashable, Sendable {
        case active, passive, nominal, other
    }

    package init(head: Int, form: Form, arguments: [PredicateArgument]) {
        self.head = head
        self.form = form
        self.arguments = arguments
    }

    /// The heads of the phrases in a role.
    package func fillers(_ role: RoleName) -> [Int] {
        arguments.filter { $0.role == role }.map(\.head)
    }

    package func argument(_ role: RoleName) -> PredicateArgument? { arguments.first { $0.role == role } }
}

/// A phrase in a role of a predicate.
package struct PredicateArgument: Hashable, Sendable {
    package let role: RoleName
    /// The token that heads the phrase.
    package let head: Int
    /// The construction that gave the role: `subject`, `by-phrase`, `relative`, `control`, `coordination` …
    package let construction: String

    package init(role: RoleName, head: Int, construction: String) {
        self.role = role
        self.head = head
        self.construction = construction
    }
}

/// The roles that syntax tells apart.
package enum RoleName: Hashable, Sendable {
    /// Who does it: active subject, by-phrase, controller.
    case agent
    /// Whom or what it is done to: object, passive subject, noun before its participle.
    case patient
    /// "gave *Mali* aid".
    case recipient
    /// "declared him *persona non grata*", "called it *rude*".
    case attribute
    /// The object of a preposition.
    case oblique(String)
    /// Whom a that-clause is about: its subject, "alleged that *Ghana* had sent balloons".
    case clauseSubject
    /// The clause that completes the verb: "threatened *to expel*", "said *that* …".
    case clause
    /// A noun's possessor: "*Russia's* invasion".
    case possessor
    /// A noun's modifier: "*Japanese* sanctions", "*trade* talks".
    case modifier
    /// Who does what a noun names, by the verb that carries it: "*Japan* carried out an attack".
    case support
    /// A particle: "throw *out*".
    case particle
    /// An adverb.
    case adverb

    /// Whether it may hang from another word of the act than the example has it at.
    var maySlip: Bool {
        switch self {
        case .oblique, .clauseSubject: true
        default: false
        }
    }
}
