internal import Foundation

/// Undoes the encoding of pages that are not UTF-8.
enum Charset {
    /// The bytes as text: UTF-8 where they are that, else the encoding told; with none told, Western, as browsers do.
    ///
    /// Nil where they are neither. UTF-8 comes first, whatever is told: no other text is valid UTF-8 by chance.
    static func text(_ bytes: [UInt8], told name: String?) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let western: Set = [
            "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252",
        ]
        guard let name, !western.contains(name) else {
            let data = Data(bytes)
            return String(data: data, encoding: .windowsCP1252) ?? String(data: data, encoding: .isoLatin1)
        }
        return converted(bytes, from: name)
    }

    /// By the C library, which knows what pages name: `gb2312`, `shift_jis`, `koi8-r`.
    private static func converted(_ bytes: [UInt8], from name: String) -> String? {
        // What pages call GB2312 is its larger successor, as browsers read it.
        let name = ["gb2312", "gbk"].contains(name) ? "gb18030" : name
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var (input, output) = (
            bytes.map { CChar(bitPattern: $0) }, [CChar](repeating: 0, count: bytes.count * 4)
        )
        let (size, room) = (input.count, output.count)
        let written: Int? = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                var (left, free) = (size, room)
                return iconv(converter, &from, &left, &to, &free) == -1 ? nil : room - free
            }
        }
        return written.flatMap { count in
            String(validating: output[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
