import Demarche

extension ActorLexicon {
    /// What is wrong with the tables of actors beyond their shape, for `demarche lexicon check`.
    ///
    /// Each state exists, days run forward, rows are sorted, no name means two states on one day.
    package func problems() -> [LexiconError] {
        unsorted(names) + unsorted(people) + unsorted(organisations) + unsorted(roleTable)
            + badRows(names, code: 1, from: 4) + badRows(people, code: 2, from: 5)
            + badRows(organisations, code: 2, from: 5) + claimedTwice()
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
                let (begin, end) = (try table.day(row, from), try table.day(row, from + 1))
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
                guard overlap(row, other) else { continue }
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

    private func overlap(_ a: Int, _ b: Int) -> Bool {
        func days(_ row: Int) -> (Int, Int) {
            ((try? names.day(row, 4))?.ordinal ?? .min, (try? names.day(row, 5))?.ordinal ?? .max)
        }
        let (one, two) = (days(a), days(b))
        return one.0 < two.1 && two.0 < one.1
    }
}
