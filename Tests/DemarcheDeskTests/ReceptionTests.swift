import Demarche
import DemarcheDesk
import DemarcheLedger
import DemarcheTesting
import Testing

@Suite struct ReceptionTests {
    @Test(arguments: [
        "/", "/overview", "/dyad/NOR/RUS", "/dyad/NOR/RUS?from=2022-10-01&to=2022-10-31&acts=all",
        "/event/c1", "/measures",
        "/measures?by=NOR&on=RUS&day=2022-10-15", "/actor/NOR", "/actor?name=Norway", "/report/first",
        "/reports",
        "/search?q=expelled+consul", "/search", "/review", "/quality", "/about", "/openapi",
    ])
    func `every page is HTML and JSON and CSV at one address`(target: String) throws {
        try Sample.with { sample in
            let page = sample.get(target)
            #expect(page.status == 200)
            #expect(page.text.hasPrefix("<!DOCTYPE html>"))
            #expect(!page.text.contains("style=") && !page.text.contains(" onclick"))
            let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
            let path = parts[0] == "/" ? "/overview" : parts[0]
            let query = parts.count > 1 ? "?" + parts[1] : ""
            let json = sample.get("\(path).json\(query)")
            #expect(json.status == 200)
            #expect(throws: Never.self) { try JSON(reading: json.text) }
            #expect(sample.get("\(path).csv\(query)")[header: "content-type"] == "text/csv; charset=utf-8")
        }
    }

    @Test func `every answer forbids what comes from elsewhere`() throws {
        try Sample.with { sample in
            for target in ["/", "/desk.css", "/nowhere", "/overview.json"] {
                let policy = sample.get(target)[header: "content-security-policy"] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
            }
        }
    }

    @Test func `another name for this machine is refused`() throws {
        try Sample.with { sample in
            #expect(sample.get("/", ["host": "evil.example"]).status == 421)
            #expect(sample.reception.answer(DeskRequest(target: "/")).status == 421)
        }
    }

    @Test func `only the desks own pages and the token may write`() throws {
        try Sample.with { sample in
            let form = "kind=accept&claim=c1"
            #expect(sample.post("/judge", form, ["origin": "https://evil.example"]).status == 403)
            #expect(sample.post("/judge", form, ["origin": "null"]).status == 403)
            #expect(sample.post("/judge", form, ["cookie": "demarche=guess"]).status == 403)
            let before = try sample.judged()
            #expect(before.isEmpty)
            #expect(sample.post("/judge", form).status == 303)
            let after = try sample.judged()
            #expect(after == ["accept"])
        }
    }

    @Test func `the token is taken from the address once and kept in a cookie`() throws {
        try Sample.with { sample in
            let answer = sample.get("/dyad/NOR/RUS?token=\(Sample.token)&acts=all")
            #expect(answer.status == 303)
            #expect(answer[header: "location"] == "/dyad/NOR/RUS?acts=all")
            #expect(answer[header: "set-cookie"]?.contains("HttpOnly; SameSite=Strict") == true)
            #expect(sample.get("/?token=guess").status == 403)
        }
    }

    @Test func `a program writes with the token as bearer`() throws {
        try Sample.with { sample in
            let answer = sample.reception.answer(
                DeskRequest(
                    method: "POST", target: "/judge",
                    headers: [
                        "host": Sample.host, "authorization": "Bearer \(Sample.token)",
                        "content-type": "application/x-www-form-urlencoded",
                    ], body: Array("kind=reject&claim=c1&because=a+pun".utf8)))
            #expect(answer.status == 303)
            let kinds = try sample.judged()
            #expect(kinds == ["reject"])
        }
    }

    @Test func `a judgement needs its reason and a real claim`() throws {
        try Sample.with { sample in
            #expect(sample.post("/judge", "kind=reject&claim=c1").status == 400)
            #expect(sample.post("/judge", "kind=accept&claim=nobody").status == 404)
            #expect(
                sample.post("/judge", "kind=fix&claim=c1&field=act&value=no-such-act&because=x").status == 400
            )
            #expect(
                sample.post("/judge", "kind=fix&claim=c1&field=modality&value=alleged&because=x").status
                    == 303)
            #expect(sample.get("/event/c1").text.contains("fix modality = alleged by tester"))
        }
    }

    @Test func `what cannot be read says so and what to do`() throws {
        try Sample.with { sample in
            let day = sample.get("/dyad/NOR/RUS?from=yesterday")
            #expect(day.status == 400 && day.text.contains("Write a day like 2022-10-31."))
            #expect(sample.get("/dyad/NOR/RUS?from=2022-10-31&to=2022-10-01").status == 400)
            #expect(sample.get("/event/none").status == 404)
            #expect(sample.get("/report/none.json").text.contains("\"error\""))
            #expect(sample.get("/nowhere").status == 404)
        }
    }

    @Test func `a pasted report is coded and its progress is a page`() throws {
        try Sample.with { sample in
            let boundary = "xyz"
            let body = [
                "--xyz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nNorway & Russia met.\r\n",
                "--xyz\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nnews\r\n--xyz--\r\n",
            ].joined()
            let answer = sample.post(
                "/add", body, ["content-type": "multipart/form-data; boundary=\(boundary)"])
            #expect(answer.status == 303)
            let target = answer[header: "location"] ?? ""
            #expect(target == "/add/1")
            var page = sample.get(target)
            while page.text.contains("<progress") { page = sample.get(target) }
            #expect(page.text.contains("1 report added"))
            #expect(sample.post("/add", "text=").status == 400)
        }
    }

    @Test func `what a report says is never markup`() throws {
        let text =
            "Norway expelled <script>alert(1)</script> two Russian diplomats \u{202E}evil\u{0007} \(String(repeating: "x", count: 10_000))"
        let report = Sample.report("<b>&\"'.js/../x", text, title: "<img src=x onerror=alert(1)>")
        let claim = Sample.claim(
            in: report, id: "h1", source: ("NOR", "Norway"), trigger: "expelled",
            target: ("RUS", "Russian diplomats"))
        try Sample.with([Sample.entry(report, [claim])]) { sample in
            let place = Address("report", report.id).target
            #expect(!place.contains(".") && !place.contains("<"))
            for target in [
                "/", "/dyad/NOR/RUS", "/event/h1", place, "/reports", "/search?q=diplomats", "/review",
            ] {
                let page = sample.get(target)
                #expect(page.status == 200)
                #expect(
                    !page.text.contains("<script>") && !page.text.contains("<img")
                        && !page.text.contains("<b>"))
                #expect(!page.text.contains("\u{202E}") && !page.text.contains("\u{0007}"))
            }
            #expect(sample.get("/event/h1").text.contains("[U+202E]evil␇"))
        }
    }

    @Test func `an empty ledger says what to do`() throws {
        try Sample.with([]) { sample in
            #expect(sample.get("/").text.contains("This ledger holds no report yet."))
            for target in [
                "/dyad/NOR/RUS", "/measures", "/actor/NOR", "/reports", "/review", "/quality", "/about",
            ] {
                #expect(sample.get(target).status == 200)
            }
        }
    }
}
