import Demarche
import DemarcheDesk
import DemarcheLedger
import DemarcheTesting
import Foundation
import Testing

@Suite struct PageTests {
    @Test func `the dyad draws two lanes an arc a whisker and a tray`() throws {
        try Sample.with { sample in
            let page = sample.get("/dyad/NOR/RUS").text
            #expect(page.contains("Norway → Russia") && page.contains("Russia → Norway"))
            #expect(page.contains("class=\"arc stated\""))
            #expect(page.contains("class=\"mark q4 hollow\""))
            #expect(page.contains("class=\"whisker\""))
            #expect(page.contains("id=\"undated\""))
            #expect(page.contains("persona non grata, 2") || page.contains("persona non grata"))
            #expect(!page.contains("Norwegian staff"))
            #expect(sample.get("/dyad/NOR/RUS?acts=all").text.contains("Norwegian staff"))
        }
    }

    @Test func `a mark is filled when a person has read it`() throws {
        try Sample.with { sample in
            _ = sample.post("/judge", "kind=accept&claim=c1")
            #expect(sample.get("/dyad/NOR/RUS").text.contains("class=\"mark q4\""))
        }
    }

    @Test func `before anything was known there is nothing`() throws {
        try Sample.with { sample in
            let page = sample.get("/dyad/NOR/RUS?as-known=2022-10-31").text
            #expect(page.contains("No events between NOR and RUS"))
            #expect(sample.get("/dyad/NOR/RUS?as-known=2022-11-01").text.contains("class=\"arc stated\""))
        }
    }

    @Test
    func `what changed since is made anew up to a bound, and what did not change is shown whatever its size`()
        throws
    {
        try Sample.with(mostRemade: 0) { sample in
            let refused = sample.get("/dyad/NOR/RUS?as-known=2022-10-31")
            #expect(refused.status == 400)
            #expect(refused.text.contains("which takes minutes"))
            #expect(refused.text.contains("demarche dyad NOR RUS --as-known 2022-10-31"))
            let shown = sample.get("/dyad/NOR/RUS?as-known=2022-11-01")
            #expect(shown.status == 200)
            #expect(shown.text.contains("class=\"arc stated\""))
        }
    }

    @Test func `as of a day nothing later counts`() throws {
        try Sample.with { sample in
            let page = sample.get("/dyad/NOR/RUS.json?as-of=2022-10-02").text
            #expect(!page.contains("\"earliest\":\"2022-10-03\",\"latest\":\"2022-10-03\",\"contexts\""))
        }
    }

    @Test func `an empty pair tells how many sentences name both`() throws {
        try Sample.with { sample in
            let page = sample.get("/dyad/SWE/NOR").text
            #expect(page.contains("No events between SWE and NOR in your 5 reports. 1 sentence names both"))
        }
    }

    @Test func `a report shows each sentence coded or with its reason`() throws {
        try Sample.with { sample in
            #expect(sample.get("/report/fifth").text.contains("not coded: no phrasing"))
            #expect(sample.get("/report/first").text.contains("class=\"act q4\""))
            #expect(sample.get("/report/first").text.contains("id=\"s1\""))
        }
    }

    @Test func `an event shows its words its roles and what it answers`() throws {
        try Sample.with { sample in
            let page = sample.get("/event/c2").text
            #expect(page.contains("<mark class=\"r-act\">"))
            #expect(page.contains("What it answers") && page.contains("in response"))
            #expect(page.contains("PLOVER SANCTION:expel"))
        }
    }

    @Test func `a withdrawn report leaves a stone`() throws {
        try Sample.with { sample in
            try sample.ledger.withdraw(
                "first", because: "court", who: "x", received: Sample.received, maker: .single)
            let page = sample.get("/report/first").text
            #expect(page.contains("was withdrawn") && !page.contains("diplomats"))
        }
    }

    @Test func `the review queue goes on from its cursor`() throws {
        try Sample.with { sample in
            let all = try sample.desk.views.unreviewed(limit: 10, after: nil)
            #expect(all.count == 4)
            let rest = try sample.desk.views.unreviewed(limit: 10, after: all[1].cursor)
            #expect(rest.map(\.ground.claim.id) == all.dropFirst(2).map(\.ground.claim.id))
        }
    }

    @Test func `who may only read is told so before writing in vain`() throws {
        try Sample.with { sample in
            for target in ["/add", "/review"] {
                #expect(sample.get(target).text.contains("This browser may only read"))
                let writer = sample.get(target, ["cookie": "demarche=\(Sample.token)"])
                #expect(!writer.text.contains("This browser may only read"))
            }
        }
    }

    @Test func `what had ended before the first day is no bar`() throws {
        let report = Sample.report("many", "Norway expelled two Russian diplomats on 3 October.")
        let days = ["2010-01-01", "2011-01-01", "2022-10-03"]
        let claims = days.enumerated().map { index, day in
            Sample.claim(
                in: report, id: "m\(index)", source: ("NOR", "Norway"), trigger: "expelled",
                target: ("RUS", "Russian diplomats"), when: ("on 3 October", day, day))
        }
        let measures = ["in-force", "lifted", "in-force"].enumerated().map { index, status in
            Measure(
                report: "many", by: "NOR", on: "RUS", kind: "sanctions", status: status, scope: "",
                count: nil,
                claims: ["m\(index)"])
        }
        try Sample.with([Sample.entry(report, claims, measures: measures)]) { sample in
            let whole = sample.get("/dyad/NOR/RUS").text
            #expect(whole.components(separatedBy: "class=\"bar ").count == 4)
            let late = sample.get("/dyad/NOR/RUS?from=2022-01-01&to=2022-12-31").text
            #expect(late.components(separatedBy: "class=\"bar ").count == 3)
        }
    }

    @Test func `the document of addresses lists every page`() throws {
        try Sample.with { sample in
            let text = sample.get("/openapi.json").text
            for path in ["/dyad/{first}/{second}.json", "/event/{id}.csv", "/measures.json", "/review.json"] {
                #expect(text.contains("\"\(path)\""))
            }
        }
    }

    @Test func `formulas in cells are guarded`() throws {
        let report = Sample.report("=HYPERLINK(1)", "Norway expelled Russian diplomats on Monday.")
        try Sample.with([Sample.entry(report, [])]) { sample in
            #expect(sample.get("/reports.csv").text.contains("\n'=HYPERLINK(1),"))
        }
    }

    @Test func `the digest quotes and cites and escapes`() throws {
        try Sample.with { sample in
            let digest = try sample.desk.digest("NOR", "RUS", month: Sample.day("2022-10-01"))
            #expect(digest.markdown.hasPrefix("# Norway and Russia, October 2022\n"))
            #expect(
                digest.markdown.contains(
                    "“Norway expelled two Russian diplomats on 3 October.” [\\[first, 1\\]](https://example.org/first)"
                ))
            #expect(digest.markdown.contains("## Planned, possible, denied or alleged"))
            #expect(digest.html.contains("<q>Norway expelled two Russian diplomats"))
            #expect(digest.events == 2)
        }
    }

    @Test func `every link of the site leads to a file of it`() throws {
        // An id that is a long address, every sign of which is escaped as three or kept.
        let address = "https://example.org/" + String(repeating: "?p=é/", count: 60)
        let report = Sample.report(address, "Norway expelled the Russian consul.")
        let claim = Sample.claim(
            in: report, id: "c9", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian consul"))
        try Sample.with(Sample.affair + [Sample.entry(report, [claim])]) { sample in
            var files: [String: String] = [:]
            try Site(desk: sample.desk).files { files[$0.path] = String(decoding: $0.bytes, as: UTF8.self) }
            #expect(files["dyad/NOR/RUS.html"] != nil && files["dyad/NOR/RUS.csv"] != nil)
            #expect(files.keys.contains { $0.hasPrefix("report/https") })
            #expect(files.keys.flatMap { $0.split(separator: "/") }.allSatisfy { $0.utf8.count <= 255 })
            for (path, text) in files where path.hasSuffix(".html") {
                let up = path.split(separator: "/").dropLast().map(String.init)
                for part in text.components(separatedBy: "href=\"").dropFirst() {
                    let link = String(part.prefix { $0 != "\"" && $0 != "#" })
                    guard !link.isEmpty, !link.hasPrefix("https://") else { continue }
                    var at = up
                    for step in link.split(separator: "/").map(String.init) {
                        if step == ".." { at.removeLast() } else { at.append(step) }
                    }
                    #expect(files[at.joined(separator: "/")] != nil, "\(path) leads to \(link)")
                }
            }
        }
    }
}

@Suite struct AddressTests {
    @Test func `an address comes back from its target`() {
        let address = Address(
            path: ["report", "a.b/c?d ü"], query: [.init("q", "x+y & z"), .init("from", "2022-10-01")])
        #expect(Address(target: address.target) == address)
    }

    @Test func `forms write a blank as plus`() {
        #expect(Address(target: "/search?q=consul+Vladivostok%2B")["q"] == "consul Vladivostok+")
    }

    @Test func `a dot parts the page from its form`() {
        #expect(Address(target: "/report/a%2Ejson").suffix == nil)
        #expect(Address(target: "/report/a.json").suffix == "json")
    }
}
