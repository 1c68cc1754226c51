import Foundation

/// Gives words their lemmas, by the model's tables of rules, exceptions and known forms.
struct Lemmatizer: Sendable {
    private struct Ending: Sendable {
        let old: [Code]
        let new: [Code]
    }

    private struct Table: Sendable {
        var endings: [Ending] = []
        var exceptions: [String: [String]] = [:]
        /// Hashes of the known forms.
        var forms: Set<UInt64> = []

        var isEmpty: Bool { endings.isEmpty && exceptions.isEmpty && forms.isEmpty }
    }

    /// Tables by the number of the part of speech in lower case.
    private let tables: [UInt64: Table]
    private let identity: StringIdentity

    init(_ url: URL, identity: StringIdentity) throws {
        self.identity = identity
        let file = try MappedFile(url)
        var tables: [UInt64: Table] = [:]
        var reader = MessagePackReader(file)
        for _ in 0..<(try reader.mapCount()) {
            let name = String(decoding: try reader.utf8(), as: UTF8.self)
            guard ["lemma_rules", "lemma_exc", "lemma_index"].contains(name) else {
                _ = try reader.value()
                continue
            }
            for _ in 0..<(try reader.mapCount()) {
                let pos = try reader.unsigned()
                switch name {
                case "lemma_rules": tables[pos, default: Table()].endings = try Self.endings(&reader, file)
                case "lemma_exc":
                    tables[pos, default: Table()].exceptions = try Self.exceptions(&reader, file)
                default: tables[pos, default: Table()].forms = try Self.forms(&reader)
                }
            }
        }
        guard !tables.isEmpty else { throw file.damaged("no tables of lemmas") }
        self.tables = tables
    }

    private static func endings(_ reader: inout MessagePackReader, _ file: MappedFile) throws -> [Ending] {
        try (reader.value().array ?? []).map { pair in
            guard let pair = pair.array, pair.count == 2, let old = pair[0].string, let new = pair[1].string
            else {
                throw file.damaged("a rule for lemmas")
            }
            return Ending(old: old.codes, new: new.codes)
        }
    }

    private static func exceptions(
        _ reader: inout MessagePackReader, _ file: MappedFile
    ) throws -> [String: [String]] {
        var exceptions: [String: [String]] = [:]
        for (key, value) in try reader.value().map ?? [] {
            guard let word = key.string, let lemmas = value.array else { throw file.damaged("an exception") }
            exceptions[word] = lemmas.compactMap(\.string)
        }
        return exceptions
    }

    private static func forms(_ reader: inout MessagePackReader) throws -> Set<UInt64> {
        let count = try reader.arrayCount()
        var forms = Set<UInt64>(minimumCapacity: count)
        for _ in 0..<count { forms.insert(Hashing.murmur64(try reader.utf8())) }
        return forms
    }

    /// The lemma of a word with this part of speech and these features.
    func lemma(text: String, lower: String, pos: String, morph: String) -> String {
        let pos = pos.lowercased()
        if pos.isEmpty || pos == "space" || pos == "eol" || Self.isBaseForm(pos: pos, morph: morph) {
            return lower
        }
        guard let table = tables[identity.id(of: pos)], !table.isEmpty else {
            return pos == "propn" ? text : lower
        }
        var lemmas: [String] = []
        var unknown: [String] = []
        let codes = lower.codes
        for ending in table.endings
        where codes.count >= ending.old.count && codes.suffix(ending.old.count) == ending.old[...] {
            let form = codes.dropLast(ending.old.count) + ending.new
            if form.isEmpty { continue }
            var word = String(codes: form)
            if table.forms.contains(word.withUTF8 { Hashing.murmur64(UnsafeRawBufferPointer($0)) }) {
                lemmas.insert(word, at: 0)
            } else if !form.allSatisfy(ScalarClass.isLetter) {
                lemmas.append(word)
            } else {
                unknown.append(word)
            }
        }
        for lemma in table.exceptions[lower] ?? [] where !lemmas.contains(lemma) {
            lemmas.insert(lemma, at: 0)
        }
        return lemmas.first ?? unknown.first ?? text
    }

    /// Whether the features say that a word is its own lemma.
    private static func isBaseForm(pos: String, morph: String) -> Bool {
        var features: [Substring: Substring] = [:]
        for feature in morph.split(separator: "|") {
            let parts = feature.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { features[parts[0]] = parts[1] }
        }
        switch pos {
        case "noun" where features["Number"] == "Sing": return true
        case "verb"
        where features["VerbForm"] == "Fin" && features["Tense"] == "Pres" && features["Number"] == nil:
            return true
        default:
            return features["VerbForm"] == "Inf" || features["VerbForm"] == "None"
                || features["Degree"] == "Pos"
        }
    }
}
