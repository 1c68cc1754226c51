/// A place that a name can mean: a row of `places.tsv` or an entry of the compact file.
package struct Place: Hashable, Sendable {
    package let name: String
    /// ISO alpha-3 of the state that administers it; "" for the high seas and for regions of several states.
    package let country: String
    /// Degrees north.
    package let latitude: Double
    /// Degrees east.
    package let longitude: Double
    /// GeoNames identifier, nil where we have none.
    package let geonames: Int?
    /// States that claim it beside the one that administers it.
    package let claimedBy: [String]
    /// `country`, `sea`, `disputed` … as in `places.tsv`; `city`, `region` or `district` from the compact
    /// file.
    package let kind: String
    /// People living there, 0 where unknown.
    package let population: Int
    /// Folded names of the regions that hold it, nearest first.
    package let regions: [String]
    /// Whether it is a row of our own.
    package let isOwn: Bool

    package init(
        name: String, country: String, latitude: Double, longitude: Double, geonames: Int? = nil,
        claimedBy: [String] = [], kind: String, population: Int = 0, regions: [String] = [], isOwn: Bool
    ) {
        self.name = name
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
        self.geonames = geonames
        self.claimedBy = claimedBy
        self.kind = kind
        self.population = population
        self.regions = regions
        self.isOwn = isOwn
    }
}
