package import Demarche

/// A phrasing as the program keeps it: the words of the act with their relations, and where doer and recipient stand.
package struct Pattern: Hashable, Sendable {
    package let act: String
    /// The marked example, as evidence.
    package let example: String
    package let isNearMiss: Bool
    /// The anchor first; every other node hangs from an earlier one.
    package let nodes: [Node]
    package let doer: Slot?
    package let recipient: Slot?
    /// Whether several must stand as the doer: each is the other's recipient.
    package let isJoint: Bool

    package init(
        act: String, example: String, isNearMiss: Bool, nodes: [Node], doer: Slot?, recipient: Slot?,
        isJoint: Bool = false
    ) {
        precondition(!nodes.isEmpty, "A pattern has an anchor.")
        self.act = act
        self.example = example
        self.isNearMiss = isNearMiss
        self.nodes = nodes
        self.doer = doer
        self.recipient = recipient
        self.isJoint = isJoint
    }

    /// One word that must be there.
    package struct Node: Hashable, Sendable {
        package let lemma: String
        package let isVerb: Bool
        package let isNoun: Bool
        /// Index of the node from which it hangs; its own for the anchor.
        package let parent: Int
        package let relation: Relation
        /// "recalled *its* ambassador", "said *it* would yield": the noun, or the clause's verb, must be the doer's own.
        package let isOwn: Bool
        /// "insisted that it *withdraw*": the verb of a clause that tells no fact.
        package let isUnreal: Bool
        /// "ordered [2 Chad] {to} *leave*": the verb of what somebody is to do, who stands before it.
        package let isToDo: Bool
        /// "met *in* Geneva", "took it *to* the Security Council": the preposition leads to a name, whichever.
        package let isNaming: Bool

        package init(
            lemma: String, isVerb: Bool, isNoun: Bool, parent: Int, relation: Relation, isOwn: Bool = false,
            isUnreal: Bool = false, isToDo: Bool = false, isNaming: Bool = false
        ) {
            self.lemma = lemma
            self.isVerb = isVerb
            self.isNoun = isNoun
            self.parent = parent
            self.relation = relation
            self.isOwn = isOwn
            self.isUnreal = isUnreal
            self.isToDo = isToDo
            self.isNaming = isNaming
        }

        /// The same, from another node.
        func hung(on parent: Int) -> Node {
            Node(
                lemma: lemma, isVerb: isVerb, isNoun: isNoun, parent: parent, relation: relation,
                isOwn: isOwn, isUnreal: isUnreal, isToDo: isToDo, isNaming: isNaming)
        }
    }

    /// How a node hangs from its parent.
    package enum Relation: Hashable, Sendable {
        case anchor
        /// An argument in this role.
        case role(RoleName)
        /// A preposition, whatever its object.
        case preposition
        /// Any other dependent, or a word below one.
        case below
    }

    /// Where an actor stands.
    package struct Slot: Hashable, Sendable {
        /// Index of the node whose argument it is.
        package let node: Int
        package let role: RoleName
        /// What the example's slot phrase is headed by, when the row braces it: the filler must be of its class.
        package let head: String?

        package init(node: Int, role: RoleName, head: String?) {
            self.node = node
            self.role = role
            self.head = head
        }
    }

    /// "[1 Oman] {spoke} {with} [2 Iran]" as the two of them tell it: "Oman and Iran spoke"; nil where it has no such turn.
    package var jointly: Pattern? {
        guard !isNearMiss, nodes[0].isVerb, let doer, doer.role == .agent, doer.node == 0, doer.head == nil,
            let recipient, recipient.role == .oblique("with"), recipient.head == nil,
            !nodes.contains(where: \.isOwn)
        else { return nil }
        let kept = nodes.indices.filter { nodes[$0].relation != .preposition || nodes[$0].lemma != "with" }
        let place = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        let moved = kept.map { nodes[$0].hung(on: place[nodes[$0].parent] ?? 0) }
        return Pattern(
            act: act, example: example, isNearMiss: false, nodes: moved, doer: doer, recipient: doer,
            isJoint: true)
    }

    /// Whether a class's words may all anchor it: nouns of any class, verbs of a class of verbs beside a noun that is braced.
    func mayBegin(withClass name: String) -> Bool {
        if nodes[0].isNoun { return !Self.isOfVerbs(name) }
        guard nodes[0].isVerb, Self.isOfVerbs(name) else { return false }
        return nodes.dropFirst().contains(where: \.isNoun) || doer?.head != nil || recipient?.head != nil
    }

    /// Whether a class holds verbs that stand for one another.
    static func isOfVerbs(_ name: String) -> Bool { name.hasSuffix("-verb") }

    /// More braced words, then narrower slots: the more specific pattern wins.
    package var specificity: Int {
        nodes.reduce(0) { sum, node in
            sum + (node.isVerb || node.isNoun ? 10 : node.relation == .preposition ? 3 : 6)
        }
            + (doer?.head == nil ? 0 : 5) + (recipient.map(Self.worth) ?? 0)
    }

    /// What a recipient's slot adds: more where its noun is braced.
    static func worth(of recipient: Slot) -> Int { recipient.head == nil ? 2 : 11 }
}
