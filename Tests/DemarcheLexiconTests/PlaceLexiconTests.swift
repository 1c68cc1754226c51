import DemarcheLexicon
import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
private let folder = root.appending(path: "Lexicons")
private let compact = root.appending(path: "Models/places.bin")
private let isFetched = FileManager.default.fileExists(atPath: compact.path)

@Suite struct PlaceLexiconTests {
    let lexicon: PlaceLexicon

    init() throws { lexicon = try PlaceLexicon(folder: folder, gazetteer: nil) }

    @Test func `there are more than six hundred places of our own`() {
        #expect(lexicon.own.count > 600)
    }

    @Test func `every state code is ISO 3166 or one of ours`() {
        let known = Set(
            Locale.Region.isoRegions.compactMap { $0.identifier.count == 2 ? $0.identifier : nil })
        #expect(known.contains("NO"))
        let pattern = /[A-Z]{3}/
        let states = Set(lexicon.own.filter { $0.kind == "country" }.map(\.country)).union(["ESH"])
        for place in lexicon.own {
            #expect(
                place.country.isEmpty || states.contains(place.country), "\(place.name): \(place.country)")
            for claimant in place.claimedBy {
                #expect(claimant.wholeMatch(of: pattern) != nil && states.contains(claimant), "\(place.name)")
                #expect(claimant != place.country, "\(place.name)")
            }
        }
    }

    @Test func `the rows are sorted and no name stands twice for one state`() {
        let names = lexicon.own.map(\.name)
        for (a, b) in zip(names, names.dropFirst()) {
            #expect(
                a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) || a == b, "\(a) before \(b)")
        }
        let pairs = lexicon.own.map { "\($0.name)/\($0.country)" }
        #expect(Set(pairs).count == pairs.count)
    }

    @Test func `disputed places name who administers them and who claims them`() throws {
        let crimea = try #require(lexicon.places(named: "Crimea").first)
        #expect(crimea.country == "RUS" && crimea.claimedBy == ["UKR"])
        let kurils = try #require(lexicon.places(named: "southern Kurils").first)
        #expect(kurils.country == "RUS" && kurils.claimedBy == ["JPN"])
        #expect(lexicon.places(named: "Western Sahara").first?.claimedBy == ["ESH"])
        #expect(lexicon.places(named: "Spratlys").first?.claimedBy.contains("PHL") == true)
    }

    @Test func `an abbreviation must be written as one`() {
        #expect(lexicon.places(named: "US").first?.country == "USA")
        #expect(lexicon.places(named: "Us").isEmpty)
        #expect(lexicon.places(named: "us").isEmpty)
    }

    @Test func `a missing compact file is told and our own rows serve`() throws {
        let lexicon = try PlaceLexicon(folder: folder, gazetteer: root.appending(path: "Models/none.bin"))
        #expect(lexicon.absence?.what.contains("Scripts/fetch-places") == true)
        #expect(!lexicon.places(named: "Norway").isEmpty)
    }

    @Test func `a file that is cut short is told and does not crash`() throws {
        let whole = Compact(name: "uzhgorod").data
        for count in [0, 3, 31, 40, whole.count - 9] {
            let url = FileManager.default.temporaryDirectory.appending(path: "places-\(UUID()).bin")
            try whole.prefix(count).write(to: url)
            defer { try? FileManager.default.removeItem(at: url) }
            #expect(throws: LexiconError.self) { try PlaceFile(url) }
        }
    }

    @Test func `a compact file answers by folded name`() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "places-\(UUID()).bin")
        try Compact(name: "uzhgorod").data.write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let place = try #require(PlaceFile(url).search(folded: "uzhgorod").places.first)
        #expect(place.country == "UKR" && place.population == 115_000 && place.geonames == 690_548)
        #expect(abs(place.latitude - 48.6) < 0.001 && place.kind == "city")
        let beginning = try PlaceFile(url).search(folded: "uzh")
        #expect(beginning.places.isEmpty && beginning.isBeginning)
    }

    @Test(.enabled(if: isFetched)) func `the fetched file knows large cities with their region`() throws {
        let file = try PlaceFile(compact)
        let city = try #require(file.search(folded: "vladivostok").places.first)
        #expect(city.country == "RUS" && abs(city.latitude - 43.1) < 0.2 && abs(city.longitude - 131.9) < 0.2)
        #expect(!city.regions.isEmpty)
        #expect(file.search(folded: "no such town anywhere").places.isEmpty)
    }

    /// `Scripts/compile-places.py` folds these alike.
    @Test(arguments: [
        ("Al-Fāshir", "al fashir"), ("Łódź", "lodz"), ("Hala'ib", "halaib"), ("St. Peter’s", "st peters"),
        ("Côte d'Ivoire", "cote divoire"), ("Zürich (Kreis 4)", "zurich kreis 4"), ("Şırnak", "sirnak"),
        ("Cu Chi", "cu chi"), ("  New   York ", "new york"), ("Tórshavn", "torshavn"),
        ("Strasse/Straße", "strasse strasse"),
    ])
    func `names are compared without marks`(name: String, folded: String) {
        #expect(PlaceName.folded(name) == folded)
    }
}

/// A compact file of one place, written by hand.
private struct Compact {
    let name: String

    var data: Data {
        let strings = Data([UInt8(name.utf8.count)] + Array(name.utf8))
        var data = Data("DMPL".utf8)
        for number: UInt32 in [1, 1, 1, 32, 60, 72, 76] { append(number, to: &data) }
        append(Float(48.6).bitPattern, to: &data)
        append(Float(22.3).bitPattern, to: &data)
        for number: UInt32 in [115_000, 690_548, .max, 0] { append(number, to: &data) }
        data.append(contentsOf: Array("UKR".utf8) + [0])
        for number: UInt32 in [0, 0, 1, 0] { append(number, to: &data) }
        return data + strings
    }

    private func append(_ number: UInt32, to data: inout Data) {
        withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
}
