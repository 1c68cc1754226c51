package import Demarche

/// Splits a report into passages: prose, the headline, and page furniture set aside with its rule.
///
/// Passages cover the text except blank space and never overlap. News prose must never be set aside, so a rule
/// decides only by the words of a passage, and what no rule knows stays prose.
package struct Splitter: Sendable {
    /// The most scalars in one passage, to bound memory; longer paragraphs are parted at sentence ends.
    package static let longestPassage = 20_000

    private let rules: [DiscardRule]
    private let matcher = PatternMatcher(days: DayReader())

    /// - Parameter rules: of `discards.tsv`, tried in this order.
    package init(rules: [DiscardRule]) { self.rules = rules }

    /// The passages in text order.
    package func passages(of report: Report) -> [Passage] {
        let paragraphs = Paragraphs(report.text)
        let spans = paragraphs.spans()
        let title = report.title.map(Self.folded).flatMap { $0.isEmpty ? nil : $0 }
        var passages: [Passage] = []
        var tail: DiscardRule?
        var isOpening = true
        for span in spans {
            if let title, span.count <= 4 * title.count + 40, Self.folded(report.text[span]) == title {
                passages.append(Passage(span: span, kind: .headline))
                continue
            }
            if let rule = tail, span.count <= 160, !paragraphs.tells(span) {
                passages.append(Passage(span: span, kind: .aside(reason: rule.reason, rule: rule.name)))
                continue
            }
            tail = nil
            let sorted = sort(span, in: report.text.scalars, paragraphs, isOpening: isOpening)
            passages += sorted.passages
            if sorted.passages.last?.kind == .prose, paragraphs.endsSentence(span) { isOpening = false }
            if sorted.rule?.place == .after { tail = sorted.rule }
        }
        return withHeadline(passages, paragraphs)
    }

    /// The reasons of furniture that tells the day of the report.
    private static let dated: Set<String> = ["dateline", "byline"]

    /// The day that a dateline among the first passages tells.
    func dateline(of text: ScalarText) -> DayReader.Reading.Value? {
        let spans = Paragraphs(text).spans().prefix(6)
        for span in spans {
            let pieces = Self.pieces(of: span, in: text.scalars)
            guard let match = match(pieces, longer: span.end, isOpening: true),
                Self.dated.contains(match.rule.reason)
            else {
                continue
            }
            let days = (0..<match.end).lazy.compactMap { matcher.days.day(in: pieces, at: $0)?.value }
            if let day = days.first(where: { $0 != .partial }) { return day }
        }
        return nil
    }

    private static func pieces(of span: Span, in scalars: [Unicode.Scalar]) -> [Piece] {
        Piece.pieces(of: scalars, from: span.start, to: span.end, limit: 120)
    }

    /// The passages of one paragraph. Only in the opening is a dateline glued to prose: below it, a day at the start
    /// of a line is that of an act.
    private func sort(
        _ span: Span, in scalars: [Unicode.Scalar], _ paragraphs: Paragraphs, isOpening: Bool
    ) -> (passages: [Passage], rule: DiscardRule?) {
        let pieces = Self.pieces(of: span, in: scalars)
        guard let (rule, end) = match(pieces, longer: span.end, isOpening: isOpening) else {
            let parts = paragraphs.parts(of: span, limit: Self.longestPassage)
            return (parts.map { Passage(span: $0, kind: .prose) }, nil)
        }
        let aside = Passage.Kind.aside(reason: rule.reason, rule: rule.name)
        guard rule.place == .glued else { return ([Passage(span: span, kind: aside)], rule) }
        let cut = Span(span.start, pieces[end - 1].end)
        guard let rest = paragraphs.trimmed(cut.end, span.end) else {
            return ([Passage(span: cut, kind: aside)], rule)
        }
        let inner = sort(rest, in: scalars, paragraphs, isOpening: false)
        return ([Passage(span: cut, kind: aside)] + inner.passages, rule)
    }

    /// The first rule that holds, with the index after the pieces that its pattern took.
    private func match(
        _ pieces: [Piece], longer end: Int, isOpening: Bool
    ) -> (rule: DiscardRule, end: Int)? {
        guard let last = pieces.last else { return nil }
        let isWhole = last.end == end
        for rule in rules where isOpening || rule.place != .glued {
            if let end = self.end(of: rule, in: pieces, isWhole: isWhole) { return (rule, end) }
        }
        return nil
    }

    /// Where a rule's pattern ends; nil when the rule does not hold.
    private func end(of rule: DiscardRule, in pieces: [Piece], isWhole: Bool) -> Int? {
        switch rule.place {
        case .whole, .after:
            guard isWhole else { return nil }
            return matcher.ends(of: rule.pattern, in: pieces, from: 0).last { $0 == pieces.count }
        case .start:
            return matcher.ends(of: rule.pattern, in: pieces, from: 0).last
        case .within:
            guard isWhole, pieces.count <= 80 else { return nil }
            let holds = pieces.indices.contains {
                !matcher.ends(of: rule.pattern, in: pieces, from: $0).isEmpty
            }
            return holds ? pieces.count : nil
        case .glued:
            let ends = matcher.ends(of: rule.pattern, in: pieces, from: 0)
            return ends.last { Self.proseFollows(pieces, from: $0) }
        }
    }

    /// A capital, a figure or an opening quote, and a few words more.
    private static func proseFollows(_ pieces: [Piece], from index: Int) -> Bool {
        guard index > 0, pieces.count - index >= 4 else { return false }
        let first = pieces[index]
        return first.kind == .number || first.isCapitalised || ["“", "\"", "‘", "'"].contains(first.text)
    }

    /// A short first paragraph without a stop, over prose, is the headline where the title named none.
    private func withHeadline(_ passages: [Passage], _ paragraphs: Paragraphs) -> [Passage] {
        guard !passages.contains(where: { $0.kind == .headline }),
            let first = passages.firstIndex(where: { $0.kind == .prose })
        else { return passages }
        let span = passages[first].span
        let proseBelow = passages[(first + 1)...].contains {
            $0.kind == .prose && paragraphs.endsSentence($0.span)
        }
        let glued = first > 0 && passages[first - 1].span.end + 2 > span.start
        guard proseBelow, !glued, span.count <= 160, !paragraphs.stops(span) else { return passages }
        var passages = passages
        passages[first] = Passage(span: span, kind: .headline)
        return passages
    }

    /// Words alone, in lower case, so that a title is found whatever its quotes and spaces.
    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
