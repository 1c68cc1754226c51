import Demarche
import DemarcheCoding
import DemarcheLexicon
import Testing

struct NamedObjectReaderTests {
    private func names(_ words: String, entities: [Entity], kind: String, recipients: [Int]) -> [String] {
        let (parse, text) = HandBuiltParse.parse(words, entities: entities)
        let reader = NamedObjectReader(
            read: HandBuiltParse.read(parse, text), text: text, record: HandBuilt.lexicon)
        return reader.objects(ofKind: kind, recipients: recipients, anchor: 1, sources: ["JPN"]).map {
            "\($0.name) \($0.kind) \($0.role)"
        }
    }

    @Test func `the families of two ministers designate relatives, never the ministers`() {
        let words =
            "Japan/NNP/Japan/nsubj/1 sanctioned/VBD/sanction/ROOT/1 individuals/NNS/individual/dobj/1 including/VBG/include/prep/2 families/NNS/family/pobj/3 "
            + "of/IN/of/prep/4 Ann/NNP/Ann/compound/7 Roe/NNP/Roe/pobj/5 and/CC/and/cc/7 Bob/NNP/Bob/compound/10 Poe/NNP/Poe/conj/7"
        let people = [Entity(tokens: 6..<8, label: "PERSON"), Entity(tokens: 9..<11, label: "PERSON")]
        #expect(
            names(words, entities: people, kind: "sanctions", recipients: [2]) == [
                "Ann Roe person relative", "Bob Poe person relative",
            ])
    }

    @Test func `a row behind one single thing belongs to the many who are sanctioned`() {
        let words =
            "Japan/NNP/Japan/nsubj/1 sanctioned/VBD/sanction/ROOT/1 individuals/NNS/individual/dobj/1 over/IN/over/prep/1 the/DT/the/det/5 seizure/NN/seizure/pobj/3 "
            + "including/VBG/include/prep/5 families/NNS/family/pobj/6 of/IN/of/prep/7 Ann/NNP/Ann/compound/10 Roe/NNP/Roe/pobj/8"
        #expect(
            names(
                words, entities: [Entity(tokens: 9..<11, label: "PERSON")], kind: "sanctions",
                recipients: [2]) == ["Ann Roe person relative"])
    }

    @Test func `a name in apposition to the recipient is the target`() {
        let words =
            "Japan/NNP/Japan/nsubj/1 expelled/VBD/expel/ROOT/1 consul/NN/consul/dobj/1 Ann/NNP/Ann/compound/4 Roe/NNP/Roe/appos/2"
        #expect(
            names(
                words, entities: [Entity(tokens: 3..<5, label: "PERSON")], kind: "persona-non-grata",
                recipients: [2]) == ["Ann Roe person target"])
    }

    @Test func `acts that designate nobody name nobody`() {
        let words = "Japan/NNP/Japan/nsubj/1 met/VBD/meet/ROOT/1 Ann/NNP/Ann/compound/3 Roe/NNP/Roe/dobj/1"
        #expect(
            names(words, entities: [Entity(tokens: 2..<4, label: "PERSON")], kind: "talks", recipients: [3])
                .isEmpty)
    }
}
