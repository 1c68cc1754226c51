import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
private let compact = root.appending(path: "Models/places.bin")
private let isFetched = FileManager.default.fileExists(atPath: compact.path)

/// A parse from lines "word tag label head", with entities by token range.
private func parse(_ table: String, _ entities: [(Range<Int>, String)] = []) -> (ScalarText, Parse) {
    var tokens: [Token] = []
    var text = ""
    for line in table.split(separator: "\n") {
        let cells = line.split(separator: " ").map(String.init)
        let start = text.unicodeScalars.count
        text += cells[0] + " "
        let pos =
            switch cells[1] {
            case "NNP", "NNPS": "PROPN"
            case "NN", "NNS": "NOUN"
            case "IN": "ADP"
            case "DT": "DET"
            case ",", ".": "PUNCT"
            case "JJ": "ADJ"
            default: cells[1].hasPrefix("V") ? "VERB" : "X"
            }
        tokens.append(
            Token(
                text: cells[0], span: Span(start, start + cells[0].unicodeScalars.count), tag: cells[1],
                pos: pos,
                lemma: cells[0].lowercased(), head: Int(cells[3]) ?? 0, label: cells[2],
                startsSentence: tokens.isEmpty, spaceAfter: true))
    }
    let found = entities.map { Entity(tokens: $0.0, label: $0.1) }
    return (ScalarText(text), Parse(tokens: tokens, entities: found))
}

@Suite struct PlaceFinderTests {
    /// Our own rows alone, so that the tests hold without set-up.
    let finder: PlaceFinder

    init() throws {
        finder = PlaceFinder(
            lexicon: try PlaceLexicon(folder: root.appending(path: "Lexicons"), gazetteer: nil))
    }

    private func names(_ table: String, _ entities: [(Range<Int>, String)] = []) -> [String] {
        let (text, parse) = parse(table, entities)
        return finder.places(in: [parse], text: text).map(\.name)
    }

    @Test func `a state and a sea are places, an adjective is none`() {
        let table = """
            Danish JJ amod 1
            frigates NNS nsubj 2
            left VBD ROOT 2
            Greenland NNP dobj 2
            for IN prep 2
            the DT det 7
            Barents NNP compound 7
            Sea NNP pobj 4
            """
        #expect(
            names(table, [(0..<1, "NORP"), (3..<4, "GPE"), (5..<8, "LOC")]) == ["Greenland", "Barents Sea"])
    }

    @Test func `a name within another name is no place`() {
        let table = """
            The DT det 2
            Cyprus NNP compound 2
            Convention NNP nsubj 3
            binds VBZ ROOT 3
            Jordan NNP compound 5
            Petersen NNP dobj 3
            """
        #expect(names(table, [(0..<3, "LAW"), (4..<6, "PERSON")]).isEmpty)
    }

    @Test func `an unknown name that the parser takes for a place is kept without coordinates`() throws {
        let (text, parse) = parse(
            """
            Shells NNS nsubj 1
            hit VBD ROOT 1
            the DT det 3
            town NN dobj 1
            of IN prep 3
            Qorvelsk NNP pobj 4
            """)
        let place = try #require(finder.places(in: [parse], text: text).first)
        #expect(place.name == "Qorvelsk" && place.latitude == nil && place.country.isEmpty)
    }

    @Test func `one name means one place through the report`() {
        let table = """
            Georgia NNP nsubj 1
            joined VBD ROOT 1
            Alabama NNP dobj 1
            , , punct 2
            Florida NNP conj 2
            and CC cc 4
            Tennessee NNP conj 4
            """
        let (text, parse) = parse(table, [(0..<1, "GPE"), (2..<3, "GPE"), (4..<5, "GPE"), (6..<7, "GPE")])
        let alone = finder.places(in: [parse], text: text, context: .init(countries: ["USA": 3]))
        #expect(alone.first?.country == "USA")
        let (short, lone) = Sentence.lone("Georgia")
        #expect(finder.places(in: [lone], text: short).first?.country == "GEO")
    }

    @Test func `a disputed place carries who claims it`() {
        let (text, parse) = Sentence.lone("Crimea")
        #expect(finder.places(in: [parse], text: text).first?.claimedBy == ["UKR"])
    }

    @Test(.enabled(if: isFetched)) func `a region after the comma decides between cities of one name`() throws
    {
        let finder = PlaceFinder(
            lexicon: try PlaceLexicon(folder: root.appending(path: "Lexicons"), gazetteer: compact))
        let table = """
            Rioters NNS nsubj 1
            marched VBD ROOT 1
            in IN prep 1
            Paris NNP pobj 2
            , , punct 3
            Texas NNP appos 3
            """
        let (text, tree) = parse(table, [(3..<4, "GPE"), (5..<6, "GPE")])
        let found = finder.places(in: [tree], text: text)
        #expect(found.map(\.country) == ["USA", "USA"])
        let (short, lone) = Sentence.lone("Paris")
        #expect(finder.places(in: [lone], text: short).first?.country == "FRA")
    }

    @Test(
        .enabled(if: isFetched),
        arguments: [
            ("Islamabad", "IND", "PAK"), ("Islamabad", "BGD", "PAK"), ("Libreville", "FRA", "GAB"),
            ("Samarkand", "KAZ", "UZB"), ("Phoenix", "MUS", "USA"),
            // Of its own name, or of one spelled a little otherwise, a town near by goes before a city far away.
            ("Georgetown", "MYS", "MYS"), ("Cordova", "PHL", "PHL"),
            // An old name that no other city of its size bears is still the city's.
            ("Madras", "USA", "USA"), ("Madras", "LKA", "IND"),
        ])
    func `a city goes before another that was once called so, whatever the report speaks of`(
        name: String, near: String, country: String
    ) throws {
        let finder = PlaceFinder(
            lexicon: try PlaceLexicon(folder: root.appending(path: "Lexicons"), gazetteer: compact))
        let (text, lone) = Sentence.lone(name)
        let found = finder.places(
            in: [lone], text: text, context: PlaceFinder.Context(countries: [near: 3]))
        #expect(found.map(\.country) == [country])
    }
}

private enum Sentence {
    /// "Officials met in X".
    static func lone(_ name: String) -> (ScalarText, Parse) {
        parse("Officials NNS nsubj 1\nmet VBD ROOT 1\nin IN prep 1\n\(name) NNP pobj 2", [(3..<4, "GPE")])
    }
}

@Suite struct PlaceOfActTests {
    let finder: PlaceFinder

    init() throws {
        finder = PlaceFinder(
            lexicon: try PlaceLexicon(folder: root.appending(path: "Lexicons"), gazetteer: nil))
    }

    private func place(of predicate: Int, _ table: String, _ entities: [(Range<Int>, String)]) -> String? {
        let (text, parse) = parse(table, entities)
        let places = finder.places(in: [parse], text: text)
        return finder.place(of: predicate, in: parse, among: places)?.name
    }

    @Test func `a preposition of the predicate tells the place`() {
        let table = """
            Guards NNS nsubj 1
            seized VBD ROOT 1
            a DT det 3
            trawler NN dobj 1
            off IN prep 3
            Socotra NNP pobj 4
            """
        #expect(place(of: 1, table, [(5..<6, "GPE")]) == "Socotra")
    }

    @Test func `the subject and the object are no places of the act`() {
        let table = """
            Kuwait NNP nsubj 1
            condemned VBD ROOT 1
            Iraq NNP dobj 1
            """
        #expect(place(of: 1, table, [(0..<1, "GPE"), (2..<3, "GPE")]) == nil)
    }

    @Test func `a state after at is a target, an island is a place`() {
        let table = """
            Rockets NNS nsubj 1
            flew VBD ROOT 1
            at IN prep 1
            NAME NNP pobj 2
            """
        #expect(place(of: 1, table.replacing("NAME", with: "Israel"), [(3..<4, "GPE")]) == nil)
        #expect(place(of: 1, table.replacing("NAME", with: "Panmunjom"), [(3..<4, "GPE")]) == "Panmunjom")
    }

    @Test func `a noun between tells where in the place`() {
        let table = """
            Police NNS nsubj 1
            arrested VBD ROOT 1
            a DT det 3
            consul NN dobj 1
            in IN prep 1
            the DT det 6
            north NN pobj 4
            of IN prep 6
            Greece NNP pobj 7
            """
        #expect(place(of: 1, table, [(8..<9, "GPE")]) == "Greece")
    }

    @Test func `a further verb shares what stands before the first`() {
        let table = """
            In IN prep 4
            Sakhalin NNP pobj 0
            , , punct 4
            officers NNS nsubj 4
            held VBD ROOT 4
            and CC cc 4
            questioned VBD conj 4
            a DT det 8
            consul NN dobj 6
            """
        #expect(place(of: 6, table, [(1..<2, "GPE")]) == "Sakhalin")
    }
}
