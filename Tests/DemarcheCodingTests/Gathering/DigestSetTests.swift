import DemarcheCoding
import Testing

struct DigestSetTests {
    @Test func `sets of words share what both hold, each word once`() {
        let (a, b) = (DigestSet(["sign", "treaty", "sign"]), DigestSet(["treaty", "border"]))
        #expect(a.count == 2)
        #expect(a.shared(with: b) == 1)
        #expect(!a.isDisjoint(with: b))
        #expect(a.union(b).count == 3)
        #expect(DigestSet([]).isDisjoint(with: a))
        #expect(DigestSet(["border"]).isDisjoint(with: a))
    }
}
