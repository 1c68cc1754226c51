import Demarche
import Testing

struct ClaimDecodingTests {
    private static let full = #"""
        {"report":"kurils","id":"0f","sentence":[131,301],"trigger":[146,154],"act":"detain","cameo":"173","plover":"COERCE:arrest","quad":4,"intensity":-5.0,"source":[{"code":"RUS","sector":"SPY","name":"Federal Security Service","text":"the \"FSB\"","span":[138,145],"by":"words"}],"target":[{"code":"JPN","sector":"GOV","name":"Japan","by":"rule:report-dyad"}],"modality":"done","speaker":[{"name":"Yomiuri\n日","code":"JPN","sector":"JRN","span":[1,2]},{"name":"somebody","span":[3,4]}],"when":{"phrase":"early October","span":[5,6],"earliest":"2022-10-01","latest":"2022-10-10","precision":"part-of-month","rule":"early"},"where":{"name":"Vladivostok","country":"RUS","latitude":43.1056,"longitude":-131.9,"geonames":2013348,"span":[7,8],"claimed_by":["JPN"]},"quantity":[{"number":80,"of":"individuals","span":[9,10]}],"objects":[{"name":"Alina Kabaeva","kind":"person","role":"target","span":[11,12]}],"contexts":["diplomatic"],"confidence":0.93,"evidence":{"phrasing":"detain: [1 Police] {detained} [2 a journalist].","rule":"passive"},"version":{"program":"p","lexicon":"l","model":"m"}}
        """#
    private static let bare = #"""
        {"report":"r","id":"1","sentence":[0,9],"trigger":[1,2],"act":"say","cameo":"010","intensity":0.0,"modality":"planned","confidence":1.0,"evidence":{"phrasing":"x"},"version":{"program":"p","lexicon":"l","model":"m"}}
        """#

    @Test(arguments: [full, bare]) func `a claim read from its own bytes gives the same bytes`(line: String)
        throws
    {
        #expect(try Claim(json: JSON(reading: line)).json.text == line)
    }

    @Test(arguments: [
        (#""modality":"done""#, #""modality":"perhaps""#), (#""trigger":[146,154]"#, #""trigger":[154,146]"#),
        (#","by":"rule:report-dyad""#, #","by":"words""#),
        (#""earliest":"2022-10-01""#, #""earliest":"2022-10-41""#),
        (#""act":"detain","#, ""),
    ]) func `a claim that breaks the format is refused`(good: String, bad: String) throws {
        let line = Self.full.replacing(good, with: bad)
        #expect(line != Self.full)
        let json = try JSON(reading: line)
        #expect(throws: Claim.DecodingError.self) { try Claim(json: json) }
    }

    @Test(arguments: [
        "", "{", "{\"a\":}", "[1,]", "\"\\ud800\"", "nul", "{\"a\":1}x", "\"open", "{a:1}", "\"\\x\"",
        "[1 2]",
    ]) func `what is no JSON is refused`(text: String) {
        #expect(throws: JSON.ReadingError.self) { try JSON(reading: text) }
    }

    @Test func `escapes and pairs are read`() throws {
        #expect(try JSON(reading: #""a\u00e9\ud83d\ude00\/\n""#).string == "aé😀/\n")
        #expect(try JSON(reading: #" { "a" : null , "b" : -1.50 } "#).text == #"{"b":-1.5}"#)
    }
}
