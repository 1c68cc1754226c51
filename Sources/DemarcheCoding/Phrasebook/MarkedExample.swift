package import Demarche

/// A sentence whose doer is marked 1, whose recipient is marked 2, and whose act's words stand in braces.
///
///     [1 Norway] {expelled} [2 two Russian {diplomats}].
package struct MarkedExample: Sendable {
    package let text: ScalarText
    /// Spans of the plain text by slot number.
    package let slots: [Int: Span]
    package let braces: [Span]

    /// - Throws: `MarkedExampleError` that says which mark is wrong.
    package init(_ source: String) throws {
        var plain = String.UnicodeScalarView()
        var slots: [Int: Span] = [:]
        var braces: [Span] = []
        var openSlot: (number: Int, start: Int)?
        var openBrace: Int?
        var scalars = Array(source.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "[":
                guard openSlot == nil, let digit = scalars.popFirst(), digit == "1" || digit == "2",
                    scalars.popFirst() == " "
                else {
                    throw MarkedExampleError(what: "“[” must open “[1 …]” or “[2 …]”, one inside no other")
                }
                openSlot = (digit == "1" ? 1 : 2, plain.count)
            case "]":
                guard let slot = openSlot, plain.count > slot.start else {
                    throw MarkedExampleError(what: "“]” closes nothing")
                }
                guard slots[slot.number] == nil else {
                    throw MarkedExampleError(what: "slot \(slot.number) stands twice")
                }
                slots[slot.number] = Span(slot.start, plain.count)
                openSlot = nil
            case "{":
                guard openBrace == nil else { throw MarkedExampleError(what: "braces stand inside braces") }
                openBrace = plain.count
            case "}":
                guard let start = openBrace, plain.count > start else {
                    throw MarkedExampleError(what: "“}” closes nothing")
                }
                braces.append(Span(start, plain.count))
                openBrace = nil
            default: plain.append(scalar)
            }
        }
        guard openSlot == nil, openBrace == nil else { throw MarkedExampleError(what: "a mark is left open") }
        guard !braces.isEmpty else {
            throw MarkedExampleError(what: "no words in braces: the act is not shown")
        }
        text = ScalarText(String(plain))
        self.slots = slots
        self.braces = braces
    }
}

/// What is wrong with a marked example, in words for whoever wrote it.
package struct MarkedExampleError: Error, Hashable, CustomStringConvertible {
    package let what: String
    package init(what: String) { self.what = what }
    package var description: String { what }
}
