import Demarche
import DemarcheCoding
import DemarcheLexicon
import Foundation

/// Parses as tables, so that tests need no parser: text, space after, tag, pos, morph, lemma, label, head, sentence start.
enum ParsedTables {
    /// Blocks between blank lines; `#ENT` lines give entities.
    static func parses(_ table: String) -> [Parse] {
        var parses: [Parse] = []
        var (tokens, entities, offset) = ([Token](), [Entity](), 0)
        for line in table.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if line.isEmpty {
                if !tokens.isEmpty { parses.append(Parse(tokens: tokens, entities: entities)) }
                (tokens, entities, offset) = ([], [], 0)
            } else if cells[0] == "#ENT" {
                entities.append(Entity(tokens: (Int(cells[1]) ?? 0)..<(Int(cells[2]) ?? 0), label: cells[3]))
            } else if cells.count == 9 {
                let count = cells[0].unicodeScalars.count
                tokens.append(
                    Token(
                        text: cells[0], span: Span(offset, offset + count), tag: cells[2], pos: cells[3],
                        morph: cells[4],
                        lemma: cells[5], head: Int(cells[7]) ?? 0, label: cells[6],
                        startsSentence: cells[8] == "1",
                        spaceAfter: cells[1] == "1"))
                offset += count + (cells[1] == "1" ? 1 : 0)
            }
        }
        if !tokens.isEmpty { parses.append(Parse(tokens: tokens, entities: entities)) }
        return parses
    }
}
