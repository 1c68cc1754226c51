import Demarche
import Testing

@Suite struct DayTests {
    @Test func `ordinals and days are inverses over four centuries`() {
        for ordinal in stride(from: -80_000, through: 66_000, by: 13) {
            #expect(Day(ordinal: ordinal).ordinal == ordinal)
        }
    }

    @Test func `31 October 2022 was a Monday`() {
        #expect(Day(iso: "2022-10-31")?.weekday == 1)
    }

    @Test(arguments: ["2022-02-30", "2022-13-01", "22-10-31", "2022-10-3", "", "2022/10/31"])
    func `an impossible day is none`(text: String) {
        #expect(Day(iso: text) == nil)
    }
}
