internal import Demarche
internal import Foundation

/// Walks the inputs in order and reads one report at a time.
struct ReadingIterator: IteratorProtocol {
    private let reader: ReportReader
    private var inputs: ArraySlice<ReportReader.Input>
    private var open: (items: JSONItems, file: String, stem: String)?
    private var listed: ListedPages?
    private var seen: Set<String> = []

    init(reader: ReportReader, inputs: [ReportReader.Input]) {
        self.reader = reader
        self.inputs = inputs[...]
    }

    mutating func next() -> Reading? {
        while true {
            if let reading = nextOfOpen() ?? nextListed() { return checked(reading) }
            guard let input = inputs.popFirst() else { return nil }
            if let reading = begin(input) { return checked(reading) }
        }
    }

    /// The next value of the JSON that is open; nil at its end.
    private mutating func nextOfOpen() -> Reading? {
        guard let (_, file, stem) = open else { return nil }
        do {
            while let item = try open?.items.next() {
                guard let bytes = item.bytes else {
                    let what = "longer than \(ReportReader.largest >> 20) MB; part it into several reports"
                    return failure(file, item.line, what)
                }
                if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
                return reader.reading(json: bytes, file: file, line: item.line, stem: stem)
            }
            open = nil
            return nil
        } catch {
            open = nil
            return failure(file, 0, "cannot be read further: \(error.localizedDescription)")
        }
    }

    /// The next page of the list that is open; nil at its end.
    private mutating func nextListed() -> Reading? {
        guard let (address, page) = listed?.next() else {
            listed = nil
            return nil
        }
        switch page {
        case .success(let page): return reader.reading(page, address: address)
        case .failure(let fault): return failure(address, 0, fault.what)
        }
    }

    /// Opens an input; a plain text is read at once, a failure too.
    private mutating func begin(_ input: ReportReader.Input) -> Reading? {
        switch input {
        case .bytes(let bytes, let name): return begin(ByteSource(bytes), file: name, path: name)
        case .standardInput:
            return begin(ByteSource(FileHandle.standardInput), file: "<stdin>", path: "stdin")
        case .file(let url):
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
                return failure(url.relativePath, 0, "there is no such file; check the path")
            }
            if isFolder.boolValue { return failure(url.relativePath, 0, "is a folder; name the files in it") }
            do {
                let source = ByteSource(try FileHandle(forReadingFrom: url))
                return begin(source, file: url.relativePath, path: url.path)
            } catch {
                return failure(url.relativePath, 0, "cannot be opened: \(error.localizedDescription)")
            }
        }
    }

    private mutating func begin(_ source: ByteSource, file: String, path: String) -> Reading? {
        let url = URL(fileURLWithPath: path)
        let stem = url.deletingPathExtension().lastPathComponent
        do {
            var start = try source.next()
            if let shape = Self.shape(start, extension: url.pathExtension.lowercased()) {
                if start.starts(with: [0xEF, 0xBB, 0xBF]) { start.removeFirst(3) }
                source.putBack(start)
                open = (JSONItems(source, shape: shape, longest: ReportReader.largest), file, stem)
                return nil
            }
            while case let more = try source.next(), !more.isEmpty {
                start += more
                guard start.count <= ReportReader.largest else {
                    return failure(
                        file, 0, "longer than \(ReportReader.largest >> 20) MB; part it into several files")
                }
            }
            if HTMLReader.isPage(start, extension: url.pathExtension.lowercased()) {
                return reader.reading(page: start, file: file, id: stem)
            }
            return begin(text: start, file: file, stem: stem)
        } catch {
            return failure(file, 0, "cannot be read: \(error.localizedDescription)")
        }
    }

    /// Opens a list of addresses; any other text is read as a report.
    private mutating func begin(text bytes: [UInt8], file: String, stem: String) -> Reading? {
        guard let list = AddressList(bytes) else { return reader.reading(plain: bytes, file: file, id: stem) }
        if let stray = list.stray {
            let reading = reader.reading(plain: bytes, file: file, id: stem)
            let what = "no address, so this is read as a report and no list; mend it, or begin it with #"
            return Reading(
                report: reading.report,
                warnings: reading.warnings + [IntakeError(file: file, line: stray, what: what)])
        }
        guard let source = reader.pages else {
            return failure(file, 0, "a list of addresses, and nothing is fetched here; try: demarche add")
        }
        listed = ListedPages(list, source: source)
        return nil
    }

    /// The shape of JSON that the first bytes and the name promise; nil for plain text.
    static func shape(_ start: [UInt8], extension suffix: String) -> JSONItems.Shape? {
        let named = ["json", "jsonl", "ndjson"].contains(suffix)
        if !named, suffix == "txt" || suffix == "md" || suffix == "text" { return nil }
        let mark = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = start[mark...].drop { $0 <= 0x20 && $0 != 0 }
        let second = text.dropFirst().first { $0 > 0x20 }
        switch text.first {
        case UInt8(ascii: "["):
            return named || second == UInt8(ascii: "{") || second == UInt8(ascii: "]") ? .array : nil
        case UInt8(ascii: "{") where named || second == UInt8(ascii: "\""):
            let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            // A first line that is only a brace opens one object over many lines.
            return line.contains(UInt8(ascii: ":")) ? .lines : .value
        default: return named && !text.isEmpty ? .lines : nil
        }
    }

    private func failure(_ file: String, _ line: Int, _ what: String) -> Reading {
        Reading(report: .failure(IntakeError(file: file, line: line, what: what)), warnings: [])
    }

    /// Warns of an id that an earlier report has.
    private mutating func checked(_ reading: Reading) -> Reading {
        guard case .success(let report) = reading.report, !seen.insert(report.id).inserted else {
            return reading
        }
        let what = "the id “\(report.id)” was read before; claims of both will carry it, give each its own"
        let file = open?.file ?? report.id
        return Reading(
            report: reading.report, warnings: reading.warnings + [IntakeError(file: file, what: what)])
    }
}
