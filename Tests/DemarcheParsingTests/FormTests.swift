import DemarcheParsing
import Testing

/// What a word's form tells the model; the numbers are those of spaCy 3.8.18 and thinc 8.3.14.
@Suite struct FormTests {
    @Test(arguments: [
        ("", UInt64(0)), ("apple", 8_566_208_034_543_834_098), ("coffee", 3_197_928_453_018_144_401),
        ("Genève", 17_368_159_758_657_766_816), ("eightbyt", 7_361_903_302_148_923_535),
        ("a", 11_901_859_001_352_538_922),
    ])
    func `a string is known by spaCy's number`(text: String, id: UInt64) {
        #expect(StringIdentity().id(of: text) == id)
    }

    @Test(arguments: [
        (UInt64(0), SIMD4<UInt32>(0, 0, 0, 0)),
        (1, SIMD4(1_161_550_108, 2_247_783_286, 1_742_325_162, 1_224_191_281)),
        (8_566_208_034_543_834_098, SIMD4(2_653_853_934, 3_922_826_080, 3_980_780_901, 3_736_755_472)),
        (.max, SIMD4(2_488_739_950, 2_974_852_181, 1_585_626_277, 2_314_794_624)),
    ])
    func `a hash embedding has thinc's four keys`(value: UInt64, keys: SIMD4<UInt32>) {
        #expect(Hashing.embeddingKeys(value, seed: 8) == keys)
    }

    @Test(arguments: [
        ("Russia", "Xxxxx"), ("4.25", "d.dd"), ("U.S.", "X.X."), ("COVID-19", "XXXX-dd"), ("Москва", "Xxxxx"),
        ("東京", "xx"), ("١٢٣", "ddd"), ("aaaaaaaa", "xxxx"), ("Ärzte’s", "Xxxxx’x"),
        (String(repeating: "x", count: 100), "LONG"), ("", ""),
    ])
    func `a word has a shape`(word: String, shape: String) {
        #expect(ScalarClass.shape(word.unicodeScalars.map(\.value)) == shape)
    }
}
