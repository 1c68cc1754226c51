import Foundation
import Testing

import DemarcheLexicon

/// Forms of verbs and words for states, as the check of phrasings needs them.
@Suite struct WordingLexiconTests {
    static let lexicons = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Lexicons")

    /// Verb, past, participle, -ing form.
    static let forms = [
        ("expel", "expelled", "expelled", "expelling"), ("agree", "agreed", "agreed", "agreeing"),
        ("deny", "denied", "denied", "denying"), ("accuse", "accused", "accused", "accusing"),
        ("withdraw", "withdrew", "withdrawn", "withdrawing"), ("deploy", "deployed", "deployed", "deploying"),
        ("beat", "beat", "beaten", "beating"), ("decree", "decreed", "decreed", "decreeing"),
    ]

    @Test(arguments: forms) func `verbs have their forms`(
        form: (verb: String, past: String, participle: String, gerund: String)
    ) throws {
        let lexicon = try WordingLexicon(folder: Self.lexicons)
        #expect(lexicon.participle(of: form.verb, past: form.past) == form.participle)
        #expect(lexicon.gerund(of: form.verb, past: form.past) == form.gerund)
    }

    @Test func `a past that no rule explains has no forms`() throws {
        let lexicon = try WordingLexicon(folder: Self.lexicons)
        #expect(lexicon.participle(of: "glorp", past: "glarp") == nil)
        #expect(lexicon.gerund(of: "glorp", past: "glarp") == nil)
    }

    @Test func `both slots have a state that stands in`() throws {
        let lexicon = try WordingLexicon(folder: Self.lexicons)
        let doer = try #require(lexicon.standIns[1])
        let recipient = try #require(lexicon.standIns[2])
        #expect(doer.code != recipient.code)
        #expect(lexicon.kind(of: doer.name) == .name)
        #expect(lexicon.kind(of: recipient.adjective) == .adjective)
    }
}
