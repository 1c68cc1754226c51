package import Demarche
import DemarcheLexicon

extension TimeFinder {
    /// When a predicate happened: the expression that hangs on it, on its clause or on what its clause shares with the
    /// one before; never one of another predicate's clause.
    ///
    /// Both ends of a range are joined, and "since", "until", "by", "before" and "after" open or close the days;
    /// `published` closes what began and goes on. Span and phrase stay without the preposition.
    package func time(
        of predicate: Int, in parse: Parse, among expressions: [TimeExpression], published: Day? = nil
    ) -> TimeExpression? {
        time(of: predicate, among: places(of: expressions, in: parse), published: published)
    }

    /// Where the expressions of a passage hang, for all of its predicates.
    func places(of expressions: [TimeExpression], in parse: Parse) -> TimePlaces {
        TimePlaces(syntax: TimeSyntax(parse: parse, lexicon: lexicon), expressions: expressions)
    }

    /// When a predicate happened, by the expressions of its sentence.
    func time(of predicate: Int, among passage: TimePlaces, published: Day?) -> TimeExpression? {
        let places = passage.inSentence(of: predicate)
        guard !places.places.isEmpty else { return nil }
        if let told = places.countedBack(from: predicate) { return told }
        var best: (place: TimePlaces.Place, rank: [Int])?
        for place in places.places {
            guard place.expression.timexType == "DATE" || place.expression.timexType == "TIME",
                let strength = places.strength(of: place, for: predicate)
            else { continue }
            let known = place.expression.earliest == nil && place.expression.latest == nil ? 0 : 1
            let rank = [known, strength, -place.length, -abs(place.head - predicate)]
            if best.map({ $0.rank.lexicographicallyPrecedes(rank) }) ?? true { best = (place, rank) }
        }
        return best.map { places.opened($0.place, by: predicate, published: published) }
    }
}

/// Where the expressions of a passage hang in its parse.
struct TimePlaces: Sendable {
    /// An expression, or a range of two, with the words that it hangs on.
    struct Place: Sendable {
        let expression: TimeExpression
        let tokens: Range<Int>
        let head: Int
        /// What the preposition before it does: `since`, `until` …
        let role: String?
        /// The noun that it belongs to, and whether it stands before that noun.
        let noun: (index: Int, isBefore: Bool)?
        let verb: Int?

        /// How many days it leaves open.
        var length: Int {
            guard let first = expression.earliest, let last = expression.latest else { return 1_000_000 }
            return last.ordinal - first.ordinal
        }
    }

    let syntax: TimeSyntax
    /// In text order.
    let places: [Place]

    private var parse: Parse { syntax.parse }

    private init(syntax: TimeSyntax, places: [Place]) {
        self.syntax = syntax
        self.places = places
    }

    /// Those of a token's sentence: no other can be its time.
    func inSentence(of token: Int) -> TimePlaces {
        guard !places.isEmpty, parse.tokens.indices.contains(token) else {
            return TimePlaces(syntax: syntax, places: [])
        }
        let sentence = parse.sentence(of: token)
        let start = places.partitioningIndex { $0.tokens.upperBound > sentence.lowerBound }
        return TimePlaces(
            syntax: syntax,
            places: Array(places[start...].prefix { $0.tokens.lowerBound < sentence.upperBound }))
    }

    init(syntax: TimeSyntax, expressions: [TimeExpression]) {
        self.syntax = syntax
        let joined = Self.joined(expressions, in: syntax)
        places = joined.compactMap { Self.place($0, in: syntax) }
    }

    private static func tokens(of span: Span, in parse: Parse) -> Range<Int>? {
        let first = parse.tokens.partitioningIndex { $0.span.end > span.start }
        let end = parse.tokens.partitioningIndex { $0.span.start >= span.end }
        return first < end ? first..<end : nil
    }

    private static func place(_ expression: TimeExpression, in syntax: TimeSyntax) -> Place? {
        let parse = syntax.parse
        guard let tokens = tokens(of: expression.span, in: parse), let head = syntax.head(of: tokens) else {
            return nil
        }
        let above = parse.tokens[head].head
        var role = above < tokens.lowerBound ? syntax.preposition(parse.tokens[above].text) : nil
        if role == nil, tokens.lowerBound > 0 {
            role = syntax.preposition(parse.tokens[tokens.lowerBound - 1].text)
        }
        guard !isDateline(tokens, in: parse) else { return nil }
        let (noun, verb) = climb(from: head, tokens, syntax)
        if let clause = clauseBehind(tokens, noun?.index, verb, syntax) {
            return Place(
                expression: expression, tokens: tokens, head: head, role: role, noun: nil, verb: clause)
        }
        return Place(expression: expression, tokens: tokens, head: head, role: role, noun: noun, verb: verb)
    }

    /// The token under which an expression's tense is to be sought: its clause's verb, or itself.
    static func governed(_ tokens: Range<Int>, head: Int, in syntax: TimeSyntax) -> Int {
        let (noun, verb) = climb(from: head, tokens, syntax)
        return clauseBehind(tokens, noun?.index, verb, syntax) ?? head
    }

    /// "25 June 2024 – …": when the report was filed, not when something happened.
    private static func isDateline(_ tokens: Range<Int>, in parse: Parse) -> Bool {
        guard tokens.lowerBound == 0, parse.tokens.indices.contains(tokens.upperBound) else { return false }
        return parse.tokens[tokens.upperBound].text.unicodeScalars.allSatisfy { AtomKind.plain($0) == "-" }
    }

    /// The verb that an expression in front of its clause belongs to where the parse hung it on a noun or on an
    /// aside: "In March Pakistan detained …", "and, on the 26th, bombed a camp", "prosecutors on Thursday unsealed".
    private static func clauseBehind(
        _ tokens: Range<Int>, _ noun: Int?, _ verb: Int?, _ syntax: TimeSyntax
    ) -> Int? {
        let parse = syntax.parse
        let sentence = parse.sentence(of: tokens.lowerBound)
        let after = (tokens.upperBound..<max(tokens.upperBound, sentence.upperBound)).filter {
            parse.tokens[$0].label != "punct"
        }
        let heads: Set<String> = ["ROOT", "conj", "ccomp", "parataxis"]
        var start = tokens.lowerBound
        if start > sentence.lowerBound, syntax.preposition(parse.tokens[start - 1].text) != nil,
            parse.tokens[start - 1].tag != "CC"
        {
            start -= 1
        }
        while start > sentence.lowerBound,
            parse.tokens[start - 1].text == "," || parse.tokens[start - 1].tag == "RB"
        { start -= 1 }
        let isFronted = start == sentence.lowerBound || [":", "CC"].contains(parse.tokens[start - 1].tag)
        if let next = after.first(where: {
            !["aux", "auxpass", "advmod", "neg"].contains(parse.tokens[$0].label)
        }),
            syntax.isVerb(next), next != verb || noun != nil,
            isFronted && parse.tokens[next].label == "conj"
                || noun.map({
                    $0 < tokens.lowerBound && parse.tokens[$0].label.hasPrefix("nsubj")
                        && parse.tokens[$0].head == next
                }) ?? false
        {
            return next
        }
        guard isFronted,
            noun.map({ $0 >= tokens.upperBound }) ?? false
                || verb.map({ !heads.contains(parse.tokens[$0].label) }) ?? true
        else { return nil }
        let isAside =
            verb.map { ["acl", "relcl", "advcl", "pcomp"].contains(parse.tokens[$0].label) } ?? true
        guard noun != nil || isAside else { return nil }
        return after.first { syntax.isVerb($0) && heads.contains(parse.tokens[$0].label) }
    }

    /// The first noun and the first verb above an expression.
    private static func climb(
        from head: Int, _ tokens: Range<Int>, _ syntax: TimeSyntax
    ) -> (noun: (index: Int, isBefore: Bool)?, verb: Int?) {
        let parse = syntax.parse
        var noun: (index: Int, isBefore: Bool)?
        var i = head
        for _ in 0..<64 {
            if !tokens.contains(i) {
                if syntax.isVerb(i) { return (noun, i) }
                let token = parse.tokens[i]
                if noun == nil, token.tag.hasPrefix("NN"), token.label != "npadvmod" {
                    noun = (i, head < i)
                }
            }
            let next = parse.tokens[i].head
            if next == i { return (noun, tokens.contains(i) ? nil : i) }
            i = next
        }
        return (noun, nil)
    }

    /// Both ends of "from February 27 to July 16", "2014–2018", "between May and July" as one.
    private static func joined(_ expressions: [TimeExpression], in syntax: TimeSyntax) -> [TimeExpression] {
        var joined: [TimeExpression] = []
        for expression in expressions {
            guard let last = joined.last, let gap = gap(last, expression, in: syntax) else {
                joined.append(expression)
                continue
            }
            joined[joined.count - 1] = TimeExpression(
                span: last.span.union(expression.span), phrase: last.phrase + gap + expression.phrase,
                earliest: last.earliest, latest: expression.latest, precision: "range",
                rule: "range:" + last.rule,
                timexType: last.timexType, timexValue: last.timexValue + "/" + expression.timexValue)
        }
        return joined
    }

    private static func gap(_ a: TimeExpression, _ b: TimeExpression, in syntax: TimeSyntax) -> String? {
        let parse = syntax.parse
        guard a.span.end <= b.span.start, a.precision != "range", let first = a.earliest, let last = b.latest,
            first <= last, let of = tokens(of: a.span, in: parse), let to = tokens(of: b.span, in: parse)
        else { return nil }
        if of.upperBound - 1 == to.lowerBound {
            let token = parse.tokens[to.lowerBound]
            guard b.span.start == a.span.end + 1 else { return nil }
            let view = Array(token.text.unicodeScalars)
            return String(String.UnicodeScalarView([view[a.span.end - token.span.start]]))
        }
        guard of.upperBound + 1 == to.lowerBound else { return nil }
        let middle = parse.tokens[of.upperBound]
        let before = of.lowerBound > 0 ? syntax.preposition(parse.tokens[of.lowerBound - 1].text) : nil
        let role = syntax.preposition(middle.text)
        let isDash =
            middle.text.unicodeScalars.count == 1
            && middle.text.unicodeScalars.allSatisfy { AtomKind.plain($0) == "-" }
        let isRange = isDash || role == "to" || (before == "from" && (role == "until" || role == "and"))
        guard isRange else { return nil }
        let space = a.span.end < middle.span.start ? " " : ""
        return space + middle.text + (middle.span.end < b.span.start ? " " : "")
    }
}

// MARK: Whose time it is

extension TimePlaces {
    /// How closely an expression belongs to a predicate; nil when it is another's.
    func strength(of place: Place, for predicate: Int) -> Int? {
        if place.tokens.contains(predicate) { return nil }
        let token = parse.tokens[predicate]
        if ["relcl", "advcl", "acl"].contains(token.label), place.tokens.contains(token.head) { return 5 }
        return syntax.isVerb(predicate)
            ? strength(of: place, forVerb: predicate) : strength(of: place, forNoun: predicate)
    }

    private func strength(of place: Place, forVerb predicate: Int) -> Int? {
        guard let verb = place.verb else { return nil }
        if isEnacted(predicate, at: place) { return 3 }
        if verb == predicate {
            guard let noun = place.noun else { return 5 }
            guard !noun.isBefore, noun.index > predicate else { return nil }
            return ["dobj", "attr", "pobj", "oprd", "npadvmod"].contains(parse.tokens[noun.index].label)
                ? 2 : nil
        }
        let token = parse.tokens[predicate]
        let isAside = parse.tokens[verb].label == "advcl" && parse.tokens[verb].head == predicate
        if isAside, verb < predicate, parse.tokens[verb].tag == "VBG",
            !parse.children[verb].contains(where: { parse.tokens[$0].label == "mark" })
        {
            return 2
        }
        guard place.noun == nil else { return nil }
        if token.label == "conj", let first = firstConjunct(of: predicate), verb == first,
            place.tokens.lowerBound < first, !hasOwnTime(predicate)
        {
            return 3
        }
        let isInfinitive = parse.children[predicate].contains { parse.tokens[$0].tag == "TO" }
        if token.head == verb, isInfinitive, ["advcl", "xcomp"].contains(token.label),
            !syntax.isProspective(verb)
        {
            return 1
        }
        return nil
    }

    /// "by a decree *of 5 September*", "in a letter *dated Monday*": the paper's day is the day of what is done by it.
    private func isEnacted(_ predicate: Int, at place: Place) -> Bool {
        var paper = place.noun.flatMap { $0.isBefore ? nil : $0.index }
        if paper == nil, let verb = place.verb, parse.tokens[verb].label == "acl" {
            paper = parse.tokens[verb].head
        }
        guard let paper, syntax.means(parse.tokens[paper].lemma, .enactment),
            parse.tokens[paper].label == "pobj"
        else { return false }
        let preposition = parse.tokens[paper].head
        return parse.tokens[preposition].label == "prep" && parse.tokens[preposition].head == predicate
            && ["by", "in", "with", "through"].contains(parse.tokens[preposition].text.lowercased())
    }

    private func strength(of place: Place, forNoun predicate: Int) -> Int? {
        if let noun = place.noun, noun.index == predicate { return 5 }
        guard let verb = place.verb else { return nil }
        let label = parse.tokens[verb].label
        if ["acl", "relcl"].contains(label), parse.tokens[verb].head == predicate, place.noun == nil {
            return 4
        }
        guard place.noun == nil, clauseVerb(of: predicate) == verb else { return nil }
        return 2
    }

    private func firstConjunct(of verb: Int) -> Int? {
        var i = verb
        for _ in 0..<16 where parse.tokens[i].label == "conj" { i = parse.tokens[i].head }
        return i == verb ? nil : i
    }

    private func hasOwnTime(_ verb: Int) -> Bool { places.contains { $0.verb == verb && $0.noun == nil } }

    /// The verb of which a noun is subject, object or predicate.
    private func clauseVerb(of noun: Int) -> Int? {
        var i = noun
        for _ in 0..<8 {
            let token = parse.tokens[i]
            guard ["nsubj", "nsubjpass", "dobj", "attr", "conj"].contains(token.label), token.head != i else {
                return nil
            }
            i = token.head
            if syntax.isVerb(i) { return i }
        }
        return nil
    }
}

// MARK: What prepositions do to the days

extension TimePlaces {
    func opened(_ place: Place, by predicate: Int, published: Day?) -> TimeExpression {
        let e = place.expression
        guard e.precision != "range" || !e.rule.hasPrefix("range:"), let first = e.earliest,
            let last = e.latest
        else { return e }
        let isAhead = syntax.tense(above: place.head) == .future
        func made(_ earliest: Day?, _ latest: Day?, _ role: String) -> TimeExpression {
            if let earliest, let latest, earliest > latest { return e }
            return TimeExpression(
                span: e.span, phrase: e.phrase, earliest: earliest, latest: latest,
                precision: "range", rule: e.rule + ";" + role, timexType: e.timexType,
                timexValue: e.timexValue)
        }
        switch place.role {
        case "since":
            guard goesOn(predicate, since: place), let published else { return e }
            return made(first, max(last, published), "since")
        case "until": return made(isAhead ? published : nil, last, "until")
        case "by": return made(isAhead ? published : nil, last, "by")
        case "before": return made(isAhead ? published : nil, first.moved(days: -1) ?? first, "before")
        case "after":
            return made(last.moved(days: 1) ?? last, isAhead ? nil : published, "after")
        default: return e
        }
    }

    /// Done again and again, or still being done: it did not all happen when it began.
    private func goesOn(_ predicate: Int, since place: Place) -> Bool {
        let token = parse.tokens[predicate]
        let isRunning =
            token.tag == "VBG" && parse.children[predicate].contains { parse.tokens[$0].lemma == "have" }
        let end = max(predicate, place.tokens.lowerBound)
        let between = min(predicate, place.tokens.lowerBound)..<min(end + 3, parse.tokens.count)
        return isRunning || between.contains { syntax.means(parse.tokens[$0].text, .iterative) }
    }

    /// "August 7, two days after the autonomy was revoked": the inner act's day, counted back from the date beside it.
    func countedBack(from predicate: Int) -> TimeExpression? {
        let clause = parse.children[predicate].compactMap { child -> Int? in
            let role = syntax.preposition(parse.tokens[child].text)
            guard parse.tokens[child].label == "mark" || parse.tokens[child].label == "prep" else {
                return nil
            }
            return role == "after" || role == "before" ? child : nil
        }
        guard let mark = clause.first,
            let n = places.firstIndex(where: {
                $0.tokens.upperBound == mark && $0.expression.timexType == "DURATION"
            }),
            n > 0, places[n - 1].tokens.upperBound + 1 == places[n].tokens.lowerBound,
            parse.tokens[places[n - 1].tokens.upperBound].text == ",",
            let first = places[n - 1].expression.earliest, let last = places[n - 1].expression.latest,
            let days = days(places[n].expression.timexValue)
        else { return nil }
        let sign = syntax.preposition(parse.tokens[mark].text) == "after" ? -1 : 1
        guard let earliest = first.moved(days: sign * days), let latest = last.moved(days: sign * days) else {
            return nil
        }
        let e = places[n].expression
        return TimeExpression(
            span: e.span, phrase: e.phrase, earliest: earliest, latest: latest,
            precision: places[n - 1].expression.precision, rule: "counted-from-date-beside",
            timexType: "DATE",
            timexValue: earliest == latest ? earliest.description : "XXXX-XX-XX")
    }

    /// Days in a duration of days or weeks.
    private func days(_ value: String) -> Int? {
        guard value.hasPrefix("P"), let last = value.last, let number = Int(value.dropFirst().dropLast())
        else { return nil }
        return last == "D" ? number : last == "W" ? number * 7 : nil
    }
}
