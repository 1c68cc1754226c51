package import Demarche
package import DemarcheLedger
internal import Synchronization
internal import Dispatch

/// How the desk writes: through the ledger's own functions, and through whatever codes reports.
package struct Writing: Sendable {
    let ledger: Ledger
    let maker: EventMaker
    let who: String
    let today: @Sendable () -> Day
    /// The stored value of an act's name; nil where there is no such act.
    let act: @Sendable (String) -> String?
    /// Codes and stores reports; tells after each how many are done.
    let add: Adding

    package typealias Adding = @Sendable (Upload, @escaping @Sendable (Int) -> Void) throws -> Added

    /// Reports as a browser sent them.
    package struct Upload: Sendable {
        /// A file's name; its ending tells the kind.
        package let name: String
        package let bytes: [UInt8]
        /// The day of a plain text.
        package let day: Day?
    }

    /// What became of an upload.
    package struct Added: Sendable {
        package let outcomes: [(report: String, outcome: Outcome, claims: Int)]
        package let faults: [String]

        package init(outcomes: [(report: String, outcome: Outcome, claims: Int)], faults: [String]) {
            self.outcomes = outcomes
            self.faults = faults
        }
    }

    package init(
        ledger: Ledger, maker: EventMaker, who: String, today: @escaping @Sendable () -> Day,
        act: @escaping @Sendable (String) -> String?, add: @escaping Adding
    ) {
        self.ledger = ledger
        self.maker = maker
        self.who = who
        self.today = today
        self.act = act
        self.add = add
    }

    func judge(
        _ kind: Decision.Kind, id: String, other: String, field: String, value: String, because: String
    ) throws {
        let claims = kind == .merge ? try ledger.claims(of: id) + ledger.claims(of: other) : [id]
        var stored = value
        if kind == .fix, field == "act" {
            guard let act = act(value) else {
                throw PageError(400, "“\(value)” is no act.", advice: "The names stand in Lexicons/acts.tsv.")
            }
            stored = act
        }
        try ledger.judge(
            Decision(
                kind: kind, claims: claims, field: kind == .fix ? field : "",
                value: kind == .fix ? stored : "",
                because: because, who: who, received: today()), maker: maker)
    }
}

/// Uploads that are being coded, one after the other.
final class Jobs: Sendable {
    /// How far an upload is.
    struct Job: Sendable {
        let name: String
        var done = 0
        var total: Int?
        var result: Result<Writing.Added, PageError>?
    }

    private let jobs = Mutex<[Int: Job]>([:])
    private let queue = DispatchQueue(label: "demarche.desk.adding", qos: .utility)

    subscript(id: Int) -> Job? { jobs.withLock { $0[id] } }

    /// Starts coding; returns at once.
    func start(_ upload: Writing.Upload, total: Int?, by add: @escaping Writing.Adding) -> Int {
        let id = jobs.withLock { jobs in
            let id = jobs.count + 1
            jobs[id] = Job(name: upload.name, total: total)
            return id
        }
        queue.async { [self] in
            let result: Result<Writing.Added, PageError>
            do {
                result = .success(try add(upload) { done in self.jobs.withLock { $0[id]?.done = done } })
            } catch {
                result = .failure(
                    PageError(
                        500, "\(error)", advice: "What was stored before is safe; add it again to go on."))
            }
            jobs.withLock { $0[id]?.result = result }
        }
        return id
    }
}
