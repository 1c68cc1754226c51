/// A time expression in a report with the days that it can mean, never finer than the words.
package struct TimeExpression: Hashable, Sendable {
    package let span: Span
    package let phrase: String
    /// Nil when no day can be had ("earlier").
    package let earliest: Day?
    package let latest: Day?
    /// `day`, `week`, `part-of-month`, `month`, `quarter`, `season`, `year`, `decade`, `range`, `vague`.
    package let precision: String
    /// The rule (row of `times.tsv` or grammar rule) that read it.
    package let rule: String
    /// TIMEX3 type: DATE, TIME, DURATION, SET.
    package let timexType: String
    /// TIMEX3 value: `2022-10-07`, `2008-Q3`, `PAST_REF`, `P3D`.
    package let timexValue: String

    package init(
        span: Span, phrase: String, earliest: Day?, latest: Day?, precision: String, rule: String,
        timexType: String, timexValue: String
    ) {
        self.span = span
        self.phrase = phrase
        self.earliest = earliest
        self.latest = latest
        self.precision = precision
        self.rule = rule
        self.timexType = timexType
        self.timexValue = timexValue
    }
}

/// A place named in a report.
package struct PlaceMention: Hashable, Sendable {
    package let span: Span
    package let name: String
    /// ISO alpha-3 of the state that administers it; "" for the high seas.
    package let country: String
    package let latitude: Double?
    package let longitude: Double?
    package let geonames: Int?
    /// States that claim it beside the one that administers it.
    package let claimedBy: [String]

    package init(
        span: Span, name: String, country: String, latitude: Double? = nil, longitude: Double? = nil,
        geonames: Int? = nil, claimedBy: [String] = []
    ) {
        self.span = span
        self.name = name
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
        self.geonames = geonames
        self.claimedBy = claimedBy
    }
}
