import DemarcheParsing
import Foundation
import Testing

@Suite struct MessagePackTests {
    private func value(_ bytes: [UInt8]) throws -> MessagePackValue {
        let file = FileManager.default.temporaryDirectory.appending(path: "demarche-\(UUID().uuidString).bin")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try MessagePackReader.value(of: MappedFile(file))
    }

    @Test(
        arguments: [
            ([0x07], 7), ([0xff], -1), ([0xcc, 0xff], 255), ([0xcd, 1, 0], 256),
            ([0xce, 0, 1, 0, 0], 65_536),
            ([0xd0, 0x80], -128), ([0xd1, 0xff, 0xfe], -2), ([0xd2, 0xff, 0xff, 0xff, 0xff], -1),
            ([0xd3, 0, 0, 0, 0, 0, 0, 0, 5], 5),
        ] as [([UInt8], Int)])
    func `numbers of every width are read`(bytes: [UInt8], number: Int) throws {
        #expect(try value(bytes).int == number)
    }

    @Test func `a number of 64 bits keeps them all`() throws {
        #expect(try value([0xcf] + Array(repeating: 0xff, count: 8)).unsigned == .max)
    }

    @Test func `maps are found by text and by number`() throws {
        let map = try value([0x82, 0xa1, 0x61, 0x92, 0xc0, 0xc3, 0xcc, 0xff, 0xc4, 2, 0x68, 0x69])
        #expect(map["a"]?.array?.count == 2)
        #expect(map[255]?.string == "hi")
        #expect(map["b"] == nil)
    }

    @Test(
        arguments: [
            [0xc1], [0xa5, 0x61], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff, 1],
            [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xcf, 1], Array(repeating: 0x91, count: 100), [0xc7, 1, 1, 1],
            [0x81, 0xa1],
        ] as [[UInt8]])
    func `wrong bytes are an error that names the file`(bytes: [UInt8]) throws {
        let error = #expect(throws: ModelError.self) { try value(bytes) }
        #expect(error?.description.contains("demarche-") == true)
    }
}
