package import Demarche
package import Foundation

/// A family of acts: claims are weighed against each other only inside one.
package struct ActFamily: Hashable, Sendable {
    /// What makes a second telling the same act.
    package enum Nature: String, CaseIterable, Sendable { case deed, site, meeting, word }

    package let name: String
    package let nature: Nature

    package init(name: String, nature: Nature) {
        self.name = name
        self.nature = nature
    }
}

/// The families of acts: `families.tsv`.
package struct FamilyTable: Sendable {
    /// One row: which acts it holds.
    package struct Entry: Sendable {
        package let family: ActFamily
        package let acts: Set<String>
        package let kinds: Set<String>
        package let cameo: [String]

        package init(family: ActFamily, acts: Set<String> = [], kinds: Set<String> = [], cameo: [String] = [])
        {
            self.family = family
            self.acts = acts
            self.kinds = kinds
            self.cameo = cameo
        }

        /// How well the row holds an act; nil where it does not.
        func rank(_ act: Act) -> Int? {
            if acts.contains(act.name) { return 100 }
            guard acts.isEmpty || !kinds.isEmpty || !cameo.isEmpty else { return nil }
            let prefix = cameo.filter { act.cameo.hasPrefix($0) }.map(\.count).max()
            if !cameo.isEmpty, prefix == nil { return nil }
            if !kinds.isEmpty {
                guard let kind = act.measure?.kind, kinds.contains(kind) else { return nil }
                return 50 + (prefix ?? 0)
            }
            return prefix
        }
    }

    private let entries: [Entry]

    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(_ url: URL) throws {
        let table = try Table(url, columns: ["family", "acts", "kinds", "cameo", "nature", "example"])
        entries = try table.rows.map { row in
            guard let nature = ActFamily.Nature(rawValue: row["nature"]) else {
                throw row.error(
                    "nature “\(row["nature"])” is none of \(ActFamily.Nature.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return Entry(
                family: ActFamily(name: row["family"], nature: nature), acts: Set(row.list("acts")),
                kinds: Set(row.list("kinds")), cameo: row.list("cameo"))
        }
    }

    /// From values, for tests.
    package init(_ entries: [Entry]) { self.entries = entries }

    /// The family that holds an act best; its CAMEO root where no row does.
    package func family(of act: Act) -> ActFamily {
        var best: (rank: Int, family: ActFamily)?
        for entry in entries {
            guard let rank = entry.rank(act), rank > best?.rank ?? -1 else { continue }
            best = (rank, entry.family)
        }
        return best?.family ?? ActFamily(name: String(act.cameo.prefix(2)), nature: .deed)
    }
}
