import Demarche

extension ActorLexicon {
    /// What is wrong with the tables of actors beyond their shape, for `demarche lexicon check`.
    ///
    /// Each state exists, days run forward, rows are sorted, no name means two states or two office holders on one day.
    package func problems() -> [LexiconError] {
        unsorted(names) + unsorted(people) + unsorted(organisations) + unsorted(roleTable)
            + badRows(names, code: 1, from: 4) + badRows(people, code: 2, from: 5)
            + badRows(organisations, code: 2, from: 5) + claimedTwice() + namesakes()
    }

    private func unsorted(_ table: FactTable) -> [LexiconError] {
        (1..<max(1, table.count)).filter {
            table.cell($0, 0).lexicographicallyPrecedes(table.cell($0 - 1, 0))
        }.map { table.error($0, "“\(table.text($0, 0))” is out of order; sort by the first column's bytes") }
    }

    private func badRows(_ table: FactTable, code: Int, from: Int) -> [LexiconError] {
        var found: [LexiconError] = []
        for row in 0..<table.count {
            let state = table.text(row, code)
            if !state.isEmpty && states[state] == nil && !words.has(state, .stateless) {
                found.append(
                    table.error(row, "no state \(state) in states.tsv; add it there or mend the code"))
            }
            do {
                let (begin, end) = try table.days(row, from: from)
                if let begin, let end, end < begin {
                    found.append(
                        table.error(row, "ends (\(end)) before it begins (\(begin)); swap or mend the days"))
                }
            } catch let error as LexiconError {
                found.append(error)
            } catch {
                found.append(table.error(row, "\(error)"))
            }
        }
        return found
    }

    /// Rows of one name and one use whose days overlap though their states differ.
    private func claimedTwice() -> [LexiconError] {
        var (found, start) = ([LexiconError](), 0)
        for row in 0..<names.count {
            if names.cell(row, 0) != names.cell(start, 0) { start = row }
            for other in start..<row where isSameUse(row, other) && names.cell(row, 1) != names.cell(other, 1)
            {
                guard overlap(names, row, other, from: 4) else { continue }
                let what = "“\(names.text(row, 0))” also means \(names.text(other, 1)) on some day"
                found.append(names.error(row, what + "; give the rows days or keep one"))
            }
        }
        return found
    }

    private func isSameUse(_ a: Int, _ b: Int) -> Bool {
        let uses = ["adjective", "demonym"]
        return uses.contains(names.text(a, 2)) == uses.contains(names.text(b, 2))
    }

    /// Office holders of one name or alias whose terms overlap, so that not even the day tells them apart.
    private func namesakes() -> [LexiconError] {
        var found: [LexiconError] = []
        var holders: [[Piece]: [Int]] = [:]
        for row in 0..<people.count {
            var mine: Set<[Piece]> = []
            for name in [people.cell(row, 0)] + people.parts(row, 1) {
                let pieces = Piece.pieces(utf8: name)
                guard mine.insert(pieces).inserted else { continue }
                let others = holders[pieces, default: []]
                if let other = others.first(where: { isAnother($0, row) && overlap(people, $0, row, from: 5) }
                ) {
                    let (name, place) = (String(decoding: name, as: UTF8.self), people.text(other, 2))
                    found.append(
                        people.error(
                            row,
                            "“\(name)” is also \(people.text(other, 0)) of \(place) on some day; give each a name of its own"
                        ))
                }
                holders[pieces] = others + [row]
            }
        }
        return found
    }

    /// Whether two rows are two people: under two names, or in office in two states, but for one who has both rows'
    /// aliases in common.
    private func isAnother(_ a: Int, _ b: Int) -> Bool {
        let inTwoStates =
            states[people.text(a, 2)] != nil && states[people.text(b, 2)] != nil
            && people.cell(a, 2) != people.cell(b, 2)
        let isOne = !people.cell(a, 1).isEmpty && people.cell(a, 1) == people.cell(b, 1)
        return firstTerm[a] != firstTerm[b] || (inTwoStates && !isOne)
    }

    /// Whether two rows hold on one day more than that of a handover.
    private func overlap(_ table: FactTable, _ a: Int, _ b: Int, from column: Int) -> Bool {
        func days(_ row: Int) -> (Int, Int) {
            let days = try? table.days(row, from: column)
            return (days?.from?.ordinal ?? .min, days?.to?.ordinal ?? .max)
        }
        let (one, two) = (days(a), days(b))
        return one.0 < two.1 && two.0 < one.1
    }
}
