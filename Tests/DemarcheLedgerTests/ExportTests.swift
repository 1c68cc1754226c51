import Demarche
import DemarcheLedger
import Testing

struct ExportTests {
    private static let states = [
        "NOR": StateCodes(name: "Norway", cow: "385", fips: "NO", cameo: "NOR"),
        "RUS": StateCodes(name: "Russia", cow: "365", fips: "RS", cameo: "RUS"),
    ]

    @Test func `every table has the columns of its scheme and fills a cell for each`() throws {
        let tables: [(ExportTable, Int, String)] = [
            (.gdelt(Self.states), 61, "GLOBALEVENTID"), (.phoenix(Self.states), 26, "EventID"),
            (.icews(Self.states), 20, "Event ID"), (.polecat(Self.states), 40, "Event ID"),
            (.petrarch(Self.states), 8, "date"), (.native(isCSV: true), 22, "event"),
        ]
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            for (table, count, first) in tables {
                #expect(table.columns.count == count)
                #expect(Set(table.columns).count == count)
                #expect(table.columns.first == first)
                var rows: [[String]] = []
                try Views(ledger: ledger, maker: .single).exportItems(Views.Query()) {
                    rows.append(table.row(for: $0))
                }
                #expect(rows.map(\.count) == [count, count])
            }
        }
    }

    @Test func `GDELT has days, actors, codes and counts in its own forms`() throws {
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            let table = ExportTable.gdelt(Self.states)
            #expect(!table.hasHeader)
            var named: [String: String] = [:]
            try Views(ledger: ledger, maker: .single).exportItems(Views.Query()) { item in
                if item.event.claims == ["c1"] {
                    named = Dictionary(uniqueKeysWithValues: zip(table.columns, table.row(for: item)))
                }
            }
            let wanted = [
                "SQLDATE": "20221003", "MonthYear": "202210", "FractionDate": "2022.8301",
                "Actor1Code": "NORGOV",
                "Actor2CountryCode": "RUS", "EventCode": "161", "EventRootCode": "16", "QuadClass": "4",
                "GoldsteinScale": "-4.0", "NumArticles": "1", "DATEADDED": "20221101000000",
                "SOURCEURL": "https://example.org/first",
            ]
            for (column, cell) in wanted { #expect(named[column] == cell, "\(column)") }
        }
    }

    @Test(
        "a state's number is that of the event's day",
        arguments: [
            ("2022-10-03", "2022-10-03", "7"), ("", "2022-10-02", "385"), ("2022-10-04", "", "385"),
            ("", "", "7"),
        ])
    func datedCodes(from: String, to: String, number: String) throws {
        let span = StateCodes.Span(from: Day(iso: from), to: Day(iso: to), cow: "7")
        let states = [
            "NOR": StateCodes(name: "Norway", cow: "385", fips: "NO", cameo: "NOR", spans: [span]),
            "RUS": StateCodes(name: "Russia", cow: "365", fips: "RS", cameo: "RUS"),
        ]
        try Sample.withLedger { ledger, _ in
            _ = try ledger.add(Sample.affair, received: Sample.received, maker: .single)
            let table = ExportTable.polecat(states)
            var numbers: [String] = []
            try Views(ledger: ledger, maker: .single).exportItems(Views.Query()) { item in
                guard item.event.claims == ["c1"] else { return }
                let row = Dictionary(uniqueKeysWithValues: zip(table.columns, table.row(for: item)))
                numbers = [row["Actor COW"] ?? "", row["Recipient COW"] ?? ""]
            }
            #expect(numbers == [number, "365"])
        }
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("-5.0", "-5.0"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
        ("@x", "'@x"), ("+7", "+7"), ("\u{FF1D}1", "'\u{FF1D}1"), ("=\u{301}1", "'=\u{301}1"),
        ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""), ("a\r\nb", "\"a\r\nb\""),
        ("\r\n=1", "\"'\r\n=1\""), ("-", "'-"), ("", ""),
    ])
    func `a cell of CSV is quoted and guarded where it must be`(cell: String, written: String) {
        #expect(Cells.csv([cell]) == written)
    }
}
