import Demarche
import DemarcheIntake
import Foundation
import Testing

@Suite struct ReportReaderTests {
    @Test func `a plain file has its name for id, its dateline for day and its text unchanged`() throws {
        let text = "\u{FEFF}Date: 31 October 2022 Author: Jane Doe\r\n\r\nNorway left e\u{301}.\n"
        let report = try #require(try readings(text, name: "monitor.txt").first?.value)
        #expect(report.id == "monitor")
        #expect(report.published == Day(year: 2022, month: 10, day: 31))
        #expect(report.text.scalars == Array(text.unicodeScalars))
        #expect(report.digest.count == 64)
    }

    @Test(
        arguments: [
            ("31 October 2022 | Northern Programme\n\nNorway left.", "2022-10-31"),
            ("25 June 2024 – Norway left the pact on Monday.", "2024-06-25"),
            ("OSLO, May 3, 2021 (Agency) — Norway left the pact.", "2021-05-03"),
            ("Published: 2021-05-03 10:00\n\nNorway left.", "2021-05-03"),
            ("Headline\n\nBy Jane Doe, 3 Sept. 2021\n\nNorway left.", "2021-09-03"),
            ("Monday, 3 May 2021\n\nNorway left.", "2021-05-03"),
            ("2021-05-03\n\nNorway left.", "2021-05-03"),
            ("On 3 May 2021 Norway left.", nil),
            ("OSLO, May 3 (Agency) — Norway left the pact.", nil),
        ] as [(String, String?)])
    func `datelines are read as they are written`(text: String, day: String?) throws {
        #expect(try readings(text, name: "a.txt").first?.value?.published?.description == day)
    }

    @Test func `the day that is given wins over the dateline`() throws {
        let given = try #require(Day(iso: "2020-01-02"))
        let text = "Date: 31 October 2022\n\nNorway left."
        #expect(try readings(text, name: "a.txt", day: given).first?.value?.published == given)
    }

    @Test func `an impossible day is a warning and the report is undated`() throws {
        for (text, name) in [
            ("Date: 31 February 2022\n\nNorway left.", "a.txt"),
            (#"{"text":"a","date":"2022-02-31"}"#, "a.jsonl"),
        ] {
            let reading = try #require(try readings(text, name: name).first)
            #expect(reading.value != nil)
            #expect(reading.value?.published == nil)
            #expect(reading.warnings.count == 1)
        }
    }

    @Test func `lines, arrays and single objects of JSON give the same reports`() throws {
        let one = #"{"id":"a","text":"x [\"}] y\u0301","date":"2022-10-31","title":null,"lang":"en"}"#
        let two = #"{"doc":"b","text":"z\n{","published":"2022-11-01T08:00:00Z","more":[{"a":[1]}]}"#
        let shapes = [
            ("\(one)\n\n\(two)\n", "a.jsonl"), ("\u{FEFF}[\n \(one),\r\n\(two)]", "a.json"),
            ("[\(one),\(two)]", "-"),
            ("\(one)\r\n\(two)", "-"), ("\(one)\n\(two)", "a.json"),
        ]
        for (text, name) in shapes {
            let reports = try readings(text, name: name).compactMap(\.value)
            #expect(reports.map(\.id) == ["a", "b"], "\(name)")
            #expect(reports.map(\.published?.description) == ["2022-10-31", "2022-11-01"])
            #expect(reports.first?.text.string.unicodeScalars.count == 9)
            #expect(reports.first?.title == nil)
        }
        let spread = "{\n  \"id\": \"a\",\n  \"text\": \"x\"\n}\n"
        #expect(try readings(spread, name: "a.json").compactMap(\.value?.id) == ["a"])
    }

    @Test func `a bad item is told with its line and the rest is read`() throws {
        let deep = String(repeating: "[", count: 100_000)
        let text = """
            {"id":"a","text":"x"}
            {"id":"b"}
            ["c"]
            {"id":"d","text":5}
            {"id":"e","text":"\\ud800"}
            {"id":"f","text":\(deep)
            {"id":"g","text":" "}
            {"id":"h","text":"y"
            {"id":"i","text":"z"}
            """
        let all = try readings(text)
        #expect(all.compactMap(\.value?.id) == ["a", "i"])
        let errors = all.compactMap(\.error)
        #expect(errors.count == 7)
        #expect(
            errors.prefix(3).map { String($0.prefix(13)) } == [
                "test.jsonl:2:", "test.jsonl:3:", "test.jsonl:4:",
            ])
        #expect(errors.first == "test.jsonl:2: no “text”; a report needs at least a text")
    }

    @Test func `bad UTF-8 names its byte`() throws {
        let bytes: [UInt8] = Array("Norw".utf8) + [0xE4, 0x20]
        #expect(
            try readings(bytes: bytes, name: "a.txt").first?.error
                == "a.txt: not UTF-8 at byte 5; save it as UTF-8")
        let line = Array("{\"text\":\"a\"}\n{\"text\":\"".utf8) + [0xFF] + Array("\"}".utf8)
        let all = try readings(bytes: line, name: "a.jsonl")
        #expect(all.last?.error == "a.jsonl:2: not UTF-8 at byte 10 of the line; save it as UTF-8")
        #expect(all.count == 2)
    }

    @Test func `empty and binary files and folders and missing files are refused in words`() throws {
        #expect(try readings("", name: "a.txt").first?.error == "a.txt: empty: there is no text to read")
        #expect(
            try readings("\u{FEFF} \n", name: "a.txt").first?.error
                == "a.txt: empty: there is no text to read")
        #expect(try readings(bytes: [0x7F, 0x45, 0, 1], name: "a").first?.error?.contains("binary") == true)
        let reader = ReportReader(splitter: try splitter())
        let paths = [checkout, checkout.appending(path: "no-such-file.txt")]
        let errors = Array(reader.readings(of: paths.map { .file($0) })).compactMap(\.error)
        #expect(errors.count == 2)
        #expect(errors.first?.contains("is a folder") == true)
        #expect(errors.last?.contains("there is no such file") == true)
    }

    @Test func `an id that was read before is a warning`() throws {
        let all = try readings("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n")
        #expect(all.map(\.warnings.count) == [0, 1])
        #expect(all.compactMap(\.value).count == 2)
    }

    @Test func `one line of ten megabytes is refused in words and what follows is read`() throws {
        let long = String(repeating: "Norway left the pact, ", count: 500_000)
        let all = try readings("{\"text\":\"\(long)\"}\n{\"id\":\"b\",\"text\":\"Norway left.\"}\n")
        #expect(all.compactMap(\.value).map(\.id) == ["b"])
        #expect(try readings(long, name: "a.txt").compactMap(\.value).isEmpty)
    }

    @Test func `the digest is the SHA-256 of the text`() throws {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try readings("abc", name: "a.txt").first?.value?.digest == abc)
    }
}
