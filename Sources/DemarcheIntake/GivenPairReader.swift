package import Demarche
package import Foundation

/// Reads texts with given pairs from JSON Lines: `{"id","text","source_spans":[[s,e]],"target_spans":[[s,e]],"date"?}`.
package struct GivenPairReader: Sendable {
    package init() {}

    /// The pairs in input order, read only as they are asked for; what cannot be read is told by file and line.
    package func pairs(of inputs: [ReportReader.Input]) -> some Sequence<Result<GivenPair, IntakeError>> {
        IteratorSequence(PairIterator(inputs: inputs[...]))
    }

    /// One line as a pair.
    static func pair(_ bytes: [UInt8], file: String, line: Int) -> Result<GivenPair, IntakeError> {
        func failed(_ what: String) -> Result<GivenPair, IntakeError> {
            .failure(IntakeError(file: file, line: line, what: what))
        }
        if let error = ReportReader.utf8Fault(bytes, file: file, line: line) { return .failure(error) }
        let object: PairObject
        do { object = try JSONDecoder().decode(PairObject.self, from: Data(bytes)) } catch {
            return failed(PairObject.fault(error))
        }
        let text = ScalarText(object.text)
        guard let source = spans(object.source, in: text), let target = spans(object.target, in: text) else {
            return failed(
                "a span is not [start, end] with 0 ≤ start < end ≤ \(text.count); count Unicode scalars")
        }
        guard !(source + target).isEmpty else {
            return failed("neither source_spans nor target_spans; without both no act can be asked for")
        }
        var published: Day?
        if let date = object.date {
            guard let day = Day(iso: date) else {
                return failed("date “\(date)” is no day; write it like 2022-10-31")
            }
            published = day
        }
        return .success(
            GivenPair(id: object.id, text: text, source: source, target: target, published: published))
    }

    private static func spans(_ pairs: [[Int]], in text: ScalarText) -> [Span]? {
        var spans: [Span] = []
        for pair in pairs {
            guard pair.count == 2, pair[0] >= 0, pair[0] < pair[1], pair[1] <= text.count else { return nil }
            spans.append(Span(pair[0], pair[1]))
        }
        return spans
    }
}

/// One pair as JSON spells it; unknown keys are passed over.
private struct PairObject: Decodable {
    let id: String
    let text: String
    let source: [[Int]]
    let target: [[Int]]
    let date: String?

    private enum Key: String, CodingKey {
        case id, text, date
        case source = "source_spans"
        case target = "target_spans"
    }

    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        if let number = try? box.decode(Int.self, forKey: .id) {
            id = String(number)
        } else {
            id = try box.decode(String.self, forKey: .id)
        }
        text = try box.decode(String.self, forKey: .text)
        source = try box.decodeIfPresent([[Int]].self, forKey: .source) ?? []
        target = try box.decodeIfPresent([[Int]].self, forKey: .target) ?? []
        date = try box.decodeIfPresent(String.self, forKey: .date)
    }

    /// What is wrong with the bytes, in words for their writer.
    static func fault(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _):
            "no “\(key.stringValue)”; a pair has id, text, source_spans and target_spans"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            if let key = context.codingPath.first?.stringValue {
                "“\(key)” is of another kind; a span is [start, end], all else a string"
            } else {
                "not a JSON object; write one {\"id\":…,\"text\":…,\"source_spans\":…} a line"
            }
        default: "not valid JSON; write one whole object a line"
        }
    }
}

/// Walks the inputs in order and reads one line at a time.
private struct PairIterator: IteratorProtocol {
    var inputs: ArraySlice<ReportReader.Input>
    var open: (items: JSONItems, file: String)?

    mutating func next() -> Result<GivenPair, IntakeError>? {
        while true {
            if let found = nextOfOpen() { return found }
            guard let input = inputs.popFirst() else { return nil }
            if let error = begin(input) { return .failure(error) }
        }
    }

    private mutating func nextOfOpen() -> Result<GivenPair, IntakeError>? {
        guard let file = open?.file else { return nil }
        do {
            while let item = try open?.items.next() {
                guard let bytes = item.bytes else {
                    return .failure(
                        IntakeError(
                            file: file, line: item.line, what: "longer than \(ReportReader.largest >> 20) MB")
                    )
                }
                if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
                return GivenPairReader.pair(bytes, file: file, line: item.line)
            }
        } catch {
            open = nil
            return .failure(
                IntakeError(file: file, what: "cannot be read further: \(error.localizedDescription)"))
        }
        open = nil
        return nil
    }

    private mutating func begin(_ input: ReportReader.Input) -> IntakeError? {
        let source: ByteSource
        let file: String
        switch input {
        case .bytes(let bytes, let name): (source, file) = (ByteSource(bytes), name)
        case .standardInput: (source, file) = (ByteSource(FileHandle.standardInput), "<stdin>")
        case .file(let url):
            file = url.relativePath
            guard let handle = try? FileHandle(forReadingFrom: url) else {
                return IntakeError(file: file, what: "cannot be opened; check the path")
            }
            source = ByteSource(handle)
        }
        open = (JSONItems(source, shape: .lines, longest: ReportReader.largest), file)
        return nil
    }
}
