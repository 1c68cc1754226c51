package import Demarche
package import DemarcheLexicon

/// Scores who did it to whom where the acts are given: only the directed pair counts.
package struct RoleScorer: Sendable {
    private let words: RoleWords

    /// - Parameter words: tells names from bare nouns and pronouns.
    package init(words: RoleWords) { self.words = words }

    /// How a gold claim shows its roles; the harder side decides.
    package enum Shown: Int, CaseIterable, Comparable, Sendable {
        case named, pointed, absent

        package var title: String {
            switch self {
            case .named: "in words"
            case .pointed: "pronoun or bare noun"
            case .absent: "absent"
            }
        }

        package static func < (a: Shown, b: Shown) -> Bool { a.rawValue < b.rawValue }
    }

    /// How many were right of how many.
    package struct Share: Sendable {
        package var right = 0
        package var all = 0
        package var value: Double { all == 0 ? 0 : Double(right) / Double(all) }

        package init() {}

        mutating func count(_ isRight: Bool) {
            all += 1
            right += isRight ? 1 : 0
        }
    }

    /// The outcome over several reports.
    package struct Outcome: Sendable {
        package var pairs = Share()
        package var byShown: [Shown: Share] = [:]
        /// Roles that a rule filled, not words.
        package var filled = Share()
        package var byRule: [String: Share] = [:]
        package var misses: [String] = []
    }

    /// A report coded with its triggers given.
    package struct Scored: Sendable {
        package let items: [GivenTriggers.Item]
        package let accounts: [ReportCoder.Account]
        package let text: ScalarText

        package init(items: [GivenTriggers.Item], accounts: [ReportCoder.Account], text: ScalarText) {
            self.items = items
            self.accounts = accounts
            self.text = text
        }
    }

    package func outcome(_ scored: [Scored]) -> Outcome {
        var outcome = Outcome()
        for one in scored { score(one, &outcome) }
        return outcome
    }

    /// The items of one trigger share the claims made there: each claim answers one item, best first.
    private func score(_ scored: Scored, _ outcome: inout Outcome) {
        let claims = scored.accounts.flatMap(\.claims)
        var groups: [(given: GivenAct, items: [GivenTriggers.Item])] = []
        for item in scored.items {
            if let index = groups.firstIndex(where: { $0.given == item.given }) {
                groups[index].items.append(item)
            } else {
                groups.append((item.given, [item]))
            }
        }
        for (given, items) in groups {
            var left = claims.filter { $0.trigger == given.trigger && given.likeness(to: $0.act) > 0 }
            for item in items {
                let best = left.indices.max { rank(item, left[$0]) < rank(item, left[$1]) }
                let claim = best.map { left[$0] }
                if let best, claim.map({ rank(item, $0) > 0 }) ?? false { left.remove(at: best) }
                note(item, claim, scored, &outcome)
            }
            if !items.contains(where: \.gold.isOptional) {
                for side in left.flatMap({ [$0.source, $0.target] }) {
                    noteRules(side, are: { _ in false }, &outcome)
                }
            }
        }
    }

    private func rank(_ item: GivenTriggers.Item, _ claim: Claim) -> Int {
        (agree(item.gold.source, claim.source) ? 1 : 0) + (agree(item.gold.target, claim.target) ? 1 : 0)
    }

    private func note(
        _ item: GivenTriggers.Item, _ claim: Claim?, _ scored: Scored, _ outcome: inout Outcome
    ) {
        let gold = item.gold
        guard !gold.isOptional else { return }
        let isRight = claim.map { agree(gold.source, $0.source) && agree(gold.target, $0.target) } ?? false
        let shown = words.shown(gold)
        outcome.pairs.count(isRight)
        outcome.byShown[shown, default: Share()].count(isRight)
        if let claim {
            for (side, roles) in [(gold.source, claim.source), (gold.target, claim.target)]
            where !codes(side).isEmpty {
                noteRules(roles, are: { codes(side).contains($0.actor.code) }, &outcome)
            }
        }
        if !isRight {
            let account = scored.accounts.first { $0.span.contains(item.given.trigger.start) }
            let words = account.map { String(scored.text[$0.span].prefix(110)) } ?? gold.sentence
            let why = account?.reasons.filter { $0.contains(" as ") }.joined(separator: "; ") ?? "no sentence"
            outcome.misses.append(
                "\(shown.title): “\(gold.trigger)” \(side(gold.source)) → \(side(gold.target)), got \(side(claim?.source)) → \(side(claim?.target)): \(words)"
                    + (claim == nil ? " [\(why)]" : "")
            )
        }
    }

    private func noteRules(
        _ roles: [Claim.Role], are isRight: (Claim.Role) -> Bool, _ outcome: inout Outcome
    ) {
        var seen: Set<String> = []
        for role in roles {
            guard case .rule(let rule) = role.ground, role.actor.code != "UNK",
                seen.insert(rule + " " + role.actor.code).inserted
            else { continue }
            outcome.filled.count(isRight(role))
            outcome.byRule[rule, default: Share()].count(isRight(role))
        }
    }

    private func codes(_ side: [GoldClaim.Side]) -> Set<String> {
        Set(side.compactMap(\.code).filter { !$0.isEmpty })
    }

    private func agree(_ gold: [GoldClaim.Side], _ roles: [Claim.Role]) -> Bool {
        codes(gold).isEmpty || !codes(gold).isDisjoint(with: roles.map(\.actor.code))
    }

    private func side(_ gold: [GoldClaim.Side]) -> String { codes(gold).sorted().joined(separator: "+") }

    private func side(_ roles: [Claim.Role]?) -> String {
        guard let roles, !roles.isEmpty else { return "nobody" }
        return roles.map { "\($0.actor.code.isEmpty ? "?" : $0.actor.code) (\($0.ground.by))" }.joined(
            separator: " + ")
    }
}

/// Tells a name from a pronoun or a bare noun in the words that gold gives for a role.
package struct RoleWords: Sendable {
    private let isSmall: @Sendable (String) -> Bool

    /// - Parameter isSmall: whether a lower-case word is a pronoun, a determiner or a common noun for actors.
    package init(isSmall: @escaping @Sendable (String) -> Bool) { self.isSmall = isSmall }

    package func shown(_ claim: GoldClaim) -> RoleScorer.Shown {
        [shown(claim.source, in: claim.sentence), shown(claim.target, in: claim.sentence)].max() ?? .named
    }

    /// A side without actors asks nothing.
    private func shown(_ sides: [GoldClaim.Side], in sentence: String) -> RoleScorer.Shown {
        sides.filter { !($0.code ?? "").isEmpty }.map { side in
            let text = side.text ?? ""
            if text.isEmpty { return .absent }
            let names = text.split { $0 == " " || $0 == "-" || $0 == "’" || $0 == "'" }.enumerated().contains
            {
                (index, word) in
                guard word.first?.isUppercase ?? false else { return false }
                return index > 0 || !isSmall(word.lowercased())
            }
            return names ? .named : .pointed
        }.min() ?? .named
    }
}

extension RoleWords {
    /// By the role nouns and the small words of the lexicon.
    package init(_ lexicon: ActorLexicon) {
        self.init { word in
            [ActorWords.Use.pronoun, .definite, .one, .count, .quantity].contains {
                lexicon.words.has(word, $0)
            }
                || lexicon.roleIndex.longest(in: Piece.pieces(of: word.unicodeScalars), at: 0, lenient: false)
                    != nil
        }
    }
}
