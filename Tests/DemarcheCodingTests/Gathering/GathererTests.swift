import Demarche
import DemarcheCoding
import DemarcheLexicon
import Testing

struct GathererTests {
    private let gatherer = Gatherer(lexicon: HandBuilt.lexicon)

    private func groups(_ testimonies: [Testimony], _ judgements: [Judgement] = []) -> [[String]] {
        gatherer.events(of: testimonies, judgements: judgements).map(\.claims)
    }

    @Test func `ten reports of one expulsion are one event with ten claims`() {
        let told = (0..<10).map { index in
            HandBuilt.testimony(
                HandBuilt.claim(
                    index % 2 == 0 ? HandBuilt.expel : HandBuilt.declare, "NOR", "RUS", report: "r\(index)",
                    day: "2023-04-13"),
                published: "2023-04-1\(3 + index % 3)")
        }
        let events = gatherer.events(of: told)
        #expect(events.map(\.claims.count) == [10])
        #expect(events.first?.joins.count == 9)
        #expect(events.first?.joins.allSatisfy { $0.reason.contains("same day") } == true)
    }

    @Test(arguments: [("2023-04-13", 2, "2023-04-20", 2), ("2023-04-13", 2, "2023-04-13", 5)])
    func `expulsions of other days or other numbers stay apart`(_ case: (String, Int, String, Int)) {
        let a = HandBuilt.claim(
            HandBuilt.expel, "NOR", "RUS", report: "a", day: `case`.0, counts: [(`case`.1, "diplomats")])
        let b = HandBuilt.claim(
            HandBuilt.expel, "NOR", "RUS", report: "b", day: `case`.2, counts: [(`case`.3, "diplomats")])
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2023-04-21"),
                HandBuilt.testimony(b, published: "2023-04-21"),
            ]).count == 2)
    }

    @Test func `two expulsions told in one sentence are two`() {
        let sentence = Span(0, 90)
        let a = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", at: 0, day: "2023-04-13", sentence: sentence)
        let b = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", at: 40, day: "2023-04-13", sentence: sentence)
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2023-04-14"),
                HandBuilt.testimony(b, published: "2023-04-14"),
            ]).count == 2)
    }

    @Test func `strikes on two towns on one day are two`() {
        let hama = PlaceMention(
            span: Span(0, 1), name: "Hama", country: "SYR", latitude: 35.1, longitude: 36.8)
        let aleppo = PlaceMention(
            span: Span(0, 1), name: "Aleppo", country: "SYR", latitude: 36.2, longitude: 37.2)
        let a = HandBuilt.claim(HandBuilt.bomb, "ISR", "SYR", report: "a", day: "2018-04-29", place: hama)
        let b = HandBuilt.claim(HandBuilt.bomb, "ISR", "SYR", report: "b", day: "2018-04-29", place: aleppo)
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2018-04-30"),
                HandBuilt.testimony(b, published: "2018-04-30"),
            ]).count == 2)
    }

    @Test func `roles swapped are two events`() {
        let a = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "a", day: "2023-04-13")
        let b = HandBuilt.claim(HandBuilt.expel, "RUS", "NOR", report: "b", day: "2023-04-13")
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2023-04-14"),
                HandBuilt.testimony(b, published: "2023-04-14"),
            ]).count == 2)
    }

    @Test func `counts of 80 and 81 are kept in one event`() {
        let a = HandBuilt.claim(
            HandBuilt.sanction, "JPN", "RUS", report: "a", day: "2022-10-07",
            counts: [(80, "individuals"), (9, "organisations")])
        let b = HandBuilt.claim(
            HandBuilt.sanction, "JPN", "RUS", report: "b", day: "2022-10-07", counts: [(81, "individuals")])
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2022-10-08"),
                HandBuilt.testimony(b, published: "2022-10-08"),
            ]).count == 1)
    }

    @Test func `two days of one consul's detention are versions of one event`() {
        let near: Set<String> = ["tatsunori motoki"]
        let a = HandBuilt.claim(
            HandBuilt.detain, "RUS", "JPN", report: "a", day: "2022-09-22", recipient: "he")
        let b = HandBuilt.claim(
            HandBuilt.detain, "RUS", "JPN", report: "b", day: "2022-09-26", recipient: "him")
        let told = [
            HandBuilt.testimony(a, published: "2022-09-28", near: near, isOne: true),
            HandBuilt.testimony(b, published: "2022-10-05", near: near, isOne: true),
        ]
        let events = gatherer.events(of: told)
        #expect(events.count == 1)
        #expect(events.first?.earliest?.description == "2022-09-22")
        #expect(events.first?.latest?.description == "2022-09-26")
    }

    @Test func `a regime suspended and ended is two events`() {
        let a = HandBuilt.claim(HandBuilt.suspendVisas, "RUS", "JPN", at: 0)
        let b = HandBuilt.claim(HandBuilt.endVisas, "RUS", "JPN", at: 100)
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2022-10-31"),
                HandBuilt.testimony(b, published: "2022-10-31"),
            ]).count == 2)
    }

    @Test func `a claim that agrees with both of two events chains them not`() {
        let a = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "a", day: "2023-04-13")
        let b = HandBuilt.claim(
            HandBuilt.expel, "NOR", "RUS", report: "b", day: "2023-04-10", to: "2023-04-20")
        let c = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "c", day: "2023-04-18")
        let events = gatherer.events(of: [a, b, c].map { HandBuilt.testimony($0, published: "2023-04-21") })
        #expect(events.count == 2)
        #expect(events.allSatisfy { !($0.claims.contains(a.id) && $0.claims.contains(c.id)) })
    }

    @Test func `planned and done are never one event`() {
        let a = HandBuilt.claim(
            HandBuilt.expel, "NOR", "RUS", report: "a", day: "2023-04-13", modality: .planned)
        let b = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "b", day: "2023-04-13")
        #expect(
            groups([
                HandBuilt.testimony(a, published: "2023-04-12"),
                HandBuilt.testimony(b, published: "2023-04-14"),
            ]).count == 2)
    }

    @Test func `the order of arrival changes nothing`() {
        let acts = [HandBuilt.expel, HandBuilt.declare, HandBuilt.sanction, HandBuilt.condemn]
        var random = SplitMix(state: 7)
        let told = (0..<60).map { index in
            let day = "2023-04-0\(1 + Int(random.next() % 9))"
            let claim = HandBuilt.claim(
                acts[Int(random.next() % 4)], random.next() % 2 == 0 ? "NOR" : "SWE", "RUS",
                report: "r\(random.next() % 12)", at: index * 60,
                day: random.next() % 3 == 0 ? nil : day,
                counts: random.next() % 3 == 0 ? [(Int(random.next() % 4) + 1, "diplomats")] : [])
            return HandBuilt.testimony(claim, published: "2023-04-1\(random.next() % 9)")
        }
        let events = gatherer.events(of: told)
        #expect(events.flatMap(\.claims).count == 60)
        for _ in 0..<30 { #expect(gatherer.events(of: told.shuffled(using: &random)) == events) }
    }

    @Test func `judgements part, join and set fields before all weights`() {
        let a = HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "a", day: "2023-04-13")
        let b = HandBuilt.claim(HandBuilt.declare, "NOR", "RUS", report: "b", day: "2023-04-13")
        let c = HandBuilt.claim(HandBuilt.sanction, "NOR", "RUS", report: "c", day: "2023-05-01")
        let told = [a, b, c].map { HandBuilt.testimony($0, published: "2023-05-02") }
        #expect(groups(told).count == 2)
        #expect(groups(told, [.part(a.id, b.id)]).count == 3)
        #expect(groups(told, [.join(a.id, c.id)]).count == 1)
        #expect(
            groups(told, [.field(claim: b.id, .days(Day(iso: "2023-04-29"), Day(iso: "2023-04-29")))]).count
                == 3)
    }

    @Test func `an event's id comes from its first teller and stays when later reports come`() {
        let a = HandBuilt.testimony(
            HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "a", day: "2023-04-13"),
            published: "2023-04-13")
        let b = HandBuilt.testimony(
            HandBuilt.claim(HandBuilt.expel, "NOR", "RUS", report: "b", day: "2023-04-13"),
            published: "2023-04-15")
        #expect(gatherer.events(of: [a]).map(\.id) == gatherer.events(of: [b, a]).map(\.id))
    }
}

/// Vigna's SplitMix64, so that shuffles are the same on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
