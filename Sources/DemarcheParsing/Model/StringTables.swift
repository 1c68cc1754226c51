import Foundation

/// The tables that belong to spaCy's code rather than to the files of a model (spaCy 3.8, MIT licence).
enum StringTables {
    /// Strings that have small numbers instead of hashes, by number.
    ///
    /// They are ordinary strings too: the word "agent" and the shape "X" are among them.
    static func symbols() -> [String: UInt64] {
        let flags = (19...63).map { "FLAG\($0)" }
        let deprecated = (1...276).map {
            "DEPRECATED" + String(repeating: "0", count: 3 - "\($0)".count) + "\($0)"
        }
        let all = words(first) + flags + words(middle) + deprecated + words(last)
        return Dictionary(
            uniqueKeysWithValues: all.enumerated().map { ($0.element, UInt64($0.offset + 1)) })
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let first = """
        IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM
        LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT
        IS_CURRENCY
        """

    private static let middle = """
        ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD
        SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT
        SCONJ SYM VERB X EOL SPACE
        """

    private static let last = """
        PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY
        QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm
        conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn
        npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss possessive
        preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _
        """

    /// Norms of marks and currencies that are alike for the model.
    static let norms: [String: String] = [
        "'s": "'s", "'S": "'s", "’s": "'s", "’S": "'s", "’": "'", "‘": "'", "´": "'", "`": "'",
        "”":
            "\"", "“": "\"", "''": "\"", "``": "\"", "´´": "\"", "„": "\"", "»": "\"", "«": "\"",
        "‘‘":
            "\"", "’’": "\"", "？": "?", "！": "!", "，": ",", "；": ";", "：": ":", "。": ".", "।": ".",
        "…":
            "...", "—": "-", "–": "-", "--": "-", "---": "-", "——": "-", "€": "$", "£": "$", "¥": "$",
        "฿":
            "$", "US$": "$", "C$": "$", "A$": "$", "₺": "$", "₹": "$", "৳": "$", "₩": "$", "Mex$": "$",
        "₣":
            "$", "E£": "$",
    ]
}
