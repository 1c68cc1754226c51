/// Lets one at a time through to each host, in the order in which they came.
actor Turns {
    /// Who waits behind the one that has the turn; no entry where nobody has it.
    private var queues: [String: [CheckedContinuation<Void, Never>]] = [:]

    nonisolated func turn<Result: Sendable>(
        at host: String, _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        await take(host)
        do {
            let result = try await work()
            await leave(host)
            return result
        } catch {
            await leave(host)
            throw error
        }
    }

    private func take(_ host: String) async {
        guard queues[host] != nil else {
            queues[host] = []
            return
        }
        await withCheckedContinuation { queues[host, default: []].append($0) }
    }

    private func leave(_ host: String) {
        guard let queue = queues[host], let next = queue.first else {
            queues[host] = nil
            return
        }
        queues[host] = Array(queue.dropFirst())
        next.resume()
    }
}
