internal import Demarche
package import Foundation

/// The compact file of cities and regions, mapped into memory: look-ups touch only the pages they need.
///
/// Its format is told at the head of `Scripts/compile-places.py`, which writes it.
package struct PlaceFile: Sendable {
    private let data: Data
    private let placeCount: Int
    private let nameCount: Int
    private let placesAt: Int
    private let namesAt: Int
    private let postingsAt: Int
    private let stringsAt: Int

    private static let placeSize = 28
    private static let nameSize = 12

    /// - Throws: `LexiconError` when the file is missing, of another version, or cut short.
    package init(_ url: URL) throws(LexiconError) {
        let file = url.lastPathComponent
        guard let data = try? Data(contentsOf: url, options: .alwaysMapped) else {
            throw LexiconError(
                file: file, line: 0, what: "cannot be read at \(url.path); run Scripts/fetch-places")
        }
        let header = data.prefix(32)
        guard header.count == 32, header.prefix(4).elementsEqual("DMPL".utf8) else {
            throw LexiconError(
                file: file, line: 0, what: "is no file of places; remove it and run Scripts/fetch-places")
        }
        let fields = data.withUnsafeBytes { bytes in (1..<8).map { Self.word(bytes, $0 * 4) } }
        guard fields[0] == 1 else {
            throw LexiconError(
                file: file, line: 0,
                what: "has version \(fields[0]), expected 1; remove it and run Scripts/fetch-places")
        }
        self.data = data
        (placeCount, nameCount) = (fields[1], fields[2])
        (placesAt, namesAt, postingsAt, stringsAt) = (fields[3], fields[4], fields[5], fields[6])
        let isWhole =
            placesAt == 32 && namesAt == placesAt + placeCount * Self.placeSize
            && postingsAt == namesAt + nameCount * Self.nameSize && postingsAt <= stringsAt
            && stringsAt < data.count
        guard isWhole else {
            throw LexiconError(
                file: file, line: 0, what: "is cut short; remove it and run Scripts/fetch-places")
        }
    }

    /// The places of that folded name, the most populous first, and whether a longer name begins with it.
    package func search(folded: String) -> (places: [Place], isBeginning: Bool) {
        var folded = folded
        return folded.withUTF8 { wanted in
            data.withUnsafeBytes { bytes in
                let index = firstName(from: wanted, bytes)
                let isExact = index < nameCount && compare(index, wanted, bytes) == .equal
                let next = isExact ? index + 1 : index
                return (
                    isExact ? places(ofName: index, bytes) : [],
                    next < nameCount && compare(next, wanted, bytes) == .beginning
                )
            }
        }
    }

    private func places(ofName index: Int, _ bytes: UnsafeRawBufferPointer) -> [Place] {
        let row = namesAt + index * Self.nameSize
        let first = Self.word(bytes, row + 4)
        let count = Self.word(bytes, row + 8)
        guard postingsAt + (first + count) * 4 <= stringsAt else { return [] }
        return (first..<first + count).compactMap { place(Self.word(bytes, postingsAt + $0 * 4), bytes) }
    }

    private enum Comparison { case before, equal, beginning, after }

    /// How a name stands to the one that is wanted.
    private func compare(
        _ index: Int, _ wanted: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeRawBufferPointer
    ) -> Comparison {
        let name = string(Self.word(bytes, namesAt + index * Self.nameSize), bytes)
        for (own, other) in zip(name, wanted) where own != other { return own < other ? .before : .after }
        return name.count < wanted.count ? .before : name.count == wanted.count ? .equal : .beginning
    }

    /// The first name that is not before the wanted one.
    private func firstName(from wanted: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeRawBufferPointer) -> Int {
        (0..<nameCount).partitioningIndex { compare($0, wanted, bytes) != .before }
    }

    private func place(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> Place? {
        guard index < placeCount else { return nil }
        let at = placesAt + index * Self.placeSize
        let geonames = Self.word(bytes, at + 12)
        let level = bytes[at + 27]
        return Place(
            name: text(Self.word(bytes, at + 20), bytes),
            country: String(decoding: bytes[at + 24..<at + 27], as: UTF8.self),
            latitude: Self.degrees(bytes, at), longitude: Self.degrees(bytes, at + 4),
            geonames: geonames == 0 ? nil : geonames,
            kind: level == 0 ? "city" : level == 1 ? "region" : "district",
            population: Self.word(bytes, at + 8), regions: regions(above: at, bytes), isOwn: false)
    }

    private func regions(above start: Int, _ bytes: UnsafeRawBufferPointer) -> [String] {
        var names: [String] = []
        var at = start
        while names.count < 4 {
            let next = Self.word(bytes, at + 16)
            guard next < placeCount else { break }
            at = placesAt + next * Self.placeSize
            names.append(PlaceName.folded(text(Self.word(bytes, at + 20), bytes)))
        }
        return names
    }

    private func text(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: string(offset, bytes), as: UTF8.self)
    }

    private func string(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        let at = stringsAt + offset
        guard at < bytes.count, at + 1 + Int(bytes[at]) <= bytes.count else { return bytes[0..<0] }
        return bytes[at + 1..<at + 1 + Int(bytes[at])]
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
        Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }

    /// Five decimals: what a 32-bit number of degrees holds.
    private static func degrees(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Double {
        let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        return (Double(Float(bitPattern: bits)) * 1e5).rounded() / 1e5
    }
}
