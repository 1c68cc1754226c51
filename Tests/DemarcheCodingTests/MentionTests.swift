import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation
import Testing

struct MentionTests {
    @Test(arguments: [
        ("a Japanese consul", "JPN", "GOV"), ("Japan’s parliament", "JPN", "LEG"),
        ("the Kremlin", "RUS", "GOV"),
        ("FSB officer", "RUS", "SPY"), ("former Russian minister", "RUS", "ELI"),
        ("people in Japan", "JPN", "CVL"),
        ("four Russians", "RUS", "CVL"), ("army accountant", "", "MIL"), ("a group of thieves", "", "CRM"),
        ("Russian-based officers", "RUS", "MIL"), ("Japan’s ambassador to Russia", "JPN", "GOV"),
        ("Japan", "JPN", ""),
        ("Minister Ada Lund", "JPN", "GOV"), ("gunmen", "", "UAF"), ("nobody at all", "", "UNK"),
    ])
    func `a bare phrase says whom it means`(phrase: String, country: String, sector: String) throws {
        let answer = WhoAnswerer(lexicon: try Fixture.lexicon()).answer(phrase, on: Day(iso: "2022-06-01"))
        #expect(answer.country == country)
        #expect(answer.sector == sector)
    }

    @Test func `a leader who takes office is one row and no build`() throws {
        let who = WhoAnswerer(
            lexicon: try Fixture.lexicon(people: "Eva Ito\t\tJPN\thead-of-government\tGOV\t2030-01-01\t\n"))
        #expect(who.answer("Eva Ito", on: Day(iso: "2030-05-05")).sector == "GOV")
        #expect(who.answer("Eva Ito", on: Day(iso: "2029-05-05")).sector == "PTY")
    }

    @Test func `after the last term an office holder is a notable`() throws {
        let who = WhoAnswerer(lexicon: try Fixture.lexicon())
        #expect(who.answer("Ada Lund", on: Day(iso: "2026-06-01")).sector == "ELI")
        #expect(who.answer("Lund", on: Day(iso: "2022-06-01")).name == "Ada Lund")
    }

    @Test func `another spelling is found by sound`() throws {
        let who = WhoAnswerer(lexicon: try Fixture.lexicon())
        #expect(who.answer("Sergei Khrapov", on: Day(iso: "2022-06-01")).country == "RUS")
        #expect(who.answer("Maria Lindqvist", on: Day(iso: "2022-06-01")).country.isEmpty)
    }

    @Test func `pronouns and both countries are resolved inside the report`() throws {
        let lexicon = try Fixture.lexicon()
        let parse = try #require(ParsedTables.parses(Self.report).first)
        let found = MentionFinder(lexicon: lexicon).mentions(in: parse, on: nil)
        let mentions = ReferentResolver(lexicon: lexicon).resolving(found, of: parse, after: ReferentMemory())
            .mentions
        func codes(_ head: String) -> [String] {
            mentions.first { parse.tokens[$0.head].text == head }?.actors.map { "\($0.code).\($0.sector)" }
                ?? []
        }
        #expect(codes("Tokyo") == ["JPN.GOV"])
        #expect(codes("diplomat") == ["RUS.GOV"])
        #expect(codes("It") == ["JPN.GOV"])
        #expect(codes("ambassador") == ["JPN.GOV"])
        #expect(Set(codes("countries")) == ["JPN.GOV", "RUS.GOV"])
        #expect(
            mentions.filter { $0.ground == .words }.allSatisfy {
                $0.anaphor == nil || $0.actors.allSatisfy(\.code.isEmpty)
            })
    }

    private static let report = """
        Tokyo	1	NNP	PROPN	Number=Sing	Tokyo	nsubj	1	1
        expelled	1	VBD	VERB	Tense=Past|VerbForm=Fin	expel	ROOT	1	0
        a	1	DT	DET	Definite=Ind|PronType=Art	a	det	4	0
        Russian	1	JJ	ADJ	Degree=Pos	russian	amod	4	0
        diplomat	0	NN	NOUN	Number=Sing	diplomat	dobj	1	0
        .	1	.	PUNCT	PunctType=Peri	.	punct	1	0
        It	1	PRP	PRON	Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs	it	nsubj	8	1
        also	1	RB	ADV		also	advmod	8	0
        recalled	1	VBD	VERB	Tense=Past|VerbForm=Fin	recall	ROOT	8	0
        its	1	PRP$	PRON	Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs	its	poss	10	0
        ambassador	0	NN	NOUN	Number=Sing	ambassador	dobj	8	0
        .	1	.	PUNCT	PunctType=Peri	.	punct	8	0
        Both	1	DT	DET		both	det	13	1
        countries	1	NNS	NOUN	Number=Plur	country	nsubj	14	0
        regret	1	VBP	VERB	Tense=Pres|VerbForm=Fin	regret	ROOT	14	0
        the	1	DT	DET	Definite=Def|PronType=Art	the	det	16	0
        step	0	NN	NOUN	Number=Sing	step	dobj	14	0
        .	0	.	PUNCT	PunctType=Peri	.	punct	14	0
        #ENT	0	1	GPE
        #ENT	3	4	NORP
        """
}
