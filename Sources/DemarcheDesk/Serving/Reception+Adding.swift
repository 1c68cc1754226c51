internal import Demarche
internal import DemarcheLedger

/// Adding reports in the browser: a form, then a page that tells how far the work is.
extension Reception {
    private static let purpose =
        "Paste a report or choose a file: it is coded on this machine, and each of its sentences gets its claims or its reason."

    /// The form, or an upload's progress; nil for another address.
    func addingPage(_ address: Address) throws -> Page? {
        if address.path == ["add"] { return form }
        guard address.path.count == 2, address.path[0] == "add" else { return nil }
        guard let id = Int(address.path[1]), let job = jobs[id] else {
            throw PageError(
                404, "No upload is called \(address.path[1]).",
                advice: "Uploads are forgotten when the desk stops; what was stored is among the reports.")
        }
        return progress(job, Address("add", String(id)))
    }

    private var form: Page {
        let body: Markup =
            writing == nil
            ? .empty(
                "This desk only reads.",
                "Add reports with demarche add, or start the desk with demarche serve.")
            : .tag(
                "form",
                [
                    "class": "add", "method": "post", "action": .address(Address("add")),
                    "enctype": "multipart/form-data",
                ],
                .tag(
                    "label", [:], .tag("span", [:], "The text"),
                    .tag("textarea", ["name": "text", "spellcheck": "false"])),
                .tag(
                    "div", ["class": "row"], .field("Published on", name: "date", kind: "date"),
                    .field("Title", name: "title"), .field("Source", name: "source"),
                    .field("Address", name: "url", kind: "url"),
                    .field("Short name for citing", name: "id", hint: "kurils")),
                .tag(
                    "label", [:], .tag("span", [:], "or a file: text, JSON Lines, a JSON array"),
                    .tag("input", ["type": "file", "name": "file"])), .tag("button", [:], "Add and code"))
        return Page(title: "Add a report", purpose: Self.purpose, address: Address("add"), body: [body])
    }

    private func progress(_ job: Jobs.Job, _ address: Address) -> Page {
        let words: String
        var body: [Markup] = []
        switch job.result {
        case nil:
            let whole = job.total.map { " of \($0)" } ?? ""
            words = job.done == 0 ? "Coding \(job.name) …" : "\(Wording.grouped(job.done))\(whole) coded …"
            body = [
                .tag(
                    "progress",
                    [
                        "max": "\(max(1, job.total ?? 1))", "value": "\(job.done)",
                        "aria-label": "Reports coded",
                        "data-job": .address(address.form("json")),
                    ])
            ]
        case .failure(let error):
            words = "This did not work: \(error.what)"
            body = [.tag("p", ["class": "notice"], .text(error.advice))]
        case .success(let added):
            words = Self.words(added)
            body = Self.results(added)
        }
        let said = Markup.tag(
            "p", ["id": "progress-words", "role": "status", "class": "figures"], .text(words))
        return Page(
            title: job.result == nil ? "Coding \(job.name)" : "Added", purpose: Self.purpose,
            address: address,
            body: [said] + body,
            json: .record([
                ("done", .integer(job.done)), ("total", job.total.map(JSON.integer)),
                ("words", .string(words)),
                ("finished", .boolean(job.result != nil)),
            ]), isUnfinished: job.result == nil)
    }

    private static func words(_ added: Writing.Added) -> String {
        let kinds: [(Outcome, String)] = [
            (.added, "added"), (.recoded, "coded again by newer versions"), (.known, "known already"),
            (.withdrawn, "withdrawn and left out"),
        ]
        let parts = kinds.compactMap { outcome, words -> String? in
            let count = added.outcomes.filter { $0.outcome == outcome }.count
            return count > 0 ? "\(Wording.count(count, "report")) \(words)" : nil
        }
        let faults = added.faults.isEmpty ? [] : ["\(added.faults.count) could not be read"]
        return
            (parts.isEmpty && faults.isEmpty
            ? "No report was found in it" : (parts + faults).joined(separator: ", ")) + "."
    }

    private static func results(_ added: Writing.Added) -> [Markup] {
        var body: [Markup] = []
        if !added.faults.isEmpty {
            body.append(
                .tag(
                    "div", ["class": "notice"],
                    .tag("ul", [:], added.faults.prefix(20).map { .tag("li", [:], .text($0)) })))
        }
        body.append(
            .tag(
                "ul", ["class": "names"],
                added.outcomes.prefix(100).map { item in
                    .tag(
                        "li", [:], .link(Address("report", item.report), .text(item.report)),
                        .text(
                            item.outcome == .withdrawn
                                ? ", withdrawn" : ": \(Wording.count(item.claims, "claim"))"))
                }))
        body.append(
            .tag(
                "p", [:], .link(Address("add"), "Add another"), .text(" · "),
                .link(Address(), "To the overview")))
        return body
    }

    /// Starts coding what a form sent.
    func add(_ form: Form, _ writing: Writing) throws -> DeskAnswer {
        let upload = try Self.upload(form)
        let kind = upload.name.split(separator: ".").last?.lowercased()
        let total =
            kind == "jsonl" || kind == "ndjson"
            ? upload.bytes.split(separator: 10).filter { !$0.allSatisfy { $0 <= 32 } }.count
            : kind == "json" ? nil : 1
        let id = jobs.start(upload, total: total, by: writing.add)
        return .seeOther(Address("add", String(id)).target)
    }

    private static func upload(_ form: Form) throws -> Writing.Upload {
        let day = try Asking(address: Address(path: [], query: [.init("date", form["date"])]), parts: []).day(
            "date")
        if let file = form.file {
            return Writing.Upload(
                name: file.name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init)
                    ?? "file.txt", bytes: file.bytes, day: day)
        }
        let text = form["text"]
        guard !text.trimmed.isEmpty else {
            throw PageError(
                400, "There is no text and no file.", advice: "Go back, paste the report, or choose a file.")
        }
        let id =
            form["id"].trimmed.isEmpty ? "pasted-\(StableDigest.of([text]).prefix(8))" : form["id"].trimmed
        func given(_ name: String) -> JSON? { form[name].trimmed.isEmpty ? nil : .string(form[name].trimmed) }
        let record = JSON.record([
            ("id", .string(id)), ("text", .string(text)), ("date", day.map { .string($0.description) }),
            ("title", given("title")), ("source", given("source")), ("url", given("url")),
        ])
        return Writing.Upload(name: "\(id).jsonl", bytes: Array((record.text + "\n").utf8), day: day)
    }
}
