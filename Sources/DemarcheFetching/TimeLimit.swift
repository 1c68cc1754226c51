/// So long may work take, whatever it waits for; a server that sends a letter a second is never late by its own clock.
struct TimeLimit: Sendable {
    let seconds: Double

    struct Exceeded: Error {}

    /// The work's result; the work is given up where it takes longer.
    func result<Result: Sendable>(
        of work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw Exceeded()
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw Exceeded() }
            return result
        }
    }
}
