/// One act that one sentence reports: who did what to whom. Codebook §1.
///
/// Every field points at words of the report or names the rule that filled it.
package struct Claim: Hashable, Sendable {
    package let report: String
    /// Digest of report digest, trigger span, act and roles: stable across runs and versions.
    package let id: String
    package let sentence: Span
    package let trigger: Span
    package let act: Act
    package let source: [Role]
    package let target: [Role]
    package let modality: Modality
    /// Nearest first; empty when the author says so.
    package let speaker: [Speaker]
    package let when: TimeExpression?
    package let place: PlaceMention?
    package let quantities: [Quantity]
    package let objects: [NamedObject]
    /// 0 to 1.
    package let confidence: Double
    package let evidence: Evidence

    package init(
        report: String, id: String, sentence: Span, trigger: Span, act: Act, source: [Role], target: [Role],
        modality: Modality, speaker: [Speaker], when: TimeExpression?, place: PlaceMention?,
        quantities: [Quantity], objects: [NamedObject], confidence: Double, evidence: Evidence
    ) {
        self.report = report
        self.id = id
        self.sentence = sentence
        self.trigger = trigger
        self.act = act
        self.source = source
        self.target = target
        self.modality = modality
        self.speaker = speaker
        self.when = when
        self.place = place
        self.quantities = quantities
        self.objects = objects
        self.confidence = confidence
        self.evidence = evidence
    }

    /// Codebook §4.
    package enum Modality: String, Hashable, Sendable, CaseIterable {
        case done, ongoing, planned, hypothetical, denied, alleged
    }

    /// An actor in a role, with the words that show it.
    package struct Role: Hashable, Sendable {
        package let actor: Actor
        /// The words that show the actor; nil when a rule filled it and no words show it in this sentence.
        package let span: Span?
        package let text: String?
        package let ground: Ground

        package init(actor: Actor, span: Span?, text: String?, ground: Ground) {
            precondition(
                span != nil || ground != .words, "A role without words names the rule that filled it.")
            self.actor = actor
            self.span = span
            self.text = text
            self.ground = ground
        }
    }

    /// Who says so.
    package struct Speaker: Hashable, Sendable {
        package let name: String
        package let actor: Actor?
        package let span: Span

        package init(name: String, actor: Actor?, span: Span) {
            self.name = name
            self.actor = actor
            self.span = span
        }
    }

    /// "80 individuals".
    package struct Quantity: Hashable, Sendable {
        package let number: Int
        package let of: String
        package let span: Span

        package init(number: Int, of: String, span: Span) {
            self.number = number
            self.of = of
            self.span = span
        }
    }

    /// A person, organisation or group named as the object of the act. Codebook §9.
    package struct NamedObject: Hashable, Sendable {
        package let name: String
        /// `person`, `organisation`, `group`.
        package let kind: String
        /// `target`, `relative`, `owner`, `official-of`.
        package let role: String
        package let span: Span

        package init(name: String, kind: String, role: String, span: Span) {
            self.name = name
            self.kind = kind
            self.role = role
            self.span = span
        }
    }

    /// Why the claim is there.
    package struct Evidence: Hashable, Sendable {
        /// The marked example that matched, after its act's name.
        package let phrasing: String
        /// How the match was made: the syntactic form, and rules that filled fields.
        package let rule: String
        package let version: Version

        package init(phrasing: String, rule: String, version: Version) {
            self.phrasing = phrasing
            self.rule = rule
            self.version = version
        }
    }

    /// What made it.
    package struct Version: Hashable, Sendable {
        package let program: String
        /// Digest of the lexicon's rows.
        package let lexicon: String
        package let model: String

        package init(program: String, lexicon: String, model: String) {
            self.program = program
            self.lexicon = lexicon
            self.model = model
        }
    }
}
