internal import Demarche
internal import DemarcheLedger

/// How the desk writes days, actors, acts and numbers.
enum Wording {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    static func month(_ day: Day) -> String { "\(months[day.month - 1]) \(day.year)" }
    static func shortMonth(_ day: Day) -> String { String(months[day.month - 1].prefix(3)) }

    /// `4 October 2022`.
    static func day(_ day: Day) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

    /// `1 to 10 October 2022`, `4 October 2022`, `undated`: never finer than the words.
    static func days(_ earliest: Day?, _ latest: Day?) -> String {
        switch (earliest, latest) {
        case (nil, nil): return "undated"
        case (let first?, nil): return "from \(day(first))"
        case (nil, let last?): return "by \(day(last))"
        case (let first?, let last?):
            if first == last { return day(first) }
            if first == first.firstOfMonth, last == first.lastOfMonth { return month(first) }
            if first.month == 1, first.day == 1, last.month == 12, last.day == 31, first.year == last.year {
                return String(first.year)
            }
            if first.year == last.year, first.month == last.month { return "\(first.day) to \(day(last))" }
            if first.year == last.year { return "\(first.day) \(months[first.month - 1]) to \(day(last))" }
            return "\(day(first)) to \(day(last))"
        }
    }

    static func days(_ event: Event) -> String { days(event.earliest, event.latest) }

    /// `expel diplomats`.
    static func act(_ act: Act) -> String { act.name.replacing("-", with: " ") }
    static func plain(_ name: String) -> String { name.replacing("-", with: " ") }

    /// `Federal Security Service (RUS.SPY)`.
    static func actors(_ actors: [Actor]) -> String {
        actors.isEmpty
            ? "nobody named"
            : actors.map { actor in
                let code = code(actor)
                return code.isEmpty ? name(actor) : "\(name(actor)) (\(code))"
            }.joined(separator: " and ")
    }

    static func names(_ actors: [Actor]) -> String {
        actors.isEmpty ? "nobody named" : actors.map(name).joined(separator: " and ")
    }

    private static func name(_ actor: Actor) -> String { actor.name.isEmpty ? "nobody named" : actor.name }

    static func code(_ actor: Actor) -> String {
        actor.sector.isEmpty ? actor.code : "\(actor.code).\(actor.sector)"
    }

    /// `1 event`, `12 events`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `1,234,567`.
    static func grouped(_ number: Int) -> String {
        var digits = String(abs(number))
        var parts: [String] = []
        while digits.count > 3 {
            parts.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return (number < 0 ? "−" : "") + ([digits] + parts).joined(separator: ",")
    }

    /// The four kinds of act and the statement.
    static func kind(_ quad: Int) -> String {
        switch quad {
        case 1: "verbal cooperation"
        case 2: "material cooperation"
        case 3: "verbal conflict"
        case 4: "material conflict"
        default: "statement"
        }
    }

    /// Which words filled a field, or which rule.
    static func ground(_ ground: Ground) -> String {
        switch ground {
        case .words: "from these words"
        case .rule(let name): "by rule \(name)"
        }
    }

    static func basis(_ basis: Answer.Basis) -> String {
        switch basis {
        case .stated: "stated"
        case .sequence: "told in sequence"
        case .supposed: "supposed by the author"
        case .inferred: "inferred"
        }
    }
}
