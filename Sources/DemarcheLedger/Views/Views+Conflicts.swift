internal import Demarche

extension Views {
    /// A field on which the claims of one event do not agree: every version with its speaker, none preferred.
    package struct Conflict: Hashable, Sendable {
        /// `when`, `modality`, `count of individuals`, `name`.
        package let field: String
        package let versions: [Version]

        /// What one claim says, where it stands, and who says so; nobody named is the report itself.
        package struct Version: Hashable, Sendable {
            package let value: String
            package let claim: String
            package let citation: Citation
            package let speakers: [String]
        }
    }

    /// The conflicts among the claims of an event, field by field.
    package static func conflicts(among grounds: [Ground]) -> [Conflict] {
        [days(grounds), modalities(grounds)].compactMap { $0 } + counts(grounds) + names(grounds)
    }

    private static func version(_ value: String, _ ground: Ground) -> Conflict.Version {
        Conflict.Version(
            value: value, claim: ground.claim.id, citation: ground.citation,
            speakers: ground.claim.speaker.map(\.name))
    }

    /// Days that cannot all be true.
    private static func days(_ grounds: [Ground]) -> Conflict? {
        let told = grounds.compactMap { ground -> (first: Day, last: Day, ground: Ground)? in
            guard let when = ground.claim.when, let first = when.earliest ?? when.latest else { return nil }
            return (first, when.latest ?? first, ground)
        }
        guard let latestFirst = told.map(\.first).max(), let earliestLast = told.map(\.last).min(),
            latestFirst > earliestLast
        else { return nil }
        return Conflict(
            field: "when",
            versions: told.map { item in
                version(
                    item.first == item.last ? "\(item.first)" : "\(item.first) to \(item.last)", item.ground)
            })
    }

    /// What one says was done and another denies or merely alleges.
    private static func modalities(_ grounds: [Ground]) -> Conflict? {
        let held = Set(grounds.map(\.claim.modality))
        guard held.count > 1, held.contains(.denied) || held.contains(.alleged) else { return nil }
        return Conflict(
            field: "modality", versions: grounds.map { version($0.claim.modality.rawValue, $0) })
    }

    /// Different numbers of one thing.
    private static func counts(_ grounds: [Ground]) -> [Conflict] {
        var told: [String: [(number: Int, ground: Ground)]] = [:]
        for ground in grounds {
            for quantity in ground.claim.quantities {
                told[quantity.of.lowercased(), default: []].append((quantity.number, ground))
            }
        }
        return told.keys.sorted().compactMap { thing in
            let versions = told[thing] ?? []
            guard Set(versions.map(\.number)).count > 1 else { return nil }
            return Conflict(
                field: "count of \(thing)", versions: versions.map { version(String($0.number), $0.ground) })
        }
    }

    /// Titles that differ in a word and agree in the others: two conventions of one city, a treaty under two names.
    private static func names(_ grounds: [Ground]) -> [Conflict] {
        let titles = grounds.flatMap { ground in Title.all(in: ground.sentence).map { ($0, ground) } }
        var groups: [[(Title, Ground)]] = []
        for item in titles {
            if let index = groups.firstIndex(where: { $0.allSatisfy { $0.0.isNear(item.0) } }) {
                groups[index].append(item)
            } else {
                groups.append([item])
            }
        }
        return groups.compactMap { group in
            let claims = Set(group.map(\.1.claim.id))
            guard Set(group.map(\.0.text)).count > 1, claims.count > 1 else { return nil }
            return Conflict(field: "name", versions: group.map { version($0.0.text, $0.1) })
        }
    }
}

/// A run of capitalised words, small words between them included: `Vienna Convention on Consular Relations`.
private struct Title {
    let text: String
    /// The capitalised words, in lower case.
    let words: [String]

    /// The titles of three capitalised words and more in a sentence.
    static func all(in sentence: String) -> [Title] {
        var titles: [Title] = []
        var run: [Substring] = []
        func close() {
            while let last = run.last, last.first?.isUppercase != true { run.removeLast() }
            let words = run.filter { $0.first?.isUppercase == true }.map { $0.lowercased() }
            if words.count >= 3 { titles.append(Title(text: run.joined(separator: " "), words: words)) }
            run = []
        }
        for piece in sentence.split(whereSeparator: \.isWhitespace) {
            let word = piece.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            let isSmall = word.count <= 3 && word.allSatisfy { $0.isLowercase }
            let isInside = word.first?.isUppercase == true || !run.isEmpty && isSmall
            if word.isEmpty || !isInside { close() } else { run.append(word) }
            if word.endIndex != piece.endIndex { close() }
        }
        close()
        return titles
    }

    /// As many words, the first and the last alike, and all but one in common.
    func isNear(_ other: Title) -> Bool {
        guard words.count == other.words.count, words.first == other.words.first,
            words.last == other.words.last
        else { return false }
        return zip(words, other.words).count { $0 != $1 } <= 1
    }
}
