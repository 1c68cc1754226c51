internal import Dispatch
internal import Foundation
internal import Synchronization

/// The pages of a list in its order, some of them fetched ahead.
struct ListedPages: IteratorProtocol {
    typealias Fetched = Result<WebPage, WebPage.Fault>

    /// So many may be under way: enough for hosts that are slow, few enough for memory.
    private static let ahead = 8

    private let source: PageSource
    private let executor = QueueExecutor()
    private var addresses: ArraySlice<String>
    private var open: [(address: String, page: Awaited<Fetched>)] = []

    init(_ list: AddressList, source: @escaping PageSource) {
        self.source = source
        addresses = list.addresses[...]
    }

    /// The next address and what was found there; waits until that is known.
    mutating func next() -> (address: String, page: Fetched)? {
        while open.count < Self.ahead, let address = addresses.popFirst() {
            let page = Awaited(on: executor) { [source] in await Self.page(at: address, source) }
            open.append((address, page))
        }
        guard let (address, page) = open.first else { return nil }
        open.removeFirst()
        return (address, page.value)
    }

    private static func page(at address: String, _ source: PageSource) async -> Fetched {
        guard let url = URL(string: address), let host = url.host, !host.isEmpty else {
            return .failure(WebPage.Fault("no address of the web; write it like https://example.org/news/1"))
        }
        do { return .success(try await source(url)) } catch { return .failure(error) }
    }
}

/// A result under way that a thread can wait for: readings are asked for by threads, pages come by themselves.
private final class Awaited<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let arrival = DispatchSemaphore(value: 0)

    init(on executor: QueueExecutor, _ work: @escaping @Sendable () async -> Value) {
        Task(executorPreference: executor) {
            let value = await work()
            self.result.withLock { $0 = value }
            self.arrival.signal()
        }
    }

    /// For one thread, once.
    var value: Value {
        arrival.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("said to be there, and is not") }
        return value
    }
}

/// Runs tasks on a queue of its own: whoever waits for one on a thread of the shared pool must not keep it from running.
private final class QueueExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "pages")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
