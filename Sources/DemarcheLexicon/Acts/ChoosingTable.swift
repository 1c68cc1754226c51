package import Foundation

/// What `demarche lexicon learn-roles` learned of gold claims: how each fact about a directed pair speaks for it as the
/// roles that words leave open.
package struct ChoosingTable: Sendable {
    /// A fact's weight; positive speaks for a pair.
    package let weights: [String: Double]
    /// The share of belief from which a pair that the rules say makes a claim.
    package let enoughSaid: Double
    /// The share of belief from which any other pair makes a claim.
    package let enough: Double

    /// The share of belief from which a pair makes a claim where no two are on stage.
    package let enoughAlone: Double
    /// The share of belief from which a pair fills the roles of an act that is given.
    package let enoughGiven: Double
    /// The share of belief from which any pair makes a claim in a report in which words show nobody deal with another.
    package let enoughSilent: Double

    package init(
        weights: [String: Double], enoughSaid: Double = 0.12, enough: Double = 0.37,
        enoughAlone: Double = 0.4, enoughGiven: Double = 0.3,
        enoughSilent: Double = 0.6
    ) {
        self.weights = weights
        self.enoughAlone = enoughAlone
        self.enoughGiven = enoughGiven
        self.enoughSilent = enoughSilent
        self.enoughSaid = enoughSaid
        self.enough = enough
    }

    /// The file's name in the lexicons' folder.
    package static let file = "choosing.tsv"

    /// Reads `choosing.tsv` of a folder.
    /// - Throws: `LexiconError` for the first row that is wrong.
    package init(folder: URL) throws {
        var table = try WeightTable(folder.appending(path: Self.file), writtenBy: "learn-roles")
        let thresholds = [Self.saidRow, Self.otherRow, Self.aloneRow, Self.givenRow, Self.silentRow].map {
            table.threshold($0)
        }
        self.init(
            weights: table.weights, enoughSaid: thresholds[0], enough: thresholds[1],
            enoughAlone: thresholds[2],
            enoughGiven: thresholds[3], enoughSilent: thresholds[4])
    }

    /// The table as text: weights in hundredths, those that round to nothing left out, facts sorted.
    package func text(comment: [String]) -> String {
        WeightTable(weights).text(
            comment: comment, least: Self.least,
            thresholds: [
                Self.saidRow: enoughSaid, Self.otherRow: enough, Self.aloneRow: enoughAlone,
                Self.givenRow: enoughGiven, Self.silentRow: enoughSilent,
            ])
    }

    private static let saidRow = "= enough for what the rules say"
    private static let aloneRow = "= enough where no two are on stage"
    private static let givenRow = "= enough where the act is given"
    private static let silentRow = "= enough where nobody is shown to deal"
    private static let otherRow = "= enough for another pair"

    /// Weights below so many hundredths change no choice that matters.
    private static let least = 2.5
}
