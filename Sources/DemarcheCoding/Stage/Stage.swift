package import Demarche

/// The report as read so far: who is on it, which pair it is about, which acts were told, who was introduced.
///
/// A value: each step returns a new stage. The headline opens it; each sentence fades what was said before.
package struct Stage: Sendable {
    /// How present each state is, by actor code; faded by `fading` a sentence.
    package let presence: [String: Double]
    /// The acts spoken of, also those that were only alleged or planned, newest last.
    package let spoken: [ToldAct]
    /// The acts told as done, newest last.
    package var told: [ToldAct] { spoken.filter(\.isDone) }
    /// The two that the report sets against each other, and how it shows them.
    package let quarrel: Quarrel?
    /// Persons whose state the report showed by an act, by their last name.
    package let introduced: [String: Actor]
    /// Sentences heard so far.
    package let sentences: Int
    /// The last sentence in which each code was heard.
    private let heard: [String: Int]
    /// The two that the report as a whole speaks of most, where it speaks of no third as much.
    private let leading: Quarrel?
    /// The state of which alone the report as a whole speaks.
    package let home: String?
    /// How often two parties were shown by words as doer and recipient, by their codes in order.
    private let dealings: [String: Int]
    /// In how many acts of the whole report words show each state.
    private let engaged: [String: Int]
    /// What the report as a whole tells of, where it was read as a whole.
    package private(set) var kind: ReportKind?

    /// Two parties of whom the report is.
    package struct Quarrel: Hashable, Sendable {
        package let a: String
        /// Empty where a lone sentence is checked against one named counterpart.
        package let b: String
        package let basis: Basis

        package enum Basis: String, Sendable { case given, headline, lede, told, report }

        func other(than code: String) -> String? {
            if b.isEmpty { return code == a || code.isEmpty ? nil : a }
            return code == a ? b : code == b ? a : nil
        }
    }

    /// The share of presence that a sentence leaves to the next.
    static let fading = 0.93
    /// The third party must be weaker than this share of the second for two to be a pair.
    static let thirdPartyShare = 0.7
    /// How many told acts are kept: later ones are what nouns and "in kind" point at.
    static let memory = 60
    /// Sentences after which a party that is not heard has left the stage to another.
    static let patience = 6
    /// In so many acts words show each of two who deal with each other.
    static let leastEngaged = 3
    /// How often a report names each of the two whom it is about, and what share of that the third may have.
    static let leadingTimes = 3
    static let leadingShare = 0.5
    /// How often a report names the one state that it is about, and what share of that the next may have.
    static let homeTimes = 3
    static let homeShare = 0.5
    /// Sentences at the beginning that may show whom a report without a headline is about.
    static let lede = 2

    package static let empty = Stage(
        presence: [:], spoken: [], quarrel: nil, leading: nil, home: nil, introduced: [:], sentences: 0,
        heard: [:], dealings: [:], engaged: [:])

    private init(
        presence: [String: Double], spoken: [ToldAct], quarrel: Quarrel?, leading: Quarrel?,
        home: String?, introduced: [String: Actor], sentences: Int, heard: [String: Int],
        dealings: [String: Int], engaged: [String: Int]
    ) {
        self.engaged = engaged
        self.leading = leading
        self.home = home
        self.presence = presence
        self.spoken = spoken
        self.quarrel = quarrel
        self.introduced = introduced
        self.sentences = sentences
        self.heard = heard
        self.dealings = dealings
    }

    /// The stage on which a lone sentence is read whose other party is known.
    package static func given(_ codes: [String]) -> Stage {
        guard let first = codes.first else { return .empty }
        return empty.with(
            presence: Dictionary(codes.map { ($0, 4) }, uniquingKeysWith: { a, _ in a }),
            quarrel: Quarrel(a: first, b: codes.dropFirst().first ?? "", basis: .given))
    }

    private func with(
        presence: [String: Double]? = nil, spoken: [ToldAct]? = nil, quarrel: Quarrel? = nil,
        leading: Quarrel? = nil, home: String? = nil, introduced: [String: Actor]? = nil,
        sentences: Int? = nil,
        heard: [String: Int]? = nil,
        dealings: [String: Int]? = nil, engaged: [String: Int]? = nil
    ) -> Stage {
        var next = Stage(
            presence: presence ?? self.presence, spoken: spoken ?? self.spoken,
            quarrel: quarrel ?? self.quarrel,
            leading: leading ?? self.leading, home: home ?? self.home,
            introduced: introduced ?? self.introduced,
            sentences: sentences ?? self.sentences,
            heard: heard ?? self.heard, dealings: dealings ?? self.dealings,
            engaged: engaged ?? self.engaged)
        next.kind = kind
        return next
    }

    /// The stage of a report that as a whole is of a kind.
    package func of(_ kind: ReportKind) -> Stage {
        var next = self
        next.kind = kind
        return next
    }

    /// The stage after a headline: where it names two states and no third, the report is about them.
    package func opened(by codes: [String]) -> Stage {
        let named = Self.distinct(codes)
        var presence = presence
        for code in named { presence[code, default: 0] += 2 }
        let pair = named.count == 2 ? Quarrel(a: named[0], b: named[1], basis: .headline) : nil
        return with(presence: presence, quarrel: quarrel == nil ? pair : quarrel)
    }

    /// The stage of a report that is known to name states so often: who reads it knows whom it is about.
    ///
    /// The two named most are its pair where each is named `leadingTimes` and the third no more than `leadingShare` of the
    /// second; the one named most is its home where it is named `homeTimes` and the second no more than `homeShare` of it.
    /// - Parameter engaged: in how many acts words show each of them.
    package func about(_ times: [String: Int], engaged: [String: Int] = [:]) -> Stage {
        let ranked = times.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first else { return self }
        let second = ranked.dropFirst().first?.value ?? 0
        let isAtHome =
            first.value >= Self.homeTimes && Double(second) <= Double(first.value) * Self.homeShare
        let isOfTwo =
            second >= Self.leadingTimes
            && (ranked.count == 2 || Double(ranked[2].value) <= Double(second) * Self.leadingShare)
        return with(
            leading: isOfTwo ? Quarrel(a: first.key, b: ranked[1].key, basis: .report) : nil,
            home: isAtHome ? first.key : nil, engaged: engaged)
    }

    /// The stage after a sentence that names states, each as often as it does.
    package func hearing(_ codes: [String]) -> Stage {
        var presence = presence.compactMapValues { $0 < 0.02 ? nil : $0 * Self.fading }
        var heard = heard
        for code in codes where !code.isEmpty {
            presence[code, default: 0] += 1
            heard[code] = sentences
        }
        let early = sentences < Self.lede && quarrel == nil ? Self.distinct(codes) : []
        let pair = early.count == 2 ? Quarrel(a: early[0], b: early[1], basis: .lede) : nil
        return with(presence: presence, quarrel: pair, sentences: sentences + 1, heard: heard)
    }

    /// The stage after an act was told.
    package func telling(_ act: ToldAct) -> Stage {
        var introduced = introduced
        for (name, actor) in act.introduced { introduced[name] = actor }
        var dealings = dealings
        if act.isByWords, act.isDone, let pair = act.pair {
            dealings[Self.key(pair.source, pair.target), default: 0] += 1
        }
        return with(
            spoken: Array((spoken + [act]).suffix(Self.memory)), introduced: introduced, dealings: dealings)
    }

    private static func key(_ a: String, _ b: String) -> String { a < b ? a + b : b + a }

    private static func distinct(_ codes: [String]) -> [String] {
        var seen: Set<String> = []
        return codes.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

// MARK: Who is spoken of

extension Stage {
    /// The two that the report is about now: those that open it, else the two most present, if words showed them deal with
    /// each other; a report that merely names two tells of no pair.
    package var pair: Quarrel? {
        if let quarrel, quarrel.basis != .lede { return quarrel }
        if let ranked = mostPresent, haveDealt(ranked.0, ranked.1) {
            return Quarrel(a: ranked.0, b: ranked.1, basis: .told)
        }
        guard let quarrel, home == nil || haveDealt(quarrel.a, quarrel.b), let ranked = mostPresent,
            Self.key(ranked.0, ranked.1) == Self.key(quarrel.a, quarrel.b)
        else { return leading.flatMap { haveDealt($0.a, $0.b) ? $0 : nil } }
        return quarrel
    }

    /// The two whom the report names most, or names first, whether or not words show them deal with each other.
    package var named: Quarrel? { leading ?? quarrel }

    /// Whether words showed one of two as doer and the other as recipient, or show either in several acts.
    private func haveDealt(_ a: String, _ b: String) -> Bool {
        dealings[Self.key(a, b), default: 0] > 0
            || [a, b].allSatisfy { engaged[$0, default: 0] >= Self.leastEngaged }
    }

    /// Who is on stage, the most present first.
    package var ranked: [String] {
        presence.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    }

    /// The two most present, or none where a third is as present.
    private var mostPresent: (String, String)? {
        let ranked = ranked
        guard ranked.count >= 2 else { return nil }
        if ranked.count > 2,
            presence[ranked[2], default: 0] > presence[ranked[1], default: 0] * Self.thirdPartyShare
        {
            return nil
        }
        return (ranked[0], ranked[1])
    }

    /// Whether a party is one of the pair that the report is about now.
    package func isInPair(_ code: String) -> Bool { pair?.other(than: code) != nil }

    /// The other party of the pair on stage; where it has not been heard for long, whom the party dealt with last.
    package func counterpart(of code: String) -> String? {
        let other = pair?.other(than: code)
        if let other, sentences - (heard[other] ?? (sentences - 1)) <= Self.patience { return other }
        return lastDealing(of: code) ?? other
    }

    /// With whom a party was shown, by words, in the last sentences.
    private func lastDealing(of code: String) -> String? {
        for act in told.reversed() {
            guard sentences - act.sentence <= 2 else { return nil }
            guard act.isByWords, let pair = act.pair else { continue }
            if pair.source == code { return pair.target }
            if pair.target == code { return pair.source }
        }
        return nil
    }

    /// What the stage holds, line by line, for `explain`.
    package var lines: [String] {
        let present = ranked.prefix(4).map { "\($0) \(Double(Int(presence[$0, default: 0] * 10)) / 10)" }
        var lines = ["on stage: " + (present.isEmpty ? "nobody" : present.joined(separator: ", "))]
        lines.append(
            pair.map { "pair: \($0.a) and \($0.b.isEmpty ? "anybody" : $0.b) (\($0.basis.rawValue))" }
                ?? "pair: none; a role that words leave open stays open")
        if !told.isEmpty {
            lines.append("told last: " + told.suffix(3).map(\.line).joined(separator: "; "))
        }
        if pair == nil, let home { lines.append("home: \(home)") }
        if !introduced.isEmpty {
            lines.append(
                "introduced: "
                    + introduced.sorted { $0.key < $1.key }.map { "\($0.key) of \($0.value.code)" }.joined(
                        separator: ", "))
        }
        return lines
    }
}
