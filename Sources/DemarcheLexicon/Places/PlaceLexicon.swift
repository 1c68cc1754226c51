internal import Demarche
package import Foundation

/// What names of places mean, and the words that stand around them.
///
/// Our own rows (`places.tsv`) serve alone, with a reason, when the compact file of cities is missing.
package struct PlaceLexicon: Sendable {
    /// A word that stands before or after a name, and what it tells: `place_words.tsv`.
    package enum Use: String, Sendable, CaseIterable {
        case within, point, surface, part, motion, kind, tail, head, organ, weak
        case regionAfter = "region-after"
        case regionBefore = "region-before"
    }

    /// A row of our own under one of its names.
    private struct Entry: Sendable {
        let place: Place
        let written: String
    }

    /// Our own places, as the file has them.
    package let own: [Place]
    /// Why there is no compact file; nil when there is one.
    package let absence: LexiconError?
    private let entries: [String: [Entry]]
    /// The folded names of our own rows, sorted.
    private let names: [String]
    private let file: PlaceFile?
    private let words: [Use: Set<String>]

    /// Reads `places.tsv` and `place_words.tsv` from a folder, and maps the compact file.
    /// - Parameter gazetteer: the compact file; nil when set-up has not fetched it.
    /// - Throws: `LexiconError` for a wrong row; a missing or damaged compact file is told by `absence`
    /// instead.
    package init(folder: URL, gazetteer: URL?) throws {
        let places = try Table(folder.appending(path: "places.tsv"), columns: Self.placeColumns)
        let words = try Table(folder.appending(path: "place_words.tsv"), columns: ["word", "use"])
        let file: PlaceFile?
        var absence: LexiconError?
        do throws(LexiconError) {
            guard let gazetteer else {
                throw LexiconError(
                    file: "places.bin", line: 0, what: "is not there; run Scripts/fetch-places")
            }
            file = try PlaceFile(gazetteer)
        } catch {
            file = nil
            absence = error
        }
        try self.init(places: places, words: words, file: file, absence: absence)
    }

    package init(places: Table, words: Table, file: PlaceFile?, absence: LexiconError? = nil) throws {
        var own: [Place] = []
        var entries: [String: [Entry]] = [:]
        for row in places.rows {
            let place = try Self.place(row)
            own.append(place)
            for name in [place.name] + row.list("aliases") {
                entries[PlaceName.folded(name), default: []].append(Entry(place: place, written: name))
            }
        }
        var sets: [Use: Set<String>] = [:]
        for row in words.rows {
            guard let use = Use(rawValue: row["use"]) else {
                let known = Use.allCases.map(\.rawValue).joined(separator: ", ")
                throw row.error("“\(row["use"])” is no use; say one of \(known)")
            }
            sets[use, default: []].insert(row["word"])
        }
        self.own = own
        self.entries = entries
        names = entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.words = sets
        self.file = file
        self.absence = absence
    }

    /// The columns of `places.tsv`.
    package static let placeColumns = [
        "name", "aliases", "country", "latitude", "longitude", "geonames", "claimed_by", "kind",
    ]

    /// What a name can mean as it is written: our own rows first, then cities and regions, the most populous
    /// first.
    package func places(named written: String) -> [Place] { search(written).places }

    /// What a look-up gives: what the name can mean, and whether a longer name begins as it does.
    package typealias Found = (places: [Place], isBeginning: Bool)

    package func search(_ written: String) -> Found {
        let folded = PlaceName.folded(written)
        guard !folded.isEmpty else { return ([], true) }
        let ours = (entries[folded] ?? []).filter { Self.agrees(written, with: $0.written) }.map(\.place)
        let (theirs, isBeginning) = file?.search(folded: folded) ?? ([], false)
        let mayGoOn = isBeginning || isBeginningOfOurs(folded)
        guard !theirs.isEmpty, Self.isCapital(written), !Self.isShouted(written) else {
            return (ours, mayGoOn)
        }
        // A region of the file that is a row of our own is one place, with our coordinates.
        let regions = Set(ours.filter { $0.kind != "country" }.map(\.country))
        return (ours + theirs.filter { $0.kind == "city" || !regions.contains($0.country) }, mayGoOn)
    }

    private func isBeginningOfOurs(_ folded: String) -> Bool {
        let after = names.partitioningIndex { folded.utf8.lexicographicallyPrecedes($0.utf8) }
        return after < names.count && names[after].utf8.starts(with: folded.utf8)
    }

    /// Whether a word has that use.
    package func has(_ word: String, _ use: Use) -> Bool { words[use]?.contains(word) ?? false }

    /// Abbreviations and names in small letters must be written as they are in the row.
    private static func agrees(_ text: String, with row: String) -> Bool {
        if isShouted(row) || row.contains(".") || row.first?.isLowercase == true { return text == row }
        return text.first?.isUppercase == true
    }

    /// Whether it is written as a name: "Aden", "al-Fashir".
    private static func isCapital(_ text: String) -> Bool {
        if text.first?.isUppercase == true { return true }
        let parts = text.split(maxSplits: 1) { "-'’".contains($0) }
        return parts.count == 2 && parts[0].count <= 3 && parts[1].first?.isUppercase == true
    }

    /// "US", "DRC": an abbreviation in capitals, which names no city.
    private static func isShouted(_ text: String) -> Bool {
        text.count <= 4 && text.allSatisfy(\.isUppercase)
    }

    private static func place(_ row: Table.Row) throws -> Place {
        guard let latitude = Double(row["latitude"]), let longitude = Double(row["longitude"]),
            abs(latitude) <= 90, abs(longitude) <= 180
        else { throw row.error("latitude and longitude are degrees: −90 to 90 and −180 to 180") }
        guard row["geonames"].isEmpty || Int(row["geonames"]) != nil else {
            throw row.error("geonames is a number or empty")
        }
        return Place(
            name: row["name"], country: row["country"], latitude: latitude, longitude: longitude,
            geonames: Int(row["geonames"]), claimedBy: row.list("claimed_by"), kind: row["kind"], isOwn: true)
    }
}
