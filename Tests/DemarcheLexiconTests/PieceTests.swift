import DemarcheLexicon
import Testing

struct PieceTests {
    @Test func `dots and inner apostrophes vanish, possessives and hyphens part`() {
        func count(_ text: String) -> Int { Piece.pieces(of: text.unicodeScalars).count }
        #expect(count("U.S.-led") == 2)
        #expect(count("People’s Republic") == 3)
        #expect(count("N'Djamena") == 1)
        #expect(count("Sana'a") == 1)
        #expect(count("Xi'an") == 1)
        #expect(count("Cote d'Ivoire") == 2)
    }

    @Test func `accents and case are folded, the case is kept beside`() {
        let (a, b) = (Piece.pieces(of: "Élysée".unicodeScalars), Piece.pieces(of: "elysee".unicodeScalars))
        #expect(a.map(\.hash) == b.map(\.hash))
        #expect(a.map(\.startsUpper) == [true])
        #expect(b.map(\.startsUpper) == [false])
    }
}
