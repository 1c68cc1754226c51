import Foundation

/// Says on standard error how far long work is: count, rate, time left.
struct Progress {
    private let total: Int?
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    private var count = 0

    /// - Parameter total: how many there are; nil when nobody knows.
    init(total: Int?) { self.total = total }

    /// After `count` more; prints every half second on a terminal, every ten seconds elsewhere.
    mutating func advance(by more: Int) {
        count += more
        let now = ContinuousClock.now
        guard now - last >= (isTerminal ? .milliseconds(500) : .seconds(10)) else { return }
        last = now
        show(isTerminal ? "\r\(line)\u{1B}[K" : "demarche: \(line)\n")
    }

    /// Clears the line.
    func finish() { if isTerminal { show("\r\u{1B}[K") } }

    private var line: String {
        let seconds = max(0.001, Double((ContinuousClock.now - start).components.seconds) + 0.001)
        let rate = Double(count) / seconds
        guard let total, rate > 0 else { return "\(count) reports, \(Int(rate.rounded())) a second" }
        let left = Int(Double(max(0, total - count)) / rate)
        let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
        return "\(count) of \(total) reports, \(Int(rate.rounded())) a second, \(clock) left"
    }

    private func show(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// Notices Ctrl-C, so that work can stop at a safe point; a second one ends the program at once.
///
/// Unchecked because its one field is touched under `lock` alone.
final class Interruption: @unchecked Sendable {
    private let lock = NSLock()
    private var hasCome = false
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [weak self] in
            self?.notice()
            signal(SIGINT, SIG_DFL)
        }
        source.resume()
    }

    var isRequested: Bool { lock.withLock { hasCome } }

    private func notice() { lock.withLock { hasCome = true } }
}
