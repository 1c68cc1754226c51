internal import Demarche
internal import DemarcheLedger

/// Receives what browsers and programs ask: sees to host, origin and the right to write, then asks the desk.
package struct Reception: Sendable {
    let desk: Desk
    let access: Access
    let desktop: Layout
    /// How things are written; nil where this desk only reads.
    let writing: Writing?
    let jobs: Jobs

    /// Who may ask, and who may write.
    package struct Access: Sendable {
        /// What a Host header may say; anything else is another site's name for this machine.
        package let hosts: Set<String>
        /// Printed at the start; whoever shows it may write.
        package let token: String

        package init(hosts: Set<String>, token: String) {
            self.hosts = hosts
            self.token = token
        }
    }

    package init(desk: Desk, access: Access, writing: Writing?) {
        self.desk = desk
        self.access = access
        self.writing = writing
        desktop = Layout(desk: desk)
        jobs = Jobs()
    }

    package func answer(_ request: DeskRequest) -> DeskAnswer {
        guard let host = request.headers["host"], access.hosts.contains(host) else {
            return DeskAnswer.text(
                "This desk answers only to its own names: \(access.hosts.sorted().joined(separator: ", ")).\n",
                kind: "text/plain; charset=utf-8", status: 421
            ).guarded
        }
        let address = Address(target: request.target)
        do {
            switch request.method {
            case "GET", "HEAD": return try read(address, request).guarded
            case "POST": return try write(address, request, host: host).guarded
            default:
                throw PageError(
                    405, "The desk does not know \(request.method).",
                    advice: "Pages are read with GET and written with POST.")
            }
        } catch { return page(for: error, address, request).guarded }
    }

    // MARK: Reading

    private func read(_ address: Address, _ request: DeskRequest) throws -> DeskAnswer {
        if let token = address["token"] { return try admit(token, address) }
        if let asset = asset(address) { return asset }
        if address.path == ["dyad"], let pair = try pair(address) { return .seeOther(pair.target) }
        let page = try addingPage(address) ?? desk.page(at: address)
        return form(page, of: address, request)
    }

    private func form(_ page: Page, of address: Address, _ request: DeskRequest) -> DeskAnswer {
        switch address.suffix {
        case "json":
            return .text(page.json.text + "\n", kind: "application/json; charset=utf-8", status: page.status)
        case "csv": return .text(page.csv, kind: "text/csv; charset=utf-8", status: page.status)
        default:
            let layout = Layout(desk: desk, canWrite: mayWrite(request))
            return .text(
                layout.html(page) { $0.target }, kind: "text/html; charset=utf-8", status: page.status)
        }
    }

    private func asset(_ address: Address) -> DeskAnswer? {
        switch (address.path, address.suffix) {
        case (["desk"], "css"): .text(Stylesheet.text, kind: "text/css; charset=utf-8", caching: true)
        case (["desk"], "js"): .text(Script.text, kind: "text/javascript; charset=utf-8", caching: true)
        case (["icon"], "svg"): .text(Script.icon, kind: "image/svg+xml", caching: true)
        default: nil
        }
    }

    /// The relation that the overview's form asks for.
    private func pair(_ address: Address) throws -> Address? {
        let asking = Asking(address: address, parts: [])
        guard let first = try desk.code(named: asking.word("first")),
            let second = try desk.code(named: asking.word("second"))
        else { return Address() }
        return Address("dyad", first, second)
    }

    // MARK: The right to write

    private static let cookie = "demarche"

    private func admit(_ token: String, _ address: Address) throws -> DeskAnswer {
        guard Self.isSame(token, access.token) else {
            throw PageError(
                403, "This is not the desk's token.",
                advice: "Open the address that demarche serve printed at its start.")
        }
        return .seeOther(
            address.with(["token": nil]).target,
            cookie: "\(Self.cookie)=\(access.token); HttpOnly; SameSite=Strict; Path=/")
    }

    private func mayWrite(_ request: DeskRequest) -> Bool {
        guard writing != nil else { return false }
        if let cookie = request.cookie(Self.cookie), Self.isSame(cookie, access.token) { return true }
        guard let bearer = request.headers["authorization"], bearer.hasPrefix("Bearer ") else { return false }
        return Self.isSame(String(bearer.dropFirst(7)), access.token)
    }

    /// Compares all bytes, so that time tells nothing.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    // MARK: Writing

    private func write(_ address: Address, _ request: DeskRequest, host: String) throws -> DeskAnswer {
        let origin = request.headers["origin"]
        guard origin == nil || origin == "http://\(host)" else {
            throw PageError(
                403, "Another site asked to write here.",
                advice: "Nothing was written. Use the desk's own pages.")
        }
        guard origin != nil || request.headers["authorization"] != nil else {
            throw PageError(
                403, "Who asks to write does not say from where.",
                advice: "Programs send the token as “Authorization: Bearer …”.")
        }
        guard let writing, mayWrite(request) else {
            throw PageError(
                403, "Only who shows the token may write.",
                advice:
                    "Open the address that demarche serve printed at its start, with its token; then come back."
            )
        }
        let form = try Form(request)
        switch address.path {
        case ["judge"]: return try judge(form, request, writing)
        case ["add"]: return try add(form, writing)
        default:
            throw PageError(
                404, "Nothing can be written at \(address.target).", advice: "Use the desk's own pages.")
        }
    }

    private func judge(_ form: Form, _ request: DeskRequest, _ writing: Writing) throws -> DeskAnswer {
        let id = form["claim"]
        guard let kind = Decision.Kind(rawValue: form["kind"]) else {
            throw PageError(
                400, "“\(form["kind"])” is no judgement.", advice: "Accept, reject, fix, split or merge.")
        }
        var because = form["because"].trimmed
        if because.isEmpty, kind == .accept { because = "read and found right" }
        guard !because.isEmpty else {
            throw PageError(400, "A judgement needs its reason.", advice: "Go back and fill in “Because”.")
        }
        try writing.judge(
            kind, id: id, other: form["other"].trimmed, field: form["field"], value: form["value"].trimmed,
            because: because)
        return .seeOther(Self.back(request) ?? Address("event", id).target)
    }

    /// The page that the form stood on.
    private static func back(_ request: DeskRequest) -> String? {
        guard let from = request.headers["referer"], let host = request.headers["host"] else { return nil }
        let own = "http://\(host)"
        guard from.hasPrefix(own + "/") else { return nil }
        return String(from.dropFirst(own.count))
    }

    // MARK: Errors

    private func page(for error: any Error, _ address: Address, _ request: DeskRequest) -> DeskAnswer {
        let fault: PageError
        switch error {
        case let error as PageError: fault = error
        case let error as LedgerError:
            let status =
                switch error.kind {
                case .missing: 404
                case .refused: 400
                case .foreign, .damaged: 500
                case .unwritable: 503
                }
            fault = PageError(status, error.what, advice: "Nothing was changed.")
        default:
            fault = PageError(
                500, "\(error)",
                advice: "Nothing was changed. The program has a fault; please tell its makers.")
        }
        return form(Page(fault: fault, address: address), of: address, request)
    }
}

extension Desk {
    /// The code of an actor by code or name; nil where nothing was written.
    /// - Throws: `PageError` where it names nobody.
    func code(named text: String) throws -> String? {
        if text.isEmpty { return nil }
        let wanted = text.lowercased()
        if let exact = settings.names.keys.first(where: { $0.lowercased() == wanted }) { return exact }
        let found = settings.names.filter { $0.value.lowercased() == wanted }.keys.sorted()
        return try found.first ?? Asking.code(text)
    }
}
