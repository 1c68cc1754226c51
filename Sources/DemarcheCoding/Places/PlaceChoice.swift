internal import Demarche
internal import DemarcheLexicon
internal import Foundation

/// Chooses what each name means: by what the words say ("Paris, Texas"), the report's countries and regions, other places near
/// by, and how well known a place is.
///
/// Each of these adds points, and the meaning with the most is chosen. The points were found on the toponyms of
/// `shared/gold/dev/geo_dev.jsonl.gz` (`Evaluation/figures --only places`).
struct PlaceChoice {
    /// For a meaning that the words next to the name affirm: more than the rest of the report can say.
    private static let affirmation = 12.0
    /// Against a place of the file that bears a state's or a continent's name: it needs words that say so.
    private static let doubtBesideState = 5.0
    /// Against a place of another name altogether beside one of that very name: Anantnag and Chattogram were called Islamabad.
    private static let doubtOfOtherName = 8.0
    /// One of that very name must have more people than this share of the other: "Madras" is Chennai, not a town in Oregon.
    private static let rivalShare = 0.1

    private let candidates: [PlaceCandidate]
    private let context: PlaceFinder.Context
    /// Names in order of first use, with their meanings.
    private let keys: [String]
    private let options: [String: [Place]]
    /// For each name, the meanings that the words next to it affirm: indexes into its options.
    private var affirmed: [String: Set<Int>] = [:]

    init(candidates: [PlaceCandidate], text: ScalarText, context: PlaceFinder.Context) {
        self.candidates = candidates
        self.context = context
        var keys: [String] = []
        var options: [String: [Place]] = [:]
        for candidate in candidates where options[candidate.key] == nil {
            keys.append(candidate.key)
            options[candidate.key] = candidate.options
        }
        self.keys = keys
        self.options = options
        for (a, b) in zip(candidates, candidates.dropFirst()) where Self.isApposed(a, b, text) {
            affirm(a.key, b.key)
        }
    }

    /// One place a name; none for a name that nothing is known of.
    func choices() -> [String: Place] {
        var chosen: [String: Place] = [:]
        for _ in 0..<3 {
            let scene = Scene(chosen: chosen, candidates: candidates, context: context)
            var next: [String: Place] = [:]
            for key in keys {
                guard let all = options[key], !all.isEmpty else { continue }
                let affirmed = affirmed[key] ?? []
                var best: (score: Double, place: Place)?
                for (index, place) in all.enumerated() {
                    let score =
                        scene.score(of: place, key: key) + (affirmed.contains(index) ? Self.affirmation : 0)
                        - Self.doubt(of: place, called: key, among: all)
                    if best.map({ score > $0.score }) ?? true { best = (score, place) }
                }
                next[key] = best?.place
            }
            if next == chosen { break }
            chosen = next
        }
        return chosen
    }

    /// What speaks against a meaning of a name: that another bears it more rightly.
    private static func doubt(of place: Place, called key: String, among all: [Place]) -> Double {
        guard !place.isOwn else { return 0 }
        if all.contains(where: { ["country", "continent", "region", "sea"].contains($0.kind) && $0.isOwn }) {
            return doubtBesideState
        }
        let hasRival = all.contains {
            $0.kind == "city" && PlaceName.folded($0.name) == key
                && Double($0.population) > rivalShare * Double(place.population)
        }
        return hasRival && isOtherName(place.name, than: key) ? doubtOfOtherName : 0
    }

    /// Whether no word of a name begins as the folded one does: "Anantnag" for "islamabad", not "Sāmarrā’" for "samara".
    private static func isOtherName(_ name: String, than key: String) -> Bool {
        !PlaceName.folded(name).split(separator: " ").contains { $0.first == key.first }
    }

    /// "X, Y" and "X (Y)".
    private static func isApposed(_ a: PlaceCandidate, _ b: PlaceCandidate, _ text: ScalarText) -> Bool {
        guard a.parse == b.parse, a.span.end < b.span.start, b.span.start - a.span.end <= 8 else {
            return false
        }
        let between = text[Span(a.span.end, b.span.start)].trimmingCharacters(in: .whitespaces)
        return [",", "(", "in", "of", ", in", "in the", ", the"].contains(between)
    }

    private mutating func affirm(_ inner: String, _ outer: String) {
        guard inner != outer, let within = options[inner], let around = options[outer] else { return }
        for (i, place) in within.enumerated() {
            for (j, region) in around.enumerated() where Self.holds(region, place, named: outer) {
                affirmed[inner, default: []].insert(i)
                affirmed[outer, default: []].insert(j)
            }
        }
    }

    /// Whether a region or state, called `name`, holds a place.
    static func holds(_ region: Place, _ place: Place, named name: String) -> Bool {
        guard region != place, !region.country.isEmpty, region.country == place.country else { return false }
        if region.kind == "country" { return place.kind != "country" }
        guard region.kind != "city" else { return false }
        return place.regions.contains { $0 == PlaceName.folded(region.name) || $0 == name }
    }
}

/// What the report has shown so far: countries, regions and points.
private struct Scene {
    /// Names under which a country is spoken of, with the weight of each.
    private let countries: [String: [(key: String, weight: Double)]]
    private let given: [String: Double]
    private let total: Double
    /// Folded names of regions with their country, and the key that named them.
    private let regions: [(name: String, country: String, key: String)]
    private let points: [(key: String, place: Place)]

    init(chosen: [String: Place], candidates: [PlaceCandidate], context: PlaceFinder.Context) {
        var counts: [String: Int] = [:]
        for candidate in candidates { counts[candidate.key, default: 0] += 1 }
        var countries: [String: [(key: String, weight: Double)]] = [:]
        var regions: [(name: String, country: String, key: String)] = []
        var points: [(key: String, place: Place)] = []
        var total = 0.0
        for (key, place) in chosen.sorted(by: { $0.key < $1.key }) {
            let weight = Double(min(counts[key] ?? 1, 3)) * (place.kind == "country" ? 1 : 0.6)
            if !place.country.isEmpty {
                countries[place.country, default: []].append((key, weight))
                total += weight
            }
            if place.kind != "country" { points.append((key, place)) }
            if place.kind != "city" && place.kind != "country" {
                regions.append((PlaceName.folded(place.name), place.country, key))
            }
        }
        given = context.countries.mapValues { Double(min($0, 3)) }
        self.total = total + given.values.reduce(0, +)
        self.countries = countries
        self.regions = regions
        self.points = points
    }

    func score(of place: Place, key: String) -> Double {
        base(place) + presence(of: place, key: key) + region(of: place, key: key)
            + nearness(of: place, key: key)
    }

    /// How well known it is: a state as a city of millions, a city by the digits of its number of people.
    private func base(_ place: Place) -> Double {
        let people = log10(Double(place.population) + 10)
        switch place.kind {
        case "country", "continent": return 15
        case "region": return 5 + 0.5 * people
        case "district": return 1 + 0.8 * people
        case "city": return 1.4 * people
        case "province": return 9.5
        default: return 14
        }
    }

    /// Up to 6 by the share of the report that speaks of its country, by other names than this one.
    private func presence(of place: Place, key: String) -> Double {
        guard !place.country.isEmpty else { return 0 }
        let here =
            (countries[place.country] ?? []).reduce(given[place.country] ?? 0) {
                $1.key == key ? $0 : $0 + $1.weight
            }
        guard here > 0, total > 0 else { return 0 }
        return 2 + 4 * here / total
    }

    /// 3 for a place in a region that the report names.
    private func region(of place: Place, key: String) -> Double {
        regions.contains { $0.key != key && $0.country == place.country && place.regions.contains($0.name) }
            ? 3 : 0
    }

    /// Up to 3 for a place beside another that the report names, fading over 200 km.
    private func nearness(of place: Place, key: String) -> Double {
        guard place.kind != "country" else { return 0 }
        let nearest = points.lazy.filter { $0.key != key }.map { Self.kilometres(place, $0.place) }.min()
        return nearest.map { 3 * exp(-$0 / 200) } ?? 0
    }

    private static func kilometres(_ a: Place, _ b: Place) -> Double {
        let (y1, y2) = (a.latitude * .pi / 180, b.latitude * .pi / 180)
        let dx = (b.longitude - a.longitude) * .pi / 180
        let h = pow(sin((y2 - y1) / 2), 2) + cos(y1) * cos(y2) * pow(sin(dx / 2), 2)
        // The earth's diameter.
        return 12742 * asin(min(1, h.squareRoot()))
    }
}
