/// A JSON value that keeps the order of its keys, so that the same record gives the same bytes.
package indirect enum JSON: Sendable {
    case object([(key: String, value: JSON)])
    case array([JSON])
    case string(String)
    case integer(Int)
    /// Printed with at most `places` decimals, without trailing zeros beyond the first.
    case number(Double, places: Int)
    case boolean(Bool)

    /// An object of the pairs that hold something: empty fields are left out, never null.
    package static func record(_ pairs: [(String, JSON?)]) -> JSON {
        .object(pairs.compactMap { key, value in value.map { (key, $0) } })
    }

    /// On one line.
    package var text: String {
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        switch self {
        case .object(let pairs):
            out += "{"
            for (index, pair) in pairs.enumerated() {
                if index > 0 { out += "," }
                JSON.write(pair.key, to: &out)
                out += ":"
                pair.value.write(to: &out)
            }
            out += "}"
        case .array(let values):
            out += "["
            for (index, value) in values.enumerated() {
                if index > 0 { out += "," }
                value.write(to: &out)
            }
            out += "]"
        case .string(let string): JSON.write(string, to: &out)
        case .integer(let integer): out += String(integer)
        case .number(let number, let places): out += JSON.decimal(number, places: places)
        case .boolean(let boolean): out += boolean ? "true" : "false"
        }
    }

    /// A decimal with at most `places` digits after the point and at least one.
    package static func decimal(_ number: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((number * scale).rounded())
        let sign = scaled < 0 ? "-" : ""
        let digits = String(abs(scaled))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = String(padded.suffix(places))
        while fraction.count > 1, fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + padded.dropLast(places) + (places > 0 ? "." + fraction : "")
    }

    private static func write(_ string: String, to out: inout String) {
        out += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028
                    || scalar.value == 0x2029
                {
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        out += "\""
    }
}

extension Span {
    /// `[start,end]`.
    package var json: JSON { .array([.integer(start), .integer(end)]) }
}
